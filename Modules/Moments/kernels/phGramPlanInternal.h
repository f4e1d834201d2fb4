// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phGramPlanInternal_h
#define phGramPlanInternal_h

#include "phMomentSet.h"

#include <complex>
#include <functional>
#include <map>
#include <vector>

namespace phaseharmonics
{
/** Which products of nonlinear maps at equal positions are needed, on which grid, and in which matrices.
 *
 *  On the grid of one level, every map is one or two real columns (real and imaginary part); products of all columns
 *  of two groups form one Gram matrix, whose cells give the covariances of complex maps. */
struct GramPlan
{
  enum class Source : unsigned char
  {
    Modulus,        // of the wavelet coefficients of the same level
    CroppedModulus, // of a finer level, cropped in Fourier
    Power,          // [z]^k, k >= 1: real columns, then imaginary ones
    Rectified,      // rho(Re(e^{i a} z)) of phase number `harmonic`
    LowPass
  };

  /** One map for every orientation. */
  struct Group
  {
    Source       source;
    unsigned int scale;
    int          harmonic;
    std::size_t  column;
    std::size_t  numberOfMaps;

    std::size_t
    NumberOfColumns() const
    {
      return source == Source::Power ? 2 * numberOfMaps : numberOfMaps;
    }
  };

  /** cells(left, right) = mean over pixels of left columns times right columns; left is the faster index. */
  struct Matrix
  {
    std::size_t leftColumn;
    std::size_t leftCount;
    std::size_t rightColumn;
    std::size_t rightCount;
    std::size_t cell;
  };

  struct Level
  {
    unsigned int        level;
    std::vector<Group>  groups;
    std::vector<Matrix> matrices;
    std::size_t         numberOfColumns{ 0 };
    std::size_t         numberOfCells{ 0 };
  };

  struct Cell
  {
    std::size_t          index;
    std::complex<double> coefficient;
  };

  /** value = sum of coefficient times cell of a level. */
  struct Pair
  {
    std::size_t       levelNumber;
    std::vector<Cell> cells;
  };

  struct Rules
  {
    std::function<unsigned int(unsigned int)> ownLevel;   // of a scale
    std::function<unsigned int(unsigned int)> jointLevel; // of harmonics k >= 1 of a scale with coarser ones
  };

  /** Pairs of features in canonical order (finer scale first) at lag 0, not both linear. */
  struct Request
  {
    std::size_t first;
    std::size_t second;
    bool        pseudo;
  };

  GramPlan(const MomentSet & set, const Rules & rules, const std::vector<Request> & requests);

  std::vector<Level> levels;
  std::vector<Pair>  pairs;

  /** (scale, level) of the wavelet coefficients needed, and of moduli cropped to a coarser level. */
  std::vector<std::pair<unsigned int, unsigned int>> complexMaps;
  std::vector<std::pair<unsigned int, unsigned int>> croppedModuli;
  bool                                               needsLowPass{ false };
};
} // namespace phaseharmonics

#endif
