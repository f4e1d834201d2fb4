// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkVectorSparseCodingFilterBase_h
#define itkVectorSparseCodingFilterBase_h

#include "itkSparseCodingEnums.h"
#include "itkSparseCodingFilterBase.h"
#include "phSparseCodeSummary.h"

#include <memory>

namespace itk
{
/** \class VectorSparseCodingFilterBase
 *
 * \brief Solver of the filters that compute one sparse code for each of many vectors.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT VectorSparseCodingFilterBase : public SparseCodingFilterBase<TImage, TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(VectorSparseCodingFilterBase);

  using Self = VectorSparseCodingFilterBase;
  using Superclass = SparseCodingFilterBase<TImage, TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkTypeMacro(VectorSparseCodingFilterBase, SparseCodingFilterBase);

  using Superclass::ImageDimension;
  using typename Superclass::AtomsType;
  using typename Superclass::RealType;
  using typename Superclass::RegionType;
  using SolverEnum = SparseCodingEnums::Solver;

  /** Set/Get the solver. Default is Automatic. */
  itkSetEnumMacro(Solver, SolverEnum);
  itkGetEnumMacro(Solver, SolverEnum);

  /** Get the share of coefficients different from zero in the last update, the largest relative duality gap of a
   * vector, and the share of vectors whose gap came within the tolerance. */
  itkGetConstMacro(SupportFraction, double);
  itkGetConstMacro(LargestRelativeDualGap, double);
  itkGetConstMacro(ConvergedFraction, double);

protected:
  VectorSparseCodingFilterBase();
  ~VectorSparseCodingFilterBase() override = default;

  void
  GenerateOutputInformation() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

  /** The atoms; throws if there are none. */
  std::shared_ptr<const AtomsType>
  MakeAtoms() const;

  phaseharmonics::SparseSolver
  GetKernelSolver() const;

  /** Keeps what an update has found so far. */
  void
  SetSummary(const phaseharmonics::SparseCodeSummary & summary, SizeValueType numberOfAtoms);

private:
  SolverEnum m_Solver{ SolverEnum::Automatic };
  double     m_SupportFraction{ 0.0 };
  double     m_LargestRelativeDualGap{ 0.0 };
  double     m_ConvergedFraction{ 0.0 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkVectorSparseCodingFilterBase.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT VectorSparseCodingFilterBase<Image<TReal, VDimension>>;                  \
  extern template class PhaseHarmonics_EXPORT VectorSparseCodingFilterBase<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
