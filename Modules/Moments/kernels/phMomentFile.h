// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentFile_h
#define phMomentFile_h

#include "phMoments.h"

#include <string>

namespace phaseharmonics
{
/** Writes moments to an HDF5 file, from which ReadMoments gives the same bits again. Schema, version 1:
 *
 *  | object        | type               | content                                                              |
 *  |---------------|--------------------|----------------------------------------------------------------------|
 *  | /             | attributes         | format = "PhaseHarmonicMoments", version                             |
 *  | grid/size     | int64[D]           | pixels along each axis, fastest first                                |
 *  | bank          | attributes         | family, scales J, orientations L, frameNormalization, decimation,    |
 *  |               |                    | oversampling, useImageSpacing                                        |
 *  | bank/spacing  | double[3]          | image spacing                                                        |
 *  | set           | attributes         | model, isListed (1: by its indices, not by the model's name),        |
 *  |               |                    | scaleRange, angularRange, shiftRange, maximumHarmonic, phases,       |
 *  |               |                    | uniqueMoments, nominalMoments                                        |
 *  | image         | attributes         | mean, deviation                                                      |
 *  | features      | int64[F][3]        | j, l, k of each feature, l < L; low pass: J, 0, 0                    |
 *  | means         | complex[F]         | spatial means of the features                                        |
 *  | deviations    | double[F]          | standard deviations of the features                                  |
 *  | indices       | int64[M][9]        | j1, l1, k1, j2, l2, k2, tau_x, tau_y, tau_z; l < 2L; tau in pixels   |
 *  | covariances   | complex[M]         | E[(a(u) - m_a) conj(b(u + tau) - m_b)], not divided                  |
 *  | averages      | int64[N][10]       | only where a listed set averages covariances: row of indices, and    |
 *  |               |                    | the nine numbers of one covariance                                   |
 *
 *  Complex values are compounds of doubles r, i, as h5py writes them. The file appears when it is complete.
 *  Throws std::runtime_error with the path if it cannot be written, std::invalid_argument for moments that are empty,
 *  not finite, or do not fit their set. */
PhaseHarmonics_EXPORT void
WriteMoments(const std::string & path, const Moments & moments);

/** Throws std::runtime_error with the path and what is wrong: missing, foreign, newer, truncated or damaged files, and
 *  indices that are not those of the model. */
PhaseHarmonics_EXPORT Moments
ReadMoments(const std::string & path);
} // namespace phaseharmonics

#endif
