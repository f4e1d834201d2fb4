// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionConjugateGradientsInternal.h"
#include "phConvolutionalSparseCoderInternal.h"

#include <algorithm>
#include <vector>

namespace phaseharmonics
{
template <typename T>
unsigned int
ConvolutionalSparseCoder<T>::Debias(const T *        observed,
                                    T *              code,
                                    double           tolerance,
                                    unsigned int     maximumIterations,
                                    const Executor & executor) const
{
  const Engine &           e = *m_Engine;
  const auto &             weights = e.observation->GetWorkingWeights();
  std::vector<std::size_t> support;
  std::vector<std::size_t> firstOfMap{ 0 };
  for (std::size_t k = 0; k < e.atoms; ++k)
  {
    for (std::size_t i = 0; i < e.pixels; ++i)
    {
      if (code[k * e.pixels + i] != T(0))
      {
        support.push_back(i);
      }
    }
    firstOfMap.push_back(support.size());
  }
  if (support.empty())
  {
    return 0;
  }

  AlignedBuffer<std::complex<T>> sums = e.MakeSums();
  AlignedBuffer<std::complex<T>> adjoint(e.channels * e.stride);
  AlignedBuffer<T>               data(e.channels * e.observedPixels);
  AlignedBuffer<T>               image(data.size());
  const auto                     synthesize = [&](const AlignedBuffer<T> & values) {
    e.Synthesize(sums, executor, [&](std::size_t k, std::complex<T> * scratch) -> const T * {
      if (firstOfMap[k] == firstOfMap[k + 1])
      {
        return nullptr;
      }
      T * const map = Engine::Values(scratch);
      std::fill_n(map, e.pixels, T(0));
      for (std::size_t i = firstOfMap[k]; i < firstOfMap[k + 1]; ++i)
      {
        map[support[i]] = values[i];
      }
      return map;
    });
    e.observation->ApplyToSpectra(sums.data(), e.stride, e.channels, e.InverseFactor(), image.data(), executor);
  };
  const auto analyze = [&](AlignedBuffer<T> & residual, AlignedBuffer<T> & values) {
    for (std::size_t i = 0; weights.size() > 0 && i < residual.size(); ++i)
    {
      residual[i] *= weights[i % weights.size()];
    }
    e.observation->ApplyAdjointToSpectra(
      residual.data(), e.channels, e.InverseFactor(), adjoint.data(), e.stride, executor);
    executor.ParallelFor(e.groups, [&](std::size_t group) {
      auto scratch = e.pool.Acquire();
      for (std::size_t k = e.FirstOfGroup(group); k < e.FirstOfGroup(group + 1); ++k)
      {
        const T * const map = e.Analyze(adjoint.data(), k, scratch.data());
        for (std::size_t i = firstOfMap[k]; i < firstOfMap[k + 1]; ++i)
        {
          values[i] = map[support[i]];
        }
      }
    });
  };

  AlignedBuffer<T> x(support.size());
  AlignedBuffer<T> residual(support.size());
  for (std::size_t k = 0; k < e.atoms; ++k)
  {
    for (std::size_t i = firstOfMap[k]; i < firstOfMap[k + 1]; ++i)
    {
      x[i] = code[k * e.pixels + support[i]];
    }
  }
  e.observation->Extend(observed, e.channels, data.data());
  synthesize(x);
  std::transform(data.begin(), data.end(), image.begin(), data.begin(), std::minus<T>());
  analyze(data, residual);
  const unsigned int iterations = ConjugateGradients(
    x,
    residual,
    tolerance,
    maximumIterations,
    [&](const AlignedBuffer<T> & from, AlignedBuffer<T> & to) {
      synthesize(from);
      analyze(image, to);
    },
    [](const AlignedBuffer<T> & from, AlignedBuffer<T> & to) { std::copy(from.begin(), from.end(), to.begin()); });
  for (std::size_t k = 0; k < e.atoms; ++k)
  {
    for (std::size_t i = firstOfMap[k]; i < firstOfMap[k + 1]; ++i)
    {
      code[k * e.pixels + support[i]] = x[i];
    }
  }
  return iterations;
}

template unsigned int
ConvolutionalSparseCoder<float>::Debias(const float *, float *, double, unsigned int, const Executor &) const;
template unsigned int
ConvolutionalSparseCoder<double>::Debias(const double *, double *, double, unsigned int, const Executor &) const;
} // namespace phaseharmonics
