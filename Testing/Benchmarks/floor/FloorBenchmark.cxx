// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// What this machine can do at best, and so the least time in which it could compute a value and gradient.

#include "Configuration.h"
#include "phBandwidth.h"
#include "phBenchmarkInput.h"
#include "phFloor.h"
#include "phProductRate.h"
#include "phTiming.h"

#include "OptionChecks.h"
#include "OutputFile.h"
#include "ProgramMain.h"
#include "TextTable.h"

#include <iostream>
#include <set>
#include <thread>

namespace
{
using namespace phaseharmonics_benchmark;
using namespace phaseharmonics_examples;
using phaseharmonics::Grid;
using Table = std::vector<std::vector<std::string>>;

struct Options
{
  Configuration configuration;
  std::string   precision{ "float" };
  unsigned int  threads{ std::max(1u, std::thread::hardware_concurrency()) };
  double        planningSeconds{ 5.0 };
  int           streamMebibytes{ 256 };
  std::string   report;

  std::set<unsigned int>
  NumbersOfThreads() const
  {
    return { 1, threads };
  }
};

std::string
SizeOf(const Grid & grid)
{
  return FormatSize({ grid.size.begin(), grid.size.begin() + grid.dimension });
}

/** Adds up the parts of a program's report, and prints each as a table when it is done. */
class Session
{
public:
  explicit Session(const Options & options)
    : m_Options(options)
    , m_Work(CountMomentWork(options.configuration.GetGrid(),
                             options.configuration.GetBankOptions(),
                             options.configuration.GetMomentSet()))
  {
    options.configuration.ReportTo(m_Report);
    m_Report.Set("precision", options.precision);
    std::cout << options.configuration.Describe() << ", " << options.precision << '\n';
  }

  template <typename T>
  void
  MeasureTransforms()
  {
    Table               table{ { "transforms, 1 thread, ms", "library", "fastest of FFTW", "plan", "needed" } };
    std::vector<Report> reports;
    const auto          add = [&](const Grid & grid, TransformKind kind, const std::string & name, std::size_t count) {
      const auto & transform = BestTransform<T>::Of(grid, kind);
      Report       report;
      report.Set("size", std::vector<std::size_t>(grid.size.begin(), grid.size.begin() + grid.dimension));
      report.Set("kind", name);
      report.Set("count", count);
      const auto &        candidates = transform.GetCandidates();
      auto                fastest = candidates.begin() + 1;
      std::vector<Report> ways;
      for (auto candidate = candidates.begin(); candidate != candidates.end(); ++candidate)
      {
        Report way;
        way.Set("plan", candidate->name);
        way.Set("milliseconds", candidate->milliseconds);
        ways.push_back(way);
        if (candidate > fastest && candidate->milliseconds < fastest->milliseconds)
        {
          fastest = candidate;
        }
      }
      report.Set("plans", ways);
      report.Set("fastest", transform.GetFastest().name);
      reports.push_back(report);
      table.push_back({ SizeOf(grid) + " " + name,
                        FormatNumber(candidates.front().milliseconds),
                        FormatNumber(fastest->milliseconds),
                        fastest->name,
                        std::to_string(count) });
    };
    add(m_Work.image, TransformKind::RealForward, "real forward", 1);
    add(m_Work.image, TransformKind::RealInverse, "real inverse", 1);
    std::vector<FloorWork::Bands> grids;
    for (const FloorWork::Bands & bands : m_Work.bands)
    {
      if (grids.empty() || grids.back().grid != bands.grid)
      {
        grids.push_back({ bands.grid, 0 });
      }
      grids.back().count += 2 * bands.count;
    }
    for (const FloorWork::Bands & bands : grids)
    {
      add(bands.grid, TransformKind::Complex, "complex", bands.count);
    }
    m_Report.Set("transforms", reports);
    std::cout << '\n'
              << FormatTable(table) << "as many as " << FormatNumber(m_Work.NumberOfFullSizeTransforms())
              << " of the full size\n";
  }

  void
  MeasureProducts()
  {
    Table               table{ { "products, GFlop/s", "threads", "Gram", "its gradient", "best tile x columns" } };
    std::vector<Report> reports;
    for (const unsigned int threads : m_Options.NumbersOfThreads())
    {
      const auto executor = ExecutorOf(threads);
      this->AddProducts<float>("float", threads, executor, table, reports);
      this->AddProducts<double>("double", threads, executor, table, reports);
    }
    m_Report.Set("products", reports);
    std::cout << '\n' << FormatTable(table);
  }

  void
  MeasureBandwidths()
  {
    Table               table{ { "bandwidth, GB/s", "threads", "copy", "scale", "add", "triad" } };
    std::vector<Report> reports;
    for (const unsigned int threads : m_Options.NumbersOfThreads())
    {
      const auto        executor = ExecutorOf(threads);
      const std::size_t ofMemory = static_cast<std::size_t>(m_Options.streamMebibytes) << 20;
      // Three arrays in half of the caches.
      const std::size_t ofCache = threads * BytesOfSecondLevelCache() / 6;
      for (const std::size_t bytes : { ofMemory, ofCache })
      {
        const Bandwidth   rate = MeasureBandwidth(bytes, 0.05, threads, executor);
        const std::string where = bytes == ofMemory ? "memory" : "second-level cache";
        table.push_back({ where + ", " + FormatNumber(static_cast<double>(bytes) / 1048576.0) + " MiB an array",
                          std::to_string(threads),
                          FormatNumber(rate.copy),
                          FormatNumber(rate.scale),
                          FormatNumber(rate.add),
                          FormatNumber(rate.triad) });
        Report report;
        report.Set("where", where);
        report.Set("threads", threads);
        report.Set("bytes_of_array", bytes);
        report.Set("copy", rate.copy);
        report.Set("scale", rate.scale);
        report.Set("add", rate.add);
        report.Set("triad", rate.triad);
        reports.push_back(report);
      }
    }
    m_Report.Set("bandwidth", reports);
    std::cout << '\n' << FormatTable(table);
  }

  template <typename T>
  void
  MeasureFloor()
  {
    Table               table{ { "floor of value and gradient, ms", "transforms", "products", "traffic", "sum" } };
    std::vector<Report> reports;
    for (const unsigned int threads : m_Options.NumbersOfThreads())
    {
      const auto executor = ExecutorOf(threads);
      Floor<T>   floor(m_Work, Direction::Both, threads, executor);
      for (double elapsed = 0.0; elapsed < 1500.0;)
      {
        elapsed += Milliseconds([&floor] { floor.Measure(); });
      }
      const FloorTimes & times = floor.GetTimes();
      table.push_back({ std::to_string(threads) + (threads == 1 ? " thread" : " threads"),
                        FormatNumber(times.transforms),
                        FormatNumber(times.products),
                        FormatNumber(times.traffic),
                        FormatNumber(times.Total()) });
      Report report;
      report.Set("threads", threads);
      report.Set("transforms_ms", times.transforms);
      report.Set("products_ms", times.products);
      report.Set("traffic_ms", times.traffic);
      report.Set("floor_ms", times.Total());
      reports.push_back(report);
    }
    m_Report.Set("full_size_transforms", m_Work.NumberOfFullSizeTransforms());
    m_Report.Set("products_needed", m_Work.numberOfProducts);
    m_Report.Set("product_flops_forward", m_Work.productFlops);
    m_Report.Set("map_bytes", m_Work.MapBytes(Direction::Both, sizeof(T)));
    m_Report.Set("traffic_bytes", m_Work.TrafficBytes(Direction::Both, sizeof(T)));
    m_Report.Set("last_level_cache_bytes", BytesOfLastLevelCache());
    m_Report.Set("floor", reports);
    const double mebibytes = m_Work.MapBytes(Direction::Both, sizeof(T)) / 1048576.0;
    std::cout << '\n'
              << FormatTable(table) << FormatCount(m_Work.numberOfProducts) << " products of maps, "
              << FormatNumber(3e-9 * m_Work.productFlops) << " GFlop; coefficients and their gradient "
              << FormatNumber(mebibytes) << " MiB, last-level cache "
              << FormatNumber(static_cast<double>(BytesOfLastLevelCache()) / 1048576.0) << " MiB\n";
  }

  const Report &
  GetReport() const
  {
    return m_Report;
  }

private:
  template <typename T>
  void
  AddProducts(const std::string &              precision,
              unsigned int                     threads,
              const phaseharmonics::Executor & executor,
              Table &                          table,
              std::vector<Report> &            reports)
  {
    std::map<std::size_t, std::map<Product, ProductRate>> fastest;
    for (const Product product : { Product::Gram, Product::Gradient })
    {
      for (const ProductRate & rate : MeasureProductRates<T>(product, 0.02, threads, executor))
      {
        ProductRate & best = fastest[rate.way.architecture].emplace(product, rate).first->second;
        best = rate.gflops > best.gflops ? rate : best;
        Report report;
        report.Set("precision", precision);
        report.Set("threads", threads);
        report.Set("product", product == Product::Gram ? "gram" : "gradient");
        report.Set("architecture", SupportedArchitectures()[rate.way.architecture].name);
        report.Set("tile", rate.way.tile);
        report.Set("columns", rate.way.columns);
        report.Set("gflops", rate.gflops);
        reports.push_back(report);
      }
    }
    const auto shape = [](const ProductCase & way) { return FormatSize({ way.tile, way.columns }); };
    for (auto & [architecture, best] : fastest)
    {
      const ProductRate & gram = best.at(Product::Gram);
      const ProductRate & gradient = best.at(Product::Gradient);
      table.push_back({ SupportedArchitectures()[architecture].name + ", " + precision,
                        std::to_string(threads),
                        FormatNumber(gram.gflops),
                        FormatNumber(gradient.gflops),
                        shape(gram.way) + ", " + shape(gradient.way) });
    }
  }

  const Options & m_Options;
  FloorWork       m_Work;
  Report          m_Report;
};

template <typename T>
void
Run(const Options & options)
{
  CheckWaveletBankOptions(options.configuration.GetGrid(), options.configuration.GetBankOptions());
  SetPlanningSeconds(options.planningSeconds);
  Session session(options);
  session.MeasureTransforms<T>();
  session.MeasureProducts();
  session.MeasureBandwidths();
  session.MeasureFloor<T>();
  if (!options.report.empty())
  {
    session.GetReport().Write(options.report);
  }
}
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app(
    "Measures Fourier transforms, matrix products and memory on this machine, and from them the least time in "
    "which value and gradient of matching moments can be had.");
  Options options;
  AddConfigurationOptions(app, options.configuration);
  app.add_option("--precision", options.precision, "Compute with float or double [float]")
    ->transform(OneOf({ "float", "double" }))
    ->type_name("float|double");
  app.add_option("--threads", options.threads, "Number of threads beside 1 [all processors]")
    ->check(Between(1, 128))
    ->type_name("N");
  app.add_option("--planning-seconds", options.planningSeconds, "Time that FFTW may take for each plan [5]")
    ->check(CLI::PositiveNumber.description(""))
    ->type_name("SECONDS");
  app.add_option("--stream-mebibytes", options.streamMebibytes, "Size of each of three arrays in memory [256]")
    ->check(Between(1, 1 << 16))
    ->type_name("MIB");
  app.add_option("--report", options.report, "Write all figures to this JSON file")->type_name("FILE");
  return RunProgram(app, argc, argv, [&] {
    if (!options.report.empty())
    {
      CheckWritable(options.report);
    }
    options.precision == "float" ? Run<float>(options) : Run<double>(options);
  });
}
