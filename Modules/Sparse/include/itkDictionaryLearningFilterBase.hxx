// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkDictionaryLearningFilterBase_hxx
#define itkDictionaryLearningFilterBase_hxx

#include "itkDictionaryLearningFilterBase.h"
#include "phDictionaryConversion.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace itk
{
template <typename TImage>
DictionaryLearningFilterBase<TImage>::DictionaryLearningFilterBase()
{
  m_AtomSize.Fill(8);
  this->SetNumberOfRequiredInputs(1);
  this->SetNumberOfRequiredOutputs(1);
  this->SetNthOutput(0, Dictionary::New());
}

template <typename TImage>
ProcessObject::DataObjectPointer
DictionaryLearningFilterBase<TImage>::MakeOutput(DataObjectPointerArraySizeType)
{
  return Dictionary::New().GetPointer();
}

template <typename TImage>
auto
DictionaryLearningFilterBase<TImage>::GetInput(DataObjectPointerArraySizeType index) const -> const ImageType *
{
  return itkDynamicCastInDebugMode<const ImageType *>(this->ProcessObject::GetInput(index));
}

template <typename TImage>
void
DictionaryLearningFilterBase<TImage>::SetInitialDictionary(const Dictionary * dictionary)
{
  this->ProcessObject::SetInput("InitialDictionary", const_cast<Dictionary *>(dictionary));
}

template <typename TImage>
const Dictionary *
DictionaryLearningFilterBase<TImage>::GetInitialDictionary() const
{
  return itkDynamicCastInDebugMode<const Dictionary *>(this->ProcessObject::GetInput("InitialDictionary"));
}

template <typename TImage>
Dictionary *
DictionaryLearningFilterBase<TImage>::GetOutput()
{
  return itkDynamicCastInDebugMode<Dictionary *>(this->GetPrimaryOutput());
}

template <typename TImage>
const Dictionary *
DictionaryLearningFilterBase<TImage>::GetOutput() const
{
  return itkDynamicCastInDebugMode<const Dictionary *>(this->GetPrimaryOutput());
}

template <typename TImage>
auto
DictionaryLearningFilterBase<TImage>::GetReportedIterations() const -> ArrayType
{
  ArrayType array(m_ReportedIterations.size());
  std::copy(m_ReportedIterations.begin(), m_ReportedIterations.end(), array.begin());
  return array;
}

template <typename TImage>
auto
DictionaryLearningFilterBase<TImage>::GetHeldOutObjectives() const -> ArrayType
{
  ArrayType array(m_HeldOutObjectives.size());
  std::copy(m_HeldOutObjectives.begin(), m_HeldOutObjectives.end(), array.begin());
  return array;
}

template <typename TImage>
void
DictionaryLearningFilterBase<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  phaseharmonics::DictionaryTrainingOptions options;
  options.lambda = m_Lambda;
  options.lambdaRatio = m_LambdaRatio;
  this->CallKernel([&] { phaseharmonics::CheckSparseCodeParameters(options.Problem(), {}); });
  if (std::count(m_AtomSize.begin(), m_AtomSize.end(), SizeValueType{ 0 }) > 0 || m_NumberOfAtoms == 0)
  {
    itkExceptionMacro(<< "AtomSize is " << m_AtomSize << " and NumberOfAtoms " << m_NumberOfAtoms
                      << "; both must be positive.");
  }
  if (m_NumberOfIterations == 0 || m_ReportInterval == 0)
  {
    itkExceptionMacro(<< "NumberOfIterations and ReportInterval must be at least 1.");
  }
}

template <typename TImage>
auto
DictionaryLearningFilterBase<TImage>::MakeTrainingImages() const -> TrainingImages
{
  TrainingImages      images;
  const SizeValueType channels = this->GetInput()->GetNumberOfComponentsPerPixel();
  for (DataObjectPointerArraySizeType i = 0; i < this->GetNumberOfIndexedInputs(); ++i)
  {
    const ImageType * const image = this->GetInput(i);
    if (image == nullptr)
    {
      itkExceptionMacro(<< "Input " << i << " is not set.");
    }
    if (image->GetNumberOfComponentsPerPixel() != channels)
    {
      itkExceptionMacro(<< "Input " << i << " has " << image->GetNumberOfComponentsPerPixel()
                        << " channels, but the first input has " << channels << '.');
    }
    const SizeType & size = image->GetBufferedRegion().GetSize();
    for (unsigned int axis = 0; axis < ImageDimension; ++axis)
    {
      if (size[axis] < m_AtomSize[axis])
      {
        itkExceptionMacro(<< "Input " << i << " of size " << size << " is smaller than an atom of size " << m_AtomSize
                          << '.');
      }
    }
    const auto * const begin = image->GetBufferPointer();
    const auto * const end = begin + image->GetBufferedRegion().GetNumberOfPixels() * channels;
    const auto         first = std::find_if_not(begin, end, [](RealType value) { return std::isfinite(value); });
    if (first != end)
    {
      const auto pixel = (first - begin) / static_cast<OffsetValueType>(channels);
      itkExceptionMacro(<< "Input " << i << " is not finite: its value at index " << image->ComputeIndex(pixel)
                        << " is " << *first << '.');
    }
    phaseharmonics::Grid grid;
    grid.dimension = ImageDimension;
    std::copy_n(size.begin(), ImageDimension, grid.size.begin());
    images.push_back({ begin, grid });
  }
  return images;
}

template <typename TImage>
void
DictionaryLearningFilterBase<TImage>::SetTrainingOptions(phaseharmonics::DictionaryTrainingOptions & options) const
{
  options.support.dimension = ImageDimension;
  std::copy_n(m_AtomSize.begin(), ImageDimension, options.support.size.begin());
  options.channels = this->GetInput()->GetNumberOfComponentsPerPixel();
  options.numberOfAtoms = m_NumberOfAtoms;
  options.lambda = m_Lambda;
  options.lambdaRatio = m_LambdaRatio;
  options.isNonNegative = m_NonNegative;
  options.numberOfSteps = m_NumberOfIterations;
  options.reportInterval = m_ReportInterval;
  options.seed = m_Seed;
  options.checkpoint = m_CheckpointFileName;
}

template <typename TImage>
bool
DictionaryLearningFilterBase<TImage>::Report(const phaseharmonics::DictionaryTrainingReport & report)
{
  if (report.hasObjective)
  {
    m_Iteration = static_cast<unsigned int>(report.step);
    m_HeldOutObjective = report.heldOutObjective;
    m_NumberOfReplacedAtoms = report.replacedAtoms;
    m_ReportedIterations.push_back(m_Iteration);
    m_HeldOutObjectives.push_back(m_HeldOutObjective);
    this->InvokeEvent(IterationEvent());
  }
  this->UpdateProgress(
    static_cast<float>(0.99 * std::min(1.0, static_cast<double>(report.step) / m_NumberOfIterations)));
  return !this->GetAbortGenerateData();
}

template <typename TImage>
template <typename TCall>
void
DictionaryLearningFilterBase<TImage>::Learn(const TCall & call)
{
  m_ReportedIterations.clear();
  m_HeldOutObjectives.clear();
  this->UpdateProgress(0.0f);
  const Dictionary * const initial = this->GetInitialDictionary();
  const auto               learned = this->CallKernel([&] {
    return call(initial ? &initial->GetAtoms() : nullptr,
                [this](const phaseharmonics::DictionaryTrainingReport & report) { return this->Report(report); });
  });
  if (learned.GetNumberOfAtoms() == 0)
  {
    throw ProcessAborted(__FILE__, __LINE__);
  }
  this->GetOutput()->SetAtoms(phaseharmonics::ConvertDictionary<double>(learned));
  this->UpdateProgress(1.0f);
}

template <typename TImage>
template <typename TCall>
auto
DictionaryLearningFilterBase<TImage>::CallKernel(const TCall & call) const
{
  try
  {
    return call();
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
  catch (const std::runtime_error & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

template <typename TImage>
void
DictionaryLearningFilterBase<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "AtomSize: " << m_AtomSize << std::endl;
  os << indent << "NumberOfAtoms: " << m_NumberOfAtoms << std::endl;
  os << indent << "Lambda: " << m_Lambda << std::endl;
  os << indent << "LambdaRatio: " << m_LambdaRatio << std::endl;
  os << indent << "NonNegative: " << (m_NonNegative ? "On" : "Off") << std::endl;
  os << indent << "NumberOfIterations: " << m_NumberOfIterations << std::endl;
  os << indent << "ReportInterval: " << m_ReportInterval << std::endl;
  os << indent << "Seed: " << m_Seed << std::endl;
  os << indent << "CheckpointFileName: " << m_CheckpointFileName << std::endl;
  os << indent << "Iteration: " << m_Iteration << std::endl;
  os << indent << "HeldOutObjective: " << m_HeldOutObjective << std::endl;
  os << indent << "NumberOfReplacedAtoms: " << m_NumberOfReplacedAtoms << std::endl;
}
} // namespace itk

#endif
