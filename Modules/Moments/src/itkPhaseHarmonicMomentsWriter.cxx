// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkPhaseHarmonicMomentsWriter.h"

#include "phMomentCsv.h"
#include "phMomentFile.h"
#include "phMomentFormat.h"

#include <stdexcept>

namespace itk
{
PhaseHarmonicMomentsWriter::PhaseHarmonicMomentsWriter()
{
  this->SetNumberOfRequiredInputs(1);
}

PhaseHarmonicMomentsWriter::~PhaseHarmonicMomentsWriter() = default;

void
PhaseHarmonicMomentsWriter::SetInput(const PhaseHarmonicMoments * moments)
{
  this->SetNthInput(0, const_cast<PhaseHarmonicMoments *>(moments));
}

const PhaseHarmonicMoments *
PhaseHarmonicMomentsWriter::GetInput() const
{
  return itkDynamicCastInDebugMode<const PhaseHarmonicMoments *>(this->GetPrimaryInput());
}

void
PhaseHarmonicMomentsWriter::Write()
{
  if (!this->GetInput())
  {
    itkExceptionMacro(<< "There are no moments to write: the input is not set.");
  }
  if (m_FileName.empty())
  {
    itkExceptionMacro(<< "The name of the file to write is not set.");
  }
  try
  {
    // A wrong extension is told before the moments are computed.
    phaseharmonics::MomentFormatOfPath(m_FileName);
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
  const_cast<PhaseHarmonicMoments *>(this->GetInput())->Update();
  this->InvokeEvent(StartEvent());
  this->UpdateProgress(0.0f);
  this->GenerateData();
  this->UpdateProgress(1.0f);
  this->InvokeEvent(EndEvent());
  this->ReleaseInputs();
}

void
PhaseHarmonicMomentsWriter::GenerateData()
{
  const PhaseHarmonicMoments * const input = this->GetInput();
  try
  {
    if (phaseharmonics::MomentFormatOfPath(m_FileName) == phaseharmonics::MomentFormat::Hdf5)
    {
      phaseharmonics::WriteMoments(m_FileName, input->GetMoments());
    }
    else
    {
      phaseharmonics::WriteMomentsCsv(m_FileName,
                                      input->GetMoments(),
                                      input->GetNormalization() == MomentSetEnums::Normalization::None
                                        ? phaseharmonics::MomentNormalization::None
                                        : phaseharmonics::MomentNormalization::Target);
    }
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
PhaseHarmonicMomentsWriter::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "FileName: " << m_FileName << std::endl;
}
} // namespace itk
