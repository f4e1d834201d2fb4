// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScatteringSpectra_h
#define phScatteringSpectra_h

#include "phMomentEnergy.h"
#include "phWaveletTransform.h"

#include <complex>
#include <memory>
#include <vector>

namespace phaseharmonics
{
enum class SpectraFamily : unsigned char
{
  Sparsity,      // E|W_j| / s_j, j < J
  Energy,        // E|W_j|^2 / s_j^2, j = 0 .. J
  PhaseModulus,  // E[W_j conj(|W_j'| * psi_j)] / (s_j s_j'), j' <= j, j' < J
  ModulusModulus // E[(|W_j1| * psi_j) conj(|W_j'| * psi_j)] / (s_j1 s_j'), j' <= j1 < j
};

/** One number of the scattering spectra. As the scale of a wavelet, J stands for the low pass; as that of a modulus,
 * for |x| itself, which the volatility of a series depends on, and which no wavelet holds. */
struct SpectraIndex
{
  SpectraFamily family;
  unsigned int  scale;         // j: of the last wavelet; of the modulus in Sparsity
  unsigned int  firstModulus;  // j1 of ModulusModulus, else equal to secondModulus
  unsigned int  secondModulus; // j' of PhaseModulus and ModulusModulus
  bool          isReal;
};

/** Scattering spectra of a series, and what they are divided by. */
struct PhaseHarmonics_EXPORT ScatteringSpectra
{
  unsigned int                      numberOfScales{ 0 };
  bool                              includesSeries{ false }; // the modulus of the series itself
  double                            mean{ 0.0 };             // of the series
  double                            deviation{ 0.0 };        // of the series
  std::vector<double>               scaleDeviations;         // s_j = sqrt(E|W_j|^2), j = 0 .. J
  std::vector<SpectraIndex>         indices;
  std::vector<std::complex<double>> values; // energies undivided: s_j^2; others as SpectraFamily says

  /** Real numbers, the mean among them. */
  std::size_t
  GetNumberOfMoments() const;
};

/** Indices in order: sparsities, energies, phase-modulus, modulus-modulus. With the modulus of the series: E|x| / s,
 * and its phase-modulus and modulus-modulus with itself at every scale, j = 0 .. J. */
PhaseHarmonics_EXPORT std::vector<SpectraIndex>
                      ScatteringSpectraIndices(unsigned int numberOfScales, bool includesSeries);

/** J = floor(log2 N) - 3, at least 1: the coarsest wavelet still has a handful of independent values. */
PhaseHarmonics_EXPORT unsigned int
DefaultNumberOfSpectraScales(std::size_t length);

/** Bank of Battle-Lemarie wavelets for series of one length, on the full grid. Throws std::invalid_argument for scales
 *  that do not fit. */
PhaseHarmonics_EXPORT std::shared_ptr<const WaveletBank<double>>
                      MakeSpectraBank(std::size_t length, unsigned int numberOfScales, const Executor & executor);

/** Scattering spectra of a series that is mirrored at its ends rather than periodic, x(-1 - n) = x(n), as averages over
 *  the series itself: what a trend or a jump from the last sample to the first would do is left out. `bank` as below,
 *  of twice the length. Throws std::invalid_argument if a scale has no energy.
 *
 *  Memory: 2 J complex and J real arrays of twice the length. */
PhaseHarmonics_EXPORT ScatteringSpectra
AnalyzeMirroredSpectra(const double *                             series,
                       std::shared_ptr<const WaveletBank<double>> bank,
                       bool                                       includesSeries,
                       const Executor &                           executor);

/** Scattering spectra of series of one length, about the mean of the target, and the energy of matching them,
 *
 *  E(y) = sum over all spectra of |Phi(y) - Phi(x)|^2,
 *
 *  where all are divided by the s_j of the target x, energies by s_j^2 (Morel, Rochette, Leonarduzzi, Bouchaud and
 *  Mallat, "Scale dependencies and self-similar models with wavelet scattering spectra", 2022, eq. 9 to 14). Series are
 *  periodic: every spectrum of the second order is a sum over frequencies, |psi^_j|^2 times a cross spectrum, so that a
 *  value and gradient costs 4 J + 2 Fourier transforms, and two more with the modulus of the series.
 *
 *  `includesSeries` adds the modulus of the series itself to those of its wavelet coefficients.
 *
 *  Memory: 5 J + 3 complex and 3 J real arrays of the length of the series. */
template <typename T>
class PhaseHarmonics_EXPORT ScatteringSpectraEnergy : public MomentEnergy<T>
{
public:
  /** `bank` of a 1-D grid with one voice per octave, not decimated; std::invalid_argument otherwise. */
  ScatteringSpectraEnergy(std::shared_ptr<const WaveletBank<T>> bank, bool includesSeries);
  ~ScatteringSpectraEnergy() override;

  const Grid &
  GetGrid() const override;

  /** Spectra of a series about its own mean. Throws std::invalid_argument if a scale has no energy. */
  ScatteringSpectra
  Analyze(const T * series, const Executor & executor);

  /** The spectra to match, which may be those of a series of another length. Throws std::invalid_argument if their
   *  number of scales is another or a value is not finite. */
  void
  SetTarget(const ScatteringSpectra & target);

  double
  Value(const T * series, const Executor & executor) override;

  double
  ValueAndGradient(const T * series, T * gradient, const Executor & executor) override;

private:
  class Engine;
  std::unique_ptr<Engine> m_Engine;
};

extern template class PhaseHarmonics_EXPORT ScatteringSpectraEnergy<float>;
extern template class PhaseHarmonics_EXPORT ScatteringSpectraEnergy<double>;
} // namespace phaseharmonics

#endif
