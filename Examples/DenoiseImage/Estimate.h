// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Estimate_h
#define Estimate_h

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** An image without its noise, as one method sees it. */
struct Estimate
{
  std::string         method;
  std::string         parameters;
  std::vector<double> values;
  double              psnr{ 0.0 };
  /** Of one run with these parameters. */
  double seconds{ 0.0 };
};

/** 10 log10 of the squared range of the truth over the mean squared error. */
double
PeakSignalToNoise(const std::vector<double> & truth, const std::vector<double> & estimate);
} // namespace phaseharmonics_examples

#endif
