// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkRectifierEnums_h
#define itkRectifierEnums_h

#include "PhaseHarmonicsExport.h"

#include <cstdint>
#include <ostream>

namespace itk
{
/** \class RectifierEnums
 *
 * \brief Choices of a rectifier.
 *
 * \ingroup PhaseHarmonics
 */
class RectifierEnums
{
public:
  /** \class Kind
   *
   * \brief Homogeneous function of a real number.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Kind : uint8_t
  {
    ReLU,     // max(a, 0)
    Modulus,  // |a|
    LeakyReLU // a for a >= 0, Slope a for a < 0
  };
};

extern PhaseHarmonics_EXPORT std::ostream &
                             operator<<(std::ostream & out, RectifierEnums::Kind value);
} // namespace itk

#endif
