// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseCodingFilterBase_h
#define itkSparseCodingFilterBase_h

#include "itkDictionary.h"
#include "itkPhaseHarmonicsInstantiation.h"
#include "phSparseCoding.h"

#include "itkImage.h"
#include "itkImageToImageFilter.h"
#include "itkNumericTraits.h"
#include "itkVectorImage.h"

namespace itk
{
/** \class SparseCodingFilterBase
 *
 * \brief Dictionary and parameters of the filters that compute sparse codes.
 *
 * A sparse code of y in a dictionary D is
 *
 * \f[ z = \arg\min_z \tfrac12 \|y - D z\|^2 + \lambda \|z\|_1 , \f]
 *
 * with \f$z \ge 0\f$ if NonNegative is on. \f$\lambda\f$ is Lambda, in the unit of y if atoms have unit norm, or
 * LambdaRatio times \f$\lambda_{max} = \max_k |\langle d_k, y\rangle|\f$, from which on z = 0. Solvers stop at a
 * certified distance to the optimum: the duality gap relative to \f$\|y\|^2/2\f$.
 *
 * Images have pixels of float or double, one (Image) or several (VectorImage) for each channel of the dictionary.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage, typename TOutputImage>
class ITK_TEMPLATE_EXPORT SparseCodingFilterBase : public ImageToImageFilter<TInputImage, TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(SparseCodingFilterBase);

  using Self = SparseCodingFilterBase;
  using Superclass = ImageToImageFilter<TInputImage, TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkTypeMacro(SparseCodingFilterBase, ImageToImageFilter);

  static constexpr unsigned int ImageDimension = TInputImage::ImageDimension;
  using RealType = typename NumericTraits<typename TInputImage::PixelType>::ValueType;
  using AtomsType = phaseharmonics::Dictionary<RealType>;

  /** Set/Get the dictionary. */
  virtual void
  SetDictionary(const Dictionary * dictionary);
  const Dictionary *
  GetDictionary() const;

  /** Set/Get lambda. 0, the default, takes LambdaRatio instead. */
  itkSetMacro(Lambda, double);
  itkGetConstMacro(Lambda, double);

  /** Set/Get lambda as a ratio of the smallest one whose code is zero. Default is 0.1. */
  itkSetMacro(LambdaRatio, double);
  itkGetConstMacro(LambdaRatio, double);

  /** Set/Get whether coefficients must not be negative. Default is off. */
  itkSetMacro(NonNegative, bool);
  itkGetConstMacro(NonNegative, bool);
  itkBooleanMacro(NonNegative);

  /** Set/Get after how many iterations a solver gives up. Default is 200. */
  itkSetMacro(MaximumIterations, unsigned int);
  itkGetConstMacro(MaximumIterations, unsigned int);

  /** Set/Get the duality gap, relative to half the energy of the data, at which a solver stops. Default is 1e-4. */
  itkSetMacro(RelativeGapTolerance, double);
  itkGetConstMacro(RelativeGapTolerance, double);

protected:
  SparseCodingFilterBase();
  ~SparseCodingFilterBase() override = default;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

  phaseharmonics::SparseCodeProblem
  MakeProblem() const;
  phaseharmonics::SparseCodeStopping
  MakeStopping() const;

  /** Region as sizes for kernels. */
  using RegionType = typename TInputImage::RegionType;
  static phaseharmonics::Grid
  GridOfRegion(const RegionType & region);

  /** Throws if a value in a region is NaN or infinite, naming the first; `name` says which image it is. */
  template <typename TImage>
  void
  VerifyIsFinite(const TImage * image, const RegionType & region, const std::string & name) const;

  /** Copies a region of an image, the channels of a pixel one after the other. */
  template <typename TImage>
  static void
  CopyToArray(const TImage * image, const RegionType & region, RealType * values);

  /** Copies a region of an image, one channel after the other. */
  template <typename TImage>
  static void
  CopyToChannels(const TImage * image, const RegionType & region, RealType * channels);

  /** Writes the buffered region of an image from one channel after the other. */
  template <typename TImage>
  static void
  CopyFromChannels(const RealType * channels, TImage * image);

  /** Turns std::invalid_argument of kernels into an ITK exception. */
  template <typename TCall>
  auto
  CallKernel(const TCall & call) const;

private:
  using IndexType = typename TInputImage::IndexType;

  template <typename TCall>
  static void
  ForEachLine(const RegionType & region, const TCall & call);

  double       m_Lambda{ 0.0 };
  double       m_LambdaRatio{ 0.1 };
  bool         m_NonNegative{ false };
  unsigned int m_MaximumIterations{ 200 };
  double       m_RelativeGapTolerance{ 1e-4 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkSparseCodingFilterBase.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    SparseCodingFilterBase<Image<TReal, VDimension>, Image<TReal, VDimension>>;                                        \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    SparseCodingFilterBase<VectorImage<TReal, VDimension>, VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
