// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkConvolutionalDictionaryLearningImageFilter_hxx
#define itkConvolutionalDictionaryLearningImageFilter_hxx

#include "itkConvolutionalDictionaryLearningImageFilter.h"
#include "itkMultiThreaderExecutor.h"
#include "phConvolutionalDictionaryLearning.h"
#include "phConvolutionalDictionaryLearningFile.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace itk
{
template <typename TImage>
ConvolutionalDictionaryLearningImageFilter<TImage>::ConvolutionalDictionaryLearningImageFilter()
{
  m_CropSize.Fill(0);
  this->SetNumberOfIterations(50);
  this->SetReportInterval(10);
}

template <typename TImage>
void
ConvolutionalDictionaryLearningImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (!(m_BackgroundSmoothing >= 0.0) || !std::isfinite(m_BackgroundSmoothing))
  {
    itkExceptionMacro(<< "BackgroundSmoothing is " << m_BackgroundSmoothing << "; it must not be negative.");
  }
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    if (m_CropSize[axis] > 0 && m_CropSize[axis] < this->GetAtomSize()[axis])
    {
      itkExceptionMacro(<< "CropSize is " << m_CropSize << ", smaller than an atom of size " << this->GetAtomSize()
                        << '.');
    }
  }
}

template <typename TImage>
auto
ConvolutionalDictionaryLearningImageFilter<TImage>::MakeParts(unsigned int input, SizeValueType channels) -> Parts
{
  const phaseharmonics::Grid grid = this->GridOfInput(input);
  const SizeValueType        pixels = grid.NumberOfPixels();
  const RealType *           interleaved = this->GetInput(input)->GetBufferPointer();
  std::vector<RealType>      image(pixels * channels);
  for (SizeValueType pixel = 0; pixel < pixels; ++pixel)
  {
    for (SizeValueType channel = 0; channel < channels; ++channel)
    {
      image[channel * pixels + pixel] = *interleaved++;
    }
  }
  if (m_BackgroundSmoothing > 0.0)
  {
    const phaseharmonics::ConvolutionObservation<RealType> observation(grid, {}, this->GetSupport());
    std::vector<RealType> working(observation.GetWorkingGrid().NumberOfPixels() * channels);
    std::vector<RealType> background(image.size());
    observation.Background(image.data(), channels, m_BackgroundSmoothing, working.data(), MultiThreaderExecutor(this));
    observation.CropFine(working.data(), channels, background.data());
    std::transform(image.begin(), image.end(), background.begin(), image.begin(), std::minus<RealType>());
  }

  // The last axis is the slowest one of a channel.
  constexpr unsigned int lastAxis = ImageDimension - 1;
  const SizeValueType    linesOfHeldOut = grid.size[lastAxis] / 4;
  if (linesOfHeldOut < this->GetAtomSize()[lastAxis])
  {
    itkExceptionMacro(<< "Input " << input << " has " << grid.size[lastAxis] << " pixels along axis " << lastAxis
                      << ", of which a quarter is held out; that is less than the " << this->GetAtomSize()[lastAxis]
                      << " of an atom.");
  }
  Parts parts;
  parts.trainingGrid = grid;
  parts.trainingGrid.size[lastAxis] -= linesOfHeldOut;
  parts.heldOutGrid = grid;
  parts.heldOutGrid.size[lastAxis] = linesOfHeldOut;
  const SizeValueType trainingPixels = parts.trainingGrid.NumberOfPixels();
  for (SizeValueType channel = 0; channel < channels; ++channel)
  {
    const RealType * const begin = &image[channel * pixels];
    parts.training.insert(parts.training.end(), begin, begin + trainingPixels);
    parts.heldOut.insert(parts.heldOut.end(), begin + trainingPixels, begin + pixels);
  }
  return parts;
}

template <typename TImage>
void
ConvolutionalDictionaryLearningImageFilter<TImage>::GenerateData()
{
  this->UpdateProgress(0.0f);
  const MultiThreaderExecutor executor(this);
  const SizeValueType         channels = this->VerifyImages();
  this->CallKernel([&] {
    std::vector<Parts> parts;
    for (unsigned int i = 0; i < this->GetNumberOfIndexedInputs(); ++i)
    {
      parts.push_back(this->MakeParts(i, channels));
    }
    using ImageOfKernel = phaseharmonics::LearningImage<RealType>;
    std::vector<ImageOfKernel> training;
    std::vector<ImageOfKernel> heldOut;
    for (const Parts & part : parts)
    {
      training.push_back({ part.training.data(), part.trainingGrid });
      heldOut.push_back({ part.heldOut.data(), part.heldOutGrid });
    }

    phaseharmonics::ConvolutionalDictionaryLearningOptions options;
    options.problem = this->MakeProblem();
    options.hasZeroMeanAtoms = m_BackgroundSmoothing > 0.0;
    options.seed = this->GetSeed();
    std::copy_n(m_CropSize.begin(), ImageDimension, options.cropSize.begin());
    phaseharmonics::ConvolutionalDictionaryLearning<RealType> learning(options);

    std::ostringstream parameters;
    parameters << "crops of " << m_CropSize << ", background " << m_BackgroundSmoothing;
    const std::string & fileName = this->GetCheckpointFileName();
    const std::string   run = fileName.empty() ? std::string() : this->DescribeRun(parameters.str());
    if (this->HasCheckpoint())
    {
      std::string found;
      auto        state = phaseharmonics::ReadConvolutionalDictionaryLearningState<RealType>(fileName, &found);
      this->VerifyIsSameRun(found, run);
      learning.SetState(std::move(state));
    }
    else if (this->GetInitialDictionary())
    {
      learning.Initialize(this->GetInitialAtoms(channels));
    }
    else
    {
      learning.Initialize(training, this->GetSupport(), channels, this->GetNumberOfAtoms());
    }
    constexpr double gapOfObjective = 1e-2;
    this->Learn(
      learning,
      [&] { learning.UpdateFrom(training, executor); },
      [&] { phaseharmonics::WriteConvolutionalDictionaryLearningState(fileName, learning.GetState(), run); },
      [&] { return learning.Objective(heldOut, gapOfObjective, executor); });
    this->SetLearnedAtoms(*learning.GetDictionary());
  });
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
ConvolutionalDictionaryLearningImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "CropSize: " << m_CropSize << std::endl;
  os << indent << "BackgroundSmoothing: " << m_BackgroundSmoothing << std::endl;
}
} // namespace itk

#endif
