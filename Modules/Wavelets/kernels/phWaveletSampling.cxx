// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phWaveletSampling.h"

#include <cmath>

namespace phaseharmonics
{
namespace
{
const double Pi = std::acos(-1.0);
}

WaveletSampling::WaveletSampling(const WaveletProfile &        profile,
                                 const Grid &                  grid,
                                 const std::array<double, 3> & relativeSampling)
  : m_Profile(profile)
  , m_Grid(grid)
{
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    m_Cell[axis] = 2.0 * Pi * relativeSampling[axis];
  }
}

template <typename TFunction>
double
WaveletSampling::Periodize(double reach, const std::array<long, 3> & frequency, const TFunction & function) const
{
  std::array<int, 3>    cells{ { 0, 0, 0 } };
  std::array<double, 3> base{ { 0.0, 0.0, 0.0 } };
  for (unsigned int axis = 0; axis < m_Grid.dimension; ++axis)
  {
    cells[axis] = std::max(0, static_cast<int>(std::ceil(reach / m_Cell[axis] - 0.5)));
    base[axis] = m_Cell[axis] * static_cast<double>(frequency[axis]) / static_cast<double>(m_Grid.size[axis]);
  }
  double sum = 0.0;
  for (int c = -cells[2]; c <= cells[2]; ++c)
  {
    for (int b = -cells[1]; b <= cells[1]; ++b)
    {
      for (int a = -cells[0]; a <= cells[0]; ++a)
      {
        sum += function({ { base[0] + a * m_Cell[0], base[1] + b * m_Cell[1], base[2] + c * m_Cell[2] } });
      }
    }
  }
  return sum;
}

template <typename TFunction>
double
WaveletSampling::RootMeanSquareOverNyquistSigns(const std::array<long, 3> & frequency, const TFunction & function) const
{
  std::array<double, 3> base{ { 0.0, 0.0, 0.0 } };
  int                   nyquistAxes = 0;
  for (unsigned int axis = 0; axis < m_Grid.dimension; ++axis)
  {
    base[axis] = m_Cell[axis] * static_cast<double>(frequency[axis]) / static_cast<double>(m_Grid.size[axis]);
    nyquistAxes |= 2 * frequency[axis] == static_cast<long>(m_Grid.size[axis]) ? 1 << axis : 0;
  }
  double sum = 0.0;
  int    count = 0;
  for (int signs = 0; signs < 8; ++signs)
  {
    if ((signs & ~nyquistAxes) != 0)
    {
      continue;
    }
    std::array<double, 3> signedFrequency = base;
    for (unsigned int axis = 0; axis < 3; ++axis)
    {
      signedFrequency[axis] = ((signs >> axis) & 1) ? -base[axis] : base[axis];
    }
    const double value = function(signedFrequency);
    sum += value * value;
    ++count;
  }
  return std::sqrt(sum / count);
}

double
WaveletSampling::Band(unsigned int scale, unsigned int orientation, const std::array<long, 3> & frequency) const
{
  const double reach = m_Profile.PeriodizationReach(scale);
  const auto   band = [&](const std::array<double, 3> & w) { return m_Profile.Band(scale, orientation, w); };
  return reach > 0.0 ? this->Periodize(reach, frequency, band) : this->RootMeanSquareOverNyquistSigns(frequency, band);
}

double
WaveletSampling::ZeroMeanCoefficient(unsigned int scale, unsigned int orientation) const
{
  const std::array<long, 3> origin{ { 0, 0, 0 } };
  const double              correction = this->Correction(scale, orientation, origin);
  return correction > 0.0 ? this->Band(scale, orientation, origin) / correction : 0.0;
}

double
WaveletSampling::Correction(unsigned int scale, unsigned int orientation, const std::array<long, 3> & frequency) const
{
  return this->Periodize(m_Profile.PeriodizationReach(scale), frequency, [&](const std::array<double, 3> & w) {
    return m_Profile.ZeroMeanCorrection(scale, orientation, w);
  });
}

double
WaveletSampling::LowPass(unsigned int numberOfScales, const std::array<long, 3> & frequency) const
{
  return this->Periodize(m_Profile.LowPassReach(numberOfScales), frequency, [&](const std::array<double, 3> & w) {
    return m_Profile.LowPass(numberOfScales, w);
  });
}
} // namespace phaseharmonics
