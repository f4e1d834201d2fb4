// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkWaveletBankImageFilter_h
#define itkWaveletBankImageFilter_h

#include "itkWaveletBankFilterBase.h"

namespace itk
{
/** \class WaveletBankImageFilter
 *
 * \brief Complex wavelet coefficients of a real image, and its low pass.
 *
 * Computes, with periodic boundaries, the bands \f$z_{j,l} = x * \psi_{j,l}\f$ for scales j = 0 .. J-1 from fine to
 * coarse and orientations l = 0 .. L-1, and the low pass \f$x * \phi_J\f$. Values have the unit of the image;
 * \f$|z|\f$ is at most the largest \f$|x|\f$ times the sum of \f$|\psi|\f$. The bands of the opposite orientations
 * are their conjugates.
 *
 * Outputs: J L indexed complex images, output j L + l being GetBandOutput(j, l), and the real image
 * GetLowPassOutput(). Each lies on its own grid, with that grid's size and spacing, the direction of the input, and
 * its first pixel where the input has its first; the index of that pixel is that of the input too.
 * Their number follows the parameters at once, and that of an automatic NumberOfScales when the size of the input is
 * known (UpdateOutputInformation()).
 *
 * The image may have any size of at least 2 pixels a side, any spacing and direction. Filter and outputs are
 * computed as a whole: a streamed request yields all. A parameter that does not fit the image, and a pixel that is
 * NaN or infinite, raise an exception that names the admissible values or the pixel.
 *
 * Time: one real Fourier transform of the image, and one complex transform for each band on its grid. Memory beyond
 * bank and outputs: the half spectrum of the image. Results do not depend on the number of threads.
 *
 * Mallat, Zhang and Rochette, "Phase harmonic correlations and convolutional neural networks", 2020;
 * Zhang and Mallat, "Maximum entropy models from phase harmonic covariances", 2021.
 *
 * \sa InverseWaveletBankImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage,
          typename TOutputImage = Image<std::complex<typename TInputImage::PixelType>, TInputImage::ImageDimension>>
class ITK_TEMPLATE_EXPORT WaveletBankImageFilter : public WaveletBankFilterBase<TInputImage, TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(WaveletBankImageFilter);

  using Self = WaveletBankImageFilter;
  using Superclass = WaveletBankFilterBase<TInputImage, TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(WaveletBankImageFilter, WaveletBankFilterBase);

  using Superclass::ImageDimension;
  using InputImageType = TInputImage;
  using OutputImageType = TOutputImage;
  using LowPassImageType = TInputImage;
  using typename Superclass::ComplexType;
  using typename Superclass::RealType;

  void
  SetNumberOfScales(unsigned int numberOfScales) override;
  void
  SetNumberOfOrientations(unsigned int numberOfOrientations) override;

  /** Get the band of a scale and an orientation. */
  OutputImageType *
  GetBandOutput(unsigned int scale, unsigned int orientation);
  const OutputImageType *
  GetBandOutput(unsigned int scale, unsigned int orientation) const;

  /** Get the low pass. */
  LowPassImageType *
  GetLowPassOutput();
  const LowPassImageType *
  GetLowPassOutput() const;

  /** Get all bands, scale by scale. (That of ProcessObject is in the order of names and holds the low pass too.) */
  ProcessObject::DataObjectPointerArray
  GetOutputs()
  {
    return this->GetIndexedOutputs();
  }

  itkConceptMacro(RealInputCheck, (Concept::IsFloatingPoint<typename TInputImage::PixelType>));
  itkConceptMacro(ComplexOutputCheck, (Concept::SameType<typename TOutputImage::PixelType, ComplexType>));
  itkConceptMacro(SameDimensionCheck,
                  (Concept::SameDimension<TInputImage::ImageDimension, TOutputImage::ImageDimension>));

protected:
  WaveletBankImageFilter();
  ~WaveletBankImageFilter() override = default;

  using Superclass::MakeOutput;
  ProcessObject::DataObjectPointer
  MakeOutput(const ProcessObject::DataObjectIdentifierType & name) override;

  void
  GenerateOutputInformation() override;
  void
  GenerateData() override;

private:
  void
  SetNumberOfBands(unsigned int numberOfScales);
  unsigned int
  IndexOfBand(unsigned int scale, unsigned int orientation) const;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkWaveletBankImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT WaveletBankImageFilter<Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
