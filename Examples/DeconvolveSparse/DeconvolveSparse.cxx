// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Recovers a fine, sharp image from a blurred or decimated one, as a sparse sum of the atoms of a dictionary.

#include "DeconvolutionOptions.h"
#include "DeconvolutionPicture.h"
#include "SimulatedObservation.h"
#include "ImageArray.h"
#include "MemoryPeak.h"
#include "OutputSet.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "Report.h"
#include "TextTable.h"
#include "phNoiseEstimate.h"

#include "itkDictionaryReader.h"
#include "itkSparseDeconvolutionImageFilter.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <limits>

namespace
{
using namespace phaseharmonics_examples;

template <typename TImage>
class Deconvolution
{
public:
  Deconvolution(TImage * image, const DeconvolutionOptions & options)
    : m_Image(image)
    , m_Options(options)
    , m_Filter(FilterType::New())
  {}

  void
  Run()
  {
    this->AnnounceOutputs();
    this->Simulate();
    this->SetUpFilter();
    this->ReadTruth();
    this->Solve();
    this->AddImages();
    if (!m_Options.picture.empty())
    {
      this->DrawPicture().Write(m_Outputs.Add(m_Options.picture));
    }
    if (!m_Options.report.empty())
    {
      this->MakeReport().Write(m_Outputs.Add(m_Options.report));
    }
    m_Outputs.Commit();
    std::cout << FormatTable(this->MakeTable());
    if (!m_Filter->GetHasConverged())
    {
      std::cout << "The gap is not yet within --gap-tolerance; give it more --iterations.\n";
    }
    std::cout << std::flush;
  }

private:
  static constexpr unsigned int Dimension = TImage::ImageDimension;
  using FilterType = itk::SparseDeconvolutionImageFilter<TImage>;
  using CodeType = typename FilterType::CodeType;
  using PixelType = typename TImage::PixelType;
  using CodeFileType = itk::VectorImage<PixelType, std::max(2u, Dimension)>;

  void
  AnnounceOutputs()
  {
    m_Outputs.template AnnounceImage<TImage>(m_Options.output);
    if (!m_Options.residual.empty())
    {
      m_Outputs.template AnnounceImage<TImage>(m_Options.residual);
    }
    if (!m_Options.code.empty())
    {
      m_Outputs.Announce(m_Options.code, ".nrrd");
    }
    if (!m_Options.picture.empty())
    {
      m_Outputs.Announce(m_Options.picture, ".png");
    }
    if (!m_Options.report.empty())
    {
      m_Outputs.Announce(m_Options.report);
    }
  }

  bool
  HasBumps() const
  {
    return m_Options.dictionary.empty() && m_Options.atoms == "bumps";
  }

  typename TImage::Pointer
  ReadLike(const std::string & path) const
  {
    return ReadInputImage<PixelType, Dimension>(path);
  }

  void
  Simulate()
  {
    if (m_Options.simulatedNoise > 0.0)
    {
      m_Truth = m_Image;
      const auto kernel = m_Options.kernel.empty() ? nullptr : this->ReadLike(m_Options.kernel);
      m_Image = SimulateObservation(m_Truth.GetPointer(), kernel.GetPointer(), m_Options);
    }
  }

  void
  SetUpFilter()
  {
    m_Filter->SetInput(m_Image);
    if (!m_Options.kernel.empty())
    {
      m_Filter->SetKernelImage(this->ReadLike(m_Options.kernel));
    }
    m_Filter->SetBlurSigma(m_Options.blurSigma);
    m_Filter->SetUseImageSpacing(m_Options.usesImageSpacing);
    m_Filter->SetDecimationFactor(m_Options.decimation);
    if (!m_Options.dictionary.empty())
    {
      const auto reader = itk::DictionaryReader::New();
      reader->SetFileName(m_Options.dictionary);
      reader->Update();
      m_Filter->SetDictionary(reader->GetOutput());
    }
    else if (this->HasBumps())
    {
      const auto bumps = itk::Dictionary::New();
      bumps->SetBumps(Dimension);
      m_Filter->SetDictionary(bumps);
      m_Filter->SetNoiseFactor(0.5);
    }
    if (!m_Options.weights.empty())
    {
      const auto weights = this->ReadLike(m_Options.weights);
      CheckSameSize(m_Image.GetPointer(), weights.GetPointer(), m_Options.weights);
      weights->CopyInformation(m_Image);
      m_Filter->SetWeightImage(weights);
    }
    this->SetUpLambda();
    const double usualBackground = m_Options.dictionary.empty() && !this->HasBumps() ? 1.0 : 0.0;
    m_Filter->SetBackgroundSmoothing(m_Options.background < 0.0 ? usualBackground : m_Options.background);
    m_Filter->SetRelativeGapTolerance(m_Options.gapTolerance);
    m_Filter->SetMaximumIterations(m_Options.iterations);
    m_Filter->SetNonNegative(m_Options.isNonNegative || this->HasBumps());
    m_Filter->SetDebias(m_Options.removesBias);
    m_Filter->SetEnforceConsistency(m_Options.isConsistent);
    using BoundaryEnum = itk::SparseDeconvolutionEnums::Boundary;
    m_Filter->SetBoundary(m_Options.boundary == "periodic"  ? BoundaryEnum::Periodic
                          : m_Options.boundary == "zero"    ? BoundaryEnum::Zero
                          : m_Options.boundary == "unknown" ? BoundaryEnum::Unknown
                                                            : BoundaryEnum::Mirror);
  }

  void
  SetUpLambda()
  {
    if (m_Options.lambdaRatio > 0.0 || m_Options.lambda > 0.0)
    {
      m_Filter->SetLambda(m_Options.lambda);
      m_Filter->SetLambdaRatio(m_Options.lambdaRatio > 0.0 ? m_Options.lambdaRatio : 0.1);
      return;
    }
    m_Noise = m_Options.noise;
    if (m_Noise == 0.0)
    {
      m_Noise = phaseharmonics::EstimateNoise(ValuesOf(m_Image.GetPointer()), GridOf(m_Image.GetPointer()));
      if (!(m_Noise > 0.0))
      {
        throw std::runtime_error(m_Options.input.path +
                                 ": has no noise to measure; give --noise, --lambda-ratio or --lambda");
      }
    }
    m_Filter->SetNoiseStandardDeviation(m_Noise);
    if (m_Options.noiseFactor > 0.0)
    {
      m_Filter->SetNoiseFactor(m_Options.noiseFactor);
    }
  }

  void
  ReadTruth()
  {
    if (m_Options.truth.empty())
    {
      return;
    }
    m_Filter->UpdateOutputInformation();
    m_Truth = this->ReadLike(m_Options.truth);
    CheckNotConstant(m_Truth.GetPointer(), m_Options.truth);
    if (SizeOf(m_Truth.GetPointer()) != SizeOf(m_Filter->GetOutput()))
    {
      throw std::runtime_error(m_Options.truth + ": is " + FormatSize(SizeOf(m_Truth.GetPointer())) +
                               ", but OUTPUT is " + FormatSize(SizeOf(m_Filter->GetOutput())));
    }
  }

  void
  Solve()
  {
    const auto command = itk::FunctionCommand::New();
    command->SetCallback(
      [this](const itk::EventObject &) { m_RelativeGaps.push_back(m_Filter->GetCurrentRelativeDualGap()); });
    m_Filter->AddObserver(itk::IterationEvent(), command);
    ProgressBar progress("Deconvolving");
    progress.Observe(m_Filter, [this] {
      return "iteration " + std::to_string(m_Filter->GetCurrentIteration()) + ", gap " +
             FormatNumber(m_Filter->GetCurrentRelativeDualGap(), 2);
    });
    UpdateInterruptibly(m_Filter);
    progress.Finish("gap " + FormatNumber(m_Filter->GetRelativeDualGap(), 2));
  }

  void
  AddImages()
  {
    m_Outputs.AddImage(m_Filter->GetOutput(), m_Options.output);
    if (!m_Options.residual.empty())
    {
      m_Outputs.AddImage(m_Filter->GetResidualOutput(), m_Options.residual);
    }
    if (!m_Options.code.empty())
    {
      const auto code = this->CodeForFile();
      m_Outputs.AddImage(code.GetPointer(), m_Options.code);
    }
  }

  /** Files have at least two dimensions. */
  typename CodeFileType::Pointer
  CodeForFile() const
  {
    const CodeType * const            code = m_Filter->GetCodeOutput();
    const auto                        file = CodeFileType::New();
    typename CodeFileType::RegionType region;
    auto                              spacing = file->GetSpacing();
    auto                              origin = file->GetOrigin();
    auto                              direction = file->GetDirection();
    typename CodeType::PointType      first;
    code->TransformIndexToPhysicalPoint(code->GetLargestPossibleRegion().GetIndex(), first);
    for (unsigned int axis = 0; axis < CodeFileType::ImageDimension; ++axis)
    {
      const bool isOfCode = axis < Dimension;
      region.SetSize(axis, isOfCode ? code->GetLargestPossibleRegion().GetSize(axis) : 1);
      spacing[axis] = isOfCode ? code->GetSpacing()[axis] : 1.0;
      origin[axis] = isOfCode ? first[axis] : 0.0;
      for (unsigned int row = 0; row < Dimension && isOfCode; ++row)
      {
        direction(row, axis) = code->GetDirection()(row, axis);
      }
    }
    file->SetRegions(region);
    file->SetSpacing(spacing);
    file->SetOrigin(origin);
    file->SetDirection(direction);
    file->SetNumberOfComponentsPerPixel(code->GetNumberOfComponentsPerPixel());
    file->Allocate();
    std::copy_n(code->GetBufferPointer(),
                region.GetNumberOfPixels() * code->GetNumberOfComponentsPerPixel(),
                file->GetBufferPointer());
    return file;
  }

  double
  PeakSignalToNoise() const
  {
    if (!m_Truth)
    {
      return std::numeric_limits<double>::quiet_NaN();
    }
    const auto truth = ValuesOf(m_Truth.GetPointer());
    const auto output = ValuesOf(m_Filter->GetOutput());
    const auto extremes = std::minmax_element(truth.begin(), truth.end());
    double     squaredError = 0.0;
    for (std::size_t i = 0; i < truth.size(); ++i)
    {
      squaredError += (truth[i] - output[i]) * (truth[i] - output[i]) / static_cast<double>(truth.size());
    }
    return 20.0 * std::log10(*extremes.second - *extremes.first) - 10.0 * std::log10(squaredError);
  }

  std::vector<std::vector<std::string>>
  MakeTable() const
  {
    std::vector<std::vector<std::string>> rows{ { "figure", "value" } };
    const auto add = [&](const char * name, const std::string & value) { rows.push_back({ name, value }); };
    add("size of OUTPUT", FormatSize(SizeOf(m_Filter->GetOutput())));
    add("atoms", FormatCount(m_Filter->GetCodeOutput()->GetNumberOfComponentsPerPixel()));
    if (m_Noise > 0.0)
    {
      add(m_Options.noise > 0.0 ? "noise" : "noise, estimated", FormatNumber(m_Noise, 4));
    }
    add("lambda", FormatNumber(m_Filter->GetLambdaUsed(), 4));
    add("lambda / lambda_max", FormatNumber(m_Filter->GetLambdaUsed() / m_Filter->GetLambdaMax(), 3));
    add("iterations", std::to_string(m_Filter->GetNumberOfIterations()));
    add("objective", FormatNumber(m_Filter->GetObjective(), 6));
    add("relative duality gap", FormatNumber(m_Filter->GetRelativeDualGap(), 2));
    add("coefficients not zero",
        FormatCount(m_Filter->GetSupportSize()) + " (" + FormatNumber(100.0 * m_Filter->GetSupportFraction(), 3) +
          " %)");
    if (m_Truth)
    {
      add("PSNR (dB, peak is the range of the truth)", FormatNumber(this->PeakSignalToNoise(), 4));
    }
    add("seconds", FormatNumber(m_Filter->GetSeconds()));
    return rows;
  }

  template <typename TShown>
  static DeconvolutionPanel
  NewPanel(const std::string & caption, const TShown * image)
  {
    return { caption, ValuesOf(image), GridOf(image), SpacingOf(image) };
  }

  Picture
  DrawPicture() const
  {
    DeconvolutionPictureInput input;
    input.title =
      m_Options.input.Describe() + ", " + FormatSize(SizeOf(m_Image.GetPointer())) + ": sparse deconvolution";
    input.panels.push_back(NewPanel("input\n" + FormatSize(SizeOf(m_Image.GetPointer())), m_Image.GetPointer()));
    const std::string quality = m_Truth ? "PSNR " + FormatNumber(this->PeakSignalToNoise(), 4) + " dB, " : "";
    input.panels.push_back(NewPanel("output\n" + quality + FormatNumber(m_Filter->GetSeconds()) + " s",
                                    static_cast<const TImage *>(m_Filter->GetOutput())));
    if (m_Truth)
    {
      input.panels.push_back(NewPanel("truth\n" + FormatSize(SizeOf(m_Truth.GetPointer())), m_Truth.GetPointer()));
    }
    input.relativeGaps = m_RelativeGaps;
    return DrawDeconvolution(input);
  }

  Report
  MakeReport() const
  {
    Report report;
    report.Set("input", m_Options.input.path);
    report.Set("size", SizeOf(m_Filter->GetOutput()));
    report.Set("atoms", m_Filter->GetCodeOutput()->GetNumberOfComponentsPerPixel());
    report.Set("noise", m_Noise > 0.0 ? m_Noise : std::numeric_limits<double>::quiet_NaN());
    report.Set("lambda", m_Filter->GetLambdaUsed());
    report.Set("lambda_max", m_Filter->GetLambdaMax());
    report.Set("objective", m_Filter->GetObjective());
    report.Set("dual_gap_relative", m_Filter->GetRelativeDualGap());
    report.Set("has_converged", m_Filter->GetHasConverged());
    report.Set("iterations", m_Filter->GetNumberOfIterations());
    report.Set("support_fraction", m_Filter->GetSupportFraction());
    report.Set("seconds", m_Filter->GetSeconds());
    report.Set("psnr_db", this->PeakSignalToNoise());
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  typename TImage::Pointer     m_Image;
  const DeconvolutionOptions & m_Options;
  typename FilterType::Pointer m_Filter;
  typename TImage::Pointer     m_Truth;
  OutputSet                    m_Outputs;
  double                       m_Noise{ 0.0 };
  std::vector<double>          m_RelativeGaps;
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App             app("Recovers the fine, sharp image that was blurred by --kernel or --blur-sigma, kept at every "
                           "N-th pixel (--decimation) and made noisy, as a sparse sum of the atoms of a dictionary. "
                           "Without blur and decimation it denoises.");
  DeconvolutionOptions options;
  AddDeconvolutionOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    VisitPreparedImage(options.input, [&](const auto & image) {
      using ImageType = std::remove_reference_t<decltype(*image)>;
      Deconvolution<ImageType>(image.GetPointer(), options).Run();
    });
  });
}
