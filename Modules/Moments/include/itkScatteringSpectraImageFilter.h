// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkScatteringSpectraImageFilter_h
#define itkScatteringSpectraImageFilter_h

#include "itkScatteringEnums.h"
#include "phScatteringSpectraAnalysis.h"

#include "itkArray2D.h"
#include "itkImageToImageFilter.h"
#include "itkSimpleDataObjectDecorator.h"

namespace itk
{
/** \class ScatteringSpectraImageFilter
 *
 * \brief Scattering spectra of a series: sparsity, spectrum, and how signs and volatilities of its scales depend on
 * each other.
 *
 * With \f$W_j = x \star \psi_j\f$ for Battle-Lemarie wavelets, j = 0 .. J-1, the low pass \f$W_J\f$, and \f$s_j^2 =
 * E|W_j|^2\f$,
 *
 * - \f$\Phi_1(j) = E|W_j| / s_j\f$: \f$\sqrt\pi / 2\f$ for Gaussian series, smaller for sparse ones;
 * - \f$\Phi_2(j) = s_j^2\f$;
 * - \f$\Phi_3(j, j') = E[W_j\,(|W_{j'}| \star \psi_j)^*] / (s_j s_{j'})\f$, \f$j' \le j\f$: 0 if signs do not matter,
 *   complex if time has a direction (leverage);
 * - \f$\Phi_4(j, j_1, j') = E[(|W_{j_1}| \star \psi_j)(|W_{j'}| \star \psi_j)^*] / (s_{j_1} s_{j'})\f$,
 *   \f$j' \le j_1 < j\f$: dependence of volatilities.
 *
 * SeriesModulus adds those of |x - E x| itself, divided by the deviation of x, as the modulus of number J.
 *
 * The output is a table with a row for each spectrum: family (1 to 4), j, j1, j', real and imaginary part; columns that
 * a family does not have repeat j. GetSpectra() gives the same as a structure. There is no image.
 *
 * Boundary Mirror, the default, reflects the series at its ends and averages over the series; Periodic takes the first
 * sample to follow the last, as ScatteringSpectraSynthesisImageFilter does.
 *
 * Cost: about \f$J^2 / 2\f$ Fourier transforms of twice the length mirrored, 2 J of the length periodic.
 *
 * Throws for series that are not finite, constant, shorter than 16 samples or without energy at a scale, and for more
 * scales than fit.
 *
 * Morel, Rochette, Leonarduzzi, Bouchaud and Mallat, "Scale dependencies and self-similar models with wavelet
 * scattering spectra", 2022, eq. 9 to 14.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT ScatteringSpectraImageFilter : public ImageToImageFilter<TImage, TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(ScatteringSpectraImageFilter);
  static_assert(TImage::ImageDimension == 1, "Scattering spectra are of series, which are 1-D images.");

  using Self = ScatteringSpectraImageFilter;
  using Superclass = ImageToImageFilter<TImage, TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(ScatteringSpectraImageFilter, ImageToImageFilter);

  using ImageType = TImage;
  using TableType = Array2D<double>;
  using TableObjectType = SimpleDataObjectDecorator<TableType>;
  using BoundaryEnum = ScatteringEnums::Boundary;

  /** Set/Get the number of scales J. 0, the default, takes floor(log2 N) - 3. */
  itkSetMacro(NumberOfScales, unsigned int);
  itkGetConstMacro(NumberOfScales, unsigned int);

  /** Set/Get whether the modulus of the series is taken beside those of its coefficients. Default is Off. */
  itkSetMacro(SeriesModulus, bool);
  itkGetConstMacro(SeriesModulus, bool);
  itkBooleanMacro(SeriesModulus);

  /** Set/Get what lies beyond the ends. Default is Mirror. */
  itkSetEnumMacro(Boundary, BoundaryEnum);
  itkGetEnumMacro(Boundary, BoundaryEnum);

  /** Get the table. */
  const TableObjectType *
  GetTableOutput() const;
  const TableType &
  GetTable() const
  {
    return this->GetTableOutput()->Get();
  }

  /** Get the spectra, after an update. */
  const phaseharmonics::ScatteringSpectra &
  GetSpectra() const
  {
    return m_Spectra;
  }

protected:
  ScatteringSpectraImageFilter();
  ~ScatteringSpectraImageFilter() override = default;

  using Superclass::MakeOutput;
  ProcessObject::DataObjectPointer
  MakeOutput(ProcessObject::DataObjectPointerArraySizeType index) override;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;
  void
  GenerateOutputInformation() override
  {}
  void
  GenerateInputRequestedRegion() override;
  void
  GenerateData() override;

private:
  unsigned int                      m_NumberOfScales{ 0 };
  bool                              m_SeriesModulus{ false };
  BoundaryEnum                      m_Boundary{ BoundaryEnum::Mirror };
  phaseharmonics::ScatteringSpectra m_Spectra;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkScatteringSpectraImageFilter.hxx"
#endif

namespace itk
{
extern template class PhaseHarmonics_EXPORT ScatteringSpectraImageFilter<Image<float, 1>>;
extern template class PhaseHarmonics_EXPORT ScatteringSpectraImageFilter<Image<double, 1>>;
} // namespace itk

#endif
