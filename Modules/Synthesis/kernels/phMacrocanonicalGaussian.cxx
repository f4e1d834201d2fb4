// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMacrocanonicalGaussian.h"

#include "phGaussianModel.h"
#include "phSpectralMoments.h"
#include "phStatistics.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
// Number of frequencies that a feature answers for, shared in proportion to |psi^|^2.
double
EffectiveNumberOfFrequencies(const WaveletBank<double> & bank, const Harmonic & feature)
{
  const Grid &               grid = bank.GetGrid();
  const bool                 isLowPass = feature.scale == bank.GetNumberOfScales();
  const BandFilter<double> & filter = isLowPass ? bank.LowPass() : bank.Band(feature.scale, feature.orientation);
  double                     sum = 0.0;
  for (std::size_t row = 0; row < grid.size[1] * grid.size[2]; ++row)
  {
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto &      run = filter.runs[r];
      const std::size_t evenRow = run.kx < 0 ? MirroredRow(grid, row) : row;
      for (std::size_t i = 0; i < run.length; ++i)
      {
        const double      value = filter.values[run.offset + i];
        const std::size_t column = static_cast<std::size_t>(std::abs(run.kx + static_cast<long>(i)));
        sum += value * value / bank.LittlewoodPaley()[evenRow * grid.HalfWidth() + column];
      }
    }
  }
  return isLowPass ? sum : 2.0 * sum;
}

/** Dual problem: minimize -sum_w c log m(w) + b.Y / 2 over b where m = sum_p b_p f_p > 0; then P = 2 / m has the
 *  moments Y. c is 1/2 at frequencies that the half spectrum holds with their opposites, else 1. Moments are divided by
 *  the energies of their bands, and dual variables are in units that make the problem well scaled for a flat spectrum.
 */
class DualProblem
{
public:
  using Vector = Eigen::VectorXd;

  DualProblem(std::shared_ptr<const WaveletBank<double>> bank, const Moments & moments, const Executor & executor)
    : m_Grid(bank->GetGrid())
    , m_Executor(executor)
    , m_Multiplier(m_Grid.NumberOfHalfBins())
    , m_WeightedPower(m_Grid.NumberOfHalfBins())
  {
    std::vector<SpectralMoments<double>::Request> requests;
    const MomentSet &                             set = moments.set;
    for (std::size_t m = 0; m < set.GetMoments().size(); ++m)
    {
      const MomentSet::Moment & moment = set.GetMoments()[m];
      const MomentSet::Term &   term = set.GetTerms()[moment.termBegin];
      const Harmonic &          first = set.GetFeatures()[term.first];
      const Harmonic &          second = set.GetFeatures()[term.second];
      if (moment.termEnd - moment.termBegin != 1 || !set.IsLinear(first) || !set.IsLinear(second))
      {
        continue;
      }
      const double               energy = moments.deviations[term.first] * moments.deviations[term.second];
      const std::complex<double> covariance = moments.covariances[m] / energy;
      const std::complex<double> value = term.conjugate ? std::conj(covariance) : covariance;
      // Where the spectrum is flat, the dual variable of an energy is the number n of its frequencies, and the second
      // derivative 1 / n.
      const double scale =
        std::pow(EffectiveNumberOfFrequencies(*bank, first) * EffectiveNumberOfFrequencies(*bank, second), 0.25);
      const bool isVariance = term.first == term.second && !term.pseudo && term.lag == Lag{ { 0, 0, 0 } };
      m_Variables.push_back({ requests.size(), false, energy, scale, value.real(), isVariance ? scale : 0.0 });
      if (!moment.isReal && term.lag != Lag{ { 0, 0, 0 } })
      {
        m_Variables.push_back({ requests.size(), true, energy, scale, value.imag(), 0.0 });
      }
      requests.push_back({ first, second, term.pseudo, term.lag });
    }
    if (requests.empty())
    {
      throw std::invalid_argument("The Gaussian model needs moments of the bands themselves (harmonic 1).");
    }
    m_Spectral = std::make_unique<SpectralMoments<double>>(std::move(bank), requests);
  }

  Vector
  Start() const
  {
    Vector b(static_cast<Eigen::Index>(m_Variables.size()));
    for (Eigen::Index v = 0; v < b.size(); ++v)
    {
      b[v] = m_Variables[static_cast<std::size_t>(v)].start;
    }
    return b;
  }

  /** Infinite where m is not positive. */
  double
  Value(const Vector & b)
  {
    std::vector<std::complex<double>> weights(m_Spectral->GetNumberOfRequests());
    double                            value = 0.0;
    for (Eigen::Index v = 0; v < b.size(); ++v)
    {
      const Variable & variable = m_Variables[static_cast<std::size_t>(v)];
      const double     weight = variable.scale * b[v] / variable.energy;
      weights[variable.request] += variable.isImaginary ? std::complex<double>(0.0, weight) : weight;
      value += 0.5 * variable.scale * b[v] * variable.target;
    }
    m_Spectral->SetWeights(weights.data());
    const std::size_t width = m_Grid.HalfWidth();
    m_Executor.ParallelFor(m_Grid.size[1] * m_Grid.size[2],
                           [&](std::size_t row) { m_Spectral->MultiplierRow(row, m_Multiplier.data() + row * width); });
    for (std::size_t i = 1; i < m_Multiplier.size(); ++i)
    {
      if (!(m_Multiplier[i] > 0.0))
      {
        return std::numeric_limits<double>::infinity();
      }
      value -= this->Weight(i) * std::log(m_Multiplier[i]);
    }
    return value;
  }

  /** Gradient and Hessian where Value was last taken. */
  void
  Derivatives(Vector & gradient, Eigen::MatrixXd & hessian)
  {
    this->SetPower();
    std::vector<std::complex<double>> values(m_Spectral->GetNumberOfRequests());
    m_Spectral->Values(m_WeightedPower.data(), values.data(), m_Executor);
    const auto size = static_cast<Eigen::Index>(m_Variables.size());
    gradient.resize(size);
    m_RelativeError = 0.0;
    for (Eigen::Index v = 0; v < size; ++v)
    {
      const Variable & variable = m_Variables[static_cast<std::size_t>(v)];
      const auto &     value = values[variable.request];
      const double     difference =
        variable.target - (variable.isImaginary ? value.imag() : value.real()) / variable.energy;
      gradient[v] = 0.5 * variable.scale * difference;
      m_RelativeError = std::max(m_RelativeError, std::abs(difference));
    }

    AlignedBuffer<double> curvature(m_Multiplier.size());
    for (std::size_t i = 1; i < curvature.size(); ++i)
    {
      curvature[i] = this->Weight(i) / (m_Multiplier[i] * m_Multiplier[i]);
    }
    const auto      full = static_cast<Eigen::Index>(2 * m_Spectral->GetNumberOfRequests());
    Eigen::MatrixXd gram(full, full);
    m_Spectral->Gram(curvature.data(), gram.data(), m_Executor);
    hessian.resize(size, size);
    const auto column = [&](Eigen::Index v) {
      const Variable & variable = m_Variables[static_cast<std::size_t>(v)];
      return static_cast<Eigen::Index>(2 * variable.request + (variable.isImaginary ? 1 : 0));
    };
    const auto factor = [&](Eigen::Index v) {
      const Variable & variable = m_Variables[static_cast<std::size_t>(v)];
      return variable.scale / variable.energy;
    };
    for (Eigen::Index p = 0; p < size; ++p)
    {
      for (Eigen::Index q = 0; q < size; ++q)
      {
        hessian(q, p) = factor(p) * factor(q) * gram(column(q), column(p));
      }
    }
  }

  double
  GetRelativeError() const
  {
    return m_RelativeError;
  }

  /** P where Value was last taken. */
  double
  Power(std::size_t bin) const
  {
    return bin == 0 ? 0.0 : 2.0 / m_Multiplier[bin];
  }

private:
  struct Variable
  {
    std::size_t request;
    bool        isImaginary;
    double      energy;
    double      scale;
    double      target;
    double      start;
  };

  double
  Weight(std::size_t bin) const
  {
    const std::size_t k = bin % m_Grid.HalfWidth();
    return k == 0 || (m_Grid.size[0] % 2 == 0 && k == m_Grid.HalfWidth() - 1) ? 0.5 : 1.0;
  }

  void
  SetPower()
  {
    for (std::size_t i = 0; i < m_WeightedPower.size(); ++i)
    {
      m_WeightedPower[i] = this->Weight(i) * this->Power(i);
    }
  }

  Grid                                     m_Grid;
  const Executor &                         m_Executor;
  std::vector<Variable>                    m_Variables;
  std::unique_ptr<SpectralMoments<double>> m_Spectral;
  AlignedBuffer<double>                    m_Multiplier;
  AlignedBuffer<double>                    m_WeightedPower;
  double                                   m_RelativeError{ 0.0 };
};
} // namespace

MacrocanonicalGaussian::MacrocanonicalGaussian(std::shared_ptr<const WaveletBank<double>> bank,
                                               const Moments &                            moments,
                                               double                                     tolerance,
                                               unsigned int                               maximumIterations,
                                               const Observer &                           observer,
                                               const Executor &                           executor)
  : m_Grid(bank->GetGrid())
  , m_Mean(moments.imageMean)
  , m_Power(m_Grid.NumberOfHalfBins())
{
  DualProblem     problem(std::move(bank), moments, executor);
  Eigen::VectorXd b = problem.Start();
  Eigen::VectorXd gradient;
  Eigen::MatrixXd hessian;
  double          value = problem.Value(b);
  problem.Derivatives(gradient, hessian);
  for (unsigned int iteration = 0; iteration < maximumIterations && problem.GetRelativeError() > tolerance; ++iteration)
  {
    if (!observer(iteration, problem.GetRelativeError()))
    {
      break;
    }
    // Functions that the grid cannot tell apart leave the Hessian singular.
    hessian.diagonal() *= 1.0 + 1e-12;
    const Eigen::VectorXd step = hessian.ldlt().solve(-gradient);
    const double          slope = gradient.dot(step);
    double                length = 1.0;
    double                next = problem.Value(b + step);
    while (!(next <= value + 1e-4 * length * slope) && length > 1e-10)
    {
      length *= 0.5;
      next = problem.Value(b + length * step);
    }
    if (!(next <= value))
    {
      problem.Value(b);
      break;
    }
    b += length * step;
    value = next;
    problem.Derivatives(gradient, hessian);
  }
  m_RelativeError = problem.GetRelativeError();
  for (std::size_t i = 0; i < m_Power.size(); ++i)
  {
    m_Power[i] = problem.Power(i);
  }
}

template <typename T>
void
MacrocanonicalGaussian::Sample(std::uint64_t seed, std::uint64_t sample, T * image) const
{
  SampleGaussianField(m_Grid, m_Power, m_Mean, seed, sample, image);
}

template <typename T>
MacrocanonicalGaussian
FitMacrocanonicalGaussian(const Grid &                             grid,
                          const T *                                image,
                          const WaveletBankOptions &               bankOptions,
                          const MacrocanonicalGaussianOptions &    options,
                          const MacrocanonicalGaussian::Observer & observer,
                          const Executor &                         executor)
{
  if (!(options.tolerance > 0.0))
  {
    throw std::invalid_argument("The tolerance must be positive.");
  }
  const std::vector<double> pixels(image, image + grid.NumberOfPixels());
  if (std::all_of(pixels.begin(), pixels.end(), [&](double value) { return value == pixels[0]; }))
  {
    throw std::invalid_argument("The image is constant: it has no Gaussian model.");
  }
  MomentSetOptions setOptions;
  setOptions.model = MomentModel::A;
  setOptions.shiftRange = options.shiftRange;
  setOptions.voicesPerOctave = bankOptions.voicesPerOctave;
  const auto         bank = std::make_shared<const WaveletBank<double>>(grid, bankOptions, executor);
  const MomentSet    set(grid.dimension, bankOptions.numberOfScales, bankOptions.numberOfOrientations, setOptions);
  Statistics<double> statistics(bank, set);
  return MacrocanonicalGaussian(bank,
                                statistics.Analyze(pixels.data(), executor),
                                options.tolerance,
                                options.maximumIterations,
                                observer,
                                executor);
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT MacrocanonicalGaussian FitMacrocanonicalGaussian<T>(                                  \
    const Grid &,                                                                                                      \
    const T *,                                                                                                         \
    const WaveletBankOptions &,                                                                                        \
    const MacrocanonicalGaussianOptions &,                                                                             \
    const MacrocanonicalGaussian::Observer &,                                                                          \
    const Executor &)
PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE

template PhaseHarmonics_EXPORT void
MacrocanonicalGaussian::Sample<float>(std::uint64_t, std::uint64_t, float *) const;
template PhaseHarmonics_EXPORT void
MacrocanonicalGaussian::Sample<double>(std::uint64_t, std::uint64_t, double *) const;
} // namespace phaseharmonics
