// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef TransformOptions_h
#define TransformOptions_h

#include "BankOptions.h"
#include "InputOptions.h"

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct TransformOptions
{
  InputOptions     input;
  BankOptions      bank;
  bool             decimation{ true };
  unsigned int     oversampling{ 2 };
  std::string      frame{ "published" };
  std::vector<int> harmonics;
  int              orientation{ -1 };
  std::string      prefix;
  std::string      picture;
  std::string      report;
};

void
AddTransformOptions(CLI::App & app, TransformOptions & options);
} // namespace phaseharmonics_examples

#endif
