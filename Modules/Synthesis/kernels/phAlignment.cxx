// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAlignment.h"

#include "phAlignedBuffer.h"
#include "phFourierTransform.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
// Index of the pixel that `shift` moves pixel (x, y, z) to.
std::size_t
ShiftedIndex(const Grid & grid, std::size_t x, std::size_t y, std::size_t z, const std::array<std::size_t, 3> & shift)
{
  return (x + shift[0]) % grid.size[0] +
         grid.size[0] * ((y + shift[1]) % grid.size[1] + grid.size[1] * ((z + shift[2]) % grid.size[2]));
}

template <typename TVisitor>
void
ForEachPixel(const Grid & grid, const std::array<std::size_t, 3> & shift, const TVisitor & visit)
{
  std::size_t pixel = 0;
  for (std::size_t z = 0; z < grid.size[2]; ++z)
  {
    for (std::size_t y = 0; y < grid.size[1]; ++y)
    {
      for (std::size_t x = 0; x < grid.size[0]; ++x)
      {
        visit(pixel++, ShiftedIndex(grid, x, y, z, shift));
      }
    }
  }
}
} // namespace

template <typename T>
CircularAlignment
AlignCircularly(const Grid & grid, const T * reference, const T * image)
{
  const FourierTransform<double>      transform(grid);
  AlignedBuffer<std::complex<double>> product(grid.NumberOfHalfBins());
  AlignedBuffer<std::complex<double>> spectrum(product.size());
  AlignedBuffer<double>               correlation(grid.NumberOfPixels());
  std::copy_n(reference, correlation.size(), correlation.begin());
  transform.Forward(correlation.data(), product.data());
  std::copy_n(image, correlation.size(), correlation.begin());
  transform.Forward(correlation.data(), spectrum.data());
  for (std::size_t k = 0; k < product.size(); ++k)
  {
    product[k] *= std::conj(spectrum[k]);
  }
  // A constant correlates equally with every shift and would only cost digits.
  product[0] = 0.0;
  transform.Inverse(product.data(), correlation.data());
  const auto best =
    static_cast<std::size_t>(std::max_element(correlation.begin(), correlation.end()) - correlation.begin());

  CircularAlignment alignment;
  alignment.shift = { { best % grid.size[0], best / grid.size[0] % grid.size[1], best / grid.size[0] / grid.size[1] } };
  double sum = 0.0;
  ForEachPixel(grid, alignment.shift, [&](std::size_t pixel, std::size_t shifted) {
    const double difference = static_cast<double>(image[pixel]) - static_cast<double>(reference[shifted]);
    sum += difference * difference;
  });
  alignment.squaredError = sum / static_cast<double>(grid.NumberOfPixels());
  return alignment;
}

template <typename T>
void
ShiftCircularly(const Grid & grid, const T * image, const std::array<std::size_t, 3> & shift, T * result)
{
  ForEachPixel(grid, shift, [&](std::size_t pixel, std::size_t shifted) { result[shifted] = image[pixel]; });
}

double
PeakSignalToNoiseRatio(double squaredError, double range)
{
  return squaredError > 0.0 ? 10.0 * std::log10(range * range / squaredError) : std::numeric_limits<double>::infinity();
}

template <typename T>
TranslatedError
CompareUpToTranslation(const Grid & grid, const T * reference, const T * image, double range)
{
  if (!(range >= 0.0 && range < std::numeric_limits<double>::infinity()))
  {
    std::ostringstream text;
    text << "The range of values must be positive, or 0 for that of the image, not " << range << '.';
    throw std::invalid_argument(text.str());
  }
  const auto      extremes = std::minmax_element(reference, reference + grid.NumberOfPixels());
  TranslatedError error;
  error.alignment = AlignCircularly(grid, reference, image);
  error.peakSignalToNoiseRatio = PeakSignalToNoiseRatio(
    error.alignment.squaredError, range > 0.0 ? range : static_cast<double>(*extremes.second - *extremes.first));
  return error;
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT CircularAlignment AlignCircularly<T>(const Grid &, const T *, const T *);             \
  template PhaseHarmonics_EXPORT TranslatedError   CompareUpToTranslation<T>(                                          \
    const Grid &, const T *, const T *, double);                                                                     \
  template PhaseHarmonics_EXPORT void ShiftCircularly<T>(                                                              \
    const Grid &, const T *, const std::array<std::size_t, 3> &, T *)

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
