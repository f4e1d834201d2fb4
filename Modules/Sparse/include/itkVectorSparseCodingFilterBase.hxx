// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkVectorSparseCodingFilterBase_hxx
#define itkVectorSparseCodingFilterBase_hxx

#include "itkVectorSparseCodingFilterBase.h"

namespace itk
{
template <typename TImage>
VectorSparseCodingFilterBase<TImage>::VectorSparseCodingFilterBase()
{
  this->AddRequiredInputName("Dictionary");
}

template <typename TImage>
void
VectorSparseCodingFilterBase<TImage>::GenerateOutputInformation()
{
  Superclass::GenerateOutputInformation();
  // The atoms say which regions and channels they fit to.
  const_cast<Dictionary *>(this->GetDictionary())->Update();
}

template <typename TImage>
auto
VectorSparseCodingFilterBase<TImage>::MakeAtoms() const -> std::shared_ptr<const AtomsType>
{
  auto atoms = std::make_shared<const AtomsType>(this->GetDictionary()->template GetAtomsAs<RealType>());
  if (atoms->GetNumberOfAtoms() == 0)
  {
    itkExceptionMacro(<< "The dictionary has no atoms.");
  }
  return atoms;
}

template <typename TImage>
phaseharmonics::SparseSolver
VectorSparseCodingFilterBase<TImage>::GetKernelSolver() const
{
  switch (m_Solver)
  {
    case SolverEnum::ISTA:
      return phaseharmonics::SparseSolver::ISTA;
    case SolverEnum::FISTA:
      return phaseharmonics::SparseSolver::FISTA;
    case SolverEnum::ISTC:
      return phaseharmonics::SparseSolver::ISTC;
    case SolverEnum::CoordinateDescent:
      return phaseharmonics::SparseSolver::CoordinateDescent;
    default:
      return phaseharmonics::SparseSolver::Automatic;
  }
}

template <typename TImage>
void
VectorSparseCodingFilterBase<TImage>::SetSummary(const phaseharmonics::SparseCodeSummary & summary,
                                                 SizeValueType                             numberOfAtoms)
{
  m_SupportFraction = summary.SupportFraction(numberOfAtoms);
  m_LargestRelativeDualGap = summary.largestRelativeDualGap;
  m_ConvergedFraction = summary.ConvergedFraction();
}

template <typename TImage>
void
VectorSparseCodingFilterBase<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Solver: " << m_Solver << std::endl;
  os << indent << "SupportFraction: " << m_SupportFraction << std::endl;
  os << indent << "LargestRelativeDualGap: " << m_LargestRelativeDualGap << std::endl;
  os << indent << "ConvergedFraction: " << m_ConvergedFraction << std::endl;
}
} // namespace itk

#endif
