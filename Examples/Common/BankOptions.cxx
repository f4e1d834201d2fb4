// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "BankOptions.h"

#include "OptionChecks.h"

#include <cmath>

namespace phaseharmonics_examples
{
void
AddBankOptions(CLI::App & app, BankOptions & options)
{
  app
    .add_option(
      "--scales",
      options.scales,
      "Number of scales J, one per octave; 2^J must fit into the smallest side [up to 6, by the size of the image]")
    ->check(Between(1, 992))
    ->type_name("J");
  app
    .add_option("--orientations",
                options.orientations,
                "Number of orientations L: 1 in 1-D, any in 2-D [4], 6, 10 or 15 in 3-D [6]")
    ->check(Between(1, 64))
    ->type_name("L");
  app
    .add_option("--family",
                options.family,
                "Family of wavelets: bump (steerable), morlet (1-D, 2-D), battle-lemarie (1-D) [bump]")
    ->transform(OneOf({ "bump", "morlet", "battle-lemarie" }))
    ->type_name("FAMILY");
  app.add_option("--voices", options.voices, "Scales per octave Q, in 1-D; --scales counts them all [1]")
    ->check(Between(1, 32))
    ->type_name("Q");
  app.add_flag("--use-spacing",
               options.usesImageSpacing,
               "Wavelets of one shape in physical units rather than in pixels, for anisotropic pixels");
}

phaseharmonics::WaveletFamily
FamilyOfName(const std::string & name)
{
  return name == "morlet"           ? phaseharmonics::WaveletFamily::Morlet
         : name == "battle-lemarie" ? phaseharmonics::WaveletFamily::BattleLemarie
                                    : phaseharmonics::WaveletFamily::BumpSteerable;
}

double
WavelengthOfScale(const phaseharmonics::WaveletBankOptions & bank, unsigned int dimension, unsigned int scale)
{
  const auto profile =
    phaseharmonics::WaveletProfile::New(bank.family, dimension, bank.numberOfOrientations, bank.voicesPerOctave);
  return 2.0 * std::acos(-1.0) / profile->CenterFrequency(scale);
}
} // namespace phaseharmonics_examples
