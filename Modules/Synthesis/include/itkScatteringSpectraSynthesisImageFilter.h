// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkScatteringSpectraSynthesisImageFilter_h
#define itkScatteringSpectraSynthesisImageFilter_h

#include "PhaseHarmonicsExport.h"
#include "phSeriesSynthesis.h"

#include "itkImageToImageFilter.h"

namespace itk
{
/** \class ScatteringSpectraSynthesisImageFilter
 *
 * \brief New samples of the random process that a series comes from, drawn by matching its scattering spectra.
 *
 * With \f$W_j = x \star \psi_j\f$, j = 0 .. J-1, Battle-Lemarie wavelets and \f$W_J\f$ the low pass, the model holds
 * the mean and
 *
 * \f[ E|W_j|,\quad E|W_j|^2,\quad E[W_j\,(|W_{j'}| \star \psi_j)^*],\quad
 * E[(|W_{j_1}| \star \psi_j)(|W_{j'}| \star \psi_j)^*], \qquad j' \le j_1 < j, \f]
 *
 * divided by the deviations of the input's \f$W_j\f$: sparsity, spectrum, the dependence between signs and later
 * volatility (leverage, time asymmetry), and that between the volatilities of two scales. No moment is of an order
 * above
 * 2. SeriesModulus adds |x| itself to the \f$|W_j|\f$, which carries the volatility of single samples. With
 * NumberOfWindows w > 0, the model also holds the means of the quantile function of the sums of 1, 2, .., \f$2^{w-1}\f$
 * samples over intervals of probability that halve towards both ends, so that tails are kept.
 *
 * L-BFGS moves white noise until the energy, the sum of the squared differences, is small. Series are periodic; a
 * sample is rotated so that its ends lie in its quietest 512 samples, since increments across the ends are lost.
 * Samples are the indexed outputs 0 .. n-1; sample i does not depend on how many are drawn. Without Size they have the
 * geometry of the input; with it, its spacing and origin.
 *
 * Each iteration invokes IterationEvent; AbortGenerateData ends the run within one. With CheckpointFileName set, the
 * state is saved every CheckpointInterval iterations (0: after each sample), and a later update with the same
 * parameters goes on from the file. The same seed gives the same output bit for bit, on any number of threads.
 *
 * Cost: 4 J + 2 Fourier transforms of the length of the series, and a sort for each window, for each evaluation.
 * Memory: 8 J + 4 w + 43 doubles per sample.
 *
 * Throws for series that are not finite, constant, shorter than 16 samples, or too short for the scales and windows.
 *
 * Morel, Rochette, Leonarduzzi, Bouchaud and Mallat, "Scale dependencies and self-similar models with wavelet
 * scattering spectra", 2022, eq. 9 to 14.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT ScatteringSpectraSynthesisImageFilter : public ImageToImageFilter<TImage, TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(ScatteringSpectraSynthesisImageFilter);
  static_assert(TImage::ImageDimension == 1, "Scattering spectra are of series, which are 1-D images.");

  using Self = ScatteringSpectraSynthesisImageFilter;
  using Superclass = ImageToImageFilter<TImage, TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(ScatteringSpectraSynthesisImageFilter, ImageToImageFilter);

  using ImageType = TImage;
  using PixelType = typename TImage::PixelType;

  /** Set/Get the number of scales J. 0, the default, takes floor(log2 N) - 3. */
  itkSetMacro(NumberOfScales, unsigned int);
  itkGetConstMacro(NumberOfScales, unsigned int);

  /** Set/Get whether |x| is taken beside the moduli of its wavelet coefficients. Default is On. */
  itkSetMacro(SeriesModulus, bool);
  itkGetConstMacro(SeriesModulus, bool);
  itkBooleanMacro(SeriesModulus);

  /** Set/Get the number of windows whose sums keep their marginals. Default is 8; 0 leaves marginals free. */
  itkSetMacro(NumberOfWindows, unsigned int);
  itkGetConstMacro(NumberOfWindows, unsigned int);

  /** Set/Get the weight of marginals in the energy. Default is 0.3. */
  itkSetMacro(MarginalWeight, double);
  itkGetConstMacro(MarginalWeight, double);

  /** Set/Get the number of samples of an output. 0, the default, takes that of the input. */
  itkSetMacro(Length, SizeValueType);
  itkGetConstMacro(Length, SizeValueType);

  /** Set/Get the number of iterations. Default is 1000. */
  itkSetMacro(NumberOfIterations, unsigned int);
  itkGetConstMacro(NumberOfIterations, unsigned int);

  /** Set/Get the number of series to draw, which are as many indexed outputs. Default is 1. */
  virtual void
  SetNumberOfSamples(unsigned int numberOfSamples);
  unsigned int
  GetNumberOfSamples() const;

  /** Set/Get the seed of the random numbers. Default is 0. */
  itkSetMacro(Seed, unsigned int);
  itkGetConstMacro(Seed, unsigned int);

  /** Set/Get the number of steps that L-BFGS remembers. Default is 20. */
  itkSetMacro(HistorySize, unsigned int);
  itkGetConstMacro(HistorySize, unsigned int);

  /** Set/Get the file to save the state to and to go on from. Default is none. */
  itkSetStringMacro(CheckpointFileName);
  itkGetStringMacro(CheckpointFileName);

  /** Set/Get the number of iterations between saves. 0, the default, saves after each sample. */
  itkSetMacro(CheckpointInterval, unsigned int);
  itkGetConstMacro(CheckpointInterval, unsigned int);

  /** Get the sample at work, its iterations and evaluations so far, and its energy at the start and now; during the
   * update from observers, afterwards those of the last sample. */
  itkGetConstMacro(Sample, unsigned int);
  itkGetConstMacro(Iteration, unsigned int);
  itkGetConstMacro(NumberOfEvaluations, unsigned int);
  itkGetConstMacro(InitialLoss, double);
  itkGetConstMacro(Loss, double);

  /** Get the energies at the end of all samples, after an update. */
  const std::vector<double> &
  GetFinalLosses() const
  {
    return m_FinalLosses;
  }

  /** Get the number of real numbers matched, after an update. */
  itkGetConstMacro(NumberOfMoments, SizeValueType);

  /** Get what the input is described by, after an update. */
  const phaseharmonics::SeriesDescription &
  GetDescription() const
  {
    return m_Description;
  }

protected:
  ScatteringSpectraSynthesisImageFilter() = default;
  ~ScatteringSpectraSynthesisImageFilter() override = default;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;
  void
  GenerateOutputInformation() override;
  void
  GenerateInputRequestedRegion() override;
  void
  EnlargeOutputRequestedRegion(DataObject * output) override;
  void
  GenerateData() override;

private:
  phaseharmonics::SeriesSynthesisOptions
  MakeOptions() const;
  void
  Synthesize(const phaseharmonics::Executor & executor);
  void
  SetProgress(const phaseharmonics::SeriesSynthesisProgress & progress);

  unsigned int  m_NumberOfScales{ 0 };
  bool          m_SeriesModulus{ true };
  unsigned int  m_NumberOfWindows{ 8 };
  double        m_MarginalWeight{ 0.3 };
  SizeValueType m_Length{ 0 };
  unsigned int  m_NumberOfIterations{ 1000 };
  unsigned int  m_Seed{ 0 };
  unsigned int  m_HistorySize{ 20 };
  std::string   m_CheckpointFileName;
  unsigned int  m_CheckpointInterval{ 0 };

  unsigned int                      m_Sample{ 0 };
  unsigned int                      m_Iteration{ 0 };
  unsigned int                      m_NumberOfEvaluations{ 0 };
  double                            m_InitialLoss{ 0.0 };
  double                            m_Loss{ 0.0 };
  std::vector<double>               m_FinalLosses;
  SizeValueType                     m_NumberOfMoments{ 0 };
  phaseharmonics::SeriesDescription m_Description;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkScatteringSpectraSynthesisImageFilter.hxx"
#endif

namespace itk
{
extern template class PhaseHarmonics_EXPORT ScatteringSpectraSynthesisImageFilter<Image<float, 1>>;
extern template class PhaseHarmonics_EXPORT ScatteringSpectraSynthesisImageFilter<Image<double, 1>>;
} // namespace itk

#endif
