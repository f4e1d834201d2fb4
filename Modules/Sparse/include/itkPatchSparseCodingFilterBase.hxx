// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPatchSparseCodingFilterBase_hxx
#define itkPatchSparseCodingFilterBase_hxx

#include "itkPatchSparseCodingFilterBase.h"

#include <algorithm>

namespace itk
{
template <typename TImage>
void
PatchSparseCodingFilterBase<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (m_Stride == 0)
  {
    itkExceptionMacro(<< "Stride must be at least 1.");
  }
}

template <typename TImage>
void
PatchSparseCodingFilterBase<TImage>::GenerateInputRequestedRegion()
{
  Superclass::GenerateInputRequestedRegion();
  const auto                    atoms = this->MakeAtoms();
  auto * const                  input = const_cast<TImage *>(this->GetInput());
  RegionType                    region = this->GetOutput()->GetRequestedRegion();
  typename RegionType::SizeType radius;
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    // The last patch of an axis may start less than a stride behind the one before.
    radius[axis] = atoms->GetSupport().size[axis] - 1;
  }
  region.PadByRadius(radius);
  region.Crop(input->GetLargestPossibleRegion());
  input->SetRequestedRegion(region);
}

template <typename TImage>
phaseharmonics::PatchDomain
PatchSparseCodingFilterBase<TImage>::MakeDomain() const
{
  const RegionType & largest = this->GetInput()->GetLargestPossibleRegion();
  const auto         partOf = [&](const RegionType & region) {
    phaseharmonics::ImagePart part;
    part.grid = this->GridOfRegion(region);
    for (unsigned int axis = 0; axis < ImageDimension; ++axis)
    {
      part.begin[axis] = static_cast<std::size_t>(region.GetIndex(axis) - largest.GetIndex(axis));
    }
    return part;
  };
  return { this->GridOfRegion(largest),
           partOf(this->GetInput()->GetRequestedRegion()),
           partOf(this->GetOutput()->GetRequestedRegion()) };
}

template <typename TImage>
phaseharmonics::PatchCodingOptions
PatchSparseCodingFilterBase<TImage>::MakePatchOptions() const
{
  phaseharmonics::PatchCodingOptions options;
  options.problem = this->MakeProblem();
  options.stopping = this->MakeStopping();
  options.solver = this->GetKernelSolver();
  options.stride = m_Stride;
  options.removesBias = m_Debias;
  return options;
}

template <typename TImage>
auto
PatchSparseCodingFilterBase<TImage>::MakePatchObserver(SizeValueType numberOfAtoms) ->
  typename phaseharmonics::PatchEstimator<RealType>::Observer
{
  return [this, numberOfAtoms](double share, const phaseharmonics::SparseCodeSummary & summary) {
    this->SetSummary(summary, numberOfAtoms);
    this->UpdateProgress(static_cast<float>(0.99 * share));
    return !this->GetAbortGenerateData();
  };
}

template <typename TImage>
auto
PatchSparseCodingFilterBase<TImage>::CopyInput() const -> std::vector<RealType>
{
  const TImage * const input = this->GetInput();
  const RegionType &   region = input->GetRequestedRegion();
  this->VerifyIsFinite(input, region, "The input");
  std::vector<RealType> values(region.GetNumberOfPixels() * input->GetNumberOfComponentsPerPixel());
  this->CopyToArray(input, region, values.data());
  return values;
}

template <typename TImage>
void
PatchSparseCodingFilterBase<TImage>::CopyToOutput(const std::vector<RealType> & values, TImage * output) const
{
  auto estimate = TImage::New();
  estimate->CopyInformation(this->GetInput());
  estimate->SetBufferedRegion(this->GetInput()->GetRequestedRegion());
  estimate->Allocate();
  std::copy(values.begin(), values.end(), estimate->GetBufferPointer());
  this->CopyToArray(estimate.GetPointer(), output->GetBufferedRegion(), output->GetBufferPointer());
}

template <typename TImage>
void
PatchSparseCodingFilterBase<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Debias: " << (m_Debias ? "On" : "Off") << std::endl;
  os << indent << "Stride: " << m_Stride << std::endl;
}
} // namespace itk

#endif
