// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkInverseWaveletBankImageFilter_h
#define itkInverseWaveletBankImageFilter_h

#include "itkWaveletBandInputs.h"

namespace itk
{
/** \class InverseWaveletBankImageFilter
 *
 * \brief Real image from its complex wavelet coefficients and low pass.
 *
 * Computes \f[\hat x = \frac{\overline{\hat\phi_J}\, \hat y + \sum_{j, l < 2L} \overline{\hat\psi_{j,l}}\,
 * \hat z_{j,l}}{|\hat\phi_J|^2 + \sum_{j, l < 2L} |\hat\psi_{j,l}|^2}\f] from the bands \f$z_{j,l}\f$ and the low
 * pass y, with periodic boundaries: the image that was given to WaveletBankImageFilter, to rounding (1e-12 in double
 * and 1e-5 in single precision, relative to its largest value), or, if no image has these coefficients, the one whose
 * coefficients are closest to them.
 *
 * The inputs are those of WaveletBandInputs. The output has the size and geometry of the bands of scale 0, which are
 * never decimated. An exception is raised for inputs that do not fit the parameters, and when the wavelets do not cover
 * all frequencies (Morlet with a single orientation).
 *
 * Time: one complex Fourier transform for each band on its grid, and one real transform of the image. Memory beyond
 * bank and output: the half spectrum of the image and the spectra of the L bands of one scale.
 *
 * Mallat, "A wavelet tour of signal processing", 2009, section 5.1 (dual frame).
 *
 * \sa WaveletBankImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage,
          typename TOutputImage =
            Image<typename NumericTraits<typename TInputImage::PixelType>::ValueType, TInputImage::ImageDimension>>
class ITK_TEMPLATE_EXPORT InverseWaveletBankImageFilter
  : public WaveletBandInputs<WaveletBankFilterBase<TInputImage, TOutputImage>>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(InverseWaveletBankImageFilter);

  using Self = InverseWaveletBankImageFilter;
  using Superclass = WaveletBandInputs<WaveletBankFilterBase<TInputImage, TOutputImage>>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(InverseWaveletBankImageFilter, WaveletBandInputs);

  using Superclass::ImageDimension;
  using InputImageType = TInputImage;
  using OutputImageType = TOutputImage;
  using typename Superclass::RealType;

  itkConceptMacro(RealOutputCheck, (Concept::SameType<typename TOutputImage::PixelType, RealType>));
  itkConceptMacro(SameDimensionCheck,
                  (Concept::SameDimension<TInputImage::ImageDimension, TOutputImage::ImageDimension>));

protected:
  InverseWaveletBankImageFilter() = default;
  ~InverseWaveletBankImageFilter() override = default;

  void
  GenerateOutputInformation() override;
  void
  GenerateData() override;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkInverseWaveletBankImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    WaveletBandInputs<WaveletBankFilterBase<Image<std::complex<TReal>, VDimension>, Image<TReal, VDimension>>>;        \
  extern template class PhaseHarmonics_EXPORT InverseWaveletBankImageFilter<Image<std::complex<TReal>, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
