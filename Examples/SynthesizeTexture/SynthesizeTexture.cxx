// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Draws new images with the phase-harmonic moments of an image, and tells how they differ from it.

#include "Comparison.h"
#include "ImageArray.h"
#include "ImageMetrics.h"
#include "MemoryPeak.h"
#include "OutputSet.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "SynthesisOptions.h"
#include "SynthesisPicture.h"
#include "SynthesisRecord.h"
#include "TextTable.h"

#include "itkGaussianSynthesisImageFilter.h"
#include "itkMicrocanonicalSynthesisImageFilter.h"
#include "itkPhaseHarmonicMomentsReader.h"

#include <array>
#include <chrono>
#include <cmath>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;

template <typename TImage>
class Synthesis
{
public:
  Synthesis(TImage * image, const SynthesisOptions & options)
    : m_Image(image)
    , m_Options(options)
    , m_Filter(SynthesisFilter::New())
    , m_Record(options.samples)
  {}

  void
  Run()
  {
    const auto start = Clock::now();
    this->AnnounceOutputs();
    this->SetUpFilter();
    this->Synthesize();
    this->Compare();
    this->AddImages();
    const auto table = MakeComparisonTable(m_Fields);
    if (!m_Options.picture.empty())
    {
      this->DrawPicture().Write(m_Outputs.Add(m_Options.picture));
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (!m_Options.report.empty())
    {
      this->MakeReport(seconds).Write(m_Outputs.Add(m_Options.report));
    }
    m_Outputs.Commit();
    std::cout << FormatTable(table) << this->Summarize(seconds) << std::flush;
  }

private:
  using Clock = std::chrono::steady_clock;
  using SynthesisFilter = itk::MicrocanonicalSynthesisImageFilter<TImage>;
  using StartEnum = itk::SynthesisEnums::Start;

  std::string
  PathOfSample(unsigned int sample) const
  {
    return NameOfSample(m_Options.output, sample, m_Options.samples);
  }

  void
  AnnounceOutputs()
  {
    for (unsigned int sample = 0; sample < m_Options.samples; ++sample)
    {
      m_Outputs.template AnnounceImage<TImage>(this->PathOfSample(sample));
    }
    if (!m_Options.gaussian.empty())
    {
      m_Outputs.template AnnounceImage<TImage>(m_Options.gaussian);
    }
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
  SetUpFilter()
  {
    SetMomentOptions(m_Options.moments, m_Filter.GetPointer());
    m_Filter->SetInput(0, m_Image);
    for (unsigned int i = 0; i < m_Options.also.size(); ++i)
    {
      const auto image = ReadPreparedImage<TImage>(m_Options.also[i], m_Options.input);
      CheckSameSize(m_Image.GetPointer(), image.GetPointer(), m_Options.also[i]);
      m_Filter->SetInput(i + 1, image);
    }
    if (!m_Options.target.empty())
    {
      const auto reader = itk::PhaseHarmonicMomentsReader::New();
      reader->SetFileName(m_Options.target);
      reader->Update();
      m_Filter->SetTargetMoments(reader->GetOutput());
    }
    if (m_Options.initial == "gaussian")
    {
      m_Filter->SetStart(StartEnum::GaussianModel);
    }
    else if (m_Options.initial == "noise")
    {
      m_Filter->SetStart(StartEnum::WhiteNoise);
    }
    else
    {
      // The result of another run: already cut, and logarithms already taken.
      const auto initial = ReadInputImage<typename TImage::PixelType, TImage::ImageDimension>(m_Options.initial);
      m_Filter->SetStart(StartEnum::InitialImage);
      m_Filter->SetInitialImage(initial);
    }
    m_Filter->SetNumberOfIterations(m_Options.iterations);
    m_Filter->SetNumberOfCoarseIterations(m_Options.coarseIterations);
    m_Filter->SetNumberOfRestarts(m_Options.restarts);
    m_Filter->SetNumberOfSamples(m_Options.samples);
    m_Filter->SetSeed(m_Options.seed);
    m_Filter->SetSpectralPreconditioning(!m_Options.withoutPreconditioning);
    m_Filter->SetCheckpointFileName(m_Options.checkpoint);
    m_Filter->SetCheckpointInterval(m_Options.checkpointInterval);
  }

  void
  Synthesize()
  {
    const auto command = itk::FunctionCommand::New();
    command->SetCallback([this](const itk::EventObject &) {
      m_Record.AddIteration(m_Filter->GetSample(),
                            { m_Filter->GetInitialLoss(),
                              m_Filter->GetLoss(),
                              m_Filter->GetIteration(),
                              m_Filter->GetNumberOfEvaluations() });
    });
    m_Filter->AddObserver(itk::IterationEvent(), command);
    ProgressBar progress("Synthesizing");
    progress.Observe(m_Filter, [this] {
      const unsigned int sample = m_Filter->GetSample();
      return (m_Options.samples > 1 ? "sample " + std::to_string(sample + 1) + ", " : "") +
             (m_Filter->GetIteration() == 0 ? "coarse scales"
                                            : "iteration " + std::to_string(m_Filter->GetIteration())) +
             ", loss " + FormatNumber(m_Filter->GetLoss());
    });
    try
    {
      UpdateInterruptibly(m_Filter);
    }
    catch (const Interrupted &)
    {
      std::error_code error;
      if (!m_Options.checkpoint.empty() && std::filesystem::exists(m_Options.checkpoint, error))
      {
        throw Interrupted("interrupted; the same command goes on from " + m_Options.checkpoint);
      }
      throw;
    }
    progress.Finish("loss " + FormatNumber(m_Filter->GetFinalLoss()));
    m_Record.SetLast({ m_Filter->GetInitialLoss(),
                       m_Filter->GetFinalLoss(),
                       m_Filter->GetIteration(),
                       m_Filter->GetNumberOfEvaluations() });
  }

  void
  Compare()
  {
    const auto gaussian = itk::GaussianSynthesisImageFilter<TImage>::New();
    gaussian->SetInput(m_Image);
    gaussian->SetSeed(m_Options.seed);
    UpdateInterruptibly(gaussian);
    m_Gaussian = gaussian->GetOutput();

    const Grid grid = GridOf(m_Image.GetPointer());
    const auto add = [&](const std::string & name, const TImage * image) {
      ThrowIfInterrupted();
      m_Fields.push_back(MakeComparedField(name, ValuesOf(image), grid));
    };
    add(m_Options.target.empty() ? "original" : "input", m_Image);
    add("Gaussian model", m_Gaussian);
    for (unsigned int sample = 0; sample < m_Options.samples; ++sample)
    {
      add(m_Options.samples == 1 ? "synthesis" : "synthesis " + std::to_string(sample + 1),
          m_Filter->GetOutput(sample));
    }
  }

  void
  AddImages()
  {
    for (unsigned int sample = 0; sample < m_Options.samples; ++sample)
    {
      m_Outputs.AddImage(m_Filter->GetOutput(sample), this->PathOfSample(sample));
    }
    if (!m_Options.gaussian.empty())
    {
      m_Outputs.AddImage(m_Gaussian.GetPointer(), m_Options.gaussian);
    }
  }

  std::string
  DescribeModel() const
  {
    return m_Options.target.empty() ? "model " + m_Options.moments.model
                                    : std::filesystem::path(m_Options.target).filename().string();
  }

  Picture
  DrawPicture() const
  {
    const std::string     moments = FormatCount(m_Filter->GetNumberOfUniqueMoments()) + " moments";
    SynthesisPictureInput input;
    input.grid = GridOf(m_Image.GetPointer());
    input.spacing = SpacingOf(m_Image.GetPointer());
    input.fields = m_Fields;
    input.sharesWindow = m_Options.target.empty();
    input.title = m_Options.input.Describe() + ", " + FormatSize(SizeOf(m_Image.GetPointer())) + ": new " +
                  (m_Options.samples > 1 ? "samples from " : "sample from ") + moments;
    const std::array<const char *, 3> units{ { " samples", " pixels", " voxels" } };
    const std::size_t                 exemplars = 1 + m_Options.also.size();
    input.details.assign(m_Fields.size(),
                         moments + ", " + this->DescribeModel() +
                           (exemplars > 1 ? ", of " + std::to_string(exemplars) + " images" : ""));
    input.details[0] = FormatCount(input.grid.NumberOfPixels()) + units[TImage::ImageDimension - 1];
    input.details[1] = "same power spectrum, random phases";
    return DrawSynthesis(input);
  }

  Report
  MakeReport(double seconds) const
  {
    const FieldFigures & original = m_Fields[0].figures;
    Report               report;
    report.Set("input", m_Options.input.path);
    report.Set("size", SizeOf(m_Image.GetPointer()));
    report.Set("seed", m_Options.seed);
    report.Set("initial", m_Options.initial);
    report.Set("preconditioned",
               m_Filter->GetSpectralPreconditioning() &&
                 m_Filter->GetNormalization() != SynthesisFilter::NormalizationEnum::None);
    report.Set("moments_unique", m_Filter->GetNumberOfUniqueMoments());
    report.Set("moments_nominal", m_Filter->GetNumberOfNominalMoments());
    m_Record.ReportRun(0, report);
    report.Set("coarse_evaluations", m_Filter->GetNumberOfCoarseEvaluations());
    report.Set("seconds_total", seconds);
    report.Set("seconds_per_evaluation", m_Record.GetSecondsPerEvaluation());
    report.Set("kurtosis_input", original.kurtosis);
    report.Set("increment_kurtosis_input", original.incrementKurtosis);
    report.Set("increment_lags", IncrementLags);
    ReportComparison(original, m_Fields[2].figures, "", report);
    ReportComparison(original, m_Fields[1].figures, "gaussian_", report);
    if (m_Options.samples > 1)
    {
      std::vector<Report> samples;
      for (unsigned int sample = 0; sample < m_Options.samples; ++sample)
      {
        Report one;
        one.Set("output", this->PathOfSample(sample));
        m_Record.ReportRun(sample, one);
        ReportComparison(original, m_Fields[2 + sample].figures, "", one);
        samples.push_back(one);
      }
      report.Set("samples", samples);
    }
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  std::string
  Summarize(double seconds) const
  {
    const SampleRun & run = m_Record.GetRun(m_Options.samples - 1);
    const double      pace = m_Record.GetSecondsPerEvaluation();
    return "\n" + FormatCount(m_Filter->GetNumberOfUniqueMoments()) + " moments (" +
           FormatCount(m_Filter->GetNumberOfNominalMoments()) + " as papers count) of " +
           FormatCount(GridOf(m_Image.GetPointer()).NumberOfPixels()) + " pixels\nloss " +
           FormatNumber(run.initialLoss) + " to " + FormatNumber(run.finalLoss) + " in " +
           std::to_string(run.iterations) + " iterations, " + std::to_string(run.evaluations) + " evaluations" +
           (std::isfinite(pace) ? " of " + FormatNumber(pace) + " s" : "") + "\n" + FormatNumber(seconds) +
           " s in all, at most " + FormatNumber(MemoryPeakInMebibytes()) + " MiB\n";
  }

  typename TImage::Pointer          m_Image;
  const SynthesisOptions &          m_Options;
  typename SynthesisFilter::Pointer m_Filter;
  typename TImage::Pointer          m_Gaussian;
  SynthesisRecord                   m_Record;
  OutputSet                         m_Outputs;
  std::vector<ComparedField>        m_Fields; // original, Gaussian model, samples
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app(
    "Draws a new image that has the phase-harmonic moments of INPUT and is random otherwise, and tells how it "
    "differs from INPUT and from a Gaussian model of the same power spectrum.");
  SynthesisOptions options;
  AddSynthesisOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    CheckSynthesisOptions(app, options);
    VisitPreparedImage(options.input, [&](const auto & image) {
      using ImageType = std::remove_reference_t<decltype(*image)>;
      Synthesis<ImageType>(image.GetPointer(), options).Run();
    });
  });
}
