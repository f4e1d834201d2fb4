// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ComparedModel_h
#define ComparedModel_h

#include "Comparison.h"
#include "Picture.h"
#include "Report.h"

#include <array>
#include <limits>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** A sample of a model and what it took. */
struct ComparedModel
{
  std::string   family;
  std::string   suffix; // of its file
  ComparedField field;
  std::size_t   moments{ 0 }; // 0 if there are none
  double        seconds{ std::numeric_limits<double>::quiet_NaN() };
  unsigned int  iterations{ 0 };
  unsigned int  evaluations{ 0 };
  double        initialLoss{ std::numeric_limits<double>::quiet_NaN() };
  double        finalLoss{ std::numeric_limits<double>::quiet_NaN() };
  /** Energies of the sample under a model of each family, over those of white noise. */
  double harmonicLoss{ 0.0 };
  double networkLoss{ 0.0 };
};

/** Distances between a sample and the original. */
struct SampleDistances
{
  double            kurtosis{ 0.0 };          // |log(kurtosis / that of the original)|
  double            incrementKurtosis{ 0.0 }; // the same, mean over lags
  double            spectrum{ 0.0 };          // decades
  MinkowskiDistance minkowski;
};

SampleDistances
ComputeDistances(const FieldFigures & original, const FieldFigures & sample);

/** Times are for the terminal: the same command draws the same picture. */
std::vector<std::vector<std::string>>
MakeModelTable(const FieldFigures & original, const std::vector<ComparedModel> & models, bool hasTimes);

Report
ReportModel(const FieldFigures & original, const ComparedModel & model);

/** The original and the samples in one window, and the table. */
Picture
DrawModels(const std::string &                title,
           const Grid &                       grid,
           const std::array<double, 3> &      spacing,
           const ComparedField &              original,
           const std::vector<ComparedModel> & models);
} // namespace phaseharmonics_examples

#endif
