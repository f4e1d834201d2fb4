// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSynthesisEnums_h
#define itkSynthesisEnums_h

#include "PhaseHarmonicsExport.h"

#include <cstdint>
#include <ostream>

namespace itk
{
/** \class SynthesisEnums
 *
 * \brief Enumerations of the synthesis filters.
 *
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT SynthesisEnums
{
public:
  /** \class Start
   *
   * \brief Image that a microcanonical synthesis starts from.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Start : uint8_t
  {
    WhiteNoise,    ///< Gaussian white noise of the target's mean and variance
    GaussianModel, ///< Gaussian field with the energies that the target moments give the bands
    InitialImage   ///< a given image
  };

  /** \class GaussianModel
   *
   * \brief Gaussian model of an image.
   *
   * \ingroup PhaseHarmonics
   */
  enum class GaussianModel : uint8_t
  {
    RandomPhases,  ///< power spectrum of the image itself, with random phases
    Macrocanonical ///< maximum entropy under the energies and autocovariances of its wavelet bands
  };
};

PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, SynthesisEnums::Start value);
PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, SynthesisEnums::GaussianModel value);
} // namespace itk

#endif
