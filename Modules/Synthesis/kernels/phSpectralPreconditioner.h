// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSpectralPreconditioner_h
#define phSpectralPreconditioner_h

#include "phAlignedBuffer.h"
#include "phFourierTransform.h"

#include <vector>

namespace phaseharmonics
{
/** Change of variables x^ = sqrt(d) K y of an image x of mean 0 and d pixels, where K > 0 is even in frequency: the
 *  minimization of E(x) over y has the gradient K dE/dx^, so that its steps are preconditioned by K^2 (Nocedal and
 *  Wright 2006, section 5.1).
 *
 *  y is the half spectrum, real and imaginary parts one after the other. It is scaled to have the Euclidean norm of an
 *  image, so that with K = 1 a quasi-Newton method takes the steps that it takes over pixels. Each method costs one
 *  real Fourier transform. One object serves one thread at a time. */
class PhaseHarmonics_EXPORT SpectralPreconditioner
{
public:
  /** `factor` is K on the half spectrum up to a constant; its value at frequency 0 does not count. It is scaled to a
   *  mean square of 1. Throws std::invalid_argument unless it is positive, finite and of the size of the half
   *  spectrum. */
  SpectralPreconditioner(const Grid & grid, const AlignedBuffer<double> & factor);

  std::size_t
  GetNumberOfVariables() const
  {
    return 2 * m_Scaling.size();
  }

  /** y of an image; the mean is dropped. */
  void
  ToVariables(const double * image, double * variables);

  /** Image of y. */
  void
  ToImage(const double * variables, double * image);

  /** dE/dy from dE/dx: the adjoint of ToImage. */
  void
  ToGradient(const double * imageGradient, double * gradient);

private:
  FourierTransform<double>            m_Transform;
  AlignedBuffer<double>               m_Scaling; // of y, to the half spectrum of x / d; 0 at frequency 0
  AlignedBuffer<double>               m_Weight;  // 2 at frequencies that stand for their opposites too, else 1
  AlignedBuffer<std::complex<double>> m_Spectrum;
};
} // namespace phaseharmonics

#endif
