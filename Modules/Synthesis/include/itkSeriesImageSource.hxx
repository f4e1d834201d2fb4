// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSeriesImageSource_hxx
#define itkSeriesImageSource_hxx

#include "itkSeriesImageSource.h"

#include <algorithm>
#include <stdexcept>

namespace itk
{
template <typename TOutputImage>
void
SeriesImageSource<TOutputImage>::GenerateOutputInformation()
{
  if (m_NumberOfSamples == 0)
  {
    itkExceptionMacro(<< "A series needs at least one sample.");
  }
  if (m_Form == FormEnum::Unspecified)
  {
    itkExceptionMacro(<< "The Form must be Increments or Path.");
  }
  typename TOutputImage::RegionType region;
  typename TOutputImage::SizeType   size;
  size.Fill(1);
  size[0] = m_NumberOfSamples;
  region.SetSize(size);
  this->GetOutput()->SetLargestPossibleRegion(region);
}

template <typename TOutputImage>
void
SeriesImageSource<TOutputImage>::EnlargeOutputRequestedRegion(DataObject * output)
{
  Superclass::EnlargeOutputRequestedRegion(output);
  output->SetRequestedRegionToLargestPossibleRegion();
}

template <typename TOutputImage>
void
SeriesImageSource<TOutputImage>::GenerateData()
{
  phaseharmonics::SeriesProcess process;
  process.kind = static_cast<phaseharmonics::SeriesProcessKind>(m_Process);
  process.hurst = m_HurstExponent;
  process.intermittency = m_Intermittency;
  process.integralScale = m_IntegralScale;
  process.leverage = m_Leverage;
  process.leverageExponent = m_LeverageExponent;
  process.leverageMemory = m_LeverageMemory;
  process.leverageLag = m_LeverageLag;
  process.intensity = m_Intensity;
  process.isSigned = m_SignedJumps;
  this->AllocateOutputs();
  std::vector<double> series;
  try
  {
    series = phaseharmonics::GenerateSeries(process, m_NumberOfSamples, m_Seed, m_Sample);
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what() << '.');
  }
  this->UpdateProgress(0.9f);
  if (this->GetAbortGenerateData())
  {
    ProcessAborted aborted(__FILE__, __LINE__);
    aborted.SetDescription("Object SeriesImageSource: AbortGenerateDataOn");
    throw aborted;
  }
  if (m_Form == FormEnum::Path)
  {
    series = phaseharmonics::IntegrateSeries(series);
  }
  std::transform(series.begin(), series.end(), this->GetOutput()->GetBufferPointer(), [](double value) {
    return static_cast<typename TOutputImage::PixelType>(value);
  });
  this->UpdateProgress(1.0f);
}

template <typename TOutputImage>
void
SeriesImageSource<TOutputImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Process: " << m_Process << std::endl;
  os << indent << "Form: " << m_Form << std::endl;
  os << indent << "NumberOfSamples: " << m_NumberOfSamples << std::endl;
  os << indent << "HurstExponent: " << m_HurstExponent << std::endl;
  os << indent << "Intermittency: " << m_Intermittency << std::endl;
  os << indent << "IntegralScale: " << m_IntegralScale << std::endl;
  os << indent << "Leverage: " << m_Leverage << std::endl;
  os << indent << "LeverageExponent: " << m_LeverageExponent << std::endl;
  os << indent << "LeverageMemory: " << m_LeverageMemory << std::endl;
  os << indent << "LeverageLag: " << m_LeverageLag << std::endl;
  os << indent << "Intensity: " << m_Intensity << std::endl;
  os << indent << "SignedJumps: " << (m_SignedJumps ? "On" : "Off") << std::endl;
  os << indent << "Seed: " << m_Seed << std::endl;
  os << indent << "Sample: " << m_Sample << std::endl;
}
} // namespace itk

#endif
