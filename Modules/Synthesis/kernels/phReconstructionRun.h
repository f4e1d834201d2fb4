// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phReconstructionRun_h
#define phReconstructionRun_h

#include "phCompressiveReconstruction.h"

#include <string>

namespace phaseharmonics
{
/** Moments to recover an image from: those of the options. In 1-D, where wavelets may have several voices per octave,
 *  the model Compressive is MakeSeriesMomentSet with the range of scales in octaves; `isRich` is for that set. */
PhaseHarmonics_EXPORT MomentSet
MakeReconstructionMomentSet(unsigned int               dimension,
                            const WaveletBankOptions & bank,
                            const MomentSetOptions &   options,
                            bool                       isRich);

/** Runs a reconstruction and saves its state between blocks, so that a later run with the same moments and options goes
 *  on from the file bit for bit as if it had not been interrupted. Without a file name it just runs. Returns false if
 *  the observer stopped it. Throws std::runtime_error if the file belongs to another run, or before anything else if
 *  it cannot be written. */
template <typename T>
PhaseHarmonics_EXPORT bool
RunReconstruction(CompressiveReconstruction<T> &                          reconstruction,
                  const std::string &                                     checkpointFileName,
                  const typename CompressiveReconstruction<T>::Observer & observer,
                  const Executor &                                        executor);
} // namespace phaseharmonics

#endif
