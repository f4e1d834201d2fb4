// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMultifractalSpectrumFilter_h
#define itkMultifractalSpectrumFilter_h

#include "itkPhaseHarmonicsInstantiation.h"
#include "itkSeriesEnums.h"
#include "phSeriesFigures.h"

#include "itkArray2D.h"
#include "itkImage.h"
#include "itkProcessObject.h"
#include "itkSimpleDataObjectDecorator.h"
#include "itkVectorImage.h"

#include <vector>

namespace itk
{
/** \class MultifractalSpectrumFilter
 *
 * \brief Scaling exponents, log-cumulants, leverage and volatility of a series, each with a standard error.
 *
 * Of increments X and their sums Y (which of them the input holds must be told by SetForm), estimates the exponents in
 * \f[ E|Y(n + l) - Y(n)|^q \sim l^{\zeta(q)}, \qquad \zeta(q) = \sum_m c_m q^m / m! \f]
 * from increments, from wavelet coefficients and from wavelet leaders; the coefficients \f$c_1, c_2, c_3\f$ from the
 * cumulants of the logarithms of leaders; the spectrum D(h); moments and quantiles of X; the leverage
 * \f$E[X_{t+\tau}^2 X_t] / s^3\f$, which changes sign when time is reversed; and the correlation of \f$|X_t|\f$ with
 * \f$|X_{t+\tau}|\f$.
 *
 * Input: an image of which one axis is longer than 1, so that N x 1 images are series too; of a VectorImage one
 * Component. Lags and scales are in samples: the spacing does not matter.
 *
 * Outputs: tables of doubles, one row for each number. Columns are what the number depends on, its value, its standard
 * error and the ends of its confidence interval (SeriesEnums::Table); those of the table Spectrum are q, h and D.
 * Standard errors are of circular block bootstraps, 0 with 0 Replicates. GetLargestValidOrder() tells for which q
 * exponents mean anything; GetNumberOfZeroLeaders() how many leaders of stretches without change were left out.
 *
 * Raises an exception without a Form, for an input that is not finite, constant, of several long axes or too short for
 * two scales or lags, and for parameters that do not fit it. Memory: some ten series for each thread. Results do not
 * depend on the number of threads, bit for bit.
 *
 * Wendt, Abry and Jaffard, "Bootstrap for empirical multifractal analysis", 2007; Leonarduzzi et al., "p-exponent and
 * p-leaders, part II", 2016; Bouchaud, Matacz and Potters, "Leverage effect in financial markets", 2001.
 *
 * \sa SeriesImageSource
 * \ingroup PhaseHarmonics
 */
template <typename TInputImage>
class ITK_TEMPLATE_EXPORT MultifractalSpectrumFilter : public ProcessObject
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(MultifractalSpectrumFilter);

  using Self = MultifractalSpectrumFilter;
  using Superclass = ProcessObject;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(MultifractalSpectrumFilter, ProcessObject);

  static constexpr unsigned int ImageDimension = TInputImage::ImageDimension;

  using InputImageType = TInputImage;
  using FormEnum = SeriesEnums::Form;
  using TableEnum = SeriesEnums::Table;
  using TableType = Array2D<double>;
  using TableObjectType = SimpleDataObjectDecorator<TableType>;
  using OrdersType = std::vector<double>;
  using FiguresType = phaseharmonics::SeriesFigures;

  using Superclass::SetInput;
  void
  SetInput(const TInputImage * image);
  const TInputImage *
  GetInput() const;

  /** Set/Get what the values of the input are. There is no default. */
  itkSetEnumMacro(Form, FormEnum);
  itkGetEnumMacro(Form, FormEnum);

  /** Set/Get which component of a VectorImage is analyzed. Default is 0. */
  itkSetMacro(Component, unsigned int);
  itkGetConstMacro(Component, unsigned int);

  /** Set/Get the orders q of the exponents; increments need positive ones. Default is 1/2, 1, ..., 4. */
  void
  SetOrders(const OrdersType & orders);
  const OrdersType &
  GetOrders() const
  {
    return m_Orders;
  }

  /** Set/Get the first and last of the scales j, of 2^j samples, over which coefficients and leaders are regressed.
   * Defaults are 3 and 0; 0 takes the last scale with enough leaders, at most log2 N - 4. */
  itkSetMacro(FirstScale, unsigned int);
  itkGetConstMacro(FirstScale, unsigned int);
  itkSetMacro(LastScale, unsigned int);
  itkGetConstMacro(LastScale, unsigned int);

  /** Set/Get the exponent p of the leaders, positive; infinity takes largest coefficients. Default is 2. */
  itkSetMacro(LeaderExponent, double);
  itkGetConstMacro(LeaderExponent, double);

  /** Set/Get the lags of increments, powers of two. Defaults are 4 and 128; the latter is lowered to a sixteenth of the
   * series. */
  itkSetMacro(SmallestLag, SizeValueType);
  itkGetConstMacro(SmallestLag, SizeValueType);
  itkSetMacro(LargestLag, SizeValueType);
  itkGetConstMacro(LargestLag, SizeValueType);

  /** Set/Get the largest lag of leverage and autocorrelation; lowered to a quarter of the series. Default is 100. */
  itkSetMacro(LargestLeverageLag, unsigned int);
  itkGetConstMacro(LargestLeverageLag, unsigned int);

  /** Set/Get the number of replicates of the bootstrap, the length of its blocks for moments, leverage and
   * autocorrelation, the confidence of intervals, and the seed. Defaults are 199, 250 samples, 0.95 and 0. */
  itkSetMacro(Replicates, unsigned int);
  itkGetConstMacro(Replicates, unsigned int);
  itkSetMacro(BlockLength, SizeValueType);
  itkGetConstMacro(BlockLength, SizeValueType);
  itkSetMacro(Confidence, double);
  itkGetConstMacro(Confidence, double);
  itkSetMacro(Seed, uint64_t);
  itkGetConstMacro(Seed, uint64_t);

  /** Get a table, as an output of the filter or as numbers. */
  TableObjectType *
  GetTableOutput(TableEnum table);
  const TableObjectType *
  GetTableOutput(TableEnum table) const;
  const TableType &
  GetTable(TableEnum table) const
  {
    return this->GetTableOutput(table)->Get();
  }

  /** Get c_1 and c_2, after an update. */
  double
  GetC1() const
  {
    return m_Figures.C1().value;
  }
  double
  GetC2() const
  {
    return m_Figures.C2().value;
  }

  /** Get the order beyond which zeta(q) is a straight line for any sample. */
  double
  GetLargestValidOrder() const
  {
    return m_Figures.multifractal.largestValidOrder;
  }

  /** Get the order of fractional integration that made leaders exist. */
  double
  GetFractionalIntegration() const
  {
    return m_Figures.multifractal.fractionalIntegration;
  }

  /** Get how many leaders vanish. */
  SizeValueType
  GetNumberOfZeroLeaders() const
  {
    return m_Figures.multifractal.numberOfZeroLeaders;
  }

  /** Get all figures, after an update. */
  const FiguresType &
  GetFigures() const
  {
    return m_Figures;
  }

protected:
  MultifractalSpectrumFilter();
  ~MultifractalSpectrumFilter() override = default;

  using Superclass::MakeOutput;
  DataObjectPointer
  MakeOutput(DataObjectPointerArraySizeType index) override;

  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  std::vector<double>
  GetSeries() const;
  phaseharmonics::SeriesFiguresOptions
  MakeOptions() const;
  void
  SetTables();

  FormEnum      m_Form{ FormEnum::Unspecified };
  unsigned int  m_Component{ 0 };
  OrdersType    m_Orders{ phaseharmonics::DefaultScalingOrders() };
  unsigned int  m_FirstScale{ 3 };
  unsigned int  m_LastScale{ 0 };
  double        m_LeaderExponent{ 2.0 };
  SizeValueType m_SmallestLag{ 4 };
  SizeValueType m_LargestLag{ 128 };
  unsigned int  m_LargestLeverageLag{ 100 };
  unsigned int  m_Replicates{ 199 };
  SizeValueType m_BlockLength{ 250 };
  double        m_Confidence{ 0.95 };
  uint64_t      m_Seed{ 0 };
  FiguresType   m_Figures;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkMultifractalSpectrumFilter.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT MultifractalSpectrumFilter<Image<TReal, VDimension>>;                    \
  extern template class PhaseHarmonics_EXPORT MultifractalSpectrumFilter<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
