// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentTestTools_h
#define phMomentTestTools_h

#include "phKernelTestTools.h"
#include "phMomentSetBuilder.h"
#include "phStatistics.h"

#include "refModels.h"

namespace phaseharmonics_test
{
using phaseharmonics::Executor;
using phaseharmonics::Harmonic;
using phaseharmonics::Lag;
using phaseharmonics::MomentIndex;
using phaseharmonics::MomentModel;
using phaseharmonics::MomentNormalization;
using phaseharmonics::Moments;
using phaseharmonics::MomentSet;
using phaseharmonics::MomentSetBuilder;
using phaseharmonics::MomentSetOptions;
using phaseharmonics::SerialExecutor;
using phaseharmonics::Statistics;
using phaseharmonics::WaveletBankOptions;

inline phaseharmonics_reference::MomentIndex
ReferenceIndex(const MomentIndex & m)
{
  const auto integer = [](auto value) { return static_cast<int>(value); };
  return { integer(m.first.scale),
           integer(m.first.orientation),
           m.first.harmonic,
           integer(m.second.scale),
           integer(m.second.orientation),
           m.second.harmonic,
           { integer(m.lag[0]), integer(m.lag[1]), integer(m.lag[2]) } };
}

inline MomentSetOptions
ModelOptions(MomentModel model, unsigned int scaleRange, unsigned int shiftRange = 2)
{
  MomentSetOptions options;
  options.model = model;
  options.scaleRange = scaleRange;
  options.shiftRange = shiftRange;
  return options;
}

inline WaveletBankOptions
BankOptions(unsigned int J, unsigned int L, bool decimation, unsigned int oversampling = 2)
{
  WaveletBankOptions options;
  options.numberOfScales = J;
  options.numberOfOrientations = L;
  options.decimation = decimation;
  options.oversampling = oversampling;
  return options;
}

template <typename T>
Statistics<T>
MakeStatistics(const Grid & grid, const WaveletBankOptions & bank, const MomentSet & set)
{
  return Statistics<T>(std::make_shared<phaseharmonics::WaveletBank<T>>(grid, bank, SerialExecutor()), set);
}

/** Skewed noise about 5: no moment of it vanishes by symmetry. */
template <typename T>
std::vector<T>
SkewedNoise(const Grid & grid, std::uint64_t seed)
{
  std::vector<T> values = Noise<T>(grid.NumberOfPixels(), seed);
  for (T & value : values)
  {
    value = static_cast<T>(5) + value + static_cast<T>(0.4) * value * value;
  }
  return values;
}

/** Covariances of one kind, in forms of every symmetry: opposite orientations, negative harmonics, either order. */
struct MomentClass
{
  std::string              name;
  std::vector<MomentIndex> indices;
  MomentModel              model{ MomentModel::Custom }; // Rectified gives harmonics the meaning of phases
};

class MomentClassWriter
{
public:
  MomentClassWriter(unsigned int J, unsigned int L)
    : m_J(J)
    , m_L(L)
  {}

  /** Harmonics k1, k2 of scales that are `distance` apart, all pairs of a few orientations. */
  void
  Pairs(const std::string & name, unsigned int distance, int k1, int k2)
  {
    MomentClass c{ name, {} };
    for (unsigned int j = 0; j + distance < m_J; ++j)
    {
      for (unsigned int q1 = 0; q1<2 * m_L; q1 += m_L> 4 ? 5 : 1)
      {
        for (unsigned int q2 = 0; q2<2 * m_L; q2 += m_L> 4 ? 3 : 1)
        {
          c.indices.push_back({ { j, q1, k1 }, { j + distance, q2, k2 }, {} });
        }
      }
    }
    m_Classes.push_back(c);
  }

  /** Lags 2^j n of a band with itself (same) or with the next orientation of the scale `distance` above. */
  void
  Lags(const std::string & name, unsigned int dimension, int k, bool same, unsigned int distance = 0)
  {
    MomentClass c{ name, {} };
    for (unsigned int j = 0; j + distance < m_J; ++j)
    {
      for (unsigned int q = 0; q<2 * m_L; q += m_L> 4 ? 5 : 1)
      {
        const unsigned int other = same ? q : (q + 1) % (2 * m_L);
        for (const Lag & lag : Directions(dimension, 1L << j))
        {
          c.indices.push_back({ { j, q, k }, { j + distance, other, k }, lag });
        }
      }
    }
    m_Classes.push_back(c);
  }

  /** Lags 2^j n between a linear and a nonlinear feature, in either order. */
  void
  MixedLags(unsigned int dimension, unsigned int distance, int k1, int k2)
  {
    MomentClass c{ "(" + std::to_string(k1) + "," + std::to_string(k2) + ") with lags, " + std::to_string(distance) +
                     " scales apart",
                   {} };
    for (unsigned int j = 0; j + distance < m_J; ++j)
    {
      for (unsigned int q = 0; q<2 * m_L; q += m_L> 4 ? 5 : 1)
      {
        for (const unsigned int other : { q, (q + 1) % (2 * m_L), (q + m_L) % (2 * m_L) })
        {
          for (const Lag & lag : Directions(dimension, 1L << j))
          {
            c.indices.push_back({ { j, q, k1 }, { j + distance, other, k2 }, lag });
          }
        }
      }
    }
    m_Classes.push_back(c);
  }

  void
  LowPass(unsigned int dimension)
  {
    const Harmonic lowPass{ m_J, 0, 0 };
    MomentClass    own{ "low pass", { { lowPass, lowPass, {} } } };
    MomentClass    linear{ "low pass, z", {} };
    MomentClass    modulus{ "low pass, |z|", {} };
    MomentClass    lagged{ "low pass, |z| with lags", {} };
    for (const Lag & lag : Directions(dimension, 1L << (m_J - 1)))
    {
      own.indices.push_back({ lowPass, lowPass, lag });
    }
    for (unsigned int j = 0; j < m_J; ++j)
    {
      for (unsigned int q = 0; q < 2 * m_L; ++q)
      {
        linear.indices.push_back({ { j, q, 1 }, lowPass, {} });
        linear.indices.push_back({ lowPass, { j, q, 1 }, { { 3, 0, 0 } } });
        modulus.indices.push_back({ { j, q, 0 }, lowPass, {} });
        lagged.indices.push_back({ { j, q, 0 }, lowPass, { { -2, 0, 0 } } });
        lagged.indices.push_back({ lowPass, { j, q, 0 }, { { 3, 0, 0 } } });
      }
    }
    m_Classes.insert(m_Classes.end(), { own, linear, modulus, lagged });
  }

  void
  Rectified(unsigned int dimension)
  {
    MomentClass within{ "rectified within a scale", {}, MomentModel::Rectified };
    MomentClass between{ "rectified between scales", {}, MomentModel::Rectified };
    MomentClass lagged{ "rectified with lags", {}, MomentModel::Rectified };
    for (unsigned int j = 0; j < m_J; ++j)
    {
      for (int pair = 0; pair < 16; ++pair)
      {
        const Harmonic first{ j, static_cast<unsigned int>(pair) % (2 * m_L), pair / 4 };
        within.indices.push_back({ first, { j, m_L, pair % 4 }, {} });
        if (j + 1 < m_J)
        {
          between.indices.push_back({ first, { j + 1, m_L - 1, pair % 4 }, {} });
        }
        for (const Lag & lag : Directions(dimension, 1L << j))
        {
          lagged.indices.push_back({ first, first, lag });
        }
      }
    }
    m_Classes.insert(m_Classes.end(), { within, between, lagged });
  }

  const std::vector<MomentClass> &
  Get() const
  {
    return m_Classes;
  }

private:
  static std::vector<Lag>
  Directions(unsigned int dimension, long step)
  {
    std::vector<Lag> lags{ { { step, 0, 0 } }, { { -2 * step, 0, 0 } } };
    if (dimension > 1)
    {
      lags.push_back({ { -2 * step, step, 0 } });
    }
    if (dimension > 2)
    {
      lags.push_back({ { step, 2 * step, -step } });
    }
    return lags;
  }

  unsigned int             m_J;
  unsigned int             m_L;
  std::vector<MomentClass> m_Classes;
};

/** Every class of moments that the engine evaluates in a way of its own. */
inline std::vector<MomentClass>
MomentClasses(unsigned int dimension, unsigned int J, unsigned int L)
{
  MomentClassWriter writer(J, L);
  for (const unsigned int distance : { 0u, 1u, 2u })
  {
    const std::string suffix = distance == 0 ? " within a scale" : " " + std::to_string(distance) + " scales apart";
    for (const auto & k : { std::pair<int, int>{ 1, 1 },
                            { 0, 0 },
                            { 1, 0 },
                            { 0, 1 },
                            { 0, 2 },
                            { 1, 2 },
                            { 1, 3 },
                            { 1, 4 },
                            { 2, 0 },
                            { 2, 2 },
                            { 2, 3 },
                            { 1, -2 },
                            { -3, 2 } })
    {
      writer.Pairs(
        "(" + std::to_string(k.first) + "," + std::to_string(k.second) + ")" + suffix, distance, k.first, k.second);
    }
  }
  writer.Lags("(1,1) with lags", dimension, 1, true);
  writer.Lags("(1,1) of neighbors with lags", dimension, 1, false);
  writer.Lags("(1,1) between scales with lags", dimension, 1, false, 1);
  writer.Lags("(0,0) with lags", dimension, 0, true);
  for (const unsigned int distance : { 0u, 1u, 2u })
  {
    for (const auto & k : { std::pair<int, int>{ 1, 0 }, { 0, 1 }, { 1, 2 }, { 2, 1 }, { 1, -4 } })
    {
      writer.MixedLags(dimension, distance, k.first, k.second);
    }
  }
  writer.LowPass(dimension);
  writer.Rectified(dimension);
  return writer.Get();
}

inline MomentSet
BuildSet(const MomentClass & c, unsigned int dimension, unsigned int J, unsigned int L)
{
  MomentSetBuilder builder(dimension, J, L, ModelOptions(c.model, 1));
  for (const MomentIndex & index : c.indices)
  {
    builder.Add(index);
  }
  return builder.GetMomentSet();
}
} // namespace phaseharmonics_test

#endif
