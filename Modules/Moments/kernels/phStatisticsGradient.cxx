// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phStatisticsEngineInternal.h"

namespace phaseharmonics
{
template <typename T>
void
StatisticsEngine<T>::SetTermGradients(const std::vector<std::complex<double>> & termGradients)
{
  for (std::size_t number = 0; number < m_Gram.size(); ++number)
  {
    m_CellGradients[number].assign(m_Plan->levels[number].numberOfCells, T(0));
  }
  for (std::size_t t = 0; t < m_Locations.size(); ++t)
  {
    const Location &             location = m_Locations[t];
    const std::complex<double> & g = termGradients[t];
    if (location.kind == Kind::Spectral)
    {
      m_SpectralWeights[location.number] = g;
    }
    else if (location.kind == Kind::Gram)
    {
      const GramPlan::Pair & pair = m_Plan->pairs[location.number];
      for (const GramPlan::Cell & cell : pair.cells)
      {
        const double derivative = cell.coefficient.real() * g.real() + cell.coefficient.imag() * g.imag();
        m_CellGradients[pair.levelNumber][cell.index] +=
          static_cast<T>(derivative / static_cast<double>(m_Gram[pair.levelNumber]->Pixels()));
      }
    }
  }
  for (auto & node : m_RealSpectra)
  {
    for (auto & lags : node.lags)
    {
      for (std::size_t i = 0; i < lags.terms.size(); ++i)
      {
        lags.weights[i] = termGradients[lags.terms[i]].real();
      }
    }
  }
  m_Spectral->SetWeights(m_SpectralWeights.data());
}

template <typename T>
void
StatisticsEngine<T>::BackPropagateGram(const std::vector<std::complex<double>> & means, const Executor & executor)
{
  for (auto & maps : m_Coefficients)
  {
    if (maps.gradients.size() == 0)
    {
      maps.gradients = AlignedBuffer<Complex>(maps.values.size());
    }
  }
  for (auto & maps : m_Cropped)
  {
    if (maps.gradients.size() == 0)
    {
      maps.gradients = AlignedBuffer<T>(maps.values.size());
    }
  }
  if (m_LowPassGradient.size() != m_LowPass.size())
  {
    m_LowPassGradient = AlignedBuffer<T>(m_LowPass.size());
  }

  std::vector<typename GramMatrices<T>::Means>                     meansOfLevels;
  std::vector<std::vector<typename GramMatrices<T>::Maps>>         mapsOfLevels;
  std::vector<std::vector<typename GramMatrices<T>::GradientMaps>> gradientsOfLevels;
  std::vector<bool>                                                isWritten(m_Coefficients.size(), false);
  for (const GramPlan::Level & level : m_Plan->levels)
  {
    meansOfLevels.push_back(this->MeansOfLevel(level, means));
    mapsOfLevels.push_back(this->MapsOfLevel(level));
    gradientsOfLevels.emplace_back();
    for (const GramPlan::Group & group : level.groups)
    {
      typename GramMatrices<T>::GradientMaps gradients;
      if (group.source == GramPlan::Source::LowPass)
      {
        gradients.real = m_LowPassGradient.data();
        gradients.stride = m_LowPassGradient.size();
      }
      else if (group.source == GramPlan::Source::CroppedModulus)
      {
        for (auto & cropped : m_Cropped)
        {
          if (cropped.scale == group.scale && cropped.level == level.level)
          {
            gradients.real = cropped.gradients.data();
            gradients.stride = cropped.pixels;
          }
        }
      }
      else
      {
        const std::size_t number = this->FindCoefficients(group.scale, level.level);
        gradients.coefficients = m_Coefficients[number].gradients.data();
        gradients.stride = m_Coefficients[number].pixels;
        gradients.isFirstOfMaps = !isWritten[number];
        isWritten[number] = true;
      }
      gradientsOfLevels.back().push_back(gradients);
    }
  }
  for (std::size_t c = 0; c < m_Coefficients.size(); ++c)
  {
    if (!isWritten[c])
    {
      m_Coefficients[c].gradients.Fill({});
    }
  }
  executor.ParallelFor(m_GramChunks.size(), [&](std::size_t task) {
    const auto & [number, chunk] = m_GramChunks[task];
    m_Gram[number]->ComputeGradientChunk(
      chunk, mapsOfLevels[number], meansOfLevels[number], m_CellGradients[number], gradientsOfLevels[number]);
  });
}

template <typename T>
void
StatisticsEngine<T>::AddRealMapGradient(const RealSpectra<T> & node, std::size_t orientation, const T * gradient)
{
  auto &                maps = m_Coefficients[this->FindCoefficients(node.scale, node.level)];
  const Complex * const z = maps.values.data() + orientation * maps.pixels;
  Complex * const       out = maps.gradients.data() + orientation * maps.pixels;
  if (m_Set.IsRectified())
  {
    const double angle = 2.0 * 3.14159265358979323846 * node.harmonic / m_Set.GetOptions().numberOfPhases;
    const T      c = static_cast<T>(std::cos(angle));
    const T      s = static_cast<T>(std::sin(angle));
    for (std::size_t i = 0; i < maps.pixels; ++i)
    {
      const T passed = c * z[i].real() - s * z[i].imag() > T(0) ? gradient[i] : T(0);
      out[i] += Complex(c * passed, -s * passed);
    }
    return;
  }
  for (std::size_t i = 0; i < maps.pixels; ++i)
  {
    const T modulus = std::sqrt(z[i].real() * z[i].real() + z[i].imag() * z[i].imag());
    const T factor = modulus > T(0) ? gradient[i] / modulus : T(0);
    out[i] += Complex(factor * z[i].real(), factor * z[i].imag());
  }
}

template <typename T>
void
StatisticsEngine<T>::BackPropagateRealSpectra(const Executor & executor)
{
  // Phases of the rectifier share coefficients: orientations are independent, nodes are not.
  const std::size_t L = m_Bank->GetNumberOfOrientations();
  executor.ParallelFor(L, [&](std::size_t l) {
    for (auto & node : m_RealSpectra)
    {
      const FourierTransform<T> & transform = m_Transform.OfLevel(node.level);
      const Grid &                grid = transform.GetGrid();
      Complex * const             spectrum = node.spectra.data() + l * grid.NumberOfHalfBins();
      if (node.lags[l].autocovariance)
      {
        node.lags[l].autocovariance->Gradient(node.lags[l].weights.data(), spectrum);
        const T scaling = static_cast<T>(1.0 / static_cast<double>(grid.NumberOfPixels()));
        std::for_each(spectrum, spectrum + grid.NumberOfHalfBins(), [scaling](Complex & value) { value *= scaling; });
      }
      else
      {
        std::fill_n(spectrum, grid.NumberOfHalfBins(), Complex{});
      }
      for (const std::size_t crop : node.crops)
      {
        auto &                      cropped = m_Cropped[crop];
        const FourierTransform<T> & coarse = m_Transform.OfLevel(cropped.level);
        auto                        half = m_HalfScratch.Acquire();
        coarse.Forward(cropped.gradients.data() + l * cropped.pixels, half.data());
        AddPaddedHalfSpectrum(coarse.GetGrid(), half.data(), grid, spectrum);
      }
      auto map = m_RealScratch.Acquire();
      transform.Inverse(spectrum, map.data());
      const T scaling = static_cast<T>(1.0 / static_cast<double>(grid.NumberOfPixels()));
      std::for_each(map.data(), map.data() + grid.NumberOfPixels(), [scaling](T & value) { value *= scaling; });
      this->AddRealMapGradient(node, l, map.data());
    }
  });
}

template <typename T>
void
StatisticsEngine<T>::SumSpectra(const Executor & executor)
{
  executor.ParallelFor(m_BandTasks.size(), [&](std::size_t task) {
    auto & maps = m_Coefficients[m_BandTasks[task].first];
    m_Transform.OfLevel(maps.level).ForwardComplex(maps.gradients.data() + m_BandTasks[task].second * maps.pixels);
  });
  const Grid & full = m_Bank->GetGrid();
  const double pixels = static_cast<double>(full.NumberOfPixels());
  const T      perPixel = static_cast<T>(1.0 / pixels);
  const Grid   lowPassGrid = m_Bank->GridOfScale(m_Bank->GetNumberOfScales());
  if (m_LowPass.size() > 0)
  {
    m_Transform.OfLevel(m_Bank->LevelOfScale(m_Bank->GetNumberOfScales()))
      .Forward(m_LowPassGradient.data(), m_LowPassHalf.data());
  }
  std::vector<Grid> grids;
  for (const auto & maps : m_Coefficients)
  {
    grids.push_back(m_Bank->GridOfLevel(maps.level));
  }
  constexpr std::size_t RowsOfChunk = 8;
  const std::size_t     rows = full.size[1] * full.size[2];
  executor.ParallelFor((rows + RowsOfChunk - 1) / RowsOfChunk, [&](std::size_t chunk) {
    auto multiplier = m_RealScratch.Acquire();
    for (std::size_t row = chunk * RowsOfChunk; row < std::min(rows, (chunk + 1) * RowsOfChunk); ++row)
    {
      m_Spectral->MultiplierRow(row, multiplier.data());
      Complex * const half = m_Half.data() + row * full.HalfWidth();
      for (std::size_t k = 0; k < full.HalfWidth(); ++k)
      {
        half[k] *= multiplier.data()[k] * perPixel * perPixel;
      }
      for (std::size_t c = 0; c < m_Coefficients.size(); ++c)
      {
        const auto & maps = m_Coefficients[c];
        for (unsigned int l = 0; l < m_Bank->GetNumberOfOrientations(); ++l)
        {
          AccumulateHermitianPart(m_Bank->Band(maps.scale, l),
                                  full,
                                  maps.gradients.data() + l * maps.pixels,
                                  grids[c],
                                  perPixel,
                                  row,
                                  m_Half.data());
        }
      }
      if (m_LowPass.size() > 0)
      {
        AccumulateEven(m_Bank->LowPass(), full, m_LowPassHalf.data(), lowPassGrid, perPixel, row, m_Half.data());
      }
    }
  });
}

template <typename T>
void
StatisticsEngine<T>::BackPropagate(const std::vector<std::complex<double>> & means,
                                   const std::vector<std::complex<double>> & termGradients,
                                   T *                                       gradient,
                                   const Executor &                          executor)
{
  this->SetTermGradients(termGradients);
  this->BackPropagateGram(means, executor);
  this->BackPropagateRealSpectra(executor);
  this->SumSpectra(executor);
  m_Transform.OfLevel(0).Inverse(m_Half.data(), gradient);
}

#define PH_INSTANTIATE(T)                                                                                              \
  template void StatisticsEngine<T>::BackPropagate(                                                                    \
    const std::vector<std::complex<double>> &, const std::vector<std::complex<double>> &, T *, const Executor &)
PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
