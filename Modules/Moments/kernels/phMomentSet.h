// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentSet_h
#define phMomentSet_h

#include "PhaseHarmonicsExport.h"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace phaseharmonics
{
/** Phase harmonic [z_{j,l}]^k of one band. In rectified sets the harmonic is the number n of the phase
 *  2 pi n / A of rho(Re(e^{i a} z_{j,l})). The low pass x * phi_J has scale J, orientation 0, harmonic 0. */
struct Harmonic
{
  unsigned int scale{ 0 };
  unsigned int orientation{ 0 };
  int          harmonic{ 0 };

  bool
  operator==(const Harmonic & other) const
  {
    return scale == other.scale && orientation == other.orientation && harmonic == other.harmonic;
  }
  bool
  operator<(const Harmonic & other) const;
};

using Lag = std::array<long, 3>;

/** E[(a(u) - m_a) conj(b(u + lag) - m_b)]; orientations 0 .. 2L-1, lag in pixels of the full grid. */
struct MomentIndex
{
  Harmonic first;
  Harmonic second;
  Lag      lag{ { 0, 0, 0 } };
};

enum class MomentModel : unsigned char
{
  A,           // energy and autocovariance of every band: a Gaussian model
  B,           // A and the covariances within a scale
  C,           // B and the covariances between scales
  D,           // as C without shifts, averaged over rotations (2-D)
  Compressive, // covariances for the reconstruction of an image
  Rectified,   // covariances of rectified coefficients
  Custom
};

/** Name of a model, and the model of a name. The latter throws std::invalid_argument. */
PhaseHarmonics_EXPORT const char *
MomentModelName(MomentModel model);
PhaseHarmonics_EXPORT MomentModel
MomentModelOfName(const std::string & name);

struct MomentSetOptions
{
  MomentModel  model{ MomentModel::C };
  unsigned int scaleRange{ 2 };    // Delta_j: pairs of scales j1 < j2 <= j1 + scaleRange (C, D, Compressive, Rectified)
  int          angularRange{ -1 }; // Delta_l in units of pi / L; -1 takes L / 2
  unsigned int shiftRange{ 2 };    // Delta_n: lags 2^j n, |n_a| <= shiftRange (A, B, C, Rectified)
  unsigned int maximumHarmonic{ 0 }; // drops pairs with k2 above it; 0 keeps all
  unsigned int numberOfPhases{ 4 };  // of the Rectified model
  unsigned int voicesPerOctave{ 1 }; // of the bank: ranges and lags count octaves

  bool
  operator==(const MomentSetOptions & other) const
  {
    return model == other.model && scaleRange == other.scaleRange && angularRange == other.angularRange &&
           shiftRange == other.shiftRange && maximumHarmonic == other.maximumHarmonic &&
           numberOfPhases == other.numberOfPhases && voicesPerOctave == other.voicesPerOctave;
  }
};

/** Which moments describe an image: every covariance once, after z_{j,l+L} = conj z_{j,l}, Hermitian symmetry and
 *  the symmetry in the lag. Models A to D: Zhang and Mallat 2021; Compressive: Mallat, Zhang and Rochette 2020. */
class PhaseHarmonics_EXPORT MomentSet
{
public:
  /** One covariance of features: E[a conj b], or E[a b] when pseudo; the moment is its conjugate when asked. */
  struct Term
  {
    std::size_t first;
    std::size_t second;
    bool        pseudo;
    bool        conjugate;
    Lag         lag;
  };

  /** A moment is the mean of its terms; real moments count one number, others two. */
  struct Moment
  {
    MomentIndex index;
    bool        isReal;
    std::size_t termBegin;
    std::size_t termEnd;
  };

  MomentSet() = default;

  /** Throws std::invalid_argument when the model does not exist in that dimension. */
  MomentSet(unsigned int             dimension,
            unsigned int             numberOfScales,
            unsigned int             numberOfOrientations,
            const MomentSetOptions & options);

  unsigned int
  GetDimension() const
  {
    return m_Dimension;
  }
  unsigned int
  GetNumberOfScales() const
  {
    return m_NumberOfScales;
  }
  unsigned int
  GetNumberOfOrientations() const
  {
    return m_NumberOfOrientations;
  }
  const MomentSetOptions &
  GetOptions() const
  {
    return m_Options;
  }
  const std::vector<Moment> &
  GetMoments() const
  {
    return m_Moments;
  }
  const std::vector<Term> &
  GetTerms() const
  {
    return m_Terms;
  }

  /** Distinct harmonics that occur, with orientation < L and harmonic >= 0. */
  const std::vector<Harmonic> &
  GetFeatures() const
  {
    return m_Features;
  }

  bool
  IsLowPass(const Harmonic & feature) const
  {
    return feature.scale == m_NumberOfScales;
  }
  bool
  IsRectified() const
  {
    return m_Options.model == MomentModel::Rectified;
  }
  /** True for real maps: moduli, rectified coefficients, the low pass. */
  bool
  IsReal(const Harmonic & feature) const
  {
    return feature.harmonic == 0 || this->IsRectified() || this->IsLowPass(feature);
  }
  /** True for linear functions of the image, whose moments depend on its spectrum alone. */
  bool
  IsLinear(const Harmonic & feature) const
  {
    return this->IsLowPass(feature) || (!this->IsRectified() && feature.harmonic == 1);
  }
  bool
  IsAveragedOverRotations() const
  {
    return m_Options.model == MomentModel::D;
  }

  /** True if covariances of either set can stand for those of the other. */
  bool
  HasSameMoments(const MomentSet & other) const;

  /** Number of unique real numbers. */
  std::size_t
  GetNumberOfUniqueMoments() const;

  /** Number of real numbers as the papers count them, before symmetries. */
  std::size_t
  GetNumberOfNominalMoments() const
  {
    return m_NominalCount;
  }

private:
  friend class MomentSetBuilder;

  unsigned int          m_Dimension{ 0 };
  unsigned int          m_NumberOfScales{ 0 };
  unsigned int          m_NumberOfOrientations{ 0 };
  MomentSetOptions      m_Options;
  std::vector<Harmonic> m_Features;
  std::vector<Moment>   m_Moments;
  std::vector<Term>     m_Terms;
  std::size_t           m_NominalCount{ 0 };
};
} // namespace phaseharmonics

#endif
