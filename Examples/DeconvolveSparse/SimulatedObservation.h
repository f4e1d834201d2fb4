// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SimulatedObservation_h
#define SimulatedObservation_h

#include "DeconvolutionOptions.h"
#include "ImageArray.h"

#include "itkMultiThreaderExecutor.h"
#include "phConvolutionObservation.h"
#include "phRandom.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** A sharp image blurred, kept at every N-th pixel, and made noisy. Throws a one-line error if its size is no multiple
 *  of N, or the kernel has no sum. */
template <typename TImage>
typename TImage::Pointer
SimulateObservation(const TImage * truth, const TImage * kernel, const DeconvolutionOptions & options)
{
  using namespace phaseharmonics;
  using PixelType = typename TImage::PixelType;
  Grid                          grid = GridOf(truth);
  const Grid                    fine = grid;
  const auto                    spacing = SpacingOf(truth);
  ConvolutionObservationOptions model;
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    if (fine.size[axis] % options.decimation != 0)
    {
      throw std::runtime_error(options.input.path + ": " + std::to_string(fine.size[axis]) +
                               " pixels are no multiple of --decimation " + std::to_string(options.decimation) +
                               "; use --crop");
    }
    grid.size[axis] /= options.decimation;
    model.decimation[axis] = options.decimation;
    model.blurSigma[axis] = options.blurSigma / (options.usesImageSpacing ? spacing[axis] : 1.0);
  }
  if (kernel != nullptr)
  {
    model.kernel.grid = GridOf(kernel);
    model.kernel.values = ValuesOf(kernel);
    const double sum = std::accumulate(model.kernel.values.begin(), model.kernel.values.end(), 0.0);
    if (sum == 0.0)
    {
      throw std::runtime_error(options.kernel + ": the sum of its pixels is zero");
    }
    for (double & value : model.kernel.values)
    {
      value /= sum;
    }
    for (unsigned int axis = 0; axis < grid.dimension; ++axis)
    {
      model.kernel.center[axis] = model.kernel.grid.size[axis] / 2;
    }
  }
  Grid atom;
  atom.dimension = grid.dimension;
  const ConvolutionObservation<PixelType> observation(grid, model, atom);

  const auto                       multiThreader = itk::MultiThreaderBase::New();
  const itk::MultiThreaderExecutor executor(multiThreader);
  std::vector<PixelType>           working(observation.GetWorkingGrid().NumberOfPixels());
  std::vector<PixelType>           workingObserved(observation.GetWorkingObservedGrid().NumberOfPixels());
  std::vector<PixelType>           noise(grid.NumberOfPixels());
  observation.ExtendFine(truth->GetBufferPointer(), 1, working.data());
  observation.Apply(working.data(), 1, workingObserved.data(), executor);
  FillStandardNormal(noise.data(), noise.size(), options.seed, 0);

  const auto                   image = TImage::New();
  auto                         region = truth->GetLargestPossibleRegion();
  typename TImage::SpacingType coarse = truth->GetSpacing();
  typename TImage::PointType   origin;
  truth->TransformIndexToPhysicalPoint(region.GetIndex(), origin);
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    region.SetIndex(axis, 0);
    region.SetSize(axis, grid.size[axis]);
    coarse[axis] *= options.decimation;
  }
  image->SetRegions(region);
  image->SetSpacing(coarse);
  image->SetOrigin(origin);
  image->SetDirection(truth->GetDirection());
  image->Allocate();
  observation.CropObserved(workingObserved.data(), 1, image->GetBufferPointer());
  std::transform(noise.begin(), noise.end(), image->GetBufferPointer(), image->GetBufferPointer(), [&](auto n, auto y) {
    return y + static_cast<PixelType>(options.simulatedNoise) * n;
  });
  return image;
}
} // namespace phaseharmonics_examples

#endif
