// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phBankOptions.h"

#include "phArrays.h"
#include "phWaveletBankOptions.h"
#include "phValueOfName.h"

#include <nanobind/operators.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
WaveletFamily
FamilyOfName(const std::string & name)
{
  return ValueOfName<WaveletFamily>("family",
                                    name,
                                    { { "bump", WaveletFamily::BumpSteerable },
                                      { "morlet", WaveletFamily::Morlet },
                                      { "battle-lemarie", WaveletFamily::BattleLemarie } });
}

const char *
NameOfFamily(WaveletFamily family)
{
  return family == WaveletFamily::Morlet          ? "morlet"
         : family == WaveletFamily::BattleLemarie ? "battle-lemarie"
                                                  : "bump";
}

FrameNormalization
FrameOfName(const std::string & name)
{
  return ValueOfName<FrameNormalization>(
    "frame", name, { { "published", FrameNormalization::Published }, { "parseval", FrameNormalization::Parseval } });
}

/** Scales and orientations of 0 are chosen by the grid; an empty spacing leaves wavelets in pixels. */
WaveletBankOptions
MakeBankOptions(const Shape &               shape,
                unsigned int                scales,
                unsigned int                orientations,
                const std::string &         family,
                unsigned int                voices,
                const std::string &         frame,
                bool                        decimation,
                unsigned int                oversampling,
                const std::vector<double> & spacing)
{
  const Grid         grid = GridOfShape(shape);
  WaveletBankOptions options;
  options.family = FamilyOfName(family);
  options.voicesPerOctave = voices;
  options.frameNormalization = FrameOfName(frame);
  options.numberOfOrientations = orientations > 0 ? orientations : DefaultNumberOfOrientations(grid.dimension);
  options.decimation = decimation;
  options.oversampling = oversampling;
  options.useImageSpacing = !spacing.empty();
  if (options.useImageSpacing && spacing.size() != grid.dimension)
  {
    throw std::invalid_argument("The spacing must have one number for each axis.");
  }
  std::copy(spacing.begin(), spacing.end(), options.spacing.begin());
  options.numberOfScales = scales > 0 ? scales : DefaultNumberOfScales(grid, options);
  CheckWaveletBankOptions(grid, options);
  return options;
}
} // namespace

void
BindBankOptions(nb::module_ & module)
{
  nb::class_<WaveletBankOptions>(module, "BankOptions")
    .def_static("make",
                &MakeBankOptions,
                nb::arg("shape"),
                nb::kw_only(),
                nb::arg("scales") = 0,
                nb::arg("orientations") = 0,
                nb::arg("family") = "bump",
                nb::arg("voices") = 1,
                nb::arg("frame") = "published",
                nb::arg("decimation") = true,
                nb::arg("oversampling") = 2,
                nb::arg("spacing") = std::vector<double>())
    .def_prop_ro("scales", [](const WaveletBankOptions & options) { return options.numberOfScales; })
    .def_prop_ro("orientations", [](const WaveletBankOptions & options) { return options.numberOfOrientations; })
    .def_prop_ro("family", [](const WaveletBankOptions & options) { return NameOfFamily(options.family); })
    .def_prop_ro("voices", [](const WaveletBankOptions & options) { return options.voicesPerOctave; })
    .def_prop_ro("frame",
                 [](const WaveletBankOptions & options) {
                   return options.frameNormalization == FrameNormalization::Parseval ? "parseval" : "published";
                 })
    .def_prop_ro("decimation", [](const WaveletBankOptions & options) { return options.decimation; })
    .def_prop_ro("oversampling", [](const WaveletBankOptions & options) { return options.oversampling; })
    .def(
      "spacing",
      [](const WaveletBankOptions & options, unsigned int dimension) {
        return options.useImageSpacing
                 ? std::vector<double>(options.spacing.begin(), options.spacing.begin() + dimension)
                 : std::vector<double>();
      },
      nb::arg("dimension"))
    .def(
      "shape_of_scale",
      [](const WaveletBankOptions & options, const Shape & shape, unsigned int scale) {
        return ShapeOfGrid(options.GridOfScale(GridOfShape(shape), scale));
      },
      nb::arg("shape"),
      nb::arg("scale"))
    .def(nb::self == nb::self);
}
} // namespace phaseharmonics
