// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkHarmonicPredictionEnums_h
#define itkHarmonicPredictionEnums_h

#include "PhaseHarmonicsExport.h"

#include <cstdint>
#include <ostream>

namespace itk
{
/** \class HarmonicPredictionEnums
 *
 * \brief Enumerations of the prediction of fine scales.
 *
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT HarmonicPredictionEnums
{
public:
  /** \class Operation
   *
   * \brief What is done to the image.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Operation : uint8_t
  {
    Predict, ///< its finest octaves are replaced by what its coarser ones tell
    Refine   ///< finer octaves are added: the output has more pixels
  };

  /** \class FineScales
   *
   * \brief What predicted octaves hold.
   *
   * \ingroup PhaseHarmonics
   */
  enum class FineScales : uint8_t
  {
    Mean,       ///< the conditional mean
    Innovations ///< a sample: the mean and innovations
  };

  /** \class Neighborhood
   *
   * \brief Places around a pixel that predict it, at lags of one pixel.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Neighborhood : uint8_t
  {
    Center, ///< the pixel itself
    Axes,   ///< and its neighbors along each axis
    Box     ///< and those along the diagonals
  };
};

PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, HarmonicPredictionEnums::Operation value);
PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, HarmonicPredictionEnums::FineScales value);
PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, HarmonicPredictionEnums::Neighborhood value);
} // namespace itk

#endif
