// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phBestTransform_h
#define phBestTransform_h

#include "phGrid.h"

#include <complex>
#include <memory>
#include <string>
#include <vector>

namespace phaseharmonics_benchmark
{
enum class TransformKind : unsigned char
{
  RealForward,
  RealInverse,
  Complex // both directions, which differ by the sign of imaginary parts and take equally long
};

/** How long FFTW may look for better plans, for each plan of BestTransform::Of. */
void
SetPlanningSeconds(double seconds);

/** The fastest way that was found to transform one grid on one thread: the library's FourierTransform, or a plan of
 * FFTW for the whole grid, measured or patient, in place or not. Data of all runs must be zeros, which stay zeros. */
template <typename T>
class BestTransform
{
public:
  using Complex = std::complex<T>;

  struct Candidate
  {
    std::string name;
    double      milliseconds;
  };

  /** FFTW stops looking for better plans after so many seconds for each. */
  BestTransform(const phaseharmonics::Grid & grid, TransformKind kind, double planningSeconds);
  ~BestTransform();
  BestTransform(BestTransform &&) noexcept;

  /** One for each grid and kind in a process. Unless seconds were set, plans take half a second each, or what the
   *  environment variable PHASEHARMONICS_PLANNING_SECONDS says. */
  static const BestTransform &
  Of(const phaseharmonics::Grid & grid, TransformKind kind);

  /** From slow ways to find to fast ones: the library first. */
  const std::vector<Candidate> &
  GetCandidates() const;
  const Candidate &
  GetFastest() const;

  /** Of a real image, either way; half spectra have GetGrid().NumberOfHalfBins() values. */
  void
  RunReal(T * image, Complex * half) const;

  /** From a complex image to a spectrum, or back. Fast ways in place leave the spectrum alone. */
  void
  RunForward(Complex * image, Complex * spectrum) const;
  void
  RunInverse(Complex * spectrum, Complex * image) const;

private:
  class Ways;
  std::unique_ptr<Ways> m_Ways;
};

extern template class BestTransform<float>;
extern template class BestTransform<double>;
} // namespace phaseharmonics_benchmark

#endif
