// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkDictionaryLearningFilterBase_hxx
#define itkDictionaryLearningFilterBase_hxx

#include "itkDictionaryLearningFilterBase.h"
#include "phFingerprint.h"

#include "itksys/SystemTools.hxx"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <sstream>
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
  this->CallKernel([&] { phaseharmonics::CheckSparseCodeParameters(this->MakeProblem(), {}); });
  if (this->GetSupport().NumberOfPixels() == 0 || m_NumberOfAtoms == 0)
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
phaseharmonics::SparseCodeProblem
DictionaryLearningFilterBase<TImage>::MakeProblem() const
{
  phaseharmonics::SparseCodeProblem problem;
  problem.lambdaIsRatio = m_Lambda == 0.0;
  problem.lambda = problem.lambdaIsRatio ? m_LambdaRatio : m_Lambda;
  problem.isNonNegative = m_NonNegative;
  return problem;
}

template <typename TImage>
phaseharmonics::Grid
DictionaryLearningFilterBase<TImage>::GetSupport() const
{
  phaseharmonics::Grid support;
  support.dimension = ImageDimension;
  std::copy_n(m_AtomSize.begin(), ImageDimension, support.size.begin());
  return support;
}

template <typename TImage>
SizeValueType
DictionaryLearningFilterBase<TImage>::VerifyImages() const
{
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
  }
  return channels;
}

template <typename TImage>
phaseharmonics::Dictionary<typename DictionaryLearningFilterBase<TImage>::RealType>
DictionaryLearningFilterBase<TImage>::GetInitialAtoms(SizeValueType channels) const
{
  auto atoms = this->GetInitialDictionary()->template GetAtomsAs<RealType>();
  if (atoms.GetSupport() != this->GetSupport() || atoms.GetNumberOfChannels() != channels ||
      atoms.GetNumberOfAtoms() != m_NumberOfAtoms)
  {
    itkExceptionMacro(<< "The initial dictionary has " << atoms.GetNumberOfAtoms() << " atoms of " << atoms.GetLength()
                      << " values, but " << m_NumberOfAtoms << " atoms of size " << m_AtomSize << " and " << channels
                      << " channels are to be learned.");
  }
  return atoms;
}

template <typename TImage>
void
DictionaryLearningFilterBase<TImage>::Report(unsigned int  iteration,
                                             double        heldOutObjective,
                                             SizeValueType replacedAtoms)
{
  m_Iteration = iteration;
  m_HeldOutObjective = heldOutObjective;
  m_NumberOfReplacedAtoms = replacedAtoms;
  m_ReportedIterations.push_back(iteration);
  m_HeldOutObjectives.push_back(heldOutObjective);
  this->InvokeEvent(IterationEvent());
}

template <typename TImage>
bool
DictionaryLearningFilterBase<TImage>::HasCheckpoint() const
{
  return !m_CheckpointFileName.empty() && itksys::SystemTools::FileExists(m_CheckpointFileName);
}

template <typename TImage>
template <typename TLearning, typename TStep, typename TSave, typename TObjective>
void
DictionaryLearningFilterBase<TImage>::Learn(const TLearning &  learning,
                                            const TStep &      step,
                                            const TSave &      save,
                                            const TObjective & heldOutObjective)
{
  m_ReportedIterations.clear();
  m_HeldOutObjectives.clear();
  const auto saveAndReport = [&] {
    if (!m_CheckpointFileName.empty())
    {
      save();
    }
    const auto & state = learning.GetState();
    this->Report(static_cast<unsigned int>(state.step), heldOutObjective(), state.replaced);
  };
  saveAndReport();
  while (learning.GetState().step < m_NumberOfIterations)
  {
    step();
    const auto done = learning.GetState().step;
    if (done % m_ReportInterval == 0 || done == m_NumberOfIterations)
    {
      saveAndReport();
    }
    this->UpdateProgress(static_cast<float>(0.99 * static_cast<double>(done) / m_NumberOfIterations));
    if (this->GetAbortGenerateData())
    {
      throw ProcessAborted(__FILE__, __LINE__);
    }
  }
}

template <typename TImage>
phaseharmonics::Grid
DictionaryLearningFilterBase<TImage>::GridOfInput(DataObjectPointerArraySizeType index) const
{
  phaseharmonics::Grid grid;
  grid.dimension = ImageDimension;
  const SizeType & size = this->GetInput(index)->GetBufferedRegion().GetSize();
  std::copy_n(size.begin(), ImageDimension, grid.size.begin());
  return grid;
}

template <typename TImage>
void
DictionaryLearningFilterBase<TImage>::SetLearnedAtoms(const phaseharmonics::Dictionary<RealType> & atoms)
{
  phaseharmonics::Dictionary<double> learned(
    this->GetSupport(), atoms.GetLength() / this->GetSupport().NumberOfPixels(), atoms.GetNumberOfAtoms());
  std::copy_n(atoms.data(), atoms.GetNumberOfAtoms() * atoms.GetLength(), learned.data());
  this->GetOutput()->SetAtoms(learned);
}

template <typename TImage>
std::string
DictionaryLearningFilterBase<TImage>::DescribeRun(const std::string & parameters) const
{
  phaseharmonics::Fingerprint fingerprint;
  for (DataObjectPointerArraySizeType i = 0; i < this->GetNumberOfIndexedInputs(); ++i)
  {
    const ImageType * const image = this->GetInput(i);
    fingerprint.Add(image->GetBufferPointer(),
                    image->GetBufferedRegion().GetNumberOfPixels() * image->GetNumberOfComponentsPerPixel() *
                      sizeof(RealType));
  }
  if (this->GetInitialDictionary())
  {
    const auto values = this->GetInitialDictionary()->GetAtomValues();
    fingerprint.Add(values.data_block(), values.size() * sizeof(double));
  }
  std::ostringstream text;
  text << this->GetNameOfClass() << ", data " << fingerprint.Get() << ", bytes " << sizeof(RealType) << ", "
       << m_NumberOfAtoms << " atoms of size " << m_AtomSize << ", lambda " << m_Lambda << " or ratio " << m_LambdaRatio
       << (m_NonNegative ? ", not negative" : "") << ", seed " << m_Seed << ", " << parameters;
  return text.str();
}

template <typename TImage>
void
DictionaryLearningFilterBase<TImage>::VerifyIsSameRun(const std::string & found, const std::string & expected) const
{
  if (found != expected)
  {
    itkExceptionMacro(<< "The checkpoint " << m_CheckpointFileName << " belongs to another run (" << found << ", not "
                      << expected << "); remove it or choose another file.");
  }
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
