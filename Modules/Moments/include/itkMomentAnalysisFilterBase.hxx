// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMomentAnalysisFilterBase_hxx
#define itkMomentAnalysisFilterBase_hxx

#include "itkMomentAnalysisFilterBase.h"
#include "itkMultiThreaderExecutor.h"

namespace itk
{
template <typename TInputImage>
MomentAnalysisFilterBase<TInputImage>::MomentAnalysisFilterBase()
{
  this->ProcessObject::SetNthOutput(0, PhaseHarmonicMoments::New());
}

template <typename TInputImage>
ProcessObject::DataObjectPointer
MomentAnalysisFilterBase<TInputImage>::MakeOutput(ProcessObject::DataObjectPointerArraySizeType)
{
  return PhaseHarmonicMoments::New().GetPointer();
}

template <typename TInputImage>
PhaseHarmonicMoments *
MomentAnalysisFilterBase<TInputImage>::GetOutput()
{
  return itkDynamicCastInDebugMode<PhaseHarmonicMoments *>(this->GetPrimaryOutput());
}

template <typename TInputImage>
const PhaseHarmonicMoments *
MomentAnalysisFilterBase<TInputImage>::GetOutput() const
{
  return itkDynamicCastInDebugMode<const PhaseHarmonicMoments *>(this->GetPrimaryOutput());
}

template <typename TInputImage>
void
MomentAnalysisFilterBase<TInputImage>::GenerateOutputInformation()
{
  this->ResolveBank(this->GetInput());
}

template <typename TInputImage>
SizeValueType
MomentAnalysisFilterBase<TInputImage>::PredictPeakMemory()
{
  this->UpdateOutputInformation();
  return this->CallKernel([this] { return this->GetStatistics().PeakMemoryInBytes(false); });
}

template <typename TInputImage>
phaseharmonics::Moments
MomentAnalysisFilterBase<TInputImage>::Analyze(const RealType * pixels, float progressWeight)
{
  auto &                      statistics = this->GetStatistics();
  const MultiThreaderExecutor executor(this, statistics.NumberOfLoopsOfAnalysis(), progressWeight);
  return statistics.Analyze(pixels, executor);
}

template <typename TInputImage>
void
MomentAnalysisFilterBase<TInputImage>::SetOutputMoments(const phaseharmonics::Moments & moments)
{
  this->GetOutput()->SetNormalization(this->GetNormalization());
  this->GetOutput()->SetMoments(moments);
}
} // namespace itk

#endif
