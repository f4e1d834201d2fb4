// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSpectralMoments_h
#define phSpectralMoments_h

#include "phMomentSet.h"
#include "phWaveletBank.h"

#include <complex>
#include <memory>
#include <vector>

namespace phaseharmonics
{
/** Covariances of linear features as functions of the power spectrum, without any map:
 *
 *  E[z_a(u) conj z_b(u + lag)] = sum_w P(w) psi^_a(w) psi^_b(w) exp(-i w.lag), P = |x^|^2 / d^2,
 *
 *  and with psi^_b(-w) for pseudo-covariances E[z_a(u) z_b(u + lag)]. */
template <typename T>
class PhaseHarmonics_EXPORT SpectralMoments
{
public:
  struct Request
  {
    Harmonic first;
    Harmonic second;
    bool     pseudo;
    Lag      lag;
  };

  SpectralMoments(std::shared_ptr<const WaveletBank<T>> bank, const std::vector<Request> & requests);
  ~SpectralMoments();

  std::size_t
  GetNumberOfRequests() const;

  /** P on the half spectrum, times 1/2 at axis-0 frequencies that are their own opposites. */
  void
  WeightedPower(const std::complex<T> * half, T * power, const Executor & executor) const;

  void
  Values(const T * weightedPower, std::complex<double> * values, const Executor & executor) const;

  /** Sets what the rows of the multiplier add up: the gradient weights dL/dRe + i dL/dIm of the values. */
  void
  SetWeights(const std::complex<double> * weights);

  /** Row of m = dL/d(weighted power); every row may be asked for concurrently. */
  void
  MultiplierRow(std::size_t row, T * multiplier) const;

  /** out = scaling m half. */
  void
  ApplyMultiplier(const std::complex<T> * half, double scaling, std::complex<T> * out, const Executor & executor) const;

  /** sum_w weights(w) f_p(w) f_q(w) over the half spectrum, where f_p = dm / d(weight p) is the row of the multiplier
   *  that a unit weight gives: matrix of 2 requests x 2 requests, column-major, real parts 2 i and imaginary 2 i + 1.
   */
  void
  Gram(const T * weights, double * matrix, const Executor & executor) const;

private:
  class Plan;
  std::unique_ptr<Plan> m_Plan;
};

extern template class PhaseHarmonics_EXPORT SpectralMoments<float>;
extern template class PhaseHarmonics_EXPORT SpectralMoments<double>;
} // namespace phaseharmonics

#endif
