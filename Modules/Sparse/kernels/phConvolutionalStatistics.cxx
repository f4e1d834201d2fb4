// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionalStatisticsInternal.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace phaseharmonics
{
namespace
{
// Coefficients other than zero, in the order of pixels.
template <typename T>
struct SparseCode
{
  struct Coefficient
  {
    std::size_t atom;
    T           value;
  };
  std::vector<std::size_t> first; // of each pixel
  std::vector<Coefficient> coefficients;
};

template <typename T>
SparseCode<T>
Compress(const T * code, std::size_t atoms, std::size_t pixels)
{
  SparseCode<T> sparse;
  sparse.first.assign(pixels + 1, 0);
  for (std::size_t k = 0; k < atoms; ++k)
  {
    for (std::size_t u = 0; u < pixels; ++u)
    {
      sparse.first[u + 1] += code[k * pixels + u] != T(0) ? 1 : 0;
    }
  }
  std::partial_sum(sparse.first.begin(), sparse.first.end(), sparse.first.begin());
  sparse.coefficients.resize(sparse.first.back());
  std::vector<std::size_t> next(sparse.first.begin(), sparse.first.end() - 1);
  for (std::size_t k = 0; k < atoms; ++k)
  {
    for (std::size_t u = 0; u < pixels; ++u)
    {
      if (code[k * pixels + u] != T(0))
      {
        sparse.coefficients[next[u]++] = { k, code[k * pixels + u] };
      }
    }
  }
  return sparse;
}

// Visits visit(index of the offset, pixel at that offset from u) for offsets first .. first + count - 1 on each axis.
template <typename TVisit>
void
ForEachNeighbor(const Grid &                       grid,
                std::size_t                        u,
                const std::array<long, 3> &        first,
                const std::array<std::size_t, 3> & count,
                const TVisit &                     visit)
{
  const std::array<std::size_t, 3> position{
    { u % grid.size[0], u / grid.size[0] % grid.size[1], u / (grid.size[0] * grid.size[1]) }
  };
  const auto wrap = [&](std::size_t i, unsigned int axis) {
    const long n = static_cast<long>(grid.size[axis]);
    const long p = static_cast<long>(position[axis]) + first[axis] + static_cast<long>(i);
    return static_cast<std::size_t>((p % n + n) % n);
  };
  std::size_t index = 0;
  for (std::size_t z = 0; z < count[2]; ++z)
  {
    const std::size_t slice = grid.size[1] * wrap(z, 2);
    for (std::size_t y = 0; y < count[1]; ++y)
    {
      const std::size_t row = grid.size[0] * (wrap(y, 1) + slice);
      std::size_t       x = wrap(0, 0);
      for (std::size_t i = 0; i < count[0]; ++i)
      {
        visit(index++, row + x);
        x = x + 1 == grid.size[0] ? 0 : x + 1;
      }
    }
  }
}
} // namespace

std::size_t
NumberOfLags(const Grid & support)
{
  return (2 * support.size[0] - 1) * (2 * support.size[1] - 1) * (2 * support.size[2] - 1);
}

template <typename T>
void
AddToStatistics(const T *                                 code,
                const T *                                 image,
                const Grid &                              grid,
                double                                    factor,
                ConvolutionalDictionaryLearningState<T> & state,
                const Executor &                          executor)
{
  const std::size_t          pixels = grid.NumberOfPixels();
  const std::size_t          atomPixels = state.support.NumberOfPixels();
  const std::size_t          lags = NumberOfLags(state.support);
  const SparseCode<T>        sparse = Compress(code, state.atoms, pixels);
  std::array<long, 3>        firstPixel{};
  std::array<long, 3>        firstLag{};
  std::array<std::size_t, 3> lagCount{};
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    const std::size_t size = state.support.size[axis];
    firstPixel[axis] = -static_cast<long>(size / 2);
    firstLag[axis] = 1 - static_cast<long>(size);
    lagCount[axis] = 2 * size - 1;
  }
  executor.ParallelFor(state.atoms, [&](std::size_t k) {
    double * const codes = state.codeProducts.data() + k * state.atoms * lags;
    double * const data = state.dataProducts.data() + k * state.channels * atomPixels;
    std::transform(codes, codes + state.atoms * lags, codes, [factor](double sum) { return factor * sum; });
    std::transform(data, data + state.channels * atomPixels, data, [factor](double sum) { return factor * sum; });
    const T * const map = code + k * pixels;
    for (std::size_t u = 0; u < pixels; ++u)
    {
      if (map[u] == T(0))
      {
        continue;
      }
      const double value = static_cast<double>(map[u]);
      for (std::size_t c = 0; c < state.channels; ++c)
      {
        ForEachNeighbor(grid, u, firstPixel, state.support.size, [&](std::size_t i, std::size_t v) {
          data[c * atomPixels + i] += value * static_cast<double>(image[c * pixels + v]);
        });
      }
      ForEachNeighbor(grid, u, firstLag, lagCount, [&](std::size_t i, std::size_t v) {
        for (std::size_t j = sparse.first[v]; j < sparse.first[v + 1]; ++j)
        {
          const auto & other = sparse.coefficients[j];
          codes[other.atom * lags + i] += value * static_cast<double>(other.value);
        }
      });
    }
  });
}

template <typename T>
bool
NormalizeAtom(T * atom, std::size_t channels, std::size_t pixels, bool hasZeroMean)
{
  const std::size_t   length = channels * pixels;
  std::vector<double> values(atom, atom + length);
  double              before = 0.0;
  double              after = 0.0;
  for (std::size_t c = 0; c < channels; ++c)
  {
    const auto   begin = values.begin() + static_cast<std::ptrdiff_t>(c * pixels);
    const auto   end = begin + static_cast<std::ptrdiff_t>(pixels);
    const double mean = hasZeroMean ? std::accumulate(begin, end, 0.0) / static_cast<double>(pixels) : 0.0;
    before += std::inner_product(begin, end, begin, 0.0);
    std::transform(begin, end, begin, [mean](double value) { return value - mean; });
    after += std::inner_product(begin, end, begin, 0.0);
  }
  // What is left of a constant atom is rounding.
  if (!(after > 1e-10 * before))
  {
    return false;
  }
  const double factor = 1.0 / std::sqrt(after);
  std::transform(values.begin(), values.end(), atom, [factor](double value) { return static_cast<T>(factor * value); });
  return true;
}

// The gradient of the fit at atom k is sum_k' A_kk' * d_k' - B_k; its Lipschitz constant is at most the sum of |A_kk|.
template <typename T>
void
SweepOverAtoms(ConvolutionalDictionaryLearningState<T> & state, bool hasZeroMean, const Executor & executor)
{
  constexpr std::size_t LargestNumberOfGroups = 8;
  const std::size_t     groups = std::min(state.atoms, LargestNumberOfGroups);
  const Grid &          s = state.support;
  const std::size_t     pixels = s.NumberOfPixels();
  const std::size_t     length = state.channels * pixels;
  const std::size_t     lags = NumberOfLags(s);
  const std::size_t     lagWidth = 2 * s.size[0] - 1;
  const std::size_t     lagHeight = 2 * s.size[1] - 1;
  std::vector<double>   images(groups * length);
  std::vector<double>   atoms(state.dictionary.begin(), state.dictionary.end());
  std::vector<T>        candidate(length);
  for (std::size_t k = 0; k < state.atoms; ++k)
  {
    const double * const products = state.codeProducts.data() + k * state.atoms * lags;
    const double         bound = std::accumulate(
      products + k * lags, products + (k + 1) * lags, 0.0, [](double sum, double x) { return sum + std::abs(x); });
    if (!(bound > 0.0))
    {
      continue;
    }
    std::fill(images.begin(), images.end(), 0.0);
    executor.ParallelFor(groups, [&](std::size_t group) {
      double * const image = images.data() + group * length;
      for (std::size_t other = group * state.atoms / groups; other < (group + 1) * state.atoms / groups; ++other)
      {
        const double * const own = products + other * lags;
        for (std::size_t b = 0; b < length; ++b)
        {
          const double value = atoms[other * length + b];
          const auto   x = b % s.size[0];
          const auto   y = b / s.size[0] % s.size[1];
          const auto   z = b / (s.size[0] * s.size[1]) % s.size[2];
          double *     row = image + b / pixels * pixels;
          for (std::size_t az = 0; az < s.size[2]; ++az)
          {
            for (std::size_t ay = 0; ay < s.size[1]; ++ay, row += s.size[0])
            {
              // Lag a - b, counted from 1 - s.
              const double * const lag = own + (s.size[0] - 1 - x) +
                                         lagWidth * ((ay + s.size[1] - 1 - y) + lagHeight * (az + s.size[2] - 1 - z));
              for (std::size_t ax = 0; ax < s.size[0]; ++ax)
              {
                row[ax] += value * lag[ax];
              }
            }
          }
        }
      }
    });
    for (std::size_t i = 0; i < length; ++i)
    {
      double image = 0.0;
      for (std::size_t group = 0; group < groups; ++group)
      {
        image += images[group * length + i];
      }
      candidate[i] = static_cast<T>(atoms[k * length + i] + (state.dataProducts[k * length + i] - image) / bound);
    }
    if (NormalizeAtom(candidate.data(), state.channels, pixels, hasZeroMean))
    {
      std::copy(candidate.begin(), candidate.end(), state.dictionary.begin() + static_cast<std::ptrdiff_t>(k * length));
      std::copy(candidate.begin(), candidate.end(), atoms.begin() + static_cast<std::ptrdiff_t>(k * length));
    }
  }
}

#define PhaseHarmonics_INSTANTIATE(T)                                                                                  \
  template void AddToStatistics(                                                                                       \
    const T *, const T *, const Grid &, double, ConvolutionalDictionaryLearningState<T> &, const Executor &);          \
  template void SweepOverAtoms(ConvolutionalDictionaryLearningState<T> &, bool, const Executor &);                     \
  template bool NormalizeAtom(T *, std::size_t, std::size_t, bool)
PhaseHarmonics_INSTANTIATE(float);
PhaseHarmonics_INSTANTIATE(double);
#undef PhaseHarmonics_INSTANTIATE
} // namespace phaseharmonics
