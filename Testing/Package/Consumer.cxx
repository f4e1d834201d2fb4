// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Uses the installed package as somebody else would: an ITK image through the wavelet transform and back, and an error
// that crosses the library's boundary.
#include "PhaseHarmonicsVersion.h"
#include "phWaveletTransform.h"

#include "itkImageRegionIteratorWithIndex.h"

#include <cmath>
#include <cstring>
#include <iostream>
#include <stdexcept>

namespace
{
using Image = itk::Image<double, 2>;

Image::Pointer
MakeImage()
{
  const auto image = Image::New();
  image->SetRegions(Image::SizeType{ { 24, 21 } });
  image->Allocate();
  for (itk::ImageRegionIteratorWithIndex<Image> it(image, image->GetBufferedRegion()); !it.IsAtEnd(); ++it)
  {
    const auto index = it.GetIndex();
    it.Set(std::sin(0.7 * index[0]) + 0.1 * index[0] * std::cos(1.1 * index[1]));
  }
  return image;
}

double
ErrorOfRoundTrip()
{
  using namespace phaseharmonics;
  const auto         image = MakeImage();
  const Grid         grid{ 2, { { 24, 21, 1 } } };
  WaveletBankOptions options;
  options.numberOfScales = 3;
  const SerialExecutor           executor;
  const auto                     bank = std::make_shared<const WaveletBank<double>>(grid, options, executor);
  const WaveletTransform<double> transform(bank);

  std::vector<std::vector<std::complex<double>>> bands;
  std::vector<std::complex<double> *>            pointers;
  for (unsigned int scale = 0; scale < options.numberOfScales; ++scale)
  {
    for (unsigned int orientation = 0; orientation < options.numberOfOrientations; ++orientation)
    {
      bands.emplace_back(bank->GridOfScale(scale).NumberOfPixels());
    }
  }
  for (auto & band : bands)
  {
    pointers.push_back(band.data());
  }
  std::vector<double> lowPass(bank->GridOfScale(options.numberOfScales).NumberOfPixels());
  std::vector<double> back(grid.NumberOfPixels());
  transform.Forward(image->GetBufferPointer(), pointers.data(), lowPass.data(), executor);
  transform.Inverse(pointers.data(), lowPass.data(), back.data(), executor);

  double error = 0.0;
  for (std::size_t i = 0; i < back.size(); ++i)
  {
    error = std::max(error, std::abs(back[i] - image->GetBufferPointer()[i]));
  }
  return error;
}

bool
TooManyScalesAreRefused()
{
  phaseharmonics::WaveletBankOptions options;
  options.numberOfScales = 9;
  try
  {
    phaseharmonics::CheckWaveletBankOptions(phaseharmonics::Grid{ 2, { { 24, 21, 1 } } }, options);
  }
  catch (const std::invalid_argument &)
  {
    return true;
  }
  return false;
}
} // namespace

int
main()
{
  if (std::strcmp(phaseharmonics::GetVersion(), PHASEHARMONICS_VERSION) != 0)
  {
    std::cerr << "library " << phaseharmonics::GetVersion() << ", headers " << PHASEHARMONICS_VERSION << '\n';
    return EXIT_FAILURE;
  }
  const double error = ErrorOfRoundTrip();
  if (!(error < 1e-12))
  {
    std::cerr << "error of the round trip " << error << '\n';
    return EXIT_FAILURE;
  }
  if (!TooManyScalesAreRefused())
  {
    std::cerr << "9 scales of 24x21 pixels were accepted\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
