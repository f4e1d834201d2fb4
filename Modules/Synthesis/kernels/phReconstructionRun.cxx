// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phReconstructionRun.h"

#include "phSeriesMomentSet.h"

#include <filesystem>
#include <stdexcept>

namespace phaseharmonics
{
MomentSet
MakeReconstructionMomentSet(unsigned int               dimension,
                            const WaveletBankOptions & bank,
                            const MomentSetOptions &   options,
                            bool                       isRich)
{
  if (dimension == 1 && options.model == MomentModel::Compressive)
  {
    return MakeSeriesMomentSet(bank.numberOfScales, { bank.voicesPerOctave, options.scaleRange, isRich });
  }
  return MomentSet(dimension, bank.numberOfScales, bank.numberOfOrientations, options);
}

template <typename T>
bool
RunReconstruction(CompressiveReconstruction<T> &                          reconstruction,
                  const std::string &                                     checkpointFileName,
                  const typename CompressiveReconstruction<T>::Observer & observer,
                  const Executor &                                        executor)
{
  if (checkpointFileName.empty())
  {
    return reconstruction.Run(
      observer, [] {}, executor);
  }
  const std::string description = reconstruction.Describe();
  const auto        save = [&] {
    WriteReconstructionCheckpoint(checkpointFileName,
                                  { description, reconstruction.GetStarts(), reconstruction.GetSurvivors() });
  };
  if (!std::filesystem::exists(checkpointFileName))
  {
    // A file that cannot be written must not come to light after hours.
    save();
  }
  else
  {
    auto found = ReadReconstructionCheckpoint(checkpointFileName);
    if (found.description != description)
    {
      throw std::runtime_error("The checkpoint " + checkpointFileName + " belongs to another run (" +
                               found.description + ", not " + description + "); remove it or choose another file.");
    }
    reconstruction.Resume(std::move(found));
  }
  return reconstruction.Run(observer, save, executor);
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT bool RunReconstruction<T>(CompressiveReconstruction<T> &,                             \
                                                           const std::string &,                                        \
                                                           const CompressiveReconstruction<T>::Observer &,             \
                                                           const Executor &)

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
