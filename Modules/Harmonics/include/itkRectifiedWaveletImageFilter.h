// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkRectifiedWaveletImageFilter_h
#define itkRectifiedWaveletImageFilter_h

#include "itkRectifierFilterBase.h"

namespace itk
{
/** \class RectifiedWaveletImageFilter
 *
 * \brief Rectified phases of a band of wavelet coefficients.
 *
 * Computes \f$\rho(\mathrm{Re}(e^{i\alpha} z))\f$ for the A phases \f$\alpha = 2\pi n/A\f$, n = 0 .. A-1, of a complex
 * image z, with a homogeneous rectifier \f$\rho\f$ (ReLU by default). Its Fourier transform over the phases is
 * \f$\sum_m \hat\gamma(k + mA) [z]^{k + mA}\f$, with the \f$\hat\gamma\f$ of RectifierFilterBase.
 *
 * Outputs: A indexed real images of the size and geometry of the input; values in the unit of z, between 0 and
 * \f$|z|\f$ for the ReLU and the modulus. NaN gives NaN. An exception is raised for no phases, or a slope that is not
 * finite. The filter streams.
 *
 * Mallat, Zhang and Rochette, "Phase harmonic correlations and convolutional neural networks", 2020.
 *
 * \sa InverseRectifiedWaveletImageFilter
 * \sa PhaseHarmonicImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage,
          typename TOutputImage =
            Image<typename NumericTraits<typename TInputImage::PixelType>::ValueType, TInputImage::ImageDimension>>
class ITK_TEMPLATE_EXPORT RectifiedWaveletImageFilter : public RectifierFilterBase<TInputImage, TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(RectifiedWaveletImageFilter);

  using Self = RectifiedWaveletImageFilter;
  using Superclass = RectifierFilterBase<TInputImage, TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(RectifiedWaveletImageFilter, RectifierFilterBase);

  using OutputImageRegionType = typename TOutputImage::RegionType;
  using typename Superclass::ComplexType;
  using typename Superclass::RealType;

  /** Set/Get the number of phases A, which is that of outputs. Default is 4. */
  virtual void
  SetNumberOfPhases(unsigned int numberOfPhases);
  itkGetConstMacro(NumberOfPhases, unsigned int);

  /** Get all outputs in the order of phases. (That of ProcessObject is in the order of names.) */
  ProcessObject::DataObjectPointerArray
  GetOutputs()
  {
    return this->GetIndexedOutputs();
  }

  itkConceptMacro(ComplexInputCheck, (Concept::SameType<typename TInputImage::PixelType, ComplexType>));
  itkConceptMacro(RealOutputCheck, (Concept::SameType<typename TOutputImage::PixelType, RealType>));
  itkConceptMacro(SameDimensionCheck,
                  (Concept::SameDimension<TInputImage::ImageDimension, TOutputImage::ImageDimension>));

protected:
  RectifiedWaveletImageFilter();
  ~RectifiedWaveletImageFilter() override = default;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  DynamicThreadedGenerateData(const OutputImageRegionType & region) override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  unsigned int m_NumberOfPhases{ 0 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkRectifiedWaveletImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT RectifiedWaveletImageFilter<Image<std::complex<TReal>, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
