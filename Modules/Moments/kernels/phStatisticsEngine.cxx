// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phStatisticsEngineInternal.h"

#include <stdexcept>

namespace phaseharmonics
{
template <typename T>
void
StatisticsEngine<T>::Transform(const T * image, double subtracted, const Executor & executor)
{
  m_Subtracted = subtracted;
  const std::size_t pixels = m_Centered.size();
  for (std::size_t i = 0; i < pixels; ++i)
  {
    m_Centered[i] = static_cast<T>(static_cast<double>(image[i]) - subtracted);
  }
  m_Transform.Spectrum(m_Centered.data(), m_Half.data());
  executor.ParallelFor(m_BandTasks.size(), [&](std::size_t task) {
    auto &            maps = m_Coefficients[m_BandTasks[task].first];
    const std::size_t l = m_BandTasks[task].second;
    m_Transform.Band(
      m_Half.data(), maps.scale, static_cast<unsigned int>(l), maps.level, maps.values.data() + l * maps.pixels);
  });
  if (m_LowPass.size() > 0)
  {
    m_Transform.LowPass(m_Half.data(), m_LowPassHalf.data(), m_LowPass.data());
  }
}

template <typename T>
void
StatisticsEngine<T>::RealMap(const RealSpectra<T> & node, std::size_t orientation, T * map) const
{
  const auto &          maps = m_Coefficients[this->FindCoefficients(node.scale, node.level)];
  const Complex * const z = maps.values.data() + orientation * maps.pixels;
  if (!m_Set.IsRectified())
  {
    for (std::size_t i = 0; i < maps.pixels; ++i)
    {
      map[i] = std::sqrt(z[i].real() * z[i].real() + z[i].imag() * z[i].imag());
    }
    return;
  }
  const double angle = 2.0 * 3.14159265358979323846 * node.harmonic / m_Set.GetOptions().numberOfPhases;
  const T      c = static_cast<T>(std::cos(angle));
  const T      s = static_cast<T>(std::sin(angle));
  for (std::size_t i = 0; i < maps.pixels; ++i)
  {
    const T value = c * z[i].real() - s * z[i].imag();
    map[i] = value > T(0) ? value : T(0);
  }
}

template <typename T>
void
StatisticsEngine<T>::ComputeMeans(std::vector<std::complex<double>> & means,
                                  std::vector<double> &               deviations,
                                  const Executor &                    executor) const
{
  const auto &      features = m_Set.GetFeatures();
  const std::size_t rows = m_Bank->GetGrid().size[1] * m_Bank->GetGrid().size[2];
  const double      pixels = static_cast<double>(m_Bank->GetGrid().NumberOfPixels());
  means.assign(features.size(), 0.0);
  deviations.assign(features.size(), 0.0);
  executor.ParallelFor(features.size(), [&](std::size_t f) {
    const Harmonic & feature = features[f];
    const bool       isLowPass = m_Set.IsLowPass(feature);
    // Parseval: E|z|^2 without aliasing.
    const BandFilter<T> & filter = isLowPass ? m_Bank->LowPass() : m_Bank->Band(feature.scale, feature.orientation);
    double                energy = 0.0;
    for (std::size_t row = 0; row < rows; ++row)
    {
      for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
      {
        const auto &          run = filter.runs[r];
        const Complex * const x =
          m_Half.data() + (run.kx < 0 ? MirroredRow(m_Bank->GetGrid(), row) : row) * m_Bank->GetGrid().HalfWidth();
        for (std::size_t i = 0; i < run.length; ++i)
        {
          const long   kx = run.kx + static_cast<long>(i);
          const double value = filter.values[run.offset + i];
          energy += value * value * std::norm(std::complex<double>(x[std::abs(kx)]) / pixels);
          if (isLowPass && row == 0 && kx == 0)
          {
            means[f] = value * m_Subtracted;
          }
        }
      }
    }
    if (m_Set.IsLinear(feature))
    {
      deviations[f] = std::sqrt(energy);
      return;
    }
    // Any grid that holds the coefficients gives their mean; the first is the finest.
    const CoefficientMaps<T> * maps = nullptr;
    for (const auto & candidate : m_Coefficients)
    {
      if (candidate.scale == feature.scale && (maps == nullptr || candidate.level < maps->level))
      {
        maps = &candidate;
      }
    }
    const Complex * const z = maps->values.data() + feature.orientation * maps->pixels;
    std::complex<double>  sum = 0.0;
    double                squares = 0.0;
    if (m_Set.IsRectified())
    {
      auto           map = m_RealScratch.Acquire();
      RealSpectra<T> node;
      node.scale = feature.scale;
      node.level = maps->level;
      node.harmonic = feature.harmonic;
      this->RealMap(node, feature.orientation, map.data());
      for (std::size_t i = 0; i < maps->pixels; ++i)
      {
        const double value = map.data()[i];
        sum += value;
        squares += value * value;
      }
      squares /= static_cast<double>(maps->pixels);
    }
    else
    {
      for (std::size_t i = 0; i < maps->pixels; ++i)
      {
        const std::complex<double> value(z[i]);
        const double               modulus = std::abs(value);
        if (modulus > 0.0)
        {
          std::complex<double>       power = modulus;
          const std::complex<double> phase = value / modulus;
          for (int k = 0; k < feature.harmonic; ++k)
          {
            power *= phase;
          }
          sum += power;
        }
      }
      squares = energy;
    }
    means[f] = sum / static_cast<double>(maps->pixels);
    deviations[f] = std::sqrt(std::max(0.0, squares - std::norm(means[f])));
  });
}

template <typename T>
void
StatisticsEngine<T>::ComputeTerms(const std::vector<std::complex<double>> & means,
                                  std::vector<std::complex<double>> &       terms,
                                  const Executor &                          executor)
{
  m_Spectral->WeightedPower(m_Half.data(), m_Power.data(), executor);
  m_Spectral->Values(m_Power.data(), m_SpectralValues.data(), executor);
  this->ComputeRealSpectra(means, executor);
  this->ComputeGram(means, executor);

  terms.assign(m_Locations.size(), 0.0);
  for (const auto & node : m_RealSpectra)
  {
    for (const auto & lags : node.lags)
    {
      for (std::size_t i = 0; i < lags.terms.size(); ++i)
      {
        terms[lags.terms[i]] = lags.values[i];
      }
    }
  }
  for (std::size_t t = 0; t < m_Locations.size(); ++t)
  {
    const Location & location = m_Locations[t];
    if (location.kind == Kind::Spectral)
    {
      terms[t] = m_SpectralValues[location.number];
    }
    else if (location.kind == Kind::Gram)
    {
      const GramPlan::Pair & pair = m_Plan->pairs[location.number];
      for (const GramPlan::Cell & cell : pair.cells)
      {
        terms[t] += cell.coefficient * m_Cells[pair.levelNumber][cell.index];
      }
    }
  }
}

template <typename T>
void
StatisticsEngine<T>::ComputeRealSpectra(const std::vector<std::complex<double>> & means, const Executor & executor)
{
  const std::size_t L = m_Bank->GetNumberOfOrientations();
  executor.ParallelFor(m_RealSpectra.size() * L, [&](std::size_t task) {
    auto &                      node = m_RealSpectra[task / L];
    const std::size_t           l = task % L;
    const FourierTransform<T> & transform = m_Transform.OfLevel(node.level);
    const Grid &                grid = transform.GetGrid();
    Complex * const             spectrum = node.spectra.data() + l * grid.NumberOfHalfBins();
    {
      auto map = m_RealScratch.Acquire();
      this->RealMap(node, l, map.data());
      transform.Forward(map.data(), spectrum);
    }
    const std::size_t feature = this->FeatureNumber(node.scale, l, node.harmonic);
    if (feature < means.size())
    {
      spectrum[0] -= static_cast<T>(means[feature].real() * static_cast<double>(grid.NumberOfPixels()));
    }
    if (node.lags[l].autocovariance)
    {
      node.lags[l].autocovariance->Values(spectrum, node.lags[l].values.data());
    }
    for (const std::size_t crop : node.crops)
    {
      auto &                      cropped = m_Cropped[crop];
      const FourierTransform<T> & coarse = m_Transform.OfLevel(cropped.level);
      auto                        half = m_HalfScratch.Acquire();
      CropHalfSpectrum(grid, spectrum, coarse.GetGrid(), half.data());
      T * const map = cropped.values.data() + l * cropped.pixels;
      coarse.Inverse(half.data(), map);
      const T scaling = static_cast<T>(1.0 / static_cast<double>(grid.NumberOfPixels()));
      std::for_each(map, map + cropped.pixels, [scaling](T & value) { value *= scaling; });
    }
  });
}

template <typename T>
typename GramMatrices<T>::Means
StatisticsEngine<T>::MeansOfLevel(const GramPlan::Level & level, const std::vector<std::complex<double>> & means) const
{
  typename GramMatrices<T>::Means result;
  for (const GramPlan::Group & group : level.groups)
  {
    result.emplace_back(group.numberOfMaps);
    // Cropped moduli were centered in Fourier, the low pass with the image.
    if (group.source == GramPlan::Source::CroppedModulus || group.source == GramPlan::Source::LowPass)
    {
      continue;
    }
    for (std::size_t m = 0; m < group.numberOfMaps; ++m)
    {
      const std::size_t feature = this->FeatureNumber(group.scale, m, group.harmonic);
      if (feature < means.size())
      {
        result.back()[m] = Complex(means[feature]);
      }
    }
  }
  return result;
}

template <typename T>
std::vector<typename GramMatrices<T>::Maps>
StatisticsEngine<T>::MapsOfLevel(const GramPlan::Level & level) const
{
  std::vector<typename GramMatrices<T>::Maps> result;
  for (const GramPlan::Group & group : level.groups)
  {
    typename GramMatrices<T>::Maps maps;
    if (group.source == GramPlan::Source::LowPass)
    {
      maps.real = m_LowPass.data();
      maps.stride = m_LowPass.size();
    }
    else if (group.source == GramPlan::Source::CroppedModulus)
    {
      for (const auto & cropped : m_Cropped)
      {
        if (cropped.scale == group.scale && cropped.level == level.level)
        {
          maps.real = cropped.values.data();
          maps.stride = cropped.pixels;
        }
      }
    }
    else
    {
      const auto & coefficients = m_Coefficients[this->FindCoefficients(group.scale, level.level)];
      maps.coefficients = coefficients.values.data();
      maps.stride = coefficients.pixels;
    }
    result.push_back(maps);
  }
  return result;
}

template <typename T>
void
StatisticsEngine<T>::ComputeGram(const std::vector<std::complex<double>> & means, const Executor & executor)
{
  std::vector<typename GramMatrices<T>::Means>             meansOfLevels;
  std::vector<std::vector<typename GramMatrices<T>::Maps>> mapsOfLevels;
  for (const GramPlan::Level & level : m_Plan->levels)
  {
    meansOfLevels.push_back(this->MeansOfLevel(level, means));
    mapsOfLevels.push_back(this->MapsOfLevel(level));
  }
  executor.ParallelFor(m_GramChunks.size(), [&](std::size_t task) {
    const auto & [number, chunk] = m_GramChunks[task];
    m_Gram[number]->ComputeChunk(chunk, mapsOfLevels[number], meansOfLevels[number]);
  });
  for (std::size_t number = 0; number < m_Gram.size(); ++number)
  {
    m_Gram[number]->Reduce(m_Cells[number]);
  }
}

template <typename T>
std::size_t
StatisticsEngine<T>::MemoryInBytes() const
{
  std::size_t bytes = m_Bank->MemoryInBytes() + m_Half.size() * sizeof(Complex) +
                      (m_Power.size() + m_Centered.size() + m_LowPass.size()) * sizeof(T);
  for (const auto & maps : m_Coefficients)
  {
    bytes += (maps.values.size() + maps.gradients.size()) * sizeof(Complex);
  }
  for (const auto & maps : m_Cropped)
  {
    bytes += (maps.values.size() + maps.gradients.size()) * sizeof(T);
  }
  for (const auto & node : m_RealSpectra)
  {
    bytes += node.spectra.size() * sizeof(Complex);
  }
  return bytes;
}

template class StatisticsEngine<float>;
template class StatisticsEngine<double>;
} // namespace phaseharmonics
