// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMomentAnalysisFilterBase_h
#define itkMomentAnalysisFilterBase_h

#include "itkMomentSetFilterBase.h"
#include "itkPhaseHarmonicMoments.h"

namespace itk
{
/** \class MomentAnalysisFilterBase
 *
 * \brief Output of the filters that compute phase-harmonic moments.
 *
 * The only output is a PhaseHarmonicMoments object; there is no image.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage>
class ITK_TEMPLATE_EXPORT MomentAnalysisFilterBase
  : public MomentSetFilterBase<
      TInputImage,
      Image<typename NumericTraits<typename TInputImage::PixelType>::ValueType, TInputImage::ImageDimension>>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(MomentAnalysisFilterBase);

  using RealImageType =
    Image<typename NumericTraits<typename TInputImage::PixelType>::ValueType, TInputImage::ImageDimension>;
  using Self = MomentAnalysisFilterBase;
  using Superclass = MomentSetFilterBase<TInputImage, RealImageType>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkTypeMacro(MomentAnalysisFilterBase, MomentSetFilterBase);

  using typename Superclass::RealType;

  /** Get the moments. */
  PhaseHarmonicMoments *
  GetOutput();
  const PhaseHarmonicMoments *
  GetOutput() const;
  const PhaseHarmonicMoments *
  GetMoments() const
  {
    return this->GetOutput();
  }

  /** Bytes that the wavelet bank, spectra and maps will take at most, with up to two threads; images are not counted.
   * It makes the bank, and throws where Update would for wrong parameters or too low a memory limit. */
  SizeValueType
  PredictPeakMemory();

protected:
  MomentAnalysisFilterBase();
  ~MomentAnalysisFilterBase() override = default;

  using Superclass::MakeOutput;
  ProcessObject::DataObjectPointer
  MakeOutput(ProcessObject::DataObjectPointerArraySizeType index) override;

  void
  GenerateOutputInformation() override;

  /** Moments of a whole image, which must be finite and not constant. `progressWeight` is its share of the progress of
   * the filter. */
  phaseharmonics::Moments
  Analyze(const RealType * pixels, float progressWeight);

  /** Sets the output. */
  void
  SetOutputMoments(const phaseharmonics::Moments & moments);
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkMomentAnalysisFilterBase.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT MomentAnalysisFilterBase<Image<TReal, VDimension>>;                      \
  extern template class PhaseHarmonics_EXPORT MomentAnalysisFilterBase<Image<std::complex<TReal>, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
