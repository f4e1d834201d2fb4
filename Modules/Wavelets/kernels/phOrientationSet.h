// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phOrientationSet_h
#define phOrientationSet_h

#include "PhaseHarmonicsExport.h"

#include <array>
#include <vector>

namespace phaseharmonics
{
using UnitVector = std::array<double, 3>;

/** Directions of the wavelets of a real image: one of each pair of opposite directions.
 *
 *  1-D: the positive axis (number = 1). 2-D: angles pi l / number from axis 0 towards axis 1.
 *  3-D: the axes of the icosahedron (6), dodecahedron (10) or icosidodecahedron (15) whose last
 *  nonzero component is positive, by falling z, then by rising azimuth.
 *  Throws std::invalid_argument for any other number. */
PhaseHarmonics_EXPORT std::vector<UnitVector>
OrientationSet(unsigned int dimension, unsigned int number);

/** The number of orientations taken when none is asked for: 1, 4 and 6 in 1-D, 2-D and 3-D. */
PhaseHarmonics_EXPORT unsigned int
DefaultNumberOfOrientations(unsigned int dimension);
} // namespace phaseharmonics

#endif
