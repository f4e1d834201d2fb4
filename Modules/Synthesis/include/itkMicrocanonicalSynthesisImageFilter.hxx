// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMicrocanonicalSynthesisImageFilter_hxx
#define itkMicrocanonicalSynthesisImageFilter_hxx

#include "itkMicrocanonicalSynthesisImageFilter.h"
#include "itkMultiThreaderExecutor.h"
#include "phFingerprint.h"
#include "phBandSpectrum.h"
#include "phCoarseMoments.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace itk
{
template <typename TImage>
MicrocanonicalSynthesisImageFilter<TImage>::MicrocanonicalSynthesisImageFilter()
{
  // Given moments need no image.
  this->RemoveRequiredInputName("Primary");
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::SetTargetMoments(const PhaseHarmonicMoments * moments)
{
  this->ProcessObject::SetInput("TargetMoments", const_cast<PhaseHarmonicMoments *>(moments));
}

template <typename TImage>
const PhaseHarmonicMoments *
MicrocanonicalSynthesisImageFilter<TImage>::GetTargetMoments() const
{
  return itkDynamicCastInDebugMode<const PhaseHarmonicMoments *>(this->ProcessObject::GetInput("TargetMoments"));
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::SetInitialImage(const ImageType * image)
{
  this->ProcessObject::SetInput("InitialImage", const_cast<ImageType *>(image));
}

template <typename TImage>
auto
MicrocanonicalSynthesisImageFilter<TImage>::GetInitialImage() const -> const ImageType *
{
  return itkDynamicCastInDebugMode<const ImageType *>(this->ProcessObject::GetInput("InitialImage"));
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::SetNumberOfSamples(unsigned int numberOfSamples)
{
  if (numberOfSamples < 1)
  {
    itkExceptionMacro(<< "The number of samples must be at least 1.");
  }
  const auto existing = this->GetNumberOfIndexedOutputs();
  if (existing == numberOfSamples)
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
MicrocanonicalSynthesisImageFilter<TImage>::GetNumberOfSamples() const
{
  return static_cast<unsigned int>(this->GetNumberOfIndexedOutputs());
}

template <typename TImage>
unsigned int
MicrocanonicalSynthesisImageFilter<TImage>::NumberOfExemplars() const
{
  unsigned int count = 0;
  while (count < this->GetNumberOfIndexedInputs() && this->GetInput(count) != nullptr)
  {
    ++count;
  }
  return count;
}

template <typename TImage>
auto
MicrocanonicalSynthesisImageFilter<TImage>::GeometryImage() const -> const ImageType *
{
  return this->NumberOfExemplars() > 0 ? this->GetInput(0) : this->GetInitialImage();
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (this->NumberOfExemplars() == 0 && this->GetTargetMoments() == nullptr)
  {
    itkExceptionMacro(<< "There is nothing to match: set an input image or target moments.");
  }
  if (m_Start == StartEnum::InitialImage && this->GetInitialImage() == nullptr)
  {
    itkExceptionMacro(<< "Start is InitialImage, but no initial image is set.");
  }
  if (m_NumberOfIterations < 1 || m_HistorySize < 1)
  {
    itkExceptionMacro(<< "The number of iterations and the history size must be at least 1.");
  }
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::VerifyInputInformation() ITKv5_CONST
{
  // Exemplars are samples of one process, not parts of one scene: sizes must agree, places need not.
  const ImageType * const geometry = this->GeometryImage();
  const auto              verify = [&](const ImageType * image, const std::string & name) {
    const auto & expected = geometry->GetLargestPossibleRegion().GetSize();
    const auto & size = image->GetLargestPossibleRegion().GetSize();
    if (size != expected)
    {
      itkExceptionMacro(<< name << " has size " << size << ", but the output has size " << expected << '.');
    }
  };
  for (unsigned int i = 1; i < this->NumberOfExemplars(); ++i)
  {
    verify(this->GetInput(i), "Input " + std::to_string(i));
  }
  if (m_Start == StartEnum::InitialImage)
  {
    verify(this->GetInitialImage(), "The initial image");
  }
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::GenerateOutputInformation()
{
  typename ImageType::Pointer geometry = ImageType::New();
  if (this->GeometryImage() != nullptr)
  {
    geometry->CopyInformation(this->GeometryImage());
  }
  else
  {
    typename ImageType::RegionType region(m_Size);
    if (region.GetNumberOfPixels() == 0)
    {
      const phaseharmonics::Grid & grid = this->GetTargetMoments()->GetMoments().grid;
      for (unsigned int axis = 0; axis < ImageDimension; ++axis)
      {
        region.SetSize(axis, grid.size[axis]);
      }
    }
    geometry->SetLargestPossibleRegion(region);
  }
  for (unsigned int sample = 0; sample < this->GetNumberOfSamples(); ++sample)
  {
    this->GetOutput(sample)->CopyInformation(geometry);
  }
}

template <typename TImage>
phaseharmonics::Moments
MicrocanonicalSynthesisImageFilter<TImage>::ComputeTarget(StatisticsType & statistics)
{
  if (this->GetTargetMoments() != nullptr)
  {
    return this->GetTargetMoments()->GetMoments();
  }
  const MultiThreaderExecutor          executor(this);
  std::vector<phaseharmonics::Moments> moments;
  for (unsigned int i = 0; i < this->NumberOfExemplars(); ++i)
  {
    const ImageType * const image = this->GetInput(i);
    this->VerifyPixels(image, "Input " + std::to_string(i));
    this->VerifyIsNotConstant(
      image->GetBufferPointer(), image->GetBufferedRegion().GetNumberOfPixels(), "Input " + std::to_string(i));
    moments.push_back(statistics.Analyze(image->GetBufferPointer(), executor));
  }
  return moments.size() == 1 ? moments.front() : phaseharmonics::AverageMoments(moments);
}

template <typename TImage>
std::string
MicrocanonicalSynthesisImageFilter<TImage>::DescribeRun(const phaseharmonics::Moments & target) const
{
  phaseharmonics::Fingerprint fingerprint;
  fingerprint.Add(target.covariances.data(), target.covariances.size() * sizeof(target.covariances[0]));
  fingerprint.Add(target.means.data(), target.means.size() * sizeof(target.means[0]));
  if (m_Start == StartEnum::InitialImage)
  {
    const ImageType * const image = this->GetInitialImage();
    fingerprint.Add(image->GetBufferPointer(), image->GetBufferedRegion().GetNumberOfPixels() * sizeof(PixelType));
  }
  std::ostringstream text;
  text << "size " << this->GetOutput()->GetLargestPossibleRegion().GetSize() << ", pixel bytes " << sizeof(PixelType)
       << ", target " << fingerprint.Get() << ", " << target.covariances.size() << " covariances, decimation "
       << target.bank.decimation << " oversampling " << target.bank.oversampling << ", normalization "
       << this->GetNormalization() << ", start " << m_Start
       << (m_Start == StartEnum::GaussianModel ? " of band energies" : "") << ", iterations " << m_NumberOfIterations
       << " of " << m_NumberOfRestarts + 1 << " runs, blocks of " << m_CheckpointInterval << ", history "
       << m_HistorySize << ", seed " << m_Seed;
  if (this->IsPreconditioned())
  {
    text << ", preconditioned by band energies";
  }
  if (m_NumberOfCoarseIterations > 0)
  {
    text << ", coarse iterations " << m_NumberOfCoarseIterations;
  }
  return text.str();
}

template <typename TImage>
bool
MicrocanonicalSynthesisImageFilter<TImage>::IsPreconditioned() const
{
  return m_SpectralPreconditioning && this->GetKernelNormalization() == phaseharmonics::MomentNormalization::Target;
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::StartSample(SynthesisType &                 synthesis,
                                                        const BankType &                bank,
                                                        const phaseharmonics::Moments & target)
{
  if (m_Start == StartEnum::InitialImage)
  {
    const ImageType * const image = this->GetInitialImage();
    this->VerifyPixels(image, "The initial image");
    synthesis.StartFromImage(image->GetBufferPointer());
  }
  else if (m_Start == StartEnum::GaussianModel)
  {
    synthesis.StartFromGaussianField(phaseharmonics::BandSpectrum(bank, target).GetPower(), m_Seed, m_Sample);
  }
  else
  {
    synthesis.StartFromWhiteNoise(m_Seed, m_Sample);
  }
}

template <typename TImage>
auto
MicrocanonicalSynthesisImageFilter<TImage>::MakeCoarseStatistics(const BankPointer &             bank,
                                                                 const phaseharmonics::Moments & target) const
  -> std::unique_ptr<StatisticsType>
{
  const unsigned int finestScale = phaseharmonics::FinestScaleOfCoarseGrids(target.bank);
  if (m_NumberOfCoarseIterations == 0 || m_Start == StartEnum::InitialImage ||
      finestScale == target.bank.numberOfScales)
  {
    return nullptr;
  }
  const phaseharmonics::Moments moments = phaseharmonics::SelectCoarseMoments(target, finestScale);
  if (moments.covariances.empty())
  {
    return nullptr;
  }
  auto coarse = std::make_unique<StatisticsType>(bank, moments.set, this->GetMemoryLimit());
  coarse->SetTarget(moments, this->GetKernelNormalization());
  return coarse;
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::RunCoarseScales(SynthesisType &                  synthesis,
                                                            StatisticsType &                 coarse,
                                                            const phaseharmonics::Executor & executor)
{
  const auto observer = [this](const phaseharmonics::SynthesisProgress &) {
    this->UpdateProgress(static_cast<float>(m_Sample) / static_cast<float>(this->GetNumberOfSamples()));
    return !this->GetAbortGenerateData();
  };
  m_NumberOfCoarseEvaluations =
    synthesis.RunPartialBlock(coarse, m_NumberOfCoarseIterations, m_HistorySize, observer, executor);
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::GenerateData()
{
  const MultiThreaderExecutor        executor(this);
  const ImageType * const            output = this->GetOutput();
  const PhaseHarmonicMoments * const given = this->GetTargetMoments();
  // Files fail with runtime errors.
  const auto synthesize = [&] {
    const phaseharmonics::WaveletBankOptions bankOptions =
      given != nullptr ? given->GetMoments().bank : this->MakeBankOptions(output);
    const auto bank =
      std::make_shared<const phaseharmonics::WaveletBank<PixelType>>(this->GridOfImage(output), bankOptions, executor);
    const phaseharmonics::MomentSet set = given != nullptr ? given->GetMoments().set : this->MakeMomentSet(bankOptions);
    StatisticsType                  statistics(bank, set, this->GetMemoryLimit());
    const phaseharmonics::Moments   target = this->ComputeTarget(statistics);
    statistics.SetTarget(target, this->GetKernelNormalization());
    m_NumberOfUniqueMoments = set.GetNumberOfUniqueMoments();
    m_NumberOfNominalMoments = set.GetNumberOfNominalMoments();

    RunType    run(this->MakeRunOptions(target));
    const auto coarse = this->MakeCoarseStatistics(bank, target);
    for (m_Sample = 0; m_Sample < this->GetNumberOfSamples(); ++m_Sample)
    {
      SynthesisType synthesis(statistics, target.imageMean, target.imageDeviation);
      if (this->IsPreconditioned())
      {
        synthesis.Precondition(phaseharmonics::BandSpectrum(*bank, target).GetPreconditioner());
      }
      this->RunSample(synthesis, run, *bank, coarse.get(), target, executor);
      ImageType * const image = this->GetOutput(m_Sample);
      image->SetBufferedRegion(image->GetLargestPossibleRegion());
      image->Allocate();
      synthesis.GetImage(image->GetBufferPointer());
    }
    m_Sample = this->GetNumberOfSamples() - 1;
  };
  try
  {
    this->CallKernel(synthesize);
  }
  catch (const std::runtime_error & error)
  {
    itkExceptionMacro(<< error.what());
  }
  this->UpdateProgress(1.0f);
}

template <typename TImage>
phaseharmonics::SynthesisRunOptions
MicrocanonicalSynthesisImageFilter<TImage>::MakeRunOptions(const phaseharmonics::Moments & target) const
{
  phaseharmonics::SynthesisRunOptions options;
  options.iterations = m_NumberOfIterations;
  options.restarts = m_NumberOfRestarts;
  options.historySize = m_HistorySize;
  options.checkpointInterval = m_CheckpointInterval;
  options.checkpointFileName = m_CheckpointFileName;
  options.description = this->DescribeRun(target);
  return options;
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::RunSample(SynthesisType &                  synthesis,
                                                      RunType &                        run,
                                                      const BankType &                 bank,
                                                      StatisticsType *                 coarse,
                                                      const phaseharmonics::Moments &  target,
                                                      const phaseharmonics::Executor & executor)
{
  m_Iteration = 0;
  m_NumberOfEvaluations = 0;
  m_NumberOfCoarseEvaluations = 0;
  const auto begin = [&] {
    this->StartSample(synthesis, bank, target);
    m_InitialLoss = synthesis.Loss(executor);
    m_Loss = m_InitialLoss;
    if (coarse != nullptr)
    {
      this->RunCoarseScales(synthesis, *coarse, executor);
    }
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
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Start: " << m_Start << std::endl;
  os << indent << "Size: " << m_Size << std::endl;
  os << indent << "NumberOfIterations: " << m_NumberOfIterations << std::endl;
  os << indent << "NumberOfCoarseIterations: " << m_NumberOfCoarseIterations << std::endl;
  os << indent << "NumberOfRestarts: " << m_NumberOfRestarts << std::endl;
  os << indent << "NumberOfSamples: " << this->GetNumberOfSamples() << std::endl;
  os << indent << "Seed: " << m_Seed << std::endl;
  os << indent << "HistorySize: " << m_HistorySize << std::endl;
  os << indent << "SpectralPreconditioning: " << (m_SpectralPreconditioning ? "On" : "Off") << std::endl;
  os << indent << "CheckpointFileName: " << m_CheckpointFileName << std::endl;
  os << indent << "CheckpointInterval: " << m_CheckpointInterval << std::endl;
  os << indent << "Sample: " << m_Sample << std::endl;
  os << indent << "Iteration: " << m_Iteration << std::endl;
  os << indent << "NumberOfEvaluations: " << m_NumberOfEvaluations << std::endl;
  os << indent << "NumberOfCoarseEvaluations: " << m_NumberOfCoarseEvaluations << std::endl;
  os << indent << "Loss: " << m_Loss << std::endl;
  os << indent << "InitialLoss: " << m_InitialLoss << std::endl;
  os << indent << "NumberOfUniqueMoments: " << m_NumberOfUniqueMoments << std::endl;
  os << indent << "NumberOfNominalMoments: " << m_NumberOfNominalMoments << std::endl;
}
} // namespace itk

#endif
