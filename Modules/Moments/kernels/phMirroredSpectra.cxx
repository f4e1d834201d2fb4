// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringSpectra.h"

#include "phScatteringSpectraInternal.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics
{
namespace
{
using Complex = std::complex<double>;
using Map = std::vector<Complex>;

class MirroredAnalysis
{
public:
  MirroredAnalysis(const double * series, std::shared_ptr<const WaveletBank<double>> bank, bool includesSeries)
    : m_Transform(std::move(bank))
    , m_Length(m_Transform.GetBank().GetGrid().size[0] / 2)
    , m_J(m_Transform.GetBank().GetNumberOfScales())
  {
    CheckSpectraBank(m_Transform.GetBank());
    m_Spectra = EmptySpectra(series, m_Length, m_J, includesSeries);
    m_Series.resize(2 * m_Length);
    for (std::size_t n = 0; n < m_Length; ++n)
    {
      m_Series[n] = series[n] - m_Spectra.mean;
      m_Series[2 * m_Length - 1 - n] = m_Series[n];
    }
  }

  ScatteringSpectra
  Run(const Executor & executor)
  {
    const std::size_t    bins = m_Length + 1;
    std::vector<Complex> half(bins);
    m_Transform.Spectrum(m_Series.data(), half.data());
    const unsigned int moduli = m_J + (m_Spectra.includesSeries ? 1 : 0);
    m_Bands.resize(m_J + 1);
    m_Moduli.resize(moduli);
    executor.ParallelFor(m_J + 2, [&](std::size_t j) {
      if (j <= m_J)
      {
        m_Bands[j] = this->Filter(half.data(), static_cast<unsigned int>(j));
      }
      if (j < m_J || (j == m_J + 1 && moduli > m_J))
      {
        const std::size_t   number = std::min<std::size_t>(j, m_J);
        std::vector<double> modulus(2 * m_Length);
        for (std::size_t n = 0; n < modulus.size(); ++n)
        {
          modulus[n] = j < m_J ? std::abs(m_Bands[j][n]) : std::abs(m_Series[n]);
        }
        m_Moduli[number].resize(bins);
        m_Transform.Spectrum(modulus.data(), m_Moduli[number].data());
        this->SetSparsity(number, modulus);
      }
    });
    executor.ParallelFor(m_J + 1, [&](std::size_t j) { this->SetScale(static_cast<unsigned int>(j)); });
    NormalizeSpectra(m_Spectra);
    return std::move(m_Spectra);
  }

private:
  // Convolution with psi_j, or with phi_J, of the real series of a half spectrum.
  Map
  Filter(const Complex * half, unsigned int scale) const
  {
    Map map(2 * m_Length);
    if (scale < m_J)
    {
      m_Transform.Band(half, scale, 0, 0, map.data());
      return map;
    }
    std::vector<Complex> scratch(m_Length + 1);
    std::vector<double>  lowPass(2 * m_Length);
    m_Transform.LowPass(half, scratch.data(), lowPass.data());
    std::copy(lowPass.begin(), lowPass.end(), map.begin());
    return map;
  }

  Complex
  MeanProduct(const Map & a, const Map & b) const
  {
    Complex sum = 0.0;
    for (std::size_t n = 0; n < m_Length; ++n)
    {
      sum += a[n] * std::conj(b[n]);
    }
    return sum / static_cast<double>(m_Length);
  }

  void
  SetSparsity(std::size_t number, const std::vector<double> & modulus)
  {
    double sum = 0.0;
    for (std::size_t n = 0; n < m_Length; ++n)
    {
      sum += modulus[n];
    }
    // Sparsities come first.
    m_Spectra.values[number] = sum / static_cast<double>(m_Length);
  }

  // All spectra whose last wavelet is that of a scale.
  void
  SetScale(unsigned int scale)
  {
    std::vector<Map> filtered;
    for (const auto & modulus : m_Moduli)
    {
      filtered.push_back(this->Filter(modulus.data(), scale));
    }
    for (std::size_t i = 0; i < m_Spectra.indices.size(); ++i)
    {
      const SpectraIndex & index = m_Spectra.indices[i];
      if (index.scale != scale || index.family == SpectraFamily::Sparsity)
      {
        continue;
      }
      const Map & left = index.family == SpectraFamily::ModulusModulus ? filtered[index.firstModulus] : m_Bands[scale];
      const Map & right = index.family == SpectraFamily::Energy ? m_Bands[scale] : filtered[index.secondModulus];
      const Complex value = this->MeanProduct(left, right);
      m_Spectra.values[i] = index.isReal ? Complex(value.real()) : value;
    }
  }

  WaveletTransform<double>          m_Transform;
  std::size_t                       m_Length;
  unsigned int                      m_J;
  ScatteringSpectra                 m_Spectra;
  std::vector<double>               m_Series; // centered and mirrored
  std::vector<Map>                  m_Bands;  // the low pass last
  std::vector<std::vector<Complex>> m_Moduli; // spectra
};
} // namespace

ScatteringSpectra
AnalyzeMirroredSpectra(const double *                             series,
                       std::shared_ptr<const WaveletBank<double>> bank,
                       bool                                       includesSeries,
                       const Executor &                           executor)
{
  return MirroredAnalysis(series, std::move(bank), includesSeries).Run(executor);
}
} // namespace phaseharmonics
