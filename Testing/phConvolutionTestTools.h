// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionTestTools_h
#define phConvolutionTestTools_h

#include "phConvolutionalSparseCoder.h"
#include "phKernelTestTools.h"

#include "refConvolution.h"

#include <atomic>
#include <thread>

namespace phaseharmonics_test
{
using phaseharmonics::ConvolutionalSparseCoder;
using phaseharmonics::ConvolutionBoundary;
using phaseharmonics::ConvolutionObservation;
using phaseharmonics::ConvolutionObservationOptions;
using phaseharmonics::Dictionary;
using phaseharmonics::Executor;
using phaseharmonics::SerialExecutor;
using phaseharmonics::SparseCodeProblem;
using phaseharmonics::SparseCodeReport;
using phaseharmonics::SparseCodeStopping;

class TwoThreads : public Executor
{
public:
  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    std::atomic<std::size_t> next{ 0 };
    const auto               work = [&] {
      for (std::size_t i = next++; i < count; i = next++)
      {
        body(i);
      }
    };
    std::thread second(work);
    work();
    second.join();
  }
};

inline double
SumOfProducts(const std::vector<double> & a, const std::vector<double> & b)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
  {
    sum += a[i] * b[i];
  }
  return sum;
}

template <typename T>
Dictionary<T>
NoiseDictionary(const Grid & support, std::size_t channels, std::size_t atoms, std::uint64_t seed)
{
  Dictionary<T> dictionary(support, channels, atoms);
  phaseharmonics::FillStandardNormal(dictionary.data(), dictionary.GetLength() * atoms, seed, 0);
  dictionary.Normalize();
  return dictionary;
}

inline ConvolutionObservationOptions
ObservationOptions(ConvolutionBoundary boundary, std::array<std::size_t, 3> decimation = { { 1, 1, 1 } })
{
  ConvolutionObservationOptions options;
  options.boundary = boundary;
  options.decimation = decimation;
  return options;
}

// Neither symmetric nor centered.
inline phaseharmonics::BlurKernel
SkewedKernel(const Grid & grid)
{
  phaseharmonics::BlurKernel kernel{ grid, std::vector<double>(grid.NumberOfPixels()), {} };
  phaseharmonics::FillUniform(kernel.values.data(), kernel.values.size(), 5, 0);
  for (double & value : kernel.values)
  {
    value /= static_cast<double>(kernel.values.size());
  }
  kernel.center[0] = grid.size[0] / 3;
  kernel.center[1] = grid.size[1] > 1 ? 1 : 0;
  return kernel;
}

inline phaseharmonics_reference::Kernel
ReferenceKernel(const phaseharmonics::BlurKernel & kernel)
{
  return {
    ReferenceGrid(kernel.grid),
    kernel.values,
    { static_cast<int>(kernel.center[0]), static_cast<int>(kernel.center[1]), static_cast<int>(kernel.center[2]) }
  };
}

// S_N (h * x) by direct sums on the working grid; blur by a kernel only.
inline std::vector<double>
DirectObservation(const ConvolutionObservationOptions & options, const Grid & working, const std::vector<double> & x)
{
  phaseharmonics_reference::RealArray image(ReferenceGrid(working));
  image.data = x;
  if (!options.kernel.values.empty())
  {
    image = DirectConvolution(image, ReferenceKernel(options.kernel));
  }
  return Decimated(image,
                   { static_cast<int>(options.decimation[0]),
                     static_cast<int>(options.decimation[1]),
                     static_cast<int>(options.decimation[2]) })
    .data;
}

// sum_k d_k * z_k of one channel by direct sums.
template <typename T>
std::vector<double>
DirectSynthesis(const Dictionary<T> &       dictionary,
                std::size_t                 channel,
                const Grid &                working,
                const std::vector<double> & code)
{
  const Grid &        support = dictionary.GetSupport();
  const std::size_t   pixels = working.NumberOfPixels();
  std::vector<double> sum(pixels);
  for (std::size_t k = 0; k < dictionary.GetNumberOfAtoms(); ++k)
  {
    const T * const                  atom = dictionary.Atom(k) + channel * support.NumberOfPixels();
    phaseharmonics_reference::Kernel kernel{ ReferenceGrid(support), { atom, atom + support.NumberOfPixels() } };
    for (int axis = 0; axis < 3; ++axis)
    {
      kernel.center[axis] = static_cast<int>(support.size[axis] / 2);
    }
    phaseharmonics_reference::RealArray map(ReferenceGrid(working));
    map.data.assign(code.begin() + k * pixels, code.begin() + (k + 1) * pixels);
    const auto part = DirectConvolution(map, kernel);
    for (std::size_t i = 0; i < pixels; ++i)
    {
      sum[i] += part.data[i];
    }
  }
  return sum;
}

// W^{1/2} A by columns, on the working grids, one direct sum for each coefficient.
template <typename T>
phaseharmonics_reference::DenseLasso
DenseProblem(const ConvolutionalSparseCoder<T> & coder, const std::vector<T> & image, double lambda)
{
  const auto &                         observation = coder.GetObservation();
  const auto &                         dictionary = coder.GetDictionary();
  const auto &                         weights = observation.GetWorkingWeights();
  const std::size_t                    channels = dictionary.GetNumberOfChannels();
  const std::size_t                    pixels = observation.GetWorkingObservedGrid().NumberOfPixels();
  phaseharmonics_reference::DenseLasso problem{ channels * pixels, {}, {}, lambda };
  const auto                           root = [&](std::size_t i) {
    return weights.size() > 0 ? std::sqrt(static_cast<double>(weights[i % pixels])) : 1.0;
  };
  std::vector<double> code(coder.GetCodeSize());
  for (std::size_t j = 0; j < code.size(); ++j)
  {
    code[j] = 1.0;
    for (std::size_t c = 0; c < channels; ++c)
    {
      const auto x = DirectSynthesis(dictionary, c, observation.GetWorkingGrid(), code);
      for (const double value : DirectObservation(observation.GetOptions(), observation.GetWorkingGrid(), x))
      {
        problem.a.push_back(value * root(problem.a.size() % problem.rows));
      }
    }
    code[j] = 0.0;
  }
  std::vector<T> extended(problem.rows);
  observation.Extend(image.data(), channels, extended.data());
  for (std::size_t i = 0; i < problem.rows; ++i)
  {
    problem.y.push_back(static_cast<double>(extended[i]) * root(i));
  }
  return problem;
}

template <typename T>
std::shared_ptr<const ConvolutionObservation<T>>
MakeObservation(const Grid &                          grid,
                const ConvolutionObservationOptions & options,
                const Grid &                          support,
                const T *                             weights = nullptr)
{
  return std::make_shared<const ConvolutionObservation<T>>(grid, options, support, weights);
}

template <typename T>
ConvolutionalSparseCoder<T>
MakeCoder(std::shared_ptr<const ConvolutionObservation<T>> observation, Dictionary<T> dictionary)
{
  return ConvolutionalSparseCoder<T>(
    std::move(observation), std::make_shared<const Dictionary<T>>(std::move(dictionary)), SerialExecutor());
}

inline SparseCodeProblem
Ratio(double ratio, bool isNonNegative = false)
{
  return { ratio, true, isNonNegative };
}
} // namespace phaseharmonics_test

#endif
