// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScatteringOptions_h
#define phScatteringOptions_h

#include "phSubsampling.h"
#include "phWaveletBankOptions.h"

#include <vector>

namespace phaseharmonics
{
enum class ScatteringBoundary : unsigned char
{
  Periodic, // the image repeats itself
  Mirror    // it is reflected about its border pixels over at least 2^J pixels on each side
};

/** Functions of the averages S1 (order 1), S2 (order 2) and S1m = |x * psi_{j1,l1}| * phi_J, with the epsilon of the
 *  options and [a] = max(a, 0). */
enum class ScatteringVariant : unsigned char
{
  None,
  Logarithm,            // log(epsilon + [S1]), log(epsilon + [S2]); x * phi_J is left alone
  NormalizedSecondOrder // S2 / (epsilon + [S1m])
};

struct PhaseHarmonics_EXPORT ScatteringOptions
{
  /** With folding, decimated scales may have an oversampling of 0: those are kymatio's grids. */
  WaveletBankOptions bank;
  unsigned int       order{ 1 };          // 1 or 2
  unsigned int       numberOfPhases{ 4 }; // even and at least 4, or 0 for the modulus
  Subsampling        subsampling{ Subsampling::Crop };
  ScatteringBoundary boundary{ ScatteringBoundary::Periodic };
  ScatteringVariant  variant{ ScatteringVariant::None };
  double             epsilon{ 1e-6 };

  bool
  operator==(const ScatteringOptions & other) const;

  std::size_t
  NumberOfChannelsOfBand() const
  {
    return numberOfPhases > 0 ? numberOfPhases : 1;
  }

  /** 1 + L J max(A, 1), and L^2 J (J - 1) / 2 of the second order. */
  std::size_t
  NumberOfChannels() const;

  /** Channel of x * psi_{j,l} and its first phase. */
  std::size_t
  FirstOrderChannel(unsigned int scale, unsigned int orientation) const;

  /** Channel of j2 = j1 + 1, l2 = 0; the others follow, l2 fastest. */
  std::size_t
  SecondOrderChannel(unsigned int scale, unsigned int orientation) const;

  /** The options of the bank: when folding, filters are kept on all frequencies. */
  WaveletBankOptions
  BankOptions() const;
};

/** What a channel holds; numbers beyond its order are 0. Order 0: x * phi_J. Order 1: rho(Re(e^{ia} z)) * phi_J with
 *  z = x * psi_{j1,l1}, a = 2 pi phase / A, rho the rectifier max(0, .), or |z| * phi_J. Order 2:
 *  ||z| * psi_{j2,l2}| * phi_J. */
struct PhaseHarmonics_EXPORT ScatteringChannel
{
  unsigned int order{ 0 };
  unsigned int scale1{ 0 };
  unsigned int orientation1{ 0 };
  unsigned int phase{ 0 };
  unsigned int scale2{ 0 };
  unsigned int orientation2{ 0 };
};

/** All channels in order: order 0; order 1 by scale, orientation, phase; order 2 by scale1, orientation1, scale2 >
 *  scale1, orientation2; later numbers run faster. */
PhaseHarmonics_EXPORT std::vector<ScatteringChannel>
                      ScatteringChannels(const ScatteringOptions & options);

/** Grids of a scattering transform. */
struct PhaseHarmonics_EXPORT ScatteringGeometry
{
  Grid                       image;
  Grid                       padded;
  std::array<std::size_t, 3> before; // pixels of padding before the image
  Grid                       coarse; // of step 2^J, of the padded image
  std::array<std::size_t, 3> first;  // where the output begins on the coarse grid
  Grid                       output;

  /** Throws std::invalid_argument for options that do not fit the grid, naming the admissible values. */
  ScatteringGeometry(const Grid & image, const ScatteringOptions & options);

  /** Distance of neighboring outputs along an axis, in pixels. */
  double
  Step(unsigned int axis) const;

  /** Position of the first output along an axis, in pixels from the center of the first one. */
  double
  Start(unsigned int axis) const;
};
} // namespace phaseharmonics

#endif
