// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Removes noise by sparse codes of patches in a dictionary learned on the image itself.

#include "DenoisingOptions.h"
#include "DenoisingPicture.h"
#include "DictionaryInput.h"
#include "ImageArray.h"
#include "MemoryPeak.h"
#include "OutputSet.h"
#include "PeerFilters.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "Report.h"
#include "TextTable.h"
#include "phNoiseEstimate.h"
#include "phRandom.h"

#include "itkPatchDictionaryLearningImageFilter.h"
#include "itkSparseDenoisingImageFilter.h"

#include <chrono>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;

/** Weight of sparsity in learning for a noise of 1. */
constexpr double LearningNoiseFactor = 3.0;

template <typename TImage>
class Denoising
{
public:
  Denoising(TImage * image, const DenoisingOptions & options)
    : m_Image(image)
    , m_Options(options)
    , m_Filter(DenoisingFilter::New())
  {}

  void
  Run()
  {
    const auto start = Clock::now();
    this->AnnounceOutputs();
    this->MakeNoise();
    m_Noisy = ValuesOf(m_Image.GetPointer());
    const auto grid = GridOf(m_Image.GetPointer());
    m_Sigma = m_Options.sigma > 0.0 ? m_Options.sigma : phaseharmonics::EstimateNoise(m_Noisy, grid);
    if (!(m_Sigma > 0.0))
    {
      throw std::runtime_error(m_Options.input.path + ": the estimated noise is zero; give --sigma");
    }
    this->MakeDictionary();
    this->Denoise();
    if (!m_Truth.empty() && grid.dimension > 1)
    {
      m_Estimates = DenoiseByPeers(m_Noisy, m_Truth, grid, m_Sigma);
    }
    m_Estimates.push_back(m_Ours);
    m_Outputs.AddImage(m_Filter->GetOutput(), m_Options.output);
    if (!m_Options.picture.empty())
    {
      DenoisingPictureInput picture;
      picture.title = m_Options.input.Describe() + ", " + FormatSize(SizeOf(m_Image.GetPointer())) +
                      ": noise of deviation " + FormatNumber(m_Sigma);
      picture.grid = grid;
      picture.spacing = SpacingOf(m_Image.GetPointer());
      picture.noisy = m_Noisy;
      picture.truth = m_Truth;
      picture.estimates = m_Estimates;
      picture.dictionary = m_Dictionary;
      DrawDenoising(picture).Write(m_Outputs.Add(m_Options.picture));
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (!m_Options.report.empty())
    {
      this->MakeReport(seconds).Write(m_Outputs.Add(m_Options.report));
    }
    m_Outputs.Commit();
    if (!m_Truth.empty())
    {
      std::cout << FormatTable(this->MakeTable()) << '\n';
    }
    std::cout << "noise " << FormatNumber(m_Sigma) << (m_Options.sigma > 0.0 ? "" : " (estimated)") << "; "
              << DescribeAtoms(*m_Dictionary) << ", " << FormatNumber(m_AtomsOfPatch) << " of them in a patch; "
              << FormatNumber(m_LearningSeconds) << " s to learn, " << FormatNumber(m_DenoisingSeconds)
              << " s to denoise" << std::endl;
  }

private:
  using Clock = std::chrono::steady_clock;
  using DenoisingFilter = itk::SparseDenoisingImageFilter<TImage>;
  using PixelType = typename TImage::PixelType;
  static constexpr unsigned int Dimension = TImage::ImageDimension;

  void
  AnnounceOutputs()
  {
    m_Outputs.AnnounceImage<TImage>(m_Options.output);
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
  MakeNoise()
  {
    if (!m_Options.truth.empty())
    {
      const auto truth = ReadPreparedImage<TImage>(m_Options.truth, m_Options.input);
      CheckSameSize(m_Image.GetPointer(), truth.GetPointer(), m_Options.truth);
      m_Truth = ValuesOf(truth.GetPointer());
    }
    if (m_Options.addedNoise > 0.0)
    {
      m_Truth = ValuesOf(m_Image.GetPointer());
      std::vector<double> noise(m_Truth.size());
      phaseharmonics::FillStandardNormal(noise.data(), noise.size(), m_Options.seed, 1);
      for (std::size_t i = 0; i < noise.size(); ++i)
      {
        m_Image->GetBufferPointer()[i] = static_cast<PixelType>(m_Truth[i] + m_Options.addedNoise * noise[i]);
      }
    }
  }

  void
  MakeDictionary()
  {
    const auto start = Clock::now();
    if (!m_Options.dictionary.empty())
    {
      m_Dictionary = ReadDictionary(m_Options.dictionary);
      CheckAtomsFit(*m_Dictionary, m_Options.dictionary, Dimension, 1);
      return;
    }
    constexpr unsigned int defaultSupport = Dimension == 1 ? 32 : (Dimension == 2 ? 8 : 5);
    const auto             learning = itk::PatchDictionaryLearningImageFilter<TImage>::New();
    learning->SetInput(m_Image);
    typename TImage::SizeType support;
    support.Fill(m_Options.support > 0 ? m_Options.support : defaultSupport);
    if (m_Options.stride > support[0])
    {
      throw std::runtime_error("--stride " + std::to_string(m_Options.stride) + " is larger than an atom of " +
                               std::to_string(support[0]) + " pixels");
    }
    learning->SetAtomSize(support);
    learning->SetNumberOfAtoms(m_Options.atoms);
    learning->SetLambda(LearningNoiseFactor * m_Sigma);
    learning->SetNumberOfIterations(m_Options.iterations);
    learning->SetReportInterval(std::max(1u, m_Options.iterations / 10));
    learning->SetSeed(m_Options.seed);
    ProgressBar progress("Learning");
    progress.Observe(learning,
                     [&] { return "held-out objective " + FormatNumber(learning->GetHeldOutObjective(), 5); });
    UpdateInterruptibly(learning);
    progress.Finish();
    m_Dictionary = learning->GetOutput();
    m_LearningSeconds = std::chrono::duration<double>(Clock::now() - start).count();
  }

  void
  Denoise()
  {
    const auto start = Clock::now();
    m_Filter->SetInput(m_Image);
    m_Filter->SetDictionary(m_Dictionary);
    m_Filter->SetNoiseStandardDeviation(m_Sigma);
    m_Filter->SetStride(m_Options.stride);
    if (m_Options.noiseFactor > 0.0)
    {
      m_Filter->SetNoiseFactor(m_Options.noiseFactor);
    }
    ProgressBar progress("Denoising");
    progress.Observe(m_Filter);
    UpdateInterruptibly(m_Filter);
    progress.Finish();
    m_DenoisingSeconds = std::chrono::duration<double>(Clock::now() - start).count();
    m_AtomsOfPatch = m_Filter->GetSupportFraction() * static_cast<double>(m_Dictionary->GetNumberOfAtoms());
    m_Ours.method = "sparse codes";
    m_Ours.parameters = "factor " + FormatNumber(m_Filter->GetNoiseFactor());
    m_Ours.values = ValuesOf(m_Filter->GetOutput());
    m_Ours.seconds = m_LearningSeconds + m_DenoisingSeconds;
    m_Ours.psnr = m_Truth.empty() ? 0.0 : PeakSignalToNoise(m_Truth, m_Ours.values);
  }

  std::vector<std::vector<std::string>>
  MakeTable() const
  {
    std::vector<std::vector<std::string>> table{ { "method", "parameters", "PSNR (dB)", "seconds" } };
    table.push_back({ "none", "-", FormatNumber(PeakSignalToNoise(m_Truth, m_Noisy), 4), "-" });
    for (const Estimate & estimate : m_Estimates)
    {
      table.push_back(
        { estimate.method, estimate.parameters, FormatNumber(estimate.psnr, 4), FormatNumber(estimate.seconds) });
    }
    return table;
  }

  Report
  MakeReport(double seconds) const
  {
    const auto support = m_Dictionary->GetSupportSize();
    Report     report;
    report.Set("input", m_Options.input.path);
    report.Set("size", SizeOf(m_Image.GetPointer()));
    report.Set("sigma", m_Sigma);
    report.Set("sigma_is_estimated", !(m_Options.sigma > 0.0));
    report.Set("atoms", m_Dictionary->GetNumberOfAtoms());
    report.Set("support", std::vector<std::size_t>(support.begin(), support.end()));
    report.Set("noise_factor", m_Filter->GetNoiseFactor());
    report.Set("stride", m_Options.stride);
    report.Set("atoms_of_patch", m_AtomsOfPatch);
    if (!m_Truth.empty())
    {
      report.Set("psnr_noisy_db", PeakSignalToNoise(m_Truth, m_Noisy));
      report.Set("psnr_db", m_Ours.psnr);
      std::vector<Report> methods;
      for (const Estimate & estimate : m_Estimates)
      {
        Report method;
        method.Set("method", estimate.method);
        method.Set("parameters", estimate.parameters);
        method.Set("psnr_db", estimate.psnr);
        method.Set("seconds", estimate.seconds);
        methods.push_back(method);
      }
      report.Set("methods", methods);
    }
    report.Set("seconds_learning", m_LearningSeconds);
    report.Set("seconds_denoising", m_DenoisingSeconds);
    report.Set("seconds_total", seconds);
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  typename TImage::Pointer          m_Image;
  const DenoisingOptions &          m_Options;
  typename DenoisingFilter::Pointer m_Filter;
  OutputSet                         m_Outputs;
  itk::Dictionary::Pointer          m_Dictionary;
  std::vector<double>               m_Noisy;
  std::vector<double>               m_Truth;
  double                            m_Sigma{ 0.0 };
  double                            m_LearningSeconds{ 0.0 };
  double                            m_DenoisingSeconds{ 0.0 };
  double                            m_AtomsOfPatch{ 0.0 };
  Estimate                          m_Ours;
  std::vector<Estimate>             m_Estimates;
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app("Removes noise from an image by sparse codes of its patches in a dictionary learned on the image "
               "itself. With the truth known, ITK's filters at their best parameters are run too.");
  DenoisingOptions options;
  AddDenoisingOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    VisitPreparedImage(options.input, [&](const auto & image) {
      using ImageType = std::remove_reference_t<decltype(*image)>;
      Denoising<ImageType>(image.GetPointer(), options).Run();
    });
  });
}
