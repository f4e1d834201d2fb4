// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Writes the phase-harmonic moments of an image, or of several on average.

#include "ImageArray.h"
#include "InputOptions.h"
#include "MemoryPeak.h"
#include "MomentOptions.h"
#include "MomentPicture.h"
#include "MomentSummary.h"
#include "OptionChecks.h"
#include "OutputSet.h"
#include "ProgramMain.h"
#include "ProgressExecutor.h"
#include "TextTable.h"
#include "phMomentCsv.h"

#include "itkGaussianSynthesisImageFilter.h"
#include "itkPhaseHarmonicMomentsImageFilter.h"
#include "itkPhaseHarmonicMomentsWriter.h"

#include <chrono>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;

struct Options
{
  InputOptions             input;
  MomentOptions            moments;
  std::vector<std::string> also;
  std::string              output;
  unsigned int             replicates{ 0 };
  std::uint64_t            seed{ 0 };
  std::string              picture;
  std::string              report;
};

void
AddOptions(CLI::App & app, Options & options)
{
  AddInputOptions(app, options.input);
  app.add_option("MOMENTS", options.output, "File to write: .h5 (HDF5) or .csv")->required();
  AddMomentOptions(app, options.moments);
  app.add_option("--also", options.also, "A further image whose moments are averaged with those of INPUT; repeatable")
    ->allow_extra_args(false)
    ->type_name("FILE");
  app
    .add_option("--bootstrap",
                options.replicates,
                "Replicates of a bootstrap of blocks of pixels, for standard errors in the CSV [0: none]")
    ->check(Between(0, 100000))
    ->type_name("N");
  app.add_option("--seed", options.seed, "Seed of the bootstrap [0]")->type_name("N");
  app.add_option("--picture", options.picture, "Picture of the moments, as PNG")->type_name("FILE");
  app.add_option("--report", options.report, "Figures of the table, as JSON")->type_name("FILE");
}

void
CheckExtension(const std::string & path, bool hasErrors)
{
  const std::string extension = std::filesystem::path(path).extension().string();
  if (hasErrors && extension != ".csv")
  {
    throw std::runtime_error(path + ": standard errors are written to .csv files only");
  }
  if (extension != ".h5" && extension != ".hdf5" && extension != ".csv")
  {
    throw std::runtime_error(path + ": moments are written to .h5 or .csv files");
  }
}

/** The filter keeps its wavelet bank from one image to the next. */
template <typename TImage>
phaseharmonics::Moments
AnalyzeOne(const TImage * image, const std::string & name, itk::PhaseHarmonicMomentsImageFilter<TImage> * filter)
{
  filter->SetInput(image);
  ProgressBar progress("Analyzing " + name);
  progress.Observe(filter);
  UpdateInterruptibly(filter);
  progress.Finish();
  return filter->GetMoments()->GetMoments();
}

/** Standard errors of the moments of one image, or of the union of several. */
template <typename TImage>
phaseharmonics::MomentErrors
EstimateErrors(const std::vector<const TImage *> & images,
               const itk::PhaseHarmonicMoments *   moments,
               const Options &                     options)
{
  using RealType = typename TImage::PixelType;
  const std::size_t bytes = phaseharmonics::MomentBootstrapBytes(moments->GetMoments(), sizeof(RealType));
  const std::size_t limit = MemoryLimitOfFilter(options.moments, 0);
  if (limit > 0 && bytes > limit)
  {
    throw std::runtime_error("--bootstrap needs " + FormatCount(bytes >> 20) + " MiB for maps on the full grid, more " +
                             "than --memory-limit leaves");
  }
  std::vector<const RealType *> pixels;
  for (const TImage * const image : images)
  {
    pixels.push_back(image->GetBufferPointer());
  }
  phaseharmonics::MomentBootstrapOptions bootstrap;
  bootstrap.replicates = options.replicates;
  bootstrap.seed = options.seed;
  ProgressBar bar("Standard errors");
  const auto  loops = static_cast<unsigned int>(phaseharmonics::NumberOfLoopsOfMomentBootstrap * images.size() + 2);
  const auto  errors = phaseharmonics::EstimateMomentErrors<RealType>(pixels,
                                                                     moments->GetMoments(),
                                                                     options.moments.normalization == "target"
                                                                        ? phaseharmonics::MomentNormalization::Target
                                                                        : phaseharmonics::MomentNormalization::None,
                                                                     bootstrap,
                                                                     ProgressExecutor(bar, loops));
  bar.Finish();
  return errors;
}

/** Of a Gaussian field of the same power spectrum: what must be compared to tell what lies beyond the spectrum. */
template <typename TImage>
std::vector<ScaleSummary>
SummarizeGaussianModel(const TImage * image, itk::PhaseHarmonicMomentsImageFilter<TImage> * filter)
{
  const auto gaussian = itk::GaussianSynthesisImageFilter<TImage>::New();
  gaussian->SetInput(image);
  UpdateInterruptibly(gaussian);
  return SummarizeScales(AnalyzeOne<TImage>(gaussian->GetOutput(), "the Gaussian model", filter));
}

template <typename TImage>
void
Analyze(const TImage * image, const Options & options)
{
  const auto start = std::chrono::steady_clock::now();
  OutputSet  outputs;
  CheckExtension(options.output, options.replicates > 0);
  outputs.Announce(options.output);
  if (!options.picture.empty())
  {
    outputs.Announce(options.picture, ".png");
  }
  if (!options.report.empty())
  {
    outputs.Announce(options.report);
  }

  std::vector<typename TImage::Pointer> others;
  for (const std::string & path : options.also)
  {
    others.push_back(ReadPreparedImage<TImage>(path, options.input));
    CheckSameSize(image, others.back().GetPointer(), path);
  }
  const auto filter = itk::PhaseHarmonicMomentsImageFilter<TImage>::New();
  SetMomentOptions(options.moments, filter.GetPointer());
  filter->SetInput(image);
  // The Gaussian model, its noise and their spectra take four images.
  const std::size_t imageBytes = GridOf(image).NumberOfPixels() * sizeof(typename TImage::PixelType);
  filter->SetMemoryLimit(MemoryLimitOfFilter(options.moments, 4 * imageBytes));
  const double predicted =
    MemoryNowInMebibytes() + static_cast<double>(4 * imageBytes + filter->PredictPeakMemory()) / 1048576.0;
  std::cout << "Memory: " << FormatCount(static_cast<std::size_t>(predicted)) << " MiB expected" << std::endl;

  std::vector<phaseharmonics::Moments> all{ AnalyzeOne(image, "the image", filter.GetPointer()) };
  for (std::size_t i = 0; i < others.size(); ++i)
  {
    const std::string name = std::filesystem::path(options.also[i]).filename().string();
    all.push_back(AnalyzeOne<TImage>(others[i], name, filter));
  }
  const auto moments = itk::PhaseHarmonicMoments::New();
  moments->SetMoments(all.size() == 1 ? all.front() : phaseharmonics::AverageMoments(all));
  moments->SetNormalization(NormalizationOfName(options.moments.normalization));

  if (options.replicates > 0)
  {
    std::vector<const TImage *> images{ image };
    images.insert(images.end(), others.begin(), others.end());
    const auto errors = EstimateErrors(images, moments.GetPointer(), options);
    phaseharmonics::WriteMomentsCsv(outputs.Add(options.output),
                                    moments->GetMoments(),
                                    moments->GetNormalization() == itk::MomentSetEnums::Normalization::Target
                                      ? phaseharmonics::MomentNormalization::Target
                                      : phaseharmonics::MomentNormalization::None,
                                    &errors);
  }
  else
  {
    const auto writer = itk::PhaseHarmonicMomentsWriter::New();
    writer->SetInput(moments);
    writer->SetFileName(outputs.Add(options.output));
    writer->Update();
  }

  const std::string count = FormatCount(moments->GetNumberOfUniqueMoments()) + " moments (model " +
                            options.moments.model + ") of " + FormatCount(GridOf(image).NumberOfPixels()) + " pixels";
  const auto scales = SummarizeScales(moments->GetMoments());
  const auto gaussianScales = scales.empty() ? scales : SummarizeGaussianModel(image, filter.GetPointer());
  if (!options.picture.empty())
  {
    MomentPictureInput picture;
    picture.title = options.input.Describe() + ", " + FormatSize(SizeOf(image)) + ": " + count;
    picture.image = ValuesOf(image);
    picture.spacing = SpacingOf(image);
    picture.moments = moments->GetMoments();
    picture.scales = scales;
    picture.gaussianScales = gaussianScales;
    DrawMoments(picture).Write(outputs.Add(options.picture));
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!options.report.empty())
  {
    Report report;
    report.Set("input", options.input.path);
    report.Set("also", options.also);
    report.Set("size", SizeOf(image));
    report.Set("model", options.moments.model);
    report.Set("moments_unique", moments->GetNumberOfUniqueMoments());
    report.Set("moments_nominal", moments->GetNumberOfNominalMoments());
    report.Set("mean", moments->GetImageMean());
    report.Set("standard_deviation", moments->GetImageDeviation());
    report.Set("scales", ReportSummary(scales, gaussianScales));
    report.Set("seconds_total", seconds);
    report.Set("memory_predicted_mib", predicted);
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    report.Write(outputs.Add(options.report));
  }
  outputs.Commit();
  if (!scales.empty())
  {
    std::cout << FormatTable(MakeSummaryTable(scales, gaussianScales)) << '\n';
  }
  std::cout << count << ", " << FormatCount(moments->GetNumberOfNominalMoments()) << " as papers count; "
            << FormatNumber(seconds) << " s" << std::endl;
}
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app(
    "Writes the phase-harmonic moments of an image: covariances of its wavelet coefficients, of their moduli "
    "and of their phases multiplied by k.");
  Options options;
  AddOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    VisitPreparedImage(options.input, [&](const auto & image) {
      using ImageType = std::remove_reference_t<decltype(*image)>;
      Analyze<ImageType>(image.GetPointer(), options);
    });
  });
}
