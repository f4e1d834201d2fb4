// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseFilterTestTools_h
#define itkSparseFilterTestTools_h

#include "itkDictionary.h"
#include "itkPhaseHarmonicsTestTools.h"

#include "itkVectorImage.h"

namespace phaseharmonics_test
{
/** Normal random atoms of unit norm; `size` is that of the support. */
inline itk::Dictionary::Pointer
RandomAtoms(const std::vector<std::size_t> & size, std::size_t channels, std::size_t count, unsigned int seed = 3)
{
  phaseharmonics::Grid support;
  support.dimension = static_cast<unsigned int>(size.size());
  std::copy(size.begin(), size.end(), support.size.begin());
  itk::Dictionary::AtomsType atoms(support, channels, count);
  phaseharmonics::FillStandardNormal(atoms.data(), count * atoms.GetLength(), seed, 1);
  atoms.Normalize();
  auto dictionary = itk::Dictionary::New();
  dictionary->SetAtoms(atoms);
  return dictionary;
}

/** Noise with several components on the grid of NoiseImage. */
template <typename TReal, unsigned int VDimension>
typename itk::VectorImage<TReal, VDimension>::Pointer
NoiseVectorImage(const std::vector<unsigned int> & size, unsigned int channels, unsigned int seed)
{
  const auto geometry = NoiseImage<itk::Image<TReal, VDimension>>(size, seed);
  auto       image = itk::VectorImage<TReal, VDimension>::New();
  image->CopyInformation(geometry);
  image->SetRegions(geometry->GetLargestPossibleRegion());
  image->SetNumberOfComponentsPerPixel(channels);
  image->Allocate();
  phaseharmonics::FillStandardNormal(
    image->GetBufferPointer(), geometry->GetLargestPossibleRegion().GetNumberOfPixels() * channels, seed, 2);
  return image;
}

/** The components of all pixels of the buffer, one pixel after the other. */
template <typename TImage>
std::vector<double>
Components(const TImage * image)
{
  const auto * const begin = image->GetBufferPointer();
  return { begin, begin + image->GetBufferedRegion().GetNumberOfPixels() * image->GetNumberOfComponentsPerPixel() };
}
} // namespace phaseharmonics_test

#endif
