// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef DenoisingOptions_h
#define DenoisingOptions_h

#include "InputOptions.h"

#include <cstddef>
#include <string>

namespace phaseharmonics_examples
{
struct DenoisingOptions
{
  InputOptions input;
  std::string  output;
  /** 0: estimated. */
  double       sigma{ 0.0 };
  double       addedNoise{ 0.0 };
  std::string  truth;
  std::string  dictionary;
  unsigned int atoms{ 128 };
  /** 0: by the dimension of the image. */
  unsigned int support{ 0 };
  unsigned int iterations{ 200 };
  std::size_t  seed{ 0 };
  /** 0: that of the filter. */
  double       noiseFactor{ 0.0 };
  unsigned int stride{ 1 };
  std::string  picture;
  std::string  report;
};

void
AddDenoisingOptions(CLI::App & app, DenoisingOptions & options);
} // namespace phaseharmonics_examples

#endif
