// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPatchSparseCodingFilterBase_hxx
#define itkPatchSparseCodingFilterBase_hxx

#include "itkPatchSparseCodingFilterBase.h"
#include "phPatches.h"
#include "phSupportFit.h"

#include <algorithm>
#include <array>

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
PatchSparseCodingFilterBase<TImage>::VerifyAtoms(const AtomsType & atoms) const
{
  const SizeValueType channels = this->GetInput()->GetNumberOfComponentsPerPixel();
  if (atoms.GetNumberOfChannels() != channels)
  {
    itkExceptionMacro(<< "The atoms of the dictionary have " << atoms.GetNumberOfChannels()
                      << " channels, the image has " << channels << '.');
  }
  if (atoms.GetSupport().dimension != ImageDimension)
  {
    itkExceptionMacro(<< "The atoms of the dictionary have " << atoms.GetSupport().dimension
                      << " dimensions, the image has " << ImageDimension << '.');
  }
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    if (m_Stride > atoms.GetSupport().size[axis])
    {
      itkExceptionMacro(<< "Stride is " << m_Stride << ", but atoms have " << atoms.GetSupport().size[axis]
                        << " pixels along axis " << axis << ": pixels between the patches would be lost.");
    }
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
auto
PatchSparseCodingFilterBase<TImage>::EstimateParts(const std::vector<RealType> &             image,
                                                   const std::shared_ptr<const AtomsType> &  atoms,
                                                   const phaseharmonics::SparseCodeProblem & problem,
                                                   const std::vector<SizeValueType> &        partEnds,
                                                   PatchMeans                                means,
                                                   const phaseharmonics::Executor &          executor)
  -> std::vector<std::vector<RealType>>
{
  using phaseharmonics::PatchGeometry;
  const RegionType &  largest = this->GetInput()->GetLargestPossibleRegion();
  const RegionType &  region = this->GetInput()->GetRequestedRegion();
  const RegionType &  wanted = this->GetOutput()->GetRequestedRegion();
  const SizeValueType channels = this->GetInput()->GetNumberOfComponentsPerPixel();
  const auto          coder = this->MakeCoder(atoms, problem, executor);

  // Patches have their places in the image, whatever its region; those of no wanted pixel are left out.
  const PatchGeometry                     whole(this->GridOfRegion(largest), channels, atoms->GetSupport());
  const PatchGeometry                     geometry(this->GridOfRegion(region), channels, atoms->GetSupport());
  std::array<std::vector<std::size_t>, 3> starts;
  starts.fill({ 0 });
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    const SizeValueType support = atoms->GetSupport().size[axis];
    starts[axis].clear();
    for (const std::size_t start : phaseharmonics::PatchStarts(whole.GetImage().size[axis], support, m_Stride))
    {
      const auto index = largest.GetIndex(axis) + static_cast<IndexValueType>(start);
      if (index + static_cast<IndexValueType>(support) > wanted.GetIndex(axis) &&
          index < wanted.GetIndex(axis) + static_cast<IndexValueType>(wanted.GetSize(axis)))
      {
        starts[axis].push_back(static_cast<std::size_t>(index - region.GetIndex(axis)));
      }
    }
  }

  constexpr SizeValueType                             patchesOfBlock = 8192;
  const SizeValueType                                 length = geometry.GetPatchLength();
  const SizeValueType                                 K = atoms->GetNumberOfAtoms();
  const SizeValueType                                 total = starts[0].size() * starts[1].size() * starts[2].size();
  std::vector<phaseharmonics::PatchAverage<RealType>> averages(partEnds.size(),
                                                               phaseharmonics::PatchAverage<RealType>(geometry));
  std::vector<PatchGeometry::Position>                positions;
  std::vector<RealType>                               patches(patchesOfBlock * length);
  std::vector<RealType>                               patchMeans(patchesOfBlock * channels);
  std::vector<RealType>                               codes(patchesOfBlock * K);
  std::vector<RealType>                               codesOfPart(partEnds.size() > 1 ? codes.size() : 0);
  this->StartCounting();
  for (SizeValueType first = 0; first < total; first += patchesOfBlock)
  {
    const SizeValueType count = std::min(patchesOfBlock, total - first);
    positions.clear();
    for (SizeValueType i = first; i < first + count; ++i)
    {
      positions.push_back({ { starts[0][i % starts[0].size()],
                              starts[1][i / starts[0].size() % starts[1].size()],
                              starts[2][i / (starts[0].size() * starts[1].size())] } });
    }
    executor.ParallelFor(count, [&](std::size_t i) {
      geometry.Extract(image.data(), positions[i], &patches[i * length]);
      if (means != PatchMeans::Coded)
      {
        phaseharmonics::RemoveMeans(geometry, &patches[i * length], 1, &patchMeans[i * channels]);
      }
    });
    this->EncodeVectors(*coder, patches.data(), count, codes.data(), executor);
    if (m_Debias)
    {
      phaseharmonics::FitSupports(*atoms, patches.data(), count, problem.isNonNegative, codes.data(), executor);
    }
    if (means != PatchMeans::Restored)
    {
      std::fill(patchMeans.begin(), patchMeans.end(), RealType(0));
    }
    for (SizeValueType part = 0; part < partEnds.size(); ++part)
    {
      const SizeValueType begin = part == 0 ? 0 : partEnds[part - 1];
      if (partEnds.size() > 1)
      {
        std::fill(codesOfPart.begin(), codesOfPart.end(), RealType(0));
        for (SizeValueType i = 0; i < count; ++i)
        {
          std::copy(&codes[i * K] + begin, &codes[i * K] + partEnds[part], &codesOfPart[i * K] + begin);
        }
      }
      const auto & decoded = partEnds.size() > 1 ? codesOfPart : codes;
      phaseharmonics::Decode(*atoms, decoded.data(), count, patches.data(), executor);
      averages[part].Add(positions, patches.data(), patchMeans.data(), executor);
      std::fill(patchMeans.begin(), patchMeans.end(), RealType(0));
    }
    this->UpdateProgress(static_cast<float>(0.99 * static_cast<double>(first + count) / static_cast<double>(total)));
    if (this->GetAbortGenerateData())
    {
      throw ProcessAborted(__FILE__, __LINE__);
    }
  }

  std::vector<std::vector<RealType>> parts;
  for (const auto & average : averages)
  {
    parts.emplace_back(image.size());
    average.GetImage(parts.back().data());
  }
  return parts;
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
