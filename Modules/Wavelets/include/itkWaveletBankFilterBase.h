// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkWaveletBankFilterBase_h
#define itkWaveletBankFilterBase_h

#include "itkPhaseHarmonicsInstantiation.h"
#include "itkWaveletBankEnums.h"
#include "phWaveletTransform.h"

#include "itkImage.h"
#include "itkImageToImageFilter.h"
#include "itkNumericTraits.h"

#include <complex>
#include <memory>

namespace itk
{
/** \class WaveletBankFilterBase
 *
 * \brief Parameters of a bank of wavelets, and the bank itself, for the filters that use one.
 *
 * A bank of J scales and L orientations holds the wavelets \f$\psi_{j,l}\f$, j = 0 .. J-1 from fine to coarse,
 * l = 0 .. L-1, and a Gaussian low pass \f$\phi_J\f$. In 2-D \f$\psi_{j,l}\f$ passes the frequencies around
 * \f$2^{-j}\xi_0\f$ radians per pixel in the direction \f$\pi l/L\f$, measured from the first index axis towards the
 * second; in 3-D the directions are the axes of the icosahedron (6), dodecahedron (10) or icosidodecahedron (15); in
 * 1-D there is one. The opposite directions are implied, since the image is real.
 *
 * With decimation, scale j is kept on the grid of step \f$2^{\max(0, j - Oversampling)}\f$ by cropping its spectrum:
 * ceil(N / step) pixels along an axis of N, over the same extent, the first pixel in the same place.
 *
 * The bank is built at the first update (time and memory in proportion to J L times the pixels that each wavelet
 * reaches, in all about L times the image) and kept until the grid of the image or a parameter of the bank changes.
 *
 * Filters derived from this class need whole images and produce whole outputs.
 *
 * Mallat, Zhang and Rochette, "Phase harmonic correlations and convolutional neural networks", 2020;
 * Zhang and Mallat, "Maximum entropy models from phase harmonic covariances", 2021;
 * Bruna and Mallat, "Invariant scattering convolution networks", 2013 (Morlet).
 *
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage, typename TOutputImage>
class ITK_TEMPLATE_EXPORT WaveletBankFilterBase : public ImageToImageFilter<TInputImage, TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(WaveletBankFilterBase);

  using Self = WaveletBankFilterBase;
  using Superclass = ImageToImageFilter<TInputImage, TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkTypeMacro(WaveletBankFilterBase, ImageToImageFilter);

  static constexpr unsigned int ImageDimension = TInputImage::ImageDimension;
  using RealType = typename NumericTraits<typename TInputImage::PixelType>::ValueType;
  using ComplexType = std::complex<RealType>;
  using ImageBaseType = ImageBase<ImageDimension>;
  using FamilyEnum = WaveletBankEnums::Family;
  using FrameNormalizationEnum = WaveletBankEnums::FrameNormalization;

  /** Set/Get the number of scales J; \f$2^J\f$ must not exceed the smallest side of the image. 0, the default, leaves
   * the coarsest wavelets four times smaller than the image, with at most 6 scales (256 x 256: 6). */
  itkSetMacro(NumberOfScales, unsigned int);
  itkGetConstMacro(NumberOfScales, unsigned int);

  /** Set/Get the number of orientations L of the half circle or half sphere: 1 in 1-D, 1 to 64 in 2-D, 6, 10 or 15
   * in 3-D. 0 takes the default: 1, 4 or 6. */
  virtual void
  SetNumberOfOrientations(unsigned int numberOfOrientations);
  itkGetConstMacro(NumberOfOrientations, unsigned int);

  /** Set/Get the number of voices per octave Q, at most 32, for 1-D images: scale j then has its center frequency at
   * \f$\xi_0 2^{-j/Q}\f$, NumberOfScales counts voices, and \f$2^{J/Q}\f$ must not exceed the length. Default is 1, the
   * only one for other images. */
  itkSetMacro(VoicesPerOctave, unsigned int);
  itkGetConstMacro(VoicesPerOctave, unsigned int);

  /** Set/Get the family of wavelets. Default is BumpSteerable, the only one in 3-D; Battle-Lemarie wavelets are 1-D. */
  itkSetEnumMacro(WaveletFamily, FamilyEnum);
  itkGetEnumMacro(WaveletFamily, FamilyEnum);

  /** Set/Get the amplitude of the wavelets. Default is Published. */
  itkSetEnumMacro(FrameNormalization, FrameNormalizationEnum);
  itkGetEnumMacro(FrameNormalization, FrameNormalizationEnum);

  /** Set/Get whether coarse scales are kept on coarse grids. Default is on. Bump steerable bands lose nothing; Morlet
   * bands and the low pass lose tails of about 1 % of their peak with an Oversampling of 1, 1e-10 with 2. */
  itkSetMacro(Decimation, bool);
  itkGetConstMacro(Decimation, bool);
  itkBooleanMacro(Decimation);

  /** Set/Get by how many octaves the grids of decimated scales are finer than their scale. At least 1; default is 2. */
  itkSetMacro(Oversampling, unsigned int);
  itkGetConstMacro(Oversampling, unsigned int);

  /** Set/Get whether frequencies are physical, in radians per smallest spacing, so that wavelets are isotropic in
   * millimeters rather than in pixels. Default is off. Scales that the coarsest axis cannot carry are then counted
   * by GetNumberOfScalesBeyondCoarsestAxis(). */
  itkSetMacro(UseImageSpacing, bool);
  itkGetConstMacro(UseImageSpacing, bool);
  itkBooleanMacro(UseImageSpacing);

  /** Get the number of scales that NumberOfScales stands for, once the output information is up to date. */
  unsigned int
  GetNumberOfScalesUsed() const
  {
    return m_BankOptions.numberOfScales;
  }

  /** Get the extrema over all frequencies of the Littlewood-Paley sum
   * \f$|\hat\phi_J|^2 + \sum_{j, l < 2L} |\hat\psi_{j,l}|^2\f$, the bounds of the frame, once the filter is up to
   * date. */
  double
  GetLittlewoodPaleyLowerBound() const;
  double
  GetLittlewoodPaleyUpperBound() const;

  /** Get the number of scales, from the finest, whose center frequency lies beyond the Nyquist frequency of the
   * coarsest axis, once the filter is up to date. */
  unsigned int
  GetNumberOfScalesBeyondCoarsestAxis() const;

protected:
  using BankType = phaseharmonics::WaveletBank<RealType>;
  using TransformType = phaseharmonics::WaveletTransform<RealType>;
  using TransformPointer = std::shared_ptr<const TransformType>;

  WaveletBankFilterBase();
  ~WaveletBankFilterBase() override = default;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;

  void
  GenerateInputRequestedRegion() override;
  void
  EnlargeOutputRequestedRegion(DataObject * output) override;
  void
  GenerateOutputRequestedRegion(DataObject * output) override;

  /** The largest possible region of an image. */
  static phaseharmonics::Grid
  GridOfImage(const ImageBaseType * image);

  /** The options of the bank of an image, automatic values resolved. */
  phaseharmonics::WaveletBankOptions
  CollectBankOptions(const ImageBaseType * image) const;

  /** The same; throws where they do not fit the image. */
  phaseharmonics::WaveletBankOptions
  MakeBankOptions(const ImageBaseType * image) const;

  /** Chooses grid and options of the bank; to be called from GenerateOutputInformation. */
  void
  ResolveBank(const ImageBaseType * image);
  void
  ResolveBank(const phaseharmonics::Grid & grid, const phaseharmonics::WaveletBankOptions & options);

  /** The bank in use; null before it is built. */
  virtual const BankType *
  GetBank() const;

  const phaseharmonics::Grid &
  GetBankGrid() const
  {
    return m_BankGrid;
  }
  const phaseharmonics::WaveletBankOptions &
  GetBankOptions() const
  {
    return m_BankOptions;
  }

  /** The transform of the resolved bank, built unless the last one serves. */
  TransformPointer
  GetTransform();

  /** Gives an image the region, spacing, origin and direction of a grid over the extent of a full image. */
  static void
  SetGeometry(const ImageBaseType * full, const phaseharmonics::Grid & grid, ImageBaseType * image);

  /** The same for a grid that begins `start` pixels behind the first one and has a step of `step` pixels. */
  static void
  SetGeometry(const ImageBaseType *         full,
              const phaseharmonics::Grid &  grid,
              const std::array<double, 3> & start,
              const std::array<double, 3> & step,
              ImageBaseType *               image);

  /** Throws unless an image has the size and geometry of another; `name` says which image it is. */
  void
  VerifyGeometry(const ImageBaseType * expected, const ImageBaseType * image, const std::string & name) const;

  /** Throws if a pixel is NaN or infinite, naming the first, or if the buffer is not the largest possible region;
   * `name` says which image it is. */
  template <typename TImage>
  void
  VerifyPixels(const TImage * image, const std::string & name) const;

  /** Turns std::invalid_argument of kernels into an ITK exception. */
  template <typename TCall>
  auto
  CallKernel(const TCall & call) const;

private:
  const BankType &
  GetBuiltBank() const;

  unsigned int           m_NumberOfScales{ 0 };
  unsigned int           m_NumberOfOrientations;
  FamilyEnum             m_WaveletFamily{ FamilyEnum::BumpSteerable };
  unsigned int           m_VoicesPerOctave{ 1 };
  FrameNormalizationEnum m_FrameNormalization{ FrameNormalizationEnum::Published };
  bool                   m_Decimation{ true };
  unsigned int           m_Oversampling{ 2 };
  bool                   m_UseImageSpacing{ false };

  phaseharmonics::Grid               m_BankGrid;
  phaseharmonics::WaveletBankOptions m_BankOptions;
  TransformPointer                   m_Transform;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkWaveletBankFilterBase.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    WaveletBankFilterBase<Image<TReal, VDimension>, Image<TReal, VDimension>>;                                         \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    WaveletBankFilterBase<Image<TReal, VDimension>, Image<std::complex<TReal>, VDimension>>;                           \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    WaveletBankFilterBase<Image<std::complex<TReal>, VDimension>, Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
