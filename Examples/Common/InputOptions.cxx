// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "InputOptions.h"

#include "OptionChecks.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace phaseharmonics_examples
{
std::string
InputOptions::Describe() const
{
  return std::filesystem::path(path).filename().string() + (takesLogarithm ? " (logarithm)" : "");
}

std::vector<std::size_t>
ParseSize(const std::string & text, const std::string & option)
{
  std::vector<std::size_t> size;
  std::istringstream       stream(text);
  std::string              word;
  while (std::getline(stream, word, 'x'))
  {
    const bool isNumber = !word.empty() && word.size() < 10 && std::all_of(word.begin(), word.end(), [](char c) {
      return std::isdigit(static_cast<unsigned char>(c)) != 0;
    });
    size.push_back(isNumber ? std::stoul(word) : 0);
  }
  if (size.empty() || text.back() == 'x' || std::count(size.begin(), size.end(), std::size_t{ 0 }) > 0)
  {
    throw std::runtime_error(option + ": \"" + text + "\" is not a size such as 256x256 or 64x64x64");
  }
  return size;
}

void
AddInputOptions(CLI::App & app, InputOptions & options)
{
  app.add_option("INPUT", options.path, "Image of 1 to 3 dimensions, one number per pixel, in a format of ITK")
    ->required();
  app
    .add_option_function<std::string>(
      "--crop",
      [&options](const std::string & text) {
        try
        {
          options.crop = ParseSize(text);
        }
        catch (const std::runtime_error & error)
        {
          throw CLI::ValidationError(error.what());
        }
      },
      "Take only the center of the image, for example 301x215 or 64x64x64")
    ->type_name("SIZE");
  app.add_flag("--log", options.takesLogarithm, "Take the natural logarithm of the image, which must be positive");
  app.add_option("--precision", options.precision, "Compute with float or double [float]")
    ->transform(OneOf({ "float", "double" }))
    ->type_name("float|double");
  app.add_option("--threads", options.threads, "Number of threads, 1 to 128 [all processors]")
    ->check(Between(1, 128))
    ->type_name("N");
}
} // namespace phaseharmonics_examples
