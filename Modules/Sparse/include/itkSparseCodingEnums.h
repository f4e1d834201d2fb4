// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseCodingEnums_h
#define itkSparseCodingEnums_h

#include "PhaseHarmonicsExport.h"

#include <cstdint>
#include <ostream>

namespace itk
{
/** \class SparseCodingEnums
 *
 * \brief Enumerations of the filters that compute sparse codes of vectors.
 *
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT SparseCodingEnums
{
public:
  /** \class Solver
   *
   * \brief Solver of the sparse codes of vectors.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Solver : uint8_t
  {
    Automatic,        ///< the one that is fastest at the size of the dictionary
    ISTA,             ///< iterative shrinkage-thresholding
    FISTA,            ///< the same, accelerated, with restarts
    ISTC,             ///< iterative soft thresholding with a falling threshold, for few iterations
    CoordinateDescent ///< one coefficient at a time
  };
};

PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, SparseCodingEnums::Solver value);
} // namespace itk

#endif
