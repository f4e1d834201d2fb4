// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkScatteringImageFilter_h
#define itkScatteringImageFilter_h

#include "itkScatteringEnums.h"
#include "itkWaveletBankFilterBase.h"
#include "phScattering.h"

#include "itkVectorImage.h"

#include <memory>
#include <string>
#include <vector>

namespace itk
{
/** \class ScatteringImageFilter
 *
 * \brief Local averages of rectified wavelet coefficients: the scattering transform.
 *
 * From an image x, with \f$z_{j,l} = x * \psi_{j,l}\f$ and the rectifier \f$\rho(a) = \max(a, 0)\f$, computes
 * \f[ S_J x = \left( x * \phi_J,\; \rho(\mathrm{Re}(e^{i\alpha} z_{j,l})) * \phi_J,\;
 *     ||z_{j_1,l_1}| * \psi_{j_2,l_2}| * \phi_J \right) \f]
 * at steps of \f$2^J\f$, for the A phases \f$\alpha = 2\pi n/A\f$ and, with Order 2, all \f$j_2 > j_1\f$. Without
 * phases the first order is \f$|z_{j,l}| * \phi_J\f$. Small deformations of x change it little and about linearly; so
 * do translations by less than \f$2^J\f$.
 *
 * Output: a vector image of 1 + L J max(A, 1) components, and \f$L^2 J (J - 1) / 2\f$ more with Order 2, in the unit of
 * the input; GetChannels() lists them. An image of several components is treated component by component: all channels
 * of the first, then of the second. A pixel of the output lies where it is computed: the first one on the first pixel
 * of the input, the next ones ceil(N / 2^J) times over the N pixels of an axis (mirrored images: every \f$2^J\f$
 * pixels; with UseImageSpacing the first pixel may lie up to a step behind).
 *
 * The low pass is the Gaussian of the family, whatever the FrameNormalization. Memory: that of the bank, of the output
 * twice, and about eight images for each thread. The input must be finite.
 *
 * With Morlet wavelets, folding, mirrored borders, an Oversampling of 0 and no phases the result is that of kymatio's
 * Scattering2D. Its orientation t is our t + 1, its last the opposite of our 0; it divides filters by 2 * 3.1415, so
 * that its values are \f$(\pi / 3.1415)^{m+1}\f$ times ours at order m.
 *
 * Mallat, "Group invariant scattering", 2012; Bruna and Mallat, "Invariant scattering convolution networks", 2013;
 * Zarka, Thiry, Angles and Mallat, "Deep network classification by scattering and homotopy dictionary learning", 2020
 * (phases).
 *
 * \sa WaveletBankImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage,
          typename TOutputImage = VectorImage<typename NumericTraits<typename TInputImage::PixelType>::ValueType,
                                              TInputImage::ImageDimension>>
class ITK_TEMPLATE_EXPORT ScatteringImageFilter : public WaveletBankFilterBase<TInputImage, TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(ScatteringImageFilter);

  using Self = ScatteringImageFilter;
  using Superclass = WaveletBankFilterBase<TInputImage, TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(ScatteringImageFilter, WaveletBankFilterBase);

  using InputImageType = TInputImage;
  using OutputImageType = TOutputImage;
  using typename Superclass::RealType;
  using SubsamplingEnum = ScatteringEnums::Subsampling;
  using BoundaryEnum = ScatteringEnums::Boundary;
  using VariantEnum = ScatteringEnums::Variant;
  using ChannelType = phaseharmonics::ScatteringChannel;

  /** Set/Get the order, 1 or 2. Default is 1. */
  itkSetMacro(Order, unsigned int);
  itkGetConstMacro(Order, unsigned int);

  /** Set/Get the number of phases A of the first order: even and at least 4, or 0 for the modulus. Default is 4. */
  itkSetMacro(NumberOfPhases, unsigned int);
  itkGetConstMacro(NumberOfPhases, unsigned int);

  /** Set/Get how values on coarser grids are obtained. Default is Crop. Folding needs periodic images whose sides are
   * multiples of \f$2^J\f$, or mirrored ones of any size, and admits an Oversampling of 0. */
  itkSetEnumMacro(Subsampling, SubsamplingEnum);
  itkGetEnumMacro(Subsampling, SubsamplingEnum);

  /** Set/Get what lies beyond the border. Default is Periodic. A mirrored image is extended by at least \f$2^J\f$
   * pixels on each side. */
  itkSetEnumMacro(Boundary, BoundaryEnum);
  itkGetEnumMacro(Boundary, BoundaryEnum);

  /** Set/Get the function of the averages. Default is None. */
  itkSetEnumMacro(Variant, VariantEnum);
  itkGetEnumMacro(Variant, VariantEnum);

  /** Set/Get what variants add to averages, in the unit of the input; positive. Default is 1e-6. */
  itkSetMacro(Epsilon, double);
  itkGetConstMacro(Epsilon, double);

  /** Get what each component of the output holds, for one component of the input, once the output information is up to
   * date. */
  std::vector<ChannelType>
  GetChannels() const;

  /** Get the same in words, as "x * phi", "j=0 l=2 phase=1" or "j=0 l=2, j=1 l=0". */
  std::string
  GetChannelName(unsigned int channel) const;

  itkConceptMacro(RealInputCheck, (Concept::IsFloatingPoint<RealType>));
  itkConceptMacro(SameDimensionCheck,
                  (Concept::SameDimension<TInputImage::ImageDimension, TOutputImage::ImageDimension>));

protected:
  ScatteringImageFilter();
  ~ScatteringImageFilter() override = default;

  void
  GenerateOutputInformation() override;
  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

  using typename Superclass::BankType;
  const BankType *
  GetBank() const override;

private:
  using ScatteringType = phaseharmonics::Scattering<RealType>;

  phaseharmonics::ScatteringOptions
  CollectOptions(const InputImageType * image) const;
  void
  BuildScattering();

  unsigned int    m_Order{ 1 };
  unsigned int    m_NumberOfPhases{ 4 };
  SubsamplingEnum m_Subsampling{ SubsamplingEnum::Crop };
  BoundaryEnum    m_Boundary{ BoundaryEnum::Periodic };
  VariantEnum     m_Variant{ VariantEnum::None };
  double          m_Epsilon{ 1e-6 };

  phaseharmonics::ScatteringOptions     m_Options;
  std::unique_ptr<const ScatteringType> m_Scattering;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkScatteringImageFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    WaveletBankFilterBase<Image<TReal, VDimension>, VectorImage<TReal, VDimension>>;                                   \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    WaveletBankFilterBase<VectorImage<TReal, VDimension>, VectorImage<TReal, VDimension>>;                             \
  extern template class PhaseHarmonics_EXPORT ScatteringImageFilter<Image<TReal, VDimension>>;                         \
  extern template class PhaseHarmonics_EXPORT ScatteringImageFilter<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
