// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScattering.h"

#include "phScatteringPlanInternal.h"

#include <algorithm>

namespace phaseharmonics
{
namespace
{
// Images of fewer pixels are handled by one thread each.
constexpr std::size_t LargestSmallImage = std::size_t{ 1 } << 14;

// Spectra of that many images are kept while their bands are spread over threads.
std::size_t
ImagesAtOnce(const Grid & padded)
{
  constexpr std::size_t bins = std::size_t{ 1 } << 21;
  return std::clamp<std::size_t>(bins / padded.NumberOfPixels(), 1, 8);
}
} // namespace

template <typename T>
Scattering<T>::Scattering(const Grid & image, const ScatteringOptions & options, const Executor & executor)
  : m_Plan(std::make_unique<const ScatteringPlan<T>>(image, options, executor))
  , m_ImagesAtOnce(ImagesAtOnce(m_Plan->geometry.padded))
  , m_Spectra(m_ImagesAtOnce * m_Plan->geometry.padded.NumberOfPixels())
  , m_ImageSpectra(m_Plan->geometry.padded.NumberOfPixels())
  , m_BandGradients(m_Plan->geometry.padded.NumberOfPixels() * options.bank.numberOfOrientations)
  , m_Forward(m_Plan->ForwardScratch())
  , m_Adjoint(m_Plan->AdjointScratch())
{}

template <typename T>
Scattering<T>::~Scattering() = default;

template <typename T>
const ScatteringOptions &
Scattering<T>::GetOptions() const
{
  return m_Plan->options;
}

template <typename T>
const ScatteringGeometry &
Scattering<T>::GetGeometry() const
{
  return m_Plan->geometry;
}

template <typename T>
const WaveletBank<T> &
Scattering<T>::GetBank() const
{
  return m_Plan->bank;
}

template <typename T>
std::size_t
Scattering<T>::NumberOfChannels() const
{
  return m_Plan->options.NumberOfChannels();
}

template <typename T>
std::size_t
Scattering<T>::OutputSize() const
{
  return this->NumberOfChannels() * m_Plan->ChannelSize();
}

template <typename T>
bool
Scattering<T>::IsSmall() const
{
  return m_Plan->geometry.padded.NumberOfPixels() <= LargestSmallImage;
}

template <typename T>
std::size_t
Scattering<T>::NumberOfLoops(std::size_t count) const
{
  return this->IsSmall() ? 1 : 2 * ((count + m_ImagesAtOnce - 1) / m_ImagesAtOnce);
}

template <typename T>
std::size_t
Scattering<T>::MemoryInBytes() const
{
  return m_Plan->MemoryInBytes() + m_ImagesAtOnce * m_Plan->geometry.padded.NumberOfPixels() * sizeof(Complex);
}

template <typename T>
std::size_t
Scattering<T>::ScratchInBytes(bool withGradient) const
{
  return (withGradient ? m_Plan->AdjointScratch() : m_Plan->ForwardScratch()) * sizeof(T);
}

// The image itself, or its mirrored copy in `memory`.
template <typename T>
const T *
Scattering<T>::Padded(const T * image, T * memory) const
{
  if (m_Plan->geometry.padded == m_Plan->geometry.image)
  {
    return image;
  }
  m_Plan->Pad(image, memory);
  return memory;
}

template <typename T>
void
Scattering<T>::ForwardOfImage(const T * image, Complex * spectrum, T * coefficients) const
{
  auto            scratch = m_Forward.Acquire();
  const T * const padded = this->Padded(image, scratch.data());
  T * const       rest = scratch.data() + m_Plan->PaddedScratch();
  m_Plan->PoolingOfImage().Pool(padded, rest, coefficients);
  m_Plan->Spectrum(m_Plan->OfImage(), padded, reinterpret_cast<Complex *>(rest), spectrum);
}

template <typename T>
void
Scattering<T>::Forward(const T * images, std::size_t count, T * coefficients, const Executor & executor) const
{
  const unsigned int J = m_Plan->options.bank.numberOfScales;
  const unsigned int L = m_Plan->options.bank.numberOfOrientations;
  const std::size_t  pixels = m_Plan->geometry.image.NumberOfPixels();
  const std::size_t  bins = m_Plan->geometry.padded.NumberOfPixels();
  const std::size_t  outputSize = this->OutputSize();
  const auto         band = [&](const Complex * spectrum, std::size_t number, T * out) {
    auto scratch = m_Forward.Acquire();
    m_Plan->ForwardOfBand(
      spectrum, static_cast<unsigned int>(number / L), static_cast<unsigned int>(number % L), scratch.data(), out);
  };
  if (this->IsSmall())
  {
    executor.ParallelFor(count, [&](std::size_t i) {
      auto spectrum = m_ImageSpectra.Acquire();
      this->ForwardOfImage(images + i * pixels, spectrum.data(), coefficients + i * outputSize);
      for (std::size_t number = 0; number < std::size_t{ J } * L; ++number)
      {
        band(spectrum.data(), number, coefficients + i * outputSize);
      }
    });
    return;
  }
  auto spectra = m_Spectra.Acquire();
  for (std::size_t begin = 0; begin < count; begin += m_ImagesAtOnce)
  {
    const std::size_t n = std::min(m_ImagesAtOnce, count - begin);
    executor.ParallelFor(n, [&](std::size_t i) {
      this->ForwardOfImage(
        images + (begin + i) * pixels, spectra.data() + i * bins, coefficients + (begin + i) * outputSize);
    });
    executor.ParallelFor(n * J * L, [&](std::size_t task) {
      const std::size_t i = task / (std::size_t{ J } * L);
      band(spectra.data() + i * bins, task % (std::size_t{ J } * L), coefficients + (begin + i) * outputSize);
    });
  }
}

// One image after the other, unless they are small; bands of one scale at a time, added up in order.
template <typename T>
void
Scattering<T>::AdjointOfImage(const T * image, const T * gradient, T * imageGradient, const Executor & executor) const
{
  const unsigned int J = m_Plan->options.bank.numberOfScales;
  const unsigned int L = m_Plan->options.bank.numberOfOrientations;
  const Grid &       padded = m_Plan->geometry.padded;
  const T            scaling = static_cast<T>(1.0 / static_cast<double>(padded.NumberOfPixels()));
  auto               spectrum = m_ImageSpectra.Acquire();
  auto               sum = m_ImageSpectra.Acquire();
  auto               bands = m_BandGradients.Acquire();
  auto               scratch = m_Adjoint.Acquire();
  auto * const       half = reinterpret_cast<Complex *>(scratch.data() + m_Plan->PaddedScratch());
  m_Plan->Spectrum(m_Plan->OfImage(), this->Padded(image, scratch.data()), half, spectrum.data());
  std::fill_n(sum.data(), padded.NumberOfPixels(), Complex{});
  for (unsigned int scale = 0; scale < J; ++scale)
  {
    const std::size_t pixels = m_Plan->GridOfScale(scale).NumberOfPixels();
    executor.ParallelFor(L, [&](std::size_t l) {
      auto memory = m_Adjoint.Acquire();
      m_Plan->AdjointOfBand(
        spectrum.data(), scale, static_cast<unsigned int>(l), gradient, memory.data(), bands.data() + l * pixels);
    });
    for (unsigned int l = 0; l < L; ++l)
    {
      m_Plan->First(scale, l).AccumulateAdjoint(bands.data() + l * pixels, scaling, sum.data());
    }
  }
  T * const ofBands = scratch.data();
  T * const ofLowPass = ofBands + m_Plan->PaddedScratch();
  HermitianPart(padded, sum.data(), half);
  m_Plan->OfImage().Inverse(half, ofBands);
  m_Plan->PoolingOfImage().Adjoint(gradient, ofLowPass + m_Plan->PaddedScratch(), ofLowPass);
  for (std::size_t i = 0; i < padded.NumberOfPixels(); ++i)
  {
    ofBands[i] += ofLowPass[i];
  }
  if (padded == m_Plan->geometry.image)
  {
    std::copy_n(ofBands, padded.NumberOfPixels(), imageGradient);
  }
  else
  {
    m_Plan->PadAdjoint(ofBands, imageGradient);
  }
}

template <typename T>
void
Scattering<T>::Adjoint(const T *        images,
                       std::size_t      count,
                       const T *        gradient,
                       T *              imageGradient,
                       const Executor & executor) const
{
  const std::size_t pixels = m_Plan->geometry.image.NumberOfPixels();
  const std::size_t outputSize = this->OutputSize();
  const auto        adjoint = [&](std::size_t i, const Executor & inner) {
    this->AdjointOfImage(images + i * pixels, gradient + i * outputSize, imageGradient + i * pixels, inner);
  };
  if (this->IsSmall())
  {
    executor.ParallelFor(count, [&](std::size_t i) { adjoint(i, SerialExecutor()); });
    return;
  }
  for (std::size_t i = 0; i < count; ++i)
  {
    adjoint(i, executor);
  }
}

template class Scattering<float>;
template class Scattering<double>;
} // namespace phaseharmonics
