// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Axis_h
#define Axis_h

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct Tick
{
  double value{ 0.0 };
  /** Empty for a minor tick. */
  std::string label;
};

/** One axis of a plot: a range of values, linear or logarithmic, and its ticks. */
class Axis
{
public:
  /** A range without extent is widened; a logarithmic one must be positive. */
  Axis(double low, double high, bool logarithmic);

  /** 0 at the low end, 1 at the high end; NaN for a value that a logarithmic axis cannot show. */
  double
  Position(double value) const;

  /** About as many labeled ticks as asked for. */
  std::vector<Tick>
  Ticks(int wanted) const;

private:
  double m_Low;
  double m_High;
  bool   m_Logarithmic;
};

/** A number with as many digits as tell values a fraction of `span` apart; a true minus sign. */
std::string
FormatTick(double value, double span);
} // namespace phaseharmonics_examples

#endif
