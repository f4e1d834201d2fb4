// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ReturnsOptions.h"

#include "OptionChecks.h"

namespace phaseharmonics_examples
{
void
AddReturnsOptions(CLI::App & app, ReturnsOptions & options)
{
  AddSeriesOptions(app, options.input);
  app.add_option("OUTPUT", options.output, "New series, a column for each: text (.csv) or an image such as .nrrd")
    ->required()
    ->type_name("OUTPUT");
  app
    .add_option(
      "--write", options.written, "Write returns, or prices that start at 100 [prices if the input is prices]")
    ->transform(OneOf({ "returns", "prices" }))
    ->type_name("returns|prices");
  app.add_option("--samples", options.samples, "Number of series to draw [1]")->check(Between(1, 1000))->type_name("K");
  app.add_option("--length", options.length, "Number of returns of each [that of the input]")
    ->check(Between(16, 100000000))
    ->type_name("N");
  app.add_option("--scales", options.scales, "Number of octaves J [log2 of the length, less 3]")
    ->check(Between(1, 30))
    ->type_name("J");
  app
    .add_option("--windows",
                options.windows,
                "Sums of 1, 2, 4, ... returns that keep their marginals; 0 leaves marginals free [8]")
    ->check(Between(0, 30))
    ->type_name("N");
  app.add_option("--iterations", options.iterations, "Number of iterations for each series [1000]")
    ->check(Between(1, 1000000))
    ->type_name("N");
  app.add_option("--seed", options.seed, "Seed of the random numbers [0]")->type_name("N");
  app.add_option("--threads", options.threads, "Number of threads [all processors]")
    ->check(Between(1, 128))
    ->type_name("N");
  app.add_option("--checkpoint", options.checkpoint, "File to save the state to, and to go on from")->type_name("FILE");
  app.add_option("--checkpoint-interval", options.checkpointInterval, "Iterations between saves [after each series]")
    ->check(Between(0, 1000000))
    ->type_name("N");
  AddSeriesFigureOptions(app, options.figures);
  app.add_option("--picture", options.picture, "Picture of data and samples beside each other, as PNG")
    ->type_name("FILE");
  app.add_option("--report", options.report, "All figures of data and samples, as JSON")->type_name("FILE");
}
} // namespace phaseharmonics_examples
