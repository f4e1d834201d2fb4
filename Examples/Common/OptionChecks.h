// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef OptionChecks_h
#define OptionChecks_h

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** Integers from low to high; unlike CLI::Range it does not clutter the help. */
inline CLI::Validator
Between(int low, int high)
{
  CLI::Validator validator = CLI::Range(low, high);
  validator.description("");
  return validator;
}

/** Numbers above zero, with a plainer message than that of CLI::PositiveNumber. */
inline CLI::Validator
Positive()
{
  return CLI::Validator(
    [](std::string & text) {
      double     value = 0.0;
      const bool isPositive = CLI::detail::lexical_cast(text, value) && value > 0.0;
      return isPositive ? std::string() : "\"" + text + "\" is not a positive number";
    },
    "");
}

/** One of these words, in any case; becomes the word as it is written here. Use it with transform(). */
inline CLI::Validator
OneOf(const std::vector<std::string> & words)
{
  CLI::Validator validator = CLI::IsMember(words, CLI::ignore_case);
  validator.description("");
  return validator;
}
} // namespace phaseharmonics_examples

#endif
