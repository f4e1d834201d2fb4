// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phBindings.h"
#include "phInstructionSet.h"
#include "PhaseHarmonicsVersion.h"

#include <exception>
#include <stdexcept>

NB_MODULE(_kernels, module)
{
  // What vectors throw beyond their largest size is no wrong value of an argument.
  nanobind::register_exception_translator([](const std::exception_ptr & thrown, void *) {
    try
    {
      std::rethrow_exception(thrown);
    }
    catch (const std::length_error &)
    {
      PyErr_SetString(PyExc_MemoryError, "the arrays would be larger than any memory");
    }
  });
  module.doc() =
    "Kernels of ITKPhaseHarmonics. Arrays must be C-contiguous and finite; the package checks and converts.";
  module.attr("version") = phaseharmonics::GetVersion();
  module.def(
    "instruction_set",
    [] { return phaseharmonics::InstructionSetName(phaseharmonics::GetInstructionSet()); },
    "The instruction set of the innermost loops: baseline, x86-64-v3 or x86-64-v4.");
  phaseharmonics::BindWavelets(module);
  phaseharmonics::BindHarmonics(module);
  phaseharmonics::BindMoments(module);
  phaseharmonics::BindScattering(module);
  phaseharmonics::BindDictionary(module);
  phaseharmonics::BindSparse(module);
  phaseharmonics::BindDeconvolution(module);
  phaseharmonics::BindDictionaryLearning(module);
  phaseharmonics::BindSeries(module);
  phaseharmonics::BindSeriesSynthesis(module);
  phaseharmonics::BindPrediction(module);
  phaseharmonics::BindSynthesis(module);
  phaseharmonics::BindNetworks(module);
  phaseharmonics::BindReconstruction(module);
}
