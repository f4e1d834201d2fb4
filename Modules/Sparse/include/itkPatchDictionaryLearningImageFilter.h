// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPatchDictionaryLearningImageFilter_h
#define itkPatchDictionaryLearningImageFilter_h

#include "itkDictionaryLearningFilterBase.h"

namespace itk
{
/** \class PatchDictionaryLearningImageFilter
 *
 * \brief Learns atoms in which the patches of images are sparse.
 *
 * NumberOfPatches patches of the size of an atom are taken at random from the images, in proportion to their size, and
 * the mean of each channel of each patch is taken off (of all patches, with CenterPatches off). A tenth of them are
 * held out. A step is one mini-batch of BatchSize patches of the online algorithm of Mairal et al.; patches are
 * shuffled anew each time all have been seen. Atoms that are not used any more are replaced by the patch that is
 * represented worst. LambdaRatio is relative to the lambda_max of each patch; Lambda is in the unit of the image.
 *
 * Memory: NumberOfPatches times the size of a patch, and two matrices of K^2 and K p numbers in double precision.
 *
 * Raises an exception for images that differ in channels, are smaller than an atom, not finite, or have fewer patches
 * that are not constant than there are atoms.
 *
 * Mairal, Bach, Ponce and Sapiro, "Online learning for matrix factorization and sparse coding", 2010.
 *
 * \sa SparseDenoisingImageFilter ConvolutionalDictionaryLearningImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT PatchDictionaryLearningImageFilter : public DictionaryLearningFilterBase<TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(PatchDictionaryLearningImageFilter);

  using Self = PatchDictionaryLearningImageFilter;
  using Superclass = DictionaryLearningFilterBase<TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(PatchDictionaryLearningImageFilter, DictionaryLearningFilterBase);

  using typename Superclass::RealType;

  /** Set/Get the number of patches. Default is 20000. */
  itkSetMacro(NumberOfPatches, SizeValueType);
  itkGetConstMacro(NumberOfPatches, SizeValueType);

  /** Set/Get the number of patches of a step. Default is 256. */
  itkSetMacro(BatchSize, unsigned int);
  itkGetConstMacro(BatchSize, unsigned int);

  /** Set/Get whether the mean of each channel of each patch is taken off, so that atoms have mean zero, or that of all
   * patches of all images only, so that atoms represent slow changes too. Default is on. */
  itkSetMacro(CenterPatches, bool);
  itkGetConstMacro(CenterPatches, bool);
  itkBooleanMacro(CenterPatches);

protected:
  PatchDictionaryLearningImageFilter() = default;
  ~PatchDictionaryLearningImageFilter() override = default;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  SizeValueType m_NumberOfPatches{ 20000 };
  unsigned int  m_BatchSize{ 256 };
  bool          m_CenterPatches{ true };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkPatchDictionaryLearningImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT PatchDictionaryLearningImageFilter<Image<TReal, VDimension>>;            \
  extern template class PhaseHarmonics_EXPORT PatchDictionaryLearningImageFilter<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
