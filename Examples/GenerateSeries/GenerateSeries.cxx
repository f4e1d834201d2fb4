// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Writes series of processes whose statistics are known in closed form.

#include "LinePlot.h"
#include "OptionChecks.h"
#include "OutputSet.h"
#include "Picture.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "Report.h"
#include "SeriesFile.h"
#include "TextTable.h"
#include "phSeriesClosedForms.h"
#include "phSeriesPrices.h"

#include <cmath>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;
using phaseharmonics::SeriesProcess;

struct Options
{
  std::string   process;
  std::string   output;
  SeriesProcess parameters;
  bool          isUnsigned{ false };
  std::size_t   length{ 4096 };
  unsigned int  samples{ 1 };
  double        deviation{ 1.0 };
  std::string   form{ "returns" };
  std::uint64_t seed{ 0 };
  std::string   picture;
  std::string   report;
};

void
AddOptions(CLI::App & app, Options & options)
{
  SeriesProcess & p = options.parameters;
  app
    .add_option("PROCESS",
                options.process,
                "FractionalNoise, MultifractalRandomWalk, SkewedMultifractalWalk, MinimalLeverage or Poisson")
    ->required()
    ->transform(
      OneOf({ "FractionalNoise", "MultifractalRandomWalk", "SkewedMultifractalWalk", "MinimalLeverage", "Poisson" }));
  app.add_option("OUTPUT", options.output, "File to write: .csv, or an image such as .nrrd")->required();
  app.add_option("--length", options.length, "Length of a series [4096]")->check(Between(1, 1 << 26))->type_name("N");
  app.add_option("--samples", options.samples, "Independent series, one a column [1]")
    ->check(Between(1, 10000))
    ->type_name("K");
  app.add_option("--form", options.form, "returns, path (their sums) or prices (exponentials of those) [returns]")
    ->transform(OneOf({ "returns", "path", "prices" }))
    ->type_name("FORM");
  app.add_option("--deviation", options.deviation, "Factor of the returns; 0.01 is usual for prices [1]")
    ->check(Positive())
    ->type_name("S");
  app.add_option("--hurst", p.hurst, "Hurst exponent of Gaussian noise [0.5]")->type_name("H");
  app.add_option("--intermittency", p.intermittency, "lambda^2 of multifractal walks [0.04]")->type_name("L2");
  app.add_option("--integral-scale", p.integralScale, "Integral scale of multifractal walks, in samples [512]")
    ->type_name("N");
  app.add_option("--leverage", p.leverage, "Strength of the leverage [0.08]")->type_name("K");
  app.add_option("--leverage-exponent", p.leverageExponent, "Exponent of its decay in the skewed walk [0.5]")
    ->type_name("A");
  app.add_option("--leverage-memory", p.leverageMemory, "Memory of it in the skewed walk, in samples [60]")
    ->type_name("N");
  app.add_option("--leverage-lag", p.leverageLag, "Lag of it in MinimalLeverage [5]")->type_name("N");
  app.add_option("--intensity", p.intensity, "Jumps for each sample of Poisson noise [1/64]")->type_name("MU");
  app.add_flag("--unsigned", options.isUnsigned, "All jumps of Poisson noise are +1");
  app.add_option("--seed", options.seed, "Seed [0]")->type_name("N");
  app.add_option("--picture", options.picture, "Picture of the first series and their sums, as PNG")->type_name("FILE");
  app.add_option("--report", options.report, "What is known of the process, as JSON")->type_name("FILE");
}

constexpr std::size_t MostDrawn = 4;

/** Returns on the left, their sums on the right. */
Picture
DrawSamples(const Options & options, const std::vector<std::vector<double>> & returns)
{
  Picture picture(options.process);
  for (const auto & values : returns)
  {
    std::vector<Panel> row;
    for (const bool isPath : { false, true })
    {
      PlotOptions plot;
      plot.title = row.empty() && &values == &returns.front() ? "increments" : "";
      plot.title = isPath && &values == &returns.front() ? "their sums" : plot.title;
      plot.width = 480;
      plot.height = 220;
      Curve curve;
      curve.y = isPath ? phaseharmonics::IntegrateSeries(values) : values;
      curve.color = Ink;
      row.push_back({ DrawLinePlot({ curve }, plot), "" });
    }
    picture.AddRow(std::move(row));
  }
  return picture;
}

/** What the process has in closed form; null where it has none. */
Report
MakeReport(const Options & options)
{
  const SeriesProcess & process = options.parameters;
  const auto            known = [](const auto & closedForm) {
    try
    {
      return closedForm();
    }
    catch (const std::invalid_argument &)
    {
      return std::nan("");
    }
  };
  std::vector<double> exponents;
  for (const double q : { 1.0, 2.0, 3.0, 4.0 })
  {
    exponents.push_back(known([&] { return phaseharmonics::ScalingExponent(process, q); }));
  }
  const double        variance = known([&] { return phaseharmonics::SeriesVariance(process); });
  std::vector<double> leverage;
  for (long tau = 1; tau <= 20; ++tau)
  {
    leverage.push_back(known([&] { return phaseharmonics::SeriesLeverage(process, tau); }) / std::pow(variance, 1.5));
  }
  Report report;
  report.Set("process", options.process);
  report.Set("length", options.length);
  report.Set("samples", options.samples);
  report.Set("seed", options.seed);
  report.Set("zeta_1_to_4", exponents);
  report.Set("c1", known([&] { return phaseharmonics::LogCumulant(process, 1); }));
  report.Set("c2", known([&] { return phaseharmonics::LogCumulant(process, 2); }));
  report.Set("variance", variance * options.deviation * options.deviation);
  report.Set("kurtosis", known([&] { return phaseharmonics::SeriesKurtosis(process); }));
  report.Set("leverage_at_1_to_20", leverage);
  return report;
}

void
Run(Options options)
{
  options.parameters.kind = phaseharmonics::SeriesProcessOfName(options.process.c_str());
  options.parameters.isSigned = !options.isUnsigned;
  phaseharmonics::CheckSeriesProcess(options.parameters);
  OutputSet outputs;
  CheckSeriesFormat(options.output);
  outputs.Announce(options.output);
  if (!options.report.empty())
  {
    outputs.Announce(options.report);
  }
  if (!options.picture.empty())
  {
    outputs.Announce(options.picture, ".png");
  }
  SeriesColumns                    columns;
  std::vector<std::vector<double>> drawn;
  {
    ProgressBar bar("Generating");
    for (unsigned int k = 0; k < options.samples; ++k)
    {
      ThrowIfInterrupted();
      auto values = phaseharmonics::GenerateSeries(options.parameters, options.length, options.seed, k);
      for (double & value : values)
      {
        value *= options.deviation;
      }
      if (drawn.size() < MostDrawn)
      {
        drawn.push_back(values);
      }
      if (options.form != "returns")
      {
        values = phaseharmonics::IntegrateSeries(values);
      }
      if (options.form == "prices")
      {
        values = phaseharmonics::PricesOfPath(values);
      }
      const std::string name = options.form == "returns" ? "return" : options.form == "path" ? "path" : "price";
      columns.names.push_back(options.samples > 1 ? name + " " + std::to_string(k + 1) : name);
      columns.values.push_back(std::move(values));
      bar.Update((k + 1.0) / options.samples);
    }
    bar.Finish();
  }
  WriteSeries(outputs.Add(options.output), columns);
  if (!options.picture.empty())
  {
    DrawSamples(options, drawn).Write(outputs.Add(options.picture));
  }
  if (!options.report.empty())
  {
    MakeReport(options).Write(outputs.Add(options.report));
  }
  outputs.Commit();
  std::cout << FormatCount(options.samples) << " series of " << FormatCount(options.length) << " samples" << std::endl;
}
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app("Writes series of random processes whose scaling, kurtosis and leverage are known in closed form.");
  Options  options;
  AddOptions(app, options);
  return RunProgram(app, argc, argv, [&] { Run(options); });
}
