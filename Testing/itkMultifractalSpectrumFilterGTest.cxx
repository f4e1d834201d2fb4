// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkMultifractalSpectrumFilter.h"
#include "itkSeriesImageSource.h"
#include "phSeriesClosedForms.h"

#include "itkPhaseHarmonicsTestTools.h"

#include <cmath>
#include <limits>

namespace
{
using namespace phaseharmonics_test;
using Series = itk::Image<double, 1>;
using Filter = itk::MultifractalSpectrumFilter<Series>;
using Form = itk::SeriesEnums::Form;
using Table = itk::SeriesEnums::Table;
using Process = itk::SeriesEnums::Process;

template <typename TImage>
typename TImage::Pointer
Generate(Process process, unsigned int length, Form form = Form::Increments, unsigned int seed = 1)
{
  const auto source = itk::SeriesImageSource<TImage>::New();
  source->SetProcess(process);
  source->SetForm(form);
  source->SetNumberOfSamples(length);
  source->SetSeed(seed);
  source->Update();
  const typename TImage::Pointer image = source->GetOutput();
  image->DisconnectPipeline();
  return image;
}

template <typename TImage>
typename itk::MultifractalSpectrumFilter<TImage>::Pointer
Analyze(const TImage * image, Form form = Form::Increments, unsigned int component = 0)
{
  const auto filter = itk::MultifractalSpectrumFilter<TImage>::New();
  filter->SetInput(image);
  filter->SetForm(form);
  filter->SetComponent(component);
  filter->SetReplicates(20);
  filter->Update();
  return filter;
}

/** Largest difference of all tables, relative to their standard errors where there are some. */
template <typename TFirst, typename TSecond>
double
LargestTableDifference(const TFirst * a, const TSecond * b)
{
  double largest = 0.0;
  for (int table = 0; table <= static_cast<int>(Table::LeverageAverages); ++table)
  {
    const auto & first = a->GetTable(static_cast<Table>(table));
    const auto & second = b->GetTable(static_cast<Table>(table));
    EXPECT_EQ(first.rows(), second.rows());
    for (unsigned int row = 0; row < first.rows(); ++row)
    {
      for (unsigned int column = 0; column < first.cols(); ++column)
      {
        const double difference = std::abs(first(row, column) - second(row, column));
        EXPECT_EQ(std::isnan(first(row, column)), std::isnan(second(row, column)));
        largest = std::isnan(difference) ? largest : std::max(largest, difference);
      }
    }
  }
  return largest;
}
} // namespace

TEST(MultifractalSpectrumFilter, FindsTheExponentsOfTheProcess)
{
  const auto image = Generate<Series>(Process::MultifractalRandomWalk, 1 << 15);
  const auto filter = Analyze(image.GetPointer());
  EXPECT_NEAR(filter->GetC1(), 0.54, 0.04);
  EXPECT_NEAR(filter->GetC2(), -0.04, 0.03);
  EXPECT_EQ(filter->GetFractionalIntegration(), 0.0);
  EXPECT_EQ(filter->GetNumberOfZeroLeaders(), 0u);
  EXPECT_NEAR(filter->GetLargestValidOrder(), std::sqrt(2.0 / -filter->GetC2()), 1e-12);
  for (const Table table : { Table::IncrementExponents, Table::CoefficientExponents, Table::LeaderExponents })
  {
    const auto & exponents = filter->GetTable(table);
    ASSERT_EQ(exponents.rows(), 8u);
    ASSERT_EQ(exponents.cols(), 5u);
    EXPECT_EQ(exponents(3, 0), 2.0);
    EXPECT_NEAR(exponents(3, 1), 1.0, 0.08);
    EXPECT_GT(exponents(3, 2), 0.0);
    EXPECT_LT(exponents(3, 3), exponents(3, 4));
  }
  EXPECT_EQ(filter->GetTable(Table::Cumulants)(0, 1), filter->GetC1());
  EXPECT_EQ(filter->GetTable(Table::Leverage).rows(), 201u);
  EXPECT_EQ(filter->GetTable(Table::Leverage)(0, 0), -100.0);
  EXPECT_EQ(filter->GetTable(Table::VolatilityAutocorrelation)(0, 1), 1.0);
  EXPECT_EQ(filter->GetTable(Table::Spectrum).cols(), 3u);
  EXPECT_EQ(filter->GetTable(Table::LeverageAverages).rows(), 3u);
  EXPECT_GT(filter->GetTable(Table::Moments)(3, 1), 4.0);
}

TEST(MultifractalSpectrumFilter, PathsAreTheSumsOfIncrements)
{
  const auto increments = Generate<Series>(Process::SkewedMultifractalWalk, 4096);
  const auto path = Generate<Series>(Process::SkewedMultifractalWalk, 4096, Form::Path);
  const auto a = Analyze(increments.GetPointer());
  const auto b = Analyze(path.GetPointer(), Form::Path);
  EXPECT_NEAR(a->GetC1(), b->GetC1(), 1e-9);
  EXPECT_NEAR(a->GetTable(Table::IncrementExponents)(1, 1), b->GetTable(Table::IncrementExponents)(1, 1), 1e-12);
  EXPECT_NEAR(a->GetTable(Table::Moments)(3, 1), b->GetTable(Table::Moments)(3, 1), 0.01);
}

TEST(MultifractalSpectrumFilter, AxesOfSizeOneAndComponentsAreTheSameSeries)
{
  const auto line = Generate<Series>(Process::SkewedMultifractalWalk, 3001);
  const auto plane = Generate<itk::Image<double, 2>>(Process::SkewedMultifractalWalk, 3001);
  const auto volume = Generate<itk::Image<double, 3>>(Process::SkewedMultifractalWalk, 3001);
  const auto expected = Analyze(line.GetPointer());
  EXPECT_EQ(LargestTableDifference(expected.GetPointer(), Analyze(plane.GetPointer()).GetPointer()), 0.0);
  EXPECT_EQ(LargestTableDifference(expected.GetPointer(), Analyze(volume.GetPointer()).GetPointer()), 0.0);

  using Vectors = itk::VectorImage<double, 1>;
  const auto vectors = Vectors::New();
  vectors->SetRegions(line->GetLargestPossibleRegion());
  vectors->SetNumberOfComponentsPerPixel(3);
  vectors->Allocate();
  for (int i = 0; i < 3001; ++i)
  {
    for (int component = 0; component < 3; ++component)
    {
      vectors->GetBufferPointer()[3 * i + component] =
        component == 2 ? line->GetBufferPointer()[i] : std::sin(1.0 * i * (component + 1));
    }
  }
  const auto third = Analyze(vectors.GetPointer(), Form::Increments, 2);
  EXPECT_EQ(LargestTableDifference(expected.GetPointer(), third.GetPointer()), 0.0);
  third->SetComponent(3);
  ExpectContains(ExceptionOf([&] { third->Update(); }), "no component 3");

  using FloatSeries = itk::Image<float, 1>;
  const auto single = Generate<FloatSeries>(Process::SkewedMultifractalWalk, 3001);
  EXPECT_LT(LargestTableDifference(expected.GetPointer(), Analyze(single.GetPointer()).GetPointer()), 1e-3);
}

TEST(MultifractalSpectrumFilter, DoesNotDependOnThreadsAndRunsAgain)
{
  const auto image = Generate<Series>(Process::MultifractalRandomWalk, 2048);
  const auto one = Analyze(image.GetPointer());
  const auto three = Filter::New();
  three->SetInput(image);
  three->SetForm(Form::Increments);
  three->SetReplicates(20);
  SetThreads(three, 3);
  three->Update();
  EXPECT_EQ(LargestTableDifference(one.GetPointer(), three.GetPointer()), 0.0);

  const double c1 = one->GetC1();
  one->SetFirstScale(1);
  one->Update();
  EXPECT_NE(one->GetC1(), c1);
  one->SetFirstScale(3);
  one->SetOrders({ 2.0 });
  one->SetLargestLag(32);
  one->SetReplicates(0);
  one->Update();
  EXPECT_EQ(one->GetC1(), c1);
  EXPECT_EQ(one->GetTable(Table::IncrementExponents).rows(), 1u);
  EXPECT_EQ(one->GetTable(Table::IncrementExponents)(0, 2), 0.0);
}

TEST(MultifractalSpectrumFilter, ReportsProgressAndHonorsAbort)
{
  const auto image = Generate<Series>(Process::MultifractalRandomWalk, 2048);
  const auto filter = Analyze(image.GetPointer());
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
  const std::string text = Printed(filter);
  for (const char * const name : { "Form: Increments", "LeaderExponent: 2", "Replicates: 20", "Orders: 0.5 1" })
  {
    ExpectContains(text, name);
  }
}

TEST(MultifractalSpectrumFilter, BadInputIsNamed)
{
  const auto image = Generate<Series>(Process::FractionalNoise, 1024);
  const auto filter = Filter::New();
  EXPECT_NE(ExceptionOf([&] { filter->Update(); }), "");
  filter->SetInput(image);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "SetForm");
  filter->SetForm(Form::Increments);
  filter->SetLastScale(12);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "scales up to");
  filter->SetLastScale(0);
  filter->SetSmallestLag(3);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "powers of two");
  filter->SetSmallestLag(4);
  filter->SetOrders({ -1.0 });
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "positive");
  filter->SetOrders({ 1.0 });
  filter->SetLeaderExponent(-2.0);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "exponent of leaders");
  filter->SetLeaderExponent(std::numeric_limits<double>::infinity());
  EXPECT_NO_THROW(filter->Update());

  image->GetBufferPointer()[5] = std::numeric_limits<double>::quiet_NaN();
  image->Modified();
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "sample 5 is not finite");
  image->FillBuffer(2.0);
  image->Modified();
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "constant");

  const auto square = itk::MultifractalSpectrumFilter<itk::Image<double, 2>>::New();
  square->SetInput(NoiseImage<itk::Image<double, 2>>({ 64, 64 }, 1));
  square->SetForm(Form::Increments);
  ExpectContains(ExceptionOf([&] { square->Update(); }), "one axis longer than 1");
}
