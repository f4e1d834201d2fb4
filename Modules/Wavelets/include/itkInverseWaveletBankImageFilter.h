// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkInverseWaveletBankImageFilter_h
#define itkInverseWaveletBankImageFilter_h

#include "itkWaveletBankFilterBase.h"

#include <vector>

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
 * Inputs: the J L bands in the order of the outputs of WaveletBankImageFilter, SetInputs(bank->GetOutputs()) or
 * SetBandInput(j, l, image), and SetLowPassInput(bank->GetLowPassOutput()). The parameters must be those of that
 * filter. The output has the size and geometry of the bands of scale 0, which are never decimated.
 *
 * An exception is raised, naming what was expected and what was given, when the number of inputs, or the size,
 * spacing, place or direction of one is not what the parameters imply; when a coefficient is NaN or infinite; and
 * when the wavelets do not cover all frequencies (Morlet with a single orientation).
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
class ITK_TEMPLATE_EXPORT InverseWaveletBankImageFilter : public WaveletBankFilterBase<TInputImage, TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(InverseWaveletBankImageFilter);

  using Self = InverseWaveletBankImageFilter;
  using Superclass = WaveletBankFilterBase<TInputImage, TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(InverseWaveletBankImageFilter, WaveletBankFilterBase);

  using Superclass::ImageDimension;
  using InputImageType = TInputImage;
  using OutputImageType = TOutputImage;
  using LowPassImageType = TOutputImage;
  using typename Superclass::ComplexType;
  using typename Superclass::ImageBaseType;
  using typename Superclass::RealType;

  /** Set all bands, scale by scale. */
  void
  SetInputs(const ProcessObject::DataObjectPointerArray & bands);
  void
  SetInputs(const std::vector<typename InputImageType::Pointer> & bands);

  /** Set/Get the band of a scale and an orientation. The number of orientations must be set first. */
  void
  SetBandInput(unsigned int scale, unsigned int orientation, const InputImageType * band);
  const InputImageType *
  GetBandInput(unsigned int scale, unsigned int orientation) const;

  /** Set/Get the low pass. */
  void
  SetLowPassInput(const LowPassImageType * lowPass);
  const LowPassImageType *
  GetLowPassInput() const;

  itkConceptMacro(ComplexInputCheck, (Concept::SameType<typename TInputImage::PixelType, ComplexType>));
  itkConceptMacro(RealOutputCheck, (Concept::SameType<typename TOutputImage::PixelType, RealType>));
  itkConceptMacro(SameDimensionCheck,
                  (Concept::SameDimension<TInputImage::ImageDimension, TOutputImage::ImageDimension>));

protected:
  InverseWaveletBankImageFilter();
  ~InverseWaveletBankImageFilter() override = default;

  void
  VerifyInputInformation() ITKv5_CONST override;
  void
  GenerateOutputInformation() override;
  void
  GenerateData() override;

private:
  unsigned int
  IndexOfBand(unsigned int scale, unsigned int orientation) const;
  std::string
  NameOfBand(unsigned int band) const;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkInverseWaveletBankImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT InverseWaveletBankImageFilter<Image<std::complex<TReal>, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
