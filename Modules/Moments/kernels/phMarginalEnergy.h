// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMarginalEnergy_h
#define phMarginalEnergy_h

#include "phMomentEnergy.h"

#include <cstdint>
#include <vector>

namespace phaseharmonics
{
/** Quantile means of a series and of its sums over windows: for each window of 1, 2, 4, ... samples, the mean of the
 *  quantile function Q(p) over the intervals of p between 0, 2^-M, .., 1/4, 1/2, 3/4, .., 1 - 2^-M, 1. The first and
 *  the last are the expected shortfall of the rarest losses and gains. They are of order 1 in the series. */
struct QuantileMeans
{
  double                           mean{ 0.0 };     // of the series
  unsigned int                     tailLevels{ 0 }; // M
  std::vector<std::vector<double>> values;          // of each window, 2 M numbers, lowest first, about its mean
  std::vector<double>              deviations;      // of the sums of each window

  std::size_t
  GetNumberOfMoments() const
  {
    return values.size() * 2 * tailLevels;
  }
};

/** M = floor(log2 N): the rarest interval holds about one sample. */
PhaseHarmonics_EXPORT unsigned int
DefaultNumberOfTailLevels(std::size_t length);

/** Energy of matching quantile means,
 *
 *  E(y) = sum over windows and intervals of (q(y) - q(x))^2 / (s^2 + q(x)^2),
 *
 *  with s the deviation of the target's sums: relative errors in the tails, errors in units of s in between. Series are
 *  periodic. The gradient is that of fixed ranks, which exists where no two sums are equal.
 *
 *  Memory: 4 doubles per sample and window. */
template <typename T>
class PhaseHarmonics_EXPORT MarginalEnergy : public MomentEnergy<T>
{
public:
  /** Windows 1, 2, 4, .. 2^(numberOfWindows - 1). Throws std::invalid_argument if the grid is not 1-D, if there is no
   *  window or the largest does not fit twice, or if there are no levels or more than the length has octaves. */
  MarginalEnergy(const Grid & grid, unsigned int numberOfWindows, unsigned int tailLevels);
  ~MarginalEnergy() override;

  const Grid &
  GetGrid() const override
  {
    return m_Grid;
  }

  QuantileMeans
  Analyze(const T * series, const Executor & executor);

  /** Throws std::invalid_argument if windows or levels are others, or if a deviation is not positive. */
  void
  SetTarget(const QuantileMeans & target);

  double
  Value(const T * series, const Executor & executor) override;

  double
  ValueAndGradient(const T * series, T * gradient, const Executor & executor) override;

private:
  struct Window
  {
    std::vector<double>        sums;
    std::vector<std::uint32_t> order; // ranks to positions
    std::vector<double>        means;
    double                     energy{ 0.0 };
    std::vector<double>        gradient; // with respect to the samples
  };

  void
  Sort(const T * series, double mean, std::size_t number, Window & window) const;
  double
  Evaluate(const T * series, T * gradient, const Executor & executor);

  Grid                m_Grid;
  unsigned int        m_TailLevels;
  std::vector<double> m_Bounds; // of the intervals, in samples
  std::vector<Window> m_Windows;
  QuantileMeans       m_Target;
};

extern template class PhaseHarmonics_EXPORT MarginalEnergy<float>;
extern template class PhaseHarmonics_EXPORT MarginalEnergy<double>;
} // namespace phaseharmonics

#endif
