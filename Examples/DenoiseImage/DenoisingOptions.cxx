// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "DenoisingOptions.h"

#include "OptionChecks.h"

namespace phaseharmonics_examples
{
void
AddDenoisingOptions(CLI::App & app, DenoisingOptions & options)
{
  AddInputOptions(app, options.input);
  app.add_option("OUTPUT", options.output, "Image to write")->required();
  app.add_option("--sigma", options.sigma, "Standard deviation of the noise [estimated on INPUT]")
    ->check(Positive())
    ->type_name("S");
  auto * const dictionary = app.add_option("--dictionary", options.dictionary, "Dictionary, .h5 [learned on INPUT]");
  dictionary->type_name("FILE");
  app.add_option("--atoms", options.atoms, "Number of atoms to learn [128]")
    ->check(Between(1, 65536))
    ->type_name("K")
    ->excludes(dictionary);
  app.add_option("--support", options.support, "Pixels of an atom along each axis [8, in 3-D 5, in 1-D 32]")
    ->check(Between(1, 1024))
    ->type_name("N")
    ->excludes(dictionary);
  app.add_option("--iterations", options.iterations, "Steps of learning, 256 patches each [200]")
    ->check(Between(1, 1000000))
    ->type_name("N")
    ->excludes(dictionary);
  app.add_option("--seed", options.seed, "Seed of learning and of --add-noise [0]")->type_name("N");
  app.add_option("--noise-factor", options.noiseFactor, "Weight of sparsity for a noise of 1 [3.25]")
    ->check(Positive())
    ->type_name("F");
  app.add_option("--stride", options.stride, "Code a patch every N pixels [1]")
    ->check(Between(1, 1024))
    ->type_name("N");
  auto * const truth = app.add_option("--truth", options.truth, "Image without noise, to tell the errors");
  truth->type_name("FILE");
  app
    .add_option("--add-noise", options.addedNoise, "Add Gaussian noise of this deviation to INPUT, which is the truth")
    ->check(Positive())
    ->type_name("S")
    ->excludes(truth);
  app.add_option("--picture", options.picture, "Picture of the images and of the atoms, as PNG")->type_name("FILE");
  app.add_option("--report", options.report, "Figures of the table, as JSON")->type_name("FILE");
}
} // namespace phaseharmonics_examples
