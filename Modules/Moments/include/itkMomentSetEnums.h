// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMomentSetEnums_h
#define itkMomentSetEnums_h

#include "PhaseHarmonicsExport.h"

#include <cstdint>
#include <ostream>

namespace itk
{
/** \class MomentSetEnums
 *
 * \brief Choices of a set of phase-harmonic moments.
 *
 * \ingroup PhaseHarmonics
 */
class MomentSetEnums
{
public:
  /** \class Model
   *
   * \brief Which moments describe an image.
   *
   * Models A to D: Zhang and Mallat 2021; Compressive: Mallat, Zhang and Rochette 2020.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Model : uint8_t
  {
    A,           // energy and autocovariance of every band: a Gaussian model
    B,           // A and the covariances within a scale
    C,           // B and the covariances between scales
    D,           // as C without shifts, averaged over rotations; 2-D
    Compressive, // covariances for the reconstruction of an image
    Rectified,   // covariances of rectified coefficients
    Custom       // a list of one's own
  };

  /** \class Normalization
   *
   * \brief Scale of covariances.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Normalization : uint8_t
  {
    Target, // divided by the standard deviations of the image that the moments are of
    None    // not divided
  };
};

extern PhaseHarmonics_EXPORT std::ostream &
                             operator<<(std::ostream & out, MomentSetEnums::Model value);
extern PhaseHarmonics_EXPORT std::ostream &
                             operator<<(std::ostream & out, MomentSetEnums::Normalization value);
} // namespace itk

#endif
