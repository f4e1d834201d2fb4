// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkCompressiveReconstructionImageFilter_hxx
#define itkCompressiveReconstructionImageFilter_hxx

#include "itkCompressiveReconstructionImageFilter.h"
#include "itkMultiThreaderExecutor.h"
#include "phAlignment.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace itk
{
template <typename TImage>
CompressiveReconstructionImageFilter<TImage>::CompressiveReconstructionImageFilter()
{
  // Given moments need no image.
  this->RemoveRequiredInputName("Primary");
  this->SetModel(Superclass::ModelEnum::Compressive);
}

template <typename TImage>
void
CompressiveReconstructionImageFilter<TImage>::SetTargetMoments(const PhaseHarmonicMoments * moments)
{
  this->ProcessObject::SetInput("TargetMoments", const_cast<PhaseHarmonicMoments *>(moments));
}

template <typename TImage>
const PhaseHarmonicMoments *
CompressiveReconstructionImageFilter<TImage>::GetTargetMoments() const
{
  return itkDynamicCastInDebugMode<const PhaseHarmonicMoments *>(this->ProcessObject::GetInput("TargetMoments"));
}

template <typename TImage>
double
CompressiveReconstructionImageFilter<TImage>::GetLossOfStart(unsigned int start) const
{
  return start < m_Starts.size() ? m_Starts[start].loss : std::numeric_limits<double>::quiet_NaN();
}

template <typename TImage>
unsigned int
CompressiveReconstructionImageFilter<TImage>::GetNumberOfIterationsOfStart(unsigned int start) const
{
  return start < m_Starts.size() ? m_Starts[start].iterations : 0;
}

template <typename TImage>
unsigned int
CompressiveReconstructionImageFilter<TImage>::GetNumberOfEvaluationsOfStart(unsigned int start) const
{
  return start < m_Starts.size() ? m_Starts[start].evaluations : 0;
}

template <typename TImage>
void
CompressiveReconstructionImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (this->GetInput() == nullptr && this->GetTargetMoments() == nullptr)
  {
    itkExceptionMacro(<< "There is nothing to recover: set an input image or target moments.");
  }
  if (!(m_Range >= 0.0 && m_Range < std::numeric_limits<double>::infinity()))
  {
    itkExceptionMacro(<< "The range of values must be positive, or 0 for that of the input, not " << m_Range << '.');
  }
}

template <typename TImage>
void
CompressiveReconstructionImageFilter<TImage>::GenerateOutputInformation()
{
  ImageType * const output = this->GetOutput();
  if (this->GetInput() != nullptr)
  {
    output->CopyInformation(this->GetInput());
    return;
  }
  typename ImageType::RegionType region;
  const phaseharmonics::Grid &   grid = this->GetTargetMoments()->GetMoments().grid;
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    region.SetSize(axis, grid.size[axis]);
  }
  output->CopyInformation(ImageType::New());
  output->SetLargestPossibleRegion(region);
}

template <typename TImage>
phaseharmonics::CompressiveReconstructionOptions
CompressiveReconstructionImageFilter<TImage>::MakeOptions() const
{
  phaseharmonics::CompressiveReconstructionOptions options;
  options.numberOfStarts = m_NumberOfStarts;
  options.iterationsPerOctave = m_NumberOfOctaveIterations;
  options.numberOfPlainIterations = m_NumberOfPlainIterations;
  options.numberOfIterations = m_NumberOfIterations;
  options.numberOfFinalRounds = m_NumberOfFinalRounds;
  options.historySize = m_HistorySize;
  options.seed = m_Seed;
  return options;
}

template <typename TImage>
phaseharmonics::WaveletBankOptions
CompressiveReconstructionImageFilter<TImage>::ChooseBankOptions(const phaseharmonics::Grid & grid) const
{
  if (this->GetTargetMoments() != nullptr)
  {
    return this->GetTargetMoments()->GetMoments().bank;
  }
  auto bank = this->MakeBankOptions(this->GetOutput());
  if (this->GetNumberOfScales() == 0)
  {
    bank.numberOfScales = phaseharmonics::LargestNumberOfScales(grid, bank);
  }
  return bank;
}

template <typename TImage>
phaseharmonics::MomentSet
CompressiveReconstructionImageFilter<TImage>::ChooseMomentSet(const phaseharmonics::WaveletBankOptions & bank) const
{
  return this->GetModel() == Superclass::ModelEnum::Custom
           ? this->MakeMomentSet(bank)
           : phaseharmonics::MakeReconstructionMomentSet(
               ImageDimension, bank, this->MakeMomentSetOptions(), m_RichHarmonics);
}

template <typename TImage>
phaseharmonics::Moments
CompressiveReconstructionImageFilter<TImage>::ComputeTarget(
  const std::shared_ptr<const phaseharmonics::WaveletBank<PixelType>> & bank) const
{
  if (this->GetTargetMoments() != nullptr)
  {
    return this->GetTargetMoments()->GetMoments();
  }
  const ImageType * const image = this->GetInput();
  this->VerifyPixels(image, "The input");
  this->VerifyIsNotConstant(image->GetBufferPointer(), image->GetBufferedRegion().GetNumberOfPixels(), "The input");
  phaseharmonics::Statistics<PixelType> statistics(
    bank, this->ChooseMomentSet(bank->GetOptions()), this->GetMemoryLimit());
  return statistics.Analyze(image->GetBufferPointer(), MultiThreaderExecutor(const_cast<Self *>(this)));
}

template <typename TImage>
void
CompressiveReconstructionImageFilter<TImage>::CompareWithInput(const phaseharmonics::Grid & grid)
{
  m_SquaredError = std::numeric_limits<double>::quiet_NaN();
  m_PSNR = m_SquaredError;
  m_Shift.Fill(0);
  const ImageType * const input = this->GetInput();
  if (input == nullptr)
  {
    return;
  }
  const auto error = phaseharmonics::CompareUpToTranslation(
    grid, input->GetBufferPointer(), this->GetOutput()->GetBufferPointer(), m_Range);
  m_SquaredError = error.alignment.squaredError;
  m_PSNR = error.peakSignalToNoiseRatio;
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    m_Shift[axis] = static_cast<OffsetValueType>(error.alignment.shift[axis]);
  }
}

template <typename TImage>
void
CompressiveReconstructionImageFilter<TImage>::GenerateData()
{
  const MultiThreaderExecutor executor(this);
  ImageType * const           output = this->GetOutput();
  // Files fail with runtime errors.
  const auto reconstruct = [&] {
    const phaseharmonics::Grid grid = this->GridOfImage(output);
    const auto                 bank =
      std::make_shared<const phaseharmonics::WaveletBank<PixelType>>(grid, this->ChooseBankOptions(grid), executor);
    const phaseharmonics::Moments target = this->ComputeTarget(bank);
    KernelType                    reconstruction(bank, target, this->MakeOptions(), this->GetMemoryLimit());
    m_NumberOfUniqueMoments = target.set.GetNumberOfUniqueMoments();
    m_NumberOfNominalMoments = target.set.GetNumberOfNominalMoments();
    const auto observer = [&](const typename KernelType::Progress & progress) {
      m_Start = static_cast<unsigned int>(progress.start);
      m_Loss = progress.loss;
      const double share = static_cast<double>(progress.iteration) / progress.numberOfIterations;
      this->UpdateProgress(std::min(static_cast<float>(share), 1.0f));
      this->InvokeEvent(IterationEvent());
      return !this->GetAbortGenerateData();
    };
    if (!phaseharmonics::RunReconstruction(reconstruction, m_CheckpointFileName, observer, executor))
    {
      throw ProcessAborted(__FILE__, __LINE__);
    }
    output->SetBufferedRegion(output->GetLargestPossibleRegion());
    output->Allocate();
    m_BestStart = static_cast<unsigned int>(reconstruction.GetBestStart());
    reconstruction.GetImage(m_BestStart, output->GetBufferPointer());
    m_Starts = reconstruction.GetStarts();
    for (auto & start : m_Starts)
    {
      start.state = {};
    }
    this->CompareWithInput(grid);
  };
  try
  {
    this->CallKernel(reconstruct);
  }
  catch (const std::runtime_error & error)
  {
    itkExceptionMacro(<< error.what());
  }
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
CompressiveReconstructionImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "RichHarmonics: " << (m_RichHarmonics ? "On" : "Off") << std::endl;
  os << indent << "NumberOfStarts: " << m_NumberOfStarts << std::endl;
  os << indent << "NumberOfOctaveIterations: " << m_NumberOfOctaveIterations << std::endl;
  os << indent << "NumberOfPlainIterations: " << m_NumberOfPlainIterations << std::endl;
  os << indent << "NumberOfIterations: " << m_NumberOfIterations << std::endl;
  os << indent << "NumberOfFinalRounds: " << m_NumberOfFinalRounds << std::endl;
  os << indent << "HistorySize: " << m_HistorySize << std::endl;
  os << indent << "Seed: " << m_Seed << std::endl;
  os << indent << "Range: " << m_Range << std::endl;
  os << indent << "CheckpointFileName: " << m_CheckpointFileName << std::endl;
  os << indent << "NumberOfUniqueMoments: " << m_NumberOfUniqueMoments << std::endl;
  os << indent << "NumberOfNominalMoments: " << m_NumberOfNominalMoments << std::endl;
  os << indent << "Start: " << m_Start << std::endl;
  os << indent << "Loss: " << m_Loss << std::endl;
  os << indent << "BestStart: " << m_BestStart << std::endl;
  os << indent << "Shift: " << m_Shift << std::endl;
  os << indent << "SquaredError: " << m_SquaredError << std::endl;
  os << indent << "PSNR: " << m_PSNR << std::endl;
}
} // namespace itk

#endif
