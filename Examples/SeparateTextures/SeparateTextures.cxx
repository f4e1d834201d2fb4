// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Takes the sum of two textures apart by sparse codes in the dictionaries of both.

#include "DictionaryInput.h"
#include "FieldPanel.h"
#include "ImageArray.h"
#include "MemoryPeak.h"
#include "OutputSet.h"
#include "Picture.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "Report.h"
#include "SeparationOptions.h"
#include "SpectralSeparation.h"
#include "TextTable.h"

#include "itkSparseSeparationImageFilter.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <numeric>

namespace
{
using namespace phaseharmonics_examples;

/** What a method says of the two textures. */
struct Parts
{
  std::string                        method;
  std::array<std::vector<double>, 2> values;
  /** Decibels; none without truths. */
  std::array<double, 2> snr{ { 0.0, 0.0 } };
  double                seconds{ 0.0 };
};

/** 10 log10 of the variance of the truth over that of the error: a sum does not tell the means of its parts. */
double
SignalToNoise(const std::vector<double> & truth, const std::vector<double> & estimate)
{
  const auto variance = [](const std::vector<double> & values) {
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double       sum = 0.0;
    for (const double value : values)
    {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  };
  std::vector<double> error(truth);
  for (std::size_t i = 0; i < error.size(); ++i)
  {
    error[i] -= estimate[i];
  }
  return 10.0 * std::log10(variance(truth) / variance(error));
}

template <typename TImage>
class Separation
{
public:
  Separation(TImage * image, const SeparationOptions & options)
    : m_Image(image)
    , m_Options(options)
    , m_Filter(SeparationFilter::New())
  {}

  void
  Run()
  {
    const auto start = Clock::now();
    this->AnnounceOutputs();
    this->ReadTruths();
    this->SetUpFilter();
    this->Separate();
    if (!m_Options.examples[0].empty())
    {
      this->SeparateByExamples();
    }
    if (!m_Truths[0].empty())
    {
      for (Parts & parts : m_Parts)
      {
        parts.snr = { { SignalToNoise(m_Truths[0], parts.values[0]), SignalToNoise(m_Truths[1], parts.values[1]) } };
      }
    }
    this->AddImages();
    if (!m_Options.picture.empty())
    {
      this->Draw().Write(m_Outputs.Add(m_Options.picture));
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (!m_Options.report.empty())
    {
      this->MakeReport(seconds).Write(m_Outputs.Add(m_Options.report));
    }
    m_Outputs.Commit();
    if (!m_Truths[0].empty())
    {
      std::vector<std::vector<std::string>> table{ { "method", "SNR of A (dB)", "SNR of B (dB)", "seconds" } };
      for (const Parts & parts : m_Parts)
      {
        table.push_back(
          { parts.method, FormatNumber(parts.snr[0]), FormatNumber(parts.snr[1]), FormatNumber(parts.seconds) });
      }
      std::cout << FormatTable(table) << '\n';
    }
    std::cout << FormatNumber(m_AtomsOfPatch) << " of " << m_NumberOfAtoms << " atoms in a patch; "
              << FormatNumber(100.0 * m_ResidualShare) << " % of the variance left over; " << FormatNumber(seconds)
              << " s" << std::endl;
  }

private:
  using Clock = std::chrono::steady_clock;
  using SeparationFilter = itk::SparseSeparationImageFilter<TImage>;
  static constexpr unsigned int Dimension = TImage::ImageDimension;

  void
  AnnounceOutputs()
  {
    for (const std::string & output : m_Options.outputs)
    {
      m_Outputs.AnnounceImage<TImage>(output);
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

  std::vector<double>
  ReadLikeInput(const std::string & path) const
  {
    const auto image = ReadPreparedImage<TImage>(path, m_Options.input);
    CheckSameSize(m_Image.GetPointer(), image.GetPointer(), path);
    return ValuesOf(image.GetPointer());
  }

  void
  ReadTruths()
  {
    if (!m_Options.truths[0].empty())
    {
      m_Truths = { { this->ReadLikeInput(m_Options.truths[0]), this->ReadLikeInput(m_Options.truths[1]) } };
    }
    if (!m_Options.added.empty())
    {
      m_Truths = { { ValuesOf(m_Image.GetPointer()), this->ReadLikeInput(m_Options.added) } };
      for (std::size_t i = 0; i < m_Truths[1].size(); ++i)
      {
        m_Image->GetBufferPointer()[i] += static_cast<typename TImage::PixelType>(m_Truths[1][i]);
      }
    }
  }

  void
  SetUpFilter()
  {
    std::array<itk::Dictionary::Pointer, 2> dictionaries;
    for (std::size_t i = 0; i < 2; ++i)
    {
      dictionaries[i] = ReadDictionary(m_Options.dictionaries[i]);
      CheckAtomsFit(*dictionaries[i], m_Options.dictionaries[i], Dimension, 1);
    }
    const auto support = dictionaries[0]->GetSupportSize();
    if (dictionaries[1]->GetSupportSize() != support)
    {
      throw std::runtime_error(m_Options.dictionaries[1] + ": atoms have another size than those of " +
                               m_Options.dictionaries[0]);
    }
    const auto shortest = *std::min_element(support.begin(), support.end());
    m_NumberOfAtoms = dictionaries[0]->GetNumberOfAtoms() + dictionaries[1]->GetNumberOfAtoms();
    m_Filter->SetDictionary(dictionaries[0]);
    m_Filter->SetSecondDictionary(dictionaries[1]);
    m_Filter->SetInput(m_Image);
    m_Filter->SetLambda(m_Options.lambda);
    m_Filter->SetLambdaRatio(m_Options.lambdaRatio);
    m_Filter->SetRelativeGapTolerance(1e-3);
    m_Filter->SetCenterPatches(m_Options.centersPatches);
    m_Filter->SetStride(m_Options.stride > 0 ? m_Options.stride
                                             : static_cast<unsigned int>(std::max<std::size_t>(1, shortest / 4)));
  }

  void
  Separate()
  {
    const auto start = Clock::now();
    {
      ProgressBar progress("Separating");
      progress.Observe(m_Filter);
      UpdateInterruptibly(m_Filter);
      progress.Finish();
    }
    Parts parts;
    parts.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    parts.method = "sparse codes";
    parts.values = { { ValuesOf(m_Filter->GetFirstPart()), ValuesOf(m_Filter->GetSecondPart()) } };
    const auto                residual = ValuesOf(m_Filter->GetResidual());
    const std::vector<double> mixture = ValuesOf(m_Image.GetPointer());
    std::vector<double>       coded(mixture);
    for (std::size_t i = 0; i < coded.size(); ++i)
    {
      coded[i] -= residual[i];
    }
    m_ResidualShare = std::pow(10.0, -0.1 * SignalToNoise(mixture, coded));
    m_AtomsOfPatch = m_Filter->GetSupportFraction() * static_cast<double>(m_NumberOfAtoms);
    if (m_Options.residual != "neither")
    {
      auto & rough = parts.values[m_Options.residual == "a" ? 0 : 1];
      std::transform(rough.begin(), rough.end(), residual.begin(), rough.begin(), std::plus<double>());
    }
    m_Parts.push_back(std::move(parts));
  }

  /** At the best of several block sizes, if there are truths to tell. */
  void
  SeparateByExamples()
  {
    std::array<TextureExample, 2> examples;
    for (std::size_t i = 0; i < 2; ++i)
    {
      const auto image = ReadInputImage<typename TImage::PixelType, Dimension>(m_Options.examples[i]);
      examples[i] = { ValuesOf(image.GetPointer()), GridOf(image.GetPointer()) };
    }
    const auto                     grid = GridOf(m_Image.GetPointer());
    const auto                     mixture = ValuesOf(m_Image.GetPointer());
    const std::vector<std::size_t> sizes =
      m_Truths[0].empty() ? std::vector<std::size_t>{ 32 } : std::vector<std::size_t>{ 16, 32, 64 };
    Parts  best;
    double bestSnr = 0.0;
    for (const std::size_t size : sizes)
    {
      const auto start = Clock::now();
      Parts      parts;
      parts.method = "Wiener filter, blocks of " + std::to_string(size);
      parts.values[0] = SeparateBySpectrum(mixture, grid, examples[0], examples[1], size);
      parts.values[1] = mixture;
      std::transform(
        mixture.begin(), mixture.end(), parts.values[0].begin(), parts.values[1].begin(), std::minus<double>());
      parts.seconds = std::chrono::duration<double>(Clock::now() - start).count();
      const double snr = m_Truths[0].empty() ? 0.0 : SignalToNoise(m_Truths[0], parts.values[0]);
      if (best.method.empty() || snr > bestSnr)
      {
        best = std::move(parts);
        bestSnr = snr;
      }
    }
    m_Parts.push_back(std::move(best));
  }

  void
  AddImages()
  {
    for (std::size_t i = 0; i < 2; ++i)
    {
      const auto part = TImage::New();
      part->CopyInformation(m_Image);
      part->SetRegions(m_Image->GetBufferedRegion());
      part->Allocate();
      std::copy(m_Parts[0].values[i].begin(), m_Parts[0].values[i].end(), part->GetBufferPointer());
      m_Outputs.AddImage(part.GetPointer(), m_Options.outputs[i]);
    }
  }

  Canvas
  DrawAbout(const std::vector<double> & reference, const std::vector<double> & values) const
  {
    const auto   grid = GridOf(m_Image.GetPointer());
    const double shift =
      (std::accumulate(reference.begin(), reference.end(), 0.0) - std::accumulate(values.begin(), values.end(), 0.0)) /
      static_cast<double>(values.size());
    std::vector<double> shifted(values);
    for (double & value : shifted)
    {
      value += shift;
    }
    FieldOptions options;
    options.window = QuantileWindow(reference);
    options.spacing = SpacingOf(m_Image.GetPointer());
    return DrawField(shifted, grid, options);
  }

  Picture
  Draw() const
  {
    const bool hasTruths = !m_Truths[0].empty();
    const auto mixture = ValuesOf(m_Image.GetPointer());
    Picture    picture(
      m_Options.input.Describe() +
      (m_Options.added.empty() ? "" : " + " + std::filesystem::path(m_Options.added).filename().string()) + ", " +
      FormatSize(SizeOf(m_Image.GetPointer())) + ": two textures");
    std::vector<Panel> inputs{ { DrawAbout(mixture, mixture), "input\n " } };
    for (std::size_t i = 0; i < 2 && hasTruths; ++i)
    {
      inputs.push_back({ DrawAbout(m_Truths[i], m_Truths[i]), std::string("truth ") + "AB"[i] + "\n " });
    }
    picture.AddRow(std::move(inputs));
    for (const Parts & parts : m_Parts)
    {
      std::vector<Panel> row;
      for (std::size_t i = 0; i < 2; ++i)
      {
        const auto & reference = hasTruths ? m_Truths[i] : m_Parts[0].values[i];
        row.push_back({ DrawAbout(reference, parts.values[i]),
                        std::string("texture ") + "AB"[i] + ": " + parts.method + "\n" +
                          (hasTruths ? FormatNumber(parts.snr[i]) + " dB" : " ") });
      }
      picture.AddRow(std::move(row));
    }
    return picture;
  }

  Report
  MakeReport(double seconds) const
  {
    Report report;
    report.Set("input", m_Options.input.path);
    report.Set("size", SizeOf(m_Image.GetPointer()));
    report.Set("atoms", m_NumberOfAtoms);
    report.Set(m_Options.lambda > 0.0 ? "lambda" : "lambda_ratio",
               m_Options.lambda > 0.0 ? m_Options.lambda : m_Options.lambdaRatio);
    report.Set("stride", m_Filter->GetStride());
    report.Set("residual_to", m_Options.residual);
    report.Set("atoms_of_patch", m_AtomsOfPatch);
    report.Set("residual_share", m_ResidualShare);
    if (!m_Truths[0].empty())
    {
      std::vector<Report> methods;
      for (const Parts & parts : m_Parts)
      {
        Report method;
        method.Set("method", parts.method);
        method.Set("snr_a_db", parts.snr[0]);
        method.Set("snr_b_db", parts.snr[1]);
        method.Set("seconds", parts.seconds);
        methods.push_back(method);
      }
      report.Set("methods", methods);
    }
    report.Set("seconds_total", seconds);
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  typename TImage::Pointer           m_Image;
  const SeparationOptions &          m_Options;
  typename SeparationFilter::Pointer m_Filter;
  OutputSet                          m_Outputs;
  std::size_t                        m_NumberOfAtoms{ 0 };
  double                             m_AtomsOfPatch{ 0.0 };
  double                             m_ResidualShare{ 0.0 };
  std::array<std::vector<double>, 2> m_Truths;
  std::vector<Parts>                 m_Parts;
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App          app("Takes the sum of two textures apart: each is sparse in a dictionary learned on it, and not in "
                        "that of the other.");
  SeparationOptions options;
  AddSeparationOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    VisitPreparedImage(options.input, [&](const auto & image) {
      using ImageType = std::remove_reference_t<decltype(*image)>;
      Separation<ImageType>(image.GetPointer(), options).Run();
    });
  });
}
