// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkScatteringSpectraSynthesisImageFilter_hxx
#define itkScatteringSpectraSynthesisImageFilter_hxx

#include "itkScatteringSpectraSynthesisImageFilter.h"
#include "itkMultiThreaderExecutor.h"

#include <algorithm>
#include <stdexcept>

namespace itk
{
template <typename TImage>
void
ScatteringSpectraSynthesisImageFilter<TImage>::SetNumberOfSamples(unsigned int numberOfSamples)
{
  if (numberOfSamples < 1)
  {
    itkExceptionMacro(<< "The number of samples must be at least 1.");
  }
  const auto existing = this->GetNumberOfIndexedOutputs();
  if (numberOfSamples == existing)
  {
    return;
  }
  this->SetNumberOfIndexedOutputs(numberOfSamples);
  for (auto sample = existing; sample < numberOfSamples; ++sample)
  {
    this->SetNthOutput(sample, this->MakeOutput(sample));
  }
  this->Modified();
}

template <typename TImage>
unsigned int
ScatteringSpectraSynthesisImageFilter<TImage>::GetNumberOfSamples() const
{
  return static_cast<unsigned int>(this->GetNumberOfIndexedOutputs());
}

template <typename TImage>
void
ScatteringSpectraSynthesisImageFilter<TImage>::GenerateOutputInformation()
{
  const ImageType * const        input = this->GetInput();
  typename ImageType::RegionType region = input->GetLargestPossibleRegion();
  if (m_Length > 0)
  {
    region.SetSize(0, m_Length);
  }
  for (unsigned int sample = 0; sample < this->GetNumberOfSamples(); ++sample)
  {
    this->GetOutput(sample)->CopyInformation(input);
    this->GetOutput(sample)->SetLargestPossibleRegion(region);
  }
}

template <typename TImage>
void
ScatteringSpectraSynthesisImageFilter<TImage>::GenerateInputRequestedRegion()
{
  const_cast<ImageType *>(this->GetInput())->SetRequestedRegionToLargestPossibleRegion();
}

template <typename TImage>
void
ScatteringSpectraSynthesisImageFilter<TImage>::EnlargeOutputRequestedRegion(DataObject *)
{
  for (unsigned int sample = 0; sample < this->GetNumberOfSamples(); ++sample)
  {
    this->GetOutput(sample)->SetRequestedRegionToLargestPossibleRegion();
  }
}

template <typename TImage>
phaseharmonics::SeriesSynthesisOptions
ScatteringSpectraSynthesisImageFilter<TImage>::MakeOptions() const
{
  phaseharmonics::SeriesSynthesisOptions options;
  options.model.numberOfScales = m_NumberOfScales;
  options.model.seriesModulus = m_SeriesModulus;
  options.model.numberOfWindows = m_NumberOfWindows;
  options.model.marginalWeight = m_MarginalWeight;
  options.length = m_Length;
  options.iterations = m_NumberOfIterations;
  options.historySize = m_HistorySize;
  options.seed = m_Seed;
  options.checkpointInterval = m_CheckpointInterval;
  options.checkpointFileName = m_CheckpointFileName;
  return options;
}

template <typename TImage>
void
ScatteringSpectraSynthesisImageFilter<TImage>::SetProgress(const phaseharmonics::SeriesSynthesisProgress & progress)
{
  m_Iteration = progress.iteration;
  m_NumberOfEvaluations = progress.evaluations;
  m_InitialLoss = progress.initialLoss;
  m_Loss = progress.loss;
}

template <typename TImage>
void
ScatteringSpectraSynthesisImageFilter<TImage>::Synthesize(const phaseharmonics::Executor & executor)
{
  const PixelType * const         pixels = this->GetInput()->GetBufferPointer();
  const SizeValueType             count = this->GetInput()->GetLargestPossibleRegion().GetSize(0);
  const std::vector<double>       series(pixels, pixels + count);
  phaseharmonics::SeriesSynthesis synthesis(series.data(), count, this->MakeOptions(), executor);
  m_Description = synthesis.GetDescription();
  m_NumberOfMoments = synthesis.GetNumberOfMoments();
  m_FinalLosses.clear();

  const auto observer = [this](const phaseharmonics::SeriesSynthesisProgress & progress) {
    this->SetProgress(progress);
    const double share = static_cast<double>(progress.iteration) / m_NumberOfIterations;
    this->UpdateProgress(static_cast<float>((m_Sample + share) / this->GetNumberOfSamples()));
    this->InvokeEvent(IterationEvent());
    return !this->GetAbortGenerateData();
  };
  std::vector<double> values(synthesis.GetLength());
  for (m_Sample = 0; m_Sample < this->GetNumberOfSamples(); ++m_Sample)
  {
    if (!synthesis.Draw(m_Sample, values.data(), observer, executor))
    {
      throw ProcessAborted(__FILE__, __LINE__);
    }
    this->SetProgress(synthesis.GetEnd(m_Sample));
    m_FinalLosses.push_back(m_Loss);
    ImageType * const output = this->GetOutput(m_Sample);
    output->SetBufferedRegion(output->GetLargestPossibleRegion());
    output->Allocate();
    std::copy(values.begin(), values.end(), output->GetBufferPointer());
  }
  m_Sample = this->GetNumberOfSamples() - 1;
}

template <typename TImage>
void
ScatteringSpectraSynthesisImageFilter<TImage>::GenerateData()
{
  const MultiThreaderExecutor executor(this);
  try
  {
    this->Synthesize(executor);
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
  catch (const std::runtime_error & error)
  {
    itkExceptionMacro(<< error.what());
  }
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
ScatteringSpectraSynthesisImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "NumberOfScales: " << m_NumberOfScales << std::endl;
  os << indent << "SeriesModulus: " << (m_SeriesModulus ? "On" : "Off") << std::endl;
  os << indent << "NumberOfWindows: " << m_NumberOfWindows << std::endl;
  os << indent << "MarginalWeight: " << m_MarginalWeight << std::endl;
  os << indent << "Length: " << m_Length << std::endl;
  os << indent << "NumberOfIterations: " << m_NumberOfIterations << std::endl;
  os << indent << "NumberOfSamples: " << this->GetNumberOfSamples() << std::endl;
  os << indent << "Seed: " << m_Seed << std::endl;
  os << indent << "HistorySize: " << m_HistorySize << std::endl;
  os << indent << "CheckpointFileName: " << m_CheckpointFileName << std::endl;
  os << indent << "CheckpointInterval: " << m_CheckpointInterval << std::endl;
  os << indent << "Sample: " << m_Sample << std::endl;
  os << indent << "Iteration: " << m_Iteration << std::endl;
  os << indent << "NumberOfEvaluations: " << m_NumberOfEvaluations << std::endl;
  os << indent << "InitialLoss: " << m_InitialLoss << std::endl;
  os << indent << "Loss: " << m_Loss << std::endl;
  os << indent << "NumberOfMoments: " << m_NumberOfMoments << std::endl;
}
} // namespace itk

#endif
