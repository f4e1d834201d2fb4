// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkGaussianSynthesisImageFilter_h
#define itkGaussianSynthesisImageFilter_h

#include "itkSynthesisEnums.h"
#include "itkWaveletBankFilterBase.h"

namespace itk
{
/** \class GaussianSynthesisImageFilter
 *
 * \brief Sample of a Gaussian model of an image, and the image's empirical correlation.
 *
 * RandomPhases keeps the modulus of every Fourier coefficient, \f$|\hat y(\omega)| = |\hat x(\omega)|\f$, and draws
 * independent uniform phases: same mean, same power spectrum.
 *
 * Macrocanonical draws from the Gaussian process of maximum entropy whose wavelet bands have the energies and the
 * autocovariances \f$E[z_{j,l}(u) z^*_{j,l}(u + 2^j n)]\f$, \f$|n_a| \le ShiftRange\f$, of the image's: its power
 * spectrum is \f$(\sum_p b_p f_p(\omega))^{-1}\f$, with b from the dual problem, solved by Newton's method (model A of
 * Zhang and Mallat, "Maximum entropy models from phase harmonic covariances", 2021, section 2.3). The parameters of the
 * wavelets matter to this model only.
 *
 * The output has the geometry of the input. The output "Correlation" is
 * \f$C(\tau) = E[x(u)\,x(u - \tau)]\f$, the mean over all pixels of the periodic image: lag 0 is the pixel at size / 2
 * of each axis and has the physical coordinates 0; values are squares of the image's unit.
 *
 * The same seed gives the same output bit for bit, on any number of threads. Macrocanonical takes about a second for
 * each of some 25 iterations at 256 x 256 and 48 n^2 bytes for its n moments. Throws for images that are empty, not
 * finite or constant.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT GaussianSynthesisImageFilter : public WaveletBankFilterBase<TImage, TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(GaussianSynthesisImageFilter);

  using Self = GaussianSynthesisImageFilter;
  using Superclass = WaveletBankFilterBase<TImage, TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(GaussianSynthesisImageFilter, WaveletBankFilterBase);

  using ImageType = TImage;
  using PixelType = typename TImage::PixelType;
  using ModelEnum = SynthesisEnums::GaussianModel;
  using Superclass::ImageDimension;
  using Superclass::MakeOutput;

  /** Set/Get the model. Default is RandomPhases. */
  itkSetEnumMacro(Model, ModelEnum);
  itkGetEnumMacro(Model, ModelEnum);

  /** Set/Get the seed of the random numbers. Default is 0. */
  itkSetMacro(Seed, unsigned int);
  itkGetConstMacro(Seed, unsigned int);

  /** Set/Get the largest lag of the autocovariances of the Macrocanonical model, in units of the scale. Default 2. */
  itkSetMacro(ShiftRange, unsigned int);
  itkGetConstMacro(ShiftRange, unsigned int);

  /** Set/Get the relative error of the moments at which the Macrocanonical model is solved. Default is 1e-3. */
  itkSetMacro(Tolerance, double);
  itkGetConstMacro(Tolerance, double);

  /** Set/Get the largest number of iterations of the Macrocanonical model. Default is 100. */
  itkSetMacro(MaximumNumberOfIterations, unsigned int);
  itkGetConstMacro(MaximumNumberOfIterations, unsigned int);

  /** Get the largest relative error of a moment of the Macrocanonical model, after an update. */
  itkGetConstMacro(RelativeError, double);

  ImageType *
  GetCorrelationOutput();
  const ImageType *
  GetCorrelationOutput() const;

protected:
  GaussianSynthesisImageFilter();
  ~GaussianSynthesisImageFilter() override = default;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;
  void
  VerifyPreconditions() ITKv5_CONST override;
  ProcessObject::DataObjectPointer
  MakeOutput(const ProcessObject::DataObjectIdentifierType & name) override;
  void
  GenerateOutputInformation() override;
  void
  GenerateData() override;

private:
  void
  SampleMacrocanonical(const ImageType * input, PixelType * sample);

  ModelEnum    m_Model{ ModelEnum::RandomPhases };
  unsigned int m_Seed{ 0 };
  unsigned int m_ShiftRange{ 2 };
  double       m_Tolerance{ 1e-3 };
  unsigned int m_MaximumNumberOfIterations{ 100 };
  double       m_RelativeError{ 0.0 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkGaussianSynthesisImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT GaussianSynthesisImageFilter<Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
