// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkWaveletBankEnums_h
#define itkWaveletBankEnums_h

#include "PhaseHarmonicsExport.h"

#include <cstdint>
#include <ostream>

namespace itk
{
/** \class WaveletBankEnums
 *
 * \brief Choices of a bank of wavelets.
 *
 * \ingroup PhaseHarmonics
 */
class WaveletBankEnums
{
public:
  /** \class Family
   *
   * \brief Family of wavelets.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Family : uint8_t
  {
    BumpSteerable, // Mallat, Zhang and Rochette 2020; 1-D, 2-D and 3-D
    Morlet,        // Bruna and Mallat 2013; 1-D and 2-D
    BattleLemarie  // cubic splines, analytic; 1-D
  };

  /** \class FrameNormalization
   *
   * \brief Amplitude of wavelets.
   *
   * \ingroup PhaseHarmonics
   */
  enum class FrameNormalization : uint8_t
  {
    Published, // that of the papers
    Parseval   // divided by the root of the Littlewood-Paley sum, so that energy is conserved
  };
};

extern PhaseHarmonics_EXPORT std::ostream &
                             operator<<(std::ostream & out, WaveletBankEnums::Family value);
extern PhaseHarmonics_EXPORT std::ostream &
                             operator<<(std::ostream & out, WaveletBankEnums::FrameNormalization value);
} // namespace itk

#endif
