// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ModelOptions.h"

#include "MomentOptions.h"
#include "OptionChecks.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace phaseharmonics_examples
{
void
AddModelOptions(CLI::App & app, ModelOptions & options)
{
  AddInputOptions(app, options.input);
  app
    .add_option("OUTPUT",
                options.output,
                "Image file that the samples are named after: OUTPUT gets _gaussian and others "
                "before its extension")
    ->required();
  app.add_option("--harmonics", options.harmonics, "Phase-harmonic models, A to D, with a number of orientations [C]")
    ->delimiter(',')
    ->allow_extra_args(false)
    ->type_name("C,B,C8");
  app.add_option("--filters", options.filters, "Networks of one layer, by random filters of each size [2,4,8,16]")
    ->delimiter(',')
    ->allow_extra_args(false)
    ->check(Between(1, 256))
    ->type_name("N,N");
  app.add_option("--layered", options.layered, "Networks of four layers, by random filters of each layer [none]")
    ->delimiter(',')
    ->allow_extra_args(false)
    ->check(Between(1, 1024))
    ->type_name("N,N");
  app.add_option("--network", options.networks, "Network with the weights of an HDF5 file; repeatable")
    ->allow_extra_args(false)
    ->type_name("FILE.h5");
  app.add_option("--independent", options.independent, "Another image of the same process, as a yardstick")
    ->type_name("FILE");
  app.add_option("--iterations", options.iterations, "Iterations of every synthesis [300]")
    ->check(Between(1, 1000000))
    ->type_name("N");
  app.add_option("--seed", options.seed, "Of the samples [0]")->type_name("N");
  app.add_option("--network-seed", options.networkSeed, "Of the random filters [0]")->type_name("N");
  app.add_option("--picture", options.picture, "Picture of the samples and of the table, as PNG")->type_name("FILE");
  app.add_option("--report", options.report, "Figures of the table, as JSON")->type_name("FILE");
}

HarmonicModel
HarmonicModelOfName(const std::string & name)
{
  constexpr unsigned int largest = 64;
  HarmonicModel          result;
  const std::string      number = name.substr(std::min<std::size_t>(1, name.size()));
  const bool             isNumber = number.size() < 3 && std::all_of(number.begin(), number.end(), [](char c) {
                          return std::isdigit(static_cast<unsigned char>(c)) != 0;
                        });
  const unsigned int     orientations = isNumber && !number.empty() ? static_cast<unsigned int>(std::stoul(number)) : 4;
  const char letter = name.empty() ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  if (letter < 'A' || letter > 'D' || !isNumber || orientations < 1 || orientations > largest)
  {
    throw std::runtime_error("--harmonics: \"" + name +
                             "\" is not a model, A to D, with or without a number of orientations up to 64");
  }
  result.model = ModelOfName(std::string(1, letter));
  result.orientations = orientations;
  return result;
}
} // namespace phaseharmonics_examples
