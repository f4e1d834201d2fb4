// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SynthesisOptions_h
#define SynthesisOptions_h

#include "InputOptions.h"
#include "MomentOptions.h"

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct SynthesisOptions
{
  InputOptions             input;
  MomentOptions            moments;
  std::vector<std::string> also;
  std::string              target;
  std::string              initial{ "gaussian" };
  unsigned int             iterations{ 0 };
  unsigned int             coarseIterations{ 0 };
  unsigned int             restarts{ 0 };
  unsigned int             samples{ 1 };
  unsigned int             seed{ 0 };
  bool                     withoutPreconditioning{ false };
  std::string              checkpoint;
  unsigned int             checkpointInterval{ 0 };
  std::string              output;
  std::string              gaussian;
  std::string              picture;
  std::string              report;
};

/** Defaults are those of the filter. */
void
AddSynthesisOptions(CLI::App & app, SynthesisOptions & options);

/** Throws a one-line error for options that contradict each other. */
void
CheckSynthesisOptions(const CLI::App & app, const SynthesisOptions & options);

/** "sand.nii.gz" for a single sample, else "sand_1.nii.gz", "sand_2.nii.gz", ... */
std::string
NameOfSample(const std::string & path, unsigned int sample, unsigned int numberOfSamples);
} // namespace phaseharmonics_examples

#endif
