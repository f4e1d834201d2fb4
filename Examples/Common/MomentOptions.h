// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef MomentOptions_h
#define MomentOptions_h

#include "BankOptions.h"

#include "itkMomentSetEnums.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** Moments that a program uses. */
struct MomentOptions
{
  BankOptions  bank;
  std::string  model{ "C" };
  unsigned int scaleRange{ 2 };
  unsigned int shiftRange{ 2 };
  std::string  normalization{ "target" };
  bool         usesFullGrid{ false };
  std::size_t  memoryLimit{ 0 }; // bytes of the whole program, 0 for none
};

/** The options of the bank, --model, --scale-range, --shift-range, --normalization, --full-grid, --memory-limit. */
void
AddMomentOptions(CLI::App & app, MomentOptions & options);

/** Names of the options that choose wavelets and moments, which a file of moments brings with it. */
const std::vector<std::string> &
NamesOfMomentChoices();

itk::MomentSetEnums::Model
ModelOfName(const std::string & name);

itk::MomentSetEnums::Normalization
NormalizationOfName(const std::string & name);

/** What is left of the limit for a filter, after what the program holds already, the bytes that it will need besides
 *  and a sixteenth for what the allocator keeps; 0 for no limit. Throws if nothing is left. */
std::size_t
MemoryLimitOfFilter(const MomentOptions & options, std::size_t reserved = 0);

template <typename TFilter>
void
SetMomentOptions(const MomentOptions & options, TFilter * filter)
{
  SetBankOptions(options.bank, filter);
  filter->SetModel(ModelOfName(options.model));
  filter->SetScaleRange(options.scaleRange);
  filter->SetShiftRange(options.shiftRange);
  filter->SetNormalization(NormalizationOfName(options.normalization));
  filter->SetFullGrid(options.usesFullGrid);
  filter->SetMemoryLimit(MemoryLimitOfFilter(options));
}
} // namespace phaseharmonics_examples

#endif
