// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phHarmonicPredictionFile.h"

#include "phAtomicFile.h"
#include "phHdf5File.h"

#include <limits>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr const char * Format = "HarmonicPrediction";
constexpr std::int64_t Version = 1;
constexpr std::int64_t LargestNumberOfOctaves = 30;

std::vector<double>
NumbersOf(const OctavePrediction & octave)
{
  const PredictionFigures & f = octave.figures;
  return { octave.ridge,        octave.linearRidge, f.linear,  f.harmonic,    f.gain,
           f.gainStandardError, f.modulusLinear,    f.modulus, f.modulusGain, f.modulusGainStandardError };
}

void
SetNumbers(const std::vector<double> & numbers, OctavePrediction & octave)
{
  octave.ridge = numbers[0];
  octave.linearRidge = numbers[1];
  octave.figures = { numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8], numbers[9] };
}

unsigned int
ReadUnsigned(const Hdf5File & file, const std::string & object, const std::string & name)
{
  const auto value = file.ReadAttribute<std::int64_t>(object, name);
  if (value < 0 || value > std::numeric_limits<std::int32_t>::max())
  {
    file.Fail("has " + name + " = " + std::to_string(value));
  }
  return static_cast<unsigned int>(value);
}

HarmonicPredictionOptions
ReadOptions(const Hdf5File & file)
{
  HarmonicPredictionOptions options;
  options.numberOfOctaves = ReadUnsigned(file, "options", "octaves");
  options.numberOfOrientations = ReadUnsigned(file, "options", "orientations");
  options.scaleRange = ReadUnsigned(file, "options", "scaleRange");
  options.maximumHarmonic = ReadUnsigned(file, "options", "maximumHarmonic");
  const unsigned int neighborhood = ReadUnsigned(file, "options", "neighborhood");
  if (neighborhood > 2)
  {
    file.Fail("has an unknown neighborhood " + std::to_string(neighborhood));
  }
  options.neighborhood = static_cast<PredictionNeighborhood>(neighborhood);
  options.stride = ReadUnsigned(file, "options", "stride");
  options.ridge = file.ReadAttribute<double>("options", "ridge");
  options.overlappingBands = ReadUnsigned(file, "options", "overlappingBands") != 0;
  if (options.numberOfOctaves > LargestNumberOfOctaves)
  {
    file.Fail("has " + std::to_string(options.numberOfOctaves) + " octaves");
  }
  return options;
}
} // namespace

void
WriteHarmonicPrediction(const std::string & path, const HarmonicPredictionModel & model)
{
  CheckHarmonicPredictionModel(model);
  const HarmonicPredictionOptions & options = model.options;
  AtomicFile                        pending(path);
  Hdf5File                          file = Hdf5File::Create(pending);
  file.WriteStringAttribute("/", "format", Format);
  file.WriteAttribute("/", "version", Version);
  file.WriteAttribute("/", "dimension", static_cast<std::int64_t>(model.dimension));
  file.CreateGroup("options");
  const auto write = [&](const char * name, unsigned int value) {
    file.WriteAttribute("options", name, static_cast<std::int64_t>(value));
  };
  write("octaves", options.numberOfOctaves);
  write("orientations", options.numberOfOrientations);
  write("scaleRange", options.scaleRange);
  write("maximumHarmonic", options.maximumHarmonic);
  write("neighborhood", static_cast<unsigned int>(options.neighborhood));
  write("stride", options.stride);
  write("overlappingBands", options.overlappingBands ? 1 : 0);
  file.WriteAttribute("options", "ridge", options.ridge);
  const Hdf5File::Shape shape{ 3 * std::size_t{ options.numberOfOrientations },
                               NumberOfPredictors(model.dimension, options) };
  for (std::size_t o = 0; o < model.octaves.size(); ++o)
  {
    const std::string        group = "octaves/" + std::to_string(o) + "/";
    const OctavePrediction & octave = model.octaves[o];
    file.Write(group + "weights", octave.weights, shape);
    file.Write(group + "linearWeights", octave.linearWeights, shape);
    if (!options.overlappingBands)
    {
      file.Write(group + "innovations", octave.innovationPower);
    }
    file.Write(group + "figures", NumbersOf(octave));
  }
  file.Close();
  pending.Commit();
}

HarmonicPredictionModel
ReadHarmonicPrediction(const std::string & path)
{
  const Hdf5File file = Hdf5File::Open(path);
  if (!file.HasAttribute("/", "format") || !file.HasAttribute("/", "version") ||
      file.ReadStringAttribute("/", "format") != Format)
  {
    file.Fail("is an HDF5 file, but not one of a harmonic prediction");
  }
  const auto version = file.ReadAttribute<std::int64_t>("/", "version");
  if (version != Version)
  {
    file.Fail("has version " + std::to_string(version) + " of the format; this release reads version " +
              std::to_string(Version));
  }
  try
  {
    HarmonicPredictionModel model;
    model.dimension = ReadUnsigned(file, "/", "dimension");
    model.options = ReadOptions(file);
    for (unsigned int o = 0; o < model.options.numberOfOctaves; ++o)
    {
      const std::string group = "octaves/" + std::to_string(o) + "/";
      OctavePrediction  octave;
      octave.weights = file.Read<double>(group + "weights");
      octave.linearWeights = file.Read<double>(group + "linearWeights");
      if (!model.options.overlappingBands)
      {
        octave.innovationPower = file.Read<double>(group + "innovations");
      }
      SetNumbers(file.Read<double>(group + "figures", { 10 }), octave);
      model.octaves.push_back(std::move(octave));
    }
    CheckHarmonicPredictionModel(model);
    return model;
  }
  catch (const std::invalid_argument & error)
  {
    file.Fail(error.what());
  }
}
} // namespace phaseharmonics
