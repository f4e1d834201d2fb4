// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPhaseHarmonicMomentsImageFilter_h
#define itkPhaseHarmonicMomentsImageFilter_h

#include "itkMomentAnalysisFilterBase.h"

namespace itk
{
/** \class PhaseHarmonicMomentsImageFilter
 *
 * \brief Phase-harmonic moments of an image, or of several averaged.
 *
 * Computes the means, standard deviations and covariances
 * \f[ C = E\left[([z_{j_1,l_1}]^{k_1}(u) - m_1)\, \overline{([z_{j_2,l_2}]^{k_2}(u + \tau) - m_2)}\right] \f]
 * of the harmonics \f$[z]^k = |z| e^{ik \arg z}\f$ of the wavelet coefficients of the image, for the pairs of the Model
 * (see MomentSetFilterBase); E is the average over all pixels of the periodic image. PhaseHarmonicMoments tells what
 * the output holds and in which units.
 *
 * Inputs 0 .. n-1 are images of one size, each of which is analyzed. The output are the moments of their union: means
 * are averaged, and covariances are taken about the common means. Their origins and directions do not matter, nor do
 * their spacings unless UseImageSpacing is on.
 *
 * The same as WaveletBankImageFilter followed by MomentPoolingImageFilter, without storing the bands.
 *
 * Raises an exception, naming the input, if one is constant, holds a NaN or infinite pixel, or differs in size, and for
 * parameters that do not fit the image.
 *
 * Bank and engine (memory: the maps of all bands on their grids, and the bank) are kept between updates until a
 * parameter or the size changes. Results do not depend on the number of threads, bit for bit.
 *
 * Zhang and Mallat, "Maximum entropy models from phase harmonic covariances", 2021; Mallat, Zhang and Rochette, "Phase
 * harmonic correlations and convolutional neural networks", 2020.
 *
 * \sa MomentPoolingImageFilter PhaseHarmonicMomentsWriter
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage>
class ITK_TEMPLATE_EXPORT PhaseHarmonicMomentsImageFilter : public MomentAnalysisFilterBase<TInputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(PhaseHarmonicMomentsImageFilter);

  using Self = PhaseHarmonicMomentsImageFilter;
  using Superclass = MomentAnalysisFilterBase<TInputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(PhaseHarmonicMomentsImageFilter, MomentAnalysisFilterBase);

  using Superclass::ImageDimension;
  using InputImageType = TInputImage;

  itkConceptMacro(RealInputCheck, (Concept::IsFloatingPoint<typename TInputImage::PixelType>));

protected:
  PhaseHarmonicMomentsImageFilter() = default;
  ~PhaseHarmonicMomentsImageFilter() override = default;

  void
  VerifyInputInformation() ITKv5_CONST override;
  void
  GenerateData() override;

private:
  static std::string
  NameOfInput(unsigned int input);
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkPhaseHarmonicMomentsImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT PhaseHarmonicMomentsImageFilter<Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
