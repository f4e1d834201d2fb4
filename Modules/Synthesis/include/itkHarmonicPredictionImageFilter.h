// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkHarmonicPredictionImageFilter_h
#define itkHarmonicPredictionImageFilter_h

#include "itkHarmonicPredictionEnums.h"
#include "itkHarmonicPredictionModel.h"
#include "itkPhaseHarmonicsInstantiation.h"

#include "itkImage.h"
#include "itkImageToImageFilter.h"

#include <utility>
#include <vector>

namespace itk
{
/** \class HarmonicPredictionImageFilter
 *
 * \brief Predicts the fine scales of an image from phase harmonics of its coarser ones, and super-resolves images.
 *
 * Decimation by two in Fourier, an ideal low pass, leaves of an image x its low frequencies y. What it takes from the
 * finest wavelet bands, \f$z_{0,l} = (x - y)\star\psi_{0,l}\f$, is predicted at every pixel u from the bands
 * \f$w_{j,l} = y\star\psi_{j,l}\f$ of the scales j = 1 .. ScaleRange at u and its neighbors by ridge regression,
 * \f[ (\mathrm{Re}\,z_{0,l}(u), \mathrm{Im}\,z_{0,l}(u)) \approx W\,f(u), \f]
 * where f holds real and imaginary parts of \f$w_{j,l}\f$, their moduli, phase harmonics \f$[w_{j,l}]^k\f$ with
 * \f$2^j \le k \le \frac32 2^j\f$, whose frequency meets that of \f$z_0\f$, and products
 * \f$|w_{1,l}| e^{i(3\arg w_{1,l} - 2\arg w_{2,l})}\f$ and \f$|w_{1,l}| e^{i(\arg w_{1,l} + 2\arg w_{2,l})}\f$. The
 * first of these extrapolates the phase from two scales and changes its sign with the image. The moduli \f$|z_{0,l}|\f$
 * are predicted from moduli. Coarser octaves are treated in the same way after decimation. The regularization is that
 * which predicts parts of the training images best that were left out.
 *
 * Predictors and targets share no frequency: linear predictors, the baseline, explain nothing of a stationary process
 * however its wavelets overlap, and explained variance is due to relations between phases of scales.
 *
 * Predict replaces the finest NumberOfOctaves octaves of the input; the figures then tell the share of their variance
 * explained on the input, and the output has its geometry. Refine adds finer octaves: the output has
 * \f$2^{NumberOfOctaves}\f$ times as many pixels along each axis, the first in the same place, and as much smaller a
 * spacing; all frequencies of the input are kept. FineScales says whether the new octaves hold the conditional mean,
 * which is closest to the truth, or a sample. Innovations are then added: a Gaussian field with the power spectrum of
 * what was not predicted, modulated from place to place by the predicted moduli.
 *
 * The model is fitted on the training images, or given. Images are taken as periodic, in pixels, and in units of their
 * own amplitude. Pixels must be finite. The output "Model" can be written to a file.
 *
 * Memory: in 2-D with 4 orientations about 280 bytes a pixel of the largest image in float, and some 100 MiB for 577
 * predictors; time in proportion to pixels and to the squared number of predictors. Results are the same bits on any
 * number of threads.
 *
 * Zhang and Mallat, "Maximum entropy models from phase harmonic covariances", 2021; Mallat, Zhang and Rochette, "Phase
 * harmonic correlations and convolutional neural networks", 2020.
 *
 * \sa HarmonicPredictionModel
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT HarmonicPredictionImageFilter : public ImageToImageFilter<TImage, TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(HarmonicPredictionImageFilter);

  using Self = HarmonicPredictionImageFilter;
  using Superclass = ImageToImageFilter<TImage, TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(HarmonicPredictionImageFilter, ImageToImageFilter);

  using ImageType = TImage;
  using PixelType = typename TImage::PixelType;
  using OperationEnum = HarmonicPredictionEnums::Operation;
  using FineScalesEnum = HarmonicPredictionEnums::FineScales;
  using NeighborhoodEnum = HarmonicPredictionEnums::Neighborhood;
  using FiguresType = phaseharmonics::PredictionFigures;
  using Superclass::MakeOutput;
  static constexpr unsigned int ImageDimension = TImage::ImageDimension;

  /** Add an image to fit the model on; images may differ in size. A training image that is also the input makes figures
   * of the fit, not of a prediction. */
  virtual void
  AddTrainingImage(const ImageType * image);
  virtual void
  ClearTrainingImages();
  unsigned int
  GetNumberOfTrainingImages() const;

  /** Set/Get a fitted model. It replaces the training images and the parameters that describe predictors. */
  virtual void
  SetModel(const HarmonicPredictionModel * model);
  const HarmonicPredictionModel *
  GetModel() const;

  /** Get the model in use, after an update. */
  HarmonicPredictionModel *
  GetModelOutput();
  const HarmonicPredictionModel *
  GetModelOutput() const;

  /** Set/Get what is done to the input. Default is Predict. */
  itkSetEnumMacro(Operation, OperationEnum);
  itkGetEnumMacro(Operation, OperationEnum);

  /** Set/Get what predicted octaves hold. Default is Mean. */
  itkSetEnumMacro(FineScales, FineScalesEnum);
  itkGetEnumMacro(FineScales, FineScalesEnum);

  /** Set/Get the seed of innovations. Default is 0. */
  itkSetMacro(Seed, unsigned int);
  itkGetConstMacro(Seed, unsigned int);

  /** Set/Get the number of octaves to predict or to add. Default is 1. A given model has a number of its own, from
   * which Refine takes the finest. */
  itkSetMacro(NumberOfOctaves, unsigned int);
  itkGetConstMacro(NumberOfOctaves, unsigned int);

  /** Set/Get the number of orientations L of the half circle or half sphere. Default is 1, 4 or 6 by dimension. */
  itkSetMacro(NumberOfOrientations, unsigned int);
  itkGetConstMacro(NumberOfOrientations, unsigned int);

  /** Set/Get the number of coarser scales that predict. Default is 2. */
  itkSetMacro(ScaleRange, unsigned int);
  itkGetConstMacro(ScaleRange, unsigned int);

  /** Set/Get the largest harmonic |k|. Default is 4; 1 leaves linear predictors and moduli. */
  itkSetMacro(MaximumHarmonic, unsigned int);
  itkGetConstMacro(MaximumHarmonic, unsigned int);

  /** Set/Get the places that predict. Default is Box, in 3-D Axes. */
  itkSetEnumMacro(Neighborhood, NeighborhoodEnum);
  itkGetEnumMacro(Neighborhood, NeighborhoodEnum);

  /** Set/Get the step of the samples to fit on, in pixels along each axis. Default is 1. */
  itkSetMacro(Stride, unsigned int);
  itkGetConstMacro(Stride, unsigned int);

  /** Set/Get the penalty, relative to the variance of a predictor. 0, the default, chooses it by cross-validation. */
  itkSetMacro(Ridge, double);
  itkGetConstMacro(Ridge, double);

  /** Set/Get whether \f$x\star\psi_{0,l}\f$ itself is predicted from the bands of x, which overlap in frequency. Then
   * linear predictors explain much of any process; such a model gives figures only, and the output is the input.
   * Default is off. */
  itkSetMacro(OverlappingBands, bool);
  itkGetConstMacro(OverlappingBands, bool);
  itkBooleanMacro(OverlappingBands);

  /** Get figures of a scale after an update, scale 0 the finest: those on the input after Predict, with standard errors
   * over eight blocks; those of the model after Refine. */
  const FiguresType &
  GetFigures(unsigned int scale) const;
  double
  GetExplainedVariance(unsigned int scale) const
  {
    return this->GetFigures(scale).harmonic;
  }
  double
  GetLinearExplainedVariance(unsigned int scale) const
  {
    return this->GetFigures(scale).linear;
  }
  double
  GetGain(unsigned int scale) const
  {
    return this->GetFigures(scale).gain;
  }
  double
  GetGainStandardError(unsigned int scale) const
  {
    return this->GetFigures(scale).gainStandardError;
  }

protected:
  HarmonicPredictionImageFilter();
  ~HarmonicPredictionImageFilter() override = default;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;
  ProcessObject::DataObjectPointer
  MakeOutput(const ProcessObject::DataObjectIdentifierType & name) override;
  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  VerifyInputInformation() ITKv5_CONST override;
  void
  GenerateInputRequestedRegion() override;
  void
  GenerateOutputInformation() override;
  void
  EnlargeOutputRequestedRegion(DataObject * output) override;
  void
  GenerateData() override;

private:
  using KernelImageType = phaseharmonics::PredictionImage<PixelType>;
  using ModelType = phaseharmonics::HarmonicPredictionModel;
  using OptionsType = phaseharmonics::HarmonicPredictionOptions;

  OptionsType
  MakeOptions() const;
  unsigned int
  OctavesToRefine() const;
  KernelImageType
  CheckedImage(const ImageType * image, const std::string & name) const;
  void
  FitUnlessDone();
  void
  Report(double progress);

  OperationEnum    m_Operation{ OperationEnum::Predict };
  FineScalesEnum   m_FineScales{ FineScalesEnum::Mean };
  unsigned int     m_Seed{ 0 };
  unsigned int     m_NumberOfOctaves{ 1 };
  unsigned int     m_NumberOfOrientations; // its default and that of the neighborhood depend on the dimension
  unsigned int     m_ScaleRange{ 2 };
  unsigned int     m_MaximumHarmonic{ 4 };
  NeighborhoodEnum m_Neighborhood;
  unsigned int     m_Stride{ 1 };
  double           m_Ridge{ 0.0 };
  bool             m_OverlappingBands{ false };

  std::vector<FiguresType>                                    m_Figures;
  ModelType                                                   m_Fitted;
  std::vector<std::pair<const ImageType *, ModifiedTimeType>> m_FittedOn;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkHarmonicPredictionImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT HarmonicPredictionImageFilter<Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
