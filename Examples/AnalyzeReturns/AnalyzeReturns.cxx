// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Describes a series of returns: scaling, marginal, leverage and volatility, each with a standard error.

#include "MemoryPeak.h"
#include "OptionChecks.h"
#include "OutputSet.h"
#include "ProgramMain.h"
#include "ProgressExecutor.h"
#include "SeriesCommandLine.h"
#include "SeriesDates.h"
#include "SeriesPicture.h"
#include "SeriesReport.h"
#include "SeriesTable.h"
#include "TextTable.h"

#include <chrono>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;

struct Options
{
  SeriesOptions       input;
  SeriesFigureOptions figures;
  std::uint64_t       seed{ 0 };
  unsigned int        threads{ 0 };
  std::string         picture;
  std::string         report;
  std::string         csv;
  std::string         returns;
};

void
AddOptions(CLI::App & app, Options & options)
{
  AddSeriesOptions(app, options.input);
  AddSeriesFigureOptions(app, options.figures);
  app.add_option("--seed", options.seed, "Seed of the bootstrap [0]")->type_name("N");
  app.add_option("--threads", options.threads, "Number of threads [all processors]")
    ->check(Between(1, 128))
    ->type_name("N");
  app.add_option("--picture", options.picture, "Picture of the series and its figures, as PNG")->type_name("FILE");
  app.add_option("--report", options.report, "All figures, as JSON")->type_name("FILE");
  app.add_option("--csv", options.csv, "All figures as one table of numbers")->type_name("FILE");
  app.add_option("--returns", options.returns, "The returns that were analyzed, as text or image")->type_name("FILE");
}

/** Throws where the long work would, which takes little without replicates and lags. */
void
CheckFitsSeries(phaseharmonics::SeriesFiguresOptions options, const Series & series)
{
  phaseharmonics::SetBootstrap(options, 0, 0);
  options.statistics.largestLag = 0;
  phaseharmonics::EstimateSeriesFigures(
    series.values.data(), series.values.size(), options, phaseharmonics::SerialExecutor());
}

void
Run(const Options & options)
{
  const auto start = std::chrono::steady_clock::now();
  if (options.threads > 0)
  {
    itk::MultiThreaderBase::SetGlobalMaximumNumberOfThreads(options.threads);
    itk::MultiThreaderBase::SetGlobalDefaultNumberOfThreads(options.threads);
  }
  OutputSet outputs;
  if (!options.picture.empty())
  {
    outputs.Announce(options.picture, ".png");
  }
  if (!options.report.empty())
  {
    outputs.Announce(options.report);
  }
  if (!options.csv.empty())
  {
    outputs.Announce(options.csv, ".csv");
  }
  if (!options.returns.empty())
  {
    CheckSeriesFormat(options.returns);
    outputs.Announce(options.returns);
  }

  const Series series = ReadSeries(options.input.path, options.input);
  const auto   kernelOptions = KernelOptionsOf(options.figures, options.seed);
  CheckFitsSeries(kernelOptions, series);
  SeriesFigures figures;
  {
    ProgressBar            bar("Analyzing " + series.name);
    const ProgressExecutor executor(bar, phaseharmonics::NumberOfLoopsOfSeriesFigures);
    figures =
      phaseharmonics::EstimateSeriesFigures(series.values.data(), series.values.size(), kernelOptions, executor);
    bar.Finish();
  }
  if (!options.picture.empty())
  {
    const bool        hasDates = !series.dates.empty() && LooksLikeDate(series.dates.front());
    const std::string title = series.name + ": " + FormatCount(series.values.size()) + " returns" +
                              (hasDates ? ", " + series.dates.front() + " to " + series.dates.back() : std::string());
    DrawSeries(title, { { series.name, series.values, { figures } } }).Write(outputs.Add(options.picture));
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!options.report.empty())
  {
    Report report;
    report.Set("input", options.input.path);
    report.Set("column", series.name);
    report.Set("treatments", series.treatments);
    report.Set("data", MakeSeriesReport(figures));
    report.Set("bootstrap", options.figures.replicates);
    report.Set("seed", options.seed);
    report.Set("seconds_total", seconds);
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    report.Write(outputs.Add(options.report));
  }
  if (!options.csv.empty())
  {
    WriteFigureTable(outputs.Add(options.csv), figures);
  }
  if (!options.returns.empty())
  {
    WriteSeries(outputs.Add(options.returns), { series.dates, { "return" }, { series.values } });
  }
  outputs.Commit();
  std::cout << FormatTable(MakeSeriesTable({ series.name }, { { figures } })) << '\n';
  for (const std::string & treatment : series.treatments)
  {
    std::cout << "note: " << treatment << '\n';
  }
  if (figures.multifractal.numberOfZeroLeaders > 0)
  {
    std::cout << "note: " << figures.multifractal.numberOfZeroLeaders
              << " wavelet leaders vanish, as in stretches without change: left out\n";
  }
  std::cout << FormatCount(series.values.size()) << " returns; " << FormatNumber(seconds) << " s" << std::endl;
}
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app("Describes a series of returns: scaling exponents and log-cumulants, marginal, leverage and volatility "
               "autocorrelation, each with a standard error.");
  Options  options;
  AddOptions(app, options);
  return RunProgram(app, argc, argv, [&] { Run(options); });
}
