// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phWaveletBank_h
#define phWaveletBank_h

#include "phBandFilter.h"
#include "phExecutor.h"
#include "phWaveletBankOptions.h"

#include <vector>

namespace phaseharmonics
{
/** Sampled wavelets psi^_{j,l}, j = 0 .. J-1 from fine to coarse, l = 0 .. L-1, and the low pass phi^_J of a
 *  real image on one grid.
 *
 *  With L orientations of the half circle (half sphere), the wavelets of the opposite directions are implied:
 *  z_{j,l+L} = conj z_{j,l}. Littlewood-Paley sum: |phi^_J|^2 + sum_j sum_{l < 2L} |psi^_{j,l}|^2.
 *  Filters are computed in double precision and stored on their support. */
template <typename T>
class PhaseHarmonics_EXPORT WaveletBank
{
public:
  /** Throws std::invalid_argument for options that do not fit the grid, naming the admissible values, and for
   *  Parseval where CheckIsFrame does. */
  WaveletBank(const Grid & grid, const WaveletBankOptions & options, const Executor & executor);

  const Grid &
  GetGrid() const
  {
    return m_Grid;
  }
  const WaveletBankOptions &
  GetOptions() const
  {
    return m_Options;
  }
  unsigned int
  GetNumberOfScales() const
  {
    return m_Options.numberOfScales;
  }
  unsigned int
  GetNumberOfOrientations() const
  {
    return m_Options.numberOfOrientations;
  }

  unsigned int
  LevelOfScale(unsigned int scale) const
  {
    return m_Options.LevelOfScale(scale);
  }
  /** Levels 0 .. J. */
  const Grid &
  GridOfLevel(unsigned int level) const
  {
    return m_GridOfLevel.at(level);
  }

  const Grid &
  GridOfScale(unsigned int scale) const
  {
    return this->GridOfLevel(this->LevelOfScale(scale));
  }

  const BandFilter<T> &
  Band(unsigned int scale, unsigned int orientation) const
  {
    return m_Bands[scale * m_Options.numberOfOrientations + orientation];
  }
  const BandFilter<T> &
  LowPass() const
  {
    return m_LowPass;
  }

  /** Littlewood-Paley sum of the stored filters on the half spectrum. */
  const AlignedBuffer<double> &
  LittlewoodPaley() const
  {
    return m_LittlewoodPaley;
  }
  double
  LowerFrameBound() const;
  double
  UpperFrameBound() const;

  /** Throws std::invalid_argument when some frequency is so badly covered that the image cannot be recovered. */
  void
  CheckIsFrame() const;

  /** Scales 0 .. n-1 whose center frequency lies beyond the Nyquist frequency of the coarsest axis, which
   *  therefore cannot carry them; 0 unless the image spacing is used. */
  unsigned int
  NumberOfScalesBeyondCoarsestAxis() const;

  std::size_t
  MemoryInBytes() const;

private:
  void
  Normalize();
  void
  SumSquares();

  Grid                            m_Grid;
  WaveletBankOptions              m_Options;
  std::vector<Grid>               m_GridOfLevel;
  std::unique_ptr<WaveletProfile> m_Profile;
  std::vector<BandFilter<T>>      m_Bands;
  BandFilter<T>                   m_LowPass;
  AlignedBuffer<double>           m_LittlewoodPaley;
};

extern template class PhaseHarmonics_EXPORT WaveletBank<float>;
extern template class PhaseHarmonics_EXPORT WaveletBank<double>;
} // namespace phaseharmonics

#endif
