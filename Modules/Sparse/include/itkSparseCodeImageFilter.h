// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseCodeImageFilter_h
#define itkSparseCodeImageFilter_h

#include "itkVectorSparseCodingFilterBase.h"

namespace itk
{
/** \class SparseCodeImageFilter
 *
 * \brief Replaces the vector at each pixel by its sparse code in a dictionary.
 *
 * Each pixel of the input holds the p channels of a vector y, for example scattering coefficients; the atoms of the
 * dictionary are vectors of p entries. Component k of a pixel of the output is the coefficient z_k of
 *
 * \f[ z = \arg\min_z \tfrac12 \|y - D z\|^2 + \lambda \|z\|_1 . \f]
 *
 * Pixels are coded one by one, each with a certificate; LambdaRatio is relative to the lambda_max of the pixel. The
 * filter streams: regions of the output need the same region of the input, and how an image is cut into regions does
 * not change a bit.
 *
 * Memory: the output, K numbers for each pixel.
 *
 * Raises an exception without a dictionary, for atoms that are zero or do not have p entries, and for input that is not
 * finite.
 *
 * Zarka, Thiry, Angles and Mallat, "Deep network classification by scattering and homotopy dictionary learning", 2020.
 *
 * \sa ScatteringImageFilter SparseDenoisingImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT SparseCodeImageFilter : public VectorSparseCodingFilterBase<TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(SparseCodeImageFilter);

  using Self = SparseCodeImageFilter;
  using Superclass = VectorSparseCodingFilterBase<TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(SparseCodeImageFilter, VectorSparseCodingFilterBase);

  using Superclass::ImageDimension;
  using typename Superclass::RealType;
  using typename Superclass::RegionType;

protected:
  SparseCodeImageFilter() = default;
  ~SparseCodeImageFilter() override = default;

  void
  GenerateOutputInformation() override;
  void
  GenerateData() override;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkSparseCodeImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT SparseCodeImageFilter<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
