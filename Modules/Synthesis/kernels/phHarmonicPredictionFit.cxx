// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phHarmonicPrediction.h"

#include "phHarmonicPredictionRegressionInternal.h"
#include "phOctaveSpectrumInternal.h"
#include "phPredictionOctaveInternal.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t FoldsOfOneImage = 4;
constexpr std::size_t LargestNumberOfFolds = 4;
constexpr std::size_t BlocksOfEvaluation = 8;

template <typename T>
using Spectrum = AlignedBuffer<std::complex<T>>;

/** The spectrum of an image decimated by 2^octave, on its grid. */
template <typename T>
Spectrum<T>
SpectrumOfOctave(const PredictionImage<T> & image, unsigned int octave, Grid & grid)
{
  grid = image.grid;
  Spectrum<T> half(grid.NumberOfHalfBins());
  FourierTransform<T>(grid).Forward(image.pixels, half.data());
  for (unsigned int o = 0; o < octave; ++o)
  {
    const Grid coarse = CoarserGrid(grid);
    half = CropSpectrum(grid, half, coarse);
    grid = coarse;
  }
  return half;
}

struct Columns
{
  Columns(unsigned int dimension, const HarmonicPredictionOptions & options)
    : groups(GroupPredictors(dimension, options))
    , harmonics(2 * std::size_t{ options.numberOfOrientations })
    , moduli(options.numberOfOrientations)
  {
    std::iota(harmonics.begin(), harmonics.end(), groups.all.size());
    std::iota(moduli.begin(), moduli.end(), groups.all.size() + harmonics.size());
  }
  std::size_t
  Count() const
  {
    return groups.all.size() + harmonics.size() + moduli.size();
  }

  PredictorGroups          groups;
  std::vector<std::size_t> harmonics;
  std::vector<std::size_t> moduli;
};

// Weights of a group of predictors among all.
void
AppendWeights(const std::vector<std::size_t> & predictors,
              std::size_t                      numberOfPredictors,
              const std::vector<double> &      fitted,
              std::vector<double> &            weights)
{
  for (std::size_t begin = 0; begin < fitted.size(); begin += predictors.size())
  {
    const std::size_t first = weights.size();
    weights.resize(first + numberOfPredictors);
    for (std::size_t i = 0; i < predictors.size(); ++i)
    {
      weights[first + predictors[i]] = fitted[begin + i];
    }
  }
}

double
Explained(const std::vector<RegressionError> & folds)
{
  RegressionError sum;
  for (const auto & fold : folds)
  {
    sum.error += fold.error;
    sum.variance += fold.variance;
  }
  return sum.ExplainedVariance();
}

double
StandardErrorOfGain(const std::vector<RegressionError> & folds, const std::vector<RegressionError> & linear)
{
  const auto          count = static_cast<double>(folds.size());
  std::vector<double> gains;
  for (std::size_t f = 0; f < folds.size(); ++f)
  {
    gains.push_back(folds[f].ExplainedVariance() - linear[f].ExplainedVariance());
  }
  const double mean = std::accumulate(gains.begin(), gains.end(), 0.0) / count;
  double       square = 0.0;
  std::for_each(gains.begin(), gains.end(), [&](double gain) { square += (gain - mean) * (gain - mean); });
  return folds.size() > 1 ? std::sqrt(square / (count - 1.0) / count) : 0.0;
}

PredictionFigures
FiguresOf(const std::vector<RegressionError> & linear,
          const std::vector<RegressionError> & harmonic,
          const std::vector<RegressionError> & modulusLinear,
          const std::vector<RegressionError> & modulus)
{
  PredictionFigures figures;
  figures.linear = Explained(linear);
  figures.harmonic = Explained(harmonic);
  figures.gain = figures.harmonic - figures.linear;
  figures.gainStandardError = StandardErrorOfGain(harmonic, linear);
  figures.modulusLinear = Explained(modulusLinear);
  figures.modulus = Explained(modulus);
  figures.modulusGain = figures.modulus - figures.modulusLinear;
  figures.modulusGainStandardError = StandardErrorOfGain(modulus, modulusLinear);
  return figures;
}

OctavePrediction
FitOctave(const RidgeRegression &           regression,
          const Columns &                   columns,
          const HarmonicPredictionOptions & options,
          const Executor &                  executor)
{
  const auto fit = [&](const std::vector<std::size_t> & predictors, const std::vector<std::size_t> & targets) {
    return regression.Fit(predictors, targets, options.ridge, executor);
  };
  const auto       harmonic = fit(columns.groups.all, columns.harmonics);
  const auto       linear = fit(columns.groups.linear, columns.harmonics);
  const auto       modulus = fit(columns.groups.moduli, columns.moduli);
  const auto       modulusLinear = fit(columns.groups.linear, columns.moduli);
  OctavePrediction octave;
  const auto       predictors = columns.groups.all.size();
  AppendWeights(columns.groups.all, predictors, harmonic.weights, octave.weights);
  AppendWeights(columns.groups.moduli, predictors, modulus.weights, octave.weights);
  AppendWeights(columns.groups.linear, predictors, linear.weights, octave.linearWeights);
  AppendWeights(columns.groups.linear, predictors, modulusLinear.weights, octave.linearWeights);
  octave.ridge = harmonic.ridge;
  octave.linearRidge = linear.ridge;
  octave.figures = FiguresOf(linear.folds, harmonic.folds, modulusLinear.folds, modulus.folds);
  return octave;
}

/** Keeps the octave of the last grid. */
template <typename T>
class OctaveCache
{
public:
  PredictionOctave<T> &
  Get(const Grid & grid, const HarmonicPredictionOptions & options, const Executor & executor)
  {
    if (!m_Octave || m_Octave->GetGrid() != grid)
    {
      m_Octave.reset();
      m_Octave = std::make_unique<PredictionOctave<T>>(grid, options, executor);
    }
    return *m_Octave;
  }

private:
  std::unique_ptr<PredictionOctave<T>> m_Octave;
};

/** Power of what a model does not predict, in cells, averaged over images. */
class InnovationPower
{
public:
  explicit InnovationPower(unsigned int dimension)
  {
    std::size_t cells = 1;
    for (unsigned int axis = 0; axis < dimension; ++axis)
    {
      cells *= NumberOfPowerCells;
    }
    m_Power.resize(cells);
    m_Count.resize(cells);
  }

  template <typename T>
  void
  Add(const PredictionOctave<T> & octave, const Spectrum<T> & residual, double energy)
  {
    const double scaling = 1.0 / (energy * static_cast<double>(octave.GetGrid().NumberOfPixels()));
    ForEachPowerCell(octave.GetGrid(), NumberOfPowerCells, [&](std::size_t bin, std::size_t cell, double weight) {
      if (!octave.GetKnownBins()[bin])
      {
        m_Power[cell] += weight * scaling * static_cast<double>(std::norm(residual[bin]));
        m_Count[cell] += weight;
      }
    });
  }

  /** Cells without a bin take the mean of the others. */
  std::vector<double>
  Mean() const
  {
    const double mean = std::accumulate(m_Power.begin(), m_Power.end(), 0.0) /
                        std::max(1.0, std::accumulate(m_Count.begin(), m_Count.end(), 0.0));
    std::vector<double> power(m_Power.size());
    for (std::size_t c = 0; c < power.size(); ++c)
    {
      power[c] = m_Count[c] > 0.0 ? m_Power[c] / m_Count[c] : mean;
    }
    return power;
  }

private:
  std::vector<double> m_Power;
  std::vector<double> m_Count;
};

template <typename T>
void
CheckImages(const std::vector<PredictionImage<T>> & images, const HarmonicPredictionOptions & options)
{
  if (images.empty())
  {
    throw std::invalid_argument("There is no image to fit the model on.");
  }
  for (std::size_t i = 0; i < images.size(); ++i)
  {
    const PredictionImage<T> & image = images[i];
    CheckHarmonicPredictionOptions(image.grid, options);
    const T * const end = image.pixels + image.grid.NumberOfPixels();
    if (std::all_of(image.pixels, end, [&](T value) { return value == image.pixels[0]; }))
    {
      throw std::invalid_argument("Training image " + std::to_string(i) + " is constant.");
    }
  }
}
} // namespace

template <typename T>
HarmonicPredictionModel
FitHarmonicPrediction(const std::vector<PredictionImage<T>> & images,
                      const HarmonicPredictionOptions &       options,
                      const PredictionObserver &              observer,
                      const Executor &                        executor)
{
  CheckImages(images, options);
  HarmonicPredictionModel model;
  model.dimension = images[0].grid.dimension;
  model.options = options;
  const Columns     columns(model.dimension, options);
  const std::size_t slabs = images.size() > 1 ? 1 : FoldsOfOneImage;
  const std::size_t folds = images.size() > 1 ? std::min(images.size(), LargestNumberOfFolds) : FoldsOfOneImage;
  const double      steps = static_cast<double>(options.numberOfOctaves) * static_cast<double>(2 * images.size() + 1);
  double            step = 0.0;
  for (unsigned int o = 0; o < options.numberOfOctaves; ++o)
  {
    OctaveCache<T>                   cache;
    std::vector<std::vector<double>> grams(folds, std::vector<double>(columns.Count() * columns.Count()));
    const auto                       prepare = [&](const PredictionImage<T> & image) -> PredictionOctave<T> & {
      Grid                  grid;
      const auto            half = SpectrumOfOctave(image, o, grid);
      PredictionOctave<T> & octave = cache.Get(grid, options, executor);
      octave.SetPredictors(half, executor);
      octave.SetTargets(half, executor);
      return octave;
    };
    for (std::size_t i = 0; i < images.size(); ++i)
    {
      const PredictionOctave<T> & octave = prepare(images[i]);
      const double                energy = octave.LinearEnergy();
      if (!(energy > 0.0))
      {
        throw std::invalid_argument("Training image " + std::to_string(i) + " is constant at scales coarser than " +
                                    std::to_string(o) + ".");
      }
      const auto ofImage = octave.Grams(slabs, options.stride, executor);
      for (std::size_t s = 0; s < slabs; ++s)
      {
        auto &       gram = grams[(i + s) % folds];
        const double weight = 1.0 / energy;
        for (std::size_t c = 0; c < gram.size(); ++c)
        {
          gram[c] += weight * ofImage[s][c];
        }
      }
      observer(++step / steps);
    }
    model.octaves.push_back(FitOctave(RidgeRegression(columns.Count(), grams), columns, options, executor));
    observer(++step / steps);
    if (options.overlappingBands)
    {
      step += static_cast<double>(images.size());
      continue;
    }
    InnovationPower power(model.dimension);
    for (const auto & image : images)
    {
      Grid                  grid;
      const auto            half = SpectrumOfOctave(image, o, grid);
      PredictionOctave<T> & octave = cache.Get(grid, options, executor);
      octave.SetPredictors(half, executor);
      auto        bands = octave.Predict(model.octaves.back().weights, executor);
      const auto  predicted = octave.SpectrumOfBands(bands.bands, executor);
      Spectrum<T> residual(half.size());
      for (std::size_t k = 0; k < half.size(); ++k)
      {
        residual[k] = octave.GetKnownBins()[k] ? std::complex<T>{} : half[k] - predicted[k];
      }
      power.Add(octave, residual, octave.LinearEnergy());
      observer(++step / steps);
    }
    model.octaves.back().innovationPower = power.Mean();
  }
  return model;
}

template <typename T>
std::vector<PredictionFigures>
EvaluateHarmonicPrediction(const HarmonicPredictionModel & model,
                           const PredictionImage<T> &      image,
                           const PredictionObserver &      observer,
                           const Executor &                executor)
{
  CheckHarmonicPredictionModel(model, image.grid);
  CheckHarmonicPredictionOptions(image.grid, model.options);
  const Columns                  columns(model.dimension, model.options);
  const std::size_t              predictors = columns.groups.all.size();
  std::vector<PredictionFigures> figures;
  for (unsigned int o = 0; o < model.options.numberOfOctaves; ++o)
  {
    Grid                grid;
    const auto          half = SpectrumOfOctave(image, o, grid);
    PredictionOctave<T> octave(grid, model.options, executor);
    octave.SetPredictors(half, executor);
    octave.SetTargets(half, executor);
    const RidgeRegression regression(columns.Count(), octave.Grams(BlocksOfEvaluation, 1, executor));
    const auto            errors = [&](const std::vector<double> & weights, bool moduli) {
      const auto begin =
        weights.begin() + static_cast<std::ptrdiff_t>(moduli ? predictors * columns.harmonics.size() : 0);
      const auto & targets = moduli ? columns.moduli : columns.harmonics;
      return regression.Errors(
        columns.groups.all,
        targets,
        std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(predictors * targets.size())));
    };
    const OctavePrediction & prediction = model.octaves[o];
    figures.push_back(FiguresOf(errors(prediction.linearWeights, false),
                                errors(prediction.weights, false),
                                errors(prediction.linearWeights, true),
                                errors(prediction.weights, true)));
    observer(static_cast<double>(o + 1) / model.options.numberOfOctaves);
  }
  return figures;
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT HarmonicPredictionModel FitHarmonicPrediction<T>(                                     \
    const std::vector<PredictionImage<T>> &,                                                                           \
    const HarmonicPredictionOptions &,                                                                                 \
    const PredictionObserver &,                                                                                        \
    const Executor &);                                                                                                 \
  template PhaseHarmonics_EXPORT std::vector<PredictionFigures> EvaluateHarmonicPrediction<T>(                         \
    const HarmonicPredictionModel &, const PredictionImage<T> &, const PredictionObserver &, const Executor &)

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
