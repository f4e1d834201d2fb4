// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phLocalPooling_h
#define phLocalPooling_h

#include "phAlignedBuffer.h"
#include "phFourierTransform.h"
#include "phSubsampling.h"
#include "phWaveletBankOptions.h"

#include <optional>
#include <vector>

namespace phaseharmonics
{
class LowPassWeights;

/** Local averages map * phi_J of real maps on the grid of a level, on a window of the grid of step 2^J.
 *
 *  phi_J is the Gaussian low pass of the family, not divided by the frame normalization. It is a product over axes, as
 *  are cropping and folding: the few averages that remain are products with a small matrix for each axis, or, where
 *  these would cost more, a pair of Fourier transforms. Both are the same to rounding. */
template <typename T>
class PhaseHarmonics_EXPORT LocalPooling
{
public:
  /** Part of the coarse grid. */
  struct Window
  {
    std::array<std::size_t, 3> first;
    Grid                       grid;
  };

  enum class Method : unsigned char
  {
    Fastest,
    Matrices,
    FourierTransforms
  };

  /** Averages on the grid of level J, or on part of it. When folding, sizes of `source` must be multiples of those of
   *  `coarse`. */
  LocalPooling(const WaveletBankOptions & options,
               const Grid &               full,
               const Grid &               source,
               const Grid &               coarse,
               const Window &             window,
               Subsampling                subsampling,
               Method                     method = Method::Fastest);

  /** Numbers of the scratch of the methods below. */
  std::size_t
  ScratchSize() const
  {
    return m_ScratchSize;
  }

  void
  Pool(const T * map, T * scratch, T * pooled) const;

  /** Gradient of a function of the averages with respect to the map. */
  void
  Adjoint(const T * pooled, T * scratch, T * map) const;

  bool
  UsesMatrices() const
  {
    return !m_SourceTransform;
  }

  std::size_t
  MemoryInBytes() const;

private:
  // Weights of a few neighboring outputs, for a run of inputs.
  struct Block
  {
    std::size_t      firstOutput;
    std::size_t      outputs;
    std::size_t      firstInput;
    std::size_t      inputs;
    AlignedBuffer<T> weights; // outputs fastest; along axis 0, inputs fastest
  };

  std::size_t
  SizeOfPlanes() const;
  void
  MakeProduct(std::array<LowPassWeights, 3> & weights);
  void
  MakeBlocks(unsigned int axis, LowPassWeights & weights);
  void
  PoolColumns(unsigned int axis, std::size_t rows, const T * in, T * out) const;
  void
  PoolRows(std::size_t rows, const T * in, T * sums, T * out) const;
  void
  PoolInFourier(const T * map, T * scratch, T * pooled) const;
  void
  AdjointInFourier(const T * pooled, T * scratch, T * map) const;
  void
  Filter(const std::complex<T> * half, const Grid & from, const Grid & to, std::complex<T> * result) const;
  template <typename TBody>
  void
  ForEachOutput(const TBody & body) const;
  const Grid &
  GridOfAverages() const;

  Grid                               m_Source;
  Grid                               m_Coarse;
  Window                             m_Window;
  Subsampling                        m_Subsampling;
  std::size_t                        m_ScratchSize{ 0 };
  std::array<std::vector<Block>, 3>  m_Blocks;
  AlignedBuffer<T>                   m_Product; // weights of all axes together, for small maps
  std::array<AlignedBuffer<T>, 3>    m_LowPass; // of each axis, at frequencies 0 .. n/2 of the source
  std::optional<FourierTransform<T>> m_SourceTransform;
  std::optional<FourierTransform<T>> m_CoarseTransform;
};

extern template class PhaseHarmonics_EXPORT LocalPooling<float>;
extern template class PhaseHarmonics_EXPORT LocalPooling<double>;
} // namespace phaseharmonics

#endif
