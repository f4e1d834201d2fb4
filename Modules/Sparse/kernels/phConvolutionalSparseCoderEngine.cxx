// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrayKernelsInternal.h"
#include "phConvolutionalSparseCoderInternal.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t Tile = 4096;

std::size_t
NumberOfTiles(std::size_t count)
{
  return (count + Tile - 1) / Tile;
}

double
LargestEigenvalueOf(const Eigen::MatrixXcd & matrix)
{
  if (matrix.rows() == 1)
  {
    return matrix(0, 0).real();
  }
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd>(matrix, Eigen::EigenvaluesOnly).eigenvalues().maxCoeff();
}
} // namespace

template <typename T>
ConvolutionalSparseCoder<T>::Engine::Engine(std::shared_ptr<const ConvolutionObservation<T>> o,
                                            std::shared_ptr<const Dictionary<T>>             d,
                                            const Executor &                                 executor)
  : observation(std::move(o))
  , dictionary(std::move(d))
  , transform(observation->GetWorkingGrid())
  , kernels(GetConvolutionKernels<T>())
  , atoms(dictionary->GetNumberOfAtoms())
  , channels(dictionary->GetNumberOfChannels())
  , pixels(observation->GetWorkingGrid().NumberOfPixels())
  , observedPixels(observation->GetWorkingObservedGrid().NumberOfPixels())
  , bins(observation->GetWorkingGrid().NumberOfHalfBins())
  , stride((bins + 15) / 16 * 16)
  , groups(std::min(atoms, LargestNumberOfGroups))
  , pool(stride)
{
  dictionary->CheckAtoms();
  const Grid & support = dictionary->GetSupport();
  const Grid & working = observation->GetWorkingGrid();
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    if (support.size[axis] > working.size[axis])
    {
      throw std::invalid_argument("The atoms have " + std::to_string(support.size[axis]) + " pixels along axis " +
                                  std::to_string(axis) + ", more than the " + std::to_string(working.size[axis]) +
                                  " of the working grid.");
    }
  }
  this->ComputeSpectra(executor);
  noiseGain = this->NoiseGain(executor);
  lipschitz = this->LargestEigenvalue(std::vector<double>(atoms, 1.0), executor);
  // Half way between equal and balanced steps: the latter hold back atoms that share their frequencies with many.
  steps = this->BalancedFactors();
  std::transform(steps.begin(), steps.end(), steps.begin(), [](double step) { return std::sqrt(step); });
  const double largest = this->LargestEigenvalue(steps, executor);
  std::transform(steps.begin(), steps.end(), steps.begin(), [largest](double step) { return step / largest; });
}

template <typename T>
void
ConvolutionalSparseCoder<T>::Engine::ComputeSpectra(const Executor & executor)
{
  spectra = AlignedBuffer<Complex>(atoms * channels * stride);
  const Grid & support = dictionary->GetSupport();
  const Grid & working = observation->GetWorkingGrid();
  const auto   position = [&](std::size_t u, unsigned int axis) {
    return (u + working.size[axis] - support.size[axis] / 2) % working.size[axis];
  };
  executor.ParallelFor(atoms * channels, [&](std::size_t i) {
    Complex * const spectrum = spectra.data() + i * stride;
    T * const       image = Values(spectrum);
    const T *       atom = dictionary->data() + i * support.NumberOfPixels();
    for (std::size_t z = 0; z < support.size[2]; ++z)
    {
      for (std::size_t y = 0; y < support.size[1]; ++y)
      {
        const std::size_t row = working.size[0] * (position(y, 1) + working.size[1] * position(z, 2));
        for (std::size_t x = 0; x < support.size[0]; ++x)
        {
          image[row + position(x, 0)] = *atom++;
        }
      }
    }
    transform.Forward(image, spectrum);
  });
}

// sqrt of the mean of ||h * d_k||^2 / N^D.
template <typename T>
double
ConvolutionalSparseCoder<T>::Engine::NoiseGain(const Executor & executor) const
{
  const auto &        transfer = observation->GetTransferFunction();
  const Grid &        working = observation->GetWorkingGrid();
  const std::size_t   width = working.HalfWidth();
  std::vector<double> energies(atoms, 0.0);
  executor.ParallelFor(atoms, [&](std::size_t k) {
    for (std::size_t i = 0; i < channels * bins; ++i)
    {
      const std::size_t bin = i % bins;
      const std::size_t x = bin % width;
      // Bins that stand for their opposites, too.
      const double count = x == 0 || 2 * x == working.size[0] ? 1.0 : 2.0;
      const double gain = transfer.size() > 0 ? std::norm(std::complex<double>(transfer[bin])) : 1.0;
      energies[k] += count * gain * std::norm(std::complex<double>(spectra[(k * channels + i / bins) * stride + bin]));
    }
  });
  const double pixelsOfSum = static_cast<double>(pixels) * static_cast<double>(pixels) * static_cast<double>(atoms);
  return std::sqrt(std::accumulate(energies.begin(), energies.end(), 0.0) * static_cast<double>(observedPixels) /
                   pixelsOfSum);
}

// Steps t_k are safe when sum_k t_k |h d_k|^2 <= 1 at every frequency. Of these the ones of largest product are the
// weights p of the frequencies, by the multiplicative algorithm of optimal designs: t_k = 1 / (K sum_w p |h d_k|^2),
// and p is multiplied by the sum above. A sample of the frequencies shows well enough where atoms of small support
// peak; the factors are scaled exactly afterwards.
template <typename T>
std::vector<double>
ConvolutionalSparseCoder<T>::Engine::BalancedFactors() const
{
  constexpr std::size_t SampleSize = 2048;
  constexpr int         Iterations = 50;
  const auto &          transfer = observation->GetTransferFunction();
  const std::size_t     step = std::max<std::size_t>(1, bins / SampleSize) | 1;
  const std::size_t     count = (bins + step - 1) / step;
  std::vector<double>   power(atoms * count);
  for (std::size_t k = 0; k < atoms; ++k)
  {
    for (std::size_t i = 0; i < count; ++i)
    {
      double sum = 0.0;
      for (std::size_t c = 0; c < channels; ++c)
      {
        sum += std::norm(std::complex<double>(spectra[(k * channels + c) * stride + i * step]));
      }
      const double gain = transfer.size() > 0 ? std::norm(std::complex<double>(transfer[i * step])) : 1.0;
      power[k * count + i] = gain * sum;
    }
  }
  std::vector<double> weights(count, 1.0 / static_cast<double>(count));
  std::vector<double> factors(atoms, 1.0);
  std::vector<double> sums(count);
  for (int iteration = 0; iteration < Iterations; ++iteration)
  {
    std::fill(sums.begin(), sums.end(), 0.0);
    double largest = 0.0;
    for (std::size_t k = 0; k < atoms; ++k)
    {
      const double * const own = power.data() + k * count;
      const double         mean = std::inner_product(own, own + count, weights.begin(), 0.0);
      factors[k] = 1.0 / (static_cast<double>(atoms) * mean);
      largest = std::max(largest, mean);
    }
    // An atom that the sample hardly sees must not take a step that its peak forbids.
    for (std::size_t k = 0; k < atoms; ++k)
    {
      factors[k] = std::min(factors[k], 1e6 / (static_cast<double>(atoms) * largest));
      for (std::size_t i = 0; i < count; ++i)
      {
        sums[i] += factors[k] * power[k * count + i];
      }
    }
    double total = 0.0;
    for (std::size_t i = 0; i < count; ++i)
    {
      weights[i] *= sums[i];
      total += weights[i];
    }
    for (double & weight : weights)
    {
      weight /= total;
    }
  }
  return factors;
}

template <typename T>
double
ConvolutionalSparseCoder<T>::Engine::LargestEigenvalue(const std::vector<double> & factors,
                                                       const Executor &            executor) const
{
  const bool isDecimated = observation->GetWorkingGrid() != observation->GetWorkingObservedGrid();
  return observation->GetLargestWeight() * (isDecimated ? this->LargestFoldedEigenvalue(factors, executor)
                                                        : this->LargestPlainEigenvalue(factors, executor));
}

// At every frequency, the C x C matrix |h|^2 sum_k t_k d_k d_k^H.
template <typename T>
double
ConvolutionalSparseCoder<T>::Engine::LargestPlainEigenvalue(const std::vector<double> & factors,
                                                            const Executor &            executor) const
{
  const auto &        transfer = observation->GetTransferFunction();
  std::vector<double> largest(NumberOfTiles(bins), 0.0);
  executor.ParallelFor(largest.size(), [&](std::size_t tile) {
    const auto       c = static_cast<Eigen::Index>(channels);
    Eigen::MatrixXcd values(c, static_cast<Eigen::Index>(atoms));
    Eigen::MatrixXcd matrix(c, c);
    for (std::size_t bin = tile * Tile; bin < std::min(bins, (tile + 1) * Tile); ++bin)
    {
      for (std::size_t i = 0; i < atoms * channels; ++i)
      {
        values.data()[i] = std::sqrt(factors[i / channels]) * std::complex<double>(spectra[i * stride + bin]);
      }
      const double gain = transfer.size() > 0 ? std::norm(std::complex<double>(transfer[bin])) : 1.0;
      // The trace bounds the eigenvalue.
      if (gain * values.squaredNorm() > largest[tile])
      {
        matrix.noalias() = gain * values * values.adjoint();
        largest[tile] = std::max(largest[tile], LargestEigenvalueOf(matrix));
      }
    }
  });
  return *std::max_element(largest.begin(), largest.end());
}

// Decimation folds these matrices, that is, it decimates the correlations of which they are spectra.
template <typename T>
double
ConvolutionalSparseCoder<T>::Engine::LargestFoldedEigenvalue(const std::vector<double> & factors,
                                                             const Executor &            executor) const
{
  const auto &                   transfer = observation->GetTransferFunction();
  const auto &                   step = observation->GetOptions().decimation;
  const Grid &                   working = observation->GetWorkingGrid();
  const Grid &                   coarse = observation->GetWorkingObservedGrid();
  const std::size_t              coarseBins = coarse.NumberOfHalfBins();
  const std::size_t              pairs = channels * (channels + 1) / 2;
  const FourierTransform<double> fineTransform(working);
  const FourierTransform<double> coarseTransform(coarse);

  AlignedBuffer<std::complex<double>> folded(pairs * coarseBins);
  executor.ParallelFor(channels, [&](std::size_t c) {
    AlignedBuffer<std::complex<double>> product(bins);
    for (std::size_t other = 0; other <= c; ++other)
    {
      product.Fill(0.0);
      for (std::size_t k = 0; k < atoms; ++k)
      {
        const Complex * const a = spectra.data() + (k * channels + c) * stride;
        const Complex * const b = spectra.data() + (k * channels + other) * stride;
        for (std::size_t bin = 0; bin < bins; ++bin)
        {
          product[bin] += factors[k] * std::complex<double>(a[bin]) * std::conj(std::complex<double>(b[bin]));
        }
      }
      for (std::size_t bin = 0; bin < bins; ++bin)
      {
        const double gain = transfer.size() > 0 ? std::norm(std::complex<double>(transfer[bin])) : 1.0;
        product[bin] *= gain / static_cast<double>(pixels);
      }
      double * const correlation = reinterpret_cast<double *>(product.data());
      fineTransform.Inverse(product.data(), correlation);
      std::size_t i = 0;
      for (std::size_t z = 0; z < working.size[2]; z += step[2])
      {
        for (std::size_t y = 0; y < working.size[1]; y += step[1])
        {
          for (std::size_t x = 0; x < working.size[0]; x += step[0])
          {
            correlation[i++] = correlation[x + working.size[0] * (y + working.size[1] * z)];
          }
        }
      }
      coarseTransform.Forward(correlation, folded.data() + (c * (c + 1) / 2 + other) * coarseBins);
    }
  });

  std::vector<double> largest(NumberOfTiles(coarseBins), 0.0);
  executor.ParallelFor(largest.size(), [&](std::size_t tile) {
    Eigen::MatrixXcd matrix(static_cast<Eigen::Index>(channels), static_cast<Eigen::Index>(channels));
    for (std::size_t bin = tile * Tile; bin < std::min(coarseBins, (tile + 1) * Tile); ++bin)
    {
      for (std::size_t c = 0, pair = 0; c < channels; ++c)
      {
        for (std::size_t other = 0; other <= c; ++other, ++pair)
        {
          const std::complex<double> value = folded[pair * coarseBins + bin];
          matrix(static_cast<Eigen::Index>(c), static_cast<Eigen::Index>(other)) = value;
          matrix(static_cast<Eigen::Index>(other), static_cast<Eigen::Index>(c)) = std::conj(value);
        }
      }
      if (matrix.trace().real() > largest[tile])
      {
        largest[tile] = std::max(largest[tile], LargestEigenvalueOf(matrix));
      }
    }
  });
  return *std::max_element(largest.begin(), largest.end());
}

template <typename T>
void
ConvolutionalSparseCoder<T>::Engine::AddGroups(AlignedBuffer<Complex> & sums, const Executor & executor) const
{
  const std::size_t count = channels * stride;
  executor.ParallelFor(NumberOfTiles(count), [&](std::size_t tile) {
    const std::size_t begin = tile * Tile;
    const std::size_t length = std::min(Tile, count - begin);
    for (std::size_t group = 1; group < groups; ++group)
    {
      kernels.add(
        reinterpret_cast<const T *>(sums.data() + group * count + begin), 2 * length, Values(sums.data() + begin));
    }
  });
}

template <typename T>
double
ConvolutionalSparseCoder<T>::Engine::LargestCorrelation(const T *        weighted,
                                                        bool             isNonNegative,
                                                        const Executor & executor) const
{
  AlignedBuffer<Complex> adjoint(channels * stride);
  observation->ApplyAdjointToSpectra(weighted, channels, this->InverseFactor(), adjoint.data(), stride, executor);
  std::vector<double> largest(groups, 0.0);
  executor.ParallelFor(groups, [&](std::size_t group) {
    auto scratch = pool.Acquire();
    for (std::size_t k = this->FirstOfGroup(group); k < this->FirstOfGroup(group + 1); ++k)
    {
      const T * const map = this->Analyze(adjoint.data(), k, scratch.data());
      largest[group] = std::max(largest[group], static_cast<double>(kernels.largest(map, pixels, isNonNegative)));
    }
  });
  return *std::max_element(largest.begin(), largest.end());
}

template class ConvolutionalSparseCoder<float>::Engine;
template class ConvolutionalSparseCoder<double>::Engine;
} // namespace phaseharmonics
