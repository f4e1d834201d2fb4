// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SynthesisOptions.h"

#include "OptionChecks.h"
#include "SuffixedName.h"

#include "itkMicrocanonicalSynthesisImageFilter.h"

namespace phaseharmonics_examples
{
void
AddSynthesisOptions(CLI::App & app, SynthesisOptions & options)
{
  const auto filter = itk::MicrocanonicalSynthesisImageFilter<itk::Image<float, 2>>::New();
  options.iterations = filter->GetNumberOfIterations();
  options.coarseIterations = filter->GetNumberOfCoarseIterations();
  options.seed = filter->GetSeed();

  AddInputOptions(app, options.input);
  app.add_option("OUTPUT", options.output, "Image to write: .nrrd, .mha, .nii.gz or another format of real numbers")
    ->required();
  AddMomentOptions(app, options.moments);
  app.add_option("--also", options.also, "A further image whose moments are averaged with those of INPUT; repeatable")
    ->allow_extra_args(false)
    ->type_name("FILE");
  app
    .add_option("--target",
                options.target,
                "Moments to match instead of those of INPUT, which then gives only the "
                "geometry: .h5 or .csv of AnalyzeImage")
    ->type_name("FILE");
  app
    .add_option(
      "--initial", options.initial, "Start from the gaussian model, from white noise, or from an image [gaussian]")
    ->type_name("gaussian|noise|FILE");
  app
    .add_option("--iterations", options.iterations, "Iterations of a run [" + std::to_string(options.iterations) + "]")
    ->check(Between(1, 1000000))
    ->type_name("N");
  app
    .add_option("--coarse-iterations",
                options.coarseIterations,
                "Iterations over the coarse scales alone, which come first [" +
                  std::to_string(options.coarseIterations) + "]")
    ->check(Between(0, 1000000))
    ->type_name("N");
  app.add_flag("--no-preconditioning",
               options.withoutPreconditioning,
               "Minimize over pixels, not over frequencies scaled by the energies of the bands; slower");
  app.add_option("--restarts", options.restarts, "Further runs, each from the last image with an empty history [0]")
    ->check(Between(0, 1000))
    ->type_name("N");
  app
    .add_option("--samples", options.samples, "Number of images to draw; OUTPUT gets _1, _2, ... before its extension")
    ->check(Between(1, 10000))
    ->type_name("N");
  app
    .add_option("--seed",
                options.seed,
                "Of the random numbers; the same seed gives the same image [" + std::to_string(options.seed) + "]")
    ->type_name("N");
  app
    .add_option(
      "--checkpoint", options.checkpoint, "Save the state here after each run; the same command goes on from it")
    ->type_name("FILE");
  app.add_option("--checkpoint-interval", options.checkpointInterval, "Save every N iterations")
    ->check(Between(1, 1000000))
    ->type_name("N");
  app.add_option("--gaussian", options.gaussian, "Write the sample of the Gaussian model too")->type_name("FILE");
  app.add_option("--picture", options.picture, "Original, Gaussian model and synthesis compared, as PNG")
    ->type_name("FILE");
  app.add_option("--report", options.report, "Figures of the comparison, as JSON")->type_name("FILE");
}

void
CheckSynthesisOptions(const CLI::App & app, const SynthesisOptions & options)
{
  std::vector<std::string> choices = NamesOfMomentChoices();
  choices.push_back("--also");
  for (const std::string & choice : choices)
  {
    if (!options.target.empty() && app.count(choice) > 0)
    {
      throw std::runtime_error("--target and " + choice + " exclude each other: the file tells which moments to match");
    }
  }
  if (options.checkpointInterval > 0 && options.checkpoint.empty())
  {
    throw std::runtime_error("--checkpoint-interval requires --checkpoint");
  }
}

std::string
NameOfSample(const std::string & path, unsigned int sample, unsigned int numberOfSamples)
{
  return numberOfSamples == 1 ? path : SuffixedName(path, "_" + std::to_string(sample + 1));
}
} // namespace phaseharmonics_examples
