// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseDeconvolutionEnums_h
#define itkSparseDeconvolutionEnums_h

#include "PhaseHarmonicsExport.h"

#include <cstdint>
#include <ostream>

namespace itk
{
/** \class SparseDeconvolutionEnums
 *
 * \brief Enumerations of SparseDeconvolutionImageFilter.
 *
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT SparseDeconvolutionEnums
{
public:
  /** \class Boundary
   *
   * \brief What an observed image is taken to be beyond its borders.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Boundary : uint8_t
  {
    Periodic, ///< one period
    Mirror,   ///< repeated backwards
    Zero,     ///< zero
    Unknown   ///< anything: what lies beyond does not count
  };
};

PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, SparseDeconvolutionEnums::Boundary value);
} // namespace itk

#endif
