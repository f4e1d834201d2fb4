// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Reconstructs one image from its moments, on one thread, and prints one line of JSON.

#include "phAlignment.h"
#include "phCompressiveReconstruction.h"
#include "phStatistics.h"

#include "itkImageFileReader.h"
#include "itkImageFileWriter.h"

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
  unsigned int                         scales{ 8 };
  unsigned int                         orientations{ 8 };
  unsigned int                         scaleRange{ 1 };
  bool                                 isDouble{ false };
  ph::CompressiveReconstructionOptions reconstruction;
};

template <typename T>
void
Run(const Options & options)
{
  using ImageType = itk::Image<T, 2>;
  const ph::SerialExecutor executor;
  const auto               image = itk::ReadImage<ImageType>(options.input);
  const auto               size = image->GetLargestPossibleRegion().GetSize();
  const ph::Grid           grid{ 2, { { size[0], size[1], 1 } } };
  ph::WaveletBankOptions   bankOptions;
  bankOptions.numberOfScales = options.scales;
  bankOptions.numberOfOrientations = options.orientations;
  const auto           bank = std::make_shared<ph::WaveletBank<T>>(grid, bankOptions, executor);
  ph::MomentSetOptions setOptions;
  setOptions.model = ph::MomentModel::Compressive;
  setOptions.scaleRange = options.scaleRange;
  const ph::MomentSet set(2, options.scales, options.orientations, setOptions);

  const auto                       begin = std::chrono::steady_clock::now();
  const std::clock_t               clockBegin = std::clock();
  const T * const                  pixels = image->GetBufferPointer();
  ph::CompressiveReconstruction<T> reconstruction(
    bank, ph::Statistics<T>(bank, set).Analyze(pixels, executor), options.reconstruction);
  std::vector<T> estimate(grid.NumberOfPixels());
  const auto     psnr = [&](std::size_t start) {
    reconstruction.GetImage(start, estimate.data());
    return ph::PeakSignalToNoiseRatio(ph::AlignCircularly(grid, pixels, estimate.data()).squaredError, 1.0);
  };
  std::vector<double> history;
  reconstruction.Run([](const auto &) { return true; },
                     [&] {
                       const std::size_t best = reconstruction.GetBestStart();
                       std::fprintf(stderr,
                                    "stage %u best %zu energy %.3e loss %.3e psnr",
                                    reconstruction.GetStarts()[best].stages,
                                    best,
                                    reconstruction.GetStarts()[best].energy,
                                    reconstruction.GetStarts()[best].loss);
                       for (std::size_t s = 0; s < reconstruction.GetStarts().size(); ++s)
                       {
                         std::fprintf(stderr, " %.2f", psnr(s));
                       }
                       std::fprintf(stderr,
                                    " processor %.0f s\n",
                                    static_cast<double>(std::clock() - clockBegin) /
                                      static_cast<double>(CLOCKS_PER_SEC));
                     },
                     executor);

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
                psnr(s),
                start.loss,
                start.stages,
                start.iterations);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::printf("], \"best\": %zu, \"psnr_db\": %.4f, \"loss\": %.6e, \"energy\": %.6e, \"iterations\": %u, "
              "\"evaluations\": %u, \"seconds\": %.1f, \"processor_seconds\": %.1f, \"seed\": %lu}\n",
              best,
              psnr(best),
              reconstruction.GetStarts()[best].loss,
              reconstruction.GetStarts()[best].energy,
              reconstruction.GetStarts()[best].iterations,
              evaluations,
              seconds,
              static_cast<double>(std::clock() - clockBegin) / static_cast<double>(CLOCKS_PER_SEC),
              static_cast<unsigned long>(options.reconstruction.seed));
  if (!options.output.empty())
  {
    ph::ShiftCircularly(
      grid, estimate.data(), ph::AlignCircularly(grid, pixels, estimate.data()).shift, image->GetBufferPointer());
    itk::WriteImage(image, options.output);
  }
}
} // namespace

int
main(int argc, char * argv[])
{
  Options  options;
  auto &   r = options.reconstruction;
  CLI::App app("Reconstructs one image from its moments and prints one line of JSON.");
  app.add_option("input", options.input, "Image with values in [0, 1]")->required()->check(CLI::ExistingFile);
  app.add_option("--output", options.output, "Image to write, aligned with the input");
  app.add_option("--scales", options.scales)->capture_default_str();
  app.add_option("--orientations", options.orientations)->capture_default_str();
  app.add_option("--scale-range", options.scaleRange)->capture_default_str();
  app.add_option("--restarts", r.numberOfStarts)->capture_default_str();
  app.add_option("--iterations", r.numberOfIterations, "Of a round")->capture_default_str();
  app.add_option("--final-rounds", r.numberOfFinalRounds)->capture_default_str();
  app.add_option("--octave-iterations", r.iterationsPerOctave)->capture_default_str();
  app.add_option("--plain-iterations", r.numberOfPlainIterations)->capture_default_str();
  app.add_option("--history", r.historySize)->capture_default_str();
  app.add_option("--share", r.whitening.smallestShare)->capture_default_str();
  app.add_option("--block", r.whitening.largestBlock)->capture_default_str();
  app.add_option("--probes", r.whitening.probesPerNumber)->capture_default_str();
  app.add_option("--seed", r.seed)->capture_default_str();
  app.add_flag("--double", options.isDouble);
  CLI11_PARSE(app, argc, argv);
  try
  {
    options.isDouble ? Run<double>(options) : Run<float>(options);
  }
  catch (const std::exception & error)
  {
    std::cerr << "CompressiveBenchmark: " << error.what() << std::endl;
    return 1;
  }
  return 0;
}
