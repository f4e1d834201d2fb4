// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkCompressiveReconstructionImageFilter_h
#define itkCompressiveReconstructionImageFilter_h

#include "itkMomentSetFilterBase.h"
#include "itkPhaseHarmonicMoments.h"
#include "phReconstructionRun.h"

namespace itk
{
/** \class CompressiveReconstructionImageFilter
 *
 * \brief Recovers an image from fewer phase-harmonic moments than it has pixels.
 *
 * The output minimizes over all images y of the size of the input
 *
 * \f[ E(y) = \sum_p |C_p(y) - C_p|^2 \f]
 *
 * where \f$C_p\f$ are the covariances of phase harmonics of the input (see PhaseHarmonicMomentsImageFilter), or given
 * ones (SetTargetMoments), and \f$C_p(y)\f$ those of y about the same means. Images of few edges are the only ones with
 * their moments, up to a translation; PSNR, error and shift after the best circular shift tell how near the output is
 * to the input, and the input serves for nothing else once its moments are taken.
 *
 * The search runs NumberOfStarts times from weak white noise: scale by scale from coarse to fine
 * (NumberOfOctaveIterations each), then NumberOfPlainIterations with all moments. Rounds of NumberOfIterations follow
 * that minimize the same differences in another metric,
 *
 * \f[ \frac{1}{d} \sum_b r_b^T (J_b J_b^T + s I)^{-1} r_b \f]
 *
 * with the differences \f$r_b\f$ of block b and their Jacobian, estimated from the answers to weak white noise, d
 * pixels and a small s. The moments of neighboring wavelets nearly depend on one another, so that the plain sum is flat
 * along most directions; this metric takes several times fewer iterations to the same image. After each round the
 * better half of the starts goes on, by their energy in this metric, never by their distance to the input;
 * NumberOfFinalRounds rounds are for the last one alone.
 *
 * Images are taken as periodic. The Model is Compressive by default. In 1-D, where wavelets may have several voices per
 * octave, it is the set of phaseharmonics::MakeSeriesMomentSet with ScaleRange octaves, and RichHarmonics. With
 * SetCustomMomentSet any other moments are taken; those averaged over rotations (D) do not determine an image.
 * Normalization does not apply, since the metric replaces it. NumberOfScales 0, the default, is the largest that the
 * image has, since of all that is coarser only the energy is known. Without input the output has the size of the
 * moments' image and spacing 1.
 *
 * With CheckpointFileName set, the state is saved after each round of each start, and a later update with the same
 * parameters goes on from there, bit for bit as if it had not been interrupted. The file stays when all is done.
 * IterationEvent is invoked after each iteration; AbortGenerateData ends the run within one. The same seed gives the
 * same output bit for bit, on any number of threads.
 *
 * Memory: the maps of PhaseHarmonicMomentsImageFilter twice, 2 HistorySize + NumberOfStarts + 6 doubles per pixel, and
 * for the metric 16 bytes for each moment and each of two to four hundred probes. MemoryLimit holds for the maps.
 *
 * Throws for images that are empty, not finite or constant, and for moments that do not fit the parameters.
 *
 * Mallat, Zhang and Rochette, "Phase harmonic correlations and convolutional neural networks", 2020, section 4.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT CompressiveReconstructionImageFilter : public MomentSetFilterBase<TImage, TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(CompressiveReconstructionImageFilter);

  using Self = CompressiveReconstructionImageFilter;
  using Superclass = MomentSetFilterBase<TImage, TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(CompressiveReconstructionImageFilter, MomentSetFilterBase);

  using ImageType = TImage;
  using PixelType = typename TImage::PixelType;
  using OffsetType = typename TImage::OffsetType;
  using Superclass::ImageDimension;

  /** Set/Get the moments to match instead of those of the input. Their set and wavelets replace the parameters. */
  virtual void
  SetTargetMoments(const PhaseHarmonicMoments * moments);
  const PhaseHarmonicMoments *
  GetTargetMoments() const;

  /** Set/Get whether the 1-D set has more harmonics of each pair of scales. Default is Off. */
  itkSetMacro(RichHarmonics, bool);
  itkGetConstMacro(RichHarmonics, bool);
  itkBooleanMacro(RichHarmonics);

  /** Set/Get the number of starts. Default is 4. */
  itkSetMacro(NumberOfStarts, unsigned int);
  itkGetConstMacro(NumberOfStarts, unsigned int);

  /** Set/Get the iterations of each octave from coarse to fine; 0 begins with all moments. Default is 20. */
  itkSetMacro(NumberOfOctaveIterations, unsigned int);
  itkGetConstMacro(NumberOfOctaveIterations, unsigned int);

  /** Set/Get the iterations on the plain sum of squares, before the metric is first taken. Default is 100. */
  itkSetMacro(NumberOfPlainIterations, unsigned int);
  itkGetConstMacro(NumberOfPlainIterations, unsigned int);

  /** Set/Get the iterations of a round. Default is 300. */
  itkSetMacro(NumberOfIterations, unsigned int);
  itkGetConstMacro(NumberOfIterations, unsigned int);

  /** Set/Get the number of rounds of the best start alone. Default is 3. */
  itkSetMacro(NumberOfFinalRounds, unsigned int);
  itkGetConstMacro(NumberOfFinalRounds, unsigned int);

  /** Set/Get the number of steps that L-BFGS remembers. Default is 30. */
  itkSetMacro(HistorySize, unsigned int);
  itkGetConstMacro(HistorySize, unsigned int);

  /** Set/Get the seed of the random numbers. Default is 0. */
  itkSetMacro(Seed, unsigned int);
  itkGetConstMacro(Seed, unsigned int);

  /** Set/Get the range of values that PSNR refers to. 0, the default, takes that of the input. */
  itkSetMacro(Range, double);
  itkGetConstMacro(Range, double);

  /** Set/Get the file to save the state to and to go on from. Default is none. */
  itkSetStringMacro(CheckpointFileName);
  itkGetStringMacro(CheckpointFileName);

  /** Get the number of unique real moments matched, and their number as the papers count, after an update. */
  itkGetConstMacro(NumberOfUniqueMoments, SizeValueType);
  itkGetConstMacro(NumberOfNominalMoments, SizeValueType);

  /** Get the start at work and its sum of squared differences over that of the target's moments, from observers. The
   * loss is infinite among the octaves. */
  itkGetConstMacro(Start, unsigned int);
  itkGetConstMacro(Loss, double);

  /** Get the start that gave the output, after an update. */
  itkGetConstMacro(BestStart, unsigned int);

  /** Get the last loss of a start, the iterations and the evaluations of an energy that it took. */
  double
  GetLossOfStart(unsigned int start) const;
  unsigned int
  GetNumberOfIterationsOfStart(unsigned int start) const;
  unsigned int
  GetNumberOfEvaluationsOfStart(unsigned int start) const;

  /** Get the loss of the output. */
  double
  GetFinalLoss() const
  {
    return this->GetLossOfStart(m_BestStart);
  }

  /** Get the circular shift, in pixels, that moves the output nearest to the input, the mean square of the difference
   * after it, and 10 log10(range^2 / that) in dB. Not a number without an input. */
  itkGetConstReferenceMacro(Shift, OffsetType);
  itkGetConstMacro(SquaredError, double);
  itkGetConstMacro(PSNR, double);

protected:
  CompressiveReconstructionImageFilter();
  ~CompressiveReconstructionImageFilter() override = default;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;
  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  GenerateOutputInformation() override;
  void
  GenerateData() override;

private:
  using KernelType = phaseharmonics::CompressiveReconstruction<PixelType>;

  phaseharmonics::CompressiveReconstructionOptions
  MakeOptions() const;
  phaseharmonics::WaveletBankOptions
  ChooseBankOptions(const phaseharmonics::Grid & grid) const;
  phaseharmonics::MomentSet
  ChooseMomentSet(const phaseharmonics::WaveletBankOptions & bank) const;
  phaseharmonics::Moments
  ComputeTarget(const std::shared_ptr<const phaseharmonics::WaveletBank<PixelType>> & bank) const;
  void
  CompareWithInput(const phaseharmonics::Grid & grid);

  bool          m_RichHarmonics{ false };
  unsigned int  m_NumberOfStarts{ 4 };
  unsigned int  m_NumberOfOctaveIterations{ 20 };
  unsigned int  m_NumberOfPlainIterations{ 100 };
  unsigned int  m_NumberOfIterations{ 300 };
  unsigned int  m_NumberOfFinalRounds{ 3 };
  unsigned int  m_HistorySize{ 30 };
  unsigned int  m_Seed{ 0 };
  double        m_Range{ 0.0 };
  std::string   m_CheckpointFileName;
  SizeValueType m_NumberOfUniqueMoments{ 0 };
  SizeValueType m_NumberOfNominalMoments{ 0 };
  unsigned int  m_Start{ 0 };
  double        m_Loss{ 0.0 };
  unsigned int  m_BestStart{ 0 };
  OffsetType    m_Shift{};
  double        m_SquaredError{ 0.0 };
  double        m_PSNR{ 0.0 };

  std::vector<phaseharmonics::ReconstructionStart> m_Starts; // without their states
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkCompressiveReconstructionImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT CompressiveReconstructionImageFilter<Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
