// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkRectifierFilterBase_h
#define itkRectifierFilterBase_h

#include "itkPhaseHarmonicsInstantiation.h"
#include "itkRectifierEnums.h"
#include "phRectifier.h"

#include "itkImage.h"
#include "itkImageToImageFilter.h"
#include "itkNumericTraits.h"

#include <complex>

namespace itk
{
/** \class RectifierFilterBase
 *
 * \brief Parameters of the filters that rectify wavelet coefficients, and back.
 *
 * The rectifier \f$\rho\f$ is a for \f$a \ge 0\f$ and s a for a < 0, with s = 0 (ReLU), -1 (modulus) or Slope (leaky
 * ReLU). Its harmonics, \f$\rho(\mathrm{Re}(e^{i\alpha} z)) = \sum_k \hat\gamma(k) [z]^k e^{ik\alpha}\f$, are
 * \f$\hat\gamma(\pm 1) = (1 + s)/4\f$, \f$\hat\gamma(k) = (1 - s) (-1)^{k/2+1} / (\pi (k^2 - 1))\f$ for even k, and 0
 * for the other odd k.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage, typename TOutputImage>
class ITK_TEMPLATE_EXPORT RectifierFilterBase : public ImageToImageFilter<TInputImage, TOutputImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(RectifierFilterBase);

  using Self = RectifierFilterBase;
  using Superclass = ImageToImageFilter<TInputImage, TOutputImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkTypeMacro(RectifierFilterBase, ImageToImageFilter);

  using RealType = typename NumericTraits<typename TInputImage::PixelType>::ValueType;
  using ComplexType = std::complex<RealType>;
  using RectifierEnum = RectifierEnums::Kind;

  /** Set/Get the rectifier. Default is ReLU. */
  itkSetEnumMacro(Rectifier, RectifierEnum);
  itkGetEnumMacro(Rectifier, RectifierEnum);

  /** Set/Get the slope of the leaky ReLU below 0. Default is 0.01; the other rectifiers ignore it. */
  itkSetMacro(Slope, double);
  itkGetConstMacro(Slope, double);

protected:
  RectifierFilterBase() = default;
  ~RectifierFilterBase() override = default;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

  phaseharmonics::Rectifier
  MakeRectifier() const;

private:
  RectifierEnum m_Rectifier{ RectifierEnum::ReLU };
  double        m_Slope{ 0.01 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkRectifierFilterBase.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    RectifierFilterBase<Image<std::complex<TReal>, VDimension>, Image<TReal, VDimension>>;                             \
  extern template class PhaseHarmonics_EXPORT                                                                          \
    RectifierFilterBase<Image<TReal, VDimension>, Image<std::complex<TReal>, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
