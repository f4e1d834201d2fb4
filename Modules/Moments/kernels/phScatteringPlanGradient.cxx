// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringMemoryInternal.h"
#include "phScatteringPlanInternal.h"

#include <algorithm>

namespace phaseharmonics
{
template <typename T>
void
ScatteringPlan<T>::VariantAdjoint(const T * channel, const T * gradient, T * result) const
{
  for (std::size_t i = 0; i < this->ChannelSize(); ++i)
  {
    result[i] = channel[i] > T(0) ? gradient[i] / (static_cast<T>(options.epsilon) + channel[i]) : T(0);
  }
}

template <typename T>
struct ScatteringPlan<T>::AdjointMemory
{
  Complex * z;
  T *       map;
  T *       mapGradient;
  T *       averages;
  T *       averagesGradient;
  T *       moduliGradient;
  Complex * spectrum;
  Complex * spectrumGradient;
  Complex * z2;
  Complex * z2Gradient;
  T *       pooling;
};

// Adds to the gradient with respect to z.
template <typename T>
void
ScatteringPlan<T>::FirstOrderAdjoint(unsigned int          scale,
                                     const T *             gradient,
                                     const AdjointMemory & memory,
                                     T *                   band) const
{
  const std::size_t       pixels = this->GridOfScale(scale).NumberOfPixels();
  const LocalPooling<T> & pooling = this->PoolingOfScale(scale);
  const T * const         z = Reals(memory.z);
  const bool              isLogarithm = options.variant == ScatteringVariant::Logarithm;
  for (std::size_t n = 0; n < options.NumberOfChannelsOfBand(); ++n, gradient += this->ChannelSize())
  {
    const T * ofAverages = gradient;
    if (isLogarithm)
    {
      if (m_Phases.empty())
      {
        m_Kernels.modulus(z, pixels, T(0), memory.map);
      }
      else
      {
        m_Kernels.rectified(z, pixels, m_Phases[n][0], m_Phases[n][1], T(0), memory.map);
      }
      pooling.Pool(memory.map, memory.pooling, memory.averages);
      this->VariantAdjoint(memory.averages, gradient, memory.averagesGradient);
      ofAverages = memory.averagesGradient;
    }
    pooling.Adjoint(ofAverages, memory.pooling, memory.mapGradient);
    if (m_Phases.empty())
    {
      m_Kernels.addModulusAdjoint(z, pixels, memory.mapGradient, band);
    }
    else
    {
      m_Kernels.addRectifiedAdjoint(z, pixels, m_Phases[n][0], m_Phases[n][1], memory.mapGradient, band);
    }
  }
}

template <typename T>
void
ScatteringPlan<T>::SecondOrderAdjoint(unsigned int          scale,
                                      const T *             gradient,
                                      const AdjointMemory & memory,
                                      T *                   band) const
{
  const Grid &                grid = this->GridOfScale(scale);
  const std::size_t           pixels = grid.NumberOfPixels();
  const std::size_t           channelSize = this->ChannelSize();
  const T                     epsilon = static_cast<T>(options.epsilon);
  const FourierTransform<T> & transform = this->OfScale(scale);
  const bool                  isNormalized = options.variant == ScatteringVariant::NormalizedSecondOrder;
  const bool                  needsAverages = options.variant != ScatteringVariant::None;
  // What S1m contributes to every average of the second order.
  T * const moduli = memory.moduliGradient + RoundUp(channelSize);
  m_Kernels.modulus(Reals(memory.z), pixels, T(0), memory.map);
  if (isNormalized)
  {
    this->PoolingOfScale(scale).Pool(memory.map, memory.pooling, moduli);
    std::fill_n(memory.moduliGradient, channelSize, T(0));
  }
  this->Spectrum(transform, memory.map, memory.z2, memory.spectrum);
  std::fill_n(memory.spectrumGradient, pixels, Complex{});
  const T scaling = static_cast<T>(1.0 / static_cast<double>(pixels));
  for (unsigned int coarser = scale + 1; coarser < options.bank.numberOfScales; ++coarser)
  {
    const LocalPooling<T> &     pooling = this->PoolingOfScale(coarser);
    const FourierTransform<T> & coarse = this->OfScale(coarser);
    const std::size_t           coarsePixels = coarse.GetGrid().NumberOfPixels();
    for (unsigned int l = 0; l < options.bank.numberOfOrientations; ++l, gradient += channelSize)
    {
      const SubsampledFilter<T> & filter = this->Second(scale, coarser, l);
      this->Coefficients(filter, memory.spectrum, grid, coarser, memory.z2);
      const T * ofAverages = gradient;
      if (needsAverages)
      {
        m_Kernels.modulus(Reals(memory.z2), coarsePixels, T(0), memory.map);
        pooling.Pool(memory.map, memory.pooling, memory.averages);
        ofAverages = memory.averagesGradient;
      }
      if (options.variant == ScatteringVariant::Logarithm)
      {
        this->VariantAdjoint(memory.averages, gradient, memory.averagesGradient);
      }
      for (std::size_t i = 0; isNormalized && i < channelSize; ++i)
      {
        const T inverse = T(1) / (epsilon + std::max(moduli[i], T(0)));
        memory.averagesGradient[i] = gradient[i] * inverse;
        memory.moduliGradient[i] -= moduli[i] > T(0) ? gradient[i] * memory.averages[i] * inverse * inverse : T(0);
      }
      pooling.Adjoint(ofAverages, memory.pooling, memory.mapGradient);
      std::fill_n(memory.z2Gradient, coarsePixels, Complex{});
      m_Kernels.addModulusAdjoint(Reals(memory.z2), coarsePixels, memory.mapGradient, Reals(memory.z2Gradient));
      const auto rows = filter.ReachedRows();
      coarse.ForwardComplex(memory.z2Gradient, &rows);
      filter.AccumulateAdjoint(memory.z2Gradient, scaling, memory.spectrumGradient);
    }
  }
  HermitianPart(grid, memory.spectrumGradient, memory.z2);
  transform.Inverse(memory.z2, memory.mapGradient);
  m_Kernels.addModulusAdjoint(Reals(memory.z), pixels, memory.mapGradient, band);
  if (isNormalized)
  {
    this->PoolingOfScale(scale).Adjoint(memory.moduliGradient, memory.pooling, memory.mapGradient);
    m_Kernels.addModulusAdjoint(Reals(memory.z), pixels, memory.mapGradient, band);
  }
}

template <typename T>
void
ScatteringPlan<T>::AdjointOfBand(const Complex * image,
                                 unsigned int    scale,
                                 unsigned int    orientation,
                                 const T *       gradient,
                                 T *             scratch,
                                 Complex *       band) const
{
  const Grid &      grid = this->GridOfScale(scale);
  const std::size_t pixels = grid.NumberOfPixels();
  const std::size_t channelSize = this->ChannelSize();
  Pieces<T>         pieces(scratch);
  AdjointMemory     memory{};
  memory.z = pieces.Complex(pixels);
  memory.map = pieces.Real(pixels);
  memory.mapGradient = pieces.Real(pixels);
  memory.averages = pieces.Real(channelSize);
  memory.averagesGradient = pieces.Real(channelSize);
  memory.moduliGradient = pieces.Real(RoundUp(channelSize) + channelSize);
  memory.spectrum = pieces.Complex(pixels);
  memory.spectrumGradient = pieces.Complex(pixels);
  memory.z2 = pieces.Complex(std::max(pixels, grid.NumberOfHalfBins()));
  memory.z2Gradient = pieces.Complex(pixels);
  memory.pooling = pieces.Real(0);

  const SubsampledFilter<T> & filter = this->First(scale, orientation);
  this->Coefficients(filter, image, geometry.padded, scale, memory.z);
  std::fill_n(band, pixels, Complex{});
  this->FirstOrderAdjoint(
    scale, gradient + options.FirstOrderChannel(scale, orientation) * channelSize, memory, Reals(band));
  if (options.order > 1 && scale + 1 < options.bank.numberOfScales)
  {
    this->SecondOrderAdjoint(
      scale, gradient + options.SecondOrderChannel(scale, orientation) * channelSize, memory, Reals(band));
  }
  const auto rows = filter.ReachedRows();
  this->OfScale(scale).ForwardComplex(band, &rows);
}

template void
ScatteringPlan<float>::AdjointOfBand(const Complex *, unsigned int, unsigned int, const float *, float *, Complex *)
  const;
template void
ScatteringPlan<double>::AdjointOfBand(const Complex *, unsigned int, unsigned int, const double *, double *, Complex *)
  const;
} // namespace phaseharmonics
