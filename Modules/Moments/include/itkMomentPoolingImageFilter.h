// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMomentPoolingImageFilter_h
#define itkMomentPoolingImageFilter_h

#include "itkMomentAnalysisFilterBase.h"
#include "itkWaveletBandInputs.h"

namespace itk
{
/** \class MomentPoolingImageFilter
 *
 * \brief Phase-harmonic moments of an image whose wavelet coefficients are given.
 *
 * Takes the outputs of a WaveletBankImageFilter (see WaveletBandInputs), perhaps after other filters, and computes what
 * PhaseHarmonicMomentsImageFilter computes of the image (see there for formula, units and papers). Its bank parameters
 * must be those of that filter; FullGrid asks for bands without decimation.
 *
 * The moments are those of the image that has these coefficients, recovered by the dual frame as in
 * InverseWaveletBankImageFilter: exact, to rounding, for the outputs of the bank. Bands that were changed are in
 * general not the coefficients of any image; the moments are then those of the image with the closest coefficients.
 *
 * Raises an exception, naming the band, if one is missing, holds a NaN or infinite value, or differs in size or
 * geometry from what the parameters imply, and if the image is constant: if its values differ by less than the rounding
 * of the transforms, 128 times the precision of the largest.
 *
 * Time and memory: those of InverseWaveletBankImageFilter and PhaseHarmonicMomentsImageFilter. Bank and engine are kept
 * between updates. Results do not depend on the number of threads, bit for bit.
 *
 * \sa WaveletBankImageFilter PhaseHarmonicMomentsImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage>
class ITK_TEMPLATE_EXPORT MomentPoolingImageFilter : public WaveletBandInputs<MomentAnalysisFilterBase<TInputImage>>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(MomentPoolingImageFilter);

  using Self = MomentPoolingImageFilter;
  using Superclass = WaveletBandInputs<MomentAnalysisFilterBase<TInputImage>>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(MomentPoolingImageFilter, WaveletBandInputs);

  using Superclass::ImageDimension;
  using InputImageType = TInputImage;
  using typename Superclass::RealType;

protected:
  MomentPoolingImageFilter() = default;
  ~MomentPoolingImageFilter() override = default;

  void
  GenerateData() override;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkMomentPoolingImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    WaveletBandInputs<MomentAnalysisFilterBase<Image<std::complex<TReal>, VDimension>>>;                               \
  extern template class PhaseHarmonics_EXPORT MomentPoolingImageFilter<Image<std::complex<TReal>, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
