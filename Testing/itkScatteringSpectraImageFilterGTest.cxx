// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkScatteringSpectraImageFilter.h"

#include "phRandom.h"

#include <gtest/gtest.h>

#include <limits>
#include <sstream>

namespace
{
template <typename TReal>
typename itk::Image<TReal, 1>::Pointer
MakeSeries(itk::SizeValueType length)
{
  auto image = itk::Image<TReal, 1>::New();
  image->SetRegions(itk::Size<1>{ { length } });
  image->Allocate();
  std::vector<double> noise(length);
  phaseharmonics::FillStandardNormal(noise.data(), length, 4, 0);
  for (itk::SizeValueType n = 0; n < length; ++n)
  {
    image->GetBufferPointer()[n] = static_cast<TReal>(0.3 + noise[n] * (n % 50 < 20 ? 3.0 : 1.0));
  }
  return image;
}

using FilterType = itk::ScatteringSpectraImageFilter<itk::Image<double, 1>>;
using BoundaryEnum = FilterType::BoundaryEnum;

FilterType::Pointer
MakeFilter(itk::SizeValueType length = 300)
{
  auto filter = FilterType::New();
  filter->SetInput(MakeSeries<double>(length));
  return filter;
}

std::string
MessageOf(FilterType * filter)
{
  try
  {
    filter->Update();
  }
  catch (const itk::ExceptionObject & error)
  {
    return error.GetDescription();
  }
  return "";
}
} // namespace

TEST(ScatteringSpectraImageFilter, TableHoldsTheSpectra)
{
  for (const auto boundary : { BoundaryEnum::Mirror, BoundaryEnum::Periodic })
  {
    for (const itk::SizeValueType length : { 300u, 307u })
    {
      auto filter = MakeFilter(length);
      filter->SetBoundary(boundary);
      filter->SeriesModulusOn();
      filter->Update();
      EXPECT_EQ(filter->GetProgress(), 1.0f);
      const auto & spectra = filter->GetSpectra();
      const auto & table = filter->GetTable();
      EXPECT_EQ(spectra.numberOfScales, 5u);
      ASSERT_EQ(table.rows(), spectra.indices.size());
      for (unsigned int row = 0; row < table.rows(); ++row)
      {
        EXPECT_EQ(table(row, 0), 1.0 + static_cast<double>(spectra.indices[row].family));
        EXPECT_EQ(table(row, 1), spectra.indices[row].scale);
        EXPECT_EQ(std::complex<double>(table(row, 4), table(row, 5)), spectra.values[row]);
      }
      // The deviation is that of the samples.
      double sum = 0.0;
      for (itk::SizeValueType n = 0; n < length; ++n)
      {
        sum += std::pow(filter->GetInput()->GetBufferPointer()[n] - spectra.mean, 2.0);
      }
      EXPECT_NEAR(spectra.deviation, std::sqrt(sum / static_cast<double>(length)), 1e-12);
    }
  }
}

TEST(ScatteringSpectraImageFilter, DependsOnItsParametersAndNotOnThreads)
{
  auto filter = MakeFilter();
  filter->Update();
  const auto mirrored = filter->GetSpectra().values;
  filter->SetNumberOfWorkUnits(1);
  filter->Modified();
  filter->Update();
  EXPECT_EQ(filter->GetSpectra().values, mirrored);
  filter->SetBoundary(BoundaryEnum::Periodic);
  filter->Update();
  EXPECT_NE(filter->GetSpectra().values, mirrored);
  filter->SetNumberOfScales(3);
  filter->Update();
  EXPECT_EQ(filter->GetSpectra().numberOfScales, 3u);
}

TEST(ScatteringSpectraImageFilter, TakesFloats)
{
  auto single = itk::ScatteringSpectraImageFilter<itk::Image<float, 1>>::New();
  single->SetInput(MakeSeries<float>(300));
  single->Update();
  auto filter = MakeFilter();
  filter->Update();
  for (std::size_t i = 0; i < filter->GetSpectra().values.size(); ++i)
  {
    EXPECT_LT(std::abs(single->GetSpectra().values[i] - filter->GetSpectra().values[i]),
              1e-5 * (1.0 + std::abs(filter->GetSpectra().values[i])));
  }
}

TEST(ScatteringSpectraImageFilter, RefusesBadInput)
{
  EXPECT_THROW(FilterType::New()->Update(), itk::ExceptionObject);
  EXPECT_NE(MessageOf(MakeFilter(15)).find("at least 16 samples"), std::string::npos);
  auto filter = MakeFilter();
  filter->SetNumberOfScales(9);
  EXPECT_NE(MessageOf(filter).find("1 to 8"), std::string::npos);
  filter->SetNumberOfScales(8);
  EXPECT_EQ(MessageOf(filter), "");
  filter = MakeFilter();
  auto series = MakeSeries<double>(300);
  series->SetPixel({ { 17 } }, std::numeric_limits<double>::infinity());
  filter->SetInput(series);
  EXPECT_NE(MessageOf(filter).find("Sample 17"), std::string::npos);
  series = MakeSeries<double>(300);
  series->FillBuffer(2.0);
  filter->SetInput(series);
  EXPECT_NE(MessageOf(filter).find("no energy"), std::string::npos);
}

TEST(ScatteringSpectraImageFilter, PrintsItsParameters)
{
  std::ostringstream text;
  MakeFilter()->Print(text);
  for (const char * const name : { "NumberOfScales: 0", "SeriesModulus: Off", "Boundary: " })
  {
    EXPECT_NE(text.str().find(name), std::string::npos) << name;
  }
}
