// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phLocalPooling.h"

#include "phArrayKernelsInternal.h"
#include "phLowPassWeightsInternal.h"
#include "phMatrixKernelsInternal.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>

namespace phaseharmonics
{
namespace
{
// Outputs whose weights are applied together: the columns that the matrix kernels keep in registers.
constexpr std::size_t LargestBlock = 4;

std::size_t
RoundUp(std::size_t count)
{
  constexpr std::size_t step = 16;
  return (count + step - 1) / step * step;
}

// Both rates were measured. Matrices of very long lines would take longer to make than to use.
bool
MatricesAreFaster(double productsPerPixel, std::size_t largestMatrix, const Grid & source)
{
  return largestMatrix <= std::size_t{ 1 } << 26 &&
         productsPerPixel < 3.0 * std::log2(static_cast<double>(source.NumberOfPixels()) + 1.0);
}

// Rows shorter than two vectors leave registers empty: one matrix for all axes is then faster than one for each.
bool
IsSmall(const Grid & source, const Grid & output)
{
  return source.dimension > 1 && source.size[0] < 32 &&
         source.NumberOfPixels() * output.NumberOfPixels() <= std::size_t{ 1 } << 15;
}
} // namespace

template <typename T>
LocalPooling<T>::LocalPooling(const WaveletBankOptions & options,
                              const Grid &               full,
                              const Grid &               source,
                              const Grid &               coarse,
                              const Window &             window,
                              Subsampling                subsampling,
                              Method                     method)
  : m_Source(source)
  , m_Coarse(coarse)
  , m_Window(window)
  , m_Subsampling(subsampling)
{
  double      productsPerPixel = 0.0;
  double      pixels = 1.0;
  std::size_t largestMatrix = 0;

  std::array<LowPassWeights, 3> weights;
  for (unsigned int axis = 3; axis-- > 0;)
  {
    weights[axis] = LowPassWeights(options, full, source, coarse, axis, subsampling);
    productsPerPixel += pixels * static_cast<double>(window.grid.size[axis]) * weights[axis].FractionReached();
    pixels *= static_cast<double>(window.grid.size[axis]) / static_cast<double>(source.size[axis]);
    largestMatrix = std::max(largestMatrix, window.grid.size[axis] * source.size[axis]);
  }
  const bool usesMatrices =
    method == Method::Fastest ? MatricesAreFaster(productsPerPixel, largestMatrix, source) : method == Method::Matrices;
  if (!usesMatrices)
  {
    for (unsigned int axis = 0; axis < 3; ++axis)
    {
      const auto & spectrum = weights[axis].Spectrum();
      m_LowPass[axis] = AlignedBuffer<T>(spectrum.size());
      std::copy(spectrum.begin(), spectrum.end(), m_LowPass[axis].begin());
    }
    m_SourceTransform.emplace(source);
    m_CoarseTransform.emplace(coarse);
    m_ScratchSize = 4 * RoundUp(source.NumberOfHalfBins());
    return;
  }
  if (IsSmall(source, window.grid))
  {
    this->MakeProduct(weights);
    return;
  }
  for (unsigned int axis = 0; axis < source.dimension; ++axis)
  {
    this->MakeBlocks(axis, weights[axis]);
  }
  const Grid & out = window.grid;
  m_ScratchSize = this->SizeOfPlanes() + RoundUp(source.size[0] * out.size[1]) + RoundUp(LargestBlock * out.size[1]);
}

template <typename T>
std::size_t
LocalPooling<T>::SizeOfPlanes() const
{
  return m_Source.dimension > 2 ? RoundUp(m_Source.size[0] * m_Source.size[1] * m_Window.grid.size[2]) : 0;
}

template <typename T>
void
LocalPooling<T>::MakeProduct(std::array<LowPassWeights, 3> & weights)
{
  const Grid &                                    out = m_Window.grid;
  std::array<std::vector<std::vector<double>>, 3> of;
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    of[axis] = weights[axis].OfOutputs(m_Window.first[axis], out.size[axis]);
  }
  m_Product = AlignedBuffer<T>(out.NumberOfPixels() * m_Source.NumberOfPixels());
  for (std::size_t i = 0; i < m_Product.size(); ++i)
  {
    const std::size_t o = i / m_Source.NumberOfPixels();
    const std::size_t u = i % m_Source.NumberOfPixels();
    const auto        x = of[0][o % out.size[0]][u % m_Source.size[0]];
    const auto        y = of[1][o / out.size[0] % out.size[1]][u / m_Source.size[0] % m_Source.size[1]];
    const auto        z = of[2][o / (out.size[0] * out.size[1])][u / (m_Source.size[0] * m_Source.size[1])];
    m_Product[i] = static_cast<T>(x * y * z);
  }
}

template <typename T>
void
LocalPooling<T>::MakeBlocks(unsigned int axis, LowPassWeights & weights)
{
  const std::size_t n = m_Source.size[axis];
  const std::size_t outputs = m_Window.grid.size[axis];
  for (std::size_t begin = 0; begin < outputs; begin += LargestBlock)
  {
    const std::size_t count = std::min(LargestBlock, outputs - begin);
    const auto        all = weights.OfOutputs(m_Window.first[axis] + begin, count);
    const double      largest = *std::max_element(all[0].begin(), all[0].end());
    const double      negligible =
      m_Subsampling == Subsampling::Fold ? 1e-3 * std::numeric_limits<T>::epsilon() * largest : 0.0;
    const auto isReached = [&](std::size_t u) {
      return std::any_of(
        all.begin(), all.end(), [&](const auto & ofOutput) { return std::abs(ofOutput[u]) > negligible; });
    };
    for (std::size_t u = 0; u < n;)
    {
      if (!isReached(u))
      {
        ++u;
        continue;
      }
      std::size_t end = u + 1;
      while (end < n && isReached(end))
      {
        ++end;
      }
      Block block{ begin, count, u, end - u, AlignedBuffer<T>(count * (end - u)) };
      for (std::size_t i = 0; i < count; ++i)
      {
        for (std::size_t v = u; v < end; ++v)
        {
          block.weights[axis == 0 ? i * block.inputs + v - u : i + count * (v - u)] = static_cast<T>(all[i][v]);
        }
      }
      m_Blocks[axis].push_back(std::move(block));
      u = end;
    }
  }
}

// Columns of `rows` contiguous values: out(rows x outputs) = in(rows x inputs) weights.
template <typename T>
void
LocalPooling<T>::PoolColumns(unsigned int axis, std::size_t rows, const T * in, T * out) const
{
  std::fill_n(out, rows * m_Window.grid.size[axis], T(0));
  for (const Block & block : m_Blocks[axis])
  {
    GetMatrixKernels<T>().addCombinations(in + block.firstInput * rows,
                                          rows,
                                          block.inputs,
                                          block.weights.data(),
                                          out + block.firstOutput * rows,
                                          rows,
                                          block.outputs,
                                          rows);
  }
}

template <typename T>
void
LocalPooling<T>::PoolRows(std::size_t rows, const T * in, T * sums, T * out) const
{
  const std::size_t width = m_Window.grid.size[0];
  std::fill_n(out, rows * width, T(0));
  for (const Block & block : m_Blocks[0])
  {
    GetMatrixKernels<T>().innerProducts(block.weights.data(),
                                        block.inputs,
                                        block.outputs,
                                        in + block.firstInput,
                                        m_Source.size[0],
                                        rows,
                                        block.inputs,
                                        sums);
    for (std::size_t row = 0; row < rows; ++row)
    {
      for (std::size_t i = 0; i < block.outputs; ++i)
      {
        out[row * width + block.firstOutput + i] += sums[row * block.outputs + i];
      }
    }
  }
}

template <typename T>
void
LocalPooling<T>::Pool(const T * map, T * scratch, T * pooled) const
{
  if (!this->UsesMatrices())
  {
    this->PoolInFourier(map, scratch, pooled);
    return;
  }
  if (m_Product.size() > 0)
  {
    const std::size_t pixels = m_Source.NumberOfPixels();
    GetMatrixKernels<T>().innerProducts(
      m_Product.data(), pixels, m_Window.grid.NumberOfPixels(), map, pixels, 1, pixels, pooled);
    return;
  }
  const Grid &      out = m_Window.grid;
  const std::size_t plane = m_Source.size[0] * m_Source.size[1];
  T * const         planes = scratch;
  T * const         rows = planes + this->SizeOfPlanes();
  T * const         sums = rows + RoundUp(m_Source.size[0] * out.size[1]);
  if (m_Source.dimension > 2)
  {
    this->PoolColumns(2, plane, map, planes);
  }
  for (std::size_t z = 0; z < out.size[2]; ++z)
  {
    const T * slice = (m_Source.dimension > 2 ? planes : map) + z * plane;
    if (m_Source.dimension > 1)
    {
      this->PoolColumns(1, m_Source.size[0], slice, rows);
      slice = rows;
    }
    this->PoolRows(out.size[1], slice, sums, pooled + z * out.size[0] * out.size[1]);
  }
}

template <typename T>
void
LocalPooling<T>::Adjoint(const T * pooled, T * scratch, T * map) const
{
  if (!this->UsesMatrices())
  {
    this->AdjointInFourier(pooled, scratch, map);
    return;
  }
  const MatrixKernels<T> & kernels = GetMatrixKernels<T>();
  const Grid &             out = m_Window.grid;
  if (m_Product.size() > 0)
  {
    const std::size_t pixels = m_Source.NumberOfPixels();
    std::fill_n(map, pixels, T(0));
    kernels.addCombinationsTransposed(m_Product.data(), pixels, out.NumberOfPixels(), pooled, map, pixels, 1, pixels);
    return;
  }
  const std::size_t width = m_Source.size[0];
  const std::size_t plane = width * m_Source.size[1];
  T * const         planes = m_Source.dimension > 2 ? scratch : map;
  T * const         rows = scratch + this->SizeOfPlanes();
  T * const         transposed = rows + RoundUp(width * out.size[1]);
  const auto        spread = [&](unsigned int axis, std::size_t size, const T * in, T * to) {
    std::fill_n(to, size * m_Source.size[axis], T(0));
    for (const Block & block : m_Blocks[axis])
    {
      kernels.addCombinationsTransposed(in + block.firstOutput * size,
                                        size,
                                        block.outputs,
                                        block.weights.data(),
                                        to + block.firstInput * size,
                                        size,
                                        block.inputs,
                                        size);
    }
  };
  for (std::size_t z = 0; z < out.size[2]; ++z)
  {
    const T * const gradient = pooled + z * out.size[0] * out.size[1];
    T * const       ofRows = m_Source.dimension > 1 ? rows : planes;
    std::fill_n(ofRows, width * out.size[1], T(0));
    for (const Block & block : m_Blocks[0])
    {
      for (std::size_t row = 0; row < out.size[1]; ++row)
      {
        std::copy_n(gradient + row * out.size[0] + block.firstOutput, block.outputs, transposed + row * block.outputs);
      }
      kernels.addCombinationsTransposed(block.weights.data(),
                                        block.inputs,
                                        block.outputs,
                                        transposed,
                                        ofRows + block.firstInput,
                                        width,
                                        out.size[1],
                                        block.inputs);
    }
    if (m_Source.dimension > 1)
    {
      spread(1, width, rows, planes + z * plane);
    }
  }
  if (m_Source.dimension > 2)
  {
    spread(2, plane, planes, map);
  }
}

template <typename T>
std::size_t
LocalPooling<T>::MemoryInBytes() const
{
  std::size_t sum = m_Product.size() * sizeof(T);
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    for (const Block & block : m_Blocks[axis])
    {
      sum += sizeof(Block) + block.weights.size() * sizeof(T);
    }
    sum += m_LowPass[axis].size() * sizeof(T);
  }
  return sum;
}

template class LocalPooling<float>;
template class LocalPooling<double>;
} // namespace phaseharmonics
