// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef BankOptions_h
#define BankOptions_h

#include "itkWaveletBankEnums.h"
#include "phWaveletProfile.h"

#include <CLI/CLI.hpp>

#include <string>

namespace phaseharmonics_examples
{
/** Wavelets that a program uses; 0 stands for the default of the filters. */
struct BankOptions
{
  unsigned int scales{ 0 };
  unsigned int orientations{ 0 };
  std::string  family{ "bump" };
  bool         usesImageSpacing{ false };
};

/** --scales, --orientations, --family, --use-spacing. */
void
AddBankOptions(CLI::App & app, BankOptions & options);

/** Center wavelength of a scale, in pixels. */
double
WavelengthOfScale(phaseharmonics::WaveletFamily family,
                  unsigned int                  dimension,
                  unsigned int                  numberOfOrientations,
                  unsigned int                  scale);

template <typename TFilter>
void
SetBankOptions(const BankOptions & options, TFilter * filter)
{
  filter->SetNumberOfScales(options.scales);
  filter->SetNumberOfOrientations(options.orientations);
  filter->SetWaveletFamily(options.family == "morlet" ? itk::WaveletBankEnums::Family::Morlet
                                                      : itk::WaveletBankEnums::Family::BumpSteerable);
  filter->SetUseImageSpacing(options.usesImageSpacing);
}
} // namespace phaseharmonics_examples

#endif
