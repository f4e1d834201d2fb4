// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SpectralSeparation.h"

#include "Interruption.h"
#include "phFourierTransform.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numeric>
#include <stdexcept>
#include <string>

namespace phaseharmonics_examples
{
namespace
{
using phaseharmonics::Grid;

double
MeanOf(const std::vector<double> & values)
{
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

class Blocks
{
public:
  Blocks(unsigned int dimension, std::size_t size)
    : m_Size(size)
  {
    m_Grid.dimension = dimension;
    std::fill_n(m_Grid.size.begin(), dimension, size);
    m_Window.assign(m_Grid.NumberOfPixels(), 1.0);
    this->ForEachPixel([&](const std::array<std::size_t, 3> & place, std::size_t i) {
      for (unsigned int axis = 0; axis < dimension; ++axis)
      {
        m_Window[i] *=
          std::sin(3.14159265358979323846 * (static_cast<double>(place[axis]) + 0.5) / static_cast<double>(size));
      }
    });
  }

  const Grid &
  GetGrid() const
  {
    return m_Grid;
  }
  const std::vector<double> &
  GetWindow() const
  {
    return m_Window;
  }

  template <typename TCall>
  void
  ForEachPixel(const TCall & call) const
  {
    std::size_t i = 0;
    for (std::size_t z = 0; z < m_Grid.size[2]; ++z)
    {
      for (std::size_t y = 0; y < m_Grid.size[1]; ++y)
      {
        for (std::size_t x = 0; x < m_Grid.size[0]; ++x, ++i)
        {
          call(std::array<std::size_t, 3>{ { x, y, z } }, i);
        }
      }
    }
  }

  /** Calls with the first pixel of blocks every quarter of their size; `overhang` of them may lie outside at each side.
   */
  template <typename TCall>
  void
  ForEachBlock(const Grid & image, std::size_t overhang, const TCall & call) const
  {
    const std::size_t                     step = std::max<std::size_t>(1, m_Size / 4);
    std::array<std::vector<long long>, 3> starts;
    starts.fill({ 0 });
    for (unsigned int axis = 0; axis < image.dimension; ++axis)
    {
      starts[axis].clear();
      const auto margin = static_cast<long long>(overhang);
      const auto last = static_cast<long long>(image.size[axis]) - static_cast<long long>(m_Size) + margin;
      for (long long start = -margin; start <= last; start += static_cast<long long>(step))
      {
        starts[axis].push_back(start);
      }
    }
    for (const long long z : starts[2])
    {
      ThrowIfInterrupted();
      for (const long long y : starts[1])
      {
        for (const long long x : starts[0])
        {
          call(std::array<long long, 3>{ { x, y, z } });
        }
      }
    }
  }

  /** Pixel of the image that a pixel of a block shows: outside, the mirrored one. */
  std::size_t
  PixelOf(const Grid & image, const std::array<long long, 3> & start, const std::array<std::size_t, 3> & place) const
  {
    std::size_t pixel = 0;
    for (unsigned int axis = 3; axis-- > 0;)
    {
      const auto size = static_cast<long long>(image.size[axis]);
      long long  index = (start[axis] + static_cast<long long>(place[axis])) % (2 * size);
      index = index < 0 ? index + 2 * size : index;
      pixel = pixel * image.size[axis] + static_cast<std::size_t>(index < size ? index : 2 * size - 1 - index);
    }
    return pixel;
  }

  std::vector<double>
  PowerSpectrum(const TextureExample & texture, const phaseharmonics::FourierTransform<double> & transform) const
  {
    for (unsigned int axis = 0; axis < m_Grid.dimension; ++axis)
    {
      if (texture.grid.size[axis] < m_Size)
      {
        throw std::runtime_error("an example of a texture is smaller than a block of " + std::to_string(m_Size));
      }
    }
    const double                      mean = MeanOf(texture.values);
    std::vector<double>               block(m_Grid.NumberOfPixels());
    std::vector<std::complex<double>> spectrum(m_Grid.HalfWidth() * m_Grid.size[1] * m_Grid.size[2]);
    std::vector<double>               power(spectrum.size());
    double                            count = 0.0;
    this->ForEachBlock(texture.grid, 0, [&](const std::array<long long, 3> & start) {
      this->ForEachPixel([&](const std::array<std::size_t, 3> & place, std::size_t i) {
        block[i] = m_Window[i] * (texture.values[this->PixelOf(texture.grid, start, place)] - mean);
      });
      transform.Forward(block.data(), spectrum.data());
      for (std::size_t k = 0; k < power.size(); ++k)
      {
        power[k] += std::norm(spectrum[k]);
      }
      count += 1.0;
    });
    std::transform(power.begin(), power.end(), power.begin(), [count](double value) { return value / count; });
    return power;
  }

private:
  std::size_t         m_Size;
  Grid                m_Grid;
  std::vector<double> m_Window;
};
} // namespace

std::vector<double>
SeparateBySpectrum(const std::vector<double> & mixture,
                   const Grid &                grid,
                   const TextureExample &      a,
                   const TextureExample &      b,
                   std::size_t                 blockSize)
{
  const Blocks                                   blocks(grid.dimension, blockSize);
  const phaseharmonics::FourierTransform<double> transform(blocks.GetGrid());
  const auto                                     powerA = blocks.PowerSpectrum(a, transform);
  const auto                                     powerB = blocks.PowerSpectrum(b, transform);
  const auto &                                   window = blocks.GetWindow();
  const double                                   mean = MeanOf(mixture);
  std::vector<double>                            block(window.size());
  std::vector<std::complex<double>>              spectrum(powerA.size());
  std::vector<double>                            sum(mixture.size());
  std::vector<double>                            weight(mixture.size());
  blocks.ForEachBlock(grid, blockSize, [&](const std::array<long long, 3> & start) {
    blocks.ForEachPixel([&](const std::array<std::size_t, 3> & place, std::size_t i) {
      block[i] = window[i] * (mixture[blocks.PixelOf(grid, start, place)] - mean);
    });
    transform.Forward(block.data(), spectrum.data());
    for (std::size_t k = 0; k < spectrum.size(); ++k)
    {
      spectrum[k] *= powerA[k] / (powerA[k] + powerB[k]) / static_cast<double>(window.size());
    }
    transform.Inverse(spectrum.data(), block.data());
    blocks.ForEachPixel([&](const std::array<std::size_t, 3> & place, std::size_t i) {
      for (unsigned int axis = 0; axis < grid.dimension; ++axis)
      {
        const long long index = start[axis] + static_cast<long long>(place[axis]);
        if (index < 0 || index >= static_cast<long long>(grid.size[axis]))
        {
          return;
        }
      }
      const std::size_t pixel = blocks.PixelOf(grid, start, place);
      sum[pixel] += window[i] * block[i];
      weight[pixel] += window[i] * window[i];
    });
  });
  for (std::size_t i = 0; i < sum.size(); ++i)
  {
    sum[i] /= weight[i];
  }
  return sum;
}
} // namespace phaseharmonics_examples
