// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionalDictionaryLearningFile_h
#define phConvolutionalDictionaryLearningFile_h

#include "phConvolutionalDictionaryLearning.h"

#include <string>

namespace phaseharmonics
{
/** The state of convolutional dictionary learning in an HDF5 file, which is complete or absent. From there learning
 * goes on with the same bits. Root attributes: `format` "PhaseHarmonics convolutional dictionary learning", `version`
 * 1, `dimension`, `seed`, `step`, `replaced`, `run`; arrays `dictionary` and `data_products` (atoms x channels x z x y
 * x x), `code_products` (atoms x atoms x lags along z x y x x), `idle` (atoms). `run` is text that tells whether the
 * state belongs to the run that finds it. Failures throw std::runtime_error with the name of the file. */
template <typename T>
PhaseHarmonics_EXPORT void
WriteConvolutionalDictionaryLearningState(const std::string &                             path,
                                          const ConvolutionalDictionaryLearningState<T> & state,
                                          const std::string &                             run = std::string());

template <typename T>
PhaseHarmonics_EXPORT ConvolutionalDictionaryLearningState<T>
                      ReadConvolutionalDictionaryLearningState(const std::string & path, std::string * run = nullptr);
} // namespace phaseharmonics

#endif
