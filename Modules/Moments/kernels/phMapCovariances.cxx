// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMapCovariancesInternal.h"

// From the spectrum of an image to covariances.
namespace phaseharmonics
{
template <typename T>
void
MapCovariances<T>::Allocate(bool withGradient)
{
  const std::size_t L = m_Bank.GetNumberOfOrientations();
  const auto        allocate = [](AlignedBuffer<Complex> & buffer, std::size_t size) {
    if (buffer.size() != size)
    {
      buffer = AlignedBuffer<Complex>(size);
    }
  };
  for (auto & maps : m_Coefficients)
  {
    allocate(maps.values, L * maps.pixels);
  }
  for (auto & maps : m_Cropped)
  {
    allocate(maps.halves, L * maps.stride);
  }
  if (withGradient)
  {
    for (auto & node : m_Spectra)
    {
      allocate(node.spectra, L * node.stride);
      allocate(node.gradients, node.partners.empty() ? 0 : L * node.stride);
    }
  }
  if (m_NeedsLowPass)
  {
    allocate(m_LowPass, m_Bank.GridOfScale(m_Bank.GetNumberOfScales()).NumberOfHalfBins());
  }
}

template <typename T>
void
MapCovariances<T>::Release()
{
  for (auto & maps : m_Coefficients)
  {
    maps.values = {};
  }
  for (auto & maps : m_Cropped)
  {
    maps.halves = {};
  }
  for (auto & node : m_Spectra)
  {
    node.spectra = {};
    node.gradients = {};
  }
  m_LowPass = {};
  this->MakeScratch();
}

template <typename T>
void
MapCovariances<T>::Transform(const Complex * half, const Values & means, bool withGradient, const Executor & executor)
{
  this->Allocate(withGradient);
  executor.ParallelFor(m_BandTasks.size() + 1, [&](std::size_t task) {
    if (task == m_BandTasks.size())
    {
      if (m_LowPass.size() > 0)
      {
        m_Transform.LowPass(half, m_LowPass.data(), reinterpret_cast<T *>(m_LowPass.data()));
      }
      return;
    }
    auto &            maps = m_Coefficients[m_BandTasks[task].first];
    const std::size_t l = m_BandTasks[task].second;
    m_Transform.Band(half, maps.scale, static_cast<unsigned int>(l), maps.level, maps.values.data() + l * maps.pixels);
  });
  this->ComputeSpectra(half, means, withGradient, executor);
}

// A real map is written to the start of the memory of its half spectrum.
template <typename T>
void
MapCovariances<T>::FeatureMap(const FeatureSpectra<T> & node, std::size_t orientation, Complex * map) const
{
  const auto &               maps = m_Coefficients[this->FindCoefficients(node.scale, node.level)];
  const T * const            z = reinterpret_cast<const T *>(maps.values.data() + orientation * maps.pixels);
  T * const                  out = reinterpret_cast<T *>(map);
  const HarmonicKernels<T> & kernels = GetHarmonicKernels<T>();
  if (m_Set.IsRectified())
  {
    const Complex rotation = FeatureColumns<T>::Rotation(node.harmonic, m_Set.GetOptions().numberOfPhases);
    kernels.rectified(z, maps.pixels, rotation.real(), rotation.imag(), T(0), out);
    return;
  }
  if (node.isReal)
  {
    kernels.modulus(z, maps.pixels, T(0), out);
    return;
  }
  std::array<T, 512> real;
  std::array<T, 512> imaginary;
  for (std::size_t begin = 0; begin < maps.pixels; begin += real.size())
  {
    const std::size_t count = std::min(real.size(), maps.pixels - begin);
    kernels.power(
      z + 2 * begin, count, static_cast<unsigned int>(node.harmonic), T(0), T(0), real.data(), imaginary.data());
    for (std::size_t i = 0; i < count; ++i)
    {
      map[begin + i] = Complex(real[i], imaginary[i]);
    }
  }
}

template <typename T>
void
MapCovariances<T>::ComputeSpectra(const Complex * half, const Values & means, bool areKept, const Executor & executor)
{
  const std::size_t L = m_Bank.GetNumberOfOrientations();
  executor.ParallelFor(m_Spectra.size() * L, [&](std::size_t task) {
    auto &                                              node = m_Spectra[task / L];
    const std::size_t                                   l = task % L;
    const FourierTransform<T> &                         transform = m_Transform.OfLevel(node.level);
    const Grid &                                        grid = transform.GetGrid();
    std::optional<typename ScratchPool<Complex>::Lease> scratch;
    if (!areKept)
    {
      scratch.emplace(m_Scratch->Acquire());
    }
    Complex * const spectrum = areKept ? node.spectra.data() + l * node.stride : scratch->data();

    this->FeatureMap(node, l, spectrum);
    if (node.isReal)
    {
      transform.Forward(reinterpret_cast<const T *>(spectrum), spectrum);
    }
    else
    {
      const typename FourierTransform<T>::Rows rows{ node.rows[l].data(), node.rows[l].size() };
      transform.ForwardComplex(spectrum, &rows);
    }
    spectrum[0] -=
      Complex(this->MeanOf(means, node.scale, l, node.harmonic) * static_cast<double>(grid.NumberOfPixels()));

    if (node.lags[l].autocovariance)
    {
      node.lags[l].autocovariance->Values(spectrum, node.lags[l].values.data());
    }
    for (auto & partner : node.partners)
    {
      if (partner.orientation == l)
      {
        partner.covariance.Values(half, spectrum, partner.values.data());
      }
    }
    for (const std::size_t crop : node.crops)
    {
      auto &                      cropped = m_Cropped[crop];
      const FourierTransform<T> & coarse = m_Transform.OfLevel(cropped.level);
      Complex * const             coarseHalf = cropped.halves.data() + l * cropped.stride;
      CropHalfSpectrum(grid, spectrum, coarse.GetGrid(), coarseHalf);
      GetArrayKernels<T>().scale(reinterpret_cast<T *>(coarseHalf),
                                 2 * cropped.stride,
                                 static_cast<T>(1.0 / static_cast<double>(grid.NumberOfPixels())));
      coarse.Inverse(coarseHalf, cropped.Map(l));
    }
  });
}

template <typename T>
typename GramMatrices<T>::Means
MapCovariances<T>::MeansOfLevel(const GramPlan::Level & level, const Values & means) const
{
  typename GramMatrices<T>::Means result;
  for (const GramPlan::Group & group : level.groups)
  {
    result.emplace_back(group.numberOfMaps);
    // Cropped moduli were centered in Fourier, the low pass with the image.
    if (group.source != GramPlan::Source::CroppedModulus && group.source != GramPlan::Source::LowPass)
    {
      for (std::size_t m = 0; m < group.numberOfMaps; ++m)
      {
        result.back()[m] = Complex(this->MeanOf(means, group.scale, m, group.harmonic));
      }
    }
  }
  return result;
}

template <typename T>
std::vector<typename GramMatrices<T>::Maps>
MapCovariances<T>::MapsOfLevel(const GramPlan::Level & level) const
{
  std::vector<typename GramMatrices<T>::Maps> result;
  for (const GramPlan::Group & group : level.groups)
  {
    typename GramMatrices<T>::Maps maps;
    if (group.source == GramPlan::Source::LowPass)
    {
      maps.real = reinterpret_cast<const T *>(m_LowPass.data());
      maps.stride = 2 * m_LowPass.size();
    }
    else if (group.source == GramPlan::Source::CroppedModulus)
    {
      const auto & cropped = m_Cropped[this->FindCropped(group.scale, level.level)];
      maps.real = cropped.Map(0);
      maps.stride = 2 * cropped.stride;
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
MapCovariances<T>::Compute(const Values & means, Values & terms, const Executor & executor)
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

  for (const Location & location : m_Locations)
  {
    if (location.kind == Location::Kind::Gram)
    {
      const GramPlan::Pair & pair = m_Plan->pairs[location.number];
      terms[location.term] = 0.0;
      for (const GramPlan::Cell & cell : pair.cells)
      {
        terms[location.term] += cell.coefficient * m_Cells[pair.levelNumber][cell.index];
      }
    }
  }
  for (const auto & node : m_Spectra)
  {
    for (const auto & lags : node.lags)
    {
      for (std::size_t i = 0; i < lags.terms.size(); ++i)
      {
        terms[lags.terms[i]] = lags.values[i];
      }
    }
    for (const auto & partner : node.partners)
    {
      for (std::size_t i = 0; i < partner.terms.size(); ++i)
      {
        terms[partner.terms[i]] = partner.isConjugated[i] ? std::conj(partner.values[i]) : partner.values[i];
      }
    }
  }
}

#define PH_INSTANTIATE(T)                                                                                              \
  template void MapCovariances<T>::Release();                                                                          \
  template void MapCovariances<T>::Transform(const Complex *, const Values &, bool, const Executor &);                 \
  template void MapCovariances<T>::Compute(const Values &, Values &, const Executor &);                                \
  template typename GramMatrices<T>::Means MapCovariances<T>::MeansOfLevel(const GramPlan::Level &, const Values &)    \
    const;                                                                                                             \
  template std::vector<typename GramMatrices<T>::Maps> MapCovariances<T>::MapsOfLevel(const GramPlan::Level &) const
PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
