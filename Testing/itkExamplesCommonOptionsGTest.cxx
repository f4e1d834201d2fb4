// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "FieldPanel.h"
#include "ImageArray.h"
#include "InputOptions.h"
#include "OutputSet.h"
#include "RadialSpectrum.h"
#include "TextTable.h"

#include "itkImageFileWriter.h"
#include "itkPNGImageIO.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace
{
using namespace phaseharmonics_examples;
namespace fs = std::filesystem;
using PlaneType = itk::Image<double, 2>;

class ExamplesCommonOptions : public testing::Test
{
protected:
  void
  SetUp() override
  {
    const auto * const info = testing::UnitTest::GetInstance()->current_test_info();
    m_Folder = fs::path(PHASEHARMONICS_TEST_OUTPUT_DIR) / "ExamplesCommonOptions" / info->name();
    fs::remove_all(m_Folder);
    fs::create_directories(m_Folder);
  }

  std::string
  PathOf(const std::string & name) const
  {
    return (m_Folder / name).string();
  }

  std::ptrdiff_t
  NumberOfFiles() const
  {
    return std::distance(fs::directory_iterator(m_Folder), fs::directory_iterator());
  }

  /** 7 x 5 pixels of value 10 y + x + offset. */
  InputOptions
  StorePlane(double offset) const
  {
    const auto image = PlaneType::New();
    image->SetRegions(PlaneType::SizeType{ { 7, 5 } });
    image->Allocate();
    for (itk::IndexValueType y = 0; y < 5; ++y)
    {
      for (itk::IndexValueType x = 0; x < 7; ++x)
      {
        image->SetPixel({ { x, y } }, 10.0 * static_cast<double>(y) + static_cast<double>(x) + offset);
      }
    }
    const double spacing[] = { 0.5, 2.0 };
    image->SetSpacing(spacing);
    WriteOutputImage(image.GetPointer(), this->PathOf("plane.nrrd"));
    InputOptions options;
    options.path = this->PathOf("plane.nrrd");
    return options;
  }

  fs::path m_Folder;
};

template <typename TFunction>
std::string
ErrorOf(TFunction && function)
{
  try
  {
    function();
  }
  catch (const std::exception & exception)
  {
    return DescribeInOneLine(exception);
  }
  return "no error";
}

TEST_F(ExamplesCommonOptions, CropIsCenteredAndKeepsItsPlace)
{
  InputOptions options = this->StorePlane(1.0);
  options.crop = { 3, 2 };
  const auto image = ReadPreparedImage<PlaneType>(options.path, options);
  EXPECT_EQ(SizeOf(image.GetPointer()), options.crop);
  EXPECT_EQ(ValuesOf(image.GetPointer()), (std::vector<double>{ 13.0, 14.0, 15.0, 23.0, 24.0, 25.0 }));
  EXPECT_EQ(image->GetOrigin()[0], 1.0);
  EXPECT_EQ(image->GetOrigin()[1], 2.0);

  options.crop = { 8, 2 };
  EXPECT_NE(ErrorOf([&] { ReadPreparedImage<PlaneType>(options.path, options); }).find("is 7×5, smaller"),
            std::string::npos);
  options.crop = { 1, 1 };
  EXPECT_NE(ErrorOf([&] { ReadPreparedImage<PlaneType>(options.path, options); }).find("constant"), std::string::npos);
}

TEST_F(ExamplesCommonOptions, LogarithmNeedsPositiveValues)
{
  InputOptions options = this->StorePlane(1.0);
  options.takesLogarithm = true;
  const auto values = ValuesOf(ReadPreparedImage<PlaneType>(options.path, options).GetPointer());
  EXPECT_DOUBLE_EQ(values.front(), 0.0);
  EXPECT_DOUBLE_EQ(values.back(), std::log(47.0));

  options = this->StorePlane(-3.0);
  options.takesLogarithm = true;
  EXPECT_NE(ErrorOf([&] { ReadPreparedImage<PlaneType>(options.path, options); }).find("index [0, 0] is -3"),
            std::string::npos);
}

TEST_F(ExamplesCommonOptions, SizesAreParsedAndPrinted)
{
  EXPECT_EQ(ParseSize("301x215"), (std::vector<std::size_t>{ 301, 215 }));
  EXPECT_EQ(ParseSize("64"), std::vector<std::size_t>{ 64 });
  for (const std::string text : { "", "x", "8x", "x8", "8xx8", "0x8", "-8x8", "8.5", "a", "99999999999" })
  {
    EXPECT_NE(ErrorOf([&] { ParseSize(text); }).find("is not a size"), std::string::npos) << text;
  }
  EXPECT_EQ(FormatSize({ 64, 1, 7 }), "64×1×7");
  EXPECT_EQ(FormatCount(7), "7");
  EXPECT_EQ(FormatCount(999), "999");
  EXPECT_EQ(FormatCount(1000), "1,000");
  EXPECT_EQ(FormatCount(1234567), "1,234,567");
}

TEST_F(ExamplesCommonOptions, GrayPalettesAreReadAsGrayImages)
{
  using IndexImageType = itk::Image<unsigned char, 2>;
  const auto indices = IndexImageType::New();
  indices->SetRegions(IndexImageType::SizeType{ { 2, 2 } });
  indices->Allocate();
  for (unsigned char i = 0; i < 4; ++i)
  {
    indices->GetBufferPointer()[i] = i;
  }
  const auto store = [&](const std::string & name, unsigned char redOfLast) {
    itk::PNGImageIO::PaletteType palette(4);
    for (unsigned char i = 0; i < 4; ++i)
    {
      palette[i].Set(static_cast<unsigned char>(200 - 50 * i),
                     static_cast<unsigned char>(200 - 50 * i),
                     static_cast<unsigned char>(200 - 50 * i));
    }
    palette[3].SetRed(redOfLast);
    const auto io = itk::PNGImageIO::New();
    io->SetColorPalette(palette);
    io->WritePaletteOn();
    const auto writer = itk::ImageFileWriter<IndexImageType>::New();
    writer->SetImageIO(io);
    writer->SetFileName(this->PathOf(name));
    writer->SetInput(indices);
    writer->Update();
  };
  store("gray.png", 50);
  EXPECT_EQ(ValuesOf(ReadInputImage<double, 2>(this->PathOf("gray.png")).GetPointer()),
            (std::vector<double>{ 200.0, 150.0, 100.0, 50.0 }));
  store("color.png", 255);
  EXPECT_NE(ErrorOf([&] { ReadInputImage<double, 2>(this->PathOf("color.png")); }).find("has 3 components"),
            std::string::npos);
}

TEST_F(ExamplesCommonOptions, OutputsAppearTogetherOrNotAtAll)
{
  const auto write = [this](OutputSet & outputs) {
    for (const std::string name : { "a.txt", "b.txt" })
    {
      outputs.Announce(this->PathOf(name));
      std::ofstream(outputs.Add(this->PathOf(name))) << name;
      EXPECT_FALSE(fs::exists(this->PathOf(name)));
    }
  };
  {
    OutputSet outputs;
    write(outputs);
  }
  EXPECT_EQ(this->NumberOfFiles(), 0);
  {
    OutputSet outputs;
    write(outputs);
    outputs.Commit();
  }
  EXPECT_EQ(this->NumberOfFiles(), 2);

  OutputSet outputs;
  outputs.Announce(this->PathOf("c.png"), ".png");
  EXPECT_NE(ErrorOf([&] { outputs.Announce(this->PathOf("c.png")); }).find("two outputs"), std::string::npos);
  EXPECT_NE(ErrorOf([&] { outputs.Announce(this->PathOf("d.jpg"), ".png"); }).find("must end in .png"),
            std::string::npos);
  EXPECT_NE(ErrorOf([&] { outputs.Announce(this->PathOf("e/d.txt")); }).find("there is no folder"), std::string::npos);
}

TEST_F(ExamplesCommonOptions, OctaveMeansKeepPowerLaws)
{
  RadialSpectrum spectrum;
  for (int i = 1; i <= 512; ++i)
  {
    spectrum.frequency.push_back(i / 1024.0);
    spectrum.power.push_back(1.0 / spectrum.frequency.back());
  }
  const RadialSpectrum average = AverageOverOctaves(spectrum, 4.0);
  EXPECT_LE(average.frequency.size(), 37U);
  EXPECT_GE(average.frequency.size(), 30U);
  EXPECT_TRUE(std::is_sorted(average.frequency.begin(), average.frequency.end()));
  for (std::size_t i = 0; i < average.frequency.size(); ++i)
  {
    EXPECT_NEAR(average.frequency[i] * average.power[i], 1.0, 0.02);
  }
}

TEST_F(ExamplesCommonOptions, SignedFieldsGetADivergingMap)
{
  const Grid                  grid{ 2, { { 2, 2, 1 } } };
  const std::array<double, 3> spacing{ { 1.0, 1.0, 1.0 } };
  const FieldOptions          signedField = SharedOptions({ -3.0, 1.0, -1.0, 3.0 }, grid, spacing);
  EXPECT_EQ(signedField.map, ColorMap::Diverging);
  EXPECT_EQ(signedField.window.low, -signedField.window.high);
  EXPECT_EQ(SharedOptions({ 3.0, 1.0, 5.0, 3.0 }, grid, spacing).map, ColorMap::Gray);
}
} // namespace
