// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMapCovariancesInternal.h"

// From derivatives of covariances to the spectrum of the gradient.
namespace phaseharmonics
{
template <typename T>
void
MapCovariances<T>::SetGradients(const Values & gradients)
{
  for (std::size_t number = 0; number < m_Gram.size(); ++number)
  {
    m_CellGradients[number].Fill(T(0));
  }
  for (const Location & location : m_Locations)
  {
    if (location.kind == Location::Kind::Gram)
    {
      const std::complex<double> & g = gradients[location.term];
      const GramPlan::Pair &       pair = m_Plan->pairs[location.number];
      for (const GramPlan::Cell & cell : pair.cells)
      {
        const double derivative = cell.coefficient.real() * g.real() + cell.coefficient.imag() * g.imag();
        m_CellGradients[pair.levelNumber][cell.index] +=
          static_cast<T>(derivative / static_cast<double>(m_Gram[pair.levelNumber]->Pixels()));
      }
    }
  }
  for (auto & node : m_Spectra)
  {
    for (auto & lags : node.lags)
    {
      for (std::size_t i = 0; i < lags.terms.size(); ++i)
      {
        lags.weights[i] = gradients[lags.terms[i]].real();
      }
    }
    for (auto & partner : node.partners)
    {
      for (std::size_t i = 0; i < partner.terms.size(); ++i)
      {
        const std::complex<double> & g = gradients[partner.terms[i]];
        partner.weights[i] = partner.isConjugated[i] ? std::conj(g) : g;
      }
    }
  }
}

// From the spectra of this level to the gradients of their maps.
template <typename T>
void
MapCovariances<T>::BackPropagateSpectra(const Complex * half, unsigned int level, const Executor & executor)
{
  std::vector<std::size_t> nodes;
  for (std::size_t n = 0; n < m_Spectra.size(); ++n)
  {
    if (m_Spectra[n].level == level)
    {
      nodes.push_back(n);
    }
  }
  const std::size_t           L = m_Bank.GetNumberOfOrientations();
  const FourierTransform<T> & transform = m_Transform.OfLevel(level);
  const Grid &                grid = transform.GetGrid();
  const double                pixels = static_cast<double>(grid.NumberOfPixels());
  executor.ParallelFor(nodes.size() * L, [&](std::size_t task) {
    auto &                node = m_Spectra[nodes[task / L]];
    const std::size_t     l = task % L;
    const Complex * const spectrum = node.spectra.data() + l * node.stride;
    Complex * const       gradient = node.Gradient(l);
    if (node.lags[l].autocovariance)
    {
      node.lags[l].autocovariance->Gradient(
        node.lags[l].weights.data(), static_cast<T>(1.0 / (pixels * pixels)), spectrum, gradient);
    }
    else
    {
      std::fill_n(gradient, node.stride, Complex{});
    }
    for (const std::size_t crop : node.crops)
    {
      auto &                      cropped = m_Cropped[crop];
      const FourierTransform<T> & coarse = m_Transform.OfLevel(cropped.level);
      Complex * const             coarseHalf = cropped.halves.data() + l * cropped.stride;
      coarse.Forward(cropped.Map(l), coarseHalf);
      AddPaddedHalfSpectrum(coarse.GetGrid(), coarseHalf, static_cast<T>(1.0 / pixels), grid, gradient);
    }
    for (const auto & partner : node.partners)
    {
      if (partner.orientation == l)
      {
        partner.covariance.AddMapGradient(half, partner.weights.data(), gradient);
      }
    }
    if (node.isReal)
    {
      transform.Inverse(gradient, reinterpret_cast<T *>(gradient));
    }
    else
    {
      const typename FourierTransform<T>::Rows rows{ node.rows[l].data(), node.rows[l].size() };
      transform.InverseComplex(gradient, &rows);
    }
  });
}

// Adds to the gradient of a part of the coefficients what the gradients of their spectra give.
template <typename T>
void
MapCovariances<T>::AddSpectraGradient(const CoefficientMaps<T> & maps,
                                      std::size_t                orientation,
                                      std::size_t                begin,
                                      std::size_t                count,
                                      Complex *                  gradient) const
{
  const HarmonicKernels<T> & kernels = GetHarmonicKernels<T>();
  const T * const            z = reinterpret_cast<const T *>(maps.values.data() + orientation * maps.pixels + begin);
  T * const                  out = reinterpret_cast<T *>(gradient);
  for (const std::size_t n : maps.nodes)
  {
    const auto & node = m_Spectra[n];
    const T *    g = reinterpret_cast<const T *>(node.Gradient(orientation));
    if (m_Set.IsRectified())
    {
      const Complex rotation = FeatureColumns<T>::Rotation(node.harmonic, m_Set.GetOptions().numberOfPhases);
      kernels.addRectifiedAdjoint(z, count, rotation.real(), rotation.imag(), g + begin, out);
    }
    else if (node.isReal)
    {
      kernels.addModulusAdjoint(z, count, g + begin, out);
    }
    else
    {
      g += 2 * begin;
      std::array<T, 512> real;
      std::array<T, 512> imaginary;
      for (std::size_t first = 0; first < count; first += real.size())
      {
        const std::size_t n = std::min(real.size(), count - first);
        for (std::size_t i = 0; i < n; ++i)
        {
          real[i] = g[2 * (first + i)];
          imaginary[i] = g[2 * (first + i) + 1];
        }
        kernels.addPowerAdjoint(
          z + 2 * first, n, static_cast<unsigned int>(node.harmonic), real.data(), imaginary.data(), out + 2 * first);
      }
    }
  }
}

// Replaces the maps of a level, tile by tile, by their gradients.
template <typename T>
void
MapCovariances<T>::BackPropagateGram(std::size_t number, const Values & means, const Executor & executor)
{
  const GramPlan::Level & level = m_Plan->levels[number];
  const auto              meansOfLevel = this->MeansOfLevel(level, means);
  const auto              mapsOfLevel = this->MapsOfLevel(level);
  GramMatrices<T> &       gram = *m_Gram[number];
  ScratchPool<Complex>    scratch(gram.Tile());
  executor.ParallelFor(gram.NumberOfChunks(), [&](std::size_t chunk) {
    auto gradient = scratch.Acquire();
    gram.ComputeGradientChunk(
      chunk,
      mapsOfLevel,
      meansOfLevel,
      m_CellGradients[number],
      [&](std::size_t begin, std::size_t count, const FeatureColumns<T> & features, const T * columnGradients) {
        for (const GramPlan::Group & group : level.groups)
        {
          T * const columns = const_cast<T *>(columnGradients) + group.column * gram.Tile();
          if (group.source == GramPlan::Source::LowPass)
          {
            std::copy_n(columns, count, reinterpret_cast<T *>(m_LowPass.data()) + begin);
          }
          else if (group.source == GramPlan::Source::CroppedModulus)
          {
            auto & cropped = m_Cropped[this->FindCropped(group.scale, level.level)];
            for (std::size_t l = 0; l < group.numberOfMaps; ++l)
            {
              std::copy_n(columns + l * gram.Tile(), count, cropped.Map(l) + begin);
            }
          }
        }
        for (auto & maps : m_Coefficients)
        {
          for (std::size_t l = 0; maps.level == level.level && l < m_Bank.GetNumberOfOrientations(); ++l)
          {
            Complex * const z = maps.values.data() + l * maps.pixels + begin;
            std::fill_n(gradient.data(), count, Complex{});
            for (const GramPlan::Group & group : level.groups)
            {
              if (group.scale == maps.scale && group.source != GramPlan::Source::CroppedModulus)
              {
                features.AddGradient(group, l, z, columnGradients, count, gradient.data());
              }
            }
            this->AddSpectraGradient(maps, l, begin, count, gradient.data());
            std::copy_n(gradient.data(), count, z);
          }
        }
      });
  });
}

// As above, on a level where maps are needed for their spectra only.
template <typename T>
void
MapCovariances<T>::BackPropagateMaps(unsigned int level, const Executor & executor)
{
  constexpr std::size_t Tile = 2048;
  ScratchPool<Complex>  scratch(Tile);
  executor.ParallelFor(m_BandTasks.size(), [&](std::size_t task) {
    auto & maps = m_Coefficients[m_BandTasks[task].first];
    if (maps.level != level)
    {
      return;
    }
    auto gradient = scratch.Acquire();
    for (std::size_t begin = 0; begin < maps.pixels; begin += Tile)
    {
      const std::size_t count = std::min(Tile, maps.pixels - begin);
      std::fill_n(gradient.data(), count, Complex{});
      this->AddSpectraGradient(maps, m_BandTasks[task].second, begin, count, gradient.data());
      std::copy_n(gradient.data(), count, maps.values.data() + m_BandTasks[task].second * maps.pixels + begin);
    }
  });
}

template <typename T>
template <typename TBody>
void
MapCovariances<T>::ForEachPartnerOf(const Harmonic & linear, const TBody & body) const
{
  for (const auto & node : m_Spectra)
  {
    for (const auto & partner : node.partners)
    {
      if (partner.linear == linear)
      {
        body(partner, node.spectra.data() + partner.orientation * node.stride);
      }
    }
  }
}

template <typename T>
void
MapCovariances<T>::BackPropagateLowPass()
{
  if (m_LowPass.size() == 0)
  {
    return;
  }
  const unsigned int J = m_Bank.GetNumberOfScales();
  if (m_Plan->needsLowPass)
  {
    m_Transform.OfLevel(m_Bank.LevelOfScale(J))
      .Forward(reinterpret_cast<const T *>(m_LowPass.data()), m_LowPass.data());
  }
  else
  {
    m_LowPass.Fill({});
  }
  this->ForEachPartnerOf({ J, 0, 0 }, [&](const auto & partner, const Complex * spectrum) {
    partner.covariance.AddEvenGradient(spectrum, partner.weights.data(), m_Bank.GridOfScale(J), m_LowPass.data());
  });
}

template <typename T>
void
MapCovariances<T>::BackPropagate(const Complex *  half,
                                 const Values &   means,
                                 const Values &   gradients,
                                 const Executor & executor)
{
  this->SetGradients(gradients);
  for (const unsigned int level : m_Levels)
  {
    this->BackPropagateSpectra(half, level, executor);
    const auto found = std::find_if(m_Plan->levels.begin(),
                                    m_Plan->levels.end(),
                                    [&](const GramPlan::Level & candidate) { return candidate.level == level; });
    if (found == m_Plan->levels.end())
    {
      this->BackPropagateMaps(level, executor);
    }
    else
    {
      this->BackPropagateGram(static_cast<std::size_t>(found - m_Plan->levels.begin()), means, executor);
    }
  }
  executor.ParallelFor(m_BandTasks.size() + 1, [&](std::size_t task) {
    if (task == m_BandTasks.size())
    {
      this->BackPropagateLowPass();
      return;
    }
    auto &          maps = m_Coefficients[m_BandTasks[task].first];
    const auto      l = static_cast<unsigned int>(m_BandTasks[task].second);
    Complex * const band = maps.values.data() + l * maps.pixels;
    m_Transform.BandSpectrum(maps.scale, l, maps.level, band);
    if (maps.level == m_Bank.LevelOfScale(maps.scale))
    {
      this->ForEachPartnerOf({ maps.scale, l, 1 }, [&](const auto & partner, const Complex * spectrum) {
        partner.covariance.AddLinearGradient(spectrum, partner.weights.data(), m_Bank.GridOfLevel(maps.level), band);
      });
    }
  });
}

template <typename T>
void
MapCovariances<T>::AddGradientRow(std::size_t row, Complex * half) const
{
  const Grid & full = m_Bank.GetGrid();
  const T      perPixel = static_cast<T>(1.0 / static_cast<double>(full.NumberOfPixels()));
  for (const auto & maps : m_Coefficients)
  {
    const Grid & grid = m_Bank.GridOfLevel(maps.level);
    for (unsigned int l = 0; l < m_Bank.GetNumberOfOrientations(); ++l)
    {
      AccumulateHermitianPart(
        m_Bank.Band(maps.scale, l), full, maps.values.data() + l * maps.pixels, grid, perPixel, row, half);
    }
  }
  if (m_LowPass.size() > 0)
  {
    const Grid & grid = m_Bank.GridOfScale(m_Bank.GetNumberOfScales());
    AccumulateEven(m_Bank.LowPass(), full, m_LowPass.data(), grid, perPixel, row, half);
  }
}

#define PH_INSTANTIATE(T)                                                                                              \
  template void MapCovariances<T>::BackPropagate(const Complex *, const Values &, const Values &, const Executor &);   \
  template void MapCovariances<T>::AddGradientRow(std::size_t, Complex *) const
PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
