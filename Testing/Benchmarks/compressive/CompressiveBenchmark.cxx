// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Reconstructs one image or 1-D signal from its moments, on one thread, and prints one line of JSON.

#include "phAlignment.h"
#include "phCompressiveReconstruction.h"
#include "phSeriesMomentSet.h"
#include "phStatistics.h"

#include "itkImageFileReader.h"
#include "itkImageFileWriter.h"
#include "itkImageIOFactory.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>

namespace
{
namespace ph = phaseharmonics;

struct Options
{
  std::string                          input;
  std::string                          output;
  std::string                          start;
  unsigned int                         scales{ 8 };
  unsigned int                         orientations{ 8 };
  unsigned int                         scaleRange{ 1 };
  unsigned int                         voices{ 1 };
  bool                                 isRich{ false };
  bool                                 isBump{ false };
  bool                                 isDouble{ false };
  bool                                 isVerbose{ false };
  ph::CompressiveReconstructionOptions reconstruction;
};

ph::MomentSet
MakeSet(const Options & options, unsigned int dimension)
{
  if (dimension == 1)
  {
    return ph::MakeSeriesMomentSet(options.scales, { options.voices, options.scaleRange, options.isRich });
  }
  ph::MomentSetOptions setOptions;
  setOptions.model = ph::MomentModel::Compressive;
  setOptions.scaleRange = options.scaleRange;
  return { dimension, options.scales, options.orientations, setOptions };
}

template <unsigned int D>
ph::WaveletBankOptions
MakeBankOptions(const Options & options)
{
  ph::WaveletBankOptions bank;
  bank.numberOfScales = options.scales;
  bank.numberOfOrientations = D == 1 ? 1 : options.orientations;
  bank.voicesPerOctave = D == 1 ? options.voices : 1;
  bank.family = D == 1 && !options.isBump ? ph::WaveletFamily::BattleLemarie : ph::WaveletFamily::BumpSteerable;
  return bank;
}

template <typename T, unsigned int D>
void
Run(const Options & options)
{
  using ImageType = itk::Image<T, D>;
  const ph::SerialExecutor executor;
  const auto               image = itk::ReadImage<ImageType>(options.input);
  const T * const          pixels = image->GetBufferPointer();
  ph::Grid                 grid;
  grid.dimension = D;
  for (unsigned int axis = 0; axis < D; ++axis)
  {
    grid.size[axis] = image->GetLargestPossibleRegion().GetSize(axis);
  }
  const auto          bank = std::make_shared<ph::WaveletBank<T>>(grid, MakeBankOptions<D>(options), executor);
  const ph::MomentSet set = MakeSet(options, D);

  const auto                       begin = std::chrono::steady_clock::now();
  const std::clock_t               clockBegin = std::clock();
  const ph::Moments                target = ph::Statistics<T>(bank, set).Analyze(pixels, executor);
  ph::CompressiveReconstruction<T> reconstruction(bank, target, options.reconstruction);
  std::vector<T>                   estimate(grid.NumberOfPixels());
  if (!options.start.empty())
  {
    reconstruction.StartFromImage(itk::ReadImage<ImageType>(options.start)->GetBufferPointer());
  }
  const auto squaredError = [&](std::size_t start) {
    reconstruction.GetImage(start, estimate.data());
    return ph::AlignCircularly(grid, pixels, estimate.data()).squaredError;
  };
  const auto processorSeconds = [&] {
    return static_cast<double>(std::clock() - clockBegin) / static_cast<double>(CLOCKS_PER_SEC);
  };
  const auto describe = [&] {
    if (!options.isVerbose)
    {
      return;
    }
    const auto & best = reconstruction.GetStarts()[reconstruction.GetBestStart()];
    std::fprintf(stderr, "stage %u energy %.3e loss %.3e psnr", best.stages, best.energy, best.loss);
    for (std::size_t s = 0; s < reconstruction.GetStarts().size(); ++s)
    {
      std::fprintf(stderr, " %.2f", ph::PeakSignalToNoiseRatio(squaredError(s), 1.0));
    }
    std::fprintf(stderr, " processor %.0f s\n", processorSeconds());
  };
  reconstruction.Run([](const auto &) { return true; }, describe, executor);

  const double      seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const double      processor = processorSeconds();
  const double      variance = target.imageDeviation * target.imageDeviation;
  const std::size_t best = reconstruction.GetBestStart();
  unsigned int      evaluations = 0;
  std::printf("{\"scale_range\": %u, \"moments_nominal\": %zu, \"moments_unique\": %zu, \"pixels\": %zu, \"starts\": [",
              options.scaleRange,
              set.GetNumberOfNominalMoments(),
              set.GetNumberOfUniqueMoments(),
              grid.NumberOfPixels());
  for (std::size_t s = 0; s < reconstruction.GetStarts().size(); ++s)
  {
    const auto & start = reconstruction.GetStarts()[s];
    evaluations += start.evaluations;
    std::printf("%s{\"psnr_db\": %.4f, \"loss\": %.6e, \"stages\": %u, \"iterations\": %u}",
                s > 0 ? ", " : "",
                ph::PeakSignalToNoiseRatio(squaredError(s), 1.0),
                start.loss,
                start.stages,
                start.iterations);
  }
  const double error = squaredError(best);
  std::printf("], \"best\": %zu, \"psnr_db\": %.4f, \"squared_relative_error\": %.6e, \"loss\": %.6e, "
              "\"energy\": %.6e, \"iterations\": %u, \"evaluations\": %u, \"seconds\": %.1f, "
              "\"processor_seconds\": %.1f, \"seed\": %lu}\n",
              best,
              ph::PeakSignalToNoiseRatio(error, 1.0),
              error / variance,
              reconstruction.GetStarts()[best].loss,
              reconstruction.GetStarts()[best].energy,
              reconstruction.GetStarts()[best].iterations,
              evaluations,
              seconds,
              processor,
              static_cast<unsigned long>(options.reconstruction.seed));
  if (!options.output.empty())
  {
    const auto shift = ph::AlignCircularly(grid, pixels, estimate.data()).shift;
    ph::ShiftCircularly(grid, estimate.data(), shift, image->GetBufferPointer());
    itk::WriteImage(image, options.output);
  }
}

unsigned int
DimensionOf(const std::string & path)
{
  const auto io = itk::ImageIOFactory::CreateImageIO(path.c_str(), itk::ImageIOFactory::ReadMode);
  if (!io)
  {
    throw std::runtime_error("There is no reader for " + path + ".");
  }
  io->SetFileName(path);
  io->ReadImageInformation();
  return io->GetNumberOfDimensions();
}
} // namespace

int
main(int argc, char * argv[])
{
  Options  options;
  auto &   r = options.reconstruction;
  CLI::App app("Reconstructs one image or 1-D signal from its moments and prints one line of JSON.");
  app.add_option("input", options.input, "Image or signal; PSNR is for values in [0, 1]")
    ->required()
    ->check(CLI::ExistingFile);
  app.add_option("--output", options.output, "Image to write, aligned with the input");
  app.add_option("--start", options.start, "Image recovered from a part of the moments, to start from; --restarts 1")
    ->check(CLI::ExistingFile);
  app.add_option("--scales", options.scales)->capture_default_str();
  app.add_option("--orientations", options.orientations)->capture_default_str();
  app.add_option("--scale-range", options.scaleRange, "In octaves")->capture_default_str();
  app.add_option("--voices", options.voices, "Of a 1-D bank, per octave")->capture_default_str();
  app.add_flag("--rich", options.isRich, "More harmonics of each pair of scales, in 1-D");
  app.add_flag("--bump", options.isBump, "Bump wavelets in 1-D, not Battle-Lemarie");
  app.add_option("--restarts", r.numberOfStarts)->capture_default_str();
  app.add_option("--iterations", r.numberOfIterations, "Of a round")->capture_default_str();
  app.add_option("--final-rounds", r.numberOfFinalRounds)->capture_default_str();
  app.add_option("--octave-iterations", r.iterationsPerOctave)->capture_default_str();
  app.add_option("--plain-iterations", r.numberOfPlainIterations)->capture_default_str();
  app.add_option("--start-deviation", r.startDeviation)->capture_default_str();
  app.add_option("--history", r.historySize)->capture_default_str();
  app.add_option("--share", r.whitening.smallestShare)->capture_default_str();
  app.add_option("--block", r.whitening.largestBlock)->capture_default_str();
  app.add_option("--probes", r.whitening.probesPerNumber)->capture_default_str();
  app.add_option("--amplitude", r.whitening.amplitude)->capture_default_str();
  app.add_option("--seed", r.seed)->capture_default_str();
  app.add_flag("--double", options.isDouble, "Double precision");
  app.add_flag("--verbose", options.isVerbose, "Figures between rounds");
  CLI11_PARSE(app, argc, argv);
  try
  {
    if (DimensionOf(options.input) == 1)
    {
      options.isDouble ? Run<double, 1>(options) : Run<float, 1>(options);
    }
    else
    {
      options.isDouble ? Run<double, 2>(options) : Run<float, 2>(options);
    }
  }
  catch (const std::exception & error)
  {
    std::cerr << "CompressiveBenchmark: " << error.what() << std::endl;
    return 1;
  }
  return 0;
}
