// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phLeaderScalesInternal_h
#define phLeaderScalesInternal_h

#include "phMultifractalSpectrum.h"

namespace phaseharmonics
{
/** Coefficients and leaders of the scales of a multifractal analysis. Checks the options and fills in those members of
 *  the result that say what is analyzed. */
class LeaderScales
{
public:
  LeaderScales(const double *              path,
               std::size_t                 count,
               const MultifractalOptions & options,
               MultifractalSpectrum &      result);

  /** Of scale firstScale + i; of leaders those above rounding. */
  const std::vector<double> &
  CoefficientsOf(std::size_t i) const
  {
    return m_Coefficients[m_Result.firstScale - 1 + i].values;
  }
  const std::vector<double> &
  LeadersOf(std::size_t i) const
  {
    return m_Leaders[i];
  }

private:
  void
  CheckOptions() const;
  void
  ChooseScales(std::size_t count);
  void
  ChooseIntegration();
  void
  MakeLeaders();

  /** Slope over the scales of one number of the coefficients of each. */
  template <typename TFigure>
  double
  SlopeOverScales(const TFigure & figure) const;

  const MultifractalOptions &      m_Options;
  MultifractalSpectrum &           m_Result;
  std::vector<DyadicScale>         m_Coefficients;
  std::vector<std::vector<double>> m_Leaders;
  double                           m_Rounding{ 0.0 };
};
} // namespace phaseharmonics

#endif
