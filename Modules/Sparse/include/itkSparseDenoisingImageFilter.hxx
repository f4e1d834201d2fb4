// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseDenoisingImageFilter_hxx
#define itkSparseDenoisingImageFilter_hxx

#include "itkSparseDenoisingImageFilter.h"
#include "itkMultiThreaderExecutor.h"
#include "phPatches.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace itk
{
template <typename TImage>
void
SparseDenoisingImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (this->GetLambda() == 0.0 &&
      !(m_NoiseStandardDeviation * m_NoiseFactor > 0.0 && std::isfinite(m_NoiseStandardDeviation * m_NoiseFactor)))
  {
    itkExceptionMacro(<< "NoiseStandardDeviation is " << m_NoiseStandardDeviation << " and NoiseFactor "
                      << m_NoiseFactor << "; both must be positive unless Lambda is set.");
  }
  if (m_Stride == 0)
  {
    itkExceptionMacro(<< "Stride must be at least 1.");
  }
}

template <typename TImage>
void
SparseDenoisingImageFilter<TImage>::VerifyAtoms(const AtomsType & atoms) const
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
SparseDenoisingImageFilter<TImage>::GenerateInputRequestedRegion()
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
void
SparseDenoisingImageFilter<TImage>::GenerateData()
{
  using phaseharmonics::PatchGeometry;
  this->UpdateProgress(0.0f);
  const TImage * const        input = this->GetInput();
  TImage * const              output = this->GetOutput();
  const MultiThreaderExecutor executor(this);
  const auto                  given = this->MakeAtoms();
  this->VerifyAtoms(*given);
  const RegionType & largest = input->GetLargestPossibleRegion();
  const RegionType & wanted = output->GetRequestedRegion();
  const RegionType & region = input->GetRequestedRegion();
  this->VerifyIsFinite(input, region, "The input");
  const SizeValueType channels = input->GetNumberOfComponentsPerPixel();

  this->CallKernel([&] {
    auto atoms = std::make_shared<AtomsType>(*given);
    atoms->Normalize();
    auto problem = this->MakeProblem();
    if (this->GetLambda() == 0.0)
    {
      problem.lambdaIsRatio = false;
      problem.lambda = m_NoiseFactor * m_NoiseStandardDeviation;
    }
    const auto coder = this->MakeCoder(atoms, problem, executor);

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

    std::vector<RealType> image(region.GetNumberOfPixels() * channels);
    this->CopyToArray(input, region, image.data());
    phaseharmonics::PatchAverage<RealType> average(geometry);

    constexpr SizeValueType              patchesOfBlock = 8192;
    const SizeValueType                  length = geometry.GetPatchLength();
    const SizeValueType                  total = starts[0].size() * starts[1].size() * starts[2].size();
    std::vector<PatchGeometry::Position> positions;
    std::vector<RealType>                patches(patchesOfBlock * length);
    std::vector<RealType>                means(patchesOfBlock * channels);
    std::vector<RealType>                codes(patchesOfBlock * atoms->GetNumberOfAtoms());
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
        phaseharmonics::RemoveMeans(geometry, &patches[i * length], 1, &means[i * channels]);
      });
      this->EncodeVectors(*coder, patches.data(), count, codes.data(), executor);
      phaseharmonics::Decode(*atoms, codes.data(), count, patches.data(), executor);
      average.Add(positions, patches.data(), means.data(), executor);
      this->UpdateProgress(static_cast<float>(0.99 * static_cast<double>(first + count) / static_cast<double>(total)));
      if (this->GetAbortGenerateData())
      {
        throw ProcessAborted(__FILE__, __LINE__);
      }
    }

    average.GetImage(image.data());
    auto estimate = TImage::New();
    estimate->CopyInformation(input);
    estimate->SetBufferedRegion(region);
    estimate->Allocate();
    std::copy(image.begin(), image.end(), estimate->GetBufferPointer());
    this->AllocateOutputs();
    this->CopyToArray(estimate.GetPointer(), wanted, output->GetBufferPointer());
  });
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
SparseDenoisingImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "NoiseStandardDeviation: " << m_NoiseStandardDeviation << std::endl;
  os << indent << "NoiseFactor: " << m_NoiseFactor << std::endl;
  os << indent << "Stride: " << m_Stride << std::endl;
}
} // namespace itk

#endif
