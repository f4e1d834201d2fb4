// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMomentSetFilterBase_h
#define itkMomentSetFilterBase_h

#include "itkMomentSetEnums.h"
#include "itkWaveletBankFilterBase.h"
#include "phStatistics.h"

namespace itk
{
/** \class MomentSetFilterBase
 *
 * \brief Parameters of a set of phase-harmonic moments, and their engine, for the filters that use them.
 *
 * With \f$z_{j,l}\f$ the bands of the wavelet bank and \f$[z]^k = |z| e^{ik \arg z}\f$, the models hold the covariances
 *
 * - A: of \f$z_{j,l}\f$ with itself, at lags 0 and \f$2^j n\f$, \f$|n_a| \le\f$ ShiftRange;
 * - B: A, the same for \f$|z_{j,l}|\f$, and of \f$[z_{j,l}]^k\f$ with \f$[z_{j,l'}]^{k'}\f$, k, k' = 0, 1;
 * - C: B, and of \f$[z_{j,l}]^k\f$ with \f$[z_{j',l'}]^{k'}\f$, j < j' <= j + ScaleRange, (k, k') = (0, 0), (0, 1),
 *   (0, 2), (1, \f$2^{j'-j}\f$);
 * - D: those of C without lags, averaged over rotations (2-D);
 * - Compressive: those of C without lags, and (1, \f$2^{j'-j} \pm 1\f$);
 * - Rectified: of \f$\max(0, \mathrm{Re}(e^{ia} z_{j,l}))\f$ with one another, for NumberOfPhases angles a;
 *
 * each with the variance of the low pass, those of A, B, C and Rectified with its lags. In 2-D the directions of a pair
 * are at most AngularRange \f$\pi / L\f$ apart.
 *
 * Zhang and Mallat, "Maximum entropy models from phase harmonic covariances", 2021; Mallat, Zhang and Rochette, "Phase
 * harmonic correlations and convolutional neural networks", 2020.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage, typename TOutputImage>
class ITK_TEMPLATE_EXPORT MomentSetFilterBase : public WaveletBankFilterBase<TInputImage, TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(MomentSetFilterBase);

  using Self = MomentSetFilterBase;
  using Superclass = WaveletBankFilterBase<TInputImage, TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkTypeMacro(MomentSetFilterBase, WaveletBankFilterBase);

  using Superclass::ImageDimension;
  using typename Superclass::RealType;
  using ModelEnum = MomentSetEnums::Model;
  using NormalizationEnum = MomentSetEnums::Normalization;

  /** Set/Get which moments are taken. Default is C. */
  itkSetEnumMacro(Model, ModelEnum);
  itkGetEnumMacro(Model, ModelEnum);

  /** Set moments of one's own, made with phaseharmonics::MomentSetBuilder for the scales and orientations of the bank.
   * The model becomes Custom. */
  virtual void
  SetCustomMomentSet(const phaseharmonics::MomentSet & set);

  /** Set/Get how many scales apart the two of a pair may be; at most 10. Default is 2. */
  itkSetMacro(ScaleRange, unsigned int);
  itkGetConstMacro(ScaleRange, unsigned int);

  /** Set/Get the largest lag along each axis, in units of the scale; at most 16. Default is 2. */
  itkSetMacro(ShiftRange, unsigned int);
  itkGetConstMacro(ShiftRange, unsigned int);

  /** Set/Get the largest angle between the directions of a pair, in units of \f$\pi / L\f$; in 2-D. -1, the default,
   * takes L / 2. */
  itkSetMacro(AngularRange, int);
  itkGetConstMacro(AngularRange, int);

  /** Set/Get the largest harmonic k' of models C, D and Compressive. 0, the default, keeps all. */
  itkSetMacro(MaximumHarmonic, unsigned int);
  itkGetConstMacro(MaximumHarmonic, unsigned int);

  /** Set/Get the number of phases of the Rectified model: even, at least 4. Default is 4. */
  itkSetMacro(NumberOfPhases, unsigned int);
  itkGetConstMacro(NumberOfPhases, unsigned int);

  /** Set/Get whether covariances are divided by the deviations of the image they are of. Default is Target. */
  itkSetEnumMacro(Normalization, NormalizationEnum);
  itkGetEnumMacro(Normalization, NormalizationEnum);

  /** Set/Get whether all is computed on the full grid, as in the papers' programs, rather than on grids that fit the
   * scales. It overrides Decimation. Default is off. */
  itkSetMacro(FullGrid, bool);
  itkGetConstMacro(FullGrid, bool);
  itkBooleanMacro(FullGrid);

  /** Set/Get the bytes that the wavelet bank, spectra and maps may take together; images are not counted. Where all
   * scales do not fit, a few at a time are computed, and again for gradients, so that results differ in their last
   * bits. An exception says how much is needed if that does not suffice. 0, the default, sets no limit. */
  itkSetMacro(MemoryLimit, SizeValueType);
  itkGetConstMacro(MemoryLimit, SizeValueType);

  /** Get whether coarse scales are kept on coarse grids. */
  bool
  GetDecimation() const override
  {
    return !m_FullGrid && Superclass::GetDecimation();
  }

protected:
  using StatisticsType = phaseharmonics::Statistics<RealType>;

  MomentSetFilterBase() = default;
  ~MomentSetFilterBase() override = default;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;

  phaseharmonics::MomentSetOptions
  MakeMomentSetOptions() const;

  /** The moments of the parameters. Throws where they do not fit the dimension or one another. */
  phaseharmonics::MomentSet
  MakeMomentSet(const phaseharmonics::WaveletBankOptions & bank) const;

  phaseharmonics::MomentNormalization
  GetKernelNormalization() const;

  /** The engine of the resolved bank and of the set, made unless the last one serves. */
  StatisticsType &
  GetStatistics();

  /** Throws if all pixels are equal; `name` says which image it is. */
  void
  VerifyIsNotConstant(const RealType * pixels, SizeValueType count, const std::string & name) const;

private:
  ModelEnum                 m_Model{ ModelEnum::C };
  phaseharmonics::MomentSet m_CustomMomentSet;
  unsigned int              m_ScaleRange{ 2 };
  unsigned int              m_ShiftRange{ 2 };
  int                       m_AngularRange{ -1 };
  unsigned int              m_MaximumHarmonic{ 0 };
  unsigned int              m_NumberOfPhases{ 4 };
  NormalizationEnum         m_Normalization{ NormalizationEnum::Target };
  bool                      m_FullGrid{ false };
  SizeValueType             m_MemoryLimit{ 0 };

  std::unique_ptr<StatisticsType>  m_Statistics;
  phaseharmonics::MomentSetOptions m_StatisticsOptions;
  SizeValueType                    m_StatisticsMemoryLimit{ 0 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkMomentSetFilterBase.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT MomentSetFilterBase<Image<TReal, VDimension>, Image<TReal, VDimension>>; \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    MomentSetFilterBase<Image<std::complex<TReal>, VDimension>, Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
