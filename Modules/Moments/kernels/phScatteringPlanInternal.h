// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScatteringPlanInternal_h
#define phScatteringPlanInternal_h

#include "phHarmonicKernelsInternal.h"
#include "phLocalPooling.h"
#include "phScatteringOptions.h"
#include "phSubsampledFilter.h"
#include "phWaveletBank.h"

#include <map>
#include <utility>

namespace phaseharmonics
{
/** What a scattering transform needs for one geometry: filters between grids, Fourier transforms and poolings of all
 *  levels, and what is done to one band. */
template <typename T>
class ScatteringPlan
{
public:
  using Complex = std::complex<T>;

  ScatteringPlan(const Grid & image, const ScatteringOptions & options, const Executor & executor);

  const ScatteringOptions  options;
  const ScatteringGeometry geometry;
  const WaveletBank<T>     bank;

  unsigned int
  LevelOfScale(unsigned int scale) const
  {
    return options.bank.LevelOfScale(scale);
  }
  const Grid &
  GridOfScale(unsigned int scale) const
  {
    return this->OfScale(scale).GetGrid();
  }
  const FourierTransform<T> &
  OfImage() const
  {
    return m_Levels.at(0).transform;
  }
  const FourierTransform<T> &
  OfScale(unsigned int scale) const
  {
    return m_Levels.at(this->LevelOfScale(scale)).transform;
  }
  const LocalPooling<T> &
  PoolingOfImage() const
  {
    return m_Levels.at(0).pooling;
  }
  const LocalPooling<T> &
  PoolingOfScale(unsigned int scale) const
  {
    return m_Levels.at(this->LevelOfScale(scale)).pooling;
  }
  const SubsampledFilter<T> &
  First(unsigned int scale, unsigned int orientation) const
  {
    return this->Filter(0, scale, orientation);
  }
  /** From the grid of scale1. */
  const SubsampledFilter<T> &
  Second(unsigned int scale1, unsigned int scale2, unsigned int orientation2) const
  {
    return this->Filter(this->LevelOfScale(scale1), scale2, orientation2);
  }

  std::size_t
  ChannelSize() const
  {
    return geometry.output.NumberOfPixels();
  }

  /** Numbers that the methods below take as scratch. */
  std::size_t
  ForwardScratch() const;
  /** The part of either that holds a padded image. */
  std::size_t
  PaddedScratch() const;
  std::size_t
  AdjointScratch() const;
  std::size_t
  MemoryInBytes() const;

  /** The spectrum of a real map on the grid of a scale; `half` is memory for half of it. */
  void
  Spectrum(const FourierTransform<T> & transform, const T * map, Complex * half, Complex * spectrum) const;

  /** All channels of a band, from the spectrum of the padded image. */
  void
  ForwardOfBand(const Complex * spectrum, unsigned int scale, unsigned int orientation, T * scratch, T * coefficients)
    const;

  /** Writes the spectrum of the gradient with respect to a band from the gradient of all channels, valid where the
   *  filter of the band is not zero. */
  void
  AdjointOfBand(const Complex * spectrum,
                unsigned int    scale,
                unsigned int    orientation,
                const T *       gradient,
                T *             scratch,
                Complex *       band) const;

  /** The mirrored image and its adjoint, which sums over copies. */
  void
  Pad(const T * image, T * padded) const;
  void
  PadAdjoint(const T * padded, T * image) const;

private:
  struct Level
  {
    FourierTransform<T> transform;
    LocalPooling<T>     pooling;
  };
  struct AdjointMemory;

  Grid
  GridOfLevel(unsigned int level) const;
  void
  AddFilters(unsigned int level, unsigned int scale);
  const SubsampledFilter<T> &
  Filter(unsigned int level, unsigned int scale, unsigned int orientation) const
  {
    return m_Filters.at({ level, scale })[orientation];
  }
  void
  Coefficients(const SubsampledFilter<T> & filter,
               const Complex *             spectrum,
               const Grid &                source,
               unsigned int                scale,
               Complex *                   z) const;
  void
  ApplyVariant(T * channel) const;
  void
  VariantAdjoint(const T * channel, const T * gradient, T * result) const;
  void
  FirstOrderAdjoint(unsigned int scale, const T * gradient, const AdjointMemory & memory, T * band) const;
  void
  SecondOrderAdjoint(unsigned int scale, const T * gradient, const AdjointMemory & memory, T * band) const;

  const HarmonicKernels<T> &                                                        m_Kernels;
  std::vector<std::array<T, 2>>                                                     m_Phases; // cosine, sine
  std::map<unsigned int, Level>                                                     m_Levels;
  std::map<std::pair<unsigned int, unsigned int>, std::vector<SubsampledFilter<T>>> m_Filters;
  std::array<std::vector<std::size_t>, 3>                                           m_Mirrored; // source of each pixel
};
} // namespace phaseharmonics

#endif
