// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringSpectra.h"

#include "phScatteringSpectraInternal.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t BinsOfChunk = 512;

// |psi^|^2 / N^2 at frequencies k and -k of the half spectrum, over the bins where one of them is not 0.
struct SquaredFilter
{
  std::size_t         begin{ 0 };
  std::vector<double> positive;
  std::vector<double> negative;

  std::size_t
  End() const
  {
    return begin + positive.size();
  }
};

template <typename T, typename TBody>
void
ForEachBin(const BandFilter<T> & filter, const TBody & body)
{
  for (const auto & run : filter.runs)
  {
    for (std::size_t i = 0; i < run.length; ++i)
    {
      body(run.kx + static_cast<long>(i), filter.values[run.offset + i]);
    }
  }
}

template <typename T>
SquaredFilter
SquareOf(const BandFilter<T> & filter, std::size_t length)
{
  const std::size_t   bins = length / 2 + 1;
  std::vector<double> positive(bins);
  std::vector<double> negative(bins);
  const double        scale = 1.0 / (static_cast<double>(length) * static_cast<double>(length));
  ForEachBin(filter, [&](long k, T value) {
    // Frequency 0 and that of Nyquist are their own opposites.
    const auto bin = static_cast<std::size_t>(std::abs(k));
    auto &     side = k >= 0 || 2 * bin == length ? positive : negative;
    side[bin] = scale * static_cast<double>(value) * value;
  });
  std::size_t begin = 0;
  std::size_t end = bins;
  const auto  isZero = [&](std::size_t bin) { return positive[bin] == 0.0 && negative[bin] == 0.0; };
  while (end > begin && isZero(end - 1))
  {
    --end;
  }
  while (begin < end && isZero(begin))
  {
    ++begin;
  }
  SquaredFilter squared;
  squared.begin = begin;
  squared.positive.assign(positive.begin() + begin, positive.begin() + end);
  squared.negative.assign(negative.begin() + begin, negative.begin() + end);
  return squared;
}
} // namespace

template <typename T>
class ScatteringSpectraEnergy<T>::Engine
{
public:
  using Complex = std::complex<T>;
  using Values = std::vector<std::complex<double>>;

  Engine(std::shared_ptr<const WaveletBank<T>> bank, bool includesSeries)
    : m_Transform(Checked(std::move(bank)))
    , m_Bank(m_Transform.GetBank())
    , m_Length(m_Bank.GetGrid().size[0])
    , m_J(m_Bank.GetNumberOfScales())
    , m_NumberOfModuli(m_J + (includesSeries ? 1 : 0))
    , m_Indices(ScatteringSpectraIndices(m_J, includesSeries))
    , m_Series(m_Length)
    , m_Spectrum(m_Length / 2 + 1)
    , m_Bands(m_J)
    , m_Moduli(m_NumberOfModuli)
  {
    for (unsigned int j = 0; j <= m_J; ++j)
    {
      m_Filters.push_back(SquareOf(j < m_J ? m_Bank.Band(j, 0) : m_Bank.LowPass(), m_Length));
    }
    for (auto & band : m_Bands)
    {
      band = AlignedBuffer<Complex>(m_Length);
    }
    for (auto & modulus : m_Moduli)
    {
      modulus = AlignedBuffer<Complex>(m_Length / 2 + 1);
    }
  }

  const Grid &
  GetGrid() const
  {
    return m_Bank.GetGrid();
  }

  ScatteringSpectra
  Analyze(const T * series, const Executor & executor)
  {
    ScatteringSpectra spectra = EmptySpectra(series, m_Length, m_J, m_NumberOfModuli > m_J);
    this->TransformSeries(series, spectra.mean, executor);
    this->ComputeRaw(spectra.values, executor);
    NormalizeSpectra(spectra);
    return spectra;
  }

  void
  SetTarget(const ScatteringSpectra & target)
  {
    const auto isFinite = [](const std::complex<double> & z) {
      return std::isfinite(z.real()) && std::isfinite(z.imag());
    };
    if (target.numberOfScales != m_J || target.includesSeries != (m_NumberOfModuli > m_J) ||
        target.values.size() != m_Indices.size() || target.scaleDeviations.size() != m_J + 1 ||
        !std::all_of(target.values.begin(), target.values.end(), isFinite))
    {
      throw std::invalid_argument("The target's scattering spectra must be finite and of " + std::to_string(m_J) +
                                  " scales, with or without the series itself as these are.");
    }
    m_Target = target;
    m_Divisor.clear();
    for (std::size_t i = 0; i < m_Indices.size(); ++i)
    {
      m_Divisor.push_back(DivisorOf(m_Indices[i], target));
    }
  }

  double
  Evaluate(const T * series, T * gradient, const Executor & executor)
  {
    if (m_Divisor.empty())
    {
      throw std::logic_error("Set the target spectra before evaluating the energy.");
    }
    this->TransformSeries(series, m_Target.mean, executor);
    this->ComputeRaw(m_Values, executor);
    double energy = 0.0;
    m_Gradients.resize(m_Values.size());
    for (std::size_t i = 0; i < m_Values.size(); ++i)
    {
      const bool                 isEnergy = m_Indices[i].family == SpectraFamily::Energy;
      const std::complex<double> target = isEnergy ? m_Target.values[i] / m_Divisor[i] : m_Target.values[i];
      const std::complex<double> difference = m_Values[i] / m_Divisor[i] - target;
      energy += std::norm(difference);
      m_Gradients[i] = 2.0 * difference / m_Divisor[i];
    }
    if (gradient != nullptr)
    {
      this->BackPropagate(gradient, executor);
    }
    return energy;
  }

private:
  static std::shared_ptr<const WaveletBank<T>>
  Checked(std::shared_ptr<const WaveletBank<T>> bank)
  {
    CheckSpectraBank(*bank);
    return bank;
  }

  // m_Spectrum, m_Bands, and the spectra m_Moduli of their moduli.
  void
  TransformSeries(const T * series, double mean, const Executor & executor)
  {
    std::transform(
      series, series + m_Length, m_Series.begin(), [mean](T value) { return static_cast<T>(value - mean); });
    m_Transform.Spectrum(m_Series.data(), m_Spectrum.data());
    executor.ParallelFor(m_NumberOfModuli, [&](std::size_t j) {
      T * const modulus = reinterpret_cast<T *>(m_Moduli[j].data());
      if (j < m_J)
      {
        m_Transform.Band(m_Spectrum.data(), static_cast<unsigned int>(j), 0, 0, m_Bands[j].data());
        for (std::size_t n = 0; n < m_Length; ++n)
        {
          modulus[n] = std::sqrt(std::norm(m_Bands[j][n]));
        }
      }
      else
      {
        std::transform(m_Series.begin(), m_Series.end(), modulus, [](T value) { return std::abs(value); });
      }
      m_Transform.OfLevel(0).Forward(modulus, m_Moduli[j].data());
    });
  }

  std::size_t
  NumberOfChunks() const
  {
    return (m_Spectrum.size() + BinsOfChunk - 1) / BinsOfChunk;
  }

  // Cross spectrum of index i at a bin.
  std::complex<double>
  Left(const SpectraIndex & index, std::size_t bin) const
  {
    return index.family == SpectraFamily::ModulusModulus ? std::complex<double>(m_Moduli[index.firstModulus][bin])
                                                         : std::complex<double>(m_Spectrum[bin]);
  }
  std::complex<double>
  Right(const SpectraIndex & index, std::size_t bin) const
  {
    return index.family == SpectraFamily::Energy ? std::complex<double>(m_Spectrum[bin])
                                                 : std::complex<double>(m_Moduli[index.secondModulus][bin]);
  }

  // Undivided spectra; chunks of bins are summed in order.
  void
  ComputeRaw(Values & values, const Executor & executor)
  {
    const std::size_t   chunks = this->NumberOfChunks();
    std::vector<Values> parts(chunks, Values(m_Indices.size()));
    executor.ParallelFor(chunks, [&](std::size_t chunk) {
      for (std::size_t i = m_NumberOfModuli; i < m_Indices.size(); ++i)
      {
        const SquaredFilter & filter = m_Filters[m_Indices[i].scale];
        std::complex<double>  sum = 0.0;
        for (std::size_t bin = std::max(filter.begin, chunk * BinsOfChunk);
             bin < std::min(filter.End(), (chunk + 1) * BinsOfChunk);
             ++bin)
        {
          const std::complex<double> cross = this->Left(m_Indices[i], bin) * std::conj(this->Right(m_Indices[i], bin));
          const double               p = filter.positive[bin - filter.begin];
          const double               n = filter.negative[bin - filter.begin];
          sum += std::complex<double>((p + n) * cross.real(), (p - n) * cross.imag());
        }
        parts[chunk][i] = sum;
      }
    });
    values.assign(m_Indices.size(), 0.0);
    for (unsigned int j = 0; j < m_NumberOfModuli; ++j)
    {
      values[j] = static_cast<double>(m_Moduli[j][0].real()) / static_cast<double>(m_Length);
    }
    for (std::size_t chunk = 0; chunk < chunks; ++chunk)
    {
      for (std::size_t i = m_NumberOfModuli; i < values.size(); ++i)
      {
        values[i] += parts[chunk][i];
      }
    }
    for (std::size_t i = m_NumberOfModuli; i < values.size(); ++i)
    {
      values[i] = m_Indices[i].isReal ? values[i].real() : values[i];
    }
  }

  // Derivatives with respect to the bins of the half spectra of the series and of the moduli, as if these were
  // independent complex numbers.
  void
  DifferentiateSums(const Executor & executor)
  {
    executor.ParallelFor(this->NumberOfChunks(), [&](std::size_t chunk) {
      const std::size_t first = chunk * BinsOfChunk;
      const std::size_t last = std::min(m_Spectrum.size(), first + BinsOfChunk);
      const std::size_t count = last - first;
      Values            series(count);
      Values            moduli(count * m_NumberOfModuli);
      for (std::size_t i = m_NumberOfModuli; i < m_Indices.size(); ++i)
      {
        const SpectraIndex &         index = m_Indices[i];
        const SquaredFilter &        filter = m_Filters[index.scale];
        const std::complex<double>   g = m_Gradients[i];
        std::complex<double> * const left =
          index.family == SpectraFamily::ModulusModulus ? &moduli[index.firstModulus * count] : series.data();
        std::complex<double> * const right =
          index.family == SpectraFamily::Energy ? series.data() : &moduli[index.secondModulus * count];
        for (std::size_t bin = std::max(filter.begin, first); bin < std::min(filter.End(), last); ++bin)
        {
          const double               p = filter.positive[bin - filter.begin];
          const double               n = filter.negative[bin - filter.begin];
          const std::complex<double> weight((p + n) * g.real(), (p - n) * g.imag());
          left[bin - first] += weight * this->Right(index, bin);
          right[bin - first] += std::conj(weight) * this->Left(index, bin);
        }
      }
      for (std::size_t b = 0; b < count; ++b)
      {
        m_SpectrumGradient[first + b] = Complex(series[b]);
        for (unsigned int j = 0; j < m_NumberOfModuli; ++j)
        {
          m_Moduli[j][first + b] = Complex(moduli[j * count + b]);
        }
      }
    });
    for (unsigned int j = 0; j < m_NumberOfModuli; ++j)
    {
      m_Moduli[j][0] += static_cast<T>(m_Gradients[j].real() / static_cast<double>(m_Length));
    }
  }

  // Derivatives with respect to independent bins, to those with respect to samples; in place of the half spectrum.
  void
  ToSamples(Complex * half, T * samples) const
  {
    for (std::size_t bin = 0; bin < m_Spectrum.size(); ++bin)
    {
      const bool isOwnOpposite = bin == 0 || 2 * bin == m_Length;
      half[bin] = isOwnOpposite ? Complex(half[bin].real()) : half[bin] * static_cast<T>(0.5);
    }
    m_Transform.OfLevel(0).Inverse(half, samples);
  }

  void
  BackPropagate(T * gradient, const Executor & executor)
  {
    m_SpectrumGradient.resize(m_Spectrum.size());
    this->DifferentiateSums(executor);
    std::vector<T> ofSeries(m_NumberOfModuli > m_J ? m_Length : 0);
    executor.ParallelFor(m_NumberOfModuli, [&](std::size_t j) {
      if (j == m_J)
      {
        this->ToSamples(m_Moduli[j].data(), ofSeries.data());
        return;
      }
      std::vector<T> modulus(m_Length);
      this->ToSamples(m_Moduli[j].data(), modulus.data());
      for (std::size_t n = 0; n < m_Length; ++n)
      {
        const T size = std::sqrt(std::norm(m_Bands[j][n]));
        m_Bands[j][n] *= size > 0 ? modulus[n] / size : 0;
      }
      m_Transform.OfLevel(0).ForwardComplex(m_Bands[j].data());
    });
    const T scale = static_cast<T>(1.0 / static_cast<double>(m_Length));
    for (unsigned int j = 0; j < m_J; ++j)
    {
      ForEachBin(m_Bank.Band(j, 0), [&](long k, T value) {
        const Complex part = scale * value * m_Bands[j][FrequencyBin(k, m_Length)];
        m_SpectrumGradient[static_cast<std::size_t>(std::abs(k))] += k >= 0 ? part : std::conj(part);
      });
    }
    this->ToSamples(m_SpectrumGradient.data(), gradient);
    for (std::size_t n = 0; n < ofSeries.size(); ++n)
    {
      gradient[n] += m_Series[n] > 0 ? ofSeries[n] : m_Series[n] < 0 ? -ofSeries[n] : 0;
    }
  }

  WaveletTransform<T>                 m_Transform;
  const WaveletBank<T> &              m_Bank;
  std::size_t                         m_Length;
  unsigned int                        m_J;
  unsigned int                        m_NumberOfModuli;
  std::vector<SpectraIndex>           m_Indices;
  std::vector<SquaredFilter>          m_Filters; // the low pass last
  AlignedBuffer<T>                    m_Series;  // centered
  AlignedBuffer<Complex>              m_Spectrum;
  std::vector<AlignedBuffer<Complex>> m_Bands;
  std::vector<AlignedBuffer<Complex>> m_Moduli; // spectra, then their derivatives
  std::vector<Complex>                m_SpectrumGradient;
  ScatteringSpectra                   m_Target;
  std::vector<double>                 m_Divisor;
  Values                              m_Values;
  Values                              m_Gradients;
};

template <typename T>
ScatteringSpectraEnergy<T>::ScatteringSpectraEnergy(std::shared_ptr<const WaveletBank<T>> bank, bool includesSeries)
  : m_Engine(std::make_unique<Engine>(std::move(bank), includesSeries))
{}

template <typename T>
ScatteringSpectraEnergy<T>::~ScatteringSpectraEnergy() = default;

template <typename T>
const Grid &
ScatteringSpectraEnergy<T>::GetGrid() const
{
  return m_Engine->GetGrid();
}

template <typename T>
ScatteringSpectra
ScatteringSpectraEnergy<T>::Analyze(const T * series, const Executor & executor)
{
  return m_Engine->Analyze(series, executor);
}

template <typename T>
void
ScatteringSpectraEnergy<T>::SetTarget(const ScatteringSpectra & target)
{
  m_Engine->SetTarget(target);
}

template <typename T>
double
ScatteringSpectraEnergy<T>::Value(const T * series, const Executor & executor)
{
  return m_Engine->Evaluate(series, nullptr, executor);
}

template <typename T>
double
ScatteringSpectraEnergy<T>::ValueAndGradient(const T * series, T * gradient, const Executor & executor)
{
  return m_Engine->Evaluate(series, gradient, executor);
}

template class ScatteringSpectraEnergy<float>;
template class ScatteringSpectraEnergy<double>;
} // namespace phaseharmonics
