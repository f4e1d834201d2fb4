// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentSetOptions.h"

#include "phMomentSet.h"

#include <nanobind/operators.h>
#include <nanobind/stl/string.h>

namespace nb = nanobind;

namespace phaseharmonics
{
void
BindMomentSetOptions(nb::module_ & module)
{
  nb::class_<MomentSetOptions>(module, "MomentSetOptions")
    .def(
      "__init__",
      [](MomentSetOptions *  options,
         const std::string & model,
         unsigned int        scaleRange,
         unsigned int        shiftRange,
         int                 angularRange,
         unsigned int        maximumHarmonic,
         unsigned int        phases,
         unsigned int        voices) {
        new (options) MomentSetOptions();
        options->model = MomentModelOfName(model);
        if (options->model == MomentModel::Custom)
        {
          throw std::invalid_argument("Custom sets come from files and from C++; choose A, B, C, D, Compressive or "
                                      "Rectified.");
        }
        options->scaleRange = scaleRange;
        options->shiftRange = shiftRange;
        options->angularRange = angularRange;
        options->maximumHarmonic = maximumHarmonic;
        options->numberOfPhases = phases;
        options->voicesPerOctave = voices;
      },
      nb::kw_only(),
      nb::arg("model") = "C",
      nb::arg("scale_range") = 2,
      nb::arg("shift_range") = 2,
      nb::arg("angular_range") = -1,
      nb::arg("maximum_harmonic") = 0,
      nb::arg("phases") = 4,
      nb::arg("voices") = 1)
    .def_prop_ro("model", [](const MomentSetOptions & options) { return MomentModelName(options.model); })
    .def_ro("scale_range", &MomentSetOptions::scaleRange)
    .def_ro("shift_range", &MomentSetOptions::shiftRange)
    .def_ro("angular_range", &MomentSetOptions::angularRange)
    .def_ro("maximum_harmonic", &MomentSetOptions::maximumHarmonic)
    .def_ro("phases", &MomentSetOptions::numberOfPhases)
    .def_ro("voices", &MomentSetOptions::voicesPerOctave)
    .def(nb::self == nb::self);
}
} // namespace phaseharmonics
