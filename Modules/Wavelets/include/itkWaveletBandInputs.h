// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkWaveletBandInputs_h
#define itkWaveletBandInputs_h

#include "itkWaveletBankFilterBase.h"

#include <vector>

namespace itk
{
/** \class WaveletBandInputs
 *
 * \brief Inputs of the filters that take the coefficients of a bank of wavelets.
 *
 * Inputs: the J L bands in the order of the outputs of WaveletBankImageFilter, SetInputs(bank->GetOutputs()) or
 * SetBandInput(j, l, image), and SetLowPassInput(bank->GetLowPassOutput()). The parameters must be those of that
 * filter.
 *
 * An exception is raised, naming what was expected and what was given, when the number of inputs, or the size,
 * spacing, place or direction of one is not what the parameters imply, and when a coefficient is NaN or infinite.
 *
 * TFilterBase is a WaveletBankFilterBase of complex images.
 *
 * \sa WaveletBankImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TFilterBase>
class ITK_TEMPLATE_EXPORT WaveletBandInputs : public TFilterBase
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(WaveletBandInputs);

  using Self = WaveletBandInputs;
  using Superclass = TFilterBase;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkTypeMacro(WaveletBandInputs, TFilterBase);

  using Superclass::ImageDimension;
  using typename Superclass::ComplexType;
  using typename Superclass::ImageBaseType;
  using typename Superclass::RealType;
  using BandImageType = typename Superclass::InputImageType;
  using LowPassImageType = Image<RealType, ImageDimension>;

  /** Set all bands, scale by scale. */
  void
  SetInputs(const ProcessObject::DataObjectPointerArray & bands);
  void
  SetInputs(const std::vector<typename BandImageType::Pointer> & bands);

  /** Set/Get the band of a scale and an orientation. The number of orientations must be set first. */
  void
  SetBandInput(unsigned int scale, unsigned int orientation, const BandImageType * band);
  const BandImageType *
  GetBandInput(unsigned int scale, unsigned int orientation) const;

  /** Set/Get the low pass. */
  void
  SetLowPassInput(const LowPassImageType * lowPass);
  const LowPassImageType *
  GetLowPassInput() const;

  itkConceptMacro(ComplexInputCheck, (Concept::SameType<typename BandImageType::PixelType, ComplexType>));

protected:
  WaveletBandInputs();
  ~WaveletBandInputs() override = default;

  void
  VerifyInputInformation() ITKv5_CONST override;

  /** Loops of RecoverImage. */
  unsigned int
  NumberOfLoopsOfRecoverImage() const
  {
    return 1 + 2 * this->GetBankOptions().numberOfScales;
  }

  /** Writes the image of the coefficients, or the one closest to them, after ResolveBank(GetInput()). */
  void
  RecoverImage(RealType * image, const phaseharmonics::Executor & executor);

private:
  /** True if the inputs from this one on are bands that a bank with an automatic number of scales has given up. */
  bool
  AreSpare(unsigned int first) const;
  unsigned int
  IndexOfBand(unsigned int scale, unsigned int orientation) const;
  std::string
  NameOfBand(unsigned int band) const;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkWaveletBandInputs.hxx"
#endif

#endif
