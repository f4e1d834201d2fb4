// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phWaveletBankOptions_h
#define phWaveletBankOptions_h

#include "phGrid.h"
#include "phWaveletProfile.h"

namespace phaseharmonics
{
enum class FrameNormalization : unsigned char
{
  Published, // amplitudes of the papers
  Parseval   // divided by the root of the Littlewood-Paley sum, so that the frame bounds are 1
};

struct PhaseHarmonics_EXPORT WaveletBankOptions
{
  WaveletFamily         family{ WaveletFamily::BumpSteerable };
  unsigned int          numberOfScales{ 5 };
  unsigned int          numberOfOrientations{ 4 };
  unsigned int          voicesPerOctave{ 1 }; // Q, in 1-D: scale j has its center at xi0 2^(-j / Q)
  FrameNormalization    frameNormalization{ FrameNormalization::Published };
  bool                  decimation{ true }; // keep scale j on the grid of step 2^max(0, j - oversampling)
  unsigned int          oversampling{ 2 };  // at least 1, so that the bump family is kept exactly
  bool                  useImageSpacing{ false };
  std::array<double, 3> spacing{ { 1.0, 1.0, 1.0 } };

  /** Spacings are compared only where they are used. */
  bool
  operator==(const WaveletBankOptions & other) const;

  /** Smallest spacing / spacing of each axis, all 1 unless the image spacing is used. */
  std::array<double, 3>
  RelativeSampling(const Grid & grid) const;

  /** Level of the grid of scale j (j = J: of the low pass): max(0, floor(j / Q) - oversampling) when decimated, else
   *  0. */
  unsigned int
  LevelOfScale(unsigned int scale) const;

  /** Grid of step 2^level, in pixels of the smallest spacing. */
  Grid
  GridOfLevel(const Grid & full, unsigned int level) const;

  Grid
  GridOfScale(const Grid & full, unsigned int scale) const
  {
    return this->GridOfLevel(full, this->LevelOfScale(scale));
  }
};

/** Largest number of scales of a grid: 2^(J / Q) must not exceed the smallest side. */
PhaseHarmonics_EXPORT unsigned int
LargestNumberOfScales(const Grid & grid, const WaveletBankOptions & options);

/** Number of scales taken when none is asked for, Q voices of octaves: the coarsest wavelets, and so the periods that
 * the low pass leaves, are at least four times smaller than the smallest side; at most LargestDefaultNumberOfOctaves,
 * at least 1. */
constexpr unsigned int LargestDefaultNumberOfOctaves = 6;
PhaseHarmonics_EXPORT unsigned int
DefaultNumberOfScales(const Grid & grid, const WaveletBankOptions & options);

/** Throws std::invalid_argument for options that do not fit the grid, naming the admissible values. */
PhaseHarmonics_EXPORT void
CheckWaveletBankOptions(const Grid & grid, const WaveletBankOptions & options);
} // namespace phaseharmonics

#endif
