// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkScatteringSpectraImageFilter_hxx
#define itkScatteringSpectraImageFilter_hxx

#include "itkScatteringSpectraImageFilter.h"
#include "itkMultiThreaderExecutor.h"

#include <stdexcept>

namespace itk
{
template <typename TImage>
ScatteringSpectraImageFilter<TImage>::ScatteringSpectraImageFilter()
{
  this->ProcessObject::SetNthOutput(0, this->MakeOutput(0));
}

template <typename TImage>
ProcessObject::DataObjectPointer
ScatteringSpectraImageFilter<TImage>::MakeOutput(ProcessObject::DataObjectPointerArraySizeType)
{
  return TableObjectType::New().GetPointer();
}

template <typename TImage>
auto
ScatteringSpectraImageFilter<TImage>::GetTableOutput() const -> const TableObjectType *
{
  return itkDynamicCastInDebugMode<const TableObjectType *>(this->GetPrimaryOutput());
}

template <typename TImage>
void
ScatteringSpectraImageFilter<TImage>::GenerateInputRequestedRegion()
{
  const_cast<ImageType *>(this->GetInput())->SetRequestedRegionToLargestPossibleRegion();
}

template <typename TImage>
void
ScatteringSpectraImageFilter<TImage>::GenerateData()
{
  const typename TImage::PixelType * const pixels = this->GetInput()->GetBufferPointer();
  const SizeValueType                      count = this->GetInput()->GetLargestPossibleRegion().GetSize(0);
  const std::vector<double>                series(pixels, pixels + count);
  phaseharmonics::ScatteringSpectraOptions options;
  options.numberOfScales = m_NumberOfScales;
  options.seriesModulus = m_SeriesModulus;
  options.isMirrored = m_Boundary == BoundaryEnum::Mirror;
  // The loops of the bank and of the analysis.
  constexpr unsigned int      numberOfLoops = 3;
  const MultiThreaderExecutor executor(this, numberOfLoops);
  try
  {
    m_Spectra = phaseharmonics::AnalyzeScatteringSpectra(series.data(), count, options, executor);
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
  TableType table(static_cast<unsigned int>(m_Spectra.indices.size()), 6);
  for (unsigned int row = 0; row < table.rows(); ++row)
  {
    const phaseharmonics::SpectraIndex & index = m_Spectra.indices[row];
    table(row, 0) = 1.0 + static_cast<double>(index.family);
    table(row, 1) = index.scale;
    table(row, 2) = index.firstModulus;
    table(row, 3) = index.secondModulus;
    table(row, 4) = m_Spectra.values[row].real();
    table(row, 5) = m_Spectra.values[row].imag();
  }
  itkDynamicCastInDebugMode<TableObjectType *>(this->GetPrimaryOutput())->Set(table);
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
ScatteringSpectraImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "NumberOfScales: " << m_NumberOfScales << std::endl;
  os << indent << "SeriesModulus: " << (m_SeriesModulus ? "On" : "Off") << std::endl;
  os << indent << "Boundary: " << m_Boundary << std::endl;
}
} // namespace itk

#endif
