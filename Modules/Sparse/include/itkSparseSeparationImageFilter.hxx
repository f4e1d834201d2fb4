// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseSeparationImageFilter_hxx
#define itkSparseSeparationImageFilter_hxx

#include "itkMultiThreaderExecutor.h"
#include "itkSparseSeparationImageFilter.h"
#include "phPatchDenoising.h"

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
  const MultiThreaderExecutor executor(this);
  const auto                  first = this->MakeAtoms();
  const auto                  second = this->GetSecondDictionary()->template GetAtomsAs<RealType>();
  const auto                  image = this->CopyInput();
  this->CallKernel([&] {
    phaseharmonics::SparseCodeSummary summary;
    const auto                        textures =
      phaseharmonics::SeparatePatches(this->MakeDomain().image,
                                      image.data(),
                                      this->GetInput()->GetNumberOfComponentsPerPixel(),
                                      *first,
                                      second,
                                      this->MakePatchOptions(),
                                      m_CenterPatches,
                                      summary,
                                      executor,
                                      this->MakePatchObserver(first->GetNumberOfAtoms() + second.GetNumberOfAtoms()));
    if (textures.residual.empty())
    {
      throw ProcessAborted(__FILE__, __LINE__);
    }
    this->AllocateOutputs();
    this->CopyToOutput(textures.first, this->GetFirstPart());
    this->CopyToOutput(textures.second, this->GetSecondPart());
    this->CopyToOutput(textures.residual, this->GetResidual());
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
