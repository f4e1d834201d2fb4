// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef RadialSpectrum_h
#define RadialSpectrum_h

#include "phGrid.h"

#include <vector>

namespace phaseharmonics_examples
{
using phaseharmonics::Grid;

/** Power spectrum averaged over rings (shells) of the frequency plane, without the mean. */
struct RadialSpectrum
{
  /** Radius of each bin in cycles per pixel, at most 1/2. */
  std::vector<double> frequency;
  /** Mean of |X|^2 / number of pixels over the modes of the bin. */
  std::vector<double> power;
};

/** The bins are as wide as the lowest frequency of the smallest side. */
RadialSpectrum
ComputeRadialSpectrum(const std::vector<double> & values, const Grid & grid);

/** Means over bins of equal ratio, for spectra of series, whose own bins hold one mode each. */
RadialSpectrum
AverageOverOctaves(const RadialSpectrum & spectrum, double binsPerOctave);

/** Difference of two spectra in decades, |log10(other / reference)|. */
struct SpectrumError
{
  double mean{ 0.0 };
  double maximum{ 0.0 };
};

/** Over the bins where the reference is above `floor` times its maximum. The other spectrum may have
 *  other bins: it is interpolated. */
SpectrumError
ComputeSpectrumError(const RadialSpectrum & reference, const RadialSpectrum & other, double floor = 1e-3);
} // namespace phaseharmonics_examples

#endif
