// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Axis.h"
#include "FieldPanel.h"
#include "LinePlot.h"
#include "Picture.h"
#include "Text.h"
#include "TextTable.h"

#include "itkImageFileReader.h"
#include "itkRGBPixel.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <numeric>

namespace
{
using namespace phaseharmonics_examples;

Grid
MakeGrid(unsigned int dimension, std::size_t x, std::size_t y = 1, std::size_t z = 1)
{
  return { dimension, { { x, y, z } } };
}

/** Darkness of all pixels, 0 for a white picture. */
double
InkOf(const Canvas & canvas)
{
  double ink = 0.0;
  for (int y = 0; y < canvas.GetHeight(); ++y)
  {
    for (int x = 0; x < canvas.GetWidth(); ++x)
    {
      ink += 1.0 - canvas.GetPixel(x, y).green / 255.0;
    }
  }
  return ink;
}

TEST(ExamplesCommonPicture, StrokeHasTheAreaOfTheLine)
{
  Canvas canvas(100, 60);
  canvas.Stroke({ { { 10.0, 10.0 }, { 90.0, 50.0 } } }, 3.0, { 0, 0, 0 });
  EXPECT_NEAR(InkOf(canvas), 3.0 * std::hypot(80.0, 40.0) + 7.0, 6.0);
  Canvas dot(40, 40);
  dot.Stroke({ { { 20.0, 20.0 } } }, 20.0, { 0, 0, 0 });
  EXPECT_NEAR(InkOf(dot), 314.0, 4.0);
}

TEST(ExamplesCommonPicture, DrawingOutsideIsIgnored)
{
  Canvas canvas(20, 10);
  canvas.Stroke({ { { -1e9, 5.0 }, { 1e9, 5.0 } }, { { 5.0, std::nan("") }, { 6.0, 6.0 } } }, 2.0, Ink);
  canvas.FillRectangle({ -5, -5, 7, 7 }, Ink);
  canvas.Paste(Canvas(50, 50, Ink), 15, 5);
  EXPECT_TRUE(canvas.GetPixel(0, 0) == Ink);
  EXPECT_TRUE(canvas.GetPixel(19, 9) == Ink);
  EXPECT_TRUE(canvas.GetPixel(10, 0) == White);
}

TEST(ExamplesCommonPicture, ResamplingKeepsTheMean)
{
  Canvas canvas(6, 4, { 0, 0, 0 });
  canvas.FillRectangle({ 0, 0, 3, 4 }, { 200, 100, 50 });
  const Canvas large = canvas.Resampled(12, 8);
  EXPECT_TRUE(large.GetPixel(5, 7) == (Color{ 200, 100, 50 }));
  EXPECT_TRUE(large.GetPixel(6, 0) == (Color{ 0, 0, 0 }));
  EXPECT_TRUE(canvas.Resampled(1, 1).GetPixel(0, 0) == (Color{ 100, 50, 25 }));
}

TEST(ExamplesCommonPicture, TextStaysInItsWidth)
{
  for (const double size : { 7.0, 9.0, 13.0 })
  {
    const TextStyle   style{ size, Ink, true };
    const std::string text = "Wavelet phases: k·φ, 10^{−3} & x_{j,l}";
    const int         width = TextWidth(text, style);
    Canvas            canvas(width + 40, 60);
    DrawText(canvas, 20, 40, text, style);
    EXPECT_GT(InkOf(canvas), 50.0);
    const Canvas inside = [&] {
      Canvas cleared = canvas;
      cleared.FillRectangle({ 18, 0, width + 4, 60 }, White);
      return cleared;
    }();
    EXPECT_EQ(InkOf(inside), 0.0) << size;
  }
  EXPECT_EQ(TextWidth("", {}), 0);
}

TEST(ExamplesCommonPicture, ColorMapsMeetWhereTheyShould)
{
  const auto distance = [](const Color & a, const Color & b) {
    return std::abs(a.red - b.red) + std::abs(a.green - b.green) + std::abs(a.blue - b.blue);
  };
  for (const ColorMap map : { ColorMap::Gray, ColorMap::Diverging, ColorMap::Cyclic })
  {
    const auto & colors = GetColors(map);
    ASSERT_EQ(colors.size(), 256U);
    for (std::size_t i = 1; i < colors.size(); ++i)
    {
      EXPECT_LE(distance(colors[i - 1], colors[i]), 14);
    }
  }
  EXPECT_LE(distance(GetColors(ColorMap::Cyclic).front(), GetColors(ColorMap::Cyclic).back()), 14);
  const Color middle = GetColors(ColorMap::Diverging)[128];
  EXPECT_LE(distance(middle, White), 45);
}

TEST(ExamplesCommonPicture, WindowsIgnoreExtremes)
{
  std::vector<double> values(1001);
  std::iota(values.begin(), values.end(), 0.0);
  values[1000] = 1e9;
  EXPECT_EQ(QuantileWindow(values).low, 10.0);
  EXPECT_EQ(QuantileWindow(values).high, 990.0);
  EXPECT_EQ(SymmetricWindow(values).low, -990.0);
  const Window constant = QuantileWindow({ 2.0, 2.0 });
  EXPECT_LT(constant.low, constant.high);
}

TEST(ExamplesCommonPicture, FieldsOfEveryDimensionAreDrawn)
{
  std::vector<double> values(24 * 20 * 16);
  std::iota(values.begin(), values.end(), 0.0);
  values[0] = std::numeric_limits<double>::quiet_NaN();
  FieldOptions options;
  options.window = QuantileWindow(values);
  options.largestWidth = 60;

  const Canvas plane = DrawField(values, MakeGrid(2, 24, 320), options);
  EXPECT_EQ(plane.GetWidth(), 48);
  EXPECT_EQ(plane.GetHeight(), 640);
  EXPECT_TRUE(plane.GetPixel(1, 1) == (Color{ 255, 0, 255 }));

  const Canvas volume = DrawField(values, MakeGrid(3, 24, 20, 16), options);
  EXPECT_EQ(volume.GetWidth(), 48);
  EXPECT_EQ(volume.GetHeight(), 40 + 6 + 32 + 6 + 32);

  options.spacing = { { 1.0, 1.0, 2.0 } };
  EXPECT_EQ(DrawField(values, MakeGrid(3, 24, 20, 16), options).GetHeight(), 40 + 6 + 64 + 6 + 64);

  options.largestWidth = 300;
  EXPECT_EQ(DrawField(values, MakeGrid(1, values.size()), options).GetWidth(), 300);
  EXPECT_EQ(DrawField(values, MakeGrid(2, 320, 24), options).GetWidth(), 160);
}

TEST(ExamplesCommonPicture, TicksAreRoundNumbers)
{
  const auto labels = [](const Axis & axis, int wanted) {
    std::string all;
    for (const Tick & tick : axis.Ticks(wanted))
    {
      all += tick.label.empty() ? "" : tick.label + " ";
    }
    return all;
  };
  EXPECT_EQ(labels(Axis(-2.1, 2.1, false), 4), "−2 −1 0 1 2 ");
  EXPECT_EQ(labels(Axis(0.0, 1.0, false), 5), "0 0.2 0.4 0.6 0.8 1 ");
  EXPECT_EQ(labels(Axis(1e-6, 1e3, true), 9), "10^{−6} 10^{−5} 10^{−4} 10^{−3} 10^{−2} 10^{−1} 1 10 10^{2} 10^{3} ");
  EXPECT_EQ(labels(Axis(0.01, 0.5, true), 4), "0.01 0.02 0.05 0.1 0.2 0.5 ");
  EXPECT_EQ(Axis(1.0, 100.0, true).Position(10.0), 0.5);
  EXPECT_TRUE(std::isnan(Axis(1.0, 100.0, true).Position(0.0)));
  EXPECT_THROW(Axis(0.0, 1.0, true), std::invalid_argument);
  EXPECT_EQ(FormatTick(-2.5e-7, 1e-6), "−2.5×10^{−7}");
}

TEST(ExamplesCommonPicture, PlotsTakeGapsAndEmptyCurves)
{
  const double nan = std::nan("");
  PlotOptions  options;
  options.yIsLogarithmic = true;
  const Canvas plot =
    DrawLinePlot({ { "gap", {}, { 1.0, nan, 10.0, 0.0, -1.0, 100.0 } }, { "none", {}, {} } }, options);
  EXPECT_EQ(plot.GetWidth(), options.width);
  EXPECT_GT(InkOf(plot), InkOf(DrawLinePlot({}, options)));
  PlotOptions narrow;
  narrow.yRange = { { 0.0, 1.0 } };
  EXPECT_GT(InkOf(DrawLinePlot({ { "far", {}, { -1e300, 0.5, 1e200 }, {}, true } }, narrow)), 100.0);
  EXPECT_THROW(DrawLinePlot({ { "", { 1.0 }, { 1.0, 2.0 } } }, options), std::invalid_argument);
}

TEST(ExamplesCommonPicture, TablesLineUp)
{
  const std::vector<std::vector<std::string>> rows{ { "", "σ", "ours" }, { "kurtosis", "3", "5.61" } };
  EXPECT_EQ(FormatTable(rows), "          σ  ours\nkurtosis  3  5.61\n");
  EXPECT_GT(InkOf(DrawTable(rows)), 100.0);
  EXPECT_EQ(FormatNumber(std::nan("")), "-");
  EXPECT_EQ(FormatNumber(0.12345, 2), "0.12");
}

TEST(ExamplesCommonPicture, PictureIsWrittenAsPng)
{
  const auto folder = std::filesystem::path(PHASEHARMONICS_TEST_OUTPUT_DIR) / "ExamplesCommonPicture";
  std::filesystem::create_directories(folder);
  Picture picture("Title");
  picture.AddRow({ { Canvas(40, 30, Ink), "left\nwith detail" }, { Canvas(50, 20, Ink), "" } });
  const std::string path = (folder / "picture.png").string();
  picture.Write(path);
  const Canvas rendered = picture.Render();

  using ImageType = itk::Image<itk::RGBPixel<unsigned char>, 2>;
  const auto reader = itk::ImageFileReader<ImageType>::New();
  reader->SetFileName(path);
  reader->Update();
  const auto size = reader->GetOutput()->GetBufferedRegion().GetSize();
  EXPECT_EQ(static_cast<int>(size[0]), rendered.GetWidth());
  EXPECT_EQ(static_cast<int>(size[1]), rendered.GetHeight());
  const Color pixel = rendered.GetPixel(rendered.GetWidth() / 2, rendered.GetHeight() - 30);
  EXPECT_EQ(reader->GetOutput()->GetPixel({ { rendered.GetWidth() / 2, rendered.GetHeight() - 30 } })[1], pixel.green);
}
} // namespace
