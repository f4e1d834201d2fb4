// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef DeconvolutionOptions_h
#define DeconvolutionOptions_h

#include "InputOptions.h"

#include <cstdint>
#include <string>

namespace phaseharmonics_examples
{
struct DeconvolutionOptions
{
  InputOptions  input;
  std::string   output;
  std::string   kernel;
  double        blurSigma{ 0.0 };
  bool          usesImageSpacing{ false };
  unsigned int  decimation{ 1 };
  std::string   dictionary;
  std::string   atoms{ "framelets" };
  double        lambda{ 0.0 };
  double        lambdaRatio{ 0.0 };
  double        noise{ 0.0 };
  double        noiseFactor{ 0.0 };
  double        background{ -1.0 };
  double        gapTolerance{ 1e-4 };
  unsigned int  iterations{ 500 };
  std::string   boundary{ "unknown" };
  bool          isNonNegative{ false };
  bool          removesBias{ false };
  bool          isConsistent{ false };
  double        simulatedNoise{ 0.0 };
  std::uint64_t seed{ 0 };
  std::string   weights;
  std::string   truth;
  std::string   code;
  std::string   residual;
  std::string   picture;
  std::string   report;
};

void
AddDeconvolutionOptions(CLI::App & app, DeconvolutionOptions & options);
} // namespace phaseharmonics_examples

#endif
