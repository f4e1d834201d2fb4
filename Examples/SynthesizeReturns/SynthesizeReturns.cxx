// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Draws new series of returns with the scattering spectra and the marginals of a series, and compares them with it.

#include "MemoryPeak.h"
#include "OutputSet.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "ProgressExecutor.h"
#include "ReturnsOptions.h"
#include "SeriesPicture.h"
#include "SeriesReport.h"
#include "TextTable.h"

#include "itkScatteringSpectraSynthesisImageFilter.h"
#include "phSeriesPrices.h"

#include <chrono>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;
using SeriesImage = itk::Image<double, 1>;
using SynthesisFilter = itk::ScatteringSpectraSynthesisImageFilter<SeriesImage>;

SeriesImage::Pointer
ImageOf(const std::vector<double> & values)
{
  auto image = SeriesImage::New();
  image->SetRegions(SeriesImage::SizeType{ { values.size() } });
  image->Allocate();
  std::copy(values.begin(), values.end(), image->GetBufferPointer());
  return image;
}

std::vector<double>
ValuesOf(const SeriesImage * image)
{
  const double * const begin = image->GetBufferPointer();
  return { begin, begin + image->GetLargestPossibleRegion().GetNumberOfPixels() };
}

class Synthesis
{
public:
  explicit Synthesis(const ReturnsOptions & options)
    : m_Options(options)
    , m_Series(ReadSeries(options.input.path, options.input))
    , m_Filter(SynthesisFilter::New())
  {}

  void
  Run()
  {
    const auto start = std::chrono::steady_clock::now();
    this->AnnounceOutputs();
    this->Synthesize();
    this->Compare();
    WriteSeries(m_Outputs.Add(m_Options.output), this->MakeColumns());
    if (!m_Options.picture.empty())
    {
      this->DrawPicture().Write(m_Outputs.Add(m_Options.picture));
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!m_Options.report.empty())
    {
      this->MakeReport(seconds).Write(m_Outputs.Add(m_Options.report));
    }
    m_Outputs.Commit();
    this->Print(seconds);
  }

private:
  void
  AnnounceOutputs()
  {
    CheckSeriesFormat(m_Options.output);
    m_Outputs.Announce(m_Options.output);
    if (!m_Options.picture.empty())
    {
      m_Outputs.Announce(m_Options.picture, ".png");
    }
    if (!m_Options.report.empty())
    {
      m_Outputs.Announce(m_Options.report);
    }
    if (!m_Options.checkpoint.empty())
    {
      m_Outputs.Announce(m_Options.checkpoint);
    }
  }

  void
  Synthesize()
  {
    m_Filter->SetInput(ImageOf(m_Series.values));
    m_Filter->SetNumberOfSamples(m_Options.samples);
    m_Filter->SetLength(m_Options.length);
    m_Filter->SetNumberOfScales(m_Options.scales);
    m_Filter->SetNumberOfWindows(m_Options.windows);
    m_Filter->SetNumberOfIterations(m_Options.iterations);
    m_Filter->SetSeed(m_Options.seed);
    m_Filter->SetCheckpointFileName(m_Options.checkpoint);
    m_Filter->SetCheckpointInterval(m_Options.checkpointInterval);
    ProgressBar bar("Synthesizing");
    bar.Observe(m_Filter, [this] {
      return "series " + std::to_string(m_Filter->GetSample() + 1) + ", iteration " +
             std::to_string(m_Filter->GetIteration()) + ", loss " + FormatNumber(m_Filter->GetLoss());
    });
    UpdateInterruptibly(m_Filter);
    bar.Finish("loss " + FormatNumber(m_Filter->GetLoss()));
    for (unsigned int sample = 0; sample < m_Options.samples; ++sample)
    {
      m_Samples.push_back(ValuesOf(m_Filter->GetOutput(sample)));
    }
  }

  void
  Compare()
  {
    ProgressBar            bar("Comparing");
    const ProgressExecutor executor(bar, (m_Options.samples + 1) * phaseharmonics::NumberOfLoopsOfSeriesFigures);
    auto                   options = KernelOptionsOf(m_Options.figures, m_Options.seed);
    m_Data = phaseharmonics::EstimateSeriesFigures(m_Series.values.data(), m_Series.values.size(), options, executor);
    for (const auto & sample : m_Samples)
    {
      m_Figures.push_back(phaseharmonics::EstimateSeriesFigures(sample.data(), sample.size(), options, executor));
    }
    bar.Finish();
  }

  SeriesColumns
  MakeColumns() const
  {
    SeriesColumns columns;
    if (m_Samples.front().size() == m_Series.dates.size())
    {
      columns.dates = m_Series.dates;
    }
    for (std::size_t sample = 0; sample < m_Samples.size(); ++sample)
    {
      columns.names.push_back("sample_" + std::to_string(sample + 1));
      columns.values.push_back(m_Options.WritesPrices() ? phaseharmonics::PricesOfReturns(m_Samples[sample])
                                                        : m_Samples[sample]);
    }
    return columns;
  }

  std::string
  NameOfSamples() const
  {
    return m_Options.samples > 1 ? std::to_string(m_Options.samples) + " samples" : "sample";
  }

  Picture
  DrawPicture() const
  {
    const std::string title = m_Series.name + ": " + FormatCount(m_Series.values.size()) +
                              " returns, and new ones from " + FormatCount(m_Filter->GetNumberOfMoments()) + " moments";
    return DrawSeries(
      title,
      { { m_Series.name, m_Series.values, { m_Data } }, { this->NameOfSamples(), m_Samples.front(), m_Figures } });
  }

  Report
  MakeReport(double seconds) const
  {
    const auto spectra = m_Filter->GetDescription().spectra.GetNumberOfMoments();
    Report     report;
    report.Set("input", m_Options.input.path);
    report.Set("column", m_Series.name);
    report.Set("treatments", m_Series.treatments);
    report.Set("output", m_Options.output);
    report.Set("written", m_Options.WritesPrices() ? "prices" : "returns");
    report.Set("seed", m_Options.seed);
    report.Set("iterations", m_Options.iterations);
    report.Set("moments", m_Filter->GetNumberOfMoments());
    report.Set("moments_of_spectra", spectra);
    report.Set("moments_of_marginals", m_Filter->GetNumberOfMoments() - spectra);
    report.Set("loss_final", m_Filter->GetFinalLosses());
    report.Set("data", MakeSeriesReport(m_Data));
    report.Set("samples", MakeEnsembleReport(m_Figures));
    std::vector<Report> members;
    for (const auto & figures : m_Figures)
    {
      members.push_back(MakeSeriesReport(figures));
    }
    report.Set("members", members);
    report.Set("bootstrap", m_Options.figures.replicates);
    report.Set("seconds_total", seconds);
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  void
  Print(double seconds) const
  {
    std::cout << FormatTable(MakeSeriesTable({ m_Series.name, this->NameOfSamples() }, { { m_Data }, m_Figures }))
              << '\n';
    for (const std::string & treatment : m_Series.treatments)
    {
      std::cout << "note: " << treatment << '\n';
    }
    std::cout << FormatCount(m_Filter->GetNumberOfMoments()) << " moments of " << FormatCount(m_Series.values.size())
              << " returns; loss " << FormatNumber(m_Filter->GetInitialLoss()) << " to "
              << FormatNumber(m_Filter->GetLoss()) << "; " << FormatNumber(seconds) << " s" << std::endl;
  }

  const ReturnsOptions &                     m_Options;
  Series                                     m_Series;
  SynthesisFilter::Pointer                   m_Filter;
  OutputSet                                  m_Outputs;
  std::vector<std::vector<double>>           m_Samples;
  phaseharmonics::SeriesFigures              m_Data;
  std::vector<phaseharmonics::SeriesFigures> m_Figures;
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app("Draws new series of returns with the scattering spectra and the marginals of SERIES that are random "
               "otherwise, and compares how they scale, their tails, leverage and volatility with those of SERIES.");
  ReturnsOptions options;
  AddReturnsOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    if (options.threads > 0)
    {
      itk::MultiThreaderBase::SetGlobalMaximumNumberOfThreads(options.threads);
      itk::MultiThreaderBase::SetGlobalDefaultNumberOfThreads(options.threads);
    }
    Synthesis(options).Run();
  });
}
