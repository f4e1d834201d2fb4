// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "TransformOptions.h"

#include "OptionChecks.h"

namespace phaseharmonics_examples
{
void
AddTransformOptions(CLI::App & app, TransformOptions & options)
{
  AddInputOptions(app, options.input);
  app.add_option("OUTPUT_PREFIX", options.prefix, "Bands become PREFIX_j<scale>_l<orientation>.nrrd")->required();
  AddBankOptions(app, options.bank);
  app.add_flag_callback(
    "--full-grid", [&options] { options.decimation = false; }, "Keep all scales on the full grid");
  app.add_flag_callback(
    "--decimation", [&options] { options.decimation = true; }, "Keep coarse scales on coarse grids, the default");
  app.add_option("--oversampling", options.oversampling, "Octaves by which a grid is finer than its scale [2]")
    ->check(Between(1, 30))
    ->type_name("N");
  app.add_option("--frame", options.frame, "Amplitude of the wavelets: published, or parseval (conserves energy)")
    ->transform(OneOf({ "published", "parseval" }))
    ->type_name("published|parseval");
  app.add_option("--harmonics", options.harmonics, "Write [z]^k = |z| exp(ik arg z) too, for these k (\"0,2\")")
    ->delimiter(',')
    ->allow_extra_args(false)
    ->check(Between(-1024, 1024))
    ->type_name("K");
  app.add_option("--picture", options.picture, "Picture of |z|, phase and transposed phases, as PNG")
    ->type_name("FILE");
  app.add_option("--orientation", options.orientation, "Orientation shown in the picture [the most energetic]")
    ->check(Between(0, 63))
    ->type_name("l");
  app.add_option("--report", options.report, "Figures of the table, as JSON")->type_name("FILE");
}
} // namespace phaseharmonics_examples
