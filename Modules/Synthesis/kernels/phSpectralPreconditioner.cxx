// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSpectralPreconditioner.h"

#include "phHalfSpectrumInternal.h"

#include <cmath>
#include <stdexcept>

namespace phaseharmonics
{
SpectralPreconditioner::SpectralPreconditioner(const Grid & grid, const AlignedBuffer<double> & factor)
  : m_Transform(grid)
  , m_Scaling(grid.NumberOfHalfBins())
  , m_Weight(grid.NumberOfHalfBins())
  , m_Spectrum(grid.NumberOfHalfBins())
{
  if (factor.size() != m_Scaling.size())
  {
    throw std::invalid_argument("The preconditioner has " + std::to_string(factor.size()) + " frequencies, not " +
                                std::to_string(m_Scaling.size()) + ".");
  }
  double sum = 0.0;
  for (std::size_t i = 0; i < factor.size(); ++i)
  {
    m_Weight[i] = HalfSpectrumWeight(grid, i);
    if (i > 0)
    {
      if (!(factor[i] > 0.0) || !std::isfinite(factor[i]))
      {
        throw std::invalid_argument("A preconditioner must be positive and finite at every frequency.");
      }
      sum += m_Weight[i] * factor[i] * factor[i];
    }
  }
  const double pixels = static_cast<double>(grid.NumberOfPixels());
  const double scaling = std::sqrt((pixels - 1.0) / sum);
  for (std::size_t i = 1; i < factor.size(); ++i)
  {
    m_Scaling[i] = scaling * factor[i] / std::sqrt(pixels * m_Weight[i]);
  }
}

void
SpectralPreconditioner::ToVariables(const double * image, double * variables)
{
  m_Transform.Forward(image, m_Spectrum.data());
  const double pixels = static_cast<double>(m_Transform.GetGrid().NumberOfPixels());
  variables[0] = 0.0;
  variables[1] = 0.0;
  for (std::size_t i = 1; i < m_Spectrum.size(); ++i)
  {
    const double scaling = 1.0 / (pixels * m_Scaling[i]);
    variables[2 * i] = scaling * m_Spectrum[i].real();
    variables[2 * i + 1] = scaling * m_Spectrum[i].imag();
  }
}

void
SpectralPreconditioner::ToImage(const double * variables, double * image)
{
  for (std::size_t i = 0; i < m_Spectrum.size(); ++i)
  {
    m_Spectrum[i] = { m_Scaling[i] * variables[2 * i], m_Scaling[i] * variables[2 * i + 1] };
  }
  m_Transform.Inverse(m_Spectrum.data(), image);
}

void
SpectralPreconditioner::ToGradient(const double * imageGradient, double * gradient)
{
  m_Transform.Forward(imageGradient, m_Spectrum.data());
  for (std::size_t i = 0; i < m_Spectrum.size(); ++i)
  {
    const double scaling = m_Weight[i] * m_Scaling[i];
    gradient[2 * i] = scaling * m_Spectrum[i].real();
    gradient[2 * i + 1] = scaling * m_Spectrum[i].imag();
  }
}
} // namespace phaseharmonics
