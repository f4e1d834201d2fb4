// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkMomentFilterTestTools.h"
#include "itkPhaseHarmonicMomentsReader.h"
#include "itkPhaseHarmonicMomentsWriter.h"
#include "phTestFiles.h"

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<float, 2>;
using FilterType = itk::PhaseHarmonicMomentsImageFilter<ImageType>;
using ReaderType = itk::PhaseHarmonicMomentsReader;
using WriterType = itk::PhaseHarmonicMomentsWriter;
using ModelEnum = itk::MomentSetEnums::Model;
using NormalizationEnum = itk::MomentSetEnums::Normalization;

FilterType::Pointer
MakeFilter(unsigned int seed = 1)
{
  auto filter = FilterType::New();
  filter->SetInput(NoiseImage<ImageType>({ 32, 25 }, seed));
  filter->SetNumberOfScales(3);
  return filter;
}

WriterType::Pointer
MakeWriter(const itk::PhaseHarmonicMoments * moments, const std::string & path)
{
  auto writer = WriterType::New();
  writer->SetInput(moments);
  writer->SetFileName(path);
  return writer;
}

ReaderType::Pointer
MakeReader(const std::string & path)
{
  auto reader = ReaderType::New();
  reader->SetFileName(path);
  return reader;
}

TEST(PhaseHarmonicMomentsIO, GivesBackEveryModel)
{
  const TestFolder folder;
  auto             filter = MakeFilter();
  for (const ModelEnum model :
       { ModelEnum::A, ModelEnum::B, ModelEnum::C, ModelEnum::D, ModelEnum::Compressive, ModelEnum::Rectified })
  {
    filter->SetModel(model);
    for (const NormalizationEnum normalization : { NormalizationEnum::None, NormalizationEnum::Target })
    {
      filter->SetNormalization(normalization);
      for (const char * const name : { "a.h5", "a.HDF5", "a.csv" })
      {
        SCOPED_TRACE(name);
        MakeWriter(filter->GetOutput(), folder.Path(name))->Update();
        auto reader = MakeReader(folder.Path(name));
        reader->Update();
        const auto * const read = reader->GetOutput();
        const auto * const written = filter->GetMoments();
        EXPECT_EQ(read->GetModel(), model);
        EXPECT_EQ(read->GetIndices(), written->GetIndices());
        EXPECT_EQ(read->GetNumberOfUniqueMoments(), written->GetNumberOfUniqueMoments());
        EXPECT_EQ(read->GetNumberOfNominalMoments(), written->GetNumberOfNominalMoments());
        const bool isDivided = normalization == NormalizationEnum::Target && std::string(name) == "a.csv";
        if (isDivided)
        {
          EXPECT_LT(LargestNormalizedDifference(read->GetMoments(), written->GetMoments()), 1e-15);
        }
        else
        {
          ExpectSameMoments(read->GetMoments(), written->GetMoments());
        }
        if (std::string(name) == "a.csv")
        {
          EXPECT_EQ(read->GetNormalization(), normalization);
        }
      }
    }
  }
  EXPECT_EQ(folder.Names().size(), 3u);
}

TEST(PhaseHarmonicMomentsIO, FollowsThePipeline)
{
  const TestFolder folder;
  auto             filter = MakeFilter();
  auto             writer = MakeWriter(filter->GetOutput(), folder.Path("a.h5"));
  auto             reader = MakeReader(folder.Path("a.h5"));
  writer->Write();
  reader->Update();
  const auto first = reader->GetOutput()->GetMoments();
  filter->SetInput(NoiseImage<ImageType>({ 32, 25 }, 2));
  writer->UpdateLargestPossibleRegion();
  reader->Update(); // does not look at the file again
  ExpectSameMoments(reader->GetOutput()->GetMoments(), first);
  reader->Modified();
  reader->Update();
  ExpectSameMoments(reader->GetOutput()->GetMoments(), filter->GetMoments()->GetMoments());

  // From one format to the other.
  auto convert = MakeWriter(reader->GetOutput(), folder.Path("b.csv"));
  reader->GetOutput()->SetNormalization(NormalizationEnum::None);
  convert->Update();
  auto second = MakeReader(folder.Path("b.csv"));
  second->Update();
  ExpectSameMoments(second->GetOutput()->GetMoments(), filter->GetMoments()->GetMoments());
}

TEST(PhaseHarmonicMomentsIO, NamesTheFileThatCannotBeWrittenAndLeavesNothing)
{
  const TestFolder folder;
  auto             filter = MakeFilter();
  unsigned int     runs = 0;
  filter->AddObserver(itk::StartEvent(), [&](const itk::EventObject &) { ++runs; });
  const auto error = [&](const std::string & name) {
    return ExceptionOf([&] { MakeWriter(filter->GetOutput(), folder.Path(name))->Update(); });
  };
  for (const std::string name : { "a.txt", "a", "a.h5.gz" })
  {
    ExpectContains(error(name), folder.Path(name) + ": the extension of a file of moments must be .h5, .hdf5 or .csv");
  }
  EXPECT_EQ(runs, 0u);
  for (const std::string name : { "missing/a.h5", "missing/a.csv" })
  {
    ExpectContains(error(name), folder.Path(name) + ": cannot be written: there is no folder");
  }
  std::filesystem::create_directory(folder.Path("folder.h5"));
  ExpectContains(error("folder.h5"), "it is a folder");
  std::filesystem::remove(folder.Path("folder.h5"));
  EXPECT_TRUE(folder.Names().empty());

  WriteText(folder.Path("former.h5"), "former");
  auto empty = MakeWriter(itk::PhaseHarmonicMoments::New(), folder.Path("former.h5"));
  ExpectContains(ExceptionOf([&] { empty->Update(); }), folder.Path("former.h5") + ": The moments are empty");
  EXPECT_EQ(ReadText(folder.Path("former.h5")), "former");

  ExpectContains(ExceptionOf([&] { WriterType::New()->Update(); }), "the input is not set");
  ExpectContains(ExceptionOf([&] { MakeWriter(itk::PhaseHarmonicMoments::New(), "")->Update(); }), "is not set");
  EXPECT_EQ(folder.Names().size(), 1u);
}

TEST(PhaseHarmonicMomentsIO, NamesTheFileThatCannotBeRead)
{
  const TestFolder folder;
  auto             filter = MakeFilter();
  MakeWriter(filter->GetOutput(), folder.Path("a.h5"))->Update();
  MakeWriter(filter->GetOutput(), folder.Path("a.csv"))->Update();
  const std::string hdf5 = ReadText(folder.Path("a.h5"));
  const std::string csv = ReadText(folder.Path("a.csv"));
  WriteText(folder.Path("half.h5"), hdf5.substr(0, hdf5.size() / 2));
  WriteText(folder.Path("half.csv"), csv.substr(0, csv.size() / 2));
  WriteText(folder.Path("text.h5"), csv);
  WriteText(folder.Path("binary.csv"), hdf5);
  WriteText(folder.Path("a.txt"), csv);
  const std::pair<const char *, const char *> errors[] = {
    { "missing.h5", "there is no such file" },
    { "missing.csv", "there is no such file" },
    { "half.h5", "is damaged" },
    { "half.csv", "truncated" },
    { "text.h5", "is not an HDF5 file" },
    { "binary.csv", "is not a table of phase-harmonic moments" },
    { "a.txt", "the extension of a file of moments must be .h5, .hdf5 or .csv" },
  };
  auto reader = ReaderType::New();
  for (const auto & error : errors)
  {
    reader->SetFileName(folder.Path(error.first));
    const std::string message = ExceptionOf([&] { reader->Update(); });
    ExpectContains(message, folder.Path(error.first));
    ExpectContains(message, error.second);
    EXPECT_EQ(std::count(message.begin(), message.end(), '\n'), 0) << message;
  }
  reader->SetFileName("");
  ExpectContains(ExceptionOf([&] { reader->Update(); }), "is not set");
  reader->SetFileName(folder.Path("a.h5"));
  reader->Update();
  ExpectSameMoments(reader->GetOutput()->GetMoments(), filter->GetMoments()->GetMoments());
}

TEST(PhaseHarmonicMomentsIO, PrintsFileNames)
{
  ExpectContains(Printed(MakeReader("in.h5")), "FileName: in.h5");
  ExpectContains(Printed(MakeWriter(nullptr, "out.csv")), "FileName: out.csv");
}
} // namespace
