// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Recovers an image from fewer phase-harmonic moments than it has pixels, and tells how near it comes.

#include "ImageArray.h"
#include "MemoryPeak.h"
#include "OutputSet.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "ReconstructionOptions.h"
#include "ReconstructionPicture.h"
#include "Report.h"
#include "TextTable.h"

#include "itkCompressiveReconstructionImageFilter.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;

template <typename TImage>
class Reconstruction
{
public:
  Reconstruction(TImage * image, const ReconstructionOptions & options)
    : m_Image(image)
    , m_Options(options)
    , m_Filter(FilterType::New())
    , m_Original(ValuesOf(image))
  {}

  void
  Run()
  {
    const auto start = Clock::now();
    this->AnnounceOutputs();
    this->SetUpFilter();
    this->Reconstruct();
    this->Align();
    m_Outputs.AddImage(m_Filter->GetOutput(), m_Options.output);
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
    std::cout << this->Summarize(seconds) << std::flush;
  }

private:
  using Clock = std::chrono::steady_clock;
  using FilterType = itk::CompressiveReconstructionImageFilter<TImage>;

  void
  AnnounceOutputs()
  {
    m_Outputs.template AnnounceImage<TImage>(m_Options.output);
    if (!m_Options.picture.empty())
    {
      m_Outputs.Announce(m_Options.picture, ".png");
    }
    for (const std::string & path : { m_Options.report, m_Options.checkpoint })
    {
      if (!path.empty())
      {
        m_Outputs.Announce(path);
      }
    }
  }

  void
  SetUpFilter()
  {
    m_Filter->SetInput(m_Image);
    SetBankOptions(m_Options.bank, m_Filter.GetPointer());
    m_Filter->SetScaleRange(m_Options.scaleRange);
    m_Filter->SetRichHarmonics(m_Options.isRich);
    m_Filter->SetNumberOfStarts(m_Options.restarts);
    m_Filter->SetNumberOfIterations(m_Options.iterations);
    m_Filter->SetNumberOfFinalRounds(m_Options.finalRounds);
    m_Filter->SetRange(m_Options.range);
    m_Filter->SetSeed(m_Options.seed);
    m_Filter->SetCheckpointFileName(m_Options.checkpoint);
  }

  void
  Reconstruct()
  {
    ProgressBar progress("Reconstructing");
    progress.Observe(m_Filter, [this] {
      return "start " + std::to_string(m_Filter->GetStart() + 1) +
             (std::isfinite(m_Filter->GetLoss()) ? ", loss " + FormatNumber(m_Filter->GetLoss()) : ", coarse scales");
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
  }

  /** Moves the output to where it is nearest to the input. */
  void
  Align()
  {
    std::array<std::size_t, 3> shift{ { 0, 0, 0 } };
    for (unsigned int axis = 0; axis < TImage::ImageDimension; ++axis)
    {
      shift[axis] = static_cast<std::size_t>(m_Filter->GetShift()[axis]);
    }
    TImage * const                                output = m_Filter->GetOutput();
    const std::vector<typename TImage::PixelType> pixels(output->GetBufferPointer(),
                                                         output->GetBufferPointer() + m_Original.size());
    phaseharmonics::ShiftCircularly(GridOf(output), pixels.data(), shift, output->GetBufferPointer());
    m_Reconstruction = ValuesOf(output);
  }

  double
  Range() const
  {
    const auto extremes = std::minmax_element(m_Original.begin(), m_Original.end());
    return m_Options.range > 0.0 ? m_Options.range : *extremes.second - *extremes.first;
  }

  /** Mean square of the error over the variance of the input. */
  double
  SquaredRelativeError() const
  {
    const auto n = static_cast<double>(m_Original.size());
    double     sum = 0.0;
    double     squares = 0.0;
    for (const double value : m_Original)
    {
      sum += value / n;
      squares += value * value / n;
    }
    return m_Filter->GetSquaredError() / (squares - sum * sum);
  }

  Picture
  DrawPicture() const
  {
    static constexpr std::array<const char *, 3> Units{ { " samples", " pixels", " voxels" } };
    ReconstructionPictureInput                   input;
    input.title = m_Options.input.Describe() + ", " + FormatSize(SizeOf(m_Image.GetPointer())) + ", from " +
                  FormatCount(m_Filter->GetNumberOfUniqueMoments()) + " moments";
    input.originalDetail = FormatCount(m_Original.size()) + Units[TImage::ImageDimension - 1];
    input.reconstructionDetail = "PSNR " + FormatNumber(m_Filter->GetPSNR(), 4) + " dB";
    input.grid = GridOf(m_Image.GetPointer());
    input.spacing = SpacingOf(m_Image.GetPointer());
    input.original = m_Original;
    input.reconstruction = m_Reconstruction;
    return DrawReconstruction(input);
  }

  Report
  MakeReport(double seconds) const
  {
    Report report;
    report.Set("input", m_Options.input.path);
    report.Set("size", SizeOf(m_Image.GetPointer()));
    report.Set("seed", m_Options.seed);
    report.Set("scale_range", m_Options.scaleRange);
    report.Set("moments_nominal", m_Filter->GetNumberOfNominalMoments());
    report.Set("moments_unique", m_Filter->GetNumberOfUniqueMoments());
    report.Set("moments_unique_per_pixel",
               static_cast<double>(m_Filter->GetNumberOfUniqueMoments()) / static_cast<double>(m_Original.size()));
    report.Set("psnr_db", m_Filter->GetPSNR());
    report.Set("range", this->Range());
    report.Set("squared_relative_error", this->SquaredRelativeError());
    std::vector<long> shift;
    for (unsigned int axis = 0; axis < TImage::ImageDimension; ++axis)
    {
      shift.push_back(static_cast<long>(m_Filter->GetShift()[axis]));
    }
    report.Set("shift", shift);
    report.Set("loss_final", m_Filter->GetFinalLoss());
    report.Set("best_start", m_Filter->GetBestStart());
    std::vector<Report> starts;
    for (unsigned int start = 0; start < m_Options.restarts; ++start)
    {
      Report one;
      one.Set("loss", m_Filter->GetLossOfStart(start));
      one.Set("iterations", m_Filter->GetNumberOfIterationsOfStart(start));
      one.Set("evaluations", m_Filter->GetNumberOfEvaluationsOfStart(start));
      starts.push_back(one);
    }
    report.Set("starts", starts);
    report.Set("seconds_total", seconds);
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  std::string
  Summarize(double seconds) const
  {
    const unsigned int best = m_Filter->GetBestStart();
    return FormatCount(m_Filter->GetNumberOfUniqueMoments()) + " moments (" +
           FormatCount(m_Filter->GetNumberOfNominalMoments()) + " as papers count) of " +
           FormatCount(m_Original.size()) + " pixels\nPSNR " + FormatNumber(m_Filter->GetPSNR(), 4) +
           " dB for a range of " + FormatNumber(this->Range()) + ", squared relative error " +
           FormatNumber(this->SquaredRelativeError()) + "\nloss " + FormatNumber(m_Filter->GetFinalLoss()) + " after " +
           std::to_string(m_Filter->GetNumberOfIterationsOfStart(best)) + " iterations of start " +
           std::to_string(best + 1) + " of " + std::to_string(m_Options.restarts) + "\n" + FormatNumber(seconds) +
           " s in all, at most " + FormatNumber(MemoryPeakInMebibytes()) + " MiB\n";
  }

  typename TImage::Pointer      m_Image;
  const ReconstructionOptions & m_Options;
  typename FilterType::Pointer  m_Filter;
  OutputSet                     m_Outputs;
  std::vector<double>           m_Original;
  std::vector<double>           m_Reconstruction;
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app(
    "Recovers INPUT from fewer phase-harmonic moments than it has pixels, up to a translation, and tells how "
    "near it comes. It succeeds with images of few edges.");
  ReconstructionOptions options;
  AddReconstructionOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    VisitPreparedImage(options.input, [&](const auto & image) {
      using ImageType = std::remove_reference_t<decltype(*image)>;
      Reconstruction<ImageType>(image.GetPointer(), options).Run();
    });
  });
}
