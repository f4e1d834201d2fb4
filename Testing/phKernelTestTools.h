// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phKernelTestTools_h
#define phKernelTestTools_h

#include "phRandom.h"
#include "phWaveletTransform.h"

#include "refBank.h"

#include <gtest/gtest.h>

#include <limits>
#include <ostream>
#include <string>

namespace phaseharmonics
{
// Found by GoogleTest, which prints the bytes of a parameter otherwise.
inline void
PrintTo(const Grid & grid, std::ostream * out)
{
  *out << grid.size[0] << 'x' << grid.size[1] << 'x' << grid.size[2];
}
} // namespace phaseharmonics

namespace phaseharmonics_test
{
using phaseharmonics::Grid;

inline Grid
MakeGrid(std::size_t x, std::size_t y = 0, std::size_t z = 0)
{
  return z > 0 ? Grid{ 3, { { x, y, z } } } : y > 0 ? Grid{ 2, { { x, y, 1 } } } : Grid{ 1, { { x, 1, 1 } } };
}

inline std::string
Name(const Grid & grid)
{
  return std::to_string(grid.size[0]) + "x" + std::to_string(grid.size[1]) + "x" + std::to_string(grid.size[2]);
}

inline phaseharmonics_reference::Grid
ReferenceGrid(const Grid & grid)
{
  return { static_cast<int>(grid.dimension),
           { static_cast<int>(grid.size[0]), static_cast<int>(grid.size[1]), static_cast<int>(grid.size[2]) } };
}

template <typename T>
std::vector<T>
Noise(std::size_t count, std::uint64_t seed)
{
  std::vector<T> values(count);
  phaseharmonics::FillStandardNormal(values.data(), count, seed, 0);
  return values;
}

template <typename T>
std::vector<std::complex<T>>
ComplexNoise(std::size_t count, std::uint64_t seed)
{
  const auto                   parts = Noise<T>(2 * count, seed);
  std::vector<std::complex<T>> values(count);
  for (std::size_t i = 0; i < count; ++i)
  {
    values[i] = { parts[2 * i], parts[2 * i + 1] };
  }
  return values;
}

// Not a number counts as infinitely far.
template <typename TA, typename TB>
double
LargestDifference(const TA & a, const TB & b)
{
  EXPECT_EQ(a.size(), b.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
  {
    const double difference = std::abs(a[i] - b[i]);
    largest = std::isnan(difference) ? std::numeric_limits<double>::infinity() : std::max(largest, difference);
  }
  return largest;
}

// All bins of a filter, axis 0 fastest.
template <typename T>
std::vector<double>
DenseFilter(const phaseharmonics::BandFilter<T> & filter, const Grid & grid)
{
  std::vector<double> dense(grid.NumberOfPixels());
  for (std::size_t row = 0; row < grid.size[1] * grid.size[2]; ++row)
  {
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto & run = filter.runs[r];
      for (std::size_t i = 0; i < run.length; ++i)
      {
        const long kx = run.kx + static_cast<long>(i);
        dense[row * grid.size[0] + phaseharmonics::FrequencyBin(kx, grid.size[0])] = filter.values[run.offset + i];
      }
    }
  }
  return dense;
}

template <typename T>
phaseharmonics::WaveletBank<T>
MakeBank(const Grid & grid, const phaseharmonics::WaveletBankOptions & options)
{
  return phaseharmonics::WaveletBank<T>(grid, options, phaseharmonics::SerialExecutor());
}

template <typename T>
phaseharmonics::WaveletTransform<T>
MakeTransform(const Grid & grid, const phaseharmonics::WaveletBankOptions & options)
{
  return phaseharmonics::WaveletTransform<T>(
    std::make_shared<phaseharmonics::WaveletBank<T>>(grid, options, phaseharmonics::SerialExecutor()));
}

// Storage for all coefficients of one image.
template <typename T>
struct Coefficients
{
  std::vector<std::vector<std::complex<T>>> bands;
  std::vector<T>                            lowPass;
  std::vector<std::complex<T> *>            pointers;

  explicit Coefficients(const phaseharmonics::WaveletBank<T> & bank)
    : lowPass(bank.GridOfScale(bank.GetNumberOfScales()).NumberOfPixels())
  {
    for (unsigned int scale = 0; scale < bank.GetNumberOfScales(); ++scale)
    {
      for (unsigned int l = 0; l < bank.GetNumberOfOrientations(); ++l)
      {
        bands.emplace_back(bank.GridOfScale(scale).NumberOfPixels());
      }
    }
    for (auto & band : bands)
    {
      pointers.push_back(band.data());
    }
  }
};

// The message of the std::invalid_argument that a call throws; empty if it throws none.
template <typename TCall>
std::string
InvalidArgument(const TCall & call)
{
  try
  {
    call();
  }
  catch (const std::invalid_argument & error)
  {
    return error.what();
  }
  return {};
}
} // namespace phaseharmonics_test

#endif
