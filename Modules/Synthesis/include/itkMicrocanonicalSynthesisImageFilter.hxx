// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMicrocanonicalSynthesisImageFilter_hxx
#define itkMicrocanonicalSynthesisImageFilter_hxx

#include "itkMicrocanonicalSynthesisImageFilter.h"
#include "itkMultiThreaderExecutor.h"

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
phaseharmonics::TextureSynthesisOptions
MicrocanonicalSynthesisImageFilter<TImage>::MakeOptions() const
{
  static_assert(
    static_cast<int>(StartEnum::GaussianModel) == static_cast<int>(phaseharmonics::SynthesisStart::GaussianModel) &&
      static_cast<int>(StartEnum::InitialImage) == static_cast<int>(phaseharmonics::SynthesisStart::InitialImage),
    "starts have the same order");
  phaseharmonics::TextureSynthesisOptions options;
  options.normalization = this->GetKernelNormalization();
  options.start = static_cast<phaseharmonics::SynthesisStart>(m_Start);
  options.iterations = m_NumberOfIterations;
  options.coarseIterations = m_NumberOfCoarseIterations;
  options.restarts = m_NumberOfRestarts;
  options.historySize = m_HistorySize;
  options.spectralPreconditioning = m_SpectralPreconditioning;
  options.seed = m_Seed;
  options.checkpointInterval = m_CheckpointInterval;
  options.checkpointFileName = m_CheckpointFileName;
  options.memoryLimit = this->GetMemoryLimit();
  return options;
}

template <typename TImage>
void
MicrocanonicalSynthesisImageFilter<TImage>::SetImages(KernelType &                     synthesis,
                                                      const phaseharmonics::Executor & executor) const
{
  if (this->GetTargetMoments() != nullptr)
  {
    synthesis.SetTarget(this->GetTargetMoments()->GetMoments());
  }
  else
  {
    std::vector<const PixelType *> exemplars;
    for (unsigned int i = 0; i < this->NumberOfExemplars(); ++i)
    {
      this->VerifyPixels(this->GetInput(i), "Input " + std::to_string(i));
      exemplars.push_back(this->GetInput(i)->GetBufferPointer());
    }
    synthesis.SetTarget(exemplars, executor);
  }
  if (m_Start == StartEnum::InitialImage)
  {
    this->VerifyPixels(this->GetInitialImage(), "The initial image");
    synthesis.SetInitialImage(this->GetInitialImage()->GetBufferPointer());
  }
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
    KernelType                      synthesis(bank, set, this->MakeOptions());
    this->SetImages(synthesis, executor);
    m_NumberOfUniqueMoments = set.GetNumberOfUniqueMoments();
    m_NumberOfNominalMoments = set.GetNumberOfNominalMoments();
    for (m_Sample = 0; m_Sample < this->GetNumberOfSamples(); ++m_Sample)
    {
      this->DrawSample(synthesis, executor);
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
void
MicrocanonicalSynthesisImageFilter<TImage>::DrawSample(KernelType &                     synthesis,
                                                       const phaseharmonics::Executor & executor)
{
  const auto read = [&] {
    m_InitialLoss = synthesis.GetInitialLoss();
    m_Loss = synthesis.GetLoss();
    m_Iteration = synthesis.GetNumberOfIterations();
    m_NumberOfEvaluations = synthesis.GetNumberOfEvaluations();
    m_NumberOfCoarseEvaluations = synthesis.GetNumberOfCoarseEvaluations();
  };
  const auto observer = [&](const typename KernelType::Progress & progress) {
    read();
    const double share = static_cast<double>(m_Iteration) / synthesis.GetTotalIterations();
    this->UpdateProgress(static_cast<float>((m_Sample + share) / this->GetNumberOfSamples()));
    if (!progress.isCoarse)
    {
      this->InvokeEvent(IterationEvent());
    }
    return !this->GetAbortGenerateData();
  };
  const bool isFinished = synthesis.DrawSample(m_Sample, observer, executor);
  read();
  if (!isFinished)
  {
    throw ProcessAborted(__FILE__, __LINE__);
  }
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
