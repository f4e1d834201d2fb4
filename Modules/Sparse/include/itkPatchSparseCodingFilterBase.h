// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPatchSparseCodingFilterBase_h
#define itkPatchSparseCodingFilterBase_h

#include "itkVectorSparseCodingFilterBase.h"

#include <memory>
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

  /** Throws unless atoms have the dimension and the channels of the input, and are not smaller than the stride. */
  void
  VerifyAtoms(const AtomsType & atoms) const;

  /** What the means of the channels of a patch are to do. */
  enum class PatchMeans
  {
    /** They are coded like the rest. */
    Coded,
    /** They are taken off. */
    Removed,
    /** They are taken off and added to the first part. */
    Restored
  };

  /** Codes the patches that cover the requested region of the output, and averages them at each pixel: as many images
   * as there are parts, each from the atoms up to its end in `partEnds`. `image` and the result have the requested
   * region of the input, the channels of a pixel one after the other. */
  std::vector<std::vector<RealType>>
  EstimateParts(const std::vector<RealType> &             image,
                const std::shared_ptr<const AtomsType> &  atoms,
                const phaseharmonics::SparseCodeProblem & problem,
                const std::vector<SizeValueType> &        partEnds,
                PatchMeans                                means,
                const phaseharmonics::Executor &          executor);

  /** Copies the buffered region of an output from values of the requested region of the input. */
  void
  CopyToOutput(const std::vector<RealType> & values, TImage * output) const;

  bool m_Debias{ true };

private:
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
