// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Configuration.h"

#include "OptionChecks.h"
#include "TextTable.h"

namespace phaseharmonics_benchmark
{
using namespace phaseharmonics;
using namespace phaseharmonics_examples;

Grid
Configuration::GetGrid() const
{
  Grid grid{ static_cast<unsigned int>(size.size()), {} };
  grid.size.fill(1);
  std::copy(size.begin(), size.end(), grid.size.begin());
  return grid;
}

WaveletBankOptions
Configuration::GetBankOptions() const
{
  WaveletBankOptions options;
  options.numberOfScales = scales;
  options.numberOfOrientations = orientations;
  options.decimation = !usesFullGrid;
  return options;
}

MomentSet
Configuration::GetMomentSet() const
{
  MomentSetOptions options;
  options.model = MomentModelOfName(model);
  options.scaleRange = scaleRange;
  return { static_cast<unsigned int>(size.size()), scales, orientations, options };
}

std::string
Configuration::Describe() const
{
  return FormatSize(size) + ", J = " + std::to_string(scales) + ", L = " + std::to_string(orientations) + ", model " +
         model + " with scale range " + std::to_string(scaleRange) + (usesFullGrid ? ", full grid" : "") + ", " +
         FormatCount(this->GetMomentSet().GetNumberOfUniqueMoments()) + " moments";
}

void
Configuration::ReportTo(Report & report) const
{
  report.Set("size", size);
  report.Set("pixels", this->GetGrid().NumberOfPixels());
  report.Set("scales", scales);
  report.Set("orientations", orientations);
  report.Set("model", model);
  report.Set("scale_range", scaleRange);
  report.Set("full_grid", usesFullGrid);
  report.Set("moments", this->GetMomentSet().GetNumberOfUniqueMoments());
}

void
AddConfigurationOptions(CLI::App & app, Configuration & configuration)
{
  app.add_option("--size", configuration.size, "Size of the image, for example 301x215 or 64x64x64 [256x256]")
    ->delimiter('x')
    ->expected(1, 3)
    ->check(Between(1, 1 << 16))
    ->type_name("SIZE");
  app.add_option("--scales", configuration.scales, "Number of octaves J [5]")->check(Between(1, 16))->type_name("J");
  app.add_option("--orientations", configuration.orientations, "Number of orientations L; 6, 10 or 15 in 3-D [8]")
    ->check(Between(1, 64))
    ->type_name("L");
  app.add_option("--model", configuration.model, "Set of moments: A, B, C, D, Compressive or Rectified [C]")
    ->transform(OneOf({ "A", "B", "C", "D", "Compressive", "Rectified" }))
    ->type_name("MODEL");
  app.add_option("--scale-range", configuration.scaleRange, "Largest distance of two scales that are compared [1]")
    ->check(Between(0, 15))
    ->type_name("N");
  app.add_flag("--full-grid", configuration.usesFullGrid, "All scales on the full grid");
}
} // namespace phaseharmonics_benchmark
