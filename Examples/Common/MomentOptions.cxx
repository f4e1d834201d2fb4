// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "MomentOptions.h"

#include "OptionChecks.h"

#include <map>

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
}

const std::vector<std::string> &
NamesOfMomentChoices()
{
  static const std::vector<std::string> names{ "--scales", "--orientations", "--family",      "--use-spacing",
                                               "--model",  "--scale-range",  "--shift-range", "--full-grid" };
  return names;
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
