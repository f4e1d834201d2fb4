// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Each task reads and writes raw single-precision arrays and prints one JSON object; sparse.py runs them.

#include "phAnalyticShrinkage.h"
#include "phDictionaryLearning.h"
#include "phRandom.h"
#include "phScattering.h"
#include "phSparseBenchmarkTools.h"

#include <CLI/CLI.hpp>

#include <cmath>
#include <iostream>
#include <sstream>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_benchmark;

struct Options
{
  std::string  vectors;
  std::string  heldOut;
  std::string  dictionary;
  std::string  output;
  std::string  solver{ "automatic" };
  std::size_t  length{ 0 };
  std::size_t  atoms{ 256 };
  std::size_t  batch{ 512 };
  std::size_t  side{ 512 };
  double       lambda{ 0.1 };
  bool         isRatio{ false };
  bool         isNonNegative{ false };
  bool         isDouble{ false };
  double       tolerance{ 1e-3 };
  double       forgetting{ DictionaryLearningOptions{}.forgetting };
  double       seconds{ 10.0 };
  unsigned int iterations{ 12 };
  unsigned int threads{ std::max(1U, std::thread::hardware_concurrency()) };

  SparseCodeProblem
  Problem() const
  {
    return { lambda, isRatio, isNonNegative };
  }
};

SparseSolver
SolverOf(const std::string & name)
{
  return name == "ista"    ? SparseSolver::ISTA
         : name == "fista" ? SparseSolver::FISTA
         : name == "istc"  ? SparseSolver::ISTC
         : name == "cd"    ? SparseSolver::CoordinateDescent
                           : SparseSolver::Automatic;
}

// Held-out objective against time of learning; the time of measuring it does not count.
void
Learn(const Options & options)
{
  const ThreadExecutor executor(options.threads);
  const auto           vectors = ReadRaw(options.vectors);
  const auto           heldOut = ReadRaw(options.heldOut);
  const std::size_t    count = vectors.size() / options.length;
  const auto           objective = [&](const DictionaryLearning<float> & learning) {
    std::vector<float> codes;
    const auto         coder =
      MakeSparseCoder<float>(learning.GetDictionary(), SparseSolver::Automatic, options.Problem(), { 1000, 1e-5 });
    return Encode<float>(*coder, heldOut, codes, executor).objective;
  };
  DictionaryLearningOptions learningOptions;
  learningOptions.problem = options.Problem();
  learningOptions.stopping.relativeGapTolerance = options.tolerance;
  learningOptions.solver = SolverOf(options.solver);
  learningOptions.forgetting = options.forgetting;
  DictionaryLearning<float> learning(learningOptions);
  double                    seconds = 0.0;
  {
    const Stopwatch watch;
    learning.Initialize(*DictionaryOf<float>(ReadRaw(options.dictionary), options.length));
    seconds += watch.Seconds();
  }
  double next = 0.0;
  std::cout << "{\"curve\": [";
  for (bool isFirst = true;; isFirst = false)
  {
    if (isFirst || seconds >= next || seconds >= options.seconds)
    {
      std::cout << (isFirst ? "" : ", ") << "[" << seconds << ", " << objective(learning) << "]";
      next = std::max(seconds * 1.12, seconds + 0.004);
    }
    if (seconds >= options.seconds)
    {
      break;
    }
    const Stopwatch watch;
    learning.UpdateFrom(vectors.data(), count, options.batch, executor);
    seconds += watch.Seconds();
  }
  std::cout << "], \"steps\": " << learning.GetState().step << ", \"replaced\": " << learning.GetState().replaced
            << "}\n";
  if (!options.output.empty())
  {
    WriteRaw(options.output, learning.GetState().dictionary);
  }
}

template <typename T>
void
EncodeVectors(const Options & options)
{
  const ThreadExecutor executor(options.threads);
  const auto           raw = ReadRaw(options.vectors);
  const std::vector<T> vectors(raw.begin(), raw.end());
  const auto           dictionary = DictionaryOf<T>(ReadRaw(options.dictionary), options.length);
  std::vector<T>       codes;
  const Stopwatch      watch;
  const auto           coder = MakeSparseCoder<T>(
    dictionary, SolverOf(options.solver), options.Problem(), { options.iterations, options.tolerance }, executor);
  const double seconds = watch.Seconds();
  Means        means = Encode(*coder, vectors, codes, executor);
  for (double elapsed = means.seconds; elapsed < options.seconds;)
  {
    const double again = Encode(*coder, vectors, codes, executor).seconds;
    means.seconds = std::min(means.seconds, again);
    elapsed += again;
  }
  std::cout << "{\"seconds\": " << means.seconds << ", \"preparation\": " << seconds
            << ", \"objective\": " << means.objective << ", \"gap\": " << means.relativeGap
            << ", \"support\": " << means.support << ", \"iterations\": " << means.iterations << "}\n";
}

// Objective over that of the optimum after 1, 2, ... iterations. ISTC plans for the number that it is given.
void
Iterate(const Options & options)
{
  const ThreadExecutor executor(options.threads);
  const auto           vectors = ReadRaw(options.vectors);
  const auto           dictionary = DictionaryOf<float>(ReadRaw(options.dictionary), options.length);
  std::vector<float>   codes;
  const auto           run = [&](SparseSolver solver, unsigned int iterations, double tolerance) {
    return Encode<float>(
      *MakeSparseCoder<float>(dictionary, solver, options.Problem(), { iterations, tolerance }, executor),
      vectors,
      codes,
      executor);
  };
  const Means optimum = run(SparseSolver::Automatic, 3000, 1e-6);
  std::cout << "{\"support\": " << optimum.support << ", \"gap_of_optimum\": " << optimum.relativeGap;
  for (const char * name : { "istc", "fista", "ista" })
  {
    std::cout << ", \"" << name << "\": [";
    for (unsigned int iterations = 1; iterations <= options.iterations; ++iterations)
    {
      std::cout << (iterations > 1 ? ", " : "") << run(SolverOf(name), iterations, 0.0).objective / optimum.objective;
    }
    std::cout << "]";
  }
  std::cout << "}\n";
}

// Normalized mean squared error of ALISTA with and without support selection, layers fitted alone and together.
void
Invert(const Options & options)
{
  const ThreadExecutor  executor(options.threads);
  constexpr std::size_t length = 250;
  constexpr std::size_t atoms = 500;
  constexpr std::size_t count = 8000;
  const auto            dictionary = [&] {
    std::vector<float> values(length * atoms);
    FillStandardNormal(values.data(), values.size(), 1, 0);
    auto result = Dictionary<float>::OfVectors(length, atoms);
    std::copy(values.begin(), values.end(), result.data());
    result.Normalize();
    return result;
  }();
  std::vector<float> codes(count * atoms);
  std::vector<float> vectors(count * length);
  std::vector<float> testCodes(count / 2 * atoms);
  std::vector<float> testVectors(count / 2 * length);
  PlantCodes(dictionary, 0.1, false, count, 2, codes.data(), vectors.data(), executor);
  PlantCodes(dictionary, 0.1, false, count / 2, 3, testCodes.data(), testVectors.data(), executor);
  const AnalyticShrinkageTraining defaults;
  std::cout << "{\"rows\": [";
  bool isFirst = true;
  for (const double spared : { 0.0, defaults.sparedPerLayer })
  {
    for (const unsigned int iterations : { 0U, defaults.iterations })
    {
      auto training = defaults;
      training.sparedPerLayer = spared;
      training.iterations = iterations;
      const Stopwatch watch;
      const auto      parameters =
        TrainAnalyticShrinkage(dictionary, vectors.data(), codes.data(), count, training, executor);
      const double seconds = watch.Seconds();
      const auto   error = EvaluateAnalyticShrinkage(
        dictionary, testVectors.data(), testCodes.data(), count / 2, parameters, false, executor);
      std::cout << (isFirst ? "" : ", ") << "{\"selection\": " << (spared > 0.0 ? "true" : "false")
                << ", \"iterations\": " << iterations << ", \"seconds\": " << seconds
                << ", \"nmse_db\": " << 10.0 * std::log10(error.error) << "}";
      isFirst = false;
    }
  }
  std::cout << "]}\n";
}

// Scattering vectors of an image, one for each pixel of the coarse grid, standardized by channel and of unit norm.
void
Scatter(const Options & options)
{
  const ThreadExecutor executor(options.threads);
  const auto           image = ReadRaw(options.vectors);
  ScatteringOptions    scatteringOptions;
  scatteringOptions.bank.numberOfScales = 3;
  const Grid              grid{ 2, { { options.side, options.side, 1 } } };
  const Scattering<float> scattering(grid, scatteringOptions, executor);
  std::vector<float>      maps(scattering.OutputSize());
  scattering.Forward(image.data(), 1, maps.data(), executor);
  const std::size_t  channels = scattering.NumberOfChannels();
  const std::size_t  pixels = maps.size() / channels;
  std::vector<float> vectors(maps.size());
  for (std::size_t c = 0; c < channels; ++c)
  {
    double mean = 0.0;
    double square = 0.0;
    for (std::size_t n = 0; n < pixels; ++n)
    {
      mean += maps[c * pixels + n] / static_cast<double>(pixels);
      square += std::pow(maps[c * pixels + n], 2.0) / static_cast<double>(pixels);
    }
    const double deviation = std::sqrt(std::max(1e-30, square - mean * mean));
    for (std::size_t n = 0; n < pixels; ++n)
    {
      vectors[n * channels + c] = static_cast<float>((maps[c * pixels + n] - mean) / deviation);
    }
  }
  for (std::size_t n = 0; n < pixels; ++n)
  {
    double sum = 0.0;
    for (std::size_t c = 0; c < channels; ++c)
    {
      sum += std::pow(vectors[n * channels + c], 2.0);
    }
    for (std::size_t c = 0; c < channels; ++c)
    {
      vectors[n * channels + c] /= static_cast<float>(std::sqrt(sum));
    }
  }
  WriteRaw(options.output, vectors);
  std::cout << "{\"channels\": " << channels << ", \"count\": " << pixels << "}\n";
}
} // namespace

int
main(int argc, char ** argv)
{
  Options  options;
  CLI::App app("Sparse codes and dictionaries of vectors: one task, its figures as JSON");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--vectors", options.vectors, "raw vectors, or image, in single precision");
  app.add_option("--held-out", options.heldOut, "raw vectors to measure with");
  app.add_option("--dictionary", options.dictionary, "raw atoms");
  app.add_option("--output", options.output, "raw results");
  app.add_option("--solver", options.solver)->check(CLI::IsMember({ "automatic", "ista", "fista", "istc", "cd" }));
  app.add_option("--length", options.length, "values of a vector");
  app.add_option("--batch", options.batch, "vectors of a mini-batch");
  app.add_option("--side", options.side, "pixels along each axis of the image");
  app.add_option("--lambda", options.lambda);
  app.add_flag("--ratio", options.isRatio, "lambda is a ratio of lambda_max");
  app.add_flag("--non-negative", options.isNonNegative);
  app.add_flag("--double", options.isDouble, "code in double precision");
  app.add_option("--tolerance", options.tolerance, "of the relative duality gap");
  app.add_option("--forgetting", options.forgetting);
  app.add_option("--seconds", options.seconds, "to learn, or to repeat for");
  app.add_option("--iterations", options.iterations);
  app.add_option("--threads", options.threads);
  app.add_subcommand("learn", "held-out objective against time")->callback([&] { Learn(options); });
  app.add_subcommand("encode", "time for each vector")->callback([&] {
    options.isDouble ? EncodeVectors<double>(options) : EncodeVectors<float>(options);
  });
  app.add_subcommand("iterate", "objective against iterations")->callback([&] { Iterate(options); });
  app.add_subcommand("invert", "errors of ALISTA")->callback([&] { Invert(options); });
  app.add_subcommand("scatter", "vectors of scattering coefficients")->callback([&] { Scatter(options); });
  std::cout.precision(10);
  try
  {
    app.parse(argc, argv);
  }
  catch (const CLI::ParseError & error)
  {
    return app.exit(error);
  }
  catch (const std::exception & error)
  {
    std::cerr << "SparseBenchmark: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
