// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phHarmonicPredictionFile_h
#define phHarmonicPredictionFile_h

#include "phHarmonicPrediction.h"

#include <string>

namespace phaseharmonics
{
/** Writes a model to an HDF5 file, from which ReadHarmonicPrediction gives the same bits again. Schema, version 1, with
 * P predictors, L orientations and octaves o = 0, 1, .. from fine to coarse:
 *
 *  | object                 | type          | content                                                              |
 *  |------------------------|---------------|----------------------------------------------------------------------|
 *  | /                      | attributes    | format = "HarmonicPrediction", version, dimension                    |
 *  | options                | attributes    | octaves, orientations, scaleRange, maximumHarmonic, neighborhood     |
 *  |                        |               | (0 center, 1 axes, 2 box), stride, ridge, overlappingBands           |
 *  | octaves/o/weights      | real[3 L][P]  | of real parts, imaginary parts, moduli                               |
 *  | octaves/o/linearWeights| real[3 L][P]  | of the linear baseline                                               |
 *  | octaves/o/innovations  | real[cells]   | power of what is not predicted                                       |
 *  | octaves/o/figures      | real[10]      | ridge, linear ridge, then PredictionFigures in the order of its fields |
 *
 *  The file appears when it is complete. Throws std::runtime_error with the path if it cannot be written, and where
 *  CheckHarmonicPredictionModel does. */
PhaseHarmonics_EXPORT void
WriteHarmonicPrediction(const std::string & path, const HarmonicPredictionModel & model);

/** Throws std::runtime_error with the path and what is wrong: missing, foreign, newer, truncated or damaged files. */
PhaseHarmonics_EXPORT HarmonicPredictionModel
ReadHarmonicPrediction(const std::string & path);
} // namespace phaseharmonics

#endif
