// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentSet.h"

#include "phMomentSetBuilder.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <tuple>

namespace phaseharmonics
{
namespace
{
constexpr std::array<const char *, 7> ModelNames{ { "A", "B", "C", "D", "Compressive", "Rectified", "Custom" } };

// Writes the published index sets into a builder.
class ModelWriter
{
public:
  ModelWriter(unsigned int dimension, unsigned int J, unsigned int L, const MomentSetOptions & options)
    : m_Builder(dimension, J, L, options)
    , m_Options(options)
    , m_Dimension(dimension)
    , m_J(J)
    , m_L(L)
    , m_AngularRange(options.angularRange < 0 ? L / 2 : static_cast<unsigned int>(options.angularRange))
  {}

  MomentSet
  Write()
  {
    switch (m_Options.model)
    {
      case MomentModel::A:
        this->Energies();
        this->Shifts(false);
        break;
      case MomentModel::B:
        this->WithinScales();
        this->Shifts(true);
        break;
      case MomentModel::C:
        this->WithinScales();
        this->BetweenScales(m_Options.scaleRange, 0);
        this->Shifts(true);
        break;
      case MomentModel::D:
        this->AveragedOverRotations();
        break;
      case MomentModel::Compressive:
        this->WithinScales();
        this->BetweenScales(m_Options.scaleRange, 1);
        this->CountMeans();
        break;
      case MomentModel::Rectified:
        this->Rectified();
        break;
      default:
        break;
    }
    this->LowPass();
    return m_Builder.GetMomentSet();
  }

private:
  bool
  AreNear(unsigned int q1, unsigned int q2) const
  {
    if (m_Dimension != 2)
    {
      return true;
    }
    const unsigned int difference = q1 > q2 ? q1 - q2 : q2 - q1;
    return std::min(difference, 2 * m_L - difference) <= m_AngularRange;
  }

  template <typename TBody>
  void
  ForEachPairOfOrientations(const TBody & body) const
  {
    for (unsigned int q1 = 0; q1 < 2 * m_L; ++q1)
    {
      for (unsigned int q2 = 0; q2 < 2 * m_L; ++q2)
      {
        if (this->AreNear(q1, q2))
        {
          body(q1, q2);
        }
      }
    }
  }

  double
  Voices() const
  {
    return m_Options.voicesPerOctave;
  }

  // Harmonics k2 = 2^((j2-j1)/Q) - range .. 2^((j2-j1)/Q) + range that meet the frequency of scale j1.
  std::vector<int>
  MatchingHarmonics(unsigned int j1, unsigned int j2, int range) const
  {
    std::vector<int> harmonics;
    const int        center = static_cast<int>(std::lround(std::exp2((j2 - j1) / this->Voices())));
    for (int k = center - range; k <= center + range; ++k)
    {
      if (m_Options.maximumHarmonic == 0 || k <= static_cast<int>(m_Options.maximumHarmonic))
      {
        harmonics.push_back(k);
      }
    }
    return harmonics;
  }

  void
  Add(unsigned int j1, unsigned int q1, int k1, unsigned int j2, unsigned int q2, int k2)
  {
    m_Builder.Add({ { j1, q1, k1 }, { j2, q2, k2 }, {} });
  }

  void
  Energies()
  {
    for (unsigned int j = 0; j < m_J; ++j)
    {
      for (unsigned int q = 0; q < 2 * m_L; ++q)
      {
        this->Add(j, q, 1, j, q, 1);
        m_Builder.CountNominal(1);
      }
    }
  }

  void
  WithinScales()
  {
    for (unsigned int j = 0; j < m_J; ++j)
    {
      for (const auto & k : { std::array<int, 2>{ { 1, 0 } }, { { 1, 1 } }, { { 0, 0 } } })
      {
        this->ForEachPairOfOrientations([&](unsigned int q1, unsigned int q2) {
          this->Add(j, q1, k[0], j, q2, k[1]);
          const bool isReal = k[0] == 0 || (k[1] == 1 && q1 == q2);
          m_Builder.CountNominal(isReal ? 1 : 2);
        });
      }
    }
  }

  void
  BetweenScales(unsigned int scaleRange, int harmonicRange)
  {
    for (unsigned int j1 = 0; j1 < m_J; ++j1)
    {
      for (unsigned int j2 = j1 + 1; j2 < std::min(m_J, j1 + scaleRange * m_Options.voicesPerOctave + 1); ++j2)
      {
        for (int k2 = 0; k2 <= 2; ++k2)
        {
          this->ForEachPairOfOrientations([&](unsigned int q1, unsigned int q2) {
            this->Add(j1, q1, 0, j2, q2, k2);
            m_Builder.CountNominal(k2 == 0 ? 1 : 2);
          });
        }
        for (const int k2 : this->MatchingHarmonics(j1, j2, harmonicRange))
        {
          this->ForEachPairOfOrientations([&](unsigned int q1, unsigned int q2) {
            this->Add(j1, q1, 1, j2, q2, k2);
            m_Builder.CountNominal(2);
          });
        }
      }
    }
  }

  // Lags n 2^scale of half the lattice |n_a| <= shiftRange.
  std::vector<Lag>
  LagsOfScale(unsigned int scale) const
  {
    const long       range = m_Options.shiftRange;
    const long       step = std::lround(std::exp2(scale / this->Voices()));
    std::vector<Lag> lags;
    const long       rangeY = m_Dimension > 1 ? range : 0;
    const long       rangeZ = m_Dimension > 2 ? range : 0;
    for (long z = 0; z <= rangeZ; ++z)
    {
      for (long y = z > 0 ? -rangeY : 0; y <= rangeY; ++y)
      {
        for (long x = z > 0 || y > 0 ? -range : 1; x <= range; ++x)
        {
          lags.push_back({ { x * step, y * step, z * step } });
        }
      }
    }
    return lags;
  }

  // The published set takes a whole half space: one axis from 0, the others from -shiftRange.
  std::size_t
  NominalNumberOfLags() const
  {
    std::size_t count = m_Options.shiftRange + 1;
    for (unsigned int axis = 1; axis < m_Dimension; ++axis)
    {
      count *= 2 * m_Options.shiftRange + 1;
    }
    return count - 1;
  }

  void
  Shifts(bool withModuli)
  {
    for (unsigned int j = 0; j < m_J; ++j)
    {
      for (unsigned int l = 0; l < m_L; ++l)
      {
        for (const Lag & lag : this->LagsOfScale(j))
        {
          m_Builder.Add({ { j, l, 1 }, { j, l, 1 }, lag });
          if (withModuli)
          {
            m_Builder.Add({ { j, l, 0 }, { j, l, 0 }, lag });
          }
        }
        m_Builder.CountNominal(2 * (withModuli ? 3 : 2) * this->NominalNumberOfLags());
      }
    }
    for (const Lag & lag : this->LagsOfScale(m_J - 1))
    {
      m_Builder.Add({ { m_J, 0, 0 }, { m_J, 0, 0 }, lag });
    }
    m_Builder.CountNominal(this->NominalNumberOfLags());
  }

  void
  LowPass()
  {
    this->Add(m_J, 0, 0, m_J, 0, 0);
    m_Builder.CountNominal(1);
  }

  void
  CountMeans()
  {
    std::size_t means = 0;
    for (const Harmonic & feature : m_Builder.GetMomentSet().GetFeatures())
    {
      means += feature.harmonic != 1 ? 1 : 0;
    }
    // Both of each pair of opposite orientations, two numbers each, and the mean of the low pass.
    m_Builder.CountNominal(4 * means + 1);
  }

  void
  AddRotations(unsigned int j1, int k1, unsigned int j2, int k2, unsigned int numberOfDifferences)
  {
    for (unsigned int s = 0; s < numberOfDifferences; ++s)
    {
      std::vector<MomentIndex> indices;
      for (unsigned int q = 0; q < 2 * m_L; ++q)
      {
        indices.push_back({ { j1, q, k1 }, { j2, (q + s) % (2 * m_L), k2 }, {} });
      }
      m_Builder.AddMean(indices);
    }
  }

  void
  AveragedOverRotations()
  {
    for (unsigned int j1 = 0; j1 < m_J; ++j1)
    {
      this->AddRotations(j1, 1, j1, 1, m_L + 1);
      this->AddRotations(j1, 1, j1, 0, m_L);
      this->AddRotations(j1, 0, j1, 0, m_L / 2 + 1);
      m_Builder.CountNominal(2 * m_L * 4);
      for (unsigned int j2 = j1 + 1; j2 < std::min(m_J, j1 + m_Options.scaleRange * m_Options.voicesPerOctave + 1);
           ++j2)
      {
        for (int k2 = 0; k2 <= 2; ++k2)
        {
          this->AddRotations(j1, 0, j2, k2, m_L);
        }
        m_Builder.CountNominal(2 * m_L * 5);
        for (const int k2 : this->MatchingHarmonics(j1, j2, 0))
        {
          this->AddRotations(j1, 1, j2, k2, 2 * m_L);
          m_Builder.CountNominal(2 * m_L * 2);
        }
      }
    }
  }

  void
  Rectified()
  {
    const int A = static_cast<int>(m_Options.numberOfPhases);
    for (unsigned int j1 = 0; j1 < m_J; ++j1)
    {
      for (unsigned int j2 = j1; j2 < std::min(m_J, j1 + m_Options.scaleRange * m_Options.voicesPerOctave + 1); ++j2)
      {
        this->ForEachPairOfOrientations([&](unsigned int q1, unsigned int q2) {
          for (int pair = 0; pair < A * A; ++pair)
          {
            this->Add(j1, q1, pair / A, j2, q2, pair % A);
            m_Builder.CountNominal(1);
          }
        });
      }
      for (unsigned int l = 0; l < m_L; ++l)
      {
        for (int phase = 0; phase < A; ++phase)
        {
          for (const Lag & lag : this->LagsOfScale(j1))
          {
            m_Builder.Add({ { j1, l, phase }, { j1, l, phase }, lag });
          }
        }
      }
      m_Builder.CountNominal(2 * m_L * m_Options.numberOfPhases * this->NominalNumberOfLags());
    }
    for (const Lag & lag : this->LagsOfScale(m_J - 1))
    {
      m_Builder.Add({ { m_J, 0, 0 }, { m_J, 0, 0 }, lag });
    }
    m_Builder.CountNominal(this->NominalNumberOfLags());
  }

  MomentSetBuilder         m_Builder;
  const MomentSetOptions & m_Options;
  const unsigned int       m_Dimension;
  const unsigned int       m_J;
  const unsigned int       m_L;
  const unsigned int       m_AngularRange;
};
} // namespace

bool
Harmonic::operator<(const Harmonic & other) const
{
  return std::tie(scale, harmonic, orientation) < std::tie(other.scale, other.harmonic, other.orientation);
}

const char *
MomentModelName(MomentModel model)
{
  return ModelNames[static_cast<std::size_t>(model)];
}

MomentModel
MomentModelOfName(const std::string & name)
{
  const auto found = std::find(ModelNames.begin(), ModelNames.end(), name);
  if (found == ModelNames.end())
  {
    throw std::invalid_argument("There is no model '" + name + "'; choose A, B, C, D, Compressive or Rectified.");
  }
  return static_cast<MomentModel>(found - ModelNames.begin());
}

MomentSet::MomentSet(unsigned int             dimension,
                     unsigned int             numberOfScales,
                     unsigned int             numberOfOrientations,
                     const MomentSetOptions & options)
{
  if (options.model == MomentModel::D && dimension != 2)
  {
    throw std::invalid_argument("Model D averages over rotations of the plane and needs a 2-D image.");
  }
  if (options.model == MomentModel::Rectified && (options.numberOfPhases < 4 || options.numberOfPhases % 2 != 0))
  {
    throw std::invalid_argument("The number of phases must be even and at least 4, not " +
                                std::to_string(options.numberOfPhases) + ".");
  }
  if (options.voicesPerOctave < 1 || (options.voicesPerOctave > 1 && dimension > 1))
  {
    throw std::invalid_argument("Several voices per octave exist for 1-D images alone.");
  }
  if (options.scaleRange > 10 || options.shiftRange > 16)
  {
    throw std::invalid_argument("The scale range must be at most 10 and the shift range at most 16.");
  }
  *this = ModelWriter(dimension, numberOfScales, numberOfOrientations, options).Write();
}

bool
MomentSet::HasSameMoments(const MomentSet & other) const
{
  const auto areEqualTerms = [](const Term & a, const Term & b) {
    return std::tie(a.first, a.second, a.pseudo, a.conjugate, a.lag) ==
           std::tie(b.first, b.second, b.pseudo, b.conjugate, b.lag);
  };
  const auto areEqualMoments = [](const Moment & a, const Moment & b) {
    return std::tie(a.isReal, a.termBegin, a.termEnd) == std::tie(b.isReal, b.termBegin, b.termEnd);
  };
  return m_Dimension == other.m_Dimension && m_NumberOfScales == other.m_NumberOfScales &&
         m_NumberOfOrientations == other.m_NumberOfOrientations && this->IsRectified() == other.IsRectified() &&
         (!this->IsRectified() || m_Options.numberOfPhases == other.m_Options.numberOfPhases) &&
         this->IsAveragedOverRotations() == other.IsAveragedOverRotations() && m_Features == other.m_Features &&
         std::equal(m_Terms.begin(), m_Terms.end(), other.m_Terms.begin(), other.m_Terms.end(), areEqualTerms) &&
         std::equal(
           m_Moments.begin(), m_Moments.end(), other.m_Moments.begin(), other.m_Moments.end(), areEqualMoments);
}

std::size_t
MomentSet::GetNumberOfUniqueMoments() const
{
  std::size_t count = 0;
  for (const Moment & moment : m_Moments)
  {
    count += moment.isReal ? 1 : 2;
  }
  return count;
}
} // namespace phaseharmonics
