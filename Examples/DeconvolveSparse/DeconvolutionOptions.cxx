// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "DeconvolutionOptions.h"

#include "OptionChecks.h"

namespace phaseharmonics_examples
{
void
AddDeconvolutionOptions(CLI::App & app, DeconvolutionOptions & options)
{
  AddInputOptions(app, options.input);
  app.add_option("OUTPUT", options.output, "Image to write")->required();
  auto * const kernel = app.add_option(
    "--kernel", options.kernel, "Image of the blur kernel, centered on the pixel size / 2; its sum is set to 1");
  kernel->type_name("FILE");
  app.add_option("--blur-sigma", options.blurSigma, "Gaussian blur instead, in pixels of OUTPUT")
    ->check(CLI::NonNegativeNumber)
    ->type_name("S")
    ->excludes(kernel);
  app.add_flag("--use-spacing", options.usesImageSpacing, "--blur-sigma is in the unit of the image's spacing");
  app.add_option("--decimation", options.decimation, "OUTPUT has N times as many pixels along each axis [1]")
    ->check(Between(1, 16))
    ->type_name("N");
  auto * const dictionary = app.add_option("--dictionary", options.dictionary, "Learned dictionary to use, .h5");
  dictionary->type_name("FILE");
  app
    .add_option(
      "--atoms",
      options.atoms,
      "Without --dictionary: framelets for edges and lines, or bumps for bright spots on a dark ground, which "
      "imply --non-negative [framelets]")
    ->transform(OneOf({ "framelets", "bumps" }))
    ->type_name("framelets|bumps")
    ->excludes(dictionary);
  auto * const ratio = app.add_option(
    "--lambda-ratio", options.lambdaRatio, "Weight of sparsity, as a ratio of the one that makes OUTPUT empty");
  ratio->check(CLI::PositiveNumber)->type_name("R");
  auto * const lambda = app.add_option("--lambda", options.lambda, "Weight of sparsity");
  lambda->check(CLI::PositiveNumber)->type_name("L")->excludes(ratio);
  app
    .add_option("--noise", options.noise, "Standard deviation of the noise, which sets the weight [estimated on INPUT]")
    ->check(CLI::PositiveNumber)
    ->type_name("S")
    ->excludes(ratio)
    ->excludes(lambda);
  app
    .add_option("--noise-factor",
                options.noiseFactor,
                "Weight of sparsity relative to the noise in a coefficient [1.5; bumps 0.5]")
    ->check(CLI::PositiveNumber)
    ->type_name("F")
    ->excludes(ratio)
    ->excludes(lambda);
  app
    .add_option("--background",
                options.background,
                "Smoothness of the part that is not coded, 0 for none [1 with framelets, else 0]")
    ->check(CLI::NonNegativeNumber)
    ->type_name("MU");
  app.add_option("--gap-tolerance", options.gapTolerance, "Relative duality gap at which to stop [1e-4]")
    ->check(CLI::NonNegativeNumber)
    ->type_name("T");
  app.add_option("--iterations", options.iterations, "Iterations after which to stop anyway [500]")
    ->check(Between(1, 1000000))
    ->type_name("N");
  app.add_option("--boundary", options.boundary, "Beyond the border: mirror, periodic, zero or unknown [unknown]")
    ->transform(OneOf({ "mirror", "periodic", "zero", "unknown" }))
    ->type_name("B");
  app.add_flag("--non-negative", options.isNonNegative, "Only positive coefficients");
  app.add_flag("--debias", options.removesBias, "Fit the coefficients found once more, without penalty");
  app.add_flag("--consistent", options.isConsistent, "Make OUTPUT, blurred and decimated, equal INPUT");
  app.add_option("--weights", options.weights, "Image of weights of the pixels of INPUT; 0 for missing ones")
    ->type_name("FILE");
  auto * const truth = app.add_option("--truth", options.truth, "The fine image, to tell the errors");
  truth->type_name("FILE");
  app
    .add_option("--simulate",
                options.simulatedNoise,
                "Try it out: INPUT is the truth; blur and decimate it, add noise of deviation S, and recover it")
    ->check(CLI::PositiveNumber)
    ->type_name("S")
    ->excludes(truth);
  app.add_option("--seed", options.seed, "Seed of the noise of --simulate [0]")->type_name("N");
  app.add_option("--code", options.code, "Write the coefficients, one component for each atom (.nrrd)")
    ->type_name("FILE");
  app.add_option("--residual", options.residual, "Write INPUT minus OUTPUT blurred and decimated")->type_name("FILE");
  app.add_option("--picture", options.picture, "Picture of INPUT, OUTPUT and truth, as PNG")->type_name("FILE");
  app.add_option("--report", options.report, "Figures of the table, as JSON")->type_name("FILE");
}
} // namespace phaseharmonics_examples
