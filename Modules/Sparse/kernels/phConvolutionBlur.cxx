// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionBlurInternal.h"

#include "phFourierTransform.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
std::size_t
RadiusOfGaussian(double sigma)
{
  return static_cast<std::size_t>(std::ceil(5.0 * sigma));
}

// The Gaussian repeated with the period of the grid.
std::vector<double>
PeriodicGaussian(double sigma, std::size_t period)
{
  std::vector<double> values(period, 0.0);
  const long          radius = static_cast<long>(RadiusOfGaussian(sigma));
  const long          n = static_cast<long>(period);
  double              sum = 0.0;
  for (long u = -radius; u <= radius; ++u)
  {
    const double value = std::exp(-0.5 * (static_cast<double>(u) / sigma) * (static_cast<double>(u) / sigma));
    values[static_cast<std::size_t>((u % n + n) % n)] += value;
    sum += value;
  }
  for (double & value : values)
  {
    value /= sum;
  }
  return values;
}
} // namespace

void
CheckBlur(const ConvolutionObservationOptions & options, const Grid & fine)
{
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    const double sigma = options.blurSigma[axis];
    if (!(sigma >= 0.0) || !std::isfinite(sigma) || (axis >= fine.dimension && sigma != 0.0))
    {
      throw std::invalid_argument("The standard deviation of the blur along axis " + std::to_string(axis) + " is " +
                                  std::to_string(sigma) + "; it must be at least 0, and 0 beyond the dimension.");
    }
  }
  const BlurKernel & kernel = options.kernel;
  if (kernel.values.empty())
  {
    return;
  }
  if (kernel.values.size() != kernel.grid.NumberOfPixels())
  {
    throw std::invalid_argument("The blur kernel has " + std::to_string(kernel.values.size()) + " values for " +
                                std::to_string(kernel.grid.NumberOfPixels()) + " pixels.");
  }
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    if (kernel.grid.size[axis] > fine.size[axis])
    {
      throw std::invalid_argument("The blur kernel has " + std::to_string(kernel.grid.size[axis]) +
                                  " pixels along axis " + std::to_string(axis) + ", more than the " +
                                  std::to_string(fine.size[axis]) + " of the image.");
    }
    if (kernel.center[axis] >= kernel.grid.size[axis])
    {
      throw std::invalid_argument("The center of the blur kernel lies outside of it.");
    }
  }
  const auto isFinite = [](double value) { return std::isfinite(value); };
  if (!std::all_of(kernel.values.begin(), kernel.values.end(), isFinite))
  {
    throw std::invalid_argument("The blur kernel has values that are not finite.");
  }
  if (std::all_of(kernel.values.begin(), kernel.values.end(), [](double value) { return value == 0.0; }))
  {
    throw std::invalid_argument("The blur kernel is zero.");
  }
}

std::size_t
ExtentOfBlur(const ConvolutionObservationOptions & options, unsigned int axis)
{
  const std::size_t extent = options.kernel.values.empty() ? 0 : options.kernel.grid.size[axis] - 1;
  return extent + 2 * RadiusOfGaussian(options.blurSigma[axis]);
}

AlignedBuffer<std::complex<double>>
TransferFunctionOfBlur(const ConvolutionObservationOptions & options, const Grid & grid)
{
  const auto & sigmas = options.blurSigma;
  const bool   isGaussian = std::any_of(sigmas.begin(), sigmas.end(), [](double sigma) { return sigma > 0.0; });
  if (options.kernel.values.empty() && !isGaussian)
  {
    return {};
  }
  AlignedBuffer<std::complex<double>> spectrum(grid.NumberOfHalfBins());
  if (options.kernel.values.empty())
  {
    spectrum.Fill(1.0);
  }
  else
  {
    const BlurKernel &    kernel = options.kernel;
    AlignedBuffer<double> image(grid.NumberOfPixels());
    const auto            position = [&](std::size_t u, unsigned int axis) {
      return (u + grid.size[axis] - kernel.center[axis]) % grid.size[axis];
    };
    std::size_t i = 0;
    for (std::size_t z = 0; z < kernel.grid.size[2]; ++z)
    {
      for (std::size_t y = 0; y < kernel.grid.size[1]; ++y)
      {
        const std::size_t row = grid.size[0] * (position(y, 1) + grid.size[1] * position(z, 2));
        for (std::size_t x = 0; x < kernel.grid.size[0]; ++x)
        {
          image[row + position(x, 0)] += kernel.values[i++];
        }
      }
    }
    FourierTransform<double>(grid).Forward(image.data(), spectrum.data());
  }
  std::array<std::vector<double>, 3> gaussians;
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    gaussians[axis].assign(grid.size[axis], 1.0);
    if (sigmas[axis] > 0.0)
    {
      const Grid                        line{ 1, { { grid.size[axis], 1, 1 } } };
      const auto                        values = PeriodicGaussian(sigmas[axis], grid.size[axis]);
      std::vector<std::complex<double>> half(line.HalfWidth());
      FourierTransform<double>(line).Forward(values.data(), half.data());
      for (std::size_t bin = 0; bin < grid.size[axis]; ++bin)
      {
        gaussians[axis][bin] = half[std::min(bin, grid.size[axis] - bin)].real();
      }
    }
  }
  std::size_t bin = 0;
  for (const double z : gaussians[2])
  {
    for (const double y : gaussians[1])
    {
      for (std::size_t x = 0; x < grid.HalfWidth(); ++x)
      {
        spectrum[bin++] *= gaussians[0][x] * y * z;
      }
    }
  }
  return spectrum;
}
} // namespace phaseharmonics
