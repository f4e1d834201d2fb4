// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SynthesisPicture_h
#define SynthesisPicture_h

#include "Comparison.h"
#include "Picture.h"

#include <array>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct SynthesisPictureInput
{
  std::string           title;
  Grid                  grid;
  std::array<double, 3> spacing{ { 1.0, 1.0, 1.0 } };
  /** The original, the Gaussian model, and samples; of these the first few are shown. */
  std::vector<ComparedField> fields;
  /** Second line of the caption of each field. */
  std::vector<std::string> details;
  /** False where the samples are not meant to be of the original's kind. */
  bool sharesWindow{ true };
};

/** The fields, in one intensity window if they share it, and below plots and a table of how they differ. */
Picture
DrawSynthesis(const SynthesisPictureInput & input);
} // namespace phaseharmonics_examples

#endif
