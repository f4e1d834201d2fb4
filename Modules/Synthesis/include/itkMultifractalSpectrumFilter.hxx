// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMultifractalSpectrumFilter_hxx
#define itkMultifractalSpectrumFilter_hxx

#include "itkMultifractalSpectrumFilter.h"
#include "itkMultiThreaderExecutor.h"
#include "phSeriesGenerators.h"

#include <stdexcept>

namespace itk
{
template <typename TInputImage>
MultifractalSpectrumFilter<TInputImage>::MultifractalSpectrumFilter()
{
  this->SetNumberOfRequiredInputs(1);
  constexpr auto tables = static_cast<unsigned int>(TableEnum::LeverageAverages) + 1;
  this->SetNumberOfRequiredOutputs(tables);
  for (unsigned int table = 0; table < tables; ++table)
  {
    this->SetNthOutput(table, this->MakeOutput(table));
  }
}

template <typename TInputImage>
ProcessObject::DataObjectPointer
MultifractalSpectrumFilter<TInputImage>::MakeOutput(DataObjectPointerArraySizeType)
{
  return TableObjectType::New().GetPointer();
}

template <typename TInputImage>
void
MultifractalSpectrumFilter<TInputImage>::SetInput(const TInputImage * image)
{
  this->SetNthInput(0, const_cast<TInputImage *>(image));
}

template <typename TInputImage>
const TInputImage *
MultifractalSpectrumFilter<TInputImage>::GetInput() const
{
  return itkDynamicCastInDebugMode<const TInputImage *>(this->GetPrimaryInput());
}

template <typename TInputImage>
void
MultifractalSpectrumFilter<TInputImage>::SetOrders(const OrdersType & orders)
{
  if (m_Orders != orders)
  {
    m_Orders = orders;
    this->Modified();
  }
}

template <typename TInputImage>
auto
MultifractalSpectrumFilter<TInputImage>::GetTableOutput(TableEnum table) -> TableObjectType *
{
  return itkDynamicCastInDebugMode<TableObjectType *>(this->ProcessObject::GetOutput(static_cast<unsigned int>(table)));
}

template <typename TInputImage>
auto
MultifractalSpectrumFilter<TInputImage>::GetTableOutput(TableEnum table) const -> const TableObjectType *
{
  return itkDynamicCastInDebugMode<const TableObjectType *>(
    this->ProcessObject::GetOutput(static_cast<unsigned int>(table)));
}

template <typename TInputImage>
std::vector<double>
MultifractalSpectrumFilter<TInputImage>::GetSeries() const
{
  const TInputImage * const image = this->GetInput();
  const auto &              region = image->GetLargestPossibleRegion();
  if (image->GetBufferedRegion() != region)
  {
    itkExceptionMacro(<< "The input holds " << image->GetBufferedRegion() << " instead of its largest possible region "
                      << region);
  }
  unsigned int longAxes = 0;
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    longAxes += region.GetSize(axis) > 1 ? 1 : 0;
  }
  if (longAxes != 1)
  {
    itkExceptionMacro(<< "A series has one axis longer than 1, but the input is of size " << region.GetSize() << '.');
  }
  const SizeValueType components = image->GetNumberOfComponentsPerPixel();
  if (m_Component >= components)
  {
    itkExceptionMacro(<< "There is no component " << m_Component << ": the input has " << components << '.');
  }
  std::vector<double> series(region.GetNumberOfPixels());
  const auto * const  buffer = image->GetBufferPointer();
  for (SizeValueType i = 0; i < series.size(); ++i)
  {
    series[i] = static_cast<double>(buffer[i * components + m_Component]);
  }
  return series;
}

template <typename TInputImage>
phaseharmonics::SeriesFiguresOptions
MultifractalSpectrumFilter<TInputImage>::MakeOptions() const
{
  phaseharmonics::SeriesFiguresOptions options;
  options.multifractal.orders = options.increments.orders = m_Orders;
  options.multifractal.firstScale = m_FirstScale;
  options.multifractal.lastScale = m_LastScale;
  options.multifractal.leaderExponent = m_LeaderExponent;
  options.increments.smallestLag = m_SmallestLag;
  options.increments.largestLag = m_LargestLag;
  options.statistics.largestLag = m_LargestLeverageLag;
  options.statistics.block = m_BlockLength;
  options.statistics.confidence = options.increments.confidence = options.multifractal.confidence = m_Confidence;
  phaseharmonics::SetBootstrap(options, m_Replicates, m_Seed);
  return options;
}

template <typename TInputImage>
void
MultifractalSpectrumFilter<TInputImage>::GenerateData()
{
  if (m_Form == FormEnum::Unspecified)
  {
    itkExceptionMacro(<< "SetForm must say whether the input holds increments or a path.");
  }
  const std::vector<double> series = this->GetSeries();
  const auto                options = this->MakeOptions();
  try
  {
    const MultiThreaderExecutor executor(this, phaseharmonics::NumberOfLoopsOfSeriesFigures);
    if (m_Form == FormEnum::Increments)
    {
      m_Figures = phaseharmonics::EstimateSeriesFigures(series.data(), series.size(), options, executor);
    }
    else
    {
      m_Figures = phaseharmonics::EstimatePathFigures(series.data(), series.size(), options, executor);
    }
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what() << '.');
  }
  this->SetTables();
  this->UpdateProgress(1.0f);
}

template <typename TInputImage>
void
MultifractalSpectrumFilter<TInputImage>::SetTables()
{
  using phaseharmonics::IntervalEstimate;
  const auto set =
    [this](TableEnum table, const std::vector<double> & arguments, const std::vector<IntervalEstimate> & estimates) {
      TableType values(static_cast<unsigned int>(estimates.size()), 5);
      for (unsigned int row = 0; row < estimates.size(); ++row)
      {
        values(row, 0) = arguments[row];
        values(row, 1) = estimates[row].value;
        values(row, 2) = estimates[row].standardError;
        values(row, 3) = estimates[row].low;
        values(row, 4) = estimates[row].high;
      }
      this->GetTableOutput(table)->Set(values);
    };
  const auto count = [](double first, std::size_t number) {
    std::vector<double> values(number);
    for (std::size_t i = 0; i < number; ++i)
    {
      values[i] = first + static_cast<double>(i);
    }
    return values;
  };
  const auto & statistics = m_Figures.statistics;
  const auto & multifractal = m_Figures.multifractal;
  set(TableEnum::IncrementExponents, m_Figures.increments.orders, m_Figures.increments.exponents);
  set(TableEnum::CoefficientExponents, multifractal.orders, multifractal.coefficientExponents);
  set(TableEnum::LeaderExponents, multifractal.orders, multifractal.leaderExponents);
  set(TableEnum::Cumulants, count(1.0, 3), { multifractal.cumulants.begin(), multifractal.cumulants.end() });
  set(TableEnum::Moments,
      count(1.0, 4),
      { statistics.meanEstimate, statistics.deviationEstimate, statistics.skewness, statistics.kurtosis });
  set(TableEnum::Quantiles, statistics.quantileLevels, statistics.quantiles);
  set(TableEnum::Leverage, count(-1.0 * statistics.largestLag, statistics.leverage.size()), statistics.leverage);
  set(TableEnum::VolatilityAutocorrelation,
      count(0.0, statistics.volatilityAutocorrelation.size()),
      statistics.volatilityAutocorrelation);
  set(TableEnum::LeverageAverages,
      { 1.0, -1.0, 0.0 },
      { statistics.leverageAfter, statistics.leverageBefore, statistics.timeAsymmetry });

  TableType spectrum(static_cast<unsigned int>(multifractal.spectrumOrders.size()), 3);
  for (unsigned int row = 0; row < multifractal.spectrumOrders.size(); ++row)
  {
    spectrum(row, 0) = multifractal.spectrumOrders[row];
    spectrum(row, 1) = multifractal.spectrumExponents[row];
    spectrum(row, 2) = multifractal.spectrumDimensions[row];
  }
  this->GetTableOutput(TableEnum::Spectrum)->Set(spectrum);
}

template <typename TInputImage>
void
MultifractalSpectrumFilter<TInputImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Form: " << m_Form << std::endl;
  os << indent << "Component: " << m_Component << std::endl;
  os << indent << "Orders:";
  for (const double order : m_Orders)
  {
    os << ' ' << order;
  }
  os << std::endl;
  os << indent << "FirstScale: " << m_FirstScale << std::endl;
  os << indent << "LastScale: " << m_LastScale << std::endl;
  os << indent << "LeaderExponent: " << m_LeaderExponent << std::endl;
  os << indent << "SmallestLag: " << m_SmallestLag << std::endl;
  os << indent << "LargestLag: " << m_LargestLag << std::endl;
  os << indent << "LargestLeverageLag: " << m_LargestLeverageLag << std::endl;
  os << indent << "Replicates: " << m_Replicates << std::endl;
  os << indent << "BlockLength: " << m_BlockLength << std::endl;
  os << indent << "Confidence: " << m_Confidence << std::endl;
  os << indent << "Seed: " << m_Seed << std::endl;
}
} // namespace itk

#endif
