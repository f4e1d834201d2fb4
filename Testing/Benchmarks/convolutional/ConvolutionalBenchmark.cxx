// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// The library's side of compare.py: curves of the functional against time as JSON, from files of raw 32-bit numbers.

#include "phBenchmarkThreads.h"

#include "phConvolutionalDictionaryLearning.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>

namespace
{
using namespace phaseharmonics;

constexpr char Usage[] =
  "Usage: ConvolutionalBenchmark code  IMAGE SIDE DICTIONARY SUPPORT ATOMS LAMBDA GAP THREADS\n"
  "       ConvolutionalBenchmark learn IMAGES SIDE COUNT DICTIONARY SUPPORT ATOMS LAMBDA STEPS "
  "THREADS PREFIX\n"
  "\n"
  "Square images and atoms of raw 32-bit numbers. code prints the functional and the gap after\n"
  "each iteration; learn writes the dictionary after steps 0, 1, 2, 5, 10, ... to PREFIX<step>.\n";

double
Now()
{
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Of all threads: on a busy machine it tells more than the clock on the wall.
double
ProcessorSeconds()
{
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

std::vector<float>
Read(const std::string & path, std::size_t count)
{
  std::vector<float> values(count);
  std::ifstream      file(path, std::ios::binary);
  file.read(reinterpret_cast<char *>(values.data()), static_cast<std::streamsize>(count * sizeof(float)));
  if (!file)
  {
    throw std::runtime_error(path + " has fewer than " + std::to_string(count) + " numbers.");
  }
  return values;
}

Grid
Square(std::size_t side)
{
  return { 2, { { side, side, 1 } } };
}

std::size_t
Number(const char * text)
{
  return static_cast<std::size_t>(std::strtoul(text, nullptr, 10));
}

std::shared_ptr<const Dictionary<float>>
ReadAtoms(const std::string & path, std::size_t support, std::size_t atoms)
{
  auto       dictionary = std::make_shared<Dictionary<float>>(Square(support), 1, atoms);
  const auto values = Read(path, dictionary->GetLength() * atoms);
  std::copy(values.begin(), values.end(), dictionary->data());
  return dictionary;
}

void
Code(char ** arguments)
{
  const std::size_t        side = Number(arguments[1]);
  const auto               image = Read(arguments[0], side * side);
  const auto               dictionary = ReadAtoms(arguments[2], Number(arguments[3]), Number(arguments[4]));
  const SparseCodeProblem  problem{ std::atof(arguments[5]), false, false };
  const SparseCodeStopping stopping{ 5000, std::atof(arguments[6]) };
  const phaseharmonics_benchmark::Threads threads(static_cast<unsigned int>(Number(arguments[7])));
  ConvolutionObservationOptions           options;
  options.boundary = ConvolutionBoundary::Periodic;

  const double start = Now();
  const double processorStart = ProcessorSeconds();
  const auto   observation =
    std::make_shared<const ConvolutionObservation<float>>(Square(side), options, dictionary->GetSupport());
  const ConvolutionalSparseCoder<float> coder(observation, dictionary, threads);
  std::vector<float>                    code(coder.GetCodeSize());
  std::printf("{\"curve\": [");
  const auto report =
    coder.Encode(image.data(), code.data(), false, problem, stopping, threads, [&](const SparseCodeReport & state) {
      std::printf("%s[%.6f, %.9g, %.6f, %.9g]",
                  state.iterations > 1 ? ", " : "",
                  Now() - start,
                  state.objective,
                  ProcessorSeconds() - processorStart,
                  state.relativeDualGap);
      return true;
    });
  std::printf("], \"iterations\": %u, \"support\": %zu, \"lipschitz\": %.9g, \"bytes\": %zu}\n",
              report.iterations,
              report.supportSize,
              coder.GetLipschitzConstant(),
              coder.PeakMemoryInBytes() + code.size() * sizeof(float));
}

void
Learn(char ** arguments)
{
  const std::size_t side = Number(arguments[1]);
  const std::size_t count = Number(arguments[2]);
  const auto        images = Read(arguments[0], count * side * side);
  const auto        dictionary = ReadAtoms(arguments[3], Number(arguments[4]), Number(arguments[5]));
  const std::size_t steps = Number(arguments[7]);
  const phaseharmonics_benchmark::Threads threads(static_cast<unsigned int>(Number(arguments[8])));
  ConvolutionalDictionaryLearningOptions  options;
  options.problem = { std::atof(arguments[6]), false, false };
  options.boundary = ConvolutionBoundary::Periodic;
  std::vector<LearningImage<float>> views;
  for (std::size_t i = 0; i < count; ++i)
  {
    views.push_back({ images.data() + i * side * side, Square(side) });
  }
  ConvolutionalDictionaryLearning<float> learning(options);
  learning.Initialize(*dictionary);
  double      seconds = 0.0;
  double      processorSeconds = 0.0;
  std::size_t next = 0;
  std::printf("{\"steps\": [");
  for (std::size_t step = 0; step <= steps; ++step)
  {
    if (step == next || step == steps)
    {
      const auto    atoms = learning.GetDictionary();
      std::ofstream file(arguments[9] + std::to_string(step), std::ios::binary);
      file.write(reinterpret_cast<const char *>(atoms->data()),
                 static_cast<std::streamsize>(atoms->GetLength() * atoms->GetNumberOfAtoms() * sizeof(float)));
      std::printf("%s[%zu, %.6f, %.6f]", step > 0 ? ", " : "", step, seconds, processorSeconds);
      next = step == 0 ? 1 : step == 2 || step == 20 || step == 200 ? step / 2 * 5 : 2 * step;
    }
    if (step < steps)
    {
      const double start = Now();
      const double processorStart = ProcessorSeconds();
      learning.UpdateFrom(views, threads);
      seconds += Now() - start;
      processorSeconds += ProcessorSeconds() - processorStart;
    }
  }
  std::printf("]}\n");
}
} // namespace

int
main(int argc, char ** argv)
{
  try
  {
    if (argc == 2 && std::strcmp(argv[1], "--help") == 0)
    {
      std::fputs(Usage, stdout);
      return EXIT_SUCCESS;
    }
    if (argc == 10 && std::strcmp(argv[1], "code") == 0)
    {
      Code(argv + 2);
      return EXIT_SUCCESS;
    }
    if (argc == 12 && std::strcmp(argv[1], "learn") == 0)
    {
      Learn(argv + 2);
      return EXIT_SUCCESS;
    }
    std::fputs(Usage, stderr);
  }
  catch (const std::exception & error)
  {
    std::fprintf(stderr, "ConvolutionalBenchmark: %s\n", error.what());
  }
  return EXIT_FAILURE;
}
