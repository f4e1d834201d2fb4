// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPhaseHarmonicsInstantiation_h
#define itkPhaseHarmonicsInstantiation_h

#include "PhaseHarmonicsExport.h"

// The pixel types and dimensions whose filters the library holds, so that programs compile in seconds.
#define PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(statement)                                                          \
  statement(float, 1);                                                                                                 \
  statement(float, 2);                                                                                                 \
  statement(float, 3);                                                                                                 \
  statement(double, 1);                                                                                                \
  statement(double, 2);                                                                                                \
  statement(double, 3)

#endif
