// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkDictionaryReader.h"
#include "itkDictionaryWriter.h"
#include "itkPhaseHarmonicsTestTools.h"
#include "phTestFiles.h"

namespace
{
using namespace phaseharmonics_test;

itk::Dictionary::Pointer
MakeDictionary(unsigned int seed = 1)
{
  phaseharmonics::Grid support;
  support.dimension = 2;
  support.size = { { 5, 4, 1 } };
  itk::Dictionary::AtomsType atoms(support, 2, 3);
  phaseharmonics::FillStandardNormal(atoms.data(), 120, seed, 0);
  auto dictionary = itk::Dictionary::New();
  dictionary->SetAtoms(atoms);
  return dictionary;
}

itk::Dictionary::SizeArrayType
SizeOf(const std::vector<itk::SizeValueType> & size)
{
  itk::Dictionary::SizeArrayType array(size.size());
  std::copy(size.begin(), size.end(), array.begin());
  return array;
}

TEST(Dictionary, HoldsAtoms)
{
  const auto dictionary = MakeDictionary();
  EXPECT_EQ(dictionary->GetNumberOfAtoms(), 3u);
  EXPECT_EQ(dictionary->GetNumberOfChannels(), 2u);
  EXPECT_EQ(dictionary->GetSupportDimension(), 2u);
  EXPECT_EQ(dictionary->GetSupportSize(), SizeOf({ 5, 4 }));
  EXPECT_GT(dictionary->GetCoherence(), 0.0);
  EXPECT_LT(dictionary->GetCoherence(), 1.0);
  const auto values = dictionary->GetAtomValues();
  EXPECT_EQ(values[45], dictionary->GetAtoms().Atom(1)[5]);
  EXPECT_EQ(dictionary->GetAtomsAs<float>().Atom(1)[5], static_cast<float>(values[45]));

  auto other = itk::Dictionary::New();
  other->SetAtomValues(values, dictionary->GetSupportSize(), 2);
  EXPECT_EQ(other->GetAtomValues(), values);
  other->Initialize();
  EXPECT_EQ(other->GetNumberOfAtoms(), 0u);
  other->Graft(dictionary);
  EXPECT_EQ(other->GetAtomValues(), values);
  EXPECT_NE(other->GetPicture()->GetLargestPossibleRegion().GetNumberOfPixels(), 0u);
  ExpectContains(Printed(dictionary), "NumberOfAtoms: 3");
  ExpectContains(Printed(dictionary), "SupportSize: 5 x 4 x 1");
}

TEST(Dictionary, OffersAtomsThatNeedNoLearning)
{
  auto dictionary = itk::Dictionary::New();
  dictionary->SetFramelets(2, 3);
  EXPECT_EQ(dictionary->GetNumberOfAtoms(), 72u);
  EXPECT_EQ(dictionary->GetSupportDimension(), 2u);
  dictionary->SetBumps(3, 0.5, 2);
  EXPECT_EQ(dictionary->GetNumberOfAtoms(), 2u);
  EXPECT_EQ(dictionary->GetSupportDimension(), 3u);
  EXPECT_NE(ExceptionOf([&] { dictionary->SetFramelets(4); }), "");
  EXPECT_NE(ExceptionOf([&] { dictionary->SetFramelets(2, 0); }), "");
  EXPECT_NE(ExceptionOf([&] { dictionary->SetBumps(2, -1.0); }), "");
}

TEST(Dictionary, TellsWhatIsWrong)
{
  auto       dictionary = MakeDictionary();
  const auto values = dictionary->GetAtomValues();
  const auto error =
    [&](const itk::Dictionary::ArrayType & atomValues, const std::vector<itk::SizeValueType> & size, int c) {
      return ExceptionOf([&] { dictionary->SetAtomValues(atomValues, SizeOf(size), c); });
    };
  ExpectContains(error(values, {}, 1), "has 0 entries; expected 1 to 3");
  ExpectContains(error(values, { 2, 2, 2, 2 }, 1), "has 4 entries");
  ExpectContains(error(values, { 7, 2 }, 1), "do not make atoms of 14 values");
  ExpectContains(error(values, { 5, 4 }, 0), "do not make atoms of 0 values");
  auto zero = values;
  std::fill_n(zero.begin() + 40, 40, 0.0);
  ExpectContains(error(zero, { 5, 4 }, 2), "Atom 1 of the dictionary is zero");
  EXPECT_EQ(dictionary->GetAtomValues(), values);
  ExpectContains(ExceptionOf([&] { dictionary->Graft(itk::Image<float, 2>::New()); }), "holds no dictionary");
  ExpectContains(ExceptionOf([&] { itk::Dictionary::New()->GetPicture(); }), "has no atoms to show");
}

TEST(DictionaryIO, GivesBackTheSameBits)
{
  const TestFolder folder;
  const auto       dictionary = MakeDictionary();
  auto             writer = itk::DictionaryWriter::New();
  writer->SetInput(dictionary);
  auto reader = itk::DictionaryReader::New();
  for (const char * const name : { "a.h5", "b.HDF5" })
  {
    writer->SetFileName(folder.Path(name));
    writer->Update();
    reader->SetFileName(folder.Path(name));
    reader->Update();
    EXPECT_EQ(reader->GetOutput()->GetAtomValues(), dictionary->GetAtomValues());
    EXPECT_EQ(reader->GetOutput()->GetSupportSize(), dictionary->GetSupportSize());
  }
  ExpectContains(Printed(reader), "FileName: " + folder.Path("b.HDF5"));
  ExpectContains(Printed(writer), "FileName: " + folder.Path("b.HDF5"));
}

TEST(DictionaryIO, NamesTheFileAndLeavesNothing)
{
  const TestFolder folder;
  const auto       error = [&](const itk::Dictionary * dictionary, const std::string & path) {
    auto writer = itk::DictionaryWriter::New();
    writer->SetInput(dictionary);
    writer->SetFileName(path);
    return ExceptionOf([&] { writer->Update(); });
  };
  const auto dictionary = MakeDictionary();
  ExpectContains(error(dictionary, folder.Path("a.txt")), folder.Path("a.txt") + ": a dictionary is written to");
  ExpectContains(error(dictionary, folder.Path("missing/a.h5")), "there is no folder");
  ExpectContains(error(dictionary, ""), "is not set");
  ExpectContains(error(nullptr, folder.Path("a.h5")), "the input is not set");
  ExpectContains(error(itk::Dictionary::New(), folder.Path("a.h5")), "has no atoms");
  EXPECT_TRUE(folder.Names().empty());

  auto reader = itk::DictionaryReader::New();
  ExpectContains(ExceptionOf([&] { reader->Update(); }), "is not set");
  reader->SetFileName(folder.Path("missing.h5"));
  ExpectContains(ExceptionOf([&] { reader->Update(); }), folder.Path("missing.h5"));
  WriteText(folder.Path("text.h5"), "atoms");
  reader->SetFileName(folder.Path("text.h5"));
  ExpectContains(ExceptionOf([&] { reader->Update(); }), "is not an HDF5 file");
}
} // namespace
