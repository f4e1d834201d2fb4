// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// How far empirical moments of random processes are from their expectations, against the length of the series.

#include "phErgodicityTools.h"
#include "phStructureFunctions.h"

#include "LinePlot.h"
#include "OptionChecks.h"
#include "OutputSet.h"
#include "Picture.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "Report.h"
#include "TextTable.h"

#include <iostream>
#include <numeric>

namespace
{
using namespace phaseharmonics_examples;
using phaseharmonics::IntervalEstimate;
using phaseharmonics::SeriesProcess;
using phaseharmonics::SeriesProcessKind;

struct Case
{
  std::string   name;
  SeriesProcess process;
  /** The integral scale is the length of the series. */
  bool isControl{ false };
};

struct Curves
{
  std::vector<double> rootMeanSquares;
  IntervalEstimate    slope;
};

std::vector<Case>
MakeCases()
{
  std::vector<Case> cases(5);
  cases[0].name = "white noise";
  cases[0].process.kind = SeriesProcessKind::FractionalNoise;
  cases[1].name = "fractional noise, H = 0.8";
  cases[1].process.kind = SeriesProcessKind::FractionalNoise;
  cases[1].process.hurst = 0.8;
  cases[2].name = "multifractal walk, L = 512";
  cases[3].name = "Poisson noise, 1/64";
  cases[3].process.kind = SeriesProcessKind::Poisson;
  cases[4].name = "control: multifractal walk, L = d";
  cases[4].isControl = true;
  return cases;
}

Curves
Measure(const Case &                     measured,
        const std::vector<std::size_t> & lengths,
        unsigned int                     runs,
        unsigned int                     replicates,
        std::uint64_t                    seed)
{
  std::vector<std::vector<std::vector<double>>> deviations;
  std::vector<double>                           logLengths;
  for (const std::size_t length : lengths)
  {
    SeriesProcess process = measured.process;
    process.integralScale = measured.isControl ? length : process.integralScale;
    deviations.push_back(phaseharmonics_test::MomentDeviations(process, length, runs, seed));
    logLengths.push_back(std::log2(static_cast<double>(length)));
    ThrowIfInterrupted();
  }
  const auto weights = phaseharmonics::SlopeWeights(logLengths, std::vector<double>(lengths.size(), 1.0));
  // Series are independent: blocks of one.
  const phaseharmonics::BlockBootstrap bootstrap(runs, 1, seed, 1);
  std::vector<double>                  slopes;
  Curves                               curves;
  for (unsigned int replicate = 0; replicate <= replicates; ++replicate)
  {
    double slope = 0.0;
    for (std::size_t i = 0; i < lengths.size(); ++i)
    {
      std::vector<std::size_t> numbers(runs);
      std::iota(numbers.begin(), numbers.end(), std::size_t{ 0 });
      if (replicate > 0)
      {
        const auto blocks = bootstrap.Draw(replicate * lengths.size() + i);
        std::transform(blocks.begin(), blocks.end(), numbers.begin(), [](const auto & block) { return block.start; });
      }
      const double value = phaseharmonics_test::RootMeanSquare(deviations[i], numbers);
      slope += weights[i] * std::log2(value);
      if (replicate == 0)
      {
        curves.rootMeanSquares.push_back(value);
      }
    }
    slopes.push_back(slope);
  }
  curves.slope = phaseharmonics::SummarizeReplicates(slopes.front(), { slopes.begin() + 1, slopes.end() }, 0.95);
  return curves;
}

void
Run(const std::string & reportPath,
    const std::string & picturePath,
    unsigned int        runs,
    unsigned int        largest,
    std::uint64_t       seed)
{
  OutputSet outputs;
  outputs.Announce(reportPath);
  outputs.Announce(picturePath, ".png");
  std::vector<std::size_t> lengths;
  std::vector<double>      abscissas;
  for (unsigned int octave = 10; octave <= largest; octave += 2)
  {
    lengths.push_back(std::size_t{ 1 } << octave);
    abscissas.push_back(static_cast<double>(lengths.back()));
  }
  const auto                            cases = MakeCases();
  std::vector<Curve>                    drawn;
  std::vector<Report>                   reports;
  std::vector<std::vector<std::string>> table{ { "process" } };
  for (const std::size_t length : lengths)
  {
    table.front().push_back("d = " + FormatCount(length));
  }
  table.front().insert(table.front().end(), { "slope", "95 % interval" });
  ProgressBar bar("Measuring");
  for (std::size_t c = 0; c < cases.size(); ++c)
  {
    const Curves curves = Measure(cases[c], lengths, runs, 199, seed);
    Report       report;
    report.Set("process", cases[c].name);
    report.Set("lengths", lengths);
    report.Set("root_mean_square", curves.rootMeanSquares);
    report.Set("slope", curves.slope.value);
    report.Set("slope_standard_error", curves.slope.standardError);
    report.Set("slope_interval", std::vector<double>{ curves.slope.low, curves.slope.high });
    reports.push_back(report);
    drawn.push_back({ cases[c].name + ": " + FormatNumber(curves.slope.value, 2),
                      abscissas,
                      curves.rootMeanSquares,
                      std::nullopt,
                      cases[c].isControl,
                      true });
    std::vector<std::string> row{ cases[c].name };
    for (const double value : curves.rootMeanSquares)
    {
      row.push_back(FormatNumber(value));
    }
    row.push_back(FormatNumber(curves.slope.value));
    row.push_back(FormatNumber(curves.slope.low) + " to " + FormatNumber(curves.slope.high));
    table.push_back(row);
    bar.Update((c + 1.0) / static_cast<double>(cases.size()));
  }
  bar.Finish();
  Report report;
  report.Set("series_of_each_length", runs);
  report.Set("seed", seed);
  report.Set("processes", reports);
  report.Write(outputs.Add(reportPath));
  PlotOptions options;
  options.title = "Error of moments, and slopes";
  options.xLabel = "length d of the series";
  options.xIsLogarithmic = true;
  options.yIsLogarithmic = true;
  options.width = 640;
  options.height = 420;
  options.yRange = { { 0.002, 2.0 } };
  Picture picture;
  picture.AddRow({ { DrawLinePlot(drawn, options), "" } });
  picture.Write(outputs.Add(picturePath));
  outputs.Commit();
  std::cout << FormatTable(table) << std::endl;
}
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App      app("Measures how empirical moments of random processes approach their expectations as series grow.");
  std::string   report = "ergodicity.json";
  std::string   picture = "ergodicity.png";
  unsigned int  runs = 100;
  unsigned int  largest = 16;
  std::uint64_t seed = 0;
  app.add_option("--report", report, "Figures, as JSON [ergodicity.json]")->type_name("FILE");
  app.add_option("--picture", picture, "Figure, as PNG [ergodicity.png]")->type_name("FILE");
  app.add_option("--runs", runs, "Independent series of each length [100]")->check(Between(8, 100000))->type_name("N");
  app.add_option("--largest", largest, "log2 of the largest length [16]")->check(Between(12, 22))->type_name("N");
  app.add_option("--seed", seed, "Seed [0]")->type_name("N");
  return RunProgram(app, argc, argv, [&] { Run(report, picture, runs, largest, seed); });
}
