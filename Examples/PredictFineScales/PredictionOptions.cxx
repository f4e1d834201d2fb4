// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "PredictionOptions.h"

#include "OptionChecks.h"

namespace phaseharmonics_examples
{
void
AddPredictionOptions(CLI::App & app, PredictionOptions & options)
{
  AddInputOptions(app, options.input);
  app.add_option("OUTPUT", options.output, "Image to write")->required();
  auto * const training =
    app.add_option("--train", options.training, "Images to fit the model on, as many as wanted [INPUT itself]");
  training->type_name("FILE");
  auto * const model = app.add_option("--model", options.model, "A model saved before, .h5, instead of fitting one");
  model->type_name("FILE")->excludes(training);
  app.add_option("--save-model", options.savedModel, "Where to save the model, .h5")->type_name("FILE");
  auto * const octaves =
    app.add_option("--octaves", options.octaves, "Number of fine scales to predict [1]")->check(Between(1, 16));
  octaves->type_name("N")->excludes(model);
  app
    .add_option(
      "--orientations", options.orientations, "Orientations of the half circle or half sphere [1, 4, 6 by dimension]")
    ->check(Between(1, 64))
    ->type_name("L")
    ->excludes(model);
  app.add_option("--scale-range", options.scaleRange, "Coarser scales that predict [2]")
    ->check(Between(1, 16))
    ->type_name("N")
    ->excludes(model);
  app.add_option("--harmonics", options.maximumHarmonic, "Largest harmonic k; 1: linear terms and moduli [4]")
    ->check(Between(1, 64))
    ->type_name("K")
    ->excludes(model);
  app.add_option("--neighborhood", options.neighborhood, "Places that predict: center, axes or box [box, in 3-D axes]")
    ->transform(OneOf({ "center", "axes", "box" }))
    ->type_name("NAME")
    ->excludes(model);
  app.add_option("--stride", options.stride, "Fit on every N-th pixel along each axis [1]")
    ->check(Between(1, 1024))
    ->type_name("N")
    ->excludes(model);
  auto * const overlap =
    app.add_flag("--overlap", options.overlap, "Predict whole bands from overlapping ones, for the figures alone");
  overlap->excludes(model);
  app
    .add_option("--super-resolve", options.factor, "Make INPUT 2, 4, .. times as large along each axis, by new scales")
    ->type_name("FACTOR")
    ->check(CLI::Validator(
      [](std::string & text) {
        unsigned int factor = 0;
        const bool   isPower =
          CLI::detail::lexical_cast(text, factor) && factor >= 2 && factor <= 256 && (factor & (factor - 1)) == 0;
        return isPower ? std::string() : "\"" + text + "\" is not 2, 4, 8, .. or 256";
      },
      ""))
    ->excludes(octaves)
    ->excludes(overlap);
  app.add_flag("--generate", options.generate, "Add random innovations to what is predicted")->excludes(overlap);
  app.add_option("--seed", options.seed, "Seed of --generate [0]")->check(Between(0, 2147483647))->type_name("N");
  app.add_option("--picture", options.picture, "Picture of the images and of the figures, as PNG")->type_name("FILE");
  app.add_option("--report", options.report, "Figures of the tables, as JSON")->type_name("FILE");
}
} // namespace phaseharmonics_examples
