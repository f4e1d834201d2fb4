// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SeriesTable_h
#define SeriesTable_h

#include "phSeriesFigures.h"

#include <string>

namespace phaseharmonics_examples
{
/** Rows figure,argument,value,standard_error,low,high: one for each number that was estimated. */
void
WriteFigureTable(const std::string & path, const phaseharmonics::SeriesFigures & figures);
} // namespace phaseharmonics_examples

#endif
