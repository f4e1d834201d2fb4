// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPatchDenoising_h
#define phPatchDenoising_h

#include "phPatchEstimator.h"

namespace phaseharmonics
{
/** Denoises by sparse codes of patches: every patch becomes its mean and what few atoms say of the rest, every pixel
 *  the average of the patches that cover it. Atoms are scaled to unit norm. lambda: that of the problem, or, if
 *  `lambdaOfNoise` is positive, that instead.
 *
 *  Images hold the channels of a pixel one after the other. Empty if stopped. Throws std::invalid_argument where
 *  PatchEstimator does. */
template <typename T>
PhaseHarmonics_EXPORT std::vector<T>
                      DenoisePatches(const PatchDomain &                          domain,
                                     const T *                                    image,
                                     std::size_t                                  channels,
                                     const Dictionary<T> &                        dictionary,
                                     const PatchCodingOptions &                   options,
                                     double                                       lambdaOfNoise,
                                     SparseCodeSummary &                          summary,
                                     const Executor &                             executor,
                                     const typename PatchEstimator<T>::Observer & observer = {});

/** A sum of two textures taken apart: image = first + second + residual, exactly but for rounding. */
template <typename T>
struct SeparatedTextures
{
  std::vector<T> first;
  std::vector<T> second;
  std::vector<T> residual;
};

/** Codes patches in the atoms of two dictionaries together; what the atoms of one say is one part. The mean of each
 *  channel of the image, and with `removesMeans` those of all patches, stay in the residual. Empty if stopped. Throws
 *  as DenoisePatches does, and where Dictionary::JoinedWith does. */
template <typename T>
PhaseHarmonics_EXPORT SeparatedTextures<T>
                      SeparatePatches(const Grid &                                 grid,
                                      const T *                                    image,
                                      std::size_t                                  channels,
                                      const Dictionary<T> &                        first,
                                      const Dictionary<T> &                        second,
                                      const PatchCodingOptions &                   options,
                                      bool                                         removesMeans,
                                      SparseCodeSummary &                          summary,
                                      const Executor &                             executor,
                                      const typename PatchEstimator<T>::Observer & observer = {});
} // namespace phaseharmonics

#endif
