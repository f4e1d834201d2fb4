// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ModelOptions_h
#define ModelOptions_h

#include "InputOptions.h"

#include "itkMomentSetEnums.h"

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** Phase-harmonic moments "C8": of model C with 8 orientations. */
struct HarmonicModel
{
  itk::MomentSetEnums::Model model{ itk::MomentSetEnums::Model::C };
  unsigned int               orientations{ 4 };
};

struct ModelOptions
{
  InputOptions              input;
  std::string               output;
  std::vector<std::string>  harmonics{ "C" };
  std::vector<unsigned int> filters{ 2, 4, 8, 16 };
  std::vector<unsigned int> layered;
  std::vector<std::string>  networks;
  std::string               independent;
  unsigned int              iterations{ 300 };
  unsigned int              seed{ 0 };
  unsigned int              networkSeed{ 0 };
  std::string               picture;
  std::string               report;
};

void
AddModelOptions(CLI::App & app, ModelOptions & options);

/** Throws a one-line error for a name that is none. */
HarmonicModel
HarmonicModelOfName(const std::string & name);
} // namespace phaseharmonics_examples

#endif
