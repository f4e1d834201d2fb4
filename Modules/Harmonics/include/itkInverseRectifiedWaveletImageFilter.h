// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkInverseRectifiedWaveletImageFilter_h
#define itkInverseRectifiedWaveletImageFilter_h

#include "itkRectifierFilterBase.h"

#include <vector>

namespace itk
{
/** \class InverseRectifiedWaveletImageFilter
 *
 * \brief Band of wavelet coefficients from its rectified phases.
 *
 * Computes \f$z = \frac{1}{A \hat\gamma(1)} \sum_\alpha e^{-i\alpha} u_\alpha\f$, \f$\alpha = 2\pi n/A\f$, from the A
 * real images \f$u_\alpha = \rho(\mathrm{Re}(e^{i\alpha} z))\f$ of RectifiedWaveletImageFilter: a linear inverse,
 * exact to rounding. For the ReLU the factor is 4 / A.
 *
 * Inputs: the phases in order, SetInputs(rectified->GetOutputs()) or SetInput(n, image); the output has their size
 * and geometry. The rectifier must be that of the other filter. NaN gives NaN. The filter streams.
 *
 * An exception is raised unless A is even and at least 4 (the even harmonics alias into the first otherwise), for the
 * modulus, which loses the phase (\f$\hat\gamma(1) = 0\f$), and for inputs that differ in size or geometry.
 *
 * Mallat, Zhang and Rochette, "Phase harmonic correlations and convolutional neural networks", 2020.
 *
 * \sa RectifiedWaveletImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage,
          typename TOutputImage = Image<std::complex<typename TInputImage::PixelType>, TInputImage::ImageDimension>>
class ITK_TEMPLATE_EXPORT InverseRectifiedWaveletImageFilter : public RectifierFilterBase<TInputImage, TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(InverseRectifiedWaveletImageFilter);

  using Self = InverseRectifiedWaveletImageFilter;
  using Superclass = RectifierFilterBase<TInputImage, TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(InverseRectifiedWaveletImageFilter, RectifierFilterBase);

  using OutputImageRegionType = typename TOutputImage::RegionType;
  using typename Superclass::ComplexType;
  using typename Superclass::RealType;

  /** Set all phases in order. */
  void
  SetInputs(const ProcessObject::DataObjectPointerArray & phases);
  void
  SetInputs(const std::vector<typename TInputImage::Pointer> & phases);

  itkConceptMacro(RealInputCheck, (Concept::SameType<typename TInputImage::PixelType, RealType>));
  itkConceptMacro(ComplexOutputCheck, (Concept::SameType<typename TOutputImage::PixelType, ComplexType>));
  itkConceptMacro(SameDimensionCheck,
                  (Concept::SameDimension<TInputImage::ImageDimension, TOutputImage::ImageDimension>));

protected:
  InverseRectifiedWaveletImageFilter();
  ~InverseRectifiedWaveletImageFilter() override = default;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  VerifyInputInformation() ITKv5_CONST override;
  void
  DynamicThreadedGenerateData(const OutputImageRegionType & region) override;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkInverseRectifiedWaveletImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT InverseRectifiedWaveletImageFilter<Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
