// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkDictionaryReader.h"

#include "phDictionaryFile.h"

#include <stdexcept>

namespace itk
{
DictionaryReader::DictionaryReader()
{
  this->SetNumberOfRequiredOutputs(1);
  this->SetNthOutput(0, Dictionary::New());
}

DictionaryReader::~DictionaryReader() = default;

ProcessObject::DataObjectPointer
DictionaryReader::MakeOutput(DataObjectPointerArraySizeType)
{
  return Dictionary::New().GetPointer();
}

Dictionary *
DictionaryReader::GetOutput()
{
  return itkDynamicCastInDebugMode<Dictionary *>(this->GetPrimaryOutput());
}

const Dictionary *
DictionaryReader::GetOutput() const
{
  return itkDynamicCastInDebugMode<const Dictionary *>(this->GetPrimaryOutput());
}

void
DictionaryReader::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (m_FileName.empty())
  {
    itkExceptionMacro(<< "The name of the file to read is not set.");
  }
}

void
DictionaryReader::GenerateData()
{
  try
  {
    this->GetOutput()->SetAtoms(phaseharmonics::ReadDictionary<double>(m_FileName));
  }
  catch (const std::runtime_error & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

void
DictionaryReader::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "FileName: " << m_FileName << std::endl;
}
} // namespace itk
