// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Writes the wavelet coefficients of an image, one complex image for each band, and its low pass.

#include "ImageArray.h"
#include "MemoryPeak.h"
#include "OutputSet.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "ScaleFigures.h"
#include "TextTable.h"
#include "TransformOptions.h"
#include "TransformPicture.h"

#include "itkComplexToModulusImageFilter.h"
#include "itkComplexToPhaseImageFilter.h"
#include "itkPhaseHarmonicImageFilter.h"
#include "itkWaveletBankImageFilter.h"

#include <chrono>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;

template <typename TImage>
class Transform
{
public:
  Transform(TImage * image, const TransformOptions & options)
    : m_Image(image)
    , m_Options(options)
    , m_Bank(this->NewBank(options.decimation))
  {}

  void
  Run()
  {
    const auto start = Clock::now();
    this->AnnounceOutputs();
    {
      ProgressBar progress("Transforming");
      progress.Observe(m_Bank);
      UpdateInterruptibly(m_Bank);
      progress.Finish();
    }
    this->Measure();
    this->AddBands();
    if (!m_Options.picture.empty())
    {
      this->DrawPicture().Write(m_Outputs.Add(m_Options.picture));
    }
    const double variance = Variance(ValuesOf(m_Image.GetPointer()));
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (!m_Options.report.empty())
    {
      this->MakeReport(variance, seconds).Write(m_Outputs.Add(m_Options.report));
    }
    m_Outputs.Commit();
    std::cout << FormatTable(MakeScaleTable(m_Scales, variance)) << "\nframe bounds "
              << FormatNumber(m_Bank->GetLittlewoodPaleyLowerBound(), 4) << " to "
              << FormatNumber(m_Bank->GetLittlewoodPaleyUpperBound(), 4) << "; " << m_NumberOfImages << " files "
              << m_Options.prefix << "_*.nrrd in " << FormatNumber(seconds) << " s" << std::endl;
  }

private:
  using Clock = std::chrono::steady_clock;
  using BankFilter = itk::WaveletBankImageFilter<TImage>;
  using ComplexImageType = typename BankFilter::OutputImageType;
  using HarmonicFilter = itk::PhaseHarmonicImageFilter<ComplexImageType>;
  using ModulusFilter = itk::ComplexToModulusImageFilter<ComplexImageType, TImage>;
  using PhaseFilter = itk::ComplexToPhaseImageFilter<ComplexImageType, TImage>;

  typename BankFilter::Pointer
  NewBank(bool decimation) const
  {
    const auto bank = BankFilter::New();
    SetBankOptions(m_Options.bank, bank.GetPointer());
    bank->SetDecimation(decimation);
    bank->SetOversampling(m_Options.oversampling);
    bank->SetFrameNormalization(m_Options.frame == "parseval" ? itk::WaveletBankEnums::FrameNormalization::Parseval
                                                              : itk::WaveletBankEnums::FrameNormalization::Published);
    bank->SetInput(m_Image);
    bank->UpdateOutputInformation();
    return bank;
  }

  unsigned int
  NumberOfScales() const
  {
    return m_Bank->GetNumberOfScalesUsed();
  }
  unsigned int
  NumberOfOrientations() const
  {
    return m_Bank->GetNumberOfOrientations();
  }

  std::string
  LowPassPath() const
  {
    return m_Options.prefix + "_lowpass.nrrd";
  }

  void
  AnnounceOutputs()
  {
    if (m_Options.orientation >= static_cast<int>(this->NumberOfOrientations()))
    {
      throw std::runtime_error("--orientation " + std::to_string(m_Options.orientation) + ": there are " +
                               std::to_string(this->NumberOfOrientations()) + " orientations, counted from 0");
    }
    m_Outputs.AnnounceImage<TImage>(this->LowPassPath());
    if (!m_Options.picture.empty())
    {
      m_Outputs.Announce(m_Options.picture, ".png");
    }
    if (!m_Options.report.empty())
    {
      m_Outputs.Announce(m_Options.report);
    }
  }

  void
  Measure()
  {
    phaseharmonics::WaveletBankOptions bank;
    bank.family = FamilyOfName(m_Options.bank.family);
    bank.numberOfOrientations = this->NumberOfOrientations();
    bank.voicesPerOctave = m_Options.bank.voices;
    for (unsigned int scale = 0; scale < this->NumberOfScales(); ++scale)
    {
      ScaleFigures figures;
      figures.wavelength = WavelengthOfScale(bank, TImage::ImageDimension, scale);
      figures.grid = SizeOf(m_Bank->GetBandOutput(scale, 0));
      for (unsigned int l = 0; l < this->NumberOfOrientations(); ++l)
      {
        figures.bands.push_back(MeasureBand(m_Bank->GetBandOutput(scale, l)));
      }
      m_Scales.push_back(std::move(figures));
    }
  }

  static typename HarmonicFilter::Pointer
  NewHarmonic(const ComplexImageType * band, int harmonic)
  {
    const auto filter = HarmonicFilter::New();
    filter->SetInput(band);
    filter->SetHarmonic(harmonic);
    filter->Update();
    return filter;
  }

  template <typename TPixelImage>
  void
  AddImage(const TPixelImage * image, const std::string & path)
  {
    m_Outputs.AddImage(image, path);
    ++m_NumberOfImages;
  }

  void
  AddBands()
  {
    for (unsigned int scale = 0; scale < this->NumberOfScales(); ++scale)
    {
      for (unsigned int l = 0; l < this->NumberOfOrientations(); ++l)
      {
        const std::string name = m_Options.prefix + "_j" + std::to_string(scale) + "_l" + std::to_string(l);
        const ComplexImageType * const band = m_Bank->GetBandOutput(scale, l);
        this->AddImage(band, name + ".nrrd");
        for (const int k : m_Options.harmonics)
        {
          this->AddImage(NewHarmonic(band, k)->GetOutput(), name + "_k" + std::to_string(k) + ".nrrd");
        }
      }
    }
    this->AddImage(m_Bank->GetLowPassOutput(), this->LowPassPath());
  }

  template <typename TFilter>
  static std::vector<double>
  MapOf(const ComplexImageType * band)
  {
    const auto filter = TFilter::New();
    filter->SetInput(band);
    filter->Update();
    return ValuesOf(filter->GetOutput());
  }

  std::string
  DescribeOrientation(unsigned int orientation) const
  {
    if (TImage::ImageDimension == 1)
    {
      return "wavelet coefficients z";
    }
    const std::string angle =
      TImage::ImageDimension == 2 ? FormatNumber(180.0 * orientation / this->NumberOfOrientations()) + "°, " : "";
    return "wavelet coefficients z, orientation " + angle + "l = " + std::to_string(orientation);
  }

  Picture
  DrawPicture()
  {
    // Phases of coarse scales that are made to oscillate as fast as those of fine scales need the full grid.
    auto bank = m_Bank;
    if (m_Options.decimation)
    {
      bank = this->NewBank(false);
      UpdateInterruptibly(bank);
    }
    const unsigned int orientation =
      m_Options.orientation >= 0 ? static_cast<unsigned int>(m_Options.orientation) : StrongestOrientation(m_Scales);
    TransformPictureInput input;
    input.grid = GridOf(m_Image.GetPointer());
    input.spacing = SpacingOf(m_Image.GetPointer());
    input.image = ValuesOf(m_Image.GetPointer());
    input.title = m_Options.input.Describe() + ", " + FormatSize(SizeOf(m_Image.GetPointer())) + ": " +
                  this->DescribeOrientation(orientation);
    for (unsigned int scale = 0; scale < this->NumberOfScales(); ++scale)
    {
      const ComplexImageType * const band = bank->GetBandOutput(scale, orientation);
      ScaleMaps                      maps;
      maps.scale = scale;
      maps.wavelength = m_Scales[scale].wavelength;
      maps.harmonic = 1 << scale;
      maps.modulus = MapOf<ModulusFilter>(band);
      maps.phase = MapOf<PhaseFilter>(band);
      maps.transposed = MapOf<PhaseFilter>(NewHarmonic(band, maps.harmonic)->GetOutput());
      input.scales.push_back(std::move(maps));
    }
    return DrawTransform(input);
  }

  Report
  MakeReport(double variance, double seconds) const
  {
    Report report;
    report.Set("input", m_Options.input.path);
    report.Set("size", SizeOf(m_Image.GetPointer()));
    report.Set("number_of_scales", this->NumberOfScales());
    report.Set("number_of_orientations", this->NumberOfOrientations());
    report.Set("frame_bound_lower", m_Bank->GetLittlewoodPaleyLowerBound());
    report.Set("frame_bound_upper", m_Bank->GetLittlewoodPaleyUpperBound());
    report.Set("scales", ReportScales(m_Scales, variance));
    report.Set("seconds_total", seconds);
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  typename TImage::Pointer     m_Image;
  const TransformOptions &     m_Options;
  typename BankFilter::Pointer m_Bank;
  OutputSet                    m_Outputs;
  std::vector<ScaleFigures>    m_Scales;
  unsigned int                 m_NumberOfImages{ 0 };
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App         app("Writes the wavelet coefficients z of an image, one complex image for each scale j (0 is the "
                       "finest) and orientation l, and the low pass PREFIX_lowpass.nrrd.");
  TransformOptions options;
  AddTransformOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    VisitPreparedImage(options.input, [&](const auto & image) {
      using ImageType = std::remove_reference_t<decltype(*image)>;
      Transform<ImageType>(image.GetPointer(), options).Run();
    });
  });
}
