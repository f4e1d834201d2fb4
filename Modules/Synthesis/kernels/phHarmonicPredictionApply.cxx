// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phHarmonicPrediction.h"

#include "phOctaveSpectrumInternal.h"
#include "phPredictionOctaveInternal.h"
#include "phRandom.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
template <typename T>
using Spectrum = AlignedBuffer<std::complex<T>>;

template <typename T>
double
Energy(const AlignedBuffer<T> & values)
{
  double energy = 0.0;
  for (const T & value : values)
  {
    energy += static_cast<double>(std::norm(value));
  }
  return energy;
}

/** Gaussian field of the power of the innovations, whose bands are then made as strong, from place to place, as the
 *  predicted moduli, with the same energy in all. */
template <typename T>
Spectrum<T>
DrawInnovations(const PredictionOctave<T> &           octave,
                const std::vector<double> &           power,
                const std::vector<AlignedBuffer<T>> & moduli,
                std::uint64_t                         seed,
                std::uint64_t                         stream,
                const Executor &                      executor)
{
  const Grid &     grid = octave.GetGrid();
  AlignedBuffer<T> noise(grid.NumberOfPixels());
  FillStandardNormal(noise.data(), noise.size(), seed, stream);
  Spectrum<T>  half = octave.SpectrumOf(noise.data());
  const double energy = octave.LinearEnergy();
  ForEachPowerCell(grid, NumberOfPowerCells, [&](std::size_t bin, std::size_t cell, double) {
    half[bin] *= octave.GetKnownBins()[bin] ? T(0) : static_cast<T>(std::sqrt(energy * power[cell]));
  });
  const double before = Energy(half);
  auto         bands = octave.FinestBands(half, executor);
  executor.ParallelFor(bands.size(), [&](std::size_t l) {
    for (std::size_t u = 0; u < bands[l].size(); ++u)
    {
      bands[l][u] *= moduli[l][u];
    }
  });
  Spectrum<T>  modulated = octave.SpectrumOfBands(bands, executor);
  const double after = Energy(modulated);
  if (!(after > 0.0))
  {
    return half;
  }
  const T scaling = static_cast<T>(std::sqrt(before / after));
  std::for_each(modulated.begin(), modulated.end(), [scaling](auto & value) { value *= scaling; });
  return modulated;
}

/** The spectrum of a coarse image on the next finer grid, its new octave filled. */
template <typename T>
Spectrum<T>
FillOctave(const OctavePrediction & prediction,
           PredictionOctave<T> &    octave,
           const Grid &             coarse,
           const Spectrum<T> &      coarseHalf,
           FineScales               kind,
           std::uint64_t            seed,
           std::uint64_t            stream,
           const Executor &         executor)
{
  Spectrum<T> half = PadSpectrum(coarse, coarseHalf, octave.GetGrid());
  octave.SetPredictors(half, executor);
  auto        bands = octave.Predict(prediction.weights, executor);
  const auto  predicted = octave.SpectrumOfBands(bands.bands, executor);
  Spectrum<T> innovations;
  if (kind == FineScales::Innovations)
  {
    innovations = DrawInnovations(octave, prediction.innovationPower, bands.moduli, seed, stream, executor);
  }
  for (std::size_t k = 0; k < half.size(); ++k)
  {
    half[k] += predicted[k];
    if (kind == FineScales::Innovations)
    {
      half[k] += innovations[k];
    }
  }
  return half;
}

void
CheckCanFill(const HarmonicPredictionModel & model, const Grid & grid)
{
  CheckHarmonicPredictionModel(model, grid);
  if (model.options.overlappingBands)
  {
    throw std::invalid_argument("A model of overlapping bands gives figures only: it knows part of what it predicts.");
  }
}

/** Fills octaves first - 1, .., 0 of the model above a coarse spectrum; grids[o] is the grid of octave o. */
template <typename T>
void
FillOctaves(const HarmonicPredictionModel & model,
            const std::vector<Grid> &       grids,
            Spectrum<T>                     half,
            FineScales                      kind,
            std::uint64_t                   seed,
            T *                             result,
            const PredictionObserver &      observer,
            const Executor &                executor)
{
  const auto octaves = static_cast<unsigned int>(grids.size() - 1);
  for (unsigned int o = octaves; o-- > 0;)
  {
    PredictionOctave<T> octave(grids[o], model.options, executor);
    half = FillOctave(model.octaves[o], octave, grids[o + 1], half, kind, seed, o, executor);
    if (o == 0)
    {
      octave.ImageOf(half, result);
    }
    observer(static_cast<double>(octaves - o) / octaves);
  }
}
} // namespace

template <typename T>
void
PredictFineScales(const HarmonicPredictionModel & model,
                  const PredictionImage<T> &      image,
                  FineScales                      kind,
                  std::uint64_t                   seed,
                  T *                             result,
                  const PredictionObserver &      observer,
                  const Executor &                executor)
{
  CheckCanFill(model, image.grid);
  CheckHarmonicPredictionOptions(image.grid, model.options);
  std::vector<Grid> grids{ image.grid };
  Spectrum<T>       half(image.grid.NumberOfHalfBins());
  FourierTransform<T>(image.grid).Forward(image.pixels, half.data());
  for (unsigned int o = 0; o < model.options.numberOfOctaves; ++o)
  {
    const Grid coarse = CoarserGrid(grids.back());
    half = CropSpectrum(grids.back(), half, coarse);
    grids.push_back(coarse);
  }
  FillOctaves(model, grids, std::move(half), kind, seed, result, observer, executor);
}

template <typename T>
void
RefineImage(const HarmonicPredictionModel & model,
            const PredictionImage<T> &      image,
            unsigned int                    numberOfOctaves,
            FineScales                      kind,
            std::uint64_t                   seed,
            T *                             result,
            const PredictionObserver &      observer,
            const Executor &                executor)
{
  CheckCanFill(model, image.grid);
  if (numberOfOctaves < 1 || numberOfOctaves > model.options.numberOfOctaves)
  {
    throw std::invalid_argument("The model predicts 1 to " + std::to_string(model.options.numberOfOctaves) +
                                " octaves; asked for " + std::to_string(numberOfOctaves) + ".");
  }
  HarmonicPredictionOptions used = model.options;
  used.numberOfOctaves = numberOfOctaves;
  CheckHarmonicPredictionOptions(RefinedGrid(image.grid, numberOfOctaves), used);
  std::vector<Grid> grids;
  for (unsigned int o = 0; o <= numberOfOctaves; ++o)
  {
    grids.push_back(RefinedGrid(image.grid, numberOfOctaves - o));
  }
  Spectrum<T> half(image.grid.NumberOfHalfBins());
  FourierTransform<T>(image.grid).Forward(image.pixels, half.data());
  FillOctaves(model, grids, std::move(half), kind, seed, result, observer, executor);
}

template <typename T>
void
DecimateInFourier(const PredictionImage<T> & image, T * result)
{
  Spectrum<T> half(image.grid.NumberOfHalfBins());
  FourierTransform<T>(image.grid).Forward(image.pixels, half.data());
  const Grid coarse = CoarserGrid(image.grid);
  auto       cropped = CropSpectrum(image.grid, half, coarse);
  const T    scaling = static_cast<T>(1.0 / static_cast<double>(coarse.NumberOfPixels()));
  std::for_each(cropped.begin(), cropped.end(), [scaling](auto & value) { value *= scaling; });
  FourierTransform<T>(coarse).Inverse(cropped.data(), result);
}

template <typename T>
void
RemoveOctavesInFourier(const PredictionImage<T> & image, unsigned int numberOfOctaves, T * result)
{
  std::vector<Grid> grids{ image.grid };
  Spectrum<T>       half(image.grid.NumberOfHalfBins());
  FourierTransform<T>(image.grid).Forward(image.pixels, half.data());
  for (unsigned int o = 0; o < numberOfOctaves; ++o)
  {
    grids.push_back(CoarserGrid(grids.back()));
    half = CropSpectrum(grids[o], half, grids[o + 1]);
  }
  for (std::size_t o = numberOfOctaves; o-- > 0;)
  {
    half = PadSpectrum(grids[o + 1], half, grids[o]);
  }
  const T scaling = static_cast<T>(1.0 / static_cast<double>(image.grid.NumberOfPixels()));
  std::for_each(half.begin(), half.end(), [scaling](auto & value) { value *= scaling; });
  FourierTransform<T>(image.grid).Inverse(half.data(), result);
}

template <typename T>
void
InterpolateInFourier(const PredictionImage<T> & image, unsigned int numberOfOctaves, T * result)
{
  Spectrum<T> half(image.grid.NumberOfHalfBins());
  FourierTransform<T>(image.grid).Forward(image.pixels, half.data());
  const Grid fine = RefinedGrid(image.grid, numberOfOctaves);
  auto       padded = PadSpectrum(image.grid, half, fine);
  const T    scaling = static_cast<T>(1.0 / static_cast<double>(fine.NumberOfPixels()));
  std::for_each(padded.begin(), padded.end(), [scaling](auto & value) { value *= scaling; });
  FourierTransform<T>(fine).Inverse(padded.data(), result);
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT void PredictFineScales<T>(const HarmonicPredictionModel &,                            \
                                                           const PredictionImage<T> &,                                 \
                                                           FineScales,                                                 \
                                                           std::uint64_t,                                              \
                                                           T *,                                                        \
                                                           const PredictionObserver &,                                 \
                                                           const Executor &);                                          \
  template PhaseHarmonics_EXPORT void RefineImage<T>(const HarmonicPredictionModel &,                                  \
                                                     const PredictionImage<T> &,                                       \
                                                     unsigned int,                                                     \
                                                     FineScales,                                                       \
                                                     std::uint64_t,                                                    \
                                                     T *,                                                              \
                                                     const PredictionObserver &,                                       \
                                                     const Executor &);                                                \
  template PhaseHarmonics_EXPORT void DecimateInFourier<T>(const PredictionImage<T> &, T *);                           \
  template PhaseHarmonics_EXPORT void RemoveOctavesInFourier<T>(const PredictionImage<T> &, unsigned int, T *);        \
  template PhaseHarmonics_EXPORT void InterpolateInFourier<T>(const PredictionImage<T> &, unsigned int, T *)

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
