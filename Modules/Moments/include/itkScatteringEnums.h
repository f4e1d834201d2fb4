// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkScatteringEnums_h
#define itkScatteringEnums_h

#include "PhaseHarmonicsExport.h"

#include <cstdint>
#include <ostream>

namespace itk
{
/** \class ScatteringEnums
 *
 * \brief Choices of a scattering transform.
 *
 * \ingroup PhaseHarmonics
 */
class ScatteringEnums
{
public:
  /** \class Subsampling
   *
   * \brief How values on coarser grids are obtained.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Subsampling : uint8_t
  {
    Crop, // frequencies beyond the coarser grid are dropped
    Fold  // values are samples of the finer grid
  };

  /** \class Boundary
   *
   * \brief What lies beyond the border of the image.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Boundary : uint8_t
  {
    Periodic, // the image again
    Mirror    // its reflection about the border pixels
  };

  /** \class Variant
   *
   * \brief Function of the averages.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Variant : uint8_t
  {
    None,
    Logarithm,            // log(epsilon + max(S, 0)) of orders 1 and 2
    NormalizedSecondOrder // order 2 divided by epsilon + the average of the modulus of order 1
  };
};

extern PhaseHarmonics_EXPORT std::ostream &
                             operator<<(std::ostream & out, ScatteringEnums::Subsampling value);
extern PhaseHarmonics_EXPORT std::ostream &
                             operator<<(std::ostream & out, ScatteringEnums::Boundary value);
extern PhaseHarmonics_EXPORT std::ostream &
                             operator<<(std::ostream & out, ScatteringEnums::Variant value);
} // namespace itk

#endif
