// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPeriodicConvolutionInternal_h
#define phPeriodicConvolutionInternal_h

#include "phConvolutionalNetwork.h"
#include "phFourierTransform.h"
#include "phMatrixKernelsInternal.h"
#include "phNetworkKernelsInternal.h"
#include "phNetworkMapsInternal.h"
#include "phScratchPool.h"

#include <utility>
#include <vector>

namespace phaseharmonics
{
/** Rectified correlations of periodic maps with the filters of one size of a layer. */
template <typename T>
class PeriodicConvolution
{
public:
  virtual ~PeriodicConvolution() = default;

  /** Maps first, first + 1, .. of `features` = max(0, filters correlated with `in` + biases). */
  virtual void
  Forward(const NetworkMaps<T> & in, NetworkMaps<T> & features, const Executor & executor) = 0;

  /** inGradient += adjoint of the correlations, of the gradients in those maps. */
  virtual void
  AddAdjoint(const NetworkMaps<T> & featureGradients, NetworkMaps<T> & inGradient, const Executor & executor) = 0;

  virtual std::size_t
  SizeInBytes() const = 0;

  /** Operations of Forward and AddAdjoint together. */
  virtual double
  Flops() const = 0;
};

/** Sums over taps, as products of the shifted rows of a band of the image with the weights. */
template <typename T>
class DirectConvolution : public PeriodicConvolution<T>
{
public:
  /** `biases` are those of the filters, or empty. */
  DirectConvolution(const Grid &                grid,
                    std::size_t                 channels,
                    const ConvolutionFilters &  filters,
                    const std::vector<double> & biases,
                    std::size_t                 firstFeature);

  void
  Forward(const NetworkMaps<T> & in, NetworkMaps<T> & features, const Executor & executor) override;
  void
  AddAdjoint(const NetworkMaps<T> & featureGradients, NetworkMaps<T> & inGradient, const Executor & executor) override;
  std::size_t
  SizeInBytes() const override;
  double
  Flops() const override;

private:
  struct Band
  {
    std::size_t firstRow;
    std::size_t rows;
  };

  Band
  GetBand(std::size_t band) const;
  /** Column of the tap (dx, dy) of a channel: that channel, moved. */
  void
  FillTaps(const NetworkMaps<T> & in, const Band & band, T * taps) const;
  void
  AddTaps(const T * taps, const Band & band, T * strip) const;

  Grid             m_Grid;
  std::size_t      m_Channels;
  std::size_t      m_Side;
  std::size_t      m_Count;
  std::size_t      m_FirstFeature;
  std::size_t      m_Taps;
  std::size_t      m_RowsOfBand;
  std::size_t      m_NumberOfBands;
  std::size_t      m_ColumnStride;
  std::size_t      m_StripSize; // rows that the taps of a band reach, of all channels
  AlignedBuffer<T> m_Weights;
  std::vector<T>   m_Biases;
  AlignedBuffer<T> m_Strips; // one for each band
  ScratchPool<T>   m_Scratch;
  /** Bands whose strips reach a row of the image, and the row of the strip. */
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> m_StripsOfRow;
};

/** Products of spectra, for large filters of one channel. */
template <typename T>
class FourierConvolution : public PeriodicConvolution<T>
{
public:
  FourierConvolution(const Grid &                grid,
                     const ConvolutionFilters &  filters,
                     const std::vector<double> & biases,
                     std::size_t                 firstFeature);

  void
  Forward(const NetworkMaps<T> & in, NetworkMaps<T> & features, const Executor & executor) override;
  void
  AddAdjoint(const NetworkMaps<T> & featureGradients, NetworkMaps<T> & inGradient, const Executor & executor) override;
  std::size_t
  SizeInBytes() const override;
  double
  Flops() const override;

private:
  Grid                m_Grid;
  std::size_t         m_Count;
  std::size_t         m_FirstFeature;
  std::size_t         m_Bins;
  std::size_t         m_SpectrumStride;
  std::size_t         m_NumberOfGroups;
  FourierTransform<T> m_Transform;
  AlignedBuffer<T>    m_Filters; // conjugate spectra over the number of pixels
  std::vector<T>      m_Biases;
  AlignedBuffer<T>    m_Input;
  AlignedBuffer<T>    m_Sums; // one spectrum for each group of filters
  AlignedBuffer<T>    m_Gradient;
  ScratchPool<T>      m_Scratch;
};
} // namespace phaseharmonics

#endif
