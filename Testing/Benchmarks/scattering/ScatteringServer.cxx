// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Scattering on request, so that its evaluations can alternate with those of another program in another process. Reads
// a command from each line of the standard input and answers it by one line of JSON; arrays are files of raw numbers.

#include "phScattering.h"

#include "itkImageFileReader.h"
#include "itkMultiThreaderExecutor.h"

#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>

namespace
{
constexpr const char * Usage = R"(Usage: ScatteringServer THREADS

Commands, one a line (words may be quoted):
  export IMAGE RAW        pixels of an image file as raw float
  plan W H J L ORDER PHASES bump|morlet crop|fold periodic|mirror OVERSAMPLING
  images RAW COUNT        images for it, float
  values RAW              their coefficients as float
  time N                  milliseconds of N evaluations of all images
)";

class Server
{
public:
  explicit Server(unsigned int threads)
    : m_Executor(ExecutorOf(threads))
  {}

  std::string
  Answer(const std::string & line)
  {
    std::istringstream words(line);
    const auto         name = Take<std::string>(words);
    if (name == "export")
    {
      return Export(words);
    }
    if (name == "plan")
    {
      return this->Plan(words);
    }
    if (!m_Scattering)
    {
      throw std::invalid_argument("There must be a plan before '" + name + "'.");
    }
    if (name == "images")
    {
      return this->Images(words);
    }
    if (name == "values")
    {
      this->Run();
      Write(Take<std::string>(words), m_Coefficients);
      return "{\"values\": " + std::to_string(m_Coefficients.size()) + "}";
    }
    if (name == "time")
    {
      return this->Time(words);
    }
    throw std::invalid_argument("There is no command '" + name + "'.");
  }

private:
  static itk::MultiThreaderExecutor
  ExecutorOf(unsigned int threads)
  {
    const auto multiThreader = itk::MultiThreaderBase::New();
    multiThreader->SetMaximumNumberOfThreads(threads);
    multiThreader->SetNumberOfWorkUnits(threads);
    return itk::MultiThreaderExecutor(multiThreader);
  }

  template <typename T>
  static T
  Take(std::istream & words)
  {
    T value{};
    if constexpr (std::is_same_v<T, std::string>)
    {
      words >> std::quoted(value);
    }
    else
    {
      words >> value;
    }
    if (!words)
    {
      throw std::invalid_argument("The command lacks a word, or one is not a number.");
    }
    return value;
  }

  static void
  Write(const std::string & file, const std::vector<float> & values)
  {
    std::ofstream stream(file, std::ios::binary);
    if (!stream.write(reinterpret_cast<const char *>(values.data()),
                      static_cast<std::streamsize>(values.size() * sizeof(float))))
    {
      throw std::runtime_error("Cannot write " + file);
    }
  }

  static std::string
  Export(std::istream & words)
  {
    const auto image = itk::ReadImage<itk::Image<float, 2>>(Take<std::string>(words));
    const auto size = image->GetBufferedRegion().GetSize();
    Write(Take<std::string>(words), { image->GetBufferPointer(), image->GetBufferPointer() + size[0] * size[1] });
    return "{\"width\": " + std::to_string(size[0]) + ", \"height\": " + std::to_string(size[1]) + "}";
  }

  std::string
  Plan(std::istream & words)
  {
    phaseharmonics::Grid              grid{ 2, { { 1, 1, 1 } } };
    phaseharmonics::ScatteringOptions options;
    grid.size[0] = Take<std::size_t>(words);
    grid.size[1] = Take<std::size_t>(words);
    options.bank.numberOfScales = Take<unsigned int>(words);
    options.bank.numberOfOrientations = Take<unsigned int>(words);
    options.order = Take<unsigned int>(words);
    options.numberOfPhases = Take<unsigned int>(words);
    options.bank.family = Take<std::string>(words) == "morlet" ? phaseharmonics::WaveletFamily::Morlet
                                                               : phaseharmonics::WaveletFamily::BumpSteerable;
    options.subsampling =
      Take<std::string>(words) == "fold" ? phaseharmonics::Subsampling::Fold : phaseharmonics::Subsampling::Crop;
    options.boundary = Take<std::string>(words) == "mirror" ? phaseharmonics::ScatteringBoundary::Mirror
                                                            : phaseharmonics::ScatteringBoundary::Periodic;
    options.bank.oversampling = Take<unsigned int>(words);
    m_Scattering = std::make_unique<phaseharmonics::Scattering<float>>(grid, options, m_Executor);
    const auto & output = m_Scattering->GetGeometry().output;
    return "{\"channels\": " + std::to_string(m_Scattering->NumberOfChannels()) +
           ", \"width\": " + std::to_string(output.size[0]) + ", \"height\": " + std::to_string(output.size[1]) + "}";
  }

  std::string
  Images(std::istream & words)
  {
    const auto    file = Take<std::string>(words);
    const auto    count = Take<std::size_t>(words);
    std::ifstream stream(file, std::ios::binary);
    m_Images.resize(count * m_Scattering->GetGeometry().image.NumberOfPixels());
    if (!stream.read(reinterpret_cast<char *>(m_Images.data()),
                     static_cast<std::streamsize>(m_Images.size() * sizeof(float))))
    {
      throw std::runtime_error("Cannot read " + std::to_string(m_Images.size()) + " numbers from " + file);
    }
    m_Coefficients.resize(count * m_Scattering->OutputSize());
    return "{\"images\": " + std::to_string(count) + "}";
  }

  void
  Run()
  {
    const std::size_t count = m_Images.size() / m_Scattering->GetGeometry().image.NumberOfPixels();
    m_Scattering->Forward(m_Images.data(), count, m_Coefficients.data(), m_Executor);
  }

  std::string
  Time(std::istream & words)
  {
    const auto  count = Take<unsigned int>(words);
    std::string times;
    for (unsigned int i = 0; i < count; ++i)
    {
      const auto start = std::chrono::steady_clock::now();
      this->Run();
      const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
      times += (i > 0 ? ", " : "") + std::to_string(time.count());
    }
    return "{\"milliseconds\": [" + times + "]}";
  }

  itk::MultiThreaderExecutor                         m_Executor;
  std::unique_ptr<phaseharmonics::Scattering<float>> m_Scattering;
  std::vector<float>                                 m_Images;
  std::vector<float>                                 m_Coefficients;
};
} // namespace

int
main(int argc, char ** argv)
{
  const std::string argument = argc == 2 ? argv[1] : "";
  const bool        isNumber = !argument.empty() && argument.find_first_not_of("0123456789") == std::string::npos;
  if (!isNumber || std::stoul(argument) == 0)
  {
    (argument == "--help" ? std::cout : std::cerr) << Usage;
    return argument == "--help" ? EXIT_SUCCESS : EXIT_FAILURE;
  }
  Server server(static_cast<unsigned int>(std::stoul(argument)));
  for (std::string line; std::getline(std::cin, line);)
  {
    try
    {
      std::cout << server.Answer(line) << std::endl;
    }
    catch (const std::exception & error)
    {
      std::string message = error.what();
      for (char & c : message)
      {
        c = c == '"' || c == '\\' || static_cast<unsigned char>(c) < 32 ? ' ' : c;
      }
      std::cout << "{\"error\": \"" << message << "\"}" << std::endl;
    }
  }
  return EXIT_SUCCESS;
}
