// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseDenoisingImageFilter_h
#define itkSparseDenoisingImageFilter_h

#include "itkPatchSparseCodingFilterBase.h"

namespace itk
{
/** \class SparseDenoisingImageFilter
 *
 * \brief Removes noise by sparse codes of overlapping patches in a dictionary, such as one learned on the image.
 *
 * From each patch y of the size of the atoms, every Stride pixels, the mean m of each channel is taken off; with the
 * sparse code
 *
 * \f[ z = \arg\min_z \tfrac12 \|y - m - D z\|^2 + \lambda \|z\|_1 \f]
 *
 * the patch becomes \f$m + D z\f$, and every pixel the average of the patches that cover it. \f$\lambda\f$ is
 * Lambda, or NoiseFactor times the deviation of the noise where Lambda is 0; atoms are scaled to unit norm. With
 * Debias, the coefficients of z different from zero are fitted once more by least squares, which undoes their
 * shrinkage.
 *
 * The filter streams: a region of the output needs the input up to a patch around it, and how an image is cut into
 * regions does not change a bit.
 *
 * Raises an exception without a dictionary, for atoms whose dimension or channels are not those of the image or that
 * are larger than it, and for input that is not finite.
 *
 * Elad and Aharon, "Image denoising via sparse and redundant representations over learned dictionaries", 2006.
 *
 * \sa PatchDictionaryLearningImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT SparseDenoisingImageFilter : public PatchSparseCodingFilterBase<TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(SparseDenoisingImageFilter);

  using Self = SparseDenoisingImageFilter;
  using Superclass = PatchSparseCodingFilterBase<TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(SparseDenoisingImageFilter, PatchSparseCodingFilterBase);

  using Superclass::ImageDimension;
  using typename Superclass::AtomsType;
  using typename Superclass::RealType;
  using typename Superclass::RegionType;

  /** Set/Get the standard deviation of the noise. Unless Lambda is set, it must be positive. */
  itkSetMacro(NoiseStandardDeviation, double);
  itkGetConstMacro(NoiseStandardDeviation, double);

  /** Set/Get lambda for a noise of NoiseStandardDeviation 1. Default is 3.25, which suits dictionaries learned on the
   * image for 8 x 8 patches; without Debias about 2 is better. */
  itkSetMacro(NoiseFactor, double);
  itkGetConstMacro(NoiseFactor, double);

protected:
  SparseDenoisingImageFilter() = default;
  ~SparseDenoisingImageFilter() override = default;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  double m_NoiseStandardDeviation{ 0.0 };
  double m_NoiseFactor{ 3.25 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkSparseDenoisingImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT SparseDenoisingImageFilter<Image<TReal, VDimension>>;                    \
  extern template class PhaseHarmonics_EXPORT SparseDenoisingImageFilter<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
