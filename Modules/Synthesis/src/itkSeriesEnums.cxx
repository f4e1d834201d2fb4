// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkSeriesEnums.h"

#include "phSeriesGenerators.h"

namespace itk
{
std::ostream &
operator<<(std::ostream & os, SeriesEnums::Form value)
{
  switch (value)
  {
    case SeriesEnums::Form::Unspecified:
      return os << "Unspecified";
    case SeriesEnums::Form::Increments:
      return os << "Increments";
    case SeriesEnums::Form::Path:
      return os << "Path";
  }
  return os << "unknown form";
}

std::ostream &
operator<<(std::ostream & os, SeriesEnums::Table value)
{
  switch (value)
  {
    case SeriesEnums::Table::IncrementExponents:
      return os << "IncrementExponents";
    case SeriesEnums::Table::CoefficientExponents:
      return os << "CoefficientExponents";
    case SeriesEnums::Table::LeaderExponents:
      return os << "LeaderExponents";
    case SeriesEnums::Table::Cumulants:
      return os << "Cumulants";
    case SeriesEnums::Table::Spectrum:
      return os << "Spectrum";
    case SeriesEnums::Table::Moments:
      return os << "Moments";
    case SeriesEnums::Table::Quantiles:
      return os << "Quantiles";
    case SeriesEnums::Table::Leverage:
      return os << "Leverage";
    case SeriesEnums::Table::VolatilityAutocorrelation:
      return os << "VolatilityAutocorrelation";
    case SeriesEnums::Table::LeverageAverages:
      return os << "LeverageAverages";
  }
  return os << "unknown table";
}

std::ostream &
operator<<(std::ostream & os, SeriesEnums::Process value)
{
  using phaseharmonics::SeriesProcessKind;
  static_assert(static_cast<int>(SeriesEnums::Process::Poisson) == static_cast<int>(SeriesProcessKind::Poisson) &&
                  static_cast<int>(SeriesEnums::Process::SkewedMultifractalWalk) ==
                    static_cast<int>(SeriesProcessKind::SkewedMultifractalWalk),
                "processes have the same order");
  return os << phaseharmonics::SeriesProcessName(static_cast<SeriesProcessKind>(value));
}
} // namespace itk
