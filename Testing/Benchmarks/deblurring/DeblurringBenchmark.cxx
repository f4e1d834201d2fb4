// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Deblurs crops of images by sparse codes and by the filters of ITK, and tells the PSNR of all.

#include "ImageArray.h"
#include "InputImage.h"
#include "OutputFile.h"
#include "ProgramMain.h"
#include "Report.h"
#include "TextTable.h"

#include "itkSparseDeconvolutionImageFilter.h"
#include "phRandom.h"

#include "itkConvolutionImageFilter.h"
#include "itkRegionOfInterestImageFilter.h"
#include "itkRichardsonLucyDeconvolutionImageFilter.h"
#include "itkWienerDeconvolutionImageFilter.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <sstream>

namespace
{
using namespace phaseharmonics_examples;
using ImageType = itk::Image<float, 2>;

/** Blur reaches from the pixels around the crop into it, so that borders are those of a real image. */
constexpr int Margin = 24;

struct Scene
{
  std::string        name;
  bool               isFluorescence{ false };
  ImageType::Pointer wide;
};

struct Kernel
{
  std::string        name;
  ImageType::Pointer image;
};

struct Result
{
  double      psnr{ -1e9 };
  double      seconds{ 0.0 };
  std::string setting;
};

struct Case
{
  std::string scene;
  bool        isFluorescence{ false };
  std::string kernel;
  double      noise{ 0.0 };
  double      input{ 0.0 };
  Result      wiener;
  Result      richardsonLucy;
  Result      sparse;
  double      relativeGap{ 0.0 };
};

ImageType::Pointer
NewImage(unsigned int width, unsigned int height)
{
  auto image = ImageType::New();
  image->SetRegions(ImageType::SizeType{ { width, height } });
  image->Allocate(true);
  return image;
}

Kernel
MakeKernel(const std::string & name, int radius, const std::function<double(double, double)> & value)
{
  constexpr int samples = 8;
  const int     size = 2 * radius + 1;
  Kernel        kernel{ name, NewImage(size, size) };
  double        sum = 0.0;
  for (int i = 0; i < size * size; ++i)
  {
    double mean = 0.0;
    for (int s = 0; s < samples * samples; ++s)
    {
      mean += value(i % size - radius + (s % samples + 0.5) / samples - 0.5,
                    i / size - radius + (s / samples + 0.5) / samples - 0.5);
    }
    kernel.image->GetBufferPointer()[i] = static_cast<float>(mean);
    sum += mean;
  }
  std::for_each(kernel.image->GetBufferPointer(), kernel.image->GetBufferPointer() + size * size, [&](float & v) {
    v = static_cast<float>(v / sum);
  });
  return kernel;
}

std::vector<Kernel>
MakeKernels()
{
  const auto gaussian = [](double sigma) {
    return [sigma](double x, double y) { return std::exp(-0.5 * (x * x + y * y) / (sigma * sigma)); };
  };
  // A stroke of 13 pixels at 30 degrees, two pixels wide.
  const auto stroke = [](double x, double y) {
    const double along = 0.8660254 * x + 0.5 * y;
    const double across = -0.5 * x + 0.8660254 * y;
    return std::abs(along) <= 6.5 && std::abs(across) <= 1.0 ? 1.0 : 0.0;
  };
  return { MakeKernel("Gaussian, sigma 1.5", 7, gaussian(1.5)),
           MakeKernel("disk, radius 4", 4, [](double x, double y) { return x * x + y * y <= 16.0 ? 1.0 : 0.0; }),
           MakeKernel("stroke of 13 pixels", 7, stroke) };
}

ImageType::Pointer
CenterOf(const ImageType * image, int margin)
{
  auto region = image->GetLargestPossibleRegion();
  region.ShrinkByRadius(margin);
  auto crop = itk::RegionOfInterestImageFilter<ImageType, ImageType>::New();
  crop->SetInput(image);
  crop->SetRegionOfInterest(region);
  crop->Update();
  return crop->GetOutput();
}

/** "photograph:FILE:X,Y,SIZE"; gray levels are scaled to 0..1. */
Scene
ReadScene(const std::string & text)
{
  std::istringstream words(text);
  std::string        kind;
  std::string        path;
  std::string        place;
  std::getline(words, kind, ':');
  std::getline(words, path, ':');
  std::getline(words, place, ':');
  int                x = 0;
  int                y = 0;
  int                size = 0;
  char               comma = 0;
  std::istringstream numbers(place);
  if ((kind != "photograph" && kind != "fluorescence") || !(numbers >> x >> comma >> y >> comma >> size))
  {
    throw std::runtime_error(text + ": expected photograph|fluorescence:FILE:X,Y,SIZE");
  }
  const auto            image = ReadInputImage<float, 2>(path);
  ImageType::RegionType region(
    { { x - Margin, y - Margin } },
    { { static_cast<unsigned>(size + 2 * Margin), static_cast<unsigned>(size + 2 * Margin) } });
  if (!image->GetLargestPossibleRegion().IsInside(region))
  {
    throw std::runtime_error(text + ": the crop and " + std::to_string(Margin) + " pixels around it lie outside");
  }
  auto crop = itk::RegionOfInterestImageFilter<ImageType, ImageType>::New();
  crop->SetInput(image);
  crop->SetRegionOfInterest(region);
  crop->Update();
  Scene       scene{ std::filesystem::path(path).stem().string(), kind == "fluorescence", crop->GetOutput() };
  const float largest =
    kind == "photograph"
      ? 255.0f
      : *std::max_element(scene.wide->GetBufferPointer(), scene.wide->GetBufferPointer() + region.GetNumberOfPixels());
  std::for_each(scene.wide->GetBufferPointer(),
                scene.wide->GetBufferPointer() + region.GetNumberOfPixels(),
                [&](float & v) { v /= largest; });
  scene.wide->SetOrigin(ImageType::PointType());
  return scene;
}

/** Peak 1; gray levels outside of 0..1, which no image here has, are set to the nearer end. */
double
PeakSignalToNoise(const ImageType * estimate, const ImageType * truth)
{
  const std::size_t count = truth->GetLargestPossibleRegion().GetNumberOfPixels();
  double            sum = 0.0;
  for (std::size_t i = 0; i < count; ++i)
  {
    const double value = std::clamp(static_cast<double>(estimate->GetBufferPointer()[i]), 0.0, 1.0);
    sum += (value - truth->GetBufferPointer()[i]) * (value - truth->GetBufferPointer()[i]);
  }
  return -10.0 * std::log10(sum / static_cast<double>(count));
}

template <typename TFilter>
Result
Measure(TFilter * filter, const ImageType * truth, const std::string & setting)
{
  const auto start = std::chrono::steady_clock::now();
  filter->Update();
  Result result;
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  result.psnr = PeakSignalToNoise(filter->GetOutput(), truth);
  result.setting = setting;
  return result;
}

void
KeepBetter(Result & best, const Result & result)
{
  best = result.psnr > best.psnr ? result : best;
}

Result
BestWiener(const ImageType * image, const Kernel & kernel, double noise, const ImageType * truth)
{
  Result best;
  for (const double factor : { 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0 })
  {
    auto filter = itk::WienerDeconvolutionImageFilter<ImageType>::New();
    filter->SetInput(image);
    filter->SetKernelImage(kernel.image);
    filter->SetNormalize(true);
    filter->SetNoiseVariance(factor * noise * noise);
    KeepBetter(best, Measure(filter.GetPointer(), truth, "noise variance x " + FormatNumber(factor)));
  }
  return best;
}

Result
BestRichardsonLucy(const ImageType * image, const Kernel & kernel, const ImageType * truth)
{
  // The algorithm is for images that are nowhere negative.
  auto positive = NewImage(image->GetLargestPossibleRegion().GetSize(0), image->GetLargestPossibleRegion().GetSize(1));
  std::transform(image->GetBufferPointer(),
                 image->GetBufferPointer() + image->GetLargestPossibleRegion().GetNumberOfPixels(),
                 positive->GetBufferPointer(),
                 [](float value) { return std::max(value, 1e-4f); });
  Result best;
  for (const unsigned int iterations : { 3, 5, 8, 12, 18, 27, 40, 60, 90, 135, 200 })
  {
    auto filter = itk::RichardsonLucyDeconvolutionImageFilter<ImageType>::New();
    filter->SetInput(positive);
    filter->SetKernelImage(kernel.image);
    filter->SetNormalize(true);
    filter->SetNumberOfIterations(iterations);
    const Result result = Measure(filter.GetPointer(), truth, std::to_string(iterations) + " iterations");
    KeepBetter(best, result);
    // It converges, then fits the noise.
    if (result.psnr < best.psnr - 0.5)
    {
      break;
    }
  }
  return best;
}

struct Options
{
  double       factor{ 0.0 };
  double       background{ 1.0 };
  unsigned int scales{ 2 };
  double       tolerance{ 1e-4 };
  unsigned int iterations{ 500 };
  bool         isSparseOnly{ false };
  bool         isMirrored{ false };
};

/** One rule for all cases; nothing is chosen with the truth. */
Result
Sparse(const Options &   options,
       const Scene &     scene,
       const ImageType * image,
       const Kernel &    kernel,
       double            noise,
       const ImageType * truth,
       double &          gap)
{
  using FilterType = itk::SparseDeconvolutionImageFilter<ImageType>;
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetKernelImage(kernel.image);
  filter->SetNoiseStandardDeviation(noise);
  filter->SetMaximumIterations(options.iterations);
  filter->SetBoundary(options.isMirrored ? itk::SparseDeconvolutionEnums::Boundary::Mirror
                                         : itk::SparseDeconvolutionEnums::Boundary::Unknown);
  filter->SetRelativeGapTolerance(options.tolerance);
  if (options.factor > 0.0)
  {
    filter->SetNoiseFactor(options.factor);
  }
  auto dictionary = itk::Dictionary::New();
  if (scene.isFluorescence)
  {
    dictionary->SetBumps(2);
    filter->SetNonNegative(true);
    filter->SetNoiseFactor(options.factor > 0.0 ? options.factor : 0.5);
  }
  else
  {
    dictionary->SetFramelets(2, options.scales);
    filter->SetBackgroundSmoothing(options.background);
  }
  filter->SetDictionary(dictionary);
  Result result = Measure(filter.GetPointer(), truth, "");
  result.setting = "lambda " + FormatNumber(filter->GetLambdaUsed());
  gap = filter->GetRelativeDualGap();
  return result;
}

std::vector<Case>
Deblur(const std::vector<Scene> & scenes, const Options & options)
{
  std::vector<Case> cases;
  std::uint64_t     stream = 0;
  for (const Scene & scene : scenes)
  {
    const auto truth = CenterOf(scene.wide, Margin);
    for (const Kernel & kernel : MakeKernels())
    {
      auto blur = itk::ConvolutionImageFilter<ImageType>::New();
      blur->SetInput(scene.wide);
      blur->SetKernelImage(kernel.image);
      blur->Update();
      const auto blurred = CenterOf(blur->GetOutput(), Margin);
      for (const double noise : { 0.002, 0.006, 0.02 })
      {
        const std::size_t  count = truth->GetLargestPossibleRegion().GetNumberOfPixels();
        std::vector<float> normal(count);
        phaseharmonics::FillStandardNormal(normal.data(), count, 1, stream++);
        auto observed =
          NewImage(truth->GetLargestPossibleRegion().GetSize(0), truth->GetLargestPossibleRegion().GetSize(1));
        for (std::size_t i = 0; i < count; ++i)
        {
          observed->GetBufferPointer()[i] = blurred->GetBufferPointer()[i] + static_cast<float>(noise) * normal[i];
        }
        Case one;
        one.scene = scene.name;
        one.isFluorescence = scene.isFluorescence;
        one.kernel = kernel.name;
        one.noise = noise;
        one.input = PeakSignalToNoise(observed, truth);
        if (!options.isSparseOnly)
        {
          one.wiener = BestWiener(observed, kernel, noise, truth);
          one.richardsonLucy = BestRichardsonLucy(observed, kernel, truth);
        }
        one.sparse = Sparse(options, scene, observed, kernel, noise, truth, one.relativeGap);
        std::cout << one.scene << ", " << one.kernel << ", noise " << one.noise << ": input "
                  << FormatNumber(one.input, 4) << ", Wiener " << FormatNumber(one.wiener.psnr, 4)
                  << ", Richardson-Lucy " << FormatNumber(one.richardsonLucy.psnr, 4) << ", sparse "
                  << FormatNumber(one.sparse.psnr, 4) << " dB in " << FormatNumber(one.sparse.seconds) << " s, gap "
                  << FormatNumber(one.relativeGap, 2) << std::endl;
        cases.push_back(one);
      }
    }
  }
  return cases;
}

double
MeanGain(const std::vector<Case> & cases, Result Case::*other, bool fluorescence)
{
  double sum = 0.0;
  double count = 0.0;
  for (const Case & one : cases)
  {
    if (one.isFluorescence == fluorescence)
    {
      sum += one.sparse.psnr - (one.*other).psnr;
      count += 1.0;
    }
  }
  return count > 0.0 ? sum / count : std::nan("");
}

Report
ReportOf(const Result & result)
{
  Report report;
  report.Set("psnr_db", result.psnr);
  report.Set("seconds", result.seconds);
  report.Set("setting", result.setting);
  return report;
}

void
WriteReport(const std::vector<Case> & cases, const std::string & path)
{
  Report              report;
  std::vector<Report> list;
  for (const Case & one : cases)
  {
    Report row;
    row.Set("image", one.scene);
    row.Set("kernel", one.kernel);
    row.Set("noise", one.noise);
    row.Set("input_psnr_db", one.input);
    row.Set("wiener", ReportOf(one.wiener));
    row.Set("richardson_lucy", ReportOf(one.richardsonLucy));
    row.Set("sparse", ReportOf(one.sparse));
    row.Set("relative_gap", one.relativeGap);
    list.push_back(row);
  }
  for (const bool fluorescence : { false, true })
  {
    const std::string kind = fluorescence ? "fluorescence" : "photographs";
    report.Set("gain_over_wiener_db_" + kind, MeanGain(cases, &Case::wiener, fluorescence));
    report.Set("gain_over_richardson_lucy_db_" + kind, MeanGain(cases, &Case::richardsonLucy, fluorescence));
  }
  report.Set("cases", list);
  report.Write(path);
}

void
WriteTable(const std::vector<Case> & cases, const std::string & path)
{
  std::ostringstream text;
  text << "| image | kernel | noise | input | Wiener | Richardson-Lucy | sparse | seconds |\n"
       << "|---|---|---|---|---|---|---|---|\n";
  for (const Case & one : cases)
  {
    text << "| " << one.scene << " | " << one.kernel << " | " << FormatNumber(100.0 * one.noise) << " % | "
         << FormatNumber(one.input, 4) << " | " << FormatNumber(one.wiener.psnr, 4) << " | "
         << FormatNumber(one.richardsonLucy.psnr, 4) << " | " << FormatNumber(one.sparse.psnr, 4) << " | "
         << FormatNumber(one.sparse.seconds, 2) << " |\n";
  }
  PendingOutput output(path);
  std::ofstream(output.GetTemporaryPath()) << text.str();
  output.Commit();
}
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App                 app("Deblurs crops of images by sparse codes with one rule for all, and by ITK's Wiener and "
                               "Richardson-Lucy filters with the settings that suit the truth best.");
  std::string              report;
  std::string              table;
  std::vector<std::string> scenes;
  Options                  options;
  app.add_option("REPORT", report, "JSON file to write")->required();
  app.add_option("TABLE", table, "Markdown file to write")->required();
  app.add_option("--noise-factor", options.factor, "Instead of that of the filter");
  app.add_option("--background", options.background, "Smoothness of the background of photographs [1]");
  app.add_option("--scales", options.scales, "Of the framelets [2]");
  app.add_option("--gap-tolerance", options.tolerance, "Relative gap at which to stop [1e-4]");
  app.add_option("--iterations", options.iterations, "At most [500]");
  app.add_flag("--mirror", options.isMirrored, "Mirror images at their borders; else what lies beyond is unknown");
  app.add_flag("--sparse-only", options.isSparseOnly, "Leave the filters of ITK out, for sweeps");
  app.add_option("SCENE", scenes, "photograph:FILE:X,Y,SIZE or fluorescence:FILE:X,Y,SIZE")->required();
  return RunProgram(app, argc, argv, [&] {
    CheckWritable(report);
    CheckWritable(table);
    std::vector<Scene> read;
    for (const std::string & scene : scenes)
    {
      read.push_back(ReadScene(scene));
    }
    const auto cases = Deblur(read, options);
    WriteReport(cases, report);
    WriteTable(cases, table);
    for (const bool fluorescence : { false, true })
    {
      std::cout << (fluorescence ? "fluorescence" : "photographs") << ": "
                << FormatNumber(MeanGain(cases, &Case::wiener, fluorescence)) << " dB over Wiener, "
                << FormatNumber(MeanGain(cases, &Case::richardsonLucy, fluorescence)) << " dB over Richardson-Lucy"
                << std::endl;
    }
  });
}
