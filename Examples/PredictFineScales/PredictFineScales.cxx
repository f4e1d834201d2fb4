// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Predicts the fine scales of an image from its coarser ones, and makes images larger by new scales.

#include "ImageArray.h"
#include "ImageMetrics.h"
#include "Interpolation.h"
#include "MemoryPeak.h"
#include "OutputSet.h"
#include "PredictionOptions.h"
#include "PredictionPicture.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "Report.h"
#include "TextTable.h"

#include "itkHarmonicPredictionImageFilter.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;

/** With the range of the truth as the peak. */
double
PeakSignalToNoise(const std::vector<double> & truth, const std::vector<double> & estimate)
{
  const auto range = std::minmax_element(truth.begin(), truth.end());
  const auto peak = *range.second - *range.first;
  double     sum = 0.0;
  for (std::size_t i = 0; i < truth.size(); ++i)
  {
    sum += (truth[i] - estimate[i]) * (truth[i] - estimate[i]);
  }
  return 10.0 * std::log10(peak * peak * static_cast<double>(truth.size()) / sum);
}

template <typename TImage>
class Prediction
{
public:
  Prediction(TImage * image, const PredictionOptions & options)
    : m_Image(image)
    , m_Options(options)
    , m_Filter(Filter::New())
  {}

  void
  Run()
  {
    const auto start = Clock::now();
    this->AnnounceOutputs();
    this->SetUpFilter();
    ProgressBar progress("Predicting");
    progress.Observe(m_Filter);
    UpdateInterruptibly(m_Filter);
    progress.Finish();
    m_Seconds = std::chrono::duration<double>(Clock::now() - start).count();
    this->CollectImages();
    m_Outputs.AddImage(m_Filter->GetOutput(), m_Options.output);
    if (!m_Options.savedModel.empty())
    {
      m_Filter->GetModelOutput()->WriteFile(m_Outputs.Add(m_Options.savedModel));
    }
    if (!m_Options.picture.empty())
    {
      this->Draw().Write(m_Outputs.Add(m_Options.picture));
    }
    if (!m_Options.report.empty())
    {
      this->MakeReport(start).Write(m_Outputs.Add(m_Options.report));
    }
    m_Outputs.Commit();
    std::cout << FormatTable(this->ScaleTable()) << this->DescribeFigures() << "\n\n";
    if (this->HasTruth())
    {
      std::cout << FormatTable(this->ErrorTable())
                << "share of what the coarse image lacks: " << FormatNumber(this->ExplainedShareOfImage()) << '\n';
    }
    std::cout << FormatNumber(m_Seconds) << " s" << std::endl;
  }

private:
  using Clock = std::chrono::steady_clock;
  using Filter = itk::HarmonicPredictionImageFilter<TImage>;
  using PixelType = typename TImage::PixelType;

  bool
  IsRefinement() const
  {
    return m_Options.factor > 0;
  }
  bool
  HasTruth() const
  {
    return !this->IsRefinement() && !m_Overlaps;
  }

  void
  AnnounceOutputs()
  {
    m_Outputs.AnnounceImage<TImage>(m_Options.output);
    if (!m_Options.savedModel.empty())
    {
      m_Outputs.Announce(m_Options.savedModel, ".h5");
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

  void
  SetUpFilter()
  {
    m_Filter->SetInput(m_Image);
    m_Octaves = m_Options.octaves;
    if (this->IsRefinement())
    {
      m_Octaves = static_cast<unsigned int>(std::lround(std::log2(m_Options.factor)));
      m_Filter->SetOperation(Filter::OperationEnum::Refine);
    }
    m_Filter->SetNumberOfOctaves(m_Octaves);
    m_Overlaps = m_Options.overlap;
    if (!m_Options.model.empty())
    {
      const auto model = itk::HarmonicPredictionModel::New();
      model->ReadFile(m_Options.model);
      m_Filter->SetModel(model);
      m_Overlaps = model->GetModel().options.overlappingBands;
      m_Octaves = this->IsRefinement() ? m_Octaves : model->GetNumberOfOctaves();
    }
    for (const std::string & path : m_Options.training)
    {
      m_Filter->AddTrainingImage(ReadPreparedImage<TImage>(path, TrainingInput()));
    }
    if (m_Options.model.empty() && m_Options.training.empty())
    {
      m_Filter->AddTrainingImage(m_Image);
    }
    if (m_Options.orientations > 0)
    {
      m_Filter->SetNumberOfOrientations(m_Options.orientations);
    }
    if (!m_Options.neighborhood.empty())
    {
      using Neighborhood = typename Filter::NeighborhoodEnum;
      m_Filter->SetNeighborhood(m_Options.neighborhood == "center" ? Neighborhood::Center
                                : m_Options.neighborhood == "axes" ? Neighborhood::Axes
                                                                   : Neighborhood::Box);
    }
    m_Filter->SetScaleRange(m_Options.scaleRange);
    m_Filter->SetMaximumHarmonic(m_Options.maximumHarmonic);
    m_Filter->SetStride(m_Options.stride);
    m_Filter->SetOverlappingBands(m_Options.overlap);
    m_Filter->SetSeed(static_cast<unsigned int>(m_Options.seed));
    if (m_Options.generate)
    {
      m_Filter->SetFineScales(Filter::FineScalesEnum::Innovations);
    }
  }

  // Training images are not cropped: they may be of any size.
  InputOptions
  TrainingInput() const
  {
    InputOptions options = m_Options.input;
    options.crop.clear();
    return options;
  }

  void
  CollectImages()
  {
    const auto grid = GridOf(m_Image.GetPointer());
    m_FineGrid = GridOf(m_Filter->GetOutput());
    if (m_Overlaps)
    {
      return;
    }
    const auto          coarse = this->CoarseImage(grid);
    std::vector<double> smooth(m_FineGrid.NumberOfPixels());
    if (this->IsRefinement())
    {
      phaseharmonics::InterpolateInFourier<double>({ coarse.first, coarse.second.data() }, m_Octaves, smooth.data());
    }
    else
    {
      m_Truth = ValuesOf(m_Image.GetPointer());
      phaseharmonics::RemoveOctavesInFourier<double>({ grid, m_Truth.data() }, m_Octaves, smooth.data());
    }
    this->AddImage("bicubic", InterpolateByCubicConvolution(coarse.second, coarse.first, m_FineGrid));
    this->AddImage("cubic spline", InterpolateByBSpline(coarse.second, coarse.first, m_FineGrid));
    this->AddImage("Gaussian model", std::move(smooth));
    std::string method = m_Options.generate ? "phase harmonics, sampled" : "phase harmonics";
    if (this->HasTruth() && this->IsCrossValidated())
    {
      method += " (fitted on it)";
    }
    this->AddImage(method, ValuesOf(m_Filter->GetOutput()));
  }

  /** INPUT, or what decimation leaves of it. */
  std::pair<Grid, std::vector<double>>
  CoarseImage(Grid grid) const
  {
    std::vector<double> values = ValuesOf(m_Image.GetPointer());
    for (unsigned int o = 0; o < (this->IsRefinement() ? 0 : m_Octaves); ++o)
    {
      std::vector<double> decimated(grid.NumberOfPixels());
      phaseharmonics::DecimateInFourier<double>({ grid, values.data() }, decimated.data());
      for (unsigned int axis = 0; axis < grid.dimension; ++axis)
      {
        grid.size[axis] = (grid.size[axis] + 1) / 2;
      }
      decimated.resize(grid.NumberOfPixels());
      values = std::move(decimated);
    }
    return { grid, values };
  }

  void
  AddImage(const std::string & method, std::vector<double> values)
  {
    const double psnr = m_Truth.empty() ? 0.0 : PeakSignalToNoise(m_Truth, values);
    m_Images.push_back({ method, std::move(values), psnr });
  }

  unsigned int
  NumberOfScales() const
  {
    return m_Filter->GetModelOutput()->GetNumberOfOctaves();
  }

  const phaseharmonics::PredictionFigures &
  FiguresOf(unsigned int scale) const
  {
    // Those of a fit on INPUT are cross-validated.
    return this->IsCrossValidated() ? m_Filter->GetModelOutput()->GetFigures(scale) : m_Filter->GetFigures(scale);
  }

  bool
  IsCrossValidated() const
  {
    return this->IsRefinement() || (m_Options.model.empty() && m_Options.training.empty());
  }

  std::string
  DescribeFigures() const
  {
    return this->IsCrossValidated() ? "(shares of the variance, cross-validated on the training images)"
                                    : "(shares of the variance, on INPUT)";
  }

  std::vector<std::vector<std::string>>
  ScaleTable() const
  {
    std::vector<std::vector<std::string>> table{ { "scale", "harmonics", "linear", "gain", "moduli", "gain" } };
    for (unsigned int scale = 0; scale < this->NumberOfScales(); ++scale)
    {
      const auto & f = this->FiguresOf(scale);
      const auto   rounded = [](double value) { return FormatNumber(std::round(value * 1e4) / 1e4 + 0.0, 4); };
      table.push_back({ std::to_string(scale),
                        rounded(f.harmonic),
                        rounded(f.linear),
                        rounded(f.gain) + " ± " + rounded(f.gainStandardError),
                        rounded(f.modulus),
                        rounded(f.modulusGain) + " ± " + rounded(f.modulusGainStandardError) });
    }
    return table;
  }

  std::vector<std::vector<std::string>>
  ErrorTable() const
  {
    std::vector<std::vector<std::string>> table{ { "fine scales", "PSNR (dB)" } };
    for (const FineImage & image : m_Images)
    {
      table.push_back({ image.method, FormatNumber(image.psnr, 4) });
    }
    return table;
  }

  /** Of the energy of the octaves that decimation takes away; the Gaussian model is the image without them. */
  double
  ExplainedShareOfImage() const
  {
    return 1.0 - std::pow(10.0, 0.1 * (m_Images[m_Images.size() - 2].psnr - m_Images.back().psnr));
  }

  Picture
  Draw() const
  {
    PredictionPictureInput input;
    input.title = m_Options.input.Describe() + ", " + FormatSize(SizeOf(m_Image.GetPointer())) +
                  (this->IsRefinement() ? ": " + std::to_string(m_Options.factor) + " times as fine"
                                        : ": its finest scales from the others");
    input.grid = m_FineGrid;
    input.spacing = SpacingOf(m_Image.GetPointer());
    input.truth = m_Truth;
    input.images = m_Images;
    if (m_Overlaps)
    {
      input.images.push_back({ "input", ValuesOf(m_Image.GetPointer()), 0.0 });
    }
    input.table = this->ScaleTable();
    return DrawPrediction(input);
  }

  Report
  MakeReport(Clock::time_point start) const
  {
    const auto & model = m_Filter->GetModelOutput()->GetModel();
    Report       report;
    report.Set("input", m_Options.input.path);
    report.Set("size", SizeOf(m_Image.GetPointer()));
    report.Set("size_output", SizeOf(m_Filter->GetOutput()));
    report.Set("training", m_Options.training);
    report.Set("orientations", model.options.numberOfOrientations);
    report.Set("scale_range", model.options.scaleRange);
    report.Set("maximum_harmonic", model.options.maximumHarmonic);
    report.Set("overlapping_bands", model.options.overlappingBands);
    report.Set("predictors", phaseharmonics::NumberOfPredictors(model.dimension, model.options));
    report.Set("cross_validated", this->IsCrossValidated());
    std::vector<Report> scales;
    for (unsigned int scale = 0; scale < this->NumberOfScales(); ++scale)
    {
      const auto & f = this->FiguresOf(scale);
      Report       row;
      row.Set("scale", scale);
      row.Set("explained_variance", f.harmonic);
      row.Set("linear", f.linear);
      row.Set("gain", f.gain);
      row.Set("gain_standard_error", f.gainStandardError);
      row.Set("modulus_explained_variance", f.modulus);
      row.Set("modulus_linear", f.modulusLinear);
      row.Set("modulus_gain", f.modulusGain);
      row.Set("modulus_gain_standard_error", f.modulusGainStandardError);
      row.Set("ridge", model.octaves[scale].ridge);
      scales.push_back(row);
    }
    report.Set("scales", scales);
    if (this->HasTruth())
    {
      std::vector<Report> methods;
      for (const FineImage & image : m_Images)
      {
        Report method;
        method.Set("method", image.method);
        method.Set("psnr_db", image.psnr);
        method.Set("kurtosis_increments", IncrementKurtosis(image.values, m_FineGrid));
        methods.push_back(method);
      }
      report.Set("methods", methods);
      report.Set("psnr_db", m_Images.back().psnr);
      report.Set("explained_share_of_image", this->ExplainedShareOfImage());
      report.Set("kurtosis_increments", IncrementKurtosis(m_Truth, m_FineGrid));
    }
    report.Set("seed", m_Options.seed);
    report.Set("seconds_predicting", m_Seconds);
    report.Set("seconds_total", std::chrono::duration<double>(Clock::now() - start).count());
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  typename TImage::Pointer  m_Image;
  const PredictionOptions & m_Options;
  typename Filter::Pointer  m_Filter;
  OutputSet                 m_Outputs;
  unsigned int              m_Octaves{ 1 };
  bool                      m_Overlaps{ false };
  Grid                      m_FineGrid;
  std::vector<double>       m_Truth;
  std::vector<FineImage>    m_Images;
  double                    m_Seconds{ 0.0 };
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app(
    "Predicts the fine scales of an image from the phase harmonics of its coarser ones, tells how much of them "
    "is predictable, and makes images larger by new scales.");
  PredictionOptions options;
  AddPredictionOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    VisitPreparedImage(options.input, [&](const auto & image) {
      using ImageType = std::remove_reference_t<decltype(*image)>;
      Prediction<ImageType>(image.GetPointer(), options).Run();
    });
  });
}
