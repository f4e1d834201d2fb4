// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSeriesImageSource_h
#define itkSeriesImageSource_h

#include "itkPhaseHarmonicsInstantiation.h"
#include "itkSeriesEnums.h"
#include "phSeriesGenerators.h"

#include "itkImage.h"
#include "itkImageSource.h"

namespace itk
{
/** \class SeriesImageSource
 *
 * \brief Random series of processes whose scaling, kurtosis and leverage are known in closed form.
 *
 * Increments X or their sums, of NumberOfSamples values along the first axis:
 * - FractionalNoise: Gaussian, \f$E[X_t X_{t+k}] = (|k+1|^{2H} + |k-1|^{2H} - 2|k|^{2H}) / 2\f$;
 * - MultifractalRandomWalk: \f$X_t = \epsilon_t e^{w_t}\f$, Cov\f$(w_t, w_{t+k}) = \lambda^2 \ln^+(L / (k + 1))\f$,
 *   \f$E e^{2 w_t} = 1\f$; \f$\zeta(q) = q(H + \lambda^2) - \lambda^2 q^2 / 2\f$;
 * - SkewedMultifractalWalk: \f$X_t = \epsilon_t \exp(w_t - \sum_{k \ge 1} K_k \epsilon_{t-k})\f$ with
 *   \f$K_k = K k^{-a} e^{-k/m}\f$;
 * - MinimalLeverage: \f$X_t = \epsilon_t (1 + a \epsilon_{t-s})\f$;
 * - Poisson: jumps of \f$\pm 1\f$, or of 1, at random times.
 *
 * The noise \f$\epsilon\f$ is Gaussian of variance 1. The integral scale L is fixed: with one of the order of the
 * length of the series its moments do not converge. Gaussian parts are exact (circulant embedding). Series are the same
 * on every machine up to rounding of its logarithms and exponentials, and depend on Seed and Sample only. Parameters
 * that do not fit raise an exception. Memory: about eight series of doubles; the output cannot be streamed.
 *
 * Bacry, Delour and Muzy, "Multifractal random walk", 2001; Dietrich and Newsam, "Fast and exact simulation of
 * stationary Gaussian processes", 1997.
 *
 * \sa MultifractalSpectrumFilter
 * \ingroup PhaseHarmonics
 */
template <typename TOutputImage>
class ITK_TEMPLATE_EXPORT SeriesImageSource : public ImageSource<TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(SeriesImageSource);

  using Self = SeriesImageSource;
  using Superclass = ImageSource<TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(SeriesImageSource, ImageSource);

  using OutputImageType = TOutputImage;
  using ProcessEnum = SeriesEnums::Process;
  using FormEnum = SeriesEnums::Form;

  /** Set/Get the process. Default is MultifractalRandomWalk. */
  itkSetEnumMacro(Process, ProcessEnum);
  itkGetEnumMacro(Process, ProcessEnum);

  /** Set/Get whether the output are Increments (default) or a Path, their sums. */
  itkSetEnumMacro(Form, FormEnum);
  itkGetEnumMacro(Form, FormEnum);

  /** Set/Get the length of the output. Default is 4096. */
  itkSetMacro(NumberOfSamples, SizeValueType);
  itkGetConstMacro(NumberOfSamples, SizeValueType);

  /** Set/Get the Hurst exponent H, in (0, 1). Default is 0.5. */
  itkSetMacro(HurstExponent, double);
  itkGetConstMacro(HurstExponent, double);

  /** Set/Get lambda^2. Default is 0.04. */
  itkSetMacro(Intermittency, double);
  itkGetConstMacro(Intermittency, double);

  /** Set/Get L, in samples. Default is 512. */
  itkSetMacro(IntegralScale, SizeValueType);
  itkGetConstMacro(IntegralScale, SizeValueType);

  /** Set/Get K, or the a of MinimalLeverage. Default is 0.08. */
  itkSetMacro(Leverage, double);
  itkGetConstMacro(Leverage, double);

  /** Set/Get a and m of the decay of K, m in samples. Defaults are 0.5 and 60. */
  itkSetMacro(LeverageExponent, double);
  itkGetConstMacro(LeverageExponent, double);
  itkSetMacro(LeverageMemory, double);
  itkGetConstMacro(LeverageMemory, double);

  /** Set/Get s, in samples. Default is 5. */
  itkSetMacro(LeverageLag, SizeValueType);
  itkGetConstMacro(LeverageLag, SizeValueType);

  /** Set/Get the number of jumps for each sample, in (0, 1]. Default is 1/64. */
  itkSetMacro(Intensity, double);
  itkGetConstMacro(Intensity, double);

  /** Set/Get whether jumps have both signs. Default is on. */
  itkSetMacro(SignedJumps, bool);
  itkGetConstMacro(SignedJumps, bool);
  itkBooleanMacro(SignedJumps);

  /** Set/Get the seed, and which of its independent series. Defaults are 0. */
  itkSetMacro(Seed, uint64_t);
  itkGetConstMacro(Seed, uint64_t);
  itkSetMacro(Sample, uint64_t);
  itkGetConstMacro(Sample, uint64_t);

  itkConceptMacro(RealOutputCheck, (Concept::IsFloatingPoint<typename TOutputImage::PixelType>));

protected:
  SeriesImageSource() = default;
  ~SeriesImageSource() override = default;

  void
  GenerateOutputInformation() override;
  void
  EnlargeOutputRequestedRegion(DataObject * output) override;
  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  ProcessEnum   m_Process{ ProcessEnum::MultifractalRandomWalk };
  FormEnum      m_Form{ FormEnum::Increments };
  SizeValueType m_NumberOfSamples{ 4096 };
  double        m_HurstExponent{ 0.5 };
  double        m_Intermittency{ 0.04 };
  SizeValueType m_IntegralScale{ 512 };
  double        m_Leverage{ 0.08 };
  double        m_LeverageExponent{ 0.5 };
  double        m_LeverageMemory{ 60.0 };
  SizeValueType m_LeverageLag{ 5 };
  double        m_Intensity{ 1.0 / 64.0 };
  bool          m_SignedJumps{ true };
  uint64_t      m_Seed{ 0 };
  uint64_t      m_Sample{ 0 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkSeriesImageSource.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT SeriesImageSource<Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
