// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ReconstructionOptions.h"

#include "OptionChecks.h"

#include "itkCompressiveReconstructionImageFilter.h"

namespace phaseharmonics_examples
{
void
AddReconstructionOptions(CLI::App & app, ReconstructionOptions & options)
{
  const auto filter = itk::CompressiveReconstructionImageFilter<itk::Image<float, 2>>::New();
  options.restarts = filter->GetNumberOfStarts();
  options.iterations = filter->GetNumberOfIterations();
  options.finalRounds = filter->GetNumberOfFinalRounds();
  options.seed = filter->GetSeed();
  const auto withDefault = [](const std::string & text, unsigned int value) {
    return text + " [" + std::to_string(value) + "]";
  };

  AddInputOptions(app, options.input);
  app.add_option("OUTPUT", options.output, "Image to write, moved to where it is nearest to INPUT")->required();
  AddBankOptions(app, options.bank);
  app.get_option("--scales")
    ->description("Number of scales J, Q for each octave; 2^(J/Q) must fit into the smallest side [the largest]");
  app
    .add_option(
      "--scale-range", options.scaleRange, "Pairs of scales up to so many octaves apart: more moments, less error [2]")
    ->check(Between(0, 10))
    ->type_name("N");
  app.add_flag("--rich", options.isRich, "More harmonics of each pair of scales, in 1-D");
  app
    .add_option("--restarts",
                options.restarts,
                withDefault("Number of starts from noise; the one of least loss is written", options.restarts))
    ->check(Between(1, 1000))
    ->type_name("N");
  app
    .add_option(
      "--iterations",
      options.iterations,
      withDefault("Iterations of a round, after which the better half of the starts goes on", options.iterations))
    ->check(Between(1, 1000000))
    ->type_name("N");
  app
    .add_option(
      "--final-rounds", options.finalRounds, withDefault("Rounds of the best start alone", options.finalRounds))
    ->check(Between(1, 10000))
    ->type_name("N");
  app.add_option("--range", options.range, "Range of values that PSNR refers to [that of INPUT]")
    ->check(Positive())
    ->type_name("R");
  app.add_option("--seed", options.seed, withDefault("Seed of the random numbers", options.seed))->type_name("N");
  app
    .add_option(
      "--checkpoint", options.checkpoint, "Save the state here after each round; the same command goes on from there")
    ->type_name("FILE");
  app.add_option("--picture", options.picture, "Picture of original, reconstruction and error, as PNG")
    ->type_name("FILE");
  app.add_option("--report", options.report, "Figures, as JSON")->type_name("FILE");
}
} // namespace phaseharmonics_examples
