// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "phMomentTestTools.h"

namespace
{
using namespace phaseharmonics_test;
namespace reference = phaseharmonics_reference;

struct PublishedCount
{
  MomentModel  model;
  unsigned int J;
  unsigned int L;
  unsigned int scaleRange;
  unsigned int maximumHarmonic;
  std::size_t  nominal;
  std::size_t  unique;
};

TEST(MomentSet, CountsEqualPublishedOnes)
{
  const std::vector<PublishedCount> published = {
    { MomentModel::A, 5, 8, 0, 0, 2335, 1013 },
    { MomentModel::A, 5, 4, 0, 0, 1175, 513 },
    { MomentModel::B, 5, 8, 0, 0, 6895, 2633 },
    { MomentModel::B, 5, 4, 0, 0, 2655, 1043 },
    { MomentModel::C, 5, 8, 1, 0, 10927, 4489 },
    { MomentModel::C, 5, 4, 1, 0, 3775, 1523 },
    { MomentModel::C, 5, 8, 2, 0, 13951, 5881 },
    { MomentModel::C, 5, 4, 2, 0, 4615, 1883 },
    { MomentModel::C, 5, 8, 4, 0, 16975, 7273 },
    { MomentModel::C, 5, 4, 4, 0, 5455, 2243 },
    { MomentModel::D, 5, 8, 1, 0, 769, 271 },
    { MomentModel::D, 5, 4, 1, 0, 385, 141 },
    { MomentModel::D, 5, 8, 5, 4, 1345, 463 },
    { MomentModel::D, 5, 4, 5, 4, 673, 237 },
    { MomentModel::Compressive, 8, 8, 0, 0, 5890, 1889 },
    { MomentModel::Compressive, 8, 8, 1, 0, 17426, 7153 },
    { MomentModel::Compressive, 8, 8, 2, 0, 27314, 11665 },
    { MomentModel::Compressive, 8, 8, 3, 0, 35714, 15425 },
    { MomentModel::Compressive, 8, 8, 4, 0, 42434, 18433 },
    { MomentModel::Compressive, 8, 8, 5, 0, 47474, 20689 },
  };
  for (const PublishedCount & p : published)
  {
    MomentSetOptions options = ModelOptions(p.model, p.scaleRange);
    options.maximumHarmonic = p.maximumHarmonic;
    const MomentSet set(2, p.J, p.L, options);
    SCOPED_TRACE(MomentModelName(p.model) + std::to_string(p.L) + " " + std::to_string(p.scaleRange));
    EXPECT_EQ(set.GetNumberOfNominalMoments(), p.nominal);
    EXPECT_EQ(set.GetNumberOfUniqueMoments(), p.unique);
  }
  const MomentSet byDefault(2, 5, 4, {});
  EXPECT_EQ(byDefault.GetOptions().model, MomentModel::C);
  EXPECT_EQ(byDefault.GetNumberOfUniqueMoments(), 1883u);
}

struct ComparedSet
{
  reference::Model model;
  MomentModel      name;
  unsigned int     dimension;
  unsigned int     J;
  unsigned int     L;
  unsigned int     scaleRange;
  unsigned int     shiftRange;
  unsigned int     maximumHarmonic;
};

TEST(MomentSet, IndexSetsEqualTheReference)
{
  using Model = reference::Model;
  const std::vector<ComparedSet> compared = {
    { Model::A, MomentModel::A, 2, 5, 4, 0, 2, 0 },
    { Model::B, MomentModel::B, 2, 5, 4, 0, 2, 0 },
    { Model::C, MomentModel::C, 2, 5, 4, 2, 2, 0 },
    { Model::C, MomentModel::C, 2, 4, 8, 1, 1, 0 },
    { Model::C, MomentModel::C, 2, 4, 3, 3, 3, 4 },
    { Model::C, MomentModel::C, 2, 3, 5, 1, 0, 0 },
    { Model::D, MomentModel::D, 2, 5, 4, 1, 0, 0 },
    { Model::D, MomentModel::D, 2, 4, 3, 3, 0, 4 },
    { Model::Compressive, MomentModel::Compressive, 2, 5, 4, 2, 0, 0 },
    { Model::Compressive, MomentModel::Compressive, 2, 4, 3, 0, 0, 0 },
    { Model::A, MomentModel::A, 1, 6, 1, 0, 2, 0 },
    { Model::C, MomentModel::C, 1, 6, 1, 3, 2, 0 },
    { Model::Compressive, MomentModel::Compressive, 1, 6, 1, 2, 0, 0 },
    { Model::A, MomentModel::A, 3, 3, 6, 0, 1, 0 },
    { Model::C, MomentModel::C, 3, 3, 6, 1, 1, 0 },
    { Model::B, MomentModel::B, 3, 2, 10, 0, 1, 0 },
    { Model::Compressive, MomentModel::Compressive, 3, 3, 6, 1, 0, 0 },
  };
  for (const ComparedSet & c : compared)
  {
    SCOPED_TRACE(MomentModelName(c.name) + std::to_string(c.dimension) + "-D " + std::to_string(c.J) + " " +
                 std::to_string(c.L));
    MomentSetOptions options = ModelOptions(c.name, c.scaleRange, c.shiftRange);
    options.maximumHarmonic = c.maximumHarmonic;
    const MomentSet         set(c.dimension, c.J, c.L, options);
    reference::ModelOptions expected{
      c.model, static_cast<int>(c.dimension), static_cast<int>(c.J), static_cast<int>(c.L)
    };
    expected.scaleRange = static_cast<int>(c.scaleRange);
    expected.shiftRange = static_cast<int>(c.shiftRange);
    expected.maximumHarmonic = static_cast<int>(c.maximumHarmonic);

    std::map<reference::MomentIndex, bool> unique;
    for (const MomentSet::Moment & moment : set.GetMoments())
    {
      const auto canonical = reference::Canonicalize(ReferenceIndex(moment.index), expected);
      unique[canonical.index] = moment.isReal;
    }
    EXPECT_EQ(unique.size(), set.GetMoments().size());
    EXPECT_EQ(unique, reference::UniqueSet(expected));
    EXPECT_EQ(set.GetNumberOfUniqueMoments(), reference::UniqueCount(expected));
    EXPECT_EQ(set.GetNumberOfNominalMoments(), reference::NominalCount(expected));
  }
}

// Every nominal pair as an unordered pair of maps, after rho(Re(e^{ia} z_{l+L})) = rho(Re(e^{-ia} z_l)).
TEST(MomentSet, RectifiedModelHoldsEveryPairOfRectifiedMapsOnce)
{
  using Map = std::array<int, 3>;
  const int J = 3;
  const int L = 4;
  const int A = 6;
  const int deltaJ = 1;
  const int range = 2;

  std::set<std::pair<Map, Map>> pairs;
  std::size_t                   nominal = 0;
  for (int code = 0; code < J * (deltaJ + 1) * 4 * L * L * A * A; ++code)
  {
    const int j1 = code % J;
    const int j2 = j1 + code / J % (deltaJ + 1);
    const int q1 = code / (J * (deltaJ + 1)) % (2 * L);
    const int q2 = code / (J * (deltaJ + 1) * 2 * L) % (2 * L);
    const int n = code / (J * (deltaJ + 1) * 4 * L * L);
    const int distance = std::min(std::abs(q1 - q2), 2 * L - std::abs(q1 - q2));
    if (j2 < J && distance <= L / 2)
    {
      const auto folded = [&](int j, int q, int phase) { return Map{ j, q % L, q < L ? phase : (A - phase) % A }; };
      const Map  a = folded(j1, q1, n % A);
      const Map  b = folded(j2, q2, n / A);
      pairs.insert({ std::min(a, b), std::max(a, b) });
      ++nominal;
    }
  }
  const std::size_t half = ((2 * range + 1) * (2 * range + 1) - 1) / 2;
  const std::size_t published = (range + 1) * (2 * range + 1) - 1;

  MomentSetOptions options = ModelOptions(MomentModel::Rectified, deltaJ, range);
  options.numberOfPhases = A;
  const MomentSet set(2, J, L, options);
  EXPECT_EQ(set.GetNumberOfUniqueMoments(), pairs.size() + J * L * A * half + half + 1);
  EXPECT_EQ(set.GetNumberOfNominalMoments(), nominal + 2 * J * L * A * published + published + 1);
  std::set<std::pair<Map, Map>> found;
  for (const MomentSet::Moment & moment : set.GetMoments())
  {
    EXPECT_TRUE(moment.isReal);
    const MomentSet::Term & term = set.GetTerms()[moment.termBegin];
    if (term.lag == Lag{ { 0, 0, 0 } } && !set.IsLowPass(set.GetFeatures()[term.first]))
    {
      const auto map = [&](std::size_t f) {
        const Harmonic & h = set.GetFeatures()[f];
        return Map{ static_cast<int>(h.scale), static_cast<int>(h.orientation), h.harmonic };
      };
      const Map a = map(term.first);
      const Map b = map(term.second);
      EXPECT_TRUE(found.insert({ std::min(a, b), std::max(a, b) }).second);
    }
  }
  EXPECT_EQ(found, pairs);
}

TEST(MomentSetBuilder, RefusesWhatSymmetryGives)
{
  MomentSetBuilder builder(2, 3, 4);
  const Lag        none{};
  const Lag        lag{ { 2, -4, 0 } };
  const Lag        opposite{ { -2, 4, 0 } };
  // Hermitian symmetry; both opposite; both conjugated.
  EXPECT_TRUE(builder.Add({ { 0, 1, 1 }, { 1, 3, 2 }, none }));
  EXPECT_FALSE(builder.Add({ { 0, 1, 1 }, { 1, 3, 2 }, none }));
  EXPECT_FALSE(builder.Add({ { 1, 3, 2 }, { 0, 1, 1 }, none }));
  EXPECT_FALSE(builder.Add({ { 0, 5, 1 }, { 1, 7, 2 }, none }));
  EXPECT_FALSE(builder.Add({ { 0, 1, -1 }, { 1, 3, -2 }, none }));
  EXPECT_FALSE(builder.Add({ { 0, 5, -1 }, { 1, 3, 2 }, none }));
  // The pseudo-covariance is another number.
  EXPECT_TRUE(builder.Add({ { 0, 1, 1 }, { 1, 7, 2 }, none }));
  EXPECT_FALSE(builder.Add({ { 1, 3, -2 }, { 0, 1, 1 }, none }));
  EXPECT_FALSE(builder.Add({ { 1, 3, 2 }, { 0, 5, 1 }, none }));
  // A modulus is real and has no direction.
  EXPECT_TRUE(builder.Add({ { 0, 0, 0 }, { 1, 2, 2 }, none }));
  EXPECT_FALSE(builder.Add({ { 0, 4, 0 }, { 1, 2, 2 }, none }));
  EXPECT_FALSE(builder.Add({ { 0, 0, 0 }, { 1, 6, 2 }, none }));
  EXPECT_FALSE(builder.Add({ { 1, 2, -2 }, { 0, 0, 0 }, none }));
  EXPECT_TRUE(builder.Add({ { 2, 1, 0 }, { 2, 1, 0 }, lag }));
  EXPECT_FALSE(builder.Add({ { 2, 1, 0 }, { 2, 1, 0 }, opposite }));
  EXPECT_FALSE(builder.Add({ { 2, 5, 0 }, { 2, 1, 0 }, lag }));
  // Opposite lags.
  EXPECT_TRUE(builder.Add({ { 1, 0, 1 }, { 1, 0, 1 }, lag }));
  EXPECT_FALSE(builder.Add({ { 1, 0, 1 }, { 1, 0, 1 }, opposite }));
  EXPECT_FALSE(builder.Add({ { 1, 4, 1 }, { 1, 4, 1 }, opposite }));
  EXPECT_TRUE(builder.Add({ { 1, 0, 1 }, { 1, 4, 1 }, lag }));
  EXPECT_FALSE(builder.Add({ { 1, 0, 1 }, { 1, 4, 1 }, opposite }));
  EXPECT_TRUE(builder.Add({ { 1, 0, 1 }, { 1, 1, 1 }, lag }));
  EXPECT_TRUE(builder.Add({ { 1, 0, 1 }, { 1, 1, 1 }, opposite }));
  EXPECT_FALSE(builder.Add({ { 1, 1, 1 }, { 1, 0, 1 }, lag }));
  EXPECT_TRUE(builder.Add({ { 3, 0, 0 }, { 3, 0, 0 }, lag }));
  EXPECT_FALSE(builder.Add({ { 3, 0, 0 }, { 3, 0, 0 }, opposite }));

  const MomentSet & set = builder.GetMomentSet();
  EXPECT_EQ(set.GetOptions().model, MomentModel::Custom);
  std::vector<bool> isReal;
  for (const MomentSet::Moment & moment : set.GetMoments())
  {
    isReal.push_back(moment.isReal);
  }
  EXPECT_EQ(isReal, (std::vector<bool>{ false, false, false, true, false, false, false, false, true }));
  EXPECT_EQ(set.GetNumberOfUniqueMoments(), 16u);
  for (const Harmonic & feature : set.GetFeatures())
  {
    EXPECT_LT(feature.orientation, 4u);
    EXPECT_GE(feature.harmonic, 0);
  }
}

TEST(MomentSetBuilder, FoldsOppositeOrientationsOfRectifiedMaps)
{
  MomentSetBuilder builder(2, 3, 4, ModelOptions(MomentModel::Rectified, 1));
  EXPECT_TRUE(builder.Add({ { 0, 1, 1 }, { 1, 3, 0 }, {} }));
  EXPECT_FALSE(builder.Add({ { 0, 5, 3 }, { 1, 7, 0 }, {} }));
  EXPECT_FALSE(builder.Add({ { 1, 3, 0 }, { 0, 5, 3 }, {} }));
  EXPECT_TRUE(builder.Add({ { 0, 5, 1 }, { 1, 3, 0 }, {} }));
  EXPECT_EQ(builder.GetMomentSet().GetNumberOfUniqueMoments(), 2u);
}

template <typename TCall>
void
ExpectMessage(const TCall & call, const std::string & part)
{
  const std::string message = InvalidArgument(call);
  EXPECT_NE(message.find(part), std::string::npos) << "'" << message << "' lacks '" << part << "'";
}

TEST(MomentSetBuilder, NamesWhatIsOutOfRange)
{
  MomentSetBuilder builder(2, 3, 4);
  const auto       add = [&](const Harmonic & a, const Harmonic & b, const Lag & lag = {}) {
    return [&builder, a, b, lag] { builder.Add({ a, b, lag }); };
  };
  ExpectMessage(add({ 4, 0, 0 }, { 0, 0, 0 }), "Scale 4");
  ExpectMessage(add({ 0, 0, 1 }, { 7, 0, 1 }), "Scale 7");
  ExpectMessage(add({ 0, 8, 1 }, { 0, 0, 1 }), "below 8");
  ExpectMessage(add({ 3, 1, 0 }, { 0, 0, 1 }), "Orientation 1");
  ExpectMessage(add({ 3, 0, 1 }, { 0, 0, 1 }), "low pass is real");
  ExpectMessage(add({ 0, 0, 1 }, { 0, 0, 1 }, { { 1, 0, 2 } }), "axis 2");
  ExpectMessage(add({ 0, 0, 2 }, { 0, 0, 2 }, { { 1, 0, 0 } }), "Lags");
  ExpectMessage(add({ 0, 0, 2 }, { 1, 0, 0 }, { { 1, 0, 0 } }), "Lags");
  ExpectMessage(add({ 0, 0, 0 }, { 0, 1, 0 }, { { 0, 1, 0 } }), "Lags");
  ExpectMessage(add({ 0, 0, 0 }, { 1, 0, 0 }, { { 0, 1, 0 } }), "Lags");
  EXPECT_TRUE(builder.GetMomentSet().GetMoments().empty());
  MomentSetBuilder rectified(2, 3, 4, ModelOptions(MomentModel::Rectified, 1));
  ExpectMessage([&] { rectified.Add({ { 0, 0, 4 }, { 0, 0, 0 }, {} }); }, "0 to 3");
  ExpectMessage([&] { rectified.Add({ { 0, 0, -1 }, { 0, 0, 0 }, {} }); }, "0 to 3");
}

TEST(MomentSet, NamesWhatAModelCannotBe)
{
  ExpectMessage([] { MomentSet(3, 3, 6, ModelOptions(MomentModel::D, 1)); }, "2-D");
  ExpectMessage([] { MomentSet(1, 3, 1, ModelOptions(MomentModel::D, 1)); }, "2-D");
  for (const unsigned int phases : { 0u, 2u, 3u, 5u })
  {
    MomentSetOptions options = ModelOptions(MomentModel::Rectified, 1);
    options.numberOfPhases = phases;
    ExpectMessage([&] { MomentSet(2, 3, 4, options); }, "even and at least 4, not " + std::to_string(phases));
  }
  ExpectMessage([] { MomentSet(2, 3, 4, ModelOptions(MomentModel::C, 11)); }, "scale range");
  ExpectMessage([] { MomentSet(2, 3, 4, ModelOptions(MomentModel::C, 1, 17)); }, "shift range");
  ExpectMessage([] { phaseharmonics::MomentModelOfName("E"); }, "no model 'E'");
  for (const MomentModel model : { MomentModel::A, MomentModel::D, MomentModel::Compressive, MomentModel::Custom })
  {
    EXPECT_EQ(phaseharmonics::MomentModelOfName(phaseharmonics::MomentModelName(model)), model);
  }
}
} // namespace
