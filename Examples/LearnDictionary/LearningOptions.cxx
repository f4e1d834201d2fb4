// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "LearningOptions.h"

#include "InputOptions.h"
#include "OptionChecks.h"

#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
CLI::Option *
AddSizeOption(CLI::App & app, const std::string & name, std::vector<std::size_t> & size, const std::string & help)
{
  return app
    .add_option_function<std::string>(
      name,
      [&size, name](const std::string & text) {
        try
        {
          size = ParseSize(text, name);
        }
        catch (const std::runtime_error & error)
        {
          throw CLI::ValidationError(error.what());
        }
      },
      help)
    ->type_name("SIZE");
}
} // namespace

void
AddLearningOptions(CLI::App & app, LearningOptions & options)
{
  app
    .add_option_function<std::vector<std::string>>(
      "INPUT",
      [&options](const std::vector<std::string> & files) {
        options.inputs.assign(files.begin(), files.end() - 1);
        options.output = files.back();
      },
      "Images of one dimension and number of channels, of any sizes, and last the dictionary to write (.h5)")
    ->option_text("... DICTIONARY")
    ->expected(-2)
    ->required();
  app.add_option("--atoms", options.atoms, "Number of atoms [64]")->check(Between(1, 65536))->type_name("K");
  AddSizeOption(app, "--support", options.support, "Pixels of an atom along each axis, for example 12 or 12x8 [8]");
  auto * const ratio = app.add_option(
    "--lambda-ratio", options.lambdaRatio, "Weight of sparsity, as a ratio of the one that makes a code zero [0.1]");
  ratio->check(Positive())->type_name("R");
  app.add_option("--lambda", options.lambda, "Weight of sparsity in the unit of the images, for unit atoms")
    ->check(Positive())
    ->type_name("L")
    ->excludes(ratio);
  app.add_flag("--non-negative", options.isNonNegative, "Only positive coefficients");
  app.add_option("--iterations", options.iterations, "Steps of learning [200]")
    ->check(Between(1, 100000000))
    ->type_name("N");
  auto * const convolutional = app.add_flag(
    "--convolutional", options.isConvolutional, "Atoms whose shifts to all pixels together write the images");
  app.add_option("--patches", options.patches, "Patches to learn from, of all images together [20000]")
    ->check(Between(10, 1000000000))
    ->type_name("N")
    ->excludes(convolutional);
  app.add_option("--batch", options.batch, "Patches of a step [256]")
    ->check(Between(1, 1000000))
    ->type_name("N")
    ->excludes(convolutional);
  app
    .add_flag(
      "--keep-means", options.keepsMeans, "Learn the means of patches too, rather than only what differs from them")
    ->excludes(convolutional);
  AddSizeOption(app, "--crop-size", options.crop, "Pixels of a step along each axis, with --convolutional [all]")
    ->needs(convolutional);
  app
    .add_option("--background", options.background, "Smoothness of what is taken off before, with --convolutional [10]")
    ->check(CLI::NonNegativeNumber)
    ->type_name("MU")
    ->needs(convolutional);
  app.add_option("--seed", options.seed, "Seed of the choice of patches [0]")->type_name("N");
  app.add_option("--initial", options.initial, "Dictionary to start from [patches]")->type_name("FILE");
  app.add_option("--checkpoint", options.checkpoint, "Save the state here; the same command goes on from it")
    ->type_name("FILE");
  app.add_option("--picture", options.picture, "Picture of the atoms and of how they were learned, as PNG")
    ->type_name("FILE");
  app.add_option("--report", options.report, "Figures of the table, as JSON")->type_name("FILE");
  app.add_option("--threads", options.threads, "Number of threads, 1 to 128 [all processors]")
    ->check(Between(1, 128))
    ->type_name("N");
}
} // namespace phaseharmonics_examples
