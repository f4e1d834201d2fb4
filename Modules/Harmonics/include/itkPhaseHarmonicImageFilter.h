// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPhaseHarmonicImageFilter_h
#define itkPhaseHarmonicImageFilter_h

#include "itkPhaseHarmonicsInstantiation.h"

#include "itkImage.h"
#include "itkInPlaceImageFilter.h"

#include <complex>

namespace itk
{
/** \class PhaseHarmonicImageFilter
 *
 * \brief Phase harmonic of a complex image.
 *
 * Computes \f$[z]^k = |z| e^{i k \arg z}\f$ at each pixel for an integer k, the Harmonic: the modulus for k = 0, z
 * itself for k = 1, its conjugate for k = -1. A wavelet coefficient that oscillates at a frequency \f$\lambda\f$ has
 * harmonics that oscillate at \f$k\lambda\f$, and so correlate with those of finer scales. \f$|[z]^k| = |z|\f$, in
 * the unit of z; \f$[0]^k = 0\f$; NaN and infinite values give NaN.
 *
 * Input and output are complex images of the same size, which may have any geometry. The filter streams, and works
 * in place when InPlace is on (default off).
 *
 * Mallat, Zhang and Rochette, "Phase harmonic correlations and convolutional neural networks", 2020.
 *
 * \sa WaveletBankImageFilter
 * \sa RectifiedWaveletImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage, typename TOutputImage = TInputImage>
class ITK_TEMPLATE_EXPORT PhaseHarmonicImageFilter : public InPlaceImageFilter<TInputImage, TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(PhaseHarmonicImageFilter);

  using Self = PhaseHarmonicImageFilter;
  using Superclass = InPlaceImageFilter<TInputImage, TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(PhaseHarmonicImageFilter, InPlaceImageFilter);

  using OutputImageRegionType = typename TOutputImage::RegionType;

  /** Set/Get the order k of the harmonic, of any sign. Default is 1. */
  itkSetMacro(Harmonic, int);
  itkGetConstMacro(Harmonic, int);

  itkConceptMacro(SamePixelCheck,
                  (Concept::SameType<typename TInputImage::PixelType, typename TOutputImage::PixelType>));
  itkConceptMacro(SameDimensionCheck,
                  (Concept::SameDimension<TInputImage::ImageDimension, TOutputImage::ImageDimension>));

protected:
  PhaseHarmonicImageFilter();
  ~PhaseHarmonicImageFilter() override = default;

  void
  DynamicThreadedGenerateData(const OutputImageRegionType & region) override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  int m_Harmonic{ 1 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkPhaseHarmonicImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT PhaseHarmonicImageFilter<Image<std::complex<TReal>, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
