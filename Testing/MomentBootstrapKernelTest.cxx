// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentCsv.h"
#include "phStatistics.h"

#include "phKernelTestTools.h"
#include "phSeriesTestTools.h"

#include <fstream>

namespace ph = phaseharmonics;
using phaseharmonics_test::InvalidArgument;
using phaseharmonics_test::MakeGrid;
using phaseharmonics_test::Noise;

namespace
{
const ph::SerialExecutor executor;

ph::Statistics<double>
MakeStatistics(const ph::Grid & grid, unsigned int J, unsigned int L, ph::MomentModel model)
{
  ph::WaveletBankOptions bankOptions;
  bankOptions.numberOfScales = J;
  bankOptions.numberOfOrientations = L;
  ph::MomentSetOptions setOptions;
  setOptions.model = model;
  setOptions.shiftRange = 1;
  setOptions.scaleRange = 1;
  return ph::Statistics<double>(std::make_shared<ph::WaveletBank<double>>(grid, bankOptions, executor),
                                ph::MomentSet(grid.dimension, J, L, setOptions));
}

ph::MomentErrors
ErrorsOf(const std::vector<double> & image,
         const ph::Moments &         moments,
         ph::MomentNormalization     normalization = ph::MomentNormalization::Target,
         ph::MomentBootstrapOptions  options = {},
         const ph::Executor &        how = executor)
{
  return ph::EstimateMomentErrors<double>({ image.data() }, moments, normalization, options, how);
}
} // namespace

// Of white noise the true errors are the deviations over independent images.
TEST(MomentBootstrap, ErrorsAreThoseOfIndependentImages)
{
  struct Case
  {
    ph::Grid        grid;
    unsigned int    J;
    ph::MomentModel model;
  };
  for (const Case & tested : { Case{ MakeGrid(2048), 4, ph::MomentModel::C },
                               Case{ MakeGrid(64, 60), 2, ph::MomentModel::C },
                               Case{ MakeGrid(64, 60), 2, ph::MomentModel::Rectified } })
  {
    const unsigned int               L = tested.grid.dimension == 1 ? 1 : 4;
    auto                             statistics = MakeStatistics(tested.grid, tested.J, L, tested.model);
    constexpr unsigned int           runs = 60;
    std::vector<ph::Moments>         moments;
    std::vector<std::vector<double>> images;
    for (unsigned int run = 0; run < runs; ++run)
    {
      images.push_back(Noise<double>(tested.grid.NumberOfPixels(), 100 + run));
      moments.push_back(statistics.Analyze(images.back().data(), executor));
    }
    double                        meanSquareOfErrors = 0.0;
    double                        meanSquareOfDeviations = 0.0;
    double                        covered = 0.0;
    double                        tried = 0.0;
    constexpr unsigned int        bootstrapped = 8;
    std::vector<ph::MomentErrors> errors;
    for (unsigned int run = 0; run < bootstrapped; ++run)
    {
      errors.push_back(ErrorsOf(images[run], moments[run]));
    }
    for (std::size_t m = 0; m < moments.front().covariances.size(); ++m)
    {
      std::complex<double> mean = 0.0;
      double               variance = 0.0;
      for (const auto & run : moments)
      {
        mean += run.Normalized(m) / static_cast<double>(runs);
      }
      for (const auto & run : moments)
      {
        variance += std::norm(run.Normalized(m) - mean) / (runs - 1.0);
      }
      // Variances of a feature with itself are 1 when normalized.
      if (variance < 1e-12)
      {
        continue;
      }
      meanSquareOfDeviations += variance;
      for (unsigned int run = 0; run < bootstrapped; ++run)
      {
        const double error = errors[run].covariances[m];
        meanSquareOfErrors += error * error / bootstrapped;
        covered += std::abs(moments[run].Normalized(m) - mean) < 2.0 * error ? 1.0 : 0.0;
        tried += 1.0;
      }
    }
    EXPECT_NEAR(std::sqrt(meanSquareOfErrors / meanSquareOfDeviations), 1.0, 0.15);
    EXPECT_GT(covered / tried, 0.88);
  }
}

TEST(MomentBootstrap, SeveralImagesHaveSmallerErrors)
{
  const ph::Grid           grid = MakeGrid(48, 48);
  auto                     statistics = MakeStatistics(grid, 2, 4, ph::MomentModel::B);
  const auto               a = Noise<double>(48 * 48, 1);
  const auto               b = Noise<double>(48 * 48, 2);
  const auto               c = Noise<double>(48 * 48, 3);
  const auto               d = Noise<double>(48 * 48, 4);
  std::vector<ph::Moments> each;
  for (const auto * const image : { &a, &b, &c, &d })
  {
    each.push_back(statistics.Analyze(image->data(), executor));
  }
  const auto one = ErrorsOf(a, each.front());
  const auto all = ph::EstimateMomentErrors<double>({ a.data(), b.data(), c.data(), d.data() },
                                                    ph::AverageMoments(each),
                                                    ph::MomentNormalization::Target,
                                                    {},
                                                    executor);
  double     ofOne = 0.0;
  double     ofAll = 0.0;
  for (std::size_t m = 0; m < one.covariances.size(); ++m)
  {
    ofOne += one.covariances[m] * one.covariances[m];
    ofAll += all.covariances[m] * all.covariances[m];
  }
  EXPECT_NEAR(std::sqrt(ofAll / ofOne), 0.5, 0.12);
}

TEST(MomentBootstrap, ScalesWithTheImageUnlessNormalized)
{
  const ph::Grid grid = MakeGrid(40, 33);
  auto           statistics = MakeStatistics(grid, 2, 4, ph::MomentModel::C);
  const auto     image = Noise<double>(40 * 33, 1);
  auto           triple = image;
  for (double & value : triple)
  {
    value *= 3.0;
  }
  const auto moments = statistics.Analyze(image.data(), executor);
  const auto momentsOfTriple = statistics.Analyze(triple.data(), executor);
  for (const auto normalization : { ph::MomentNormalization::Target, ph::MomentNormalization::None })
  {
    const double factor = normalization == ph::MomentNormalization::Target ? 1.0 : 9.0;
    const auto   errors = ErrorsOf(image, moments, normalization);
    const auto   errorsOfTriple = ErrorsOf(triple, momentsOfTriple, normalization);
    const auto   reversed = ErrorsOf(image, moments, normalization, {}, phaseharmonics_test::ReversingExecutor());
    for (std::size_t m = 0; m < errors.covariances.size(); ++m)
    {
      EXPECT_NEAR(errorsOfTriple.covariances[m], factor * errors.covariances[m], 1e-9);
    }
    for (std::size_t f = 0; f < errors.means.size(); ++f)
    {
      EXPECT_NEAR(errorsOfTriple.means[f], 3.0 * errors.means[f], 1e-9);
    }
    EXPECT_EQ(errors.covariances, reversed.covariances);
    EXPECT_EQ(errors.means, reversed.means);
  }
}

TEST(MomentBootstrap, NeedsReplicatesAndBlocks)
{
  const ph::Grid             grid = MakeGrid(32, 32);
  auto                       statistics = MakeStatistics(grid, 2, 4, ph::MomentModel::A);
  const auto                 image = Noise<double>(32 * 32, 1);
  const auto                 moments = statistics.Analyze(image.data(), executor);
  ph::MomentBootstrapOptions options;
  options.replicates = 0;
  EXPECT_NE(InvalidArgument([&] { ErrorsOf(image, moments, ph::MomentNormalization::None, options); }), "");
  options.replicates = 10;
  options.blocksPerAxis = 1;
  EXPECT_NE(InvalidArgument([&] { ErrorsOf(image, moments, ph::MomentNormalization::None, options); }), "");
}

TEST(MomentBootstrap, FilesCarryErrorsThatReadersPassOver)
{
  const ph::Grid    grid = MakeGrid(32, 32);
  auto              statistics = MakeStatistics(grid, 2, 4, ph::MomentModel::C);
  const auto        image = Noise<double>(32 * 32, 1);
  const auto        moments = statistics.Analyze(image.data(), executor);
  const auto        errors = ErrorsOf(image, moments);
  const std::string path = std::string(PHASEHARMONICS_TEST_OUTPUT_DIR) + "/MomentBootstrap.csv";
  ph::WriteMomentsCsv(path, moments, ph::MomentNormalization::Target, &errors);

  std::ifstream file(path);
  std::string   line;
  std::size_t   rows = 0;
  bool          hasHeader = false;
  while (std::getline(file, line))
  {
    if (hasHeader)
    {
      const double error = std::stod(line.substr(line.rfind(',') + 1));
      const auto   features = errors.means.size();
      EXPECT_EQ(error, rows < features ? errors.means[rows] : errors.covariances[rows - features]);
      ++rows;
    }
    hasHeader = hasHeader || line == "j1,l1,k1,j2,l2,k2,tau_x,tau_y,tau_z,real,imag,standard_error";
  }
  EXPECT_EQ(rows, errors.means.size() + errors.covariances.size());
  EXPECT_EQ(ph::ReadMomentsCsv(path).means, moments.means);
  const ph::MomentErrors none;
  EXPECT_THROW(ph::WriteMomentsCsv(path, moments, ph::MomentNormalization::Target, &none), std::invalid_argument);
}
