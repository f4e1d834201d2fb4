// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phPredictionTestTools.h"

#include "phHarmonicPredictionFile.h"
#include "phTestFiles.h"

#include <algorithm>
#include <limits>

namespace
{
using namespace phaseharmonics_test;

HarmonicPredictionOptions
OptionsFor(const Grid & grid, unsigned int octaves = 1)
{
  HarmonicPredictionOptions options;
  options.numberOfOctaves = octaves;
  options.numberOfOrientations = grid.dimension == 1 ? 1 : grid.dimension == 2 ? 4 : 6;
  options.neighborhood = grid.dimension == 3 ? PredictionNeighborhood::Axes : PredictionNeighborhood::Box;
  return options;
}

// Lines of both signs: phases of scales agree, and more than noise is predicted.
template <typename T>
std::vector<T>
Pulses(const Grid & grid, std::uint64_t seed)
{
  return PoissonField<T>(grid, 1.0 / 64.0, true, seed);
}

template <typename T>
HarmonicPredictionModel
Fit(const Grid & grid, const std::vector<T> & image, const HarmonicPredictionOptions & options)
{
  return FitHarmonicPrediction<T>({ { grid, image.data() } }, options, NoObserver, SerialExecutor());
}

template <typename T>
std::vector<T>
Decimated(const Grid & grid, const std::vector<T> & image)
{
  std::vector<T> result(image.size());
  DecimateInFourier<T>({ grid, image.data() }, result.data());
  Grid coarse = grid;
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    coarse.size[axis] = (grid.size[axis] + 1) / 2;
  }
  result.resize(coarse.NumberOfPixels());
  return result;
}

std::vector<double>
NumbersOf(const HarmonicPredictionModel & model)
{
  std::vector<double> numbers;
  for (const auto & octave : model.octaves)
  {
    for (const auto * values : { &octave.weights, &octave.linearWeights, &octave.innovationPower })
    {
      numbers.insert(numbers.end(), values->begin(), values->end());
    }
    numbers.insert(numbers.end(), { octave.ridge, octave.figures.harmonic, octave.figures.gainStandardError });
  }
  return numbers;
}
} // namespace

TEST(HarmonicPrediction, GainsNothingOnWhiteNoise)
{
  for (const Grid & grid : { MakeGrid(32768), MakeGrid(128, 128), MakeGrid(32, 32, 32) })
  {
    for (const bool overlapping : { false, true })
    {
      HarmonicPredictionOptions options = OptionsFor(grid, grid.dimension == 1 ? 3 : 1);
      options.overlappingBands = overlapping;
      const auto figures = FiguresOutOfSample(
        grid, Noise<float>(grid.NumberOfPixels(), 1), Noise<float>(grid.NumberOfPixels(), 2), options);
      for (const auto & scale : figures)
      {
        EXPECT_NEAR(scale.gain, 0.0, 0.02) << Name(grid) << (overlapping ? " overlapping" : "");
        EXPECT_TRUE(overlapping ? scale.linear > 0.15 : std::abs(scale.linear) < 0.001) << scale.linear;
        EXPECT_TRUE(overlapping || std::abs(scale.modulusGain) < 0.02) << scale.modulusGain;
      }
    }
  }
}

TEST(HarmonicPrediction, GainsOnPoissonFields)
{
  for (const Grid & grid : { MakeGrid(32768), MakeGrid(128, 128), MakeGrid(24, 24, 24) })
  {
    for (const bool hasSigns : { false, true })
    {
      for (const bool overlapping : { false, true })
      {
        HarmonicPredictionOptions options = OptionsFor(grid, grid.dimension == 1 ? 2 : 1);
        options.overlappingBands = overlapping;
        const auto figures = FiguresOutOfSample(grid,
                                                PoissonField<float>(grid, 1.0 / 256.0, hasSigns, 1),
                                                PoissonField<float>(grid, 1.0 / 256.0, hasSigns, 2),
                                                options);
        for (const auto & scale : figures)
        {
          EXPECT_GE(scale.gain, 0.35) << Name(grid) << (hasSigns ? " signed" : "")
                                      << (overlapping ? " overlapping" : "");
          EXPECT_LT(scale.harmonic, 1.0);
          EXPECT_GT(scale.modulus, 0.4);
          EXPECT_DOUBLE_EQ(scale.gain, scale.harmonic - scale.linear);
        }
      }
    }
  }
}

TEST(HarmonicPrediction, FoldsForesayTheFiguresOnAnotherImage)
{
  const Grid grid = MakeGrid(16384);
  const auto model = Fit(grid, Pulses<double>(grid, 1), OptionsFor(grid));
  const auto other = Pulses<double>(grid, 2);
  const auto figures = EvaluateHarmonicPrediction<double>(model, { grid, other.data() }, NoObserver, SerialExecutor());
  EXPECT_NEAR(model.octaves[0].figures.harmonic, figures[0].harmonic, 0.12);
  EXPECT_NEAR(model.octaves[0].figures.modulus, figures[0].modulus, 0.12);
}

TEST(HarmonicPrediction, EvenHarmonicsAloneAreBlindToSigns)
{
  // Without the product (3, -2) and odd harmonics, a field that may change its sign cannot be predicted.
  const Grid                grid = MakeGrid(32768);
  HarmonicPredictionOptions options = OptionsFor(grid);
  options.maximumHarmonic = 2;
  const auto figures = FiguresOutOfSample(
    grid, PoissonField<float>(grid, 1.0 / 256.0, true, 1), PoissonField<float>(grid, 1.0 / 256.0, true, 2), options);
  EXPECT_NEAR(figures[0].gain, 0.0, 0.1);
}

TEST(HarmonicPrediction, RefinementKeepsTheImage)
{
  for (const Grid & grid : { MakeGrid(64), MakeGrid(33), MakeGrid(24, 17), MakeGrid(16, 12, 9) })
  {
    const Grid fine = RefinedGrid(grid, 1);
    auto       image = Noise<double>(fine.NumberOfPixels(), 3);
    std::for_each(image.begin(), image.end(), [](double & value) { value = value * value * value; });
    const auto model = Fit(fine, image, OptionsFor(fine));
    // An image without its Nyquist frequency, which decimation drops.
    const auto          low = Decimated(fine, Noise<double>(fine.NumberOfPixels(), 4));
    std::vector<double> refined(fine.NumberOfPixels());
    for (const FineScales kind : { FineScales::Mean, FineScales::Innovations })
    {
      RefineImage<double>(model, { grid, low.data() }, 1, kind, 5, refined.data(), NoObserver, SerialExecutor());
      EXPECT_LT(LargestDifference(Decimated(fine, refined), low), 1e-12) << Name(grid);
    }
    // Interpolation keeps every pixel, the Nyquist frequency too.
    const auto          any = Noise<double>(grid.NumberOfPixels(), 6);
    std::vector<double> interpolated(fine.NumberOfPixels());
    InterpolateInFourier<double>({ grid, any.data() }, 1, interpolated.data());
    for (std::size_t i = 0; i < any.size(); ++i)
    {
      const std::size_t x = i % grid.size[0];
      const std::size_t y = i / grid.size[0] % grid.size[1];
      const std::size_t z = i / grid.size[0] / grid.size[1];
      const std::size_t u = grid.dimension < 2 ? 2 * x : 2 * x + fine.size[0] * (2 * y + fine.size[1] * 2 * z);
      ASSERT_NEAR(interpolated[u], any[i], 1e-12) << Name(grid) << " pixel " << i;
    }
  }
}

TEST(HarmonicPrediction, PredictsWhatRefinementOfTheDecimatedImageGives)
{
  const Grid          grid = MakeGrid(48, 32);
  const auto          image = Pulses<double>(grid, 7);
  const auto          model = Fit(grid, image, OptionsFor(grid));
  std::vector<double> predicted(image.size());
  PredictFineScales<double>(
    model, { grid, image.data() }, FineScales::Mean, 0, predicted.data(), NoObserver, SerialExecutor());
  const auto          low = Decimated(grid, image);
  std::vector<double> refined(image.size());
  RefineImage<double>(
    model, { MakeGrid(24, 16), low.data() }, 1, FineScales::Mean, 0, refined.data(), NoObserver, SerialExecutor());
  EXPECT_LT(LargestDifference(predicted, refined), 1e-12);
}

TEST(HarmonicPrediction, RemovesWhatDecimationLoses)
{
  for (const Grid & grid : { MakeGrid(64), MakeGrid(37, 26), MakeGrid(9, 12, 11) })
  {
    const auto          image = Noise<double>(grid.NumberOfPixels(), 1);
    std::vector<double> coarse(image.size());
    RemoveOctavesInFourier<double>({ grid, image.data() }, 1, coarse.data());
    EXPECT_LT(LargestDifference(Decimated(grid, coarse), Decimated(grid, image)), 1e-12);
    std::vector<double> coarser(image.size());
    RemoveOctavesInFourier<double>({ grid, coarse.data() }, 1, coarser.data());
    EXPECT_LT(LargestDifference(coarser, coarse), 1e-12);
    RemoveOctavesInFourier<double>({ grid, image.data() }, 0, coarser.data());
    EXPECT_LT(LargestDifference(coarser, image), 1e-12);
  }
}

TEST(HarmonicPrediction, InnovationsBringBackTheEnergy)
{
  const Grid grid = MakeGrid(8192);
  const auto image = Pulses<double>(grid, 1);
  const auto model = Fit(grid, image, OptionsFor(grid, 2));
  const auto variance = [](const std::vector<double> & values) {
    double mean = 0.0;
    double square = 0.0;
    for (const double value : values)
    {
      mean += value / static_cast<double>(values.size());
      square += value * value / static_cast<double>(values.size());
    }
    return square - mean * mean;
  };
  std::vector<double> mean(image.size());
  std::vector<double> sample(image.size());
  std::vector<double> again(image.size());
  std::vector<double> other(image.size());
  const auto          draw = [&](FineScales kind, std::uint64_t seed, std::vector<double> & result) {
    PredictFineScales<double>(model, { grid, image.data() }, kind, seed, result.data(), NoObserver, SerialExecutor());
  };
  draw(FineScales::Mean, 1, mean);
  draw(FineScales::Innovations, 1, sample);
  draw(FineScales::Innovations, 1, again);
  draw(FineScales::Innovations, 2, other);
  EXPECT_LT(variance(mean), 0.9 * variance(image));
  EXPECT_NEAR(variance(sample), variance(image), 0.2 * variance(image));
  EXPECT_EQ(sample, again);
  EXPECT_GT(LargestDifference(sample, other), 0.1);
}

TEST(HarmonicPrediction, IsTheSameOnAnyNumberOfThreads)
{
  const Grid grid = MakeGrid(45, 32);
  const auto image = Pulses<float>(grid, 1);
  const auto options = OptionsFor(grid, 2);
  const auto one = Fit(grid, image, options);
  const auto three = FitHarmonicPrediction<float>({ { grid, image.data() } }, options, NoObserver, ThreeWorkers());
  std::vector<float> serial(image.size());
  std::vector<float> parallel(image.size());
  PredictFineScales<float>(
    one, { grid, image.data() }, FineScales::Innovations, 1, serial.data(), NoObserver, SerialExecutor());
  PredictFineScales<float>(
    one, { grid, image.data() }, FineScales::Innovations, 1, parallel.data(), NoObserver, ThreeWorkers());
  EXPECT_EQ(NumbersOf(one), NumbersOf(three));
  EXPECT_EQ(serial, parallel);
}

TEST(HarmonicPrediction, FloatAgreesWithDouble)
{
  const Grid                grid = MakeGrid(61, 47);
  HarmonicPredictionOptions options = OptionsFor(grid);
  options.ridge = 1e-2;
  const auto image = Pulses<double>(grid, 1);
  const auto narrow = Pulses<float>(grid, 1);
  const auto wide = Fit(grid, image, options);
  EXPECT_NEAR(Fit(grid, narrow, options).octaves[0].figures.harmonic, wide.octaves[0].figures.harmonic, 1e-4);
  std::vector<double> predicted(image.size());
  std::vector<float>  narrowPredicted(image.size());
  PredictFineScales<double>(
    wide, { grid, image.data() }, FineScales::Mean, 0, predicted.data(), NoObserver, SerialExecutor());
  PredictFineScales<float>(
    wide, { grid, narrow.data() }, FineScales::Mean, 0, narrowPredicted.data(), NoObserver, SerialExecutor());
  EXPECT_LT(LargestDifference(predicted, narrowPredicted), 2e-4);
}

TEST(HarmonicPrediction, IsNotFooledByEquationsWithoutSolution)
{
  // Fewer samples than predictors: in float, small ridges leave the equations without a solution.
  const Grid                grid = MakeGrid(17, 16, 9);
  HarmonicPredictionOptions options = OptionsFor(grid);
  options.stride = 2;
  const auto model = Fit(grid, Noise<float>(grid.NumberOfPixels(), 1), options);
  EXPECT_LT(model.octaves[0].figures.harmonic, 0.1);
  EXPECT_GT(model.octaves[0].figures.harmonic, -0.5);
}

TEST(HarmonicPrediction, ScalesWithTheImageAndIgnoresItsMean)
{
  const Grid          grid = MakeGrid(512);
  auto                image = Pulses<double>(grid, 1);
  const auto          model = Fit(grid, image, OptionsFor(grid));
  std::vector<double> predicted(image.size());
  std::vector<double> scaled(image.size());
  PredictFineScales<double>(
    model, { grid, image.data() }, FineScales::Innovations, 3, predicted.data(), NoObserver, SerialExecutor());
  for (double & value : image)
  {
    value = 100.0 * value + 7.0;
  }
  PredictFineScales<double>(
    model, { grid, image.data() }, FineScales::Innovations, 3, scaled.data(), NoObserver, SerialExecutor());
  for (std::size_t i = 0; i < image.size(); ++i)
  {
    ASSERT_NEAR(scaled[i], 100.0 * predicted[i] + 7.0, 1e-9);
  }
}

TEST(HarmonicPrediction, RefusesWhatDoesNotFit)
{
  const Grid grid = MakeGrid(32, 32);
  const auto image = Noise<double>(grid.NumberOfPixels(), 1);
  const auto message = [&](const auto & change) {
    HarmonicPredictionOptions options = OptionsFor(grid);
    change(options);
    return InvalidArgument([&] { Fit(grid, image, options); });
  };
  EXPECT_NE(message([](auto & o) { o.numberOfOctaves = 0; }).find("octaves"), std::string::npos);
  EXPECT_NE(message([](auto & o) { o.numberOfOctaves = 5; }).find("2^7 pixels"), std::string::npos);
  EXPECT_NE(message([](auto & o) { o.scaleRange = 0; }).find("range"), std::string::npos);
  EXPECT_NE(message([](auto & o) { o.maximumHarmonic = 0; }).find("harmonic"), std::string::npos);
  EXPECT_NE(message([](auto & o) { o.maximumHarmonic = 65; }).find("at most 64"), std::string::npos);
  EXPECT_NE(message([](auto & o) { o.stride = 0; }).find("stride"), std::string::npos);
  EXPECT_NE(message([](auto & o) { o.ridge = -1.0; }).find("ridge"), std::string::npos);
  EXPECT_NE(message([](auto & o) { o.numberOfOrientations = 0; }), "");
  const std::vector<double> constant(grid.NumberOfPixels(), 3.0);
  EXPECT_NE(InvalidArgument([&] { Fit(grid, constant, OptionsFor(grid)); }).find("constant"), std::string::npos);
  const auto fitNothing = [&] { FitHarmonicPrediction<double>({}, OptionsFor(grid), NoObserver, SerialExecutor()); };
  EXPECT_NE(InvalidArgument(fitNothing).find("no image"), std::string::npos);

  HarmonicPredictionOptions options = OptionsFor(grid);
  const auto                model = Fit(grid, image, options);
  std::vector<double>       result(4 * image.size());
  const auto refine = [&](const HarmonicPredictionModel & used, const Grid & size, unsigned int octaves) {
    return InvalidArgument([&] {
      RefineImage<double>(
        used, { size, image.data() }, octaves, FineScales::Mean, 0, result.data(), NoObserver, SerialExecutor());
    });
  };
  EXPECT_NE(refine(model, grid, 2).find("1 to 1 octaves"), std::string::npos);
  EXPECT_NE(refine(model, MakeGrid(64), 1).find("2-D images"), std::string::npos);
  EXPECT_NE(refine(model, MakeGrid(3, 3), 1).find("pixels along each axis"), std::string::npos);
  EXPECT_NE(refine(HarmonicPredictionModel(), grid, 1).find("empty"), std::string::npos);
  const std::vector<double> flat(grid.NumberOfPixels(), 4.0);
  RefineImage<double>(
    model, { grid, flat.data() }, 1, FineScales::Innovations, 0, result.data(), NoObserver, SerialExecutor());
  EXPECT_LT(LargestDifference(result, std::vector<double>(result.size(), 4.0)), 1e-12);
  options.overlappingBands = true;
  EXPECT_NE(refine(Fit(grid, image, options), grid, 1).find("figures only"), std::string::npos);
}

TEST(HarmonicPrediction, StopsWhenTheObserverThrows)
{
  const Grid grid = MakeGrid(32, 32);
  const auto image = Noise<double>(grid.NumberOfPixels(), 1);
  double     last = 0.0;
  FitHarmonicPrediction<double>(
    { { grid, image.data() } },
    OptionsFor(grid, 2),
    [&](double share) {
      EXPECT_GT(share, last);
      last = share;
    },
    SerialExecutor());
  EXPECT_DOUBLE_EQ(last, 1.0);
  const auto stop = [](double) { throw std::runtime_error("stop"); };
  EXPECT_THROW(FitHarmonicPrediction<double>({ { grid, image.data() } }, OptionsFor(grid), stop, SerialExecutor()),
               std::runtime_error);
}

TEST(HarmonicPredictionFile, GivesTheSameModelBack)
{
  const TestFolder folder;
  const Grid       grid = MakeGrid(32, 24);
  const auto       model = Fit(grid, Pulses<double>(grid, 1), OptionsFor(grid, 2));
  const auto       path = folder.Path("model.h5");
  WriteHarmonicPrediction(path, model);
  const auto read = ReadHarmonicPrediction(path);
  EXPECT_EQ(read.dimension, 2u);
  EXPECT_TRUE(read.options == model.options);
  EXPECT_EQ(NumbersOf(read), NumbersOf(model));
  const std::string bytes = ReadText(path);
  WriteHarmonicPrediction(path, read);
  EXPECT_EQ(ReadText(path), bytes);
}

TEST(HarmonicPredictionFile, RefusesOtherFiles)
{
  const TestFolder folder;
  const auto       path = folder.Path("model.h5");
  EXPECT_THROW(ReadHarmonicPrediction(path), std::runtime_error);
  WriteText(path, "no HDF5");
  EXPECT_THROW(ReadHarmonicPrediction(path), std::runtime_error);
  const Grid grid = MakeGrid(64);
  auto       model = Fit(grid, Pulses<double>(grid, 1), OptionsFor(grid));
  WriteHarmonicPrediction(path, model);
  const std::string bytes = ReadText(path);
  WriteText(path, bytes.substr(0, bytes.size() / 2));
  EXPECT_THROW(ReadHarmonicPrediction(path), std::runtime_error);
  model.octaves[0].weights[3] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(InvalidArgument([&] { WriteHarmonicPrediction(folder.Path("nan.h5"), model); }).find("finite"),
            std::string::npos);
  model.octaves[0].weights.pop_back();
  EXPECT_NE(InvalidArgument([&] { WriteHarmonicPrediction(folder.Path("size.h5"), model); }).find("size"),
            std::string::npos);
  EXPECT_NE(InvalidArgument([&] { WriteHarmonicPrediction(folder.Path("empty.h5"), HarmonicPredictionModel()); }), "");
  EXPECT_EQ(folder.Names(), std::vector<std::string>{ "model.h5" });
}
