// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "CodeFile.h"

namespace phaseharmonics_examples
{
namespace
{
using phaseharmonics::Hdf5File;
using phaseharmonics::ScatteringChannel;

void
WriteChannels(Hdf5File & file, const phaseharmonics::ScatteringOptions & options, std::size_t components)
{
  const auto channels = phaseharmonics::ScatteringChannels(options);
  const auto write = [&](const std::string & name, auto numberOf) {
    std::vector<std::int32_t> numbers;
    for (std::size_t component = 0; component < components; ++component)
    {
      for (const ScatteringChannel & channel : channels)
      {
        numbers.push_back(static_cast<std::int32_t>(numberOf(component, channel)));
      }
    }
    file.Write("channels/" + name, numbers);
  };
  write("component", [](std::size_t component, const ScatteringChannel &) { return component; });
  write("order", [](std::size_t, const ScatteringChannel & c) { return c.order; });
  write("scale1", [](std::size_t, const ScatteringChannel & c) { return c.scale1; });
  write("orientation1", [](std::size_t, const ScatteringChannel & c) { return c.orientation1; });
  write("phase", [](std::size_t, const ScatteringChannel & c) { return c.phase; });
  write("scale2", [](std::size_t, const ScatteringChannel & c) { return c.scale2; });
  write("orientation2", [](std::size_t, const ScatteringChannel & c) { return c.orientation2; });
}

void
WriteBank(Hdf5File & file, const phaseharmonics::ScatteringOptions & options)
{
  using phaseharmonics::ScatteringVariant;
  const auto & bank = options.bank;
  file.CreateGroup("bank");
  const auto number = [&](const std::string & name, unsigned int value) {
    file.WriteAttribute("bank", name, static_cast<std::int32_t>(value));
  };
  const auto text = [&](const std::string & name, const std::string & value) {
    file.WriteStringAttribute("bank", name, value);
  };
  text("family", bank.family == phaseharmonics::WaveletFamily::Morlet ? "morlet" : "bump");
  number("number_of_scales", bank.numberOfScales);
  number("number_of_orientations", bank.numberOfOrientations);
  number("order", options.order);
  number("number_of_phases", options.numberOfPhases);
  text("subsampling", options.subsampling == phaseharmonics::Subsampling::Fold ? "fold" : "crop");
  number("oversampling", bank.oversampling);
  text("boundary", options.boundary == phaseharmonics::ScatteringBoundary::Mirror ? "mirror" : "periodic");
  text("variant",
       options.variant == ScatteringVariant::Logarithm               ? "log"
       : options.variant == ScatteringVariant::NormalizedSecondOrder ? "normalized"
                                                                     : "none");
  file.WriteAttribute("bank", "epsilon", options.epsilon);
  number("uses_image_spacing", bank.useImageSpacing ? 1 : 0);
}

void
WriteGeometry(Hdf5File & file, const phaseharmonics::ScatteringGeometry & geometry)
{
  std::vector<std::int64_t> imageSize;
  std::vector<std::int64_t> outputSize;
  std::vector<double>       start;
  std::vector<double>       step;
  for (unsigned int axis = 0; axis < geometry.image.dimension; ++axis)
  {
    imageSize.push_back(static_cast<std::int64_t>(geometry.image.size[axis]));
    outputSize.push_back(static_cast<std::int64_t>(geometry.output.size[axis]));
    start.push_back(geometry.Start(axis));
    step.push_back(geometry.Step(axis));
  }
  file.Write("geometry/image_size", imageSize);
  file.Write("geometry/output_size", outputSize);
  file.Write("geometry/start", start);
  file.Write("geometry/step", step);
}
} // namespace

CodeFile::CodeFile(const std::string &                        path,
                   const phaseharmonics::ScatteringOptions &  options,
                   const phaseharmonics::ScatteringGeometry & geometry,
                   std::size_t                                components,
                   const std::vector<std::string> &           images)
  : m_File(Hdf5File::Create(path))
{
  m_File.WriteStringAttribute("/", "format", "phase harmonics: scattering codes");
  m_File.WriteAttribute("/", "version", std::int32_t{ 1 });
  std::string names;
  for (const std::string & image : images)
  {
    names += image + "\n";
  }
  m_File.WriteString("files", names);
  WriteChannels(m_File, options, components);
  WriteBank(m_File, options);
  WriteGeometry(m_File, geometry);
  Hdf5File::Shape shape{ images.size(), components * options.NumberOfChannels() };
  for (unsigned int axis = geometry.output.dimension; axis-- > 0;)
  {
    shape.push_back(geometry.output.size[axis]);
  }
  m_File.CreateArray<float>("codes", shape);
}

void
CodeFile::Write(std::size_t first, const std::vector<float> & codes)
{
  m_File.WriteSlices("codes", first, codes);
}

void
CodeFile::Close()
{
  m_File.Close();
}
} // namespace phaseharmonics_examples
