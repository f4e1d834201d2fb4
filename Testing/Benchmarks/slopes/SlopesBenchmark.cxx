// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Time and memory of value and gradient for one configuration, beside its floor. A process for each configuration, so
// that the peak of its memory is that of this configuration.

#include "Configuration.h"
#include "phBenchmarkInput.h"
#include "phFloor.h"
#include "phStatistics.h"
#include "phTiming.h"

#include "MemoryPeak.h"
#include "OptionChecks.h"
#include "OutputFile.h"
#include "ProgramMain.h"
#include "TextTable.h"

#include <iostream>
#include <thread>

namespace
{
using namespace phaseharmonics_benchmark;
using namespace phaseharmonics_examples;

struct Options
{
  Configuration configuration;
  unsigned int  threads{ std::max(1u, std::thread::hardware_concurrency()) };
  double        seconds{ 1.0 };
  std::size_t   memoryLimitInMebibytes{ 0 };
  std::string   report;
};

void
Run(const Options & options)
{
  const auto executor = ExecutorOf(options.threads);
  const auto grid = options.configuration.GetGrid();
  const auto bankOptions = options.configuration.GetBankOptions();
  const auto image = Noise<float>(grid.NumberOfPixels());
  const auto target = Noise<float>(image.size(), 2);

  std::vector<float> gradient(image.size());
  const double       mebibytesOfImages = MemoryPeakInMebibytes();
  const auto         bank = std::make_shared<const phaseharmonics::WaveletBank<float>>(grid, bankOptions, executor);

  phaseharmonics::Statistics<float> statistics(
    bank, options.configuration.GetMomentSet(), options.memoryLimitInMebibytes << 20);
  const double mebibytesPredicted = static_cast<double>(statistics.PeakMemoryInBytes(true)) / 1048576.0;
  statistics.SetTarget(statistics.Analyze(target.data(), executor), phaseharmonics::MomentNormalization::Target);
  const auto work = [&] { statistics.ValueAndGradient(image.data(), gradient.data(), executor); };
  work();
  const double mebibytesTaken = MemoryPeakInMebibytes() - mebibytesOfImages;

  const FloorWork floorWork = CountMomentWork(grid, bankOptions, statistics.GetMomentSet());
  Floor<float>    floor(floorWork, Direction::Both, options.threads, executor);
  double          milliseconds = std::numeric_limits<double>::infinity();
  double          elapsed = 0.0;
  for (int run = 0; run < 2 || elapsed < 1e3 * options.seconds; ++run)
  {
    elapsed += Milliseconds([&] {
      floor.Measure();
      milliseconds = std::min(milliseconds, Milliseconds(work));
    });
  }

  const FloorTimes & times = floor.GetTimes();
  Report             report;
  options.configuration.ReportTo(report);
  report.Set("threads", options.threads);
  report.Set("milliseconds", milliseconds);
  report.Set("floor_ms", times.Total());
  report.Set("floor_transforms_ms", times.transforms);
  report.Set("floor_products_ms", times.products);
  report.Set("floor_traffic_ms", times.traffic);
  report.Set("floor_ratio", milliseconds / times.Total());
  report.Set("full_size_transforms", floorWork.NumberOfFullSizeTransforms());
  report.Set("product_flops_forward", floorWork.productFlops);
  report.Set("memory_limit_mib", options.memoryLimitInMebibytes);
  report.Set("predicted_mib", mebibytesPredicted);
  report.Set("peak_mib", mebibytesTaken);
  if (!options.report.empty())
  {
    report.Write(options.report);
  }
  std::cout << options.configuration.Describe() << ": " << FormatNumber(milliseconds) << " ms, "
            << FormatNumber(milliseconds / times.Total()) << " times its floor of " << FormatNumber(times.Total())
            << " ms; predicts " << FormatNumber(mebibytesPredicted) << " MiB, takes at most "
            << FormatNumber(mebibytesTaken) << " MiB\n";
}
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app("Measures time and memory of value and gradient of matching moments, beside the least time that this "
               "machine could do it in.");
  Options  options;
  AddConfigurationOptions(app, options.configuration);
  app.add_option("--threads", options.threads, "Number of threads [all processors]")
    ->check(Between(1, 128))
    ->type_name("N");
  app.add_option("--seconds", options.seconds, "Go on measuring for so long [1]")
    ->check(CLI::NonNegativeNumber.description(""))
    ->type_name("SECONDS");
  app.add_option("--memory-limit", options.memoryLimitInMebibytes, "Largest memory of the moments, 0 for no limit [0]")
    ->check(Between(0, 1 << 24))
    ->type_name("MIB");
  app.add_option("--report", options.report, "Write all figures to this JSON file")->type_name("FILE");
  return RunProgram(app, argc, argv, [&] {
    if (!options.report.empty())
    {
      CheckWritable(options.report);
    }
    Run(options);
  });
}
