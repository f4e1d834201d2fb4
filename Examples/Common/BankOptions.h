// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef BankOptions_h
#define BankOptions_h

#include "itkWaveletBankEnums.h"
#include "phWaveletBankOptions.h"

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
  unsigned int voices{ 1 };
  bool         usesImageSpacing{ false };
};

/** --scales, --orientations, --family, --voices, --use-spacing. */
void
AddBankOptions(CLI::App & app, BankOptions & options);

/** The family of a name of --family. */
phaseharmonics::WaveletFamily
FamilyOfName(const std::string & name);

/** Center wavelength of a scale, in pixels. */
double
WavelengthOfScale(const phaseharmonics::WaveletBankOptions & bank, unsigned int dimension, unsigned int scale);

template <typename TFilter>
void
SetBankOptions(const BankOptions & options, TFilter * filter)
{
  filter->SetNumberOfScales(options.scales);
  filter->SetNumberOfOrientations(options.orientations);
  filter->SetWaveletFamily(static_cast<itk::WaveletBankEnums::Family>(FamilyOfName(options.family)));
  filter->SetVoicesPerOctave(options.voices);
  filter->SetUseImageSpacing(options.usesImageSpacing);
}
} // namespace phaseharmonics_examples

#endif
