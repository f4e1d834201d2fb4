// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseCodeImageFilter_hxx
#define itkSparseCodeImageFilter_hxx

#include "itkSparseCodeImageFilter.h"
#include "itkMultiThreaderExecutor.h"
#include "phSparseCoder.h"

#include <algorithm>
#include <vector>

namespace itk
{
template <typename TImage>
void
SparseCodeImageFilter<TImage>::GenerateOutputInformation()
{
  Superclass::GenerateOutputInformation();
  const auto          atoms = this->MakeAtoms();
  const SizeValueType channels = this->GetInput()->GetNumberOfComponentsPerPixel();
  if (atoms->GetLength() != channels)
  {
    itkExceptionMacro(<< "The atoms of the dictionary have " << atoms->GetLength()
                      << " entries, the pixels of the image have " << channels << " components.");
  }
  this->GetOutput()->SetNumberOfComponentsPerPixel(static_cast<unsigned int>(atoms->GetNumberOfAtoms()));
}

template <typename TImage>
void
SparseCodeImageFilter<TImage>::GenerateData()
{
  const TImage * const        input = this->GetInput();
  TImage * const              output = this->GetOutput();
  const MultiThreaderExecutor executor(this);
  const RegionType            region = output->GetRequestedRegion();
  this->UpdateProgress(0.0f);
  this->VerifyIsFinite(input, region, "The input");
  const auto coder = this->CallKernel([&] {
    return phaseharmonics::MakeSparseCoder<RealType>(
      this->MakeAtoms(), this->GetKernelSolver(), this->MakeProblem(), this->MakeStopping(), executor);
  });
  this->AllocateOutputs();

  // The pixels of a region are not contiguous in a larger buffer, and a copy of all would take as much memory again.
  constexpr SizeValueType vectorsOfBlock = 4096;
  const SizeValueType     channels = input->GetNumberOfComponentsPerPixel();
  const SizeValueType     atoms = coder->GetDictionary().GetNumberOfAtoms();
  const SizeValueType     lineLength = region.GetSize(0);
  const SizeValueType     lines = region.GetNumberOfPixels() / lineLength;
  const SizeValueType     linesOfBlock = std::max<SizeValueType>(1, vectorsOfBlock / lineLength);
  RegionType              starts = region;
  starts.SetSize(0, 1);
  const ImageRegionIndexRange<ImageDimension>   range(starts);
  auto                                          line = range.begin();
  std::vector<RealType>                         vectors(linesOfBlock * lineLength * channels);
  std::vector<phaseharmonics::SparseCodeReport> reports;
  phaseharmonics::SparseCodeSummary             summary;
  for (SizeValueType first = 0; first < lines; first += linesOfBlock)
  {
    const SizeValueType last = std::min(first + linesOfBlock, lines);
    RealType *          vector = vectors.data();
    for (SizeValueType i = first; i < last; ++i, ++line)
    {
      vector =
        std::copy_n(input->GetBufferPointer() + input->ComputeOffset(*line) * channels, lineLength * channels, vector);
    }
    reports.assign((last - first) * lineLength, phaseharmonics::SparseCodeReport());
    this->CallKernel([&] {
      coder->Encode(vectors.data(),
                    reports.size(),
                    output->GetBufferPointer() + first * lineLength * atoms,
                    false,
                    reports.data(),
                    executor);
    });
    summary.Add(reports);
    this->SetSummary(summary, atoms);
    this->UpdateProgress(static_cast<float>(last) / static_cast<float>(lines));
    if (this->GetAbortGenerateData())
    {
      throw ProcessAborted(__FILE__, __LINE__);
    }
  }
}
} // namespace itk

#endif
