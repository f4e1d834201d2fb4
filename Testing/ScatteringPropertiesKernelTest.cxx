// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Gradients, independence of threads, and stability of the scattering.

#include "phScatteringTestTools.h"

#include <numeric>
#include <thread>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

class ThreadedExecutor : public Executor
{
public:
  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 3; ++t)
    {
      threads.emplace_back([&, t] {
        for (std::size_t i = count - t % 2; i-- > 0;)
        {
          if (i % 3 == t)
          {
            body(i);
          }
        }
        if (t == 1 && (count - 1) % 3 == 1)
        {
          body(count - 1);
        }
      });
    }
    for (std::thread & thread : threads)
    {
      thread.join();
    }
  }
};

std::vector<ScatteringOptions>
Modes()
{
  std::vector<ScatteringOptions> modes;
  for (const ScatteringVariant variant :
       { ScatteringVariant::None, ScatteringVariant::Logarithm, ScatteringVariant::NormalizedSecondOrder })
  {
    for (const unsigned int phases : { 0u, 4u })
    {
      ScatteringOptions options = MakeScatteringOptions(2, 2, 2, phases);
      options.variant = variant;
      // Far from the kinks of max(0, .) and from the poles of the variants.
      options.epsilon = 0.5;
      modes.push_back(options);
      options.boundary = ScatteringBoundary::Mirror;
      options.subsampling = Subsampling::Fold;
      options.bank.oversampling = 0;
      modes.push_back(options);
    }
  }
  return modes;
}

TEST(Scattering, AdjointIsTheGradient)
{
  for (const Grid & grid : { MakeGrid(16, 12), MakeGrid(24), MakeGrid(4, 8, 4) })
  {
    for (ScatteringOptions options : Modes())
    {
      options.bank.numberOfOrientations = grid.dimension == 2 ? 2 : DefaultNumberOfOrientations(grid.dimension);
      SCOPED_TRACE(Name(grid) + " variant " + std::to_string(static_cast<int>(options.variant)) + " phases " +
                   std::to_string(options.numberOfPhases));
      const Scattering<double> scattering(grid, options, SerialExecutor());
      const auto               image = Noise<double>(grid.NumberOfPixels(), 5);
      const auto               direction = Noise<double>(grid.NumberOfPixels(), 6);
      const auto               weights = Noise<double>(scattering.OutputSize(), 7);
      std::vector<double>      gradient(image.size());
      scattering.Adjoint(image.data(), 1, weights.data(), gradient.data(), SerialExecutor());
      const auto value = [&](double step) {
        std::vector<double> moved = image;
        for (std::size_t i = 0; i < moved.size(); ++i)
        {
          moved[i] += step * direction[i];
        }
        const auto coefficients = ScatteringOf(scattering, moved);
        return std::inner_product(coefficients.begin(), coefficients.end(), weights.begin(), 0.0);
      };
      // The rectifier has corners between the two points: their share falls with the step.
      const double step = 1e-7;
      const double expected = (value(step) - value(-step)) / (2.0 * step);
      const double slope = std::inner_product(gradient.begin(), gradient.end(), direction.begin(), 0.0);
      EXPECT_NEAR(slope, expected, 2e-6 * (1.0 + std::abs(expected)));
    }
  }
}

TEST(Scattering, BatchesAndThreadsGiveTheSameBits)
{
  // Threads share small images, and the bands of large ones.
  for (const Grid & grid : { MakeGrid(32, 24), MakeGrid(160, 128) })
  {
    for (const ScatteringOptions & options : Modes())
    {
      const Scattering<float> scattering(grid, options, SerialExecutor());
      const std::size_t       pixels = grid.NumberOfPixels();
      const std::size_t       size = scattering.OutputSize();
      const std::size_t       count = grid.size[0] < 100 ? 5 : 2;
      const auto              images = Noise<float>(count * pixels, 8);
      const auto              weights = Noise<float>(count * size, 9);
      std::vector<float>      together(count * size);
      std::vector<float>      gradients(images.size());
      scattering.Forward(images.data(), count, together.data(), ThreadedExecutor());
      scattering.Adjoint(images.data(), count, weights.data(), gradients.data(), ThreadedExecutor());
      for (std::size_t i = 0; i < count; ++i)
      {
        std::vector<float> one(size);
        std::vector<float> gradient(pixels);
        scattering.Forward(images.data() + i * pixels, 1, one.data(), SerialExecutor());
        scattering.Adjoint(images.data() + i * pixels, 1, weights.data() + i * size, gradient.data(), SerialExecutor());
        EXPECT_TRUE(std::equal(one.begin(), one.end(), together.begin() + i * size));
        EXPECT_TRUE(std::equal(gradient.begin(), gradient.end(), gradients.begin() + i * pixels));
      }
    }
  }
}

// A sum of waves, which can be evaluated at any position.
class SmoothField
{
public:
  SmoothField(std::size_t count, double largestFrequency, std::uint64_t seed)
    : m_Parameters(Noise<double>(4 * count, seed))
    , m_LargestFrequency(largestFrequency)
  {}

  double
  At(double x, double y) const
  {
    double sum = 0.0;
    for (std::size_t i = 0; i < m_Parameters.size(); i += 4)
    {
      // Whole numbers of periods in 128 pixels.
      const auto   frequency = [&](double normal) { return std::round(m_LargestFrequency * std::tanh(normal)); };
      const double angle =
        2.0 * std::acos(-1.0) * (frequency(m_Parameters[i]) * x + frequency(m_Parameters[i + 1]) * y) / 128.0 +
        10.0 * m_Parameters[i + 2];
      sum += m_Parameters[i + 3] * std::cos(angle);
    }
    return sum;
  }

private:
  std::vector<double> m_Parameters;
  double              m_LargestFrequency;
};

double
RelativeDifference(const std::vector<double> & a, const std::vector<double> & b, double norm)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
  {
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  }
  return std::sqrt(sum) / norm;
}

// ||S D_tau x - S x|| grows as the largest gradient of tau.
TEST(Scattering, IsStableToSmallDeformations)
{
  const Grid               grid = MakeGrid(128, 128);
  const SmoothField        field(60, 40.0, 31);
  const SmoothField        shifts[2] = { SmoothField(12, 3.0, 32), SmoothField(12, 3.0, 33) };
  const Scattering<double> scattering(grid, MakeScatteringOptions(4, 8, 2, 4), SerialExecutor());
  const auto               deformed = [&](double scale) {
    std::vector<double> image;
    for (std::size_t i = 0; i < grid.NumberOfPixels(); ++i)
    {
      const auto x = static_cast<double>(i % 128);
      const auto y = static_cast<double>(i / 128);
      image.push_back(field.At(x - scale * shifts[0].At(x, y), y - scale * shifts[1].At(x, y)));
    }
    return image;
  };
  double largestGradient = 0.0;
  for (int y = 0; y < 128; ++y)
  {
    for (int x = 0; x < 128; ++x)
    {
      double square = 0.0;
      for (const SmoothField & shift : shifts)
      {
        square += std::pow(shift.At(x + 0.5, y) - shift.At(x - 0.5, y), 2) +
                  std::pow(shift.At(x, y + 0.5) - shift.At(x, y - 0.5), 2);
      }
      largestGradient = std::max(largestGradient, std::sqrt(square));
    }
  }
  const auto          image = deformed(0.0);
  const auto          expected = ScatteringOf(scattering, image);
  const double        norm = std::sqrt(std::inner_product(image.begin(), image.end(), image.begin(), 0.0));
  std::vector<double> logs[2];
  for (const double gradient : { 0.02, 0.05, 0.1, 0.2 })
  {
    const auto moved = ScatteringOf(scattering, deformed(gradient / largestGradient));
    logs[0].push_back(std::log(gradient));
    logs[1].push_back(std::log(RelativeDifference(moved, expected, norm)));
  }
  const double meanX = std::accumulate(logs[0].begin(), logs[0].end(), 0.0) / 4.0;
  const double meanY = std::accumulate(logs[1].begin(), logs[1].end(), 0.0) / 4.0;
  double       covariance = 0.0;
  double       variance = 0.0;
  for (std::size_t i = 0; i < 4; ++i)
  {
    covariance += (logs[0][i] - meanX) * (logs[1][i] - meanY);
    variance += std::pow(logs[0][i] - meanX, 2);
  }
  EXPECT_NEAR(covariance / variance, 1.0, 0.1);
}

// Translations by t, in whole pixels, change averages over 2^J by O(t / 2^J).
TEST(Scattering, ChangesLittleUnderTranslations)
{
  const Grid               grid = MakeGrid(128, 128);
  const SmoothField        field(60, 40.0, 31);
  const Scattering<double> scattering(grid, MakeScatteringOptions(5, 4, 2, 4), SerialExecutor());
  const auto               translated = [&](double shift) {
    std::vector<double> image;
    for (std::size_t i = 0; i < grid.NumberOfPixels(); ++i)
    {
      image.push_back(field.At(static_cast<double>(i % 128) - shift, static_cast<double>(i / 128)));
    }
    return image;
  };
  const auto   expected = ScatteringOf(scattering, translated(0.0));
  const double norm = std::sqrt(std::inner_product(expected.begin(), expected.end(), expected.begin(), 0.0));
  double       before = 0.0;
  for (const double shift : { 1.0, 2.0, 4.0 })
  {
    const double difference = RelativeDifference(ScatteringOf(scattering, translated(shift)), expected, norm);
    EXPECT_LT(difference, shift / 32.0);
    if (before > 0.0)
    {
      EXPECT_NEAR(difference / before, 2.0, 0.3);
    }
    before = difference;
  }
}
} // namespace
