// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "MomentOptions.h"

#include "MemoryPeak.h"
#include "OptionChecks.h"

#include <map>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
const std::map<std::string, itk::MomentSetEnums::Model> &
Models()
{
  using Model = itk::MomentSetEnums::Model;
  static const std::map<std::string, Model> models{ { "A", Model::A },
                                                    { "B", Model::B },
                                                    { "C", Model::C },
                                                    { "D", Model::D },
                                                    { "Compressive", Model::Compressive },
                                                    { "Rectified", Model::Rectified } };
  return models;
}
} // namespace

void
AddMomentOptions(CLI::App & app, MomentOptions & options)
{
  AddBankOptions(app, options.bank);
  std::vector<std::string> models;
  for (const auto & model : Models())
  {
    models.push_back(model.first);
  }
  app
    .add_option("--model",
                options.model,
                "A: power spectrum only; B: phases within scales; C: and across scales; D: isotropic C; "
                "Compressive; Rectified [C]")
    ->transform(OneOf(models))
    ->type_name("MODEL");
  app.add_option("--scale-range", options.scaleRange, "Largest distance of two scales that are compared [2]")
    ->check(Between(0, 10))
    ->type_name("N");
  app.add_option("--shift-range", options.shiftRange, "Largest lag within a scale, in steps of 2^j pixels [2]")
    ->check(Between(0, 16))
    ->type_name("N");
  app.add_option("--normalization", options.normalization, "Divide by the deviations of the target, or none [target]")
    ->transform(OneOf({ "target", "none" }))
    ->type_name("target|none");
  app.add_flag("--full-grid", options.usesFullGrid, "Compute all scales on the full grid, as the papers do; slower");
  app
    .add_option(
      "--memory-limit",
      options.memoryLimit,
      "Memory that the program may take, such as 4GiB: few scales at a time are computed where all do not fit")
    ->transform(CLI::AsSizeValue(false))
    ->type_name("SIZE");
}

const std::vector<std::string> &
NamesOfMomentChoices()
{
  static const std::vector<std::string> names{ "--scales",      "--orientations", "--family",
                                               "--voices",      "--use-spacing",  "--model",
                                               "--scale-range", "--shift-range",  "--full-grid" };
  return names;
}

std::size_t
MemoryLimitOfFilter(const MomentOptions & options, std::size_t reserved)
{
  if (options.memoryLimit == 0)
  {
    return 0;
  }
  // In steps, so that results do not depend on a few pages more or less.
  constexpr std::size_t step = std::size_t{ 32 } << 20;
  const auto            held = static_cast<std::size_t>(MemoryNowInMebibytes() * 1048576.0);
  const std::size_t     taken = ((held + reserved + options.memoryLimit / 16) / step + 1) * step;
  if (options.memoryLimit <= taken)
  {
    throw std::runtime_error("The memory limit of " + std::to_string(options.memoryLimit >> 20) +
                             " MiB is taken up by images and the program, which need " + std::to_string(taken >> 20) +
                             " MiB");
  }
  return options.memoryLimit - taken;
}

itk::MomentSetEnums::Model
ModelOfName(const std::string & name)
{
  return Models().at(name);
}

itk::MomentSetEnums::Normalization
NormalizationOfName(const std::string & name)
{
  return name == "none" ? itk::MomentSetEnums::Normalization::None : itk::MomentSetEnums::Normalization::Target;
}
} // namespace phaseharmonics_examples
