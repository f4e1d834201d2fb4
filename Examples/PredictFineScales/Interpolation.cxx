// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Interpolation.h"

#include "itkBSplineInterpolateImageFunction.h"
#include "itkImage.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace phaseharmonics_examples
{
namespace
{
// Weights of the pixels at -1, 0, 1, 2 for a position t in 0..1.
std::array<double, 4>
KeysWeights(double t)
{
  return { { 0.5 * t * (-1.0 + t * (2.0 - t)),
             1.0 + 0.5 * t * t * (-5.0 + 3.0 * t),
             0.5 * t * (1.0 + t * (4.0 - 3.0 * t)),
             0.5 * t * t * (t - 1.0) } };
}

double
PositionOf(std::size_t pixel, unsigned int axis, const Grid & coarse, const Grid & fine)
{
  return static_cast<double>(pixel) * static_cast<double>(coarse.size[axis]) / static_cast<double>(fine.size[axis]);
}

template <unsigned int VDimension>
std::vector<double>
InterpolateByItk(const std::vector<double> & values, const Grid & coarse, const Grid & fine)
{
  using ImageType = itk::Image<double, VDimension>;
  auto                         image = ImageType::New();
  typename ImageType::SizeType size;
  std::copy_n(coarse.size.begin(), VDimension, size.begin());
  image->SetRegions(size);
  image->Allocate();
  std::copy(values.begin(), values.end(), image->GetBufferPointer());
  const auto interpolator = itk::BSplineInterpolateImageFunction<ImageType>::New();
  interpolator->SetSplineOrder(3);
  interpolator->SetInputImage(image);
  std::vector<double>                      result(fine.NumberOfPixels());
  itk::ContinuousIndex<double, VDimension> position;
  for (std::size_t i = 0; i < result.size(); ++i)
  {
    std::size_t rest = i;
    for (unsigned int axis = 0; axis < VDimension; ++axis)
    {
      position[axis] = PositionOf(rest % fine.size[axis], axis, coarse, fine);
      rest /= fine.size[axis];
    }
    result[i] = interpolator->EvaluateAtContinuousIndex(position);
  }
  return result;
}
} // namespace

std::vector<double>
InterpolateByCubicConvolution(const std::vector<double> & values, const Grid & coarse, const Grid & fine)
{
  std::vector<double> result = values;
  Grid                grid = coarse;
  for (unsigned int axis = 0; axis < coarse.dimension; ++axis)
  {
    Grid next = grid;
    next.size[axis] = fine.size[axis];
    std::vector<double> interpolated(next.NumberOfPixels());
    std::size_t         stride = 1;
    for (unsigned int before = 0; before < axis; ++before)
    {
      stride *= grid.size[before];
    }
    const std::size_t n = grid.size[axis];
    for (std::size_t i = 0; i < interpolated.size(); ++i)
    {
      const std::size_t inner = i % stride;
      const std::size_t pixel = i / stride % next.size[axis];
      const std::size_t outer = i / stride / next.size[axis];
      const double      position = PositionOf(pixel, axis, coarse, fine);
      const double      floor = std::floor(position);
      const auto        weights = KeysWeights(position - floor);
      const auto        first = static_cast<std::size_t>(floor) + n - 1;
      for (std::size_t k = 0; k < 4; ++k)
      {
        interpolated[i] += weights[k] * result[inner + stride * ((first + k) % n + n * outer)];
      }
    }
    result = std::move(interpolated);
    grid = next;
  }
  return result;
}

std::vector<double>
InterpolateByBSpline(const std::vector<double> & values, const Grid & coarse, const Grid & fine)
{
  switch (coarse.dimension)
  {
    case 1:
      return InterpolateByItk<1>(values, coarse, fine);
    case 2:
      return InterpolateByItk<2>(values, coarse, fine);
    default:
      return InterpolateByItk<3>(values, coarse, fine);
  }
}
} // namespace phaseharmonics_examples
