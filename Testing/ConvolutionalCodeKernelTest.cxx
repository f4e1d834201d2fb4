// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Convolutional sparse codes: optimality, against dense problems, and where the answer is known.

#include "phConvolutionTestTools.h"
#include "phSparseCoder.h"

namespace
{
using namespace phaseharmonics_test;

struct CodeCase
{
  Grid                       grid;
  Grid                       support;
  std::size_t                channels;
  std::size_t                atoms;
  std::array<std::size_t, 3> decimation;
  ConvolutionBoundary        boundary;
  bool                       isWeighted;
  bool                       isNonNegative;
};

const std::vector<CodeCase> &
Cases()
{
  using B = ConvolutionBoundary;
  static const std::vector<CodeCase> cases{
    { MakeGrid(23), MakeGrid(5), 1, 3, { { 1, 1, 1 } }, B::Periodic, false, false },
    { MakeGrid(10), MakeGrid(4), 1, 2, { { 2, 1, 1 } }, B::Zero, false, true },
    { MakeGrid(9, 7), MakeGrid(3, 2), 1, 3, { { 1, 1, 1 } }, B::Periodic, false, false },
    { MakeGrid(6, 5), MakeGrid(3, 3), 2, 2, { { 1, 1, 1 } }, B::Mirror, false, false },
    { MakeGrid(4, 3), MakeGrid(2, 3), 2, 3, { { 2, 2, 1 } }, B::Periodic, false, false },
    { MakeGrid(3, 4), MakeGrid(3, 2), 1, 2, { { 3, 2, 1 } }, B::Periodic, true, false },
    { MakeGrid(7, 5), MakeGrid(3, 3), 1, 2, { { 1, 1, 1 } }, B::Unknown, true, true },
    { MakeGrid(5, 4), MakeGrid(2, 2), 3, 2, { { 1, 1, 1 } }, B::Unknown, false, false },
    { MakeGrid(4, 3, 3), MakeGrid(2, 2, 3), 1, 2, { { 1, 1, 1 } }, B::Periodic, false, false },
    { MakeGrid(3, 2, 3), MakeGrid(2, 1, 2), 1, 2, { { 1, 2, 1 } }, B::Zero, false, false }
  };
  return cases;
}

template <typename T>
struct Problem
{
  std::vector<T>              image;
  ConvolutionalSparseCoder<T> coder;

  SparseCodeReport
  Encode(std::vector<T> &           code,
         const SparseCodeProblem &  problem,
         const SparseCodeStopping & stopping,
         bool                       isWarmStart = false) const
  {
    code.resize(coder.GetCodeSize());
    return coder.Encode(image.data(), code.data(), isWarmStart, problem, stopping, SerialExecutor());
  }
};

template <typename T>
Problem<T>
Make(const CodeCase & c)
{
  auto options = ObservationOptions(c.boundary, c.decimation);
  options.kernel = SkewedKernel(c.grid.size[1] > 1 ? MakeGrid(2, 2) : MakeGrid(3));
  options.kernel.values[0] += 0.5;
  std::vector<T> weights(c.grid.NumberOfPixels());
  phaseharmonics::FillUniform(weights.data(), weights.size(), 3, 0);
  weights[2] = T(0);
  auto observation = MakeObservation<T>(c.grid, options, c.support, c.isWeighted ? weights.data() : nullptr);
  return { Noise<T>(c.channels * c.grid.NumberOfPixels(), 7),
           MakeCoder<T>(observation, NoiseDictionary<T>(c.support, c.channels, c.atoms, 8)) };
}

// The largest eigenvalue of A^T A.
double
LargestEigenvalue(const phaseharmonics_reference::DenseLasso & dense)
{
  const std::size_t   columns = dense.a.size() / dense.rows;
  std::vector<double> z = Noise<double>(columns, 1);
  double              norm = 0.0;
  for (int iteration = 0; iteration < 3000; ++iteration)
  {
    std::vector<double> image(dense.rows, 0.0);
    for (std::size_t j = 0; j < columns; ++j)
    {
      for (std::size_t i = 0; i < dense.rows; ++i)
      {
        image[i] += dense.a[j * dense.rows + i] * z[j];
      }
    }
    for (std::size_t j = 0; j < columns; ++j)
    {
      z[j] = dense.Column(j, image);
    }
    norm = std::sqrt(SumOfProducts(z, z));
    for (double & value : z)
    {
      value /= norm;
    }
  }
  return norm;
}

TEST(ConvolutionalCode, LipschitzConstantIsTheLargestEigenvalue)
{
  for (const CodeCase & c : Cases())
  {
    SCOPED_TRACE(Name(c.grid));
    const auto   problem = Make<double>(c);
    const double exact = LargestEigenvalue(DenseProblem(problem.coder, problem.image, 1.0));
    const double bound = problem.coder.GetLipschitzConstant();
    if (problem.coder.GetObservation().GetWorkingWeights().size() > 0)
    {
      EXPECT_GE(bound, exact * (1.0 - 1e-9));
    }
    else
    {
      EXPECT_NEAR(bound, exact, 1e-6 * exact);
    }
  }
}

// The mean square of the columns.
TEST(ConvolutionalCode, NoiseGainIsThatOfTheAdjoint)
{
  for (const CodeCase & c : Cases())
  {
    if (!c.isWeighted && c.boundary != ConvolutionBoundary::Unknown)
    {
      const auto   problem = Make<double>(c);
      const auto   dense = DenseProblem(problem.coder, problem.image, 1.0);
      const double columns = static_cast<double>(problem.coder.GetCodeSize());
      EXPECT_NEAR(problem.coder.GetNoiseGain(), std::sqrt(SumOfProducts(dense.a, dense.a) / columns), 1e-12);
    }
  }
}

TEST(ConvolutionalCode, ReachesTheOptimumOfTheDenseProblem)
{
  for (const CodeCase & c : Cases())
  {
    SCOPED_TRACE(Name(c.grid));
    const auto          problem = Make<double>(c);
    const double        lambdaMax = problem.coder.LambdaMax(problem.image.data(), c.isNonNegative, SerialExecutor());
    auto                dense = DenseProblem(problem.coder, problem.image, 0.1 * lambdaMax);
    std::vector<double> code;
    dense.isNonNegative = c.isNonNegative;
    const double optimum = dense.Objective(dense.Solve(4000));
    const auto   report = problem.Encode(code, Ratio(0.1, c.isNonNegative), { 20000, 1e-9 });
    EXPECT_TRUE(report.hasConverged);
    EXPECT_NEAR(report.objective, dense.Objective(code), 1e-9 * report.objective);
    EXPECT_NEAR(report.objective, optimum, 1e-6 * optimum);
    EXPECT_NEAR(report.lambda, 0.1 * lambdaMax, 1e-12);
    EXPECT_EQ(report.supportSize, code.size() - static_cast<std::size_t>(std::count(code.begin(), code.end(), 0.0)));

    double largest = 0.0;
    for (std::size_t j = 0; j < code.size(); ++j)
    {
      const double correlation = dense.Column(j, dense.y);
      largest = std::max(largest, c.isNonNegative ? correlation : std::abs(correlation));
    }
    EXPECT_NEAR(lambdaMax, largest, 1e-10);
  }
}

TEST(ConvolutionalCode, SatisfiesTheConditionsOfOptimality)
{
  for (const CodeCase & c : Cases())
  {
    SCOPED_TRACE(Name(c.grid));
    const auto          problem = Make<double>(c);
    std::vector<double> code;
    const auto          report = problem.Encode(code, Ratio(0.2, c.isNonNegative), { 50000, 1e-14 });
    const auto          dense = DenseProblem(problem.coder, problem.image, report.lambda);
    const auto          residual = dense.Residual(code);
    for (std::size_t j = 0; j < code.size(); ++j)
    {
      const double correlation = dense.Column(j, residual);
      EXPECT_LE(c.isNonNegative ? correlation : std::abs(correlation), report.lambda * (1.0 + 1e-4));
      EXPECT_TRUE(!c.isNonNegative || code[j] >= 0.0);
      if (code[j] != 0.0)
      {
        EXPECT_NEAR(correlation, std::copysign(report.lambda, code[j]), 1e-4 * report.lambda);
      }
    }
  }
}

template <typename T>
void
TestGap(double slack)
{
  for (const CodeCase & c : Cases())
  {
    SCOPED_TRACE(Name(c.grid));
    const auto     problem = Make<T>(c);
    std::vector<T> code;
    const double   optimum = problem.Encode(code, Ratio(0.15, c.isNonNegative), { 20000, 1e-9 }).objective;
    const double   energy = problem.Encode(code, Ratio(1.0, c.isNonNegative), {}).objective;
    unsigned int   calls = 0;
    double         last = 0.0;
    problem.coder.Encode(problem.image.data(),
                         code.data(),
                         false,
                         Ratio(0.15, c.isNonNegative),
                         { 60, 0.0 },
                         SerialExecutor(),
                         [&](const SparseCodeReport & report) {
                           EXPECT_EQ(report.iterations, ++calls);
                           EXPECT_GE(report.dualGap, 0.0);
                           EXPECT_GE(report.dualGap, report.objective - optimum - slack * energy);
                           EXPECT_NEAR(report.relativeDualGap, report.dualGap / energy, 1e-6);
                           last = report.dualGap;
                           return true;
                         });
    EXPECT_EQ(calls, 60u);
    EXPECT_LT(last, 0.05 * energy);
  }
}

TEST(ConvolutionalCode, GapIsCertified)
{
  TestGap<double>(1e-8);
  TestGap<float>(1e-5);
}

TEST(ConvolutionalCode, LambdaMaxIsWhereTheCodeBegins)
{
  for (const CodeCase & c : Cases())
  {
    const auto          problem = Make<double>(c);
    std::vector<double> code;
    const double        lambdaMax = problem.coder.LambdaMax(problem.image.data(), c.isNonNegative, SerialExecutor());
    for (const auto & above : { SparseCodeProblem{ 1.0, true, c.isNonNegative },
                                SparseCodeProblem{ lambdaMax, false, c.isNonNegative },
                                SparseCodeProblem{ 3.0 * lambdaMax, false, c.isNonNegative } })
    {
      code.assign(problem.coder.GetCodeSize(), 1.0);
      const auto report = problem.Encode(code, above, {}, true);
      EXPECT_EQ(report.iterations, 0u);
      EXPECT_EQ(report.dualGap, 0.0);
      EXPECT_TRUE(report.hasConverged);
      EXPECT_EQ(code, std::vector<double>(code.size()));
    }
    EXPECT_GT(problem.Encode(code, Ratio(0.99, c.isNonNegative), { 1000, 1e-10 }).supportSize, 0u);
  }
  auto problem = Make<double>(Cases()[2]);
  problem.image.assign(problem.image.size(), 0.0);
  std::vector<double> code;
  EXPECT_EQ(problem.Encode(code, Ratio(0.1), {}).iterations, 0u);
  EXPECT_EQ(problem.Encode(code, { 0.1, false, false }, {}).supportSize, 0u);
}

// An atom of one pixel: the code is the image, shrunk.
TEST(ConvolutionalCode, IdentityIsASoftThreshold)
{
  for (const Grid & grid : { MakeGrid(31), MakeGrid(12, 7), MakeGrid(5, 4, 3) })
  {
    Dictionary<double> dictionary(MakeGrid(1), 1, 1);
    dictionary.data()[0] = 2.0;
    const auto coder = MakeCoder<double>(
      MakeObservation<double>(grid, ObservationOptions(ConvolutionBoundary::Mirror), MakeGrid(1)), dictionary);
    const auto          image = Noise<double>(grid.NumberOfPixels(), 1);
    std::vector<double> code(coder.GetCodeSize());
    const auto          report =
      coder.Encode(image.data(), code.data(), false, { 0.8, false, false }, { 100, 1e-14 }, SerialExecutor());
    EXPECT_LE(report.iterations, 3u);
    EXPECT_NEAR(coder.GetLipschitzConstant(), 4.0, 1e-12);
    for (std::size_t i = 0; i < image.size(); ++i)
    {
      const double size = std::max(0.0, std::abs(image[i]) - 0.4);
      EXPECT_NEAR(code[i], std::copysign(size / 2.0, image[i]), 1e-10);
    }
  }
}

// The orthonormal basis of two-pixel sums and differences, with decimation and channels as the two maps.
TEST(ConvolutionalCode, OrthonormalAtomsAreASoftThreshold)
{
  Dictionary<double> dictionary(MakeGrid(1), 2, 2);
  const double       values[] = { std::sqrt(0.5), std::sqrt(0.5), std::sqrt(0.5), -std::sqrt(0.5) };
  std::copy_n(values, 4, dictionary.data());
  const auto coder = MakeCoder<double>(
    MakeObservation<double>(MakeGrid(9, 5), ObservationOptions(ConvolutionBoundary::Periodic), MakeGrid(1, 1)),
    dictionary);
  const auto          image = Noise<double>(90, 1);
  std::vector<double> code(90);
  const auto          report =
    coder.Encode(image.data(), code.data(), false, { 0.5, false, false }, { 100, 1e-14 }, SerialExecutor());
  EXPECT_LE(report.iterations, 3u);
  for (std::size_t i = 0; i < 45; ++i)
  {
    for (std::size_t k = 0; k < 2; ++k)
    {
      const double product = values[2 * k] * image[i] + values[2 * k + 1] * image[45 + i];
      EXPECT_NEAR(code[45 * k + i], std::copysign(std::max(0.0, std::abs(product) - 0.5), product), 1e-10);
    }
  }
}

// One atom without zeros in Fourier and lambda -> 0 divides spectra.
TEST(ConvolutionalCode, OneAtomIsDeconvolved)
{
  Dictionary<double> dictionary(MakeGrid(3), 1, 1);
  const double       atom[] = { 0.2, 1.0, -0.3 };
  std::copy_n(atom, 3, dictionary.data());
  const auto coder = MakeCoder<double>(
    MakeObservation<double>(MakeGrid(37), ObservationOptions(ConvolutionBoundary::Periodic), MakeGrid(3)), dictionary);
  const auto                          truth = Noise<double>(37, 4);
  phaseharmonics_reference::RealArray map(phaseharmonics_reference::MakeGrid(37));
  map.data = truth;
  const auto image = DirectConvolution(map, { phaseharmonics_reference::MakeGrid(3), { atom, atom + 3 }, { 1, 0, 0 } });
  std::vector<double> code(37);
  coder.Encode(image.data.data(), code.data(), false, { 1e-9, true, false }, { 5000, 1e-14 }, SerialExecutor());
  EXPECT_LT(LargestDifference(code, truth), 1e-6);
}

// Diracs further apart than three deviations of the blur are found where they are.
TEST(ConvolutionalCode, RecoversABlurredDiracTrain)
{
  for (const std::size_t decimation : { 1, 2 })
  {
    auto options = ObservationOptions(ConvolutionBoundary::Periodic, { { decimation, decimation, 1 } });
    options.blurSigma = { { 1.5, 1.5, 0.0 } };
    Dictionary<double> dictionary(MakeGrid(1, 1), 1, 1);
    dictionary.data()[0] = 1.0;
    const Grid          grid = MakeGrid(36 / decimation, 24 / decimation);
    const auto          coder = MakeCoder<double>(MakeObservation<double>(grid, options, MakeGrid(1, 1)), dictionary);
    const auto &        observation = coder.GetObservation();
    const Grid &        fine = observation.GetFineGrid();
    std::vector<double> truth(fine.NumberOfPixels());
    for (std::size_t y = 4; y < 24; y += 6)
    {
      for (std::size_t x = 3; x < 36; x += 6)
      {
        truth[x + 36 * y] = 1.0 + 0.1 * static_cast<double>((x + y) % 5);
      }
    }
    std::vector<double> working(observation.GetWorkingGrid().NumberOfPixels());
    std::vector<double> blurred(observation.GetWorkingObservedGrid().NumberOfPixels());
    std::vector<double> image(grid.NumberOfPixels());
    observation.ExtendFine(truth.data(), 1, working.data());
    observation.Apply(working.data(), 1, blurred.data(), SerialExecutor());
    observation.CropObserved(blurred.data(), 1, image.data());
    std::vector<double> code(coder.GetCodeSize());
    coder.Encode(image.data(), code.data(), false, { 0.001, true, true }, { 20000, 1e-9 }, SerialExecutor());
    coder.Debias(image.data(), code.data(), 1e-10, 2000, SerialExecutor());
    std::vector<double> found(truth.size());
    observation.CropFine(code.data(), 1, found.data());
    for (std::size_t i = 0; i < truth.size(); ++i)
    {
      EXPECT_NEAR(found[i], truth[i], 0.05) << "decimation " << decimation << ", pixel " << i;
      EXPECT_EQ(found[i] > 0.05, truth[i] > 0.0);
    }
  }
}

TEST(ConvolutionalCode, DebiasSolvesLeastSquaresOnTheSupport)
{
  for (const CodeCase & c : Cases())
  {
    SCOPED_TRACE(Name(c.grid));
    const auto          problem = Make<double>(c);
    std::vector<double> code;
    problem.Encode(code, Ratio(0.4, c.isNonNegative), { 500, 1e-8 });
    auto debiased = code;
    problem.coder.Debias(problem.image.data(), debiased.data(), 1e-12, 5000, SerialExecutor());
    const auto dense = DenseProblem(problem.coder, problem.image, 1.0);
    const auto residual = dense.Residual(debiased);
    for (std::size_t j = 0; j < code.size(); ++j)
    {
      EXPECT_EQ(code[j] == 0.0, debiased[j] == 0.0);
      if (code[j] != 0.0)
      {
        EXPECT_NEAR(dense.Column(j, residual), 0.0, 1e-6);
      }
    }
  }
}

TEST(ConvolutionalCode, ReconstructionAndResidualAreDirectSums)
{
  for (const CodeCase & c : Cases())
  {
    SCOPED_TRACE(Name(c.grid));
    const auto          problem = Make<double>(c);
    const auto &        observation = problem.coder.GetObservation();
    const Grid &        working = observation.GetWorkingGrid();
    const auto          code = Noise<double>(problem.coder.GetCodeSize(), 5);
    std::vector<double> x(c.channels * working.NumberOfPixels());
    std::vector<double> residual(problem.image.size());
    problem.coder.Reconstruct(code.data(), x.data(), SerialExecutor());
    problem.coder.Residual(problem.image.data(), x.data(), residual.data(), SerialExecutor());
    std::vector<double> expected;
    std::vector<double> images;
    for (std::size_t channel = 0; channel < c.channels; ++channel)
    {
      const auto part = DirectSynthesis(problem.coder.GetDictionary(), channel, working, code);
      const auto image = DirectObservation(observation.GetOptions(), working, part);
      expected.insert(expected.end(), part.begin(), part.end());
      images.insert(images.end(), image.begin(), image.end());
    }
    EXPECT_LT(LargestDifference(x, expected), 1e-11);
    std::vector<double> observed(problem.image.size());
    observation.CropObserved(images.data(), c.channels, observed.data());
    for (std::size_t i = 0; i < observed.size(); ++i)
    {
      const bool isMissing = c.isWeighted && i % c.grid.NumberOfPixels() == 2;
      EXPECT_NEAR(residual[i], isMissing ? 0.0 : problem.image[i] - observed[i], 1e-11);
    }
  }
}

// With atoms of one pixel every pixel is a vector by itself.
TEST(ConvolutionalCode, AgreesWithTheSolverOfVectors)
{
  const Grid          grid = MakeGrid(11, 9);
  const std::size_t   pixels = grid.NumberOfPixels();
  const std::size_t   channels = 6;
  const std::size_t   atoms = 10;
  const auto          dictionary = NoiseDictionary<double>(MakeGrid(1), channels, atoms, 1);
  const auto          image = Noise<double>(channels * pixels, 2);
  std::vector<double> vectors(image.size());
  for (std::size_t i = 0; i < image.size(); ++i)
  {
    vectors[i % pixels * channels + i / pixels] = image[i];
  }
  for (const bool isNonNegative : { false, true })
  {
    const SparseCodeProblem problem{ 0.3, false, isNonNegative };
    const auto              coder = MakeCoder<double>(
      MakeObservation<double>(grid, ObservationOptions(ConvolutionBoundary::Periodic), MakeGrid(1, 1)), dictionary);
    std::vector<double> maps(coder.GetCodeSize());
    const auto report = coder.Encode(image.data(), maps.data(), false, problem, { 20000, 1e-10 }, SerialExecutor());
    const auto other = phaseharmonics::MakeSparseCoder<double>(std::make_shared<const Dictionary<double>>(dictionary),
                                                               phaseharmonics::SparseSolver::CoordinateDescent,
                                                               problem,
                                                               { 20000, 1e-12 });
    std::vector<double>           codes(maps.size());
    std::vector<SparseCodeReport> reports(pixels);
    other->Encode(vectors.data(), pixels, codes.data(), false, reports.data(), SerialExecutor());
    double objective = 0.0;
    for (const auto & each : reports)
    {
      objective += each.objective;
    }
    EXPECT_NEAR(report.objective, objective, 1e-5 * objective);
    for (std::size_t k = 0; k < atoms; ++k)
    {
      for (std::size_t i = 0; i < pixels; ++i)
      {
        EXPECT_NEAR(maps[k * pixels + i], codes[i * atoms + k], 1e-3);
      }
    }
  }
}

// Missing pixels are filled from their neighbors; what they hold does not matter.
TEST(ConvolutionalCode, MissingPixelsAreNotRead)
{
  const CodeCase c{ MakeGrid(7, 5), MakeGrid(3, 3), 1, 2, { { 1, 1, 1 } }, ConvolutionBoundary::Unknown, true, false };
  auto           problem = Make<double>(c);
  std::vector<double> one;
  std::vector<double> other;
  problem.Encode(one, Ratio(0.1), { 50, 0.0 });
  problem.image[2] = std::nan("");
  problem.Encode(other, Ratio(0.1), { 50, 0.0 });
  EXPECT_EQ(one, other);
}

TEST(ConvolutionalCode, WarmStartsFromACode)
{
  for (const CodeCase & c : Cases())
  {
    SCOPED_TRACE(Name(c.grid));
    const auto          problem = Make<double>(c);
    std::vector<double> code;
    const auto          cold = problem.Encode(code, Ratio(0.2, c.isNonNegative), { 20000, 1e-8 });
    const auto          warm = problem.Encode(code, Ratio(0.2, c.isNonNegative), { 20000, 1e-8 }, true);
    EXPECT_LT(warm.iterations, std::max(2u, cold.iterations / 4));
    EXPECT_LE(warm.objective, cold.objective * (1.0 + 1e-9));
  }
}

TEST(ConvolutionalCode, ObserverAborts)
{
  const auto          problem = Make<double>(Cases()[2]);
  std::vector<double> code(problem.coder.GetCodeSize());
  const auto          report = problem.coder.Encode(problem.image.data(),
                                           code.data(),
                                           false,
                                           Ratio(0.01),
                                           { 100, 0.0 },
                                           SerialExecutor(),
                                           [](const SparseCodeReport & state) { return state.iterations < 3; });
  EXPECT_EQ(report.iterations, 3u);
  EXPECT_FALSE(report.hasConverged);
  std::vector<double> three;
  problem.Encode(three, Ratio(0.01), { 3, 0.0 });
  EXPECT_EQ(code, three);
}

template <typename T>
void
TestThreads(const CodeCase & c)
{
  const auto     problem = Make<T>(c);
  std::vector<T> serial(problem.coder.GetCodeSize());
  std::vector<T> threaded(serial.size());
  problem.coder.Encode(
    problem.image.data(), serial.data(), false, Ratio(0.1, c.isNonNegative), { 30, 0.0 }, SerialExecutor());
  problem.coder.Encode(
    problem.image.data(), threaded.data(), false, Ratio(0.1, c.isNonNegative), { 30, 0.0 }, TwoThreads());
  EXPECT_EQ(serial, threaded);
  problem.coder.Debias(problem.image.data(), serial.data(), 1e-3, 10, SerialExecutor());
  problem.coder.Debias(problem.image.data(), threaded.data(), 1e-3, 10, TwoThreads());
  EXPECT_EQ(serial, threaded);
}

TEST(ConvolutionalCode, IsEqualBitForBitOnTwoThreads)
{
  using B = ConvolutionBoundary;
  for (CodeCase c : { CodeCase{ MakeGrid(61, 47), MakeGrid(7, 8), 1, 20, { { 1, 1, 1 } }, B::Mirror, false, false },
                      CodeCase{ MakeGrid(20, 18), MakeGrid(5, 5), 3, 9, { { 2, 2, 1 } }, B::Periodic, true, true },
                      CodeCase{ MakeGrid(12, 10, 9), MakeGrid(3, 3, 3), 2, 5, { { 1, 1, 1 } }, B::Zero, false, false },
                      CodeCase{ MakeGrid(1021), MakeGrid(16), 1, 4, { { 1, 1, 1 } }, B::Unknown, false, false } })
  {
    SCOPED_TRACE(Name(c.grid));
    TestThreads<float>(c);
    TestThreads<double>(c);
  }
}

TEST(ConvolutionalCode, SinglePrecisionAgreesWithDouble)
{
  for (const CodeCase & c : Cases())
  {
    SCOPED_TRACE(Name(c.grid));
    std::vector<float>  single;
    std::vector<double> full;
    const auto          a = Make<float>(c).Encode(single, Ratio(0.2, c.isNonNegative), { 2000, 1e-6 });
    const auto          b = Make<double>(c).Encode(full, Ratio(0.2, c.isNonNegative), { 2000, 1e-6 });
    if (!c.isWeighted) // uniform numbers differ between the types
    {
      EXPECT_NEAR(a.objective, b.objective, 1e-5 * b.objective);
    }
    EXPECT_TRUE(a.hasConverged);
  }
}

TEST(ConvolutionalCode, MemoryIsTheFormula)
{
  const CodeCase c{
    MakeGrid(64, 60), MakeGrid(8, 8), 1, 36, { { 1, 1, 1 } }, ConvolutionBoundary::Periodic, false, false
  };
  const auto        problem = Make<float>(c);
  const std::size_t maps = problem.coder.GetCodeSize() * sizeof(float);
  EXPECT_LT(problem.coder.PeakMemoryInBytes() + maps, 4 * maps);
  EXPECT_GT(problem.coder.PeakMemoryInBytes(), 2 * maps);
}

TEST(ConvolutionalCode, NamesWhatIsWrong)
{
  const auto contains = [](const std::string & text, const char * part) {
    return text.find(part) != std::string::npos ? ::testing::AssertionSuccess()
                                                : ::testing::AssertionFailure() << '"' << text << '"';
  };
  auto                problem = Make<double>(Cases()[2]);
  std::vector<double> code;
  for (const double lambda : { 0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity() })
  {
    EXPECT_TRUE(contains(InvalidArgument([&] { problem.Encode(code, Ratio(lambda), {}); }), "Lambda"));
  }
  EXPECT_TRUE(contains(InvalidArgument([&] { problem.Encode(code, Ratio(0.1), { 10, -1.0 }); }), "tolerance"));
  code.assign(problem.coder.GetCodeSize(), 0.0);
  code[3] = std::nan("");
  EXPECT_TRUE(contains(InvalidArgument([&] { problem.Encode(code, Ratio(0.1), {}, true); }), "code to start from"));
  for (const double value : { std::nan(""), -std::numeric_limits<double>::infinity() })
  {
    problem.image[11] = value;
    EXPECT_TRUE(contains(InvalidArgument([&] { problem.Encode(code, Ratio(0.1), {}); }), "Pixel 11 of the image"));
  }
  problem.image.assign(problem.image.size(), 1e200);
  EXPECT_TRUE(contains(InvalidArgument([&] { problem.Encode(code, Ratio(0.1), {}); }), "too large"));

  const auto observation =
    MakeObservation<double>(MakeGrid(8, 6), ObservationOptions(ConvolutionBoundary::Periodic), MakeGrid(3, 3));
  auto dictionary = NoiseDictionary<double>(MakeGrid(3, 3), 1, 4, 1);
  std::fill_n(dictionary.Atom(2), 9, 0.0);
  EXPECT_TRUE(contains(InvalidArgument([&] { MakeCoder<double>(observation, dictionary); }), "Atom 2"));
  dictionary.Atom(1)[3] = std::nan("");
  EXPECT_TRUE(contains(InvalidArgument([&] { MakeCoder<double>(observation, dictionary); }), "Atom 1"));
  EXPECT_TRUE(
    contains(InvalidArgument([&] { MakeCoder<double>(observation, NoiseDictionary<double>(MakeGrid(9, 3), 1, 2, 1)); }),
             "9 pixels along axis 0"));
}
} // namespace
