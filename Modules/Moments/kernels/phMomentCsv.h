// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentCsv_h
#define phMomentCsv_h

#include "phMomentBootstrap.h"

#include <string>

namespace phaseharmonics
{
/** Writes moments as text: comment lines `# name values`, the header row
 *
 *      j1,l1,k1,j2,l2,k2,tau_x,tau_y,tau_z,real,imag
 *
 *  and one row for each mean E[a], whose second indices and lag are empty, then one for each unique covariance
 *  E[(a(u) - m_a) conj(b(u + tau) - m_b)]. l = 0 .. 2L-1; tau in pixels of the full grid, x fastest; the low pass has
 *  j = J and l = k = 0. Means are as they are; covariances are divided by the deviations of a and b when normalized.
 *
 *  Comments carry what is needed to read the file back: image size (`grid.size`), wavelet bank (`bank.*`), set
 *  (`set.*`), `image.mean`, `image.deviation`, `normalization` target or none, `deviation j,l,k,value` of each mean's
 *  feature and, for averages of covariances in listed sets, `average row,` with the nine numbers of one covariance.
 *
 *  Numbers have 17 significant digits in any locale: reading back gives the same bits, except that the covariances
 *  of a normalized file are multiplied by the deviations again and may differ in the last bit.
 *
 *  With errors, which must be of the same moments and normalization, rows end with one more column, standard_error;
 *  readers of moments pass over it.
 *
 *  Throws as WriteMoments does. */
PhaseHarmonics_EXPORT void
WriteMomentsCsv(const std::string &  path,
                const Moments &      moments,
                MomentNormalization  normalization,
                const MomentErrors * errors = nullptr);

/** Throws std::runtime_error with the path, the line and what is wrong. The normalization of the file is returned
 *  through the second argument if it is given. */
PhaseHarmonics_EXPORT Moments
ReadMomentsCsv(const std::string & path, MomentNormalization * normalization = nullptr);
} // namespace phaseharmonics

#endif
