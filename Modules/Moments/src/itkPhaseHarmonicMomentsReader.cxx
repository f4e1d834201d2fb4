// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkPhaseHarmonicMomentsReader.h"

#include "phMomentCsv.h"
#include "phMomentFile.h"
#include "phMomentFormat.h"

#include <stdexcept>

namespace itk
{
PhaseHarmonicMomentsReader::PhaseHarmonicMomentsReader()
{
  this->SetNumberOfRequiredOutputs(1);
  this->SetNthOutput(0, PhaseHarmonicMoments::New());
}

PhaseHarmonicMomentsReader::~PhaseHarmonicMomentsReader() = default;

ProcessObject::DataObjectPointer
PhaseHarmonicMomentsReader::MakeOutput(DataObjectPointerArraySizeType)
{
  return PhaseHarmonicMoments::New().GetPointer();
}

PhaseHarmonicMoments *
PhaseHarmonicMomentsReader::GetOutput()
{
  return itkDynamicCastInDebugMode<PhaseHarmonicMoments *>(this->GetPrimaryOutput());
}

const PhaseHarmonicMoments *
PhaseHarmonicMomentsReader::GetOutput() const
{
  return itkDynamicCastInDebugMode<const PhaseHarmonicMoments *>(this->GetPrimaryOutput());
}

void
PhaseHarmonicMomentsReader::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (m_FileName.empty())
  {
    itkExceptionMacro(<< "The name of the file to read is not set.");
  }
}

void
PhaseHarmonicMomentsReader::GenerateData()
{
  try
  {
    if (phaseharmonics::MomentFormatOfPath(m_FileName) == phaseharmonics::MomentFormat::Hdf5)
    {
      this->GetOutput()->SetMoments(phaseharmonics::ReadMoments(m_FileName));
      this->GetOutput()->SetNormalization(MomentSetEnums::Normalization::Target);
    }
    else
    {
      auto normalization = phaseharmonics::MomentNormalization::Target;
      this->GetOutput()->SetMoments(phaseharmonics::ReadMomentsCsv(m_FileName, &normalization));
      this->GetOutput()->SetNormalization(normalization == phaseharmonics::MomentNormalization::None
                                            ? MomentSetEnums::Normalization::None
                                            : MomentSetEnums::Normalization::Target);
    }
  }
  catch (const std::runtime_error & error)
  {
    itkExceptionMacro(<< error.what());
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

void
PhaseHarmonicMomentsReader::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "FileName: " << m_FileName << std::endl;
}
} // namespace itk
