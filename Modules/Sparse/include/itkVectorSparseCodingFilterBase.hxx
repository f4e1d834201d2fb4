// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkVectorSparseCodingFilterBase_hxx
#define itkVectorSparseCodingFilterBase_hxx

#include "itkVectorSparseCodingFilterBase.h"

#include <algorithm>
#include <vector>

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
auto
VectorSparseCodingFilterBase<TImage>::MakeCoder(std::shared_ptr<const AtomsType>          atoms,
                                                const phaseharmonics::SparseCodeProblem & problem,
                                                const phaseharmonics::Executor &          executor) const
  -> std::unique_ptr<CoderType>
{
  const auto kernelSolver = [this] {
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
  };
  return this->CallKernel([&] {
    return phaseharmonics::MakeSparseCoder<RealType>(
      std::move(atoms), kernelSolver(), problem, this->MakeStopping(), executor);
  });
}

template <typename TImage>
void
VectorSparseCodingFilterBase<TImage>::StartCounting()
{
  m_NumberOfVectors = 0;
  m_SupportSize = 0;
  m_NumberOfConverged = 0;
  m_LargestRelativeDualGap = 0.0;
}

template <typename TImage>
void
VectorSparseCodingFilterBase<TImage>::EncodeVectors(const CoderType &                coder,
                                                    const RealType *                 vectors,
                                                    SizeValueType                    count,
                                                    RealType *                       codes,
                                                    const phaseharmonics::Executor & executor)
{
  std::vector<phaseharmonics::SparseCodeReport> reports(count);
  this->CallKernel([&] { coder.Encode(vectors, count, codes, false, reports.data(), executor); });
  for (const auto & report : reports)
  {
    m_SupportSize += report.supportSize;
    m_NumberOfConverged += report.hasConverged ? 1 : 0;
    m_LargestRelativeDualGap = std::max(m_LargestRelativeDualGap, report.relativeDualGap);
  }
  m_NumberOfVectors += count;
  const auto number = static_cast<double>(std::max<SizeValueType>(1, m_NumberOfVectors));
  m_SupportFraction =
    static_cast<double>(m_SupportSize) / (number * static_cast<double>(coder.GetDictionary().GetNumberOfAtoms()));
  m_ConvergedFraction = static_cast<double>(m_NumberOfConverged) / number;
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
