// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMicrocanonicalSynthesisImageFilter_h
#define itkMicrocanonicalSynthesisImageFilter_h

#include "itkMomentSetFilterBase.h"
#include "itkPhaseHarmonicMoments.h"
#include "itkSynthesisEnums.h"
#include "phTextureSynthesis.h"

namespace itk
{
/** \class MicrocanonicalSynthesisImageFilter
 *
 * \brief New samples of the random process that an image comes from, drawn by matching its phase-harmonic moments.
 *
 * Starting from a Gaussian field with the energies of the wavelet bands, white noise or an image, L-BFGS minimizes
 *
 * \f[ E(y) = \sum_p |C_p(y) - C_p|^2 \f]
 *
 * over all pixels, where \f$C_p\f$ are the unique covariances of phase harmonics of the target (see
 * PhaseHarmonicMomentsImageFilter) and \f$C_p(y)\f$ those of y about the target's means, divided by the target's
 * deviations unless Normalization is None. The mean of y is kept at the target's.
 *
 * With SpectralPreconditioning, the variables are not the pixels but \f$K^{-1}(\omega)\,\hat y(\omega)\f$, where
 *
 * \f[ K^4(\omega) = \frac{\sum_b |\hat\psi_b(\omega)|^2\, s_b / \|\hat\psi_b\|}{\sum_b |\hat\psi_b(\omega)|^2} \f]
 *
 * over the wavelet bands b and the low pass, whose energies \f$s_b = E|y\star\psi_b|^2\f$ the target moments tell. The
 * energy stays the same; steps no longer change fine scales, whose deviations are small, as much as coarse ones, and
 * the same energy is reached in about half the evaluations (Nocedal and Wright, "Numerical optimization", 2006,
 * section 5.1, on preconditioning by a change of variables).
 *
 * The target is the image at input 0, the average of the moments of inputs 0 .. n-1, all of one size, or given
 * moments (SetTargetMoments). The output has the geometry of input 0; without inputs, that of the initial image, or
 * the size set by SetSize with spacing 1. Images are taken as periodic. NumberOfSamples samples are the indexed
 * outputs 0 .. n-1; sample i differs by its random stream, so that it does not depend on how many are drawn.
 *
 * NumberOfCoarseIterations iterations match the coarse scales alone. A run then has NumberOfIterations iterations, then
 * NumberOfRestarts further runs from the last image with an empty history. With CheckpointFileName set, the state is
 * saved every CheckpointInterval iterations (0: after each run); the history starts anew there, and a later update with
 * the same parameters goes on from the file, bit for bit as if it had not been interrupted. The file stays when all is
 * done.
 *
 * Each iteration over all moments invokes IterationEvent; GetLoss(), GetIteration() and GetSample() tell where it
 * stands. AbortGenerateData ends the run within one iteration. The same seed gives the same output bit for bit, on any
 * number of threads.
 *
 * Memory: the maps of PhaseHarmonicMomentsImageFilter twice, those of the coarse scales once more, and 43 doubles per
 * pixel for the history. MemoryLimit holds for the maps of all scales and for those of the coarse ones, each.
 *
 * Throws for images that are empty, not finite or constant, and for moments that do not fit the parameters.
 *
 * Bruna and Mallat, "Multiscale sparse microcanonical models", 2019; Zhang and Mallat, "Maximum entropy models from
 * phase harmonic covariances", 2021, section 4.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT MicrocanonicalSynthesisImageFilter : public MomentSetFilterBase<TImage, TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(MicrocanonicalSynthesisImageFilter);

  using Self = MicrocanonicalSynthesisImageFilter;
  using Superclass = MomentSetFilterBase<TImage, TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(MicrocanonicalSynthesisImageFilter, MomentSetFilterBase);

  using ImageType = TImage;
  using PixelType = typename TImage::PixelType;
  using SizeType = typename TImage::SizeType;
  using StartEnum = SynthesisEnums::Start;
  using Superclass::ImageDimension;

  /** Set/Get the moments to match instead of those of the inputs. Their set and wavelets replace the parameters. */
  virtual void
  SetTargetMoments(const PhaseHarmonicMoments * moments);
  const PhaseHarmonicMoments *
  GetTargetMoments() const;

  /** Set/Get the image to start from when Start is InitialImage. */
  virtual void
  SetInitialImage(const ImageType * image);
  const ImageType *
  GetInitialImage() const;

  /** Set/Get the size of the output where no image gives it. Default is the size of the image of the moments. */
  itkSetMacro(Size, SizeType);
  itkGetConstReferenceMacro(Size, SizeType);

  /** Set/Get what the synthesis starts from. Default is GaussianModel. */
  itkSetEnumMacro(Start, StartEnum);
  itkGetEnumMacro(Start, StartEnum);

  /** Set/Get the number of iterations of a run. Default is 300. */
  itkSetMacro(NumberOfIterations, unsigned int);
  itkGetConstMacro(NumberOfIterations, unsigned int);

  /** Set/Get the number of iterations that match the moments of coarse scales alone, before those that match all: the
   * scales kept on grids coarser than the image, whose moments cost a fraction of all and converge last. Default is
   * 50; 0 matches all moments from the start. Runs from an initial image, of three scales or fewer, and of models
   * averaged over rotations have no such stage. */
  itkSetMacro(NumberOfCoarseIterations, unsigned int);
  itkGetConstMacro(NumberOfCoarseIterations, unsigned int);

  /** Set/Get the number of further runs. Default is 0. */
  itkSetMacro(NumberOfRestarts, unsigned int);
  itkGetConstMacro(NumberOfRestarts, unsigned int);

  /** Set/Get the number of samples, which are as many indexed outputs. Default is 1. */
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

  /** Set/Get whether the steps are preconditioned by the energies of the bands. Default is On. It applies to moments
   * divided by the target's deviations; with Normalization None, pixels are minimized. */
  itkSetMacro(SpectralPreconditioning, bool);
  itkGetConstMacro(SpectralPreconditioning, bool);
  itkBooleanMacro(SpectralPreconditioning);

  /** Set/Get the file to save the state to and to go on from. Default is none. */
  itkSetStringMacro(CheckpointFileName);
  itkGetStringMacro(CheckpointFileName);

  /** Set/Get the number of iterations between saves. 0, the default, saves after each run. */
  itkSetMacro(CheckpointInterval, unsigned int);
  itkGetConstMacro(CheckpointInterval, unsigned int);

  /** Get the sample at work, the iterations and evaluations of its energy so far, and its energy; during the update
   * from observers, afterwards those of the last sample. */
  itkGetConstMacro(Sample, unsigned int);
  itkGetConstMacro(Iteration, unsigned int);
  itkGetConstMacro(NumberOfEvaluations, unsigned int);
  itkGetConstMacro(Loss, double);

  /** Get the evaluations of the energy of coarse scales alone, which the above do not count, for the last sample. */
  itkGetConstMacro(NumberOfCoarseEvaluations, unsigned int);

  /** Get the energy at the start of the last sample, and at its end. */
  itkGetConstMacro(InitialLoss, double);
  double
  GetFinalLoss() const
  {
    return m_Loss;
  }

  /** Get the number of unique real moments matched, and their number as the papers count, after an update. */
  itkGetConstMacro(NumberOfUniqueMoments, SizeValueType);
  itkGetConstMacro(NumberOfNominalMoments, SizeValueType);

protected:
  MicrocanonicalSynthesisImageFilter();
  ~MicrocanonicalSynthesisImageFilter() override = default;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;
  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  VerifyInputInformation() ITKv5_CONST override;
  void
  GenerateOutputInformation() override;
  void
  GenerateData() override;

private:
  using KernelType = phaseharmonics::TextureSynthesis<PixelType>;

  unsigned int
  NumberOfExemplars() const;
  const ImageType *
  GeometryImage() const;
  phaseharmonics::TextureSynthesisOptions
  MakeOptions() const;
  void
  SetImages(KernelType & synthesis, const phaseharmonics::Executor & executor) const;
  void
  DrawSample(KernelType & synthesis, const phaseharmonics::Executor & executor);

  StartEnum     m_Start{ StartEnum::GaussianModel };
  SizeType      m_Size{};
  unsigned int  m_NumberOfIterations{ 300 };
  unsigned int  m_NumberOfCoarseIterations{ 50 };
  unsigned int  m_NumberOfRestarts{ 0 };
  unsigned int  m_Seed{ 0 };
  unsigned int  m_HistorySize{ 20 };
  bool          m_SpectralPreconditioning{ true };
  std::string   m_CheckpointFileName;
  unsigned int  m_CheckpointInterval{ 0 };
  unsigned int  m_Sample{ 0 };
  unsigned int  m_Iteration{ 0 };
  unsigned int  m_NumberOfEvaluations{ 0 };
  unsigned int  m_NumberOfCoarseEvaluations{ 0 };
  double        m_Loss{ 0.0 };
  double        m_InitialLoss{ 0.0 };
  SizeValueType m_NumberOfUniqueMoments{ 0 };
  SizeValueType m_NumberOfNominalMoments{ 0 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkMicrocanonicalSynthesisImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT MicrocanonicalSynthesisImageFilter<Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
