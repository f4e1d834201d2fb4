// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentFormat_h
#define phMomentFormat_h

#include "PhaseHarmonicsExport.h"

#include <string>

namespace phaseharmonics
{
enum class MomentFormat : unsigned char
{
  Hdf5, // .h5, .hdf5: WriteMoments, ReadMoments
  Csv   // .csv: WriteMomentsCsv, ReadMomentsCsv
};

/** The format that the extension of a path stands for, in either case. Throws std::invalid_argument for others. */
PhaseHarmonics_EXPORT MomentFormat
MomentFormatOfPath(const std::string & path);
} // namespace phaseharmonics

#endif
