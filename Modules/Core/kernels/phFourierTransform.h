// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phFourierTransform_h
#define phFourierTransform_h

#include "phGrid.h"

#include <complex>
#include <memory>

namespace phaseharmonics
{
/** Unnormalized discrete Fourier transforms of images on one grid.
 *
 *  Forward: X[k] = sum_u x[u] exp(-2 pi i k.u / N); inverse: the conjugate sum, not divided by N.
 *  The half spectrum of a real image holds grid.HalfWidth() x size[1] x size[2] bins, axis 0 fastest.
 *
 *  Lines are transformed in small batches copied to contiguous scratch: estimated plans are then as
 *  fast as measured ones at every size, and every run uses the same plan and gives the same bits.
 *  Objects are cheap to share: methods are const and may be called concurrently; each transform runs
 *  on the calling thread. Scratch: two batches of eight lines for each concurrent call. */
template <typename T>
class PhaseHarmonics_EXPORT FourierTransform
{
public:
  explicit FourierTransform(const Grid & grid);
  ~FourierTransform();
  FourierTransform(FourierTransform &&) noexcept;
  FourierTransform &
  operator=(FourierTransform &&) noexcept;

  const Grid &
  GetGrid() const;

  /** Real and half may start at the same address. */
  void
  Forward(const T * real, std::complex<T> * half) const;

  /** The half spectrum is overwritten; both may start at the same address. */
  void
  Inverse(std::complex<T> * half, T * real) const;

  /** Rows y + size[1] z of a spectrum outside of which it is zero, or not asked for. */
  struct Rows
  {
    const std::size_t * numbers;
    std::size_t         count;
  };

  /** In place. Other rows than those given hold partial sums afterwards. */
  void
  ForwardComplex(std::complex<T> * data, const Rows * rows = nullptr) const;

  /** In place. Other rows than those given must be zero. */
  void
  InverseComplex(std::complex<T> * data, const Rows * rows = nullptr) const;

private:
  class Plans;
  std::unique_ptr<Plans> m_Plans;
};

extern template class PhaseHarmonics_EXPORT FourierTransform<float>;
extern template class PhaseHarmonics_EXPORT FourierTransform<double>;
} // namespace phaseharmonics

#endif
