// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef PredictionOptions_h
#define PredictionOptions_h

#include "InputOptions.h"

#include <cstddef>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct PredictionOptions
{
  InputOptions             input;
  std::string              output;
  std::vector<std::string> training;
  std::string              model;
  std::string              savedModel;
  unsigned int             octaves{ 1 };
  /** 0: the default of the dimension. */
  unsigned int orientations{ 0 };
  unsigned int scaleRange{ 2 };
  unsigned int maximumHarmonic{ 4 };
  /** Empty: the default of the dimension. */
  std::string  neighborhood;
  unsigned int stride{ 1 };
  bool         overlap{ false };
  /** 0: INPUT keeps its size. */
  unsigned int factor{ 0 };
  bool         generate{ false };
  std::size_t  seed{ 0 };
  std::string  picture;
  std::string  report;
};

void
AddPredictionOptions(CLI::App & app, PredictionOptions & options);
} // namespace phaseharmonics_examples

#endif
