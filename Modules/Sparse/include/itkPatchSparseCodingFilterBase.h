// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPatchSparseCodingFilterBase_h
#define itkPatchSparseCodingFilterBase_h

#include "itkVectorSparseCodingFilterBase.h"
#include "phPatchEstimator.h"

#include <vector>

namespace itk
{
/** \class PatchSparseCodingFilterBase
 *
 * \brief Sparse codes of overlapping patches, and the average of what they say of each pixel.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT PatchSparseCodingFilterBase : public VectorSparseCodingFilterBase<TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(PatchSparseCodingFilterBase);

  using Self = PatchSparseCodingFilterBase;
  using Superclass = VectorSparseCodingFilterBase<TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkTypeMacro(PatchSparseCodingFilterBase, VectorSparseCodingFilterBase);

  using Superclass::ImageDimension;
  using typename Superclass::AtomsType;
  using typename Superclass::RealType;
  using typename Superclass::RegionType;

  /** Set/Get whether the coefficients of a code that differ from zero are fitted once more by least squares, without
   * penalty, which undoes their shrinkage. */
  itkSetMacro(Debias, bool);
  itkGetConstMacro(Debias, bool);
  itkBooleanMacro(Debias);

  /** Set/Get every how many pixels a patch starts, at most the size of the atoms. Default is 1: all patches. */
  itkSetMacro(Stride, unsigned int);
  itkGetConstMacro(Stride, unsigned int);

protected:
  PatchSparseCodingFilterBase() = default;
  ~PatchSparseCodingFilterBase() override = default;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  GenerateInputRequestedRegion() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

  /** The whole image, and the requested regions of input and output, as kernels take them. */
  phaseharmonics::PatchDomain
  MakeDomain() const;

  /** How the parameters say patches are to be coded. */
  phaseharmonics::PatchCodingOptions
  MakePatchOptions() const;

  /** An observer that reports progress, and stops the kernel if the filter is to abort. */
  typename phaseharmonics::PatchEstimator<RealType>::Observer
  MakePatchObserver(SizeValueType numberOfAtoms);

  /** The requested region of the input, the channels of a pixel one after the other. Throws if it is not finite. */
  std::vector<RealType>
  CopyInput() const;

  /** Copies the buffered region of an output from values of the requested region of the input. */
  void
  CopyToOutput(const std::vector<RealType> & values, TImage * output) const;

private:
  bool         m_Debias{ true };
  unsigned int m_Stride{ 1 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkPatchSparseCodingFilterBase.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT PatchSparseCodingFilterBase<Image<TReal, VDimension>>;                   \
  extern template class PhaseHarmonics_EXPORT PatchSparseCodingFilterBase<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
