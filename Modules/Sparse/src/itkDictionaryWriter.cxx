// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkDictionaryWriter.h"

#include "phDictionaryFile.h"

#include "itksys/SystemTools.hxx"

#include <stdexcept>

namespace itk
{
DictionaryWriter::DictionaryWriter()
{
  this->SetNumberOfRequiredInputs(1);
}

DictionaryWriter::~DictionaryWriter() = default;

void
DictionaryWriter::SetInput(const Dictionary * dictionary)
{
  this->SetNthInput(0, const_cast<Dictionary *>(dictionary));
}

const Dictionary *
DictionaryWriter::GetInput() const
{
  return itkDynamicCastInDebugMode<const Dictionary *>(this->GetPrimaryInput());
}

void
DictionaryWriter::Write()
{
  if (!this->GetInput())
  {
    itkExceptionMacro(<< "There is no dictionary to write: the input is not set.");
  }
  if (m_FileName.empty())
  {
    itkExceptionMacro(<< "The name of the file to write is not set.");
  }
  // A wrong extension is told before the dictionary is computed.
  const std::string extension =
    itksys::SystemTools::LowerCase(itksys::SystemTools::GetFilenameLastExtension(m_FileName));
  if (extension != ".h5" && extension != ".hdf5")
  {
    itkExceptionMacro(<< m_FileName << ": a dictionary is written to a file named .h5 or .hdf5.");
  }
  const_cast<Dictionary *>(this->GetInput())->Update();
  this->InvokeEvent(StartEvent());
  this->UpdateProgress(0.0f);
  this->GenerateData();
  this->UpdateProgress(1.0f);
  this->InvokeEvent(EndEvent());
  this->ReleaseInputs();
}

void
DictionaryWriter::GenerateData()
{
  try
  {
    phaseharmonics::WriteDictionary(m_FileName, this->GetInput()->GetAtoms());
  }
  catch (const std::runtime_error & error)
  {
    itkExceptionMacro(<< error.what());
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< m_FileName << ": " << error.what());
  }
}

void
DictionaryWriter::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "FileName: " << m_FileName << std::endl;
}
} // namespace itk
