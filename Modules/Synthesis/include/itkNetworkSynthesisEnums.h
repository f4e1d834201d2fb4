// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkNetworkSynthesisEnums_h
#define itkNetworkSynthesisEnums_h

#include "PhaseHarmonicsExport.h"

#include <cstdint>
#include <ostream>

namespace itk
{
/** \class NetworkSynthesisEnums
 *
 * \brief Enumerations of NetworkSynthesisImageFilter.
 *
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT NetworkSynthesisEnums
{
public:
  /** \class Network
   *
   * \brief Convolutional network whose features are correlated.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Network : uint8_t
  {
    MultiScale, ///< one layer of random filters of several sides
    Layered,    ///< several layers of random filters of one side, with average pooling between them
    File        ///< weights from a file
  };
};

PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, NetworkSynthesisEnums::Network value);
} // namespace itk

#endif
