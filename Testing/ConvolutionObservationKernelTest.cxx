// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Observation through blur, decimation and weights against direct sums, and its quadratic problems.

#include "phConvolutionTestTools.h"

namespace
{
using namespace phaseharmonics_test;

const ConvolutionBoundary AllBoundaries[] = { ConvolutionBoundary::Periodic,
                                              ConvolutionBoundary::Mirror,
                                              ConvolutionBoundary::Zero,
                                              ConvolutionBoundary::Unknown };

struct ObservationCase
{
  Grid                       grid;
  Grid                       kernel;
  std::array<std::size_t, 3> decimation;
};

const std::vector<ObservationCase> &
Cases()
{
  static const std::vector<ObservationCase> cases{ { MakeGrid(23), MakeGrid(4), { { 1, 1, 1 } } },
                                                   { MakeGrid(16), MakeGrid(5), { { 3, 1, 1 } } },
                                                   { MakeGrid(13, 8), MakeGrid(3, 4), { { 1, 1, 1 } } },
                                                   { MakeGrid(7, 6), MakeGrid(3, 5), { { 2, 3, 1 } } },
                                                   { MakeGrid(5, 4, 3), MakeGrid(2, 3, 3), { { 1, 2, 1 } } },
                                                   { MakeGrid(11, 1), MakeGrid(3, 1), { { 2, 1, 1 } } } };
  return cases;
}

ConvolutionObservationOptions
OptionsOf(const ObservationCase & c, ConvolutionBoundary boundary)
{
  auto options = ObservationOptions(boundary, c.decimation);
  options.kernel = SkewedKernel(c.kernel);
  return options;
}

template <typename T>
void
TestOperator(double tolerance)
{
  for (const ObservationCase & c : Cases())
  {
    for (const ConvolutionBoundary boundary : AllBoundaries)
    {
      SCOPED_TRACE(Name(c.grid) + " boundary " + std::to_string(static_cast<int>(boundary)));
      const auto                      options = OptionsOf(c, boundary);
      const ConvolutionObservation<T> observation(c.grid, options, c.kernel);
      const Grid                      working = observation.GetWorkingGrid();
      const std::size_t               pixels = working.NumberOfPixels();
      const std::size_t               observed = observation.GetWorkingObservedGrid().NumberOfPixels();
      const auto                      x = Noise<T>(2 * pixels, 1);
      const auto                      y = Noise<T>(2 * observed, 2);
      std::vector<T>                  image(2 * observed);
      std::vector<T>                  adjoint(2 * pixels);
      observation.Apply(x.data(), 2, image.data(), SerialExecutor());
      observation.ApplyAdjoint(y.data(), 2, adjoint.data(), SerialExecutor());
      for (std::size_t channel = 0; channel < 2; ++channel)
      {
        const auto first = static_cast<std::ptrdiff_t>(channel * pixels);
        const auto firstObserved = static_cast<std::ptrdiff_t>(channel * observed);
        const auto count = static_cast<std::ptrdiff_t>(observed);
        const auto direct = DirectObservation(
          options, working, { x.begin() + first, x.begin() + first + static_cast<std::ptrdiff_t>(pixels) });
        const std::vector<T> own(image.begin() + firstObserved, image.begin() + firstObserved + count);
        EXPECT_LT(LargestDifference(own, direct), tolerance);
      }
      const double left = SumOfProducts({ image.begin(), image.end() }, { y.begin(), y.end() });
      const double right = SumOfProducts({ x.begin(), x.end() }, { adjoint.begin(), adjoint.end() });
      EXPECT_NEAR(left, right, tolerance * static_cast<double>(pixels));
    }
  }
}

TEST(ConvolutionObservation, OperatorIsADirectSumAndHasItsAdjoint)
{
  TestOperator<double>(1e-12);
  TestOperator<float>(1e-5);
}

TEST(ConvolutionObservation, GeometryPutsObservedPixelsOnEveryNthFinePixel)
{
  for (const ObservationCase & c : Cases())
  {
    for (const ConvolutionBoundary boundary : AllBoundaries)
    {
      const ConvolutionObservation<double> observation(c.grid, OptionsOf(c, boundary), c.kernel);
      for (unsigned int axis = 0; axis < 3; ++axis)
      {
        const std::size_t step = c.decimation[axis];
        const std::size_t fine = step * c.grid.size[axis];
        const std::size_t working = observation.GetWorkingGrid().size[axis];
        const std::size_t reach = 2 * (c.kernel.size[axis] - 1); // atoms are as large as the kernel
        EXPECT_EQ(observation.GetFineGrid().size[axis], fine);
        EXPECT_EQ(working, step * observation.GetWorkingObservedGrid().size[axis]);
        EXPECT_EQ(observation.GetOffset()[axis] % step, 0u);
        EXPECT_GE(working, boundary == ConvolutionBoundary::Periodic ? fine : fine + reach);
        EXPECT_LE(observation.GetOffset()[axis] + fine, working);
        EXPECT_EQ(working == fine, boundary == ConvolutionBoundary::Periodic || reach == 0);
      }
      // A fine image of which the observed pixels are known, without blur.
      auto options = OptionsOf(c, boundary);
      options.kernel = {};
      const ConvolutionObservation<double> sampling(c.grid, options, c.kernel);
      const auto                           fine = Noise<double>(sampling.GetFineGrid().NumberOfPixels(), 3);
      std::vector<double>                  working(sampling.GetWorkingGrid().NumberOfPixels());
      std::vector<double>                  image(sampling.GetWorkingObservedGrid().NumberOfPixels());
      std::vector<double>                  observed(c.grid.NumberOfPixels());
      std::vector<double>                  back(fine.size());
      sampling.ExtendFine(fine.data(), 1, working.data());
      sampling.Apply(working.data(), 1, image.data(), SerialExecutor());
      sampling.CropObserved(image.data(), 1, observed.data());
      sampling.CropFine(working.data(), 1, back.data());
      phaseharmonics_reference::RealArray reference(ReferenceGrid(sampling.GetFineGrid()));
      reference.data = fine;
      const auto expected = Decimated(
        reference,
        { static_cast<int>(c.decimation[0]), static_cast<int>(c.decimation[1]), static_cast<int>(c.decimation[2]) });
      EXPECT_LT(LargestDifference(observed, expected.data), 1e-13);
      EXPECT_EQ(back, fine);
    }
  }
}

TEST(ConvolutionObservation, BoundariesExtendTheImageAsTheySay)
{
  const std::vector<double> image{ 1.0, 2.0, 3.0, 4.0 };
  const auto                extended = [&](ConvolutionBoundary boundary) {
    const ConvolutionObservation<double> observation(MakeGrid(4), ObservationOptions(boundary), MakeGrid(6));
    std::vector<double>                  working(observation.GetWorkingGrid().NumberOfPixels());
    observation.Extend(image.data(), 1, working.data());
    return working;
  };
  EXPECT_EQ(extended(ConvolutionBoundary::Mirror),
            (std::vector<double>{ 2.0, 1.0, 1.0, 2.0, 3.0, 4.0, 4.0, 3.0, 2.0 }));
  EXPECT_EQ(extended(ConvolutionBoundary::Zero), (std::vector<double>{ 0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 0.0, 0.0, 0.0 }));

  const std::vector<double>            weights{ 1.0, 0.0, 2.0, 1.0 };
  const std::vector<double>            missing{ 1.0, std::nan(""), 3.0, 4.0 };
  const ConvolutionObservation<double> observation(
    MakeGrid(4), ObservationOptions(ConvolutionBoundary::Unknown), MakeGrid(6), weights.data());
  std::vector<double> working(9);
  observation.Extend(missing.data(), 1, working.data());
  EXPECT_EQ(working, (std::vector<double>{ 0.0, 0.0, 1.0, 0.0, 3.0, 4.0, 0.0, 0.0, 0.0 }));
  const auto & extendedWeights = observation.GetWorkingWeights();
  EXPECT_EQ(std::vector<double>(extendedWeights.begin(), extendedWeights.end()),
            (std::vector<double>{ 0.0, 0.0, 1.0, 0.0, 2.0, 1.0, 0.0, 0.0, 0.0 }));
  EXPECT_EQ(observation.GetLargestWeight(), 2.0);
}

TEST(ConvolutionObservation, GaussianBlurIsItsSampledKernel)
{
  auto gaussian = ObservationOptions(ConvolutionBoundary::Periodic);
  gaussian.blurSigma = { { 1.2, 0.7, 0.0 } };
  auto sampled = ObservationOptions(ConvolutionBoundary::Periodic);
  sampled.kernel = { MakeGrid(13, 9), {}, { { 6, 4, 0 } } };
  double sum = 0.0;
  for (int y = -4; y <= 4; ++y)
  {
    for (int x = -6; x <= 6; ++x)
    {
      sampled.kernel.values.push_back(
        std::abs(x) <= 6 && std::abs(y) <= 4 ? std::exp(-0.5 * (x * x / 1.44 + y * y / 0.49)) : 0.0);
      sum += sampled.kernel.values.back();
    }
  }
  for (double & value : sampled.kernel.values)
  {
    value /= sum;
  }
  const Grid                           grid = MakeGrid(17, 12);
  const ConvolutionObservation<double> one(grid, gaussian, MakeGrid(1, 1));
  const ConvolutionObservation<double> other(grid, sampled, MakeGrid(1, 1));
  const auto                           x = Noise<double>(grid.NumberOfPixels(), 1);
  std::vector<double>                  a(x.size());
  std::vector<double>                  b(x.size());
  one.Apply(x.data(), 1, a.data(), SerialExecutor());
  other.Apply(x.data(), 1, b.data(), SerialExecutor());
  EXPECT_LT(LargestDifference(a, b), 1e-12);
}

// The gradient of the functional vanishes.
TEST(ConvolutionObservation, BackgroundSolvesItsNormalEquations)
{
  for (const ObservationCase & c : Cases())
  {
    for (const ConvolutionBoundary boundary : AllBoundaries)
    {
      for (const bool isWeighted : { false, true })
      {
        SCOPED_TRACE(Name(c.grid) + " boundary " + std::to_string(static_cast<int>(boundary)));
        const double        smoothing = 0.7;
        const auto          y = Noise<double>(c.grid.NumberOfPixels(), 2);
        std::vector<double> weights(y.size());
        phaseharmonics::FillUniform(weights.data(), weights.size(), 1, 0);
        weights[1] = 0.0;
        const ConvolutionObservation<double> observation(
          c.grid, OptionsOf(c, boundary), c.kernel, isWeighted ? weights.data() : nullptr);
        const Grid          working = observation.GetWorkingGrid();
        std::vector<double> x(working.NumberOfPixels());
        observation.Background(y.data(), 1, smoothing, x.data(), SerialExecutor(), 1e-11, 2000);

        std::vector<double> residual(observation.GetWorkingObservedGrid().NumberOfPixels());
        std::vector<double> data(residual.size());
        std::vector<double> gradient(x.size());
        observation.Apply(x.data(), 1, residual.data(), SerialExecutor());
        observation.Extend(y.data(), 1, data.data());
        for (std::size_t i = 0; i < residual.size(); ++i)
        {
          const auto & w = observation.GetWorkingWeights();
          residual[i] = (residual[i] - data[i]) * (w.size() > 0 ? w[i] : 1.0);
        }
        observation.ApplyAdjoint(residual.data(), 1, gradient.data(), SerialExecutor());
        phaseharmonics_reference::RealArray image(ReferenceGrid(working));
        image.data = x;
        for (std::size_t i = 0; i < x.size(); ++i)
        {
          const auto u = image.grid.Position(i);
          for (int axis = 0; axis < 3; ++axis)
          {
            auto before = u;
            auto after = u;
            --before[axis];
            ++after[axis];
            gradient[i] +=
              smoothing * (2.0 * x[i] - image.data[image.grid.Offset(before)] - image.data[image.grid.Offset(after)]);
          }
        }
        EXPECT_LT(LargestDifference(gradient, std::vector<double>(gradient.size())), 1e-8);
      }
    }
  }
}

template <typename T>
void
TestProjection(double tolerance)
{
  for (const ObservationCase & c : Cases())
  {
    for (const ConvolutionBoundary boundary : AllBoundaries)
    {
      SCOPED_TRACE(Name(c.grid) + " boundary " + std::to_string(static_cast<int>(boundary)));
      auto options = OptionsOf(c, boundary);
      options.kernel.values[c.kernel.size[0] / 3] += 2.0; // no frequency is lost
      const ConvolutionObservation<T> observation(c.grid, options, c.kernel);
      const auto                      y = Noise<T>(2 * c.grid.NumberOfPixels(), 2);
      const auto                      start = Noise<T>(2 * observation.GetWorkingGrid().NumberOfPixels(), 3);
      auto                            x = start;
      observation.Project(y.data(), 2, 0.0, x.data(), SerialExecutor(), 1e-8, 1000);
      std::vector<T> image(2 * observation.GetWorkingObservedGrid().NumberOfPixels());
      std::vector<T> observed(y.size());
      observation.Apply(x.data(), 2, image.data(), SerialExecutor());
      observation.CropObserved(image.data(), 2, observed.data());
      EXPECT_LT(LargestDifference(observed, y), tolerance);
      auto again = x;
      observation.Project(y.data(), 2, 0.0, again.data(), SerialExecutor(), 1e-8, 1000);
      EXPECT_LT(LargestDifference(again, x), 10.0 * tolerance);
      // The change lies in the range of the adjoint, so it is orthogonal to what is not observed.
      auto                 unseen = Noise<T>(start.size(), 4);
      const std::vector<T> nothing(y.size());
      observation.Project(nothing.data(), 2, 0.0, unseen.data(), SerialExecutor(), 1e-8, 1000);
      double product = 0.0;
      for (std::size_t i = 0; i < x.size(); ++i)
      {
        product += static_cast<double>(unseen[i]) * static_cast<double>(x[i] - start[i]);
      }
      EXPECT_NEAR(product, 0.0, tolerance * static_cast<double>(x.size()));
    }
  }
}

TEST(ConvolutionObservation, ProjectionIsObservedAsTheData)
{
  TestProjection<double>(1e-7);
  TestProjection<float>(1e-4);
}

TEST(ConvolutionObservation, PeriodicProjectionIsExact)
{
  auto options = ObservationOptions(ConvolutionBoundary::Periodic);
  options.blurSigma = { { 0.8, 0.8, 0.0 } };
  const Grid                           grid = MakeGrid(47, 32);
  const ConvolutionObservation<double> observation(grid, options, MakeGrid(1, 1));
  const auto                           y = Noise<double>(grid.NumberOfPixels(), 2);
  std::vector<double>                  x(y.size());
  std::vector<double>                  image(y.size());
  observation.Project(y.data(), 1, 1e-14, x.data(), SerialExecutor());
  observation.Apply(x.data(), 1, image.data(), SerialExecutor());
  EXPECT_LT(LargestDifference(image, y), 1e-5);
}

TEST(ConvolutionObservation, NamesWhatIsWrong)
{
  const Grid grid = MakeGrid(8, 6);
  const auto message = [&](const ConvolutionObservationOptions & options,
                           const Grid &                          support = MakeGrid(3, 3),
                           const double *                        weights = nullptr) {
    return InvalidArgument([&] { ConvolutionObservation<double>(grid, options, support, weights); });
  };
  const auto contains = [](const std::string & text, const char * part) {
    return text.find(part) != std::string::npos ? ::testing::AssertionSuccess()
                                                : ::testing::AssertionFailure() << '"' << text << '"';
  };
  const auto good = ObservationOptions(ConvolutionBoundary::Periodic);
  EXPECT_EQ(message(good), "");
  auto options = good;
  options.decimation[1] = 0;
  EXPECT_TRUE(contains(message(options), "decimation along axis 1 is 0"));
  options = good;
  options.decimation[2] = 2;
  EXPECT_TRUE(contains(message(options), "decimation along axis 2"));
  options = good;
  options.blurSigma[0] = -1.0;
  EXPECT_TRUE(contains(message(options), "deviation of the blur along axis 0"));
  options.blurSigma[0] = std::nan("");
  EXPECT_TRUE(contains(message(options), "deviation of the blur along axis 0"));
  options = good;
  options.kernel = SkewedKernel(MakeGrid(9, 3));
  EXPECT_TRUE(contains(message(options), "kernel has 9 pixels along axis 0, more than the 8"));
  options.kernel = SkewedKernel(MakeGrid(3, 3));
  options.kernel.center[0] = 3;
  EXPECT_TRUE(contains(message(options), "center"));
  options.kernel = SkewedKernel(MakeGrid(3, 3));
  options.kernel.values[4] = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(contains(message(options), "not finite"));
  options.kernel.values.assign(9, 0.0);
  EXPECT_TRUE(contains(message(options), "zero"));
  options.kernel.values.pop_back();
  EXPECT_TRUE(contains(message(options), "8 values for 9 pixels"));
  EXPECT_TRUE(contains(message(good, MakeGrid(9, 3)), "more than the image has"));
  EXPECT_TRUE(contains(message(good, MakeGrid(3, 3, 3)), "dimensions"));
  std::vector<double> weights(grid.NumberOfPixels(), 1.0);
  weights[5] = -1.0;
  EXPECT_TRUE(contains(message(good, MakeGrid(3, 3), weights.data()), "weight of pixel 5"));
  weights.assign(weights.size(), 0.0);
  EXPECT_TRUE(contains(message(good, MakeGrid(3, 3), weights.data()), "no pixel is observed"));
  EXPECT_TRUE(contains(InvalidArgument([&] {
                         ConvolutionObservation<double>(Grid{ 2, { { 4, 0, 1 } } }, good, MakeGrid(1, 1));
                       }),
                       "observed image"));

  const ConvolutionObservation<double> observation(grid, good, MakeGrid(3, 3));
  std::vector<double>                  image(grid.NumberOfPixels(), 1.0);
  std::vector<double>                  working(image.size());
  EXPECT_TRUE(
    contains(InvalidArgument([&] { observation.Background(image.data(), 1, 0.0, working.data(), SerialExecutor()); }),
             "smoothing"));
  EXPECT_TRUE(
    contains(InvalidArgument([&] { observation.Project(image.data(), 1, -1.0, working.data(), SerialExecutor()); }),
             "regularization"));
  image[7] = std::nan("");
  EXPECT_TRUE(
    contains(InvalidArgument([&] { observation.Extend(image.data(), 1, working.data()); }), "Pixel 7 of the image"));
}
} // namespace
