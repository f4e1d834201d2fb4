// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef LearningOptions_h
#define LearningOptions_h

#include <CLI/CLI.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct LearningOptions
{
  std::vector<std::string> inputs;
  std::string              output;
  /** 0 or empty: that of the initial dictionary, else the default of the filter. */
  unsigned int             atoms{ 0 };
  std::vector<std::size_t> support;
  double                   lambda{ 0.0 };
  double                   lambdaRatio{ 0.1 };
  bool                     isNonNegative{ false };
  bool                     keepsMeans{ false };
  bool                     isConvolutional{ false };
  /** Empty: the default of the filter. */
  std::vector<std::size_t> crop;
  double                   background{ 10.0 };
  unsigned int             iterations{ 200 };
  std::size_t              patches{ 20000 };
  unsigned int             batch{ 256 };
  std::size_t              seed{ 0 };
  unsigned int             threads{ 0 };
  std::string              initial;
  std::string              checkpoint;
  std::string              picture;
  std::string              report;
};

void
AddLearningOptions(CLI::App & app, LearningOptions & options);
} // namespace phaseharmonics_examples

#endif
