// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Comparison_h
#define Comparison_h

#include "MinkowskiFunctionals.h"
#include "RadialSpectrum.h"
#include "Report.h"

#include <optional>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** Statistics of a field that moments of phase harmonics do not constrain directly. */
struct FieldFigures
{
  double                              mean{ 0.0 };
  double                              deviation{ 0.0 };
  double                              kurtosis{ 0.0 };
  std::vector<double>                 incrementKurtosis;
  RadialSpectrum                      spectrum;  // of series averaged over quarter octaves
  std::optional<MinkowskiFunctionals> minkowski; // of 2-D fields
};

FieldFigures
MeasureField(const std::vector<double> & values, const Grid & grid);

/** A field and what it is called in tables and pictures. */
struct ComparedField
{
  std::string         name;
  std::vector<double> values;
  FieldFigures        figures;
};

ComparedField
MakeComparedField(const std::string & name, std::vector<double> values, const Grid & grid);

/** How each field differs from the first one. */
std::vector<std::vector<std::string>>
MakeComparisonTable(const std::vector<ComparedField> & fields);

/** Kurtosis of a synthesis, and its spectrum and Minkowski functionals against those of the original; each key begins
 *  with the prefix. */
void
ReportComparison(const FieldFigures & original,
                 const FieldFigures & synthesis,
                 const std::string &  prefix,
                 Report &             report);
} // namespace phaseharmonics_examples

#endif
