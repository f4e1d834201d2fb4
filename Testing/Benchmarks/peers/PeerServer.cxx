// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Runs the library on request, so that its evaluations can alternate with those of a peer in another process and both
// see the same load of the machine. Reads a command from each line of the standard input and answers it by one line of
// JSON; arrays are exchanged through files of raw numbers.

#include "phPeerBank.h"
#include "phPeerStatistics.h"

#include "itkImageFileReader.h"
#include "itkMultiThreaderExecutor.h"

#include <chrono>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>

namespace
{
using namespace phaseharmonics_peers;

constexpr const char * Usage = R"(Usage: PeerServer THREADS

Commands, one a line (words may be quoted; GRID is full or decimated, FAMILY is bump or morlet):
  export IMAGE RAW                           pixels of an image file as raw float
  custom GRID W H J L TARGET INDICES         statistics of the moments of a text file, a line for each:
                                             j1 l1 k1 j2 l2 k2 lag_x lag_y
  model GRID W H J L RANGE TARGET            statistics of model C with that range of scales
  values IMAGE RAW                           moments about the target, as complex double
  gradient IMAGE RAW                         energy of matching the target, and its gradient as float
  time_gradient IMAGE N                      milliseconds of N evaluations of value and gradient
  bank FAMILY GRID W H J L IMAGES COUNT      wavelet bank, and images for it
  maps RAW                                   wavelet coefficients of the first image, as complex float
  time_maps N                                milliseconds of N transforms of all images
  scattering RAW                             first-order scattering of all images, as float
  time_scattering N                          milliseconds of N of these
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
    static const std::map<std::string, std::string (Server::*)(std::istream &)> commands = {
      { "export", &Server::Export },
      { "custom", &Server::Custom },
      { "model", &Server::Model },
      { "values", &Server::Values },
      { "gradient", &Server::Gradient },
      { "time_gradient", &Server::TimeGradient },
      { "bank", &Server::Bank },
      { "maps", &Server::Maps },
      { "time_maps", &Server::TimeMaps },
      { "scattering", &Server::Scattering },
      { "time_scattering", &Server::TimeScattering },
    };
    std::istringstream words(line);
    std::string        name;
    words >> name;
    const auto command = commands.find(name);
    if (command == commands.end())
    {
      throw std::invalid_argument("There is no command '" + name + "'.");
    }
    return (this->*command->second)(words);
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

  static WaveletBankOptions
  TakeOptions(bool decimation, std::istream & words)
  {
    WaveletBankOptions options;
    options.decimation = decimation;
    options.numberOfScales = Take<unsigned int>(words);
    options.numberOfOrientations = Take<unsigned int>(words);
    return options;
  }

  static Grid
  TakeGrid(std::istream & words)
  {
    const auto width = Take<std::size_t>(words);
    const auto height = Take<std::size_t>(words);
    return { 2, { { width, height, 1 } } };
  }

  static bool
  TakeDecimation(std::istream & words)
  {
    return Take<std::string>(words) == "decimated";
  }

  static std::string
  Timed(unsigned int count, const std::function<void()> & work)
  {
    std::ostringstream answer;
    answer << "{\"milliseconds\": [";
    for (unsigned int i = 0; i < count; ++i)
    {
      const auto start = std::chrono::steady_clock::now();
      work();
      const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
      answer << (i > 0 ? ", " : "") << time.count();
    }
    answer << "]}";
    return answer.str();
  }

  std::string
  Export(std::istream & words)
  {
    const auto image = itk::ReadImage<itk::Image<float, 2>>(Take<std::string>(words));
    const auto size = image->GetBufferedRegion().GetSize();
    WriteArray(Take<std::string>(words), image->GetBufferPointer(), size[0] * size[1]);
    return "{\"width\": " + std::to_string(size[0]) + ", \"height\": " + std::to_string(size[1]) + "}";
  }

  std::string
  Custom(std::istream & words)
  {
    const bool decimation = TakeDecimation(words);
    const Grid grid = TakeGrid(words);
    const auto options = TakeOptions(decimation, words);
    const auto target = ReadArray<float>(Take<std::string>(words), grid.NumberOfPixels());
    m_Statistics.emplace(grid, options, ReadMomentSet(Take<std::string>(words), options), target, m_Executor);
    return m_Statistics->Describe();
  }

  std::string
  Model(std::istream & words)
  {
    const bool       decimation = TakeDecimation(words);
    const Grid       grid = TakeGrid(words);
    const auto       options = TakeOptions(decimation, words);
    MomentSetOptions moments;
    moments.scaleRange = Take<unsigned int>(words);
    const auto      target = ReadArray<float>(Take<std::string>(words), grid.NumberOfPixels());
    const MomentSet set(2, options.numberOfScales, options.numberOfOrientations, moments);
    m_Statistics.emplace(grid, options, set, target, m_Executor);
    return m_Statistics->Describe();
  }

  StatisticsOfTarget &
  TheStatistics()
  {
    if (!m_Statistics)
    {
      throw std::logic_error("The statistics must be chosen first, by 'custom' or 'model'.");
    }
    return *m_Statistics;
  }

  ImagesAndBank &
  TheBank()
  {
    if (!m_Bank)
    {
      throw std::logic_error("The bank must be chosen first, by 'bank'.");
    }
    return *m_Bank;
  }

  std::vector<float>
  TakeImage(std::istream & words)
  {
    return ReadArray<float>(Take<std::string>(words), this->TheStatistics().NumberOfPixels());
  }

  std::string
  Values(std::istream & words)
  {
    const auto values = this->TheStatistics().Values(this->TakeImage(words), m_Executor);
    WriteArray(Take<std::string>(words), values.data(), values.size());
    return "{\"moments\": " + std::to_string(values.size()) + "}";
  }

  std::string
  Gradient(std::istream & words)
  {
    const auto         image = this->TakeImage(words);
    std::vector<float> gradient(image.size());
    const double       energy = this->TheStatistics().ValueAndGradient(image, gradient, m_Executor);
    WriteArray(Take<std::string>(words), gradient.data(), gradient.size());
    std::ostringstream answer;
    answer << std::setprecision(17) << "{\"energy\": " << energy << "}";
    return answer.str();
  }

  std::string
  TimeGradient(std::istream & words)
  {
    const auto         image = this->TakeImage(words);
    std::vector<float> gradient(image.size());
    return Timed(Take<unsigned int>(words),
                 [&] { this->TheStatistics().ValueAndGradient(image, gradient, m_Executor); });
  }

  std::string
  Bank(std::istream & words)
  {
    const bool morlet = Take<std::string>(words) == "morlet";
    const bool decimation = TakeDecimation(words);
    const Grid grid = TakeGrid(words);
    auto       options = TakeOptions(decimation, words);
    options.family = morlet ? phaseharmonics::WaveletFamily::Morlet : phaseharmonics::WaveletFamily::BumpSteerable;
    const auto file = Take<std::string>(words);
    const auto count = Take<std::size_t>(words);
    m_Bank.emplace(grid, options, ReadArray<float>(file, count * grid.NumberOfPixels()), m_Executor);
    return m_Bank->Describe();
  }

  std::string
  Maps(std::istream & words)
  {
    const auto maps = this->TheBank().MapsOfFirst(m_Executor);
    WriteArray(Take<std::string>(words), maps.data(), maps.size());
    return "{\"values\": " + std::to_string(maps.size()) + "}";
  }

  std::string
  TimeMaps(std::istream & words)
  {
    return Timed(Take<unsigned int>(words), [this] { this->TheBank().Transform(m_Executor); });
  }

  std::string
  Scattering(std::istream & words)
  {
    const auto & scattering = this->TheBank().Scattering(m_Executor);
    WriteArray(Take<std::string>(words), scattering.data(), scattering.size());
    return "{\"values\": " + std::to_string(scattering.size()) + "}";
  }

  std::string
  TimeScattering(std::istream & words)
  {
    return Timed(Take<unsigned int>(words), [this] { this->TheBank().Scattering(m_Executor); });
  }

  itk::MultiThreaderExecutor        m_Executor;
  std::optional<StatisticsOfTarget> m_Statistics;
  std::optional<ImagesAndBank>      m_Bank;
};

/** A text as a JSON string. */
std::string
Quoted(const std::string & text)
{
  std::string quoted = "\"";
  for (const char c : text)
  {
    if (c == '"' || c == '\\')
    {
      quoted += '\\';
    }
    quoted += static_cast<unsigned char>(c) < 32 ? ' ' : c;
  }
  return quoted + '"';
}
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
      std::cout << "{\"error\": " << Quoted(error.what()) << "}" << std::endl;
    }
  }
  return EXIT_SUCCESS;
}
