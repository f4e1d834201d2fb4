// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseDeconvolutionImageFilter_h
#define itkSparseDeconvolutionImageFilter_h

#include "itkSparseCodingFilterBase.h"
#include "itkSparseDeconvolutionEnums.h"
#include "phSparseDeconvolutionRun.h"

#include "itkSimpleDataObjectDecorator.h"

#include <memory>
#include <vector>

namespace itk
{
/** \class SparseDeconvolutionImageFilter
 *
 * \brief Recovers a fine image from blurred and decimated pixels, as a sparse sum of the atoms of a dictionary.
 *
 * The input is taken to be \f$y = S_N(h * x) + noise\f$: an image x of the same origin and a spacing N times finer,
 * blurred by a kernel h and kept at every N-th pixel along each axis. The filter computes
 *
 * \f[ z = \arg\min_z \tfrac12 \|W^{1/2} (y - S_N(h * (b + {\textstyle\sum_k} d_k * z_k)))\|^2
 *     + \lambda {\textstyle\sum_k} \|z_k\|_1 \f]
 *
 * and gives \f$x = b + \sum_k d_k * z_k\f$. The background b is the smooth part of the image, which small atoms could
 * only represent at a high price: \f$\arg\min_b \frac12\|y - S_N(h * b)\|^2 + \frac{\mu}{2}\|\nabla b\|^2\f$.
 *
 * Without blur and decimation this is a convolutional sparse code, which denoises.
 *
 * Outputs: 0, the reconstruction, a fine image; 1, the code, a VectorImage with one component for each atom; 2, the
 * residual y - S_N(h * x) on the grid of the input. A coefficient of the code is at the pixel size / 2 of its atom. The
 * code covers the working grid of the solver, which is larger than the fine image unless the boundary is Periodic;
 * all three have the same physical space. Where a dictionary has one channel and the image several, every channel is
 * coded by itself with the same lambda, and the code has the components of the first channel first.
 *
 * Without a dictionary, atoms of cubic spline framelets at two scales are used; they carry no smooth parts, so give
 * them a background.
 *
 * Memory: about three times the code, K numbers for each fine pixel.
 *
 * Raises an exception for values that are not finite, zero atoms, channels of image and dictionary that do not match,
 * a kernel larger than the image or of a sum that is zero, and a dictionary of another dimension.
 *
 * Beck and Teboulle, "A fast iterative shrinkage-thresholding algorithm for linear inverse problems", 2009;
 * O'Donoghue and Candes, "Adaptive restart for accelerated gradient schemes", 2015;
 * Wohlberg, "Efficient algorithms for convolutional sparse representations", 2016.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT SparseDeconvolutionImageFilter : public SparseCodingFilterBase<TImage, TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(SparseDeconvolutionImageFilter);

  using Self = SparseDeconvolutionImageFilter;
  using Superclass = SparseCodingFilterBase<TImage, TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(SparseDeconvolutionImageFilter, SparseCodingFilterBase);

  using Superclass::ImageDimension;
  using typename Superclass::AtomsType;
  using typename Superclass::RealType;
  using typename Superclass::RegionType;
  using ImageType = TImage;
  using CodeType = VectorImage<RealType, ImageDimension>;
  using ScalarImageType = Image<RealType, ImageDimension>;
  using BoundaryEnum = SparseDeconvolutionEnums::Boundary;
  using SigmaType = FixedArray<double, ImageDimension>;
  using FactorType = typename TImage::SizeType;

  /** Set/Get the blur kernel, in pixels of the fine grid; its center is the pixel size / 2 of its region. */
  itkSetInputMacro(KernelImage, ScalarImageType);
  itkGetInputMacro(KernelImage, ScalarImageType);

  /** Set/Get whether the kernel is divided by its sum, so that it keeps the mean. Default is on. */
  itkSetMacro(NormalizeKernel, bool);
  itkGetConstMacro(NormalizeKernel, bool);
  itkBooleanMacro(NormalizeKernel);

  /** Set/Get the standard deviation of a Gaussian blur, in pixels of the fine grid, or in physical units with
   * UseImageSpacing. Default is 0: none. A kernel and a Gaussian blur one after the other. */
  itkSetMacro(BlurSigma, SigmaType);
  itkGetConstReferenceMacro(BlurSigma, SigmaType);
  virtual void
  SetBlurSigma(double sigma);

  /** Set/Get whether BlurSigma is in physical units. Default is off. */
  itkSetMacro(UseImageSpacing, bool);
  itkGetConstMacro(UseImageSpacing, bool);
  itkBooleanMacro(UseImageSpacing);

  /** Set/Get the factor N by which the output is finer than the input along each axis. Default is 1. */
  itkSetMacro(DecimationFactor, FactorType);
  itkGetConstReferenceMacro(DecimationFactor, FactorType);
  virtual void
  SetDecimationFactor(SizeValueType factor);

  /** Set/Get weights W of the input pixels, on the grid of the input; pixels of weight 0 are missing. */
  itkSetInputMacro(WeightImage, ScalarImageType);
  itkGetInputMacro(WeightImage, ScalarImageType);

  /** Set/Get a code to start from, as this filter gives it. */
  itkSetInputMacro(InitialCode, CodeType);
  itkGetInputMacro(InitialCode, CodeType);

  /** Set/Get what lies beyond the borders of the input. Default is Unknown, which suits most images: blur brings light
   * from outside into them. */
  itkSetEnumMacro(Boundary, BoundaryEnum);
  itkGetEnumMacro(Boundary, BoundaryEnum);

  /** Set/Get the standard deviation of the noise in the input. If positive, and Lambda is 0, lambda is NoiseFactor
   * times the deviation that this noise has in a coefficient (as root mean square over the atoms: without decimation
   * NoiseStandardDeviation times ||h * d_k||), instead of LambdaRatio times lambda_max. Default is 0. */
  itkSetMacro(NoiseStandardDeviation, double);
  itkGetConstMacro(NoiseStandardDeviation, double);

  /** Set/Get the factor of lambda that NoiseStandardDeviation is multiplied by. Default is 1.5, which suits
   * framelets; 0.5 suits bumps (phAnalyticDictionary.h). */
  itkSetMacro(NoiseFactor, double);
  itkGetConstMacro(NoiseFactor, double);

  /** Set/Get mu, the smoothness of the background. 0, the default, is no background. */
  itkSetMacro(BackgroundSmoothing, double);
  itkGetConstMacro(BackgroundSmoothing, double);

  /** Set/Get whether the coefficients of the solution are fitted once more, without penalty, which undoes their
   * shrinkage. Default is off. */
  itkSetMacro(Debias, bool);
  itkGetConstMacro(Debias, bool);
  itkBooleanMacro(Debias);

  /** Set/Get whether the reconstruction is moved to the nearest image x with S_N(h * x) = y. Default is off: it brings
   * the noise of the input back. */
  itkSetMacro(EnforceConsistency, bool);
  itkGetConstMacro(EnforceConsistency, bool);
  itkBooleanMacro(EnforceConsistency);

  /** Set/Get the regularization of EnforceConsistency, relative to the largest gain of the blur: frequencies of a
   * gain below it are left alone. Default is 1e-6. */
  itkSetMacro(ConsistencyRegularization, double);
  itkGetConstMacro(ConsistencyRegularization, double);

  /** Get the code. */
  CodeType *
  GetCodeOutput();

  /** Get the residual. */
  ImageType *
  GetResidualOutput();

  /** Get what the solver found: 1/2 ||y - S_N(h * x)||^2 + lambda ||z||_1 on the working grid, its lower bound (the
   * dual objective), and their difference relative to ||y||^2 / 2, where y is the input without background. */
  itkGetDecoratedOutputMacro(Objective, double);
  itkGetDecoratedOutputMacro(DualObjective, double);
  itkGetDecoratedOutputMacro(RelativeDualGap, double);

  /** Get the number of iterations (the most of any channel coded by itself). */
  itkGetDecoratedOutputMacro(NumberOfIterations, unsigned int);

  /** Get the number of coefficients different from zero, and their share of all. */
  itkGetDecoratedOutputMacro(SupportSize, SizeValueType);
  itkGetDecoratedOutputMacro(SupportFraction, double);

  /** Get lambda, and the smallest one whose code is zero. */
  itkGetDecoratedOutputMacro(LambdaUsed, double);
  itkGetDecoratedOutputMacro(LambdaMax, double);

  /** Get the largest eigenvalue of the operator that takes a code to the input, squared: the inverse of the step. */
  itkGetDecoratedOutputMacro(LipschitzConstant, double);

  /** Get whether the gap came within the tolerance, and the time of the last update. */
  itkGetDecoratedOutputMacro(HasConverged, bool);
  itkGetDecoratedOutputMacro(Seconds, double);

  /** Get the iteration that an IterationEvent reports, and its objective and relative gap. */
  itkGetConstMacro(CurrentIteration, unsigned int);
  itkGetConstMacro(CurrentObjective, double);
  itkGetConstMacro(CurrentRelativeDualGap, double);

protected:
  SparseDeconvolutionImageFilter();
  ~SparseDeconvolutionImageFilter() override = default;

  using Superclass::MakeOutput;
  ProcessObject::DataObjectPointer
  MakeOutput(ProcessObject::DataObjectPointerArraySizeType index) override;
  ProcessObject::DataObjectPointer
  MakeOutput(const ProcessObject::DataObjectIdentifierType & name) override;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  VerifyInputInformation() ITKv5_CONST override;
  void
  GenerateOutputInformation() override;
  void
  GenerateInputRequestedRegion() override;
  void
  EnlargeOutputRequestedRegion(DataObject * output) override;
  void
  GenerateOutputRequestedRegion(DataObject * output) override;
  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

  itkSetDecoratedOutputMacro(Objective, double);
  itkSetDecoratedOutputMacro(DualObjective, double);
  itkSetDecoratedOutputMacro(RelativeDualGap, double);
  itkSetDecoratedOutputMacro(NumberOfIterations, unsigned int);
  itkSetDecoratedOutputMacro(SupportSize, SizeValueType);
  itkSetDecoratedOutputMacro(SupportFraction, double);
  itkSetDecoratedOutputMacro(LambdaUsed, double);
  itkSetDecoratedOutputMacro(LambdaMax, double);
  itkSetDecoratedOutputMacro(LipschitzConstant, double);
  itkSetDecoratedOutputMacro(HasConverged, bool);
  itkSetDecoratedOutputMacro(Seconds, double);

private:
  using ObservationType = phaseharmonics::ConvolutionObservation<RealType>;
  using SolverType = phaseharmonics::SparseDeconvolution<RealType>;

  /** The atoms of the dictionary, or framelets. */
  std::shared_ptr<const AtomsType>
  MakeAtoms() const;

  /** Kernel of the options; without pixels, which are not there before the update, one of its size. */
  phaseharmonics::ConvolutionObservationOptions
  MakeObservationOptions(bool withPixels) const;

  phaseharmonics::SparseDeconvolutionOptions
  MakeOptions() const;

  /** The code to start from; empty if there is none. */
  std::vector<RealType>
  CopyInitialCode() const;

  /** Whether to go on. Shares are those of the work that is done before this coding, and of this coding. */
  bool
  ReportIteration(double shareBefore, double shareOfCoding, const phaseharmonics::SparseCodeReport & report);

  void
  SetFigures(const phaseharmonics::SparseCodeReport & report, SizeValueType codeSize);

  void
  VerifyGeometryOf(const ImageBase<ImageDimension> * image,
                   const ImageBase<ImageDimension> * expected,
                   const char *                      name) const;

  bool         m_NormalizeKernel{ true };
  SigmaType    m_BlurSigma;
  bool         m_UseImageSpacing{ false };
  FactorType   m_DecimationFactor;
  BoundaryEnum m_Boundary{ BoundaryEnum::Unknown };
  double       m_NoiseStandardDeviation{ 0.0 };
  double       m_NoiseFactor{ 1.5 };
  double       m_BackgroundSmoothing{ 0.0 };
  bool         m_Debias{ false };
  bool         m_EnforceConsistency{ false };
  double       m_ConsistencyRegularization{ 1e-6 };
  unsigned int m_CurrentIteration{ 0 };
  double       m_CurrentObjective{ 0.0 };
  double       m_CurrentRelativeDualGap{ 0.0 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkSparseDeconvolutionImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT SparseDeconvolutionImageFilter<Image<TReal, VDimension>>;                \
  extern template class PhaseHarmonics_EXPORT SparseDeconvolutionImageFilter<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
