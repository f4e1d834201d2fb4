// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Dictionaries, their files and their picture.

#include "phDictionaryFile.h"
#include "phDictionaryMosaic.h"
#include "phHdf5File.h"
#include "phKernelTestTools.h"
#include "phTestFiles.h"

#include <set>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

template <typename T>
Dictionary<T>
RandomDictionary(const Grid & support, std::size_t channels, std::size_t atoms)
{
  Dictionary<T> dictionary(support, channels, atoms);
  FillStandardNormal(dictionary.data(), atoms * dictionary.GetLength(), 5, 0);
  return dictionary;
}

std::string
InvalidArgument(const std::function<void()> & call)
{
  try
  {
    call();
  }
  catch (const std::invalid_argument & error)
  {
    return error.what();
  }
  return {};
}

template <typename T>
class DictionaryOf : public testing::Test
{};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(DictionaryOf, Reals);

TYPED_TEST(DictionaryOf, NormalizesAtoms)
{
  auto dictionary = RandomDictionary<TypeParam>(MakeGrid(5, 3), 2, 7);
  EXPECT_EQ(dictionary.GetLength(), 30u);
  EXPECT_EQ(dictionary.Atom(3), dictionary.data() + 90);
  const auto former = dictionary;
  dictionary.Normalize();
  for (std::size_t k = 0; k < 7; ++k)
  {
    EXPECT_NEAR(dictionary.NormOfAtom(k), 1.0, 8 * std::numeric_limits<TypeParam>::epsilon());
    EXPECT_NEAR(dictionary.Atom(k)[4] * former.NormOfAtom(k), former.Atom(k)[4], 1e-5);
  }
}

TYPED_TEST(DictionaryOf, CoherenceIsTheLargestCorrelation)
{
  auto            dictionary = Dictionary<TypeParam>::OfVectors(2, 3);
  const TypeParam values[] = { 2, 0, 0, -3, TypeParam(-0.6), TypeParam(0.8) };
  std::copy(std::begin(values), std::end(values), dictionary.data());
  EXPECT_NEAR(dictionary.Coherence(), 0.8, 1e-6);
  EXPECT_EQ(Dictionary<TypeParam>::OfVectors(2, 1).Coherence(), 0.0);
}

TYPED_TEST(DictionaryOf, JoinsAtomsOfOneShape)
{
  const auto a = RandomDictionary<TypeParam>(MakeGrid(4, 3), 2, 3);
  const auto b = RandomDictionary<TypeParam>(MakeGrid(4, 3), 2, 5);
  const auto joined = a.JoinedWith(b);
  ASSERT_EQ(joined.GetNumberOfAtoms(), 8u);
  EXPECT_TRUE(std::equal(a.Atom(2), a.Atom(2) + 24, joined.Atom(2)));
  EXPECT_TRUE(std::equal(b.Atom(4), b.Atom(4) + 24, joined.Atom(7)));
  EXPECT_NE(InvalidArgument([&] { a.JoinedWith(RandomDictionary<TypeParam>(MakeGrid(3, 4), 2, 3)); }), "");
  EXPECT_NE(InvalidArgument([&] { a.JoinedWith(RandomDictionary<TypeParam>(MakeGrid(4, 3), 1, 3)); }), "");
}

TYPED_TEST(DictionaryOf, NamesTheAtomThatIsZeroOrNotFinite)
{
  auto dictionary = RandomDictionary<TypeParam>(MakeGrid(4), 2, 6);
  std::fill_n(dictionary.Atom(4), 8, TypeParam(0));
  EXPECT_NE(InvalidArgument([&] { dictionary.CheckAtoms(); }).find("Atom 4 of the dictionary is zero"),
            std::string::npos);
  dictionary.Atom(2)[7] = std::numeric_limits<TypeParam>::quiet_NaN();
  EXPECT_NE(InvalidArgument([&] { dictionary.Normalize(); }).find("Atom 2 of the dictionary has values that are not"),
            std::string::npos);
  EXPECT_NE(InvalidArgument([] { Dictionary<TypeParam>(MakeGrid(4), 0, 3); }), "");
  EXPECT_NE(InvalidArgument([] { Dictionary<TypeParam>(MakeGrid(4), 3, 0); }), "");
}

TYPED_TEST(DictionaryOf, FilesGiveBackTheSameBits)
{
  const TestFolder folder;
  for (const Grid & support : { MakeGrid(1), MakeGrid(9), MakeGrid(5, 4), MakeGrid(3, 4, 5) })
  {
    const auto        written = RandomDictionary<TypeParam>(support, 3, 4);
    const std::string path = folder.Path("d.h5");
    WriteDictionary(path, written);
    const auto read = ReadDictionary<TypeParam>(path);
    EXPECT_EQ(read.GetSupport(), support);
    EXPECT_EQ(read.GetNumberOfChannels(), 3u);
    EXPECT_EQ(read.GetNumberOfAtoms(), 4u);
    EXPECT_TRUE(std::equal(written.data(), written.data() + 4 * written.GetLength(), read.data()));
    const auto shape = Hdf5File::Open(path).GetShape("atoms");
    EXPECT_EQ(shape.size(), support.dimension + 2);
    EXPECT_EQ(shape.back(), support.size[0]);
    EXPECT_EQ(ReadDictionary<double>(path).Atom(2)[1], static_cast<double>(written.Atom(2)[1]));
  }
  EXPECT_EQ(folder.Names().size(), 1u);
}

TEST(DictionaryFile, TellsWhatIsWrong)
{
  const TestFolder  folder;
  const std::string path = folder.Path("d.h5");
  auto              dictionary = RandomDictionary<double>(MakeGrid(5, 4), 1, 3);
  const auto        errorOf = [&](std::int64_t version, const Hdf5File::Shape & shape, const std::string & format) {
    auto file = Hdf5File::Create(path);
    file.WriteStringAttribute("/", "format", format);
    file.WriteAttribute("/", "version", version);
    std::size_t size = 1;
    for (const std::size_t n : shape)
    {
      size *= n;
    }
    file.Write("atoms", std::vector<double>(size, 0.0), shape);
    file.Close();
    const std::string message = RuntimeError([&] { ReadDictionary<double>(path); });
    EXPECT_EQ(message.find(path), 0u) << message;
    return message;
  };
  EXPECT_NE(errorOf(1, { 3, 1, 4, 5 }, "Moments").find("not one of a dictionary"), std::string::npos);
  EXPECT_NE(errorOf(2, { 3, 1, 4, 5 }, "SparseDictionary").find("has version 2"), std::string::npos);
  EXPECT_NE(errorOf(1, { 3, 20 }, "SparseDictionary").find("atoms of 2 axes"), std::string::npos);
  EXPECT_NE(errorOf(1, { 3, 1, 4, 5 }, "SparseDictionary").find("Atom 0 of the dictionary is zero"), std::string::npos);
  EXPECT_NE(RuntimeError([&] { ReadDictionary<double>(folder.Path("missing.h5")); }).find("no such file"),
            std::string::npos);

  // Nothing is written for a dictionary that could not be read again.
  WriteDictionary(path, dictionary);
  const std::string former = ReadText(path);
  dictionary.Atom(1)[0] = std::numeric_limits<double>::infinity();
  EXPECT_NE(InvalidArgument([&] { WriteDictionary(path, dictionary); }), "");
  EXPECT_NE(InvalidArgument([&] { WriteDictionary(path, Dictionary<double>()); }), "");
  EXPECT_EQ(ReadText(path), former);
  EXPECT_EQ(folder.Names().size(), 1u);
}

// The set of gray levels inside the tiles.
std::set<int>
Levels(const DictionaryPicture & picture)
{
  return { picture.components.begin(), picture.components.end() };
}

TEST(DictionaryMosaic, ShowsEveryValueOfEveryAtomInItsPlace)
{
  // One atom: a ramp of 6 x 4 pixels is magnified to 24 x 16.
  Dictionary<double> dictionary(MakeGrid(6, 4), 1, 1);
  for (std::size_t i = 0; i < 24; ++i)
  {
    dictionary.Atom(0)[i] = static_cast<double>(i) + 3.0;
  }
  const auto picture = DrawDictionary(dictionary);
  ASSERT_EQ(picture.width, 28u);
  ASSERT_EQ(picture.height, 20u);
  for (std::size_t y = 0; y < 16; ++y)
  {
    for (std::size_t x = 0; x < 24; ++x)
    {
      const double value = static_cast<double>((y / 4) * 6 + x / 4);
      for (std::size_t c = 0; c < 3; ++c)
      {
        EXPECT_NEAR(picture.components[3 * ((y + 2) * 28 + x + 2) + c], 255.0 * value / 23.0, 0.51);
      }
    }
  }
  EXPECT_EQ(picture.components[0], 255);
}

TEST(DictionaryMosaic, ShowsColorsSlicesAndChannels)
{
  Dictionary<float> color(MakeGrid(8, 8), 3, 2);
  std::fill_n(color.Atom(0), 64, 1.0f);       // red
  std::fill_n(color.Atom(1) + 128, 64, 1.0f); // blue
  const auto colors = DrawDictionary(color);
  const auto pixel = [&](std::size_t x, std::size_t y) { return &colors.components[3 * (y * colors.width + x)]; };
  EXPECT_EQ(pixel(3, 3)[0], 255);
  EXPECT_LT(pixel(3, 3)[2], 70);
  const bool isBeside = colors.width > colors.height;
  EXPECT_LT(pixel(isBeside ? 3 + 26 : 3, isBeside ? 3 : 3 + 26)[0], 70);
  EXPECT_EQ(pixel(isBeside ? 3 + 26 : 3, isBeside ? 3 : 3 + 26)[2], 255);

  // 3-D: three slices of 10 x 10 side by side; two channels below each other.
  const auto slices = DrawDictionary(RandomDictionary<float>(MakeGrid(10, 10, 3), 2, 1));
  EXPECT_EQ(slices.width, 34u);
  EXPECT_EQ(slices.height, 24u);
  EXPECT_GT(Levels(slices).size(), 100u);

  // Vectors: rows.
  const auto vectors = DrawDictionary(RandomDictionary<double>(MakeGrid(1), 40, 5));
  EXPECT_EQ(vectors.width, 44u);
  EXPECT_EQ(vectors.height, 5u * 6 + 2);
  EXPECT_EQ(Levels(DrawDictionary(Dictionary<double>(MakeGrid(3, 3), 1, 2))), (std::set<int>{ 128, 255 }));
}
} // namespace
