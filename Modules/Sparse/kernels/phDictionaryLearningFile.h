// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDictionaryLearningFile_h
#define phDictionaryLearningFile_h

#include "phDictionaryLearning.h"

#include <string>

namespace phaseharmonics
{
/** The state of dictionary learning in an HDF5 file, which is complete or absent. From there learning goes on with the
 *  same bits. Root attributes: `format` "PhaseHarmonics dictionary learning", `version` 1, `seed`, `step`, `epoch`,
 *  `position`, `replaced`, `run`; arrays `dictionary` (atoms x length), `code_products` (atoms x atoms),
 * `data_products` (atoms x length), `idle` (atoms). `run` is text that tells whether the state belongs to the run that
 * finds it. Failures throw std::runtime_error with the name of the file. */
template <typename T>
PhaseHarmonics_EXPORT void
WriteDictionaryLearningState(const std::string &                path,
                             const DictionaryLearningState<T> & state,
                             const std::string &                run = std::string());

template <typename T>
PhaseHarmonics_EXPORT DictionaryLearningState<T>
                      ReadDictionaryLearningState(const std::string & path, std::string * run = nullptr);
} // namespace phaseharmonics

#endif
