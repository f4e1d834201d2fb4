// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScattering_h
#define phScattering_h

#include "phScatteringOptions.h"
#include "phScratchPool.h"
#include "phWaveletBank.h"

#include <memory>

namespace phaseharmonics
{
template <typename T>
class ScatteringPlan;

/** Scattering coefficients S_J x of real images: averages by phi_J of rectified wavelet coefficients, or of their
 *  moduli, at steps of 2^J, to the first or second order, and the adjoint for learning (Mallat 2012; Bruna and Mallat
 *  2013; Zarka, Thiry, Angles and Mallat 2020 for the phases).
 *
 *  Cost of an image: one real transform; one complex transform for each band, on its own grid; with the second order a
 *  real transform for each band but the coarsest, and a complex one for each pair, on the grid of j2. Averages are
 *  products with small matrices. Nothing is allocated per image. Methods may be called concurrently. */
template <typename T>
class PhaseHarmonics_EXPORT Scattering
{
public:
  using Complex = std::complex<T>;

  /** Throws std::invalid_argument for options that do not fit the grid, naming the admissible values. */
  Scattering(const Grid & image, const ScatteringOptions & options, const Executor & executor);
  ~Scattering();

  const ScatteringOptions &
  GetOptions() const;
  const ScatteringGeometry &
  GetGeometry() const;
  const WaveletBank<T> &
  GetBank() const;

  std::size_t
  NumberOfChannels() const;

  /** Numbers of all channels of one image. */
  std::size_t
  OutputSize() const;

  /** Coefficients of images that follow each other in memory: for each image channel after channel. Threads share
   *  small images, and the bands of large ones. */
  void
  Forward(const T * images, std::size_t count, T * coefficients, const Executor & executor) const;

  /** Gradient with respect to the images of a function of their coefficients, from its gradient with respect to
   *  those. */
  void
  Adjoint(const T * images, std::size_t count, const T * gradient, T * imageGradient, const Executor & executor) const;

  /** Parallel loops of Forward. */
  std::size_t
  NumberOfLoops(std::size_t count) const;

  /** Bytes of filters and plans, and what each thread takes besides. */
  std::size_t
  MemoryInBytes() const;
  std::size_t
  ScratchInBytes(bool withGradient) const;

private:
  bool
  IsSmall() const;
  const T *
  Padded(const T * image, T * memory) const;
  void
  ForwardOfImage(const T * image, Complex * spectrum, T * coefficients) const;
  void
  AdjointOfImage(const T * image, const T * gradient, T * imageGradient, const Executor & executor) const;

  std::unique_ptr<const ScatteringPlan<T>> m_Plan;
  std::size_t                              m_ImagesAtOnce;
  mutable ScratchPool<Complex>             m_Spectra;       // of the images at once
  mutable ScratchPool<Complex>             m_ImageSpectra;  // of one
  mutable ScratchPool<Complex>             m_BandGradients; // of all orientations of a scale
  mutable ScratchPool<T>                   m_Forward;       // of a thread
  mutable ScratchPool<T>                   m_Adjoint;
};

extern template class PhaseHarmonics_EXPORT Scattering<float>;
extern template class PhaseHarmonics_EXPORT Scattering<double>;
} // namespace phaseharmonics

#endif
