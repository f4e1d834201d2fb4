// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkConvolutionalDictionaryLearningImageFilter_h
#define itkConvolutionalDictionaryLearningImageFilter_h

#include "itkDictionaryLearningFilterBase.h"

namespace itk
{
/** \class ConvolutionalDictionaryLearningImageFilter
 *
 * \brief Learns atoms of which images are sparse sums of shifted copies.
 *
 * From each image its smooth part is taken off, argmin_b 1/2 ||y - b||^2 + BackgroundSmoothing / 2 ||grad b||^2, and
 * its last quarter along the last axis is held out. A step is the code of a crop of CropSize pixels of one image, taken
 * at a random place, and a fit of the atoms to all codes so far; images take turns. LambdaRatio is relative to the
 * lambda_max of the crop.
 *
 * Memory: \f$K^2 \prod_i (2 s_i - 1)\f$ numbers in double precision for atoms of size s, and that of the code of a
 * crop; the number of images does not matter.
 *
 * Raises an exception for images that differ in channels, are not finite, or are smaller than four atoms along the last
 * axis or one along another.
 *
 * Liu, Garcia-Cardona, Wohlberg and Yin, "First- and second-order methods for online convolutional dictionary
 * learning", 2018.
 *
 * \sa SparseDeconvolutionImageFilter PatchDictionaryLearningImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT ConvolutionalDictionaryLearningImageFilter : public DictionaryLearningFilterBase<TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(ConvolutionalDictionaryLearningImageFilter);

  using Self = ConvolutionalDictionaryLearningImageFilter;
  using Superclass = DictionaryLearningFilterBase<TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(ConvolutionalDictionaryLearningImageFilter, DictionaryLearningFilterBase);

  using Superclass::ImageDimension;
  using typename Superclass::RealType;
  using typename Superclass::SizeType;

  /** Set/Get the size of the crops that are learned from; 0, the default, takes all of an axis. */
  itkSetMacro(CropSize, SizeType);
  itkGetConstReferenceMacro(CropSize, SizeType);

  /** Set/Get the smoothness of the part that is taken off. 0 takes nothing off. Default is 10. */
  itkSetMacro(BackgroundSmoothing, double);
  itkGetConstMacro(BackgroundSmoothing, double);

protected:
  ConvolutionalDictionaryLearningImageFilter();
  ~ConvolutionalDictionaryLearningImageFilter() override = default;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  SizeType m_CropSize;
  double   m_BackgroundSmoothing{ 10.0 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkConvolutionalDictionaryLearningImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT ConvolutionalDictionaryLearningImageFilter<Image<TReal, VDimension>>;    \
  extern template class PhaseHarmonics_EXPORT ConvolutionalDictionaryLearningImageFilter<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
