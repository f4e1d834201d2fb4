// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPeerPooling_h
#define phPeerPooling_h

#include "phWaveletBank.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <stdexcept>
#include <vector>

namespace phaseharmonics_peers
{
/** Values of x * phi_J at every 2^J-th pixel of a 2-D image that is kept on the grid of a level of a bank. The few
 *  values that remain cost less as sums over a separable Gaussian than by Fourier transforms. */
class LocalPooling
{
public:
  LocalPooling(const phaseharmonics::WaveletBank<float> & bank, unsigned int level)
    : m_Grid(bank.GridOfLevel(level))
  {
    const unsigned int J = bank.GetNumberOfScales();
    const auto         profile =
      phaseharmonics::WaveletProfile::New(bank.GetOptions().family, 2, bank.GetNumberOfOrientations());
    for (unsigned int axis = 0; axis < 2; ++axis)
    {
      const std::size_t size = bank.GetGrid().size[axis];
      if (size >> J << J != size)
      {
        throw std::invalid_argument("Sizes of pooled images must be multiples of 2^J.");
      }
      m_Weights[axis] = GaussianWeights(m_Grid.size[axis], size >> J, profile->LowPassDeviation(J) / (1u << level));
    }
  }

  std::size_t
  OutputSize() const
  {
    return (m_Weights[0].size() / m_Grid.size[0]) * (m_Weights[1].size() / m_Grid.size[1]);
  }

  /** A row of the image, and partial sums for each row of the output. */
  std::size_t
  ScratchSize() const
  {
    return m_Grid.size[0] * (1 + m_Weights[1].size() / m_Grid.size[1]);
  }

  void
  Pool(const float * image, float * scratch, float * out) const
  {
    this->PoolRows([image, this](std::size_t y) { return image + y * m_Grid.size[0]; }, scratch, out);
  }

  void
  PoolModulus(const std::complex<float> * band, float * scratch, float * out) const
  {
    const std::size_t width = m_Grid.size[0];
    const auto        modulusOfRow = [band, scratch, width](std::size_t y) {
      const float * row = reinterpret_cast<const float *>(band + y * width);
      for (std::size_t x = 0; x < width; ++x)
      {
        scratch[x] = std::sqrt(row[2 * x] * row[2 * x] + row[2 * x + 1] * row[2 * x + 1]);
      }
      return static_cast<const float *>(scratch);
    };
    this->PoolRows(modulusOfRow, scratch, out);
  }

private:
  /** Weights of output o begin at o * size; they sum to 1. */
  static std::vector<float>
  GaussianWeights(std::size_t size, std::size_t outputs, double deviation)
  {
    std::vector<float> weights(size * outputs);
    for (std::size_t o = 0; o < outputs; ++o)
    {
      for (std::size_t u = 0; u < size; ++u)
      {
        double weight = 0.0;
        for (int period = -4; period <= 4; ++period)
        {
          const double distance = static_cast<double>(u) -
                                  static_cast<double>(o * size) / static_cast<double>(outputs) +
                                  period * static_cast<double>(size);
          weight += std::exp(-distance * distance / (2.0 * deviation * deviation));
        }
        weights[o * size + u] = static_cast<float>(weight / (std::sqrt(2.0 * 3.14159265358979323846) * deviation));
      }
    }
    return weights;
  }

  template <typename TRow>
  void
  PoolRows(const TRow & rowOf, float * scratch, float * out) const
  {
    const std::size_t width = m_Grid.size[0];
    const std::size_t height = m_Grid.size[1];
    const std::size_t rowsOut = m_Weights[1].size() / height;
    const std::size_t columnsOut = m_Weights[0].size() / width;
    float *           sums = scratch + width;
    std::fill_n(sums, rowsOut * width, 0.0f);
    for (std::size_t y = 0; y < height; ++y)
    {
      const float * row = rowOf(y);
      for (std::size_t o = 0; o < rowsOut; ++o)
      {
        const float weight = m_Weights[1][o * height + y];
        for (std::size_t x = 0; x < width; ++x)
        {
          sums[o * width + x] += weight * row[x];
        }
      }
    }
    for (std::size_t o = 0; o < rowsOut; ++o)
    {
      for (std::size_t c = 0; c < columnsOut; ++c)
      {
        float sum = 0.0f;
        for (std::size_t x = 0; x < width; ++x)
        {
          sum += m_Weights[0][c * width + x] * sums[o * width + x];
        }
        *out++ = sum;
      }
    }
  }

  phaseharmonics::Grid m_Grid;
  std::vector<float>   m_Weights[2]; // of each axis
};
} // namespace phaseharmonics_peers

#endif
