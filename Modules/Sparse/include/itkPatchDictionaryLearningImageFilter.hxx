// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPatchDictionaryLearningImageFilter_hxx
#define itkPatchDictionaryLearningImageFilter_hxx

#include "itkMultiThreaderExecutor.h"
#include "itkPatchDictionaryLearningImageFilter.h"
#include "phDictionaryLearning.h"
#include "phDictionaryLearningFile.h"
#include "phPatches.h"

#include <algorithm>
#include <sstream>

namespace itk
{
template <typename TImage>
void
PatchDictionaryLearningImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (m_BatchSize == 0)
  {
    itkExceptionMacro(<< "BatchSize must be at least 1.");
  }
  if (m_NumberOfPatches < 10)
  {
    itkExceptionMacro(<< "NumberOfPatches is " << m_NumberOfPatches
                      << "; a tenth is held out, so it must be at least 10.");
  }
}

template <typename TImage>
auto
PatchDictionaryLearningImageFilter<TImage>::SamplePatches() const -> std::vector<RealType>
{
  using phaseharmonics::PatchGeometry;
  const SizeValueType        channels = this->VerifyImages();
  const phaseharmonics::Grid support = this->GetSupport();
  std::vector<PatchGeometry> geometries;
  std::vector<double>        share;
  double                     total = 0.0;
  for (unsigned int i = 0; i < this->GetNumberOfIndexedInputs(); ++i)
  {
    const phaseharmonics::Grid grid = this->GridOfInput(i);
    double                     places = 1.0;
    for (unsigned int axis = 0; axis < support.dimension; ++axis)
    {
      places *= static_cast<double>(grid.size[axis] - support.size[axis] + 1);
    }
    geometries.emplace_back(grid, channels, support);
    total += places;
    share.push_back(total);
  }
  const SizeValueType   length = support.NumberOfPixels() * channels;
  std::vector<RealType> patches(m_NumberOfPatches * length);
  std::vector<RealType> means(channels);
  SizeValueType         begin = 0;
  for (unsigned int i = 0; i < geometries.size(); ++i)
  {
    const auto end = static_cast<SizeValueType>(share[i] / total * static_cast<double>(m_NumberOfPatches) + 0.5);
    const auto positions = phaseharmonics::RandomPositions(geometries[i], end - begin, this->GetSeed(), i);
    for (SizeValueType j = begin; j < end; ++j)
    {
      RealType * const patch = &patches[j * length];
      geometries[i].Extract(this->GetInput(i)->GetBufferPointer(), positions[j - begin], patch);
      if (m_CenterPatches)
      {
        phaseharmonics::RemoveMeans(geometries[i], patch, 1, means.data());
      }
    }
    begin = end;
  }
  if (!m_CenterPatches)
  {
    this->RemoveMeansOfAll(patches, channels);
  }
  return patches;
}

template <typename TImage>
void
PatchDictionaryLearningImageFilter<TImage>::RemoveMeansOfAll(std::vector<RealType> & patches,
                                                             SizeValueType           channels) const
{
  const SizeValueType pixels = this->GetSupport().NumberOfPixels();
  for (SizeValueType c = 0; c < channels; ++c)
  {
    double sum = 0.0;
    for (SizeValueType i = 0; i < patches.size(); ++i)
    {
      sum += i / pixels % channels == c ? static_cast<double>(patches[i]) : 0.0;
    }
    const auto mean = static_cast<RealType>(sum / (static_cast<double>(m_NumberOfPatches) * pixels));
    for (SizeValueType i = 0; i < patches.size(); ++i)
    {
      patches[i] -= i / pixels % channels == c ? mean : RealType(0);
    }
  }
}

template <typename TImage>
void
PatchDictionaryLearningImageFilter<TImage>::GenerateData()
{
  this->UpdateProgress(0.0f);
  const MultiThreaderExecutor executor(this);
  const auto                  patches = this->SamplePatches();
  this->CallKernel([&] {
    phaseharmonics::DictionaryLearningOptions options;
    options.problem = this->MakeProblem();
    options.seed = this->GetSeed();
    phaseharmonics::DictionaryLearning<RealType> learning(options);

    // Every tenth patch is held out, so that each image gives some.
    const SizeValueType   channels = this->GetInput()->GetNumberOfComponentsPerPixel();
    const SizeValueType   length = this->GetSupport().NumberOfPixels() * channels;
    std::vector<RealType> training;
    std::vector<RealType> heldOut;
    for (SizeValueType i = 0; i < m_NumberOfPatches; ++i)
    {
      auto & part = i % 10 == 9 ? heldOut : training;
      part.insert(part.end(), &patches[i * length], &patches[i * length] + length);
    }
    std::ostringstream parameters;
    parameters << m_NumberOfPatches << " patches, batches of " << m_BatchSize
               << (m_CenterPatches ? "" : ", not centered");
    const std::string & fileName = this->GetCheckpointFileName();
    const std::string   run = fileName.empty() ? std::string() : this->DescribeRun(parameters.str());
    if (this->HasCheckpoint())
    {
      std::string found;
      auto        state = phaseharmonics::ReadDictionaryLearningState<RealType>(fileName, &found);
      this->VerifyIsSameRun(found, run);
      learning.SetState(std::move(state));
    }
    else if (this->GetInitialDictionary())
    {
      learning.Initialize(this->GetInitialAtoms(channels));
    }
    else
    {
      learning.Initialize(training.data(), training.size() / length, length, this->GetNumberOfAtoms());
    }
    this->Learn(
      learning,
      [&] { learning.UpdateFrom(training.data(), training.size() / length, m_BatchSize, executor); },
      [&] { phaseharmonics::WriteDictionaryLearningState(fileName, learning.GetState(), run); },
      [&] { return learning.Objective(heldOut.data(), heldOut.size() / length, executor); });
    this->SetLearnedAtoms(*learning.GetDictionary());
  });
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
PatchDictionaryLearningImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "NumberOfPatches: " << m_NumberOfPatches << std::endl;
  os << indent << "BatchSize: " << m_BatchSize << std::endl;
  os << indent << "CenterPatches: " << (m_CenterPatches ? "On" : "Off") << std::endl;
}
} // namespace itk

#endif
