// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseSeparationImageFilter_hxx
#define itkSparseSeparationImageFilter_hxx

#include "itkMultiThreaderExecutor.h"
#include "itkSparseSeparationImageFilter.h"

#include <memory>
#include <vector>

namespace itk
{
template <typename TImage>
SparseSeparationImageFilter<TImage>::SparseSeparationImageFilter()
{
  this->AddRequiredInputName("SecondDictionary");
  this->SetNumberOfRequiredOutputs(3);
  for (unsigned int i = 1; i < 3; ++i)
  {
    this->SetNthOutput(i, this->MakeOutput(i));
  }
}

template <typename TImage>
void
SparseSeparationImageFilter<TImage>::SetSecondDictionary(const Dictionary * dictionary)
{
  this->ProcessObject::SetInput("SecondDictionary", const_cast<Dictionary *>(dictionary));
}

template <typename TImage>
const Dictionary *
SparseSeparationImageFilter<TImage>::GetSecondDictionary() const
{
  return itkDynamicCastInDebugMode<const Dictionary *>(this->ProcessObject::GetInput("SecondDictionary"));
}

template <typename TImage>
void
SparseSeparationImageFilter<TImage>::GenerateOutputInformation()
{
  Superclass::GenerateOutputInformation();
  const_cast<Dictionary *>(this->GetSecondDictionary())->Update();
}

template <typename TImage>
void
SparseSeparationImageFilter<TImage>::GenerateInputRequestedRegion()
{
  Superclass::GenerateInputRequestedRegion();
  const_cast<TImage *>(this->GetInput())->SetRequestedRegionToLargestPossibleRegion();
}

template <typename TImage>
void
SparseSeparationImageFilter<TImage>::EnlargeOutputRequestedRegion(DataObject * output)
{
  Superclass::EnlargeOutputRequestedRegion(output);
  output->SetRequestedRegionToLargestPossibleRegion();
}

template <typename TImage>
void
SparseSeparationImageFilter<TImage>::GenerateData()
{
  this->UpdateProgress(0.0f);
  const TImage * const        input = this->GetInput();
  const RegionType &          region = input->GetRequestedRegion();
  const SizeValueType         channels = input->GetNumberOfComponentsPerPixel();
  const MultiThreaderExecutor executor(this);
  const auto                  first = this->MakeAtoms();
  this->VerifyAtoms(*first);
  this->VerifyIsFinite(input, region, "The input");
  this->CallKernel([&] {
    auto atoms =
      std::make_shared<AtomsType>(first->JoinedWith(this->GetSecondDictionary()->template GetAtomsAs<RealType>()));
    atoms->Normalize();
    std::vector<RealType> image(region.GetNumberOfPixels() * channels);
    this->CopyToArray(input, region, image.data());
    std::vector<double> means(channels);
    for (SizeValueType i = 0; i < image.size(); ++i)
    {
      means[i % channels] += static_cast<double>(image[i]) / static_cast<double>(region.GetNumberOfPixels());
    }
    for (SizeValueType i = 0; i < image.size(); ++i)
    {
      image[i] -= static_cast<RealType>(means[i % channels]);
    }
    const auto parts =
      this->EstimateParts(image,
                          atoms,
                          this->MakeProblem(),
                          { first->GetNumberOfAtoms(), atoms->GetNumberOfAtoms() },
                          m_CenterPatches ? Superclass::PatchMeans::Removed : Superclass::PatchMeans::Coded,
                          executor);
    for (SizeValueType i = 0; i < image.size(); ++i)
    {
      image[i] += static_cast<RealType>(means[i % channels]) - parts[0][i] - parts[1][i];
    }
    this->AllocateOutputs();
    this->CopyToOutput(parts[0], this->GetFirstPart());
    this->CopyToOutput(parts[1], this->GetSecondPart());
    this->CopyToOutput(image, this->GetResidual());
  });
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
SparseSeparationImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "CenterPatches: " << (m_CenterPatches ? "On" : "Off") << std::endl;
}
} // namespace itk

#endif
