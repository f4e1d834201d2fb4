// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkScatteringSpectraSynthesisImageFilter_hxx
#define itkScatteringSpectraSynthesisImageFilter_hxx

#include "itkScatteringSpectraSynthesisImageFilter.h"
#include "itkMultiThreaderExecutor.h"
#include "phFingerprint.h"

#include <algorithm>
#include <cmath>
#include <sstream>
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
ScatteringSpectraSynthesisImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (m_NumberOfIterations < 1 || m_HistorySize < 1)
  {
    itkExceptionMacro(<< "The number of iterations and the history size must be at least 1.");
  }
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
std::vector<double>
ScatteringSpectraSynthesisImageFilter<TImage>::ReadSeries() const
{
  const ImageType * const   input = this->GetInput();
  const PixelType * const   pixels = input->GetBufferPointer();
  const SizeValueType       count = input->GetLargestPossibleRegion().GetSize(0);
  const std::vector<double> series(pixels, pixels + count);
  for (SizeValueType n = 0; n < count; ++n)
  {
    if (!std::isfinite(series[n]))
    {
      itkExceptionMacro(<< "Sample " << n << " of the series is not finite (" << series[n]
                        << "); remove or fill the gaps first.");
    }
  }
  return series;
}

template <typename TImage>
phaseharmonics::SynthesisRunOptions
ScatteringSpectraSynthesisImageFilter<TImage>::MakeRunOptions(const std::vector<double> & series) const
{
  phaseharmonics::Fingerprint fingerprint;
  fingerprint.Add(series.data(), series.size() * sizeof(double));
  std::ostringstream text;
  text.precision(17);
  text << "scattering spectra, series " << fingerprint.Get() << " of " << series.size() << ", scales "
       << m_NumberOfScales << (m_SeriesModulus ? " and the series" : "") << ", " << m_NumberOfWindows
       << " windows of weight " << m_MarginalWeight << ", length " << m_Length << ", iterations "
       << m_NumberOfIterations << ", blocks of " << m_CheckpointInterval << ", history " << m_HistorySize << ", seed "
       << m_Seed;
  phaseharmonics::SynthesisRunOptions options;
  options.iterations = m_NumberOfIterations;
  options.historySize = m_HistorySize;
  options.checkpointInterval = m_CheckpointInterval;
  options.checkpointFileName = m_CheckpointFileName;
  options.description = text.str();
  return options;
}

template <typename TImage>
void
ScatteringSpectraSynthesisImageFilter<TImage>::RunSample(phaseharmonics::SynthesisRun<double> &            run,
                                                         phaseharmonics::MicrocanonicalSynthesis<double> & synthesis,
                                                         const phaseharmonics::Executor &                  executor)
{
  m_Iteration = 0;
  m_NumberOfEvaluations = 0;
  const auto begin = [&] {
    synthesis.StartFromWhiteNoise(m_Seed, m_Sample);
    m_InitialLoss = synthesis.Loss(executor);
    m_Loss = m_InitialLoss;
    return m_InitialLoss;
  };
  const auto observer = [&](const phaseharmonics::SynthesisProgress & progress) {
    m_Iteration = progress.iteration;
    m_NumberOfEvaluations = progress.evaluations;
    m_Loss = progress.loss;
    const double share = static_cast<double>(progress.iteration) / run.GetTotalIterations();
    this->UpdateProgress(static_cast<float>((m_Sample + share) / this->GetNumberOfSamples()));
    this->InvokeEvent(IterationEvent());
    return !this->GetAbortGenerateData();
  };
  if (!run.RunSample(synthesis, m_Sample, begin, observer, executor))
  {
    throw ProcessAborted(__FILE__, __LINE__);
  }
  const auto & result = run.GetSample(m_Sample);
  m_InitialLoss = result.initialLoss;
  m_Loss = result.loss;
  m_Iteration = result.iterations;
  m_NumberOfEvaluations = result.evaluations;
  m_FinalLosses.push_back(m_Loss);
}

template <typename TImage>
void
ScatteringSpectraSynthesisImageFilter<TImage>::Synthesize(const phaseharmonics::Executor & executor)
{
  const std::vector<double>          series = this->ReadSeries();
  phaseharmonics::SeriesModelOptions options;
  options.numberOfScales = m_NumberOfScales;
  options.seriesModulus = m_SeriesModulus;
  options.numberOfWindows = m_NumberOfWindows;
  options.marginalWeight = m_MarginalWeight;
  constexpr SizeValueType     QuietWindow = 512;
  const SizeValueType         length = this->GetOutput()->GetLargestPossibleRegion().GetSize(0);
  phaseharmonics::SeriesModel model(series.data(), series.size(), length, options, executor);
  m_Description = model.GetDescription();
  m_NumberOfMoments = model.GetNumberOfMoments();
  m_FinalLosses.clear();

  phaseharmonics::SynthesisRun<double> run(this->MakeRunOptions(series));
  std::vector<double>                  values(length);
  for (m_Sample = 0; m_Sample < this->GetNumberOfSamples(); ++m_Sample)
  {
    phaseharmonics::MicrocanonicalSynthesis<double> synthesis(
      model.GetEnergy(), m_Description.spectra.mean, m_Description.spectra.deviation);
    this->RunSample(run, synthesis, executor);
    synthesis.GetImage(values.data());
    phaseharmonics::MoveEndsToQuietSamples(values, std::min(length / 4, QuietWindow));
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
