// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionObservation.h"

#include "phConvolutionBlurInternal.h"
#include "phConvolutionKernelsInternal.h"
#include "phConvolutionObservationInternal.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t None = static_cast<std::size_t>(-1);

bool
IsFastSize(std::size_t n)
{
  for (const std::size_t prime : { 2, 3, 5, 7 })
  {
    while (n % prime == 0)
    {
      n /= prime;
    }
  }
  return n == 1;
}

void
CheckGrid(const Grid & grid, const char * what)
{
  bool isGood = grid.dimension >= 1 && grid.dimension <= 3 && grid.NumberOfPixels() > 0;
  for (unsigned int axis = grid.dimension; axis < 3 && isGood; ++axis)
  {
    isGood = grid.size[axis] == 1;
  }
  if (!isGood)
  {
    throw std::invalid_argument(std::string(what) + " must have 1 to 3 dimensions and no empty axis.");
  }
}

// Which pixel of an image of n pixels, if any, a pixel of the working grid repeats.
std::size_t
SourcePixel(long position, std::size_t size, ConvolutionBoundary boundary)
{
  const long n = static_cast<long>(size);
  if (position >= 0 && position < n)
  {
    return static_cast<std::size_t>(position);
  }
  if (boundary != ConvolutionBoundary::Mirror)
  {
    return None;
  }
  const long period = (position % (2 * n) + 2 * n) % (2 * n);
  return static_cast<std::size_t>(period < n ? period : 2 * n - 1 - period);
}

// Calls set(working pixel, source pixel or None) for all working pixels.
template <typename TSet>
void
ForEachSource(const Grid &                       working,
              const Grid &                       source,
              const std::array<std::size_t, 3> & offset,
              ConvolutionBoundary                boundary,
              const TSet &                       set)
{
  std::array<std::vector<std::size_t>, 3> sources;
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    for (std::size_t u = 0; u < working.size[axis]; ++u)
    {
      const long position = static_cast<long>(u) - static_cast<long>(offset[axis]);
      sources[axis].push_back(SourcePixel(position, source.size[axis], boundary));
    }
  }
  std::size_t pixel = 0;
  for (const std::size_t z : sources[2])
  {
    for (const std::size_t y : sources[1])
    {
      for (const std::size_t x : sources[0])
      {
        const bool isNone = x == None || y == None || z == None;
        set(pixel++, isNone ? None : x + source.size[0] * (y + source.size[1] * z));
      }
    }
  }
}

template <typename T>
void
Crop(const Grid &                       working,
     const Grid &                       source,
     const std::array<std::size_t, 3> & offset,
     const T *                          from,
     std::size_t                        channels,
     T *                                to)
{
  for (std::size_t c = 0; c < channels; ++c)
  {
    for (std::size_t z = 0; z < source.size[2]; ++z)
    {
      for (std::size_t y = 0; y < source.size[1]; ++y)
      {
        const std::size_t row = y + offset[1] + working.size[1] * (z + offset[2] + working.size[2] * c);
        to = std::copy_n(from + row * working.size[0] + offset[0], source.size[0], to);
      }
    }
  }
}
} // namespace

template <typename T>
ConvolutionObservation<T>::Engine::Engine(const Grid &                          observedGrid,
                                          const ConvolutionObservationOptions & o,
                                          const Grid &                          atomSupport,
                                          const T *                             observedWeights)
  : options(o)
  , observed(observedGrid)
{
  CheckGrid(observed, "The observed image");
  CheckGrid(atomSupport, "The atoms");
  if (atomSupport.dimension > observed.dimension)
  {
    throw std::invalid_argument("The atoms have more dimensions than the image.");
  }
  fine = observed;
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    const std::size_t decimation = options.decimation[axis];
    if (decimation == 0 || (axis >= observed.dimension && decimation != 1))
    {
      throw std::invalid_argument("The decimation along axis " + std::to_string(axis) + " is " +
                                  std::to_string(decimation) + "; it must be positive, and 1 beyond the dimension.");
    }
    fine.size[axis] = decimation * observed.size[axis];
  }
  CheckBlur(options, fine);

  working = fine;
  workingObserved = observed;
  for (unsigned int axis = 0; axis < observed.dimension; ++axis)
  {
    const std::size_t reach = atomSupport.size[axis] - 1 + ExtentOfBlur(options, axis);
    const std::size_t decimation = options.decimation[axis];
    if (options.boundary != ConvolutionBoundary::Periodic && reach > 0)
    {
      std::size_t size = observed.size[axis] + (reach + decimation - 1) / decimation;
      while (!IsFastSize(size))
      {
        ++size;
      }
      observedOffset[axis] = (size - observed.size[axis]) / 2;
      offset[axis] = decimation * observedOffset[axis];
      workingObserved.size[axis] = size;
      working.size[axis] = decimation * size;
    }
    if (atomSupport.size[axis] > working.size[axis])
    {
      throw std::invalid_argument("The atoms have " + std::to_string(atomSupport.size[axis]) + " pixels along axis " +
                                  std::to_string(axis) + ", more than the image has.");
    }
  }
  isDecimated = working != workingObserved;
  transform = std::make_unique<FourierTransform<T>>(working);
  const auto blur = TransferFunctionOfBlur(options, working);
  transfer = AlignedBuffer<std::complex<T>>(blur.size());
  std::transform(blur.begin(), blur.end(), transfer.begin(), [](const auto & h) { return std::complex<T>(h); });
  this->SetWeights(observedWeights);
}

template <typename T>
void
ConvolutionObservation<T>::Engine::SetWeights(const T * observedWeights)
{
  bool isWeighted = options.boundary == ConvolutionBoundary::Unknown && working != fine;
  bool isZero = observedWeights != nullptr;
  for (std::size_t i = 0; observedWeights != nullptr && i < observed.NumberOfPixels(); ++i)
  {
    if (!(observedWeights[i] >= T(0)) || !std::isfinite(observedWeights[i]))
    {
      throw std::invalid_argument("The weight of pixel " + std::to_string(i) +
                                  " is negative or not finite; weights must be at least 0.");
    }
    isZero = isZero && observedWeights[i] == T(0);
    isWeighted = isWeighted || observedWeights[i] != T(1);
  }
  if (isZero)
  {
    throw std::invalid_argument("All weights are 0: no pixel is observed.");
  }
  if (!isWeighted)
  {
    return;
  }
  const T beyond = options.boundary == ConvolutionBoundary::Unknown ? T(0) : T(1);
  weights = AlignedBuffer<T>(workingObserved.NumberOfPixels());
  ForEachSource(workingObserved, observed, observedOffset, options.boundary, [&](std::size_t pixel, std::size_t from) {
    weights[pixel] = from == None ? beyond : observedWeights == nullptr ? T(1) : observedWeights[from];
  });
  largestWeight = static_cast<double>(*std::max_element(weights.begin(), weights.end()));
}

template <typename T>
void
ConvolutionObservation<T>::Engine::ForEachChannel(std::size_t                              channels,
                                                  const Executor &                         executor,
                                                  const std::function<void(std::size_t)> & body)
{
  if (channels == 1)
  {
    body(0);
    return;
  }
  executor.ParallelFor(channels, body);
}

template <typename T>
ConvolutionObservation<T>::ConvolutionObservation(const Grid &                          observed,
                                                  const ConvolutionObservationOptions & options,
                                                  const Grid &                          atomSupport,
                                                  const T *                             weights)
  : m_Engine(std::make_unique<Engine>(observed, options, atomSupport, weights))
{}

template <typename T>
ConvolutionObservation<T>::~ConvolutionObservation() = default;

template <typename T>
const Grid &
ConvolutionObservation<T>::GetObservedGrid() const
{
  return m_Engine->observed;
}

template <typename T>
const Grid &
ConvolutionObservation<T>::GetFineGrid() const
{
  return m_Engine->fine;
}

template <typename T>
const Grid &
ConvolutionObservation<T>::GetWorkingGrid() const
{
  return m_Engine->working;
}

template <typename T>
const Grid &
ConvolutionObservation<T>::GetWorkingObservedGrid() const
{
  return m_Engine->workingObserved;
}

template <typename T>
const ConvolutionObservationOptions &
ConvolutionObservation<T>::GetOptions() const
{
  return m_Engine->options;
}

template <typename T>
const std::array<std::size_t, 3> &
ConvolutionObservation<T>::GetOffset() const
{
  return m_Engine->offset;
}

template <typename T>
const AlignedBuffer<T> &
ConvolutionObservation<T>::GetWorkingWeights() const
{
  return m_Engine->weights;
}

template <typename T>
double
ConvolutionObservation<T>::GetLargestWeight() const
{
  return m_Engine->largestWeight;
}

template <typename T>
const AlignedBuffer<std::complex<T>> &
ConvolutionObservation<T>::GetTransferFunction() const
{
  return m_Engine->transfer;
}

template <typename T>
void
ConvolutionObservation<T>::Extend(const T * observed, std::size_t channels, T * working) const
{
  const Engine &    e = *m_Engine;
  const std::size_t count = e.workingObserved.NumberOfPixels();
  for (std::size_t c = 0; c < channels; ++c)
  {
    const T * const from = observed + c * e.observed.NumberOfPixels();
    T * const       to = working + c * count;
    ForEachSource(
      e.workingObserved, e.observed, e.observedOffset, e.options.boundary, [&](std::size_t pixel, std::size_t source) {
        const bool isRead = source != None && (e.weights.size() == 0 || e.weights[pixel] > T(0));
        to[pixel] = isRead ? from[source] : T(0);
        if (!std::isfinite(to[pixel]))
        {
          throw std::invalid_argument("Pixel " + std::to_string(source) + " of the image, channel " +
                                      std::to_string(c) + ", is not finite.");
        }
      });
  }
}

template <typename T>
void
ConvolutionObservation<T>::ExtendFine(const T * fine, std::size_t channels, T * working) const
{
  const Engine & e = *m_Engine;
  for (std::size_t c = 0; c < channels; ++c)
  {
    const T * const from = fine + c * e.fine.NumberOfPixels();
    T * const       to = working + c * e.working.NumberOfPixels();
    ForEachSource(e.working, e.fine, e.offset, e.options.boundary, [from, to](std::size_t pixel, std::size_t source) {
      to[pixel] = source == None ? T(0) : from[source];
    });
  }
}

template <typename T>
void
ConvolutionObservation<T>::CropObserved(const T * working, std::size_t channels, T * observed) const
{
  Crop(m_Engine->workingObserved, m_Engine->observed, m_Engine->observedOffset, working, channels, observed);
}

template <typename T>
void
ConvolutionObservation<T>::CropFine(const T * working, std::size_t channels, T * fine) const
{
  Crop(m_Engine->working, m_Engine->fine, m_Engine->offset, working, channels, fine);
}

template <typename T>
void
ConvolutionObservation<T>::Forward(const T *         working,
                                   std::size_t       channels,
                                   std::complex<T> * spectra,
                                   std::size_t       stride,
                                   const Executor &  executor) const
{
  Engine::ForEachChannel(channels, executor, [&](std::size_t c) {
    m_Engine->transform->Forward(working + c * m_Engine->working.NumberOfPixels(), spectra + c * stride);
  });
}

template <typename T>
void
ConvolutionObservation<T>::Inverse(std::complex<T> * spectra,
                                   std::size_t       stride,
                                   std::size_t       channels,
                                   T *               working,
                                   const Executor &  executor) const
{
  const std::size_t count = m_Engine->working.NumberOfPixels();
  Engine::ForEachChannel(channels, executor, [&](std::size_t c) {
    T * const image = working + c * count;
    m_Engine->transform->Inverse(spectra + c * stride, image);
    GetArrayKernels<T>().scale(image, count, T(1) / static_cast<T>(count));
  });
}

template <typename T>
void
ConvolutionObservation<T>::ApplyToSpectra(std::complex<T> * spectra,
                                          std::size_t       stride,
                                          std::size_t       channels,
                                          T                 scaling,
                                          T *               workingObserved,
                                          const Executor &  executor) const
{
  const Engine &    e = *m_Engine;
  const std::size_t bins = e.working.NumberOfHalfBins();
  Engine::ForEachChannel(channels, executor, [&](std::size_t c) {
    T * const values = reinterpret_cast<T *>(spectra + c * stride);
    T * const to = workingObserved + c * e.workingObserved.NumberOfPixels();
    if (e.transfer.size() > 0)
    {
      e.kernels.multiply(reinterpret_cast<const T *>(e.transfer.data()), bins, scaling, values);
    }
    else
    {
      GetArrayKernels<T>().scale(values, 2 * bins, scaling);
    }
    e.transform->Inverse(spectra + c * stride, e.isDecimated ? values : to);
    if (e.isDecimated)
    {
      e.ForEachObserved(
        [values, to](std::size_t pixel, std::size_t workingPixel) { to[pixel] = values[workingPixel]; });
    }
  });
}

template <typename T>
void
ConvolutionObservation<T>::ApplyAdjointToSpectra(const T *         workingObserved,
                                                 std::size_t       channels,
                                                 T                 scaling,
                                                 std::complex<T> * spectra,
                                                 std::size_t       stride,
                                                 const Executor &  executor) const
{
  const Engine &    e = *m_Engine;
  const std::size_t bins = e.working.NumberOfHalfBins();
  Engine::ForEachChannel(channels, executor, [&](std::size_t c) {
    const T * from = workingObserved + c * e.workingObserved.NumberOfPixels();
    T * const values = reinterpret_cast<T *>(spectra + c * stride);
    if (e.isDecimated)
    {
      std::fill_n(values, e.working.NumberOfPixels(), T(0));
      e.ForEachObserved(
        [values, from](std::size_t pixel, std::size_t workingPixel) { values[workingPixel] = from[pixel]; });
      from = values;
    }
    e.transform->Forward(from, spectra + c * stride);
    if (e.transfer.size() > 0)
    {
      e.kernels.multiplyConjugate(reinterpret_cast<const T *>(e.transfer.data()), bins, scaling, values);
    }
    else
    {
      GetArrayKernels<T>().scale(values, 2 * bins, scaling);
    }
  });
}

template <typename T>
void
ConvolutionObservation<T>::Apply(const T *        working,
                                 std::size_t      channels,
                                 T *              workingObserved,
                                 const Executor & executor) const
{
  const std::size_t              stride = m_Engine->working.NumberOfHalfBins();
  AlignedBuffer<std::complex<T>> spectra(channels * stride);
  this->Forward(working, channels, spectra.data(), stride, executor);
  const T scaling = T(1) / static_cast<T>(m_Engine->working.NumberOfPixels());
  this->ApplyToSpectra(spectra.data(), stride, channels, scaling, workingObserved, executor);
}

template <typename T>
void
ConvolutionObservation<T>::ApplyAdjoint(const T *        workingObserved,
                                        std::size_t      channels,
                                        T *              working,
                                        const Executor & executor) const
{
  const std::size_t              stride = m_Engine->working.NumberOfHalfBins();
  AlignedBuffer<std::complex<T>> spectra(channels * stride);
  this->ApplyAdjointToSpectra(workingObserved, channels, T(1), spectra.data(), stride, executor);
  this->Inverse(spectra.data(), stride, channels, working, executor);
}

template class ConvolutionObservation<float>;
template class ConvolutionObservation<double>;
} // namespace phaseharmonics
