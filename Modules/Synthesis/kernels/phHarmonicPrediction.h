// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phHarmonicPrediction_h
#define phHarmonicPrediction_h

#include "phExecutor.h"
#include "phGrid.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace phaseharmonics
{
/** Places around a pixel whose coefficients predict that of the pixel, at lags -1, 0, 1 of the fine grid. */
enum class PredictionNeighborhood : unsigned char
{
  Center, // the pixel itself
  Axes,   // and its neighbors along each axis
  Box     // and those along the diagonals
};

struct PhaseHarmonics_EXPORT HarmonicPredictionOptions
{
  unsigned int           numberOfOctaves{ 1 };
  unsigned int           numberOfOrientations{ 4 };
  unsigned int           scaleRange{ 2 };      // coarser scales that predict
  unsigned int           maximumHarmonic{ 4 }; // largest |k|; 1 leaves the linear predictors and the moduli
  PredictionNeighborhood neighborhood{ PredictionNeighborhood::Box };
  unsigned int           stride{ 1 };  // fit on every stride-th pixel along each axis
  double                 ridge{ 0.0 }; // 0: the best of a list for samples left out
  /** Predict z from coarser bands of the image itself, which overlap with it in frequency, instead of the part of z
   * that a coarse image has lost. For figures only: such a model neither refines nor generates. */
  bool overlappingBands{ false };

  bool
  operator==(const HarmonicPredictionOptions & other) const;
};

/** Defaults for images of a dimension: 1, 4 or 6 orientations; places along the axes alone in 3-D. */
PhaseHarmonics_EXPORT HarmonicPredictionOptions
DefaultHarmonicPredictionOptions(unsigned int dimension);

/** A predictor |z_{j,l}| exp(i (k arg z_{j,l} + k' arg z_{j+1,l})) of scale 0; scales 1, 2, .. are coarser. k' = 0 is
 * the phase harmonic [z]^k; k = 1 is linear, k = 0 the modulus. */
struct PhaseHarmonics_EXPORT PredictionFeature
{
  unsigned int scale;
  unsigned int orientation;
  int          harmonic;
  int          secondHarmonic;
};

/** Linear features of all scales first, then moduli, then those features whose frequency meets that of the target:
 *  2^j <= k <= 3/2 2^j, and the products (k, k') = (3, -2) and (1, 2) of scales 1 and 2. (3, -2) extrapolates the phase
 *  from two scales: a shift of all phases, such as a change of sign, shifts it by the same. */
PhaseHarmonics_EXPORT std::vector<PredictionFeature>
ListPredictionFeatures(unsigned int numberOfOrientations, const HarmonicPredictionOptions & options);

/** Real predictors: a constant, the root of the mean energy of the linear features, and for each feature and lag the
 * real and the imaginary part (moduli: the value). */
PhaseHarmonics_EXPORT std::size_t
                      NumberOfPredictors(unsigned int dimension, const HarmonicPredictionOptions & options);

/** Share of the variance of a scale that is explained on samples that the fit has not seen. */
struct PhaseHarmonics_EXPORT PredictionFigures
{
  double linear{ 0.0 };   // of z_l from linear features
  double harmonic{ 0.0 }; // of z_l from all features
  double gain{ 0.0 };     // their difference
  double gainStandardError{ 0.0 };
  double modulusLinear{ 0.0 }; // of |z_l| from linear features
  double modulus{ 0.0 };       // of |z_l| from moduli
  double modulusGain{ 0.0 };
  double modulusGainStandardError{ 0.0 };
};

/** Model of one fine scale; weights are predictors x 3 L by columns: real parts, imaginary parts, moduli. */
struct PhaseHarmonics_EXPORT OctavePrediction
{
  std::vector<double> weights;
  std::vector<double> linearWeights;
  double              ridge{ 0.0 };
  double              linearRidge{ 0.0 };
  PredictionFigures   figures; // cross-validated on the training images
  /** Power of what is not predicted per pixel and bin, relative to the mean energy of the linear features, in cells of
   *  2 pi / NumberOfPowerCells radians per pixel along each axis, from -pi on, axis 0 fastest. */
  std::vector<double> innovationPower;
};

/** Predicts scale j of an image from coarser ones, j = 0 the finest.
 *
 *  Scale j is scale 0 of the image decimated by 2^j in Fourier (an ideal low pass; the coarse grid has ceil(n / 2)
 * pixels and bins at its Nyquist frequency are dropped). From the decimated image x, of which only the frequencies of x
 *  decimated once more are known, call them y, the part of the finest bands that is lost, (x - y) * psi_{0,l}, is
 *  regressed on features of y * psi_{j,l}, j >= 1, at the pixel and its neighbors. Frequencies of targets and
 * predictors are disjoint, so that linear predictors explain nothing of a stationary process but by chance. */
struct PhaseHarmonics_EXPORT HarmonicPredictionModel
{
  unsigned int                  dimension{ 0 };
  HarmonicPredictionOptions     options;
  std::vector<OctavePrediction> octaves;
};

constexpr std::size_t NumberOfPowerCells = 16;

/** Throws std::invalid_argument for options that do not fit images of this size, naming admissible values. */
PhaseHarmonics_EXPORT void
CheckHarmonicPredictionOptions(const Grid & grid, const HarmonicPredictionOptions & options);

/** Throws std::invalid_argument unless sizes agree and all numbers are finite. */
PhaseHarmonics_EXPORT void
CheckHarmonicPredictionModel(const HarmonicPredictionModel & model);

/** Throws besides if the model is one of images of another dimension. */
PhaseHarmonics_EXPORT void
CheckHarmonicPredictionModel(const HarmonicPredictionModel & model, const Grid & grid);

/** Told the share of the work done; may throw to stop. */
using PredictionObserver = std::function<void(double)>;

template <typename T>
struct PredictionImage
{
  Grid      grid;
  const T * pixels;
};

/** Fits a model on one image or many, each weighted by the inverse of its energy. Cross-validation leaves out a quarter
 * of one image, else whole images. Memory: about the features times the pixels of the largest image in complex numbers,
 * and 8 to 12 matrices of the squared number of predictors in double. Throws std::invalid_argument for no images, and
 * for constant ones. */
template <typename T>
PhaseHarmonics_EXPORT HarmonicPredictionModel
FitHarmonicPrediction(const std::vector<PredictionImage<T>> & images,
                      const HarmonicPredictionOptions &       options,
                      const PredictionObserver &              observer,
                      const Executor &                        executor);

/** Figures of a model on all pixels of an image, scale by scale, with standard errors over eight blocks. */
template <typename T>
PhaseHarmonics_EXPORT std::vector<PredictionFigures>
                      EvaluateHarmonicPrediction(const HarmonicPredictionModel & model,
                                                 const PredictionImage<T> &      image,
                                                 const PredictionObserver &      observer,
                                                 const Executor &                executor);

/** What fills the scales that a coarse image lacks. */
enum class FineScales : unsigned char
{
  Mean,       // the conditional mean
  Innovations // a sample: the mean and Gaussian innovations, as strong as the predicted moduli say
};

/** Replaces the octaves of the model in an image by what is predicted from its coarser ones, each octave from those
 *  predicted before it. The frequencies below them are kept. */
template <typename T>
PhaseHarmonics_EXPORT void
PredictFineScales(const HarmonicPredictionModel & model,
                  const PredictionImage<T> &      image,
                  FineScales                      kind,
                  std::uint64_t                   seed,
                  T *                             result,
                  const PredictionObserver &      observer,
                  const Executor &                executor);

/** Grid with twice as many pixels along every axis, for each octave. */
PhaseHarmonics_EXPORT Grid
RefinedGrid(const Grid & grid, unsigned int numberOfOctaves);

/** Adds `numberOfOctaves` finer scales to an image, at most as many as the model has; `result` has the pixels of
 *  RefinedGrid. All frequencies of the image are kept as they are. */
template <typename T>
PhaseHarmonics_EXPORT void
RefineImage(const HarmonicPredictionModel & model,
            const PredictionImage<T> &      image,
            unsigned int                    numberOfOctaves,
            FineScales                      kind,
            std::uint64_t                   seed,
            T *                             result,
            const PredictionObserver &      observer,
            const Executor &                executor);

/** Ideal low pass and decimation by 2 along every axis: ceil(n / 2) pixels, the first in the same place. */
template <typename T>
PhaseHarmonics_EXPORT void
DecimateInFourier(const PredictionImage<T> & image, T * result);

/** The image without its finest octaves: what a Gaussian model, whose frequencies are independent, predicts. */
template <typename T>
PhaseHarmonics_EXPORT void
RemoveOctavesInFourier(const PredictionImage<T> & image, unsigned int numberOfOctaves, T * result);

/** The image of RefinedGrid without any new frequency; each pixel of the image is kept. */
template <typename T>
PhaseHarmonics_EXPORT void
InterpolateInFourier(const PredictionImage<T> & image, unsigned int numberOfOctaves, T * result);
} // namespace phaseharmonics

#endif
