// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesGenerators.h"
#include "phSeriesPrices.h"

#include "phKernelTestTools.h"

#include <cmath>

namespace
{
using namespace phaseharmonics;

TEST(SeriesPrices, ArePowersOfTheSumsOfReturns)
{
  const std::vector<double> returns{ std::log(2.0), -std::log(4.0), 0.0 };
  const std::vector<double> expected{ 200.0, 50.0, 50.0 };
  const auto                prices = PricesOfReturns(returns);
  const auto                same = PricesOfPath(IntegrateSeries(returns));
  for (std::size_t n = 0; n < 3; ++n)
  {
    EXPECT_NEAR(prices[n], expected[n], 1e-12);
    EXPECT_NEAR(same[n], expected[n], 1e-12);
  }
  const auto again = ReturnsOfPrices(prices);
  ASSERT_EQ(again.size(), 2u);
  EXPECT_NEAR(again[0], returns[1], 1e-14);
  EXPECT_NEAR(again[1], returns[2], 1e-14);
}

TEST(SeriesPrices, MustHaveALogarithm)
{
  for (const double bad : { 0.0, -3.0, std::nan(""), HUGE_VAL })
  {
    try
    {
      ReturnsOfPrices({ 1.0, 2.0, bad });
      ADD_FAILURE() << bad;
    }
    catch (const std::invalid_argument & error)
    {
      EXPECT_NE(std::string(error.what()).find("Price 2 of"), std::string::npos);
    }
  }
  EXPECT_TRUE(ReturnsOfPrices({ 1.0 }).empty());
}
} // namespace
