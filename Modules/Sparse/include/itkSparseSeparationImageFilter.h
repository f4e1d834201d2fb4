// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseSeparationImageFilter_h
#define itkSparseSeparationImageFilter_h

#include "itkPatchSparseCodingFilterBase.h"

namespace itk
{
/** \class SparseSeparationImageFilter
 *
 * \brief Takes the sum of two images apart, each of which is sparse in a dictionary of its own.
 *
 * Morphological component analysis with learned dictionaries: every patch y of the size of the atoms has one sparse
 * code in the atoms of both dictionaries together,
 *
 * \f[ \arg\min_{a, b} \tfrac12 \|y - A a - B b\|^2 + \lambda (\|a\|_1 + \|b\|_1) , \f]
 *
 * and the parts are the averages of A a and of B b over the patches that cover a pixel. The third output is the rest:
 * the three sum up to the input. Atoms are scaled to unit norm.
 *
 * The mean of the image, which belongs to neither part, is in the rest; with CenterPatches, so are those of the
 * patches. Dictionaries that know slow changes (PatchDictionaryLearningImageFilter without CenterPatches) separate
 * these too.
 *
 * Raises an exception without two dictionaries of the same support and channels, for atoms whose dimension or channels
 * are not those of the image or that are larger than it, and for input that is not finite.
 *
 * Starck, Elad and Donoho, "Image decomposition via the combination of sparse representations and a variational
 * approach", 2005.
 *
 * \sa PatchDictionaryLearningImageFilter SparseDenoisingImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT SparseSeparationImageFilter : public PatchSparseCodingFilterBase<TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(SparseSeparationImageFilter);

  using Self = SparseSeparationImageFilter;
  using Superclass = PatchSparseCodingFilterBase<TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(SparseSeparationImageFilter, PatchSparseCodingFilterBase);

  using Superclass::ImageDimension;
  using typename Superclass::AtomsType;
  using typename Superclass::RealType;
  using typename Superclass::RegionType;

  /** Set/Get the dictionary of the second part; SetDictionary() sets that of the first. */
  virtual void
  SetSecondDictionary(const Dictionary * dictionary);
  const Dictionary *
  GetSecondDictionary() const;

  /** Set/Get whether the mean of each channel of each patch is taken off. Default is off. */
  itkSetMacro(CenterPatches, bool);
  itkGetConstMacro(CenterPatches, bool);
  itkBooleanMacro(CenterPatches);

  /** Get the parts and the rest. */
  TImage *
  GetFirstPart()
  {
    return this->GetOutput(0);
  }
  TImage *
  GetSecondPart()
  {
    return this->GetOutput(1);
  }
  TImage *
  GetResidual()
  {
    return this->GetOutput(2);
  }

protected:
  SparseSeparationImageFilter();
  ~SparseSeparationImageFilter() override = default;

  void
  GenerateOutputInformation() override;
  void
  GenerateInputRequestedRegion() override;
  void
  EnlargeOutputRequestedRegion(DataObject * output) override;
  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  bool m_CenterPatches{ false };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkSparseSeparationImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT SparseSeparationImageFilter<Image<TReal, VDimension>>;                   \
  extern template class PhaseHarmonics_EXPORT SparseSeparationImageFilter<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
