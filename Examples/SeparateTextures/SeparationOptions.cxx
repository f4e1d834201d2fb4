// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SeparationOptions.h"

#include "OptionChecks.h"

namespace phaseharmonics_examples
{
namespace
{
/** --<name>-a and --<name>-b, of which one needs the other. */
CLI::Option *
AddPair(CLI::App & app, const std::string & name, Pair & files, const std::string & help, bool isRequired)
{
  auto * const first = app.add_option("--" + name + "-a", files[0], help);
  auto * const second = app.add_option("--" + name + "-b", files[1], "The same of B");
  for (auto * const option : { first, second })
  {
    option->type_name("FILE")->required(isRequired);
  }
  first->needs(second);
  second->needs(first);
  return first;
}
} // namespace

void
AddSeparationOptions(CLI::App & app, SeparationOptions & options)
{
  AddInputOptions(app, options.input);
  app.add_option("OUTPUT_A", options.outputs[0], "Image of the first texture to write")->required();
  app.add_option("OUTPUT_B", options.outputs[1], "Image of the second texture to write")->required();
  AddPair(app, "dictionary", options.dictionaries, "Dictionary learned on texture A", true);
  auto * const ratio = app.add_option(
    "--lambda-ratio", options.lambdaRatio, "Weight of sparsity, as a ratio of the one that makes a code zero [0.2]");
  ratio->check(Positive())->type_name("R");
  app.add_option("--lambda", options.lambda, "Weight of sparsity in the unit of INPUT")
    ->check(Positive())
    ->type_name("L")
    ->excludes(ratio);
  app.add_option("--stride", options.stride, "Code a patch every N pixels [a quarter of an atom]")
    ->check(Between(1, 1024))
    ->type_name("N");
  app.add_flag("--center-patches",
               options.centersPatches,
               "Separate only what differs from the means of patches, for dictionaries learned without --keep-means");
  app
    .add_option("--residual-to",
                options.residual,
                "Add what the codes leave over to a, b, or neither [neither]: a rough "
                "texture is not that sparse")
    ->transform(OneOf({ "a", "b", "neither" }))
    ->type_name("a|b|neither");
  auto * const truth = AddPair(app, "truth", options.truths, "Texture A in INPUT, to tell the errors", false);
  app.add_option("--add", options.added, "Add this image to INPUT; the two are the truths")
    ->type_name("FILE")
    ->excludes(truth);
  AddPair(
    app, "example", options.examples, "Image of texture A alone: a Wiener filter by its spectrum is compared", false);
  app.add_option("--picture", options.picture, "Picture of INPUT, the textures and the truths, as PNG")
    ->type_name("FILE");
  app.add_option("--report", options.report, "Figures of the table, as JSON")->type_name("FILE");
}
} // namespace phaseharmonics_examples
