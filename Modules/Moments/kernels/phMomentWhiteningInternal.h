// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentWhiteningInternal_h
#define phMomentWhiteningInternal_h

#include "phExecutor.h"
#include "phWhitenedMomentEnergy.h"

#include <array>
#include <vector>

namespace phaseharmonics
{
/** Real and imaginary parts of moments in blocks, and a positive definite matrix for each. */
class MomentWhitening
{
public:
  using Values = std::vector<std::complex<double>>;

  MomentWhitening(const MomentSet & set, const MomentWhiteningOptions & options);

  std::size_t
  GetLargestBlock() const;

  /** Inverse covariances of samples of the moments, `samples` of all numbers one after the other. */
  void
  Learn(const std::vector<double> & samples, const Executor & executor);
  void
  Forget();

  std::size_t
  NumberOfNumbers() const
  {
    return m_Numbers.size();
  }

  /** Numbers of the moments, block after block. */
  void
  ToNumbers(const Values & moments, double * numbers) const;

  /** W r, and r^T W r. */
  double
  Apply(const double * residual, double * product) const;

  /** Derivatives with respect to the moments, from those with respect to the numbers. */
  void
  ToMoments(const double * numbers, Values & moments) const;

  std::size_t
  MemoryInBytes() const;

private:
  struct Number
  {
    std::size_t moment;
    bool        isImaginary;
  };
  std::vector<Number>              m_Numbers;
  std::vector<std::size_t>         m_BlockBegin; // and the end of the last
  std::vector<std::vector<double>> m_Metric;     // of each block; empty for the identity
  double                           m_SmallestShare;
};
} // namespace phaseharmonics

#endif
