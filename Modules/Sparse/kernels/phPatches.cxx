// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phPatches.h"

#include "phRandom.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
PatchGeometry::PatchGeometry(const Grid & image, std::size_t numberOfChannels, const Grid & support)
  : m_Image(image)
  , m_NumberOfChannels(numberOfChannels)
  , m_Support(support)
{
  for (std::size_t axis = 0; axis < 3; ++axis)
  {
    if (support.size[axis] > image.size[axis])
    {
      throw std::invalid_argument("Patches of " + std::to_string(support.size[axis]) + " pixels along axis " +
                                  std::to_string(axis) + " do not fit into an image of " +
                                  std::to_string(image.size[axis]) + ".");
    }
  }
}

template <typename T>
void
PatchGeometry::Extract(const T * image, const Position & position, T * patch) const
{
  const std::size_t pixels = m_Support.NumberOfPixels();
  std::size_t       i = 0;
  for (std::size_t z = 0; z < m_Support.size[2]; ++z)
  {
    for (std::size_t y = 0; y < m_Support.size[1]; ++y)
    {
      const std::size_t row = (position[2] + z) * m_Image.size[1] + position[1] + y;
      const T *         values = image + (row * m_Image.size[0] + position[0]) * m_NumberOfChannels;
      for (std::size_t x = 0; x < m_Support.size[0]; ++x, ++i)
      {
        for (std::size_t c = 0; c < m_NumberOfChannels; ++c)
        {
          patch[c * pixels + i] = *values++;
        }
      }
    }
  }
}

template PhaseHarmonics_EXPORT void
PatchGeometry::Extract<float>(const float *, const Position &, float *) const;
template PhaseHarmonics_EXPORT void
PatchGeometry::Extract<double>(const double *, const Position &, double *) const;

std::vector<std::size_t>
PatchStarts(std::size_t size, std::size_t support, std::size_t stride)
{
  if (stride == 0)
  {
    throw std::invalid_argument("The stride of patches must be at least 1.");
  }
  std::vector<std::size_t> starts;
  for (std::size_t start = 0; start + support < size; start += stride)
  {
    starts.push_back(start);
  }
  starts.push_back(size - support);
  return starts;
}

std::vector<PatchGeometry::Position>
RandomPositions(const PatchGeometry & geometry, std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  std::vector<double> uniform(3 * count);
  FillUniform(uniform.data(), uniform.size(), seed, stream);
  std::vector<PatchGeometry::Position> positions(count);
  for (std::size_t i = 0; i < uniform.size(); ++i)
  {
    const std::size_t axis = i % 3;
    const std::size_t choices = geometry.GetImage().size[axis] - geometry.GetSupport().size[axis] + 1;
    positions[i / 3][axis] = std::min(choices - 1, static_cast<std::size_t>(uniform[i] * static_cast<double>(choices)));
  }
  return positions;
}

template <typename T>
void
RemoveMeans(const PatchGeometry & geometry, T * patches, std::size_t count, T * means)
{
  const std::size_t pixels = geometry.GetSupport().NumberOfPixels();
  for (std::size_t i = 0; i < count * geometry.GetNumberOfChannels(); ++i)
  {
    T * const begin = patches + i * pixels;
    double    sum = 0.0;
    for (std::size_t j = 0; j < pixels; ++j)
    {
      sum += static_cast<double>(begin[j]);
    }
    means[i] = static_cast<T>(sum / static_cast<double>(pixels));
    std::transform(begin, begin + pixels, begin, [mean = means[i]](T value) { return value - mean; });
  }
}

template PhaseHarmonics_EXPORT void
RemoveMeans<float>(const PatchGeometry &, float *, std::size_t, float *);
template PhaseHarmonics_EXPORT void
RemoveMeans<double>(const PatchGeometry &, double *, std::size_t, double *);

template <typename T>
PatchAverage<T>::PatchAverage(const PatchGeometry & geometry)
  : m_Geometry(geometry)
  , m_Sum(geometry.GetImage().NumberOfPixels() * geometry.GetNumberOfChannels())
  , m_Count(geometry.GetImage().NumberOfPixels())
{}

template <typename T>
void
PatchAverage<T>::Add(const std::vector<PatchGeometry::Position> & positions,
                     const T *                                    patches,
                     const T *                                    means,
                     const Executor &                             executor)
{
  const Grid &      image = m_Geometry.GetImage();
  const Grid &      support = m_Geometry.GetSupport();
  const std::size_t channels = m_Geometry.GetNumberOfChannels();
  const std::size_t pixels = support.NumberOfPixels();

  // Each row of the image belongs to one thread.
  std::vector<std::vector<std::size_t>> patchesOfRow(image.size[1] * image.size[2]);
  for (std::size_t i = 0; i < positions.size(); ++i)
  {
    for (std::size_t z = 0; z < support.size[2]; ++z)
    {
      for (std::size_t y = 0; y < support.size[1]; ++y)
      {
        patchesOfRow[(positions[i][2] + z) * image.size[1] + positions[i][1] + y].push_back(i);
      }
    }
  }
  executor.ParallelFor(patchesOfRow.size(), [&](std::size_t row) {
    const std::size_t rowY = row % image.size[1];
    const std::size_t rowZ = row / image.size[1];
    for (const std::size_t i : patchesOfRow[row])
    {
      const auto &      position = positions[i];
      const std::size_t rowOfPatch = ((rowZ - position[2]) * support.size[1] + rowY - position[1]) * support.size[0];
      const T * const   values = patches + i * m_Geometry.GetPatchLength() + rowOfPatch;
      const std::size_t first = row * image.size[0] + position[0];
      for (std::size_t x = 0; x < support.size[0]; ++x)
      {
        ++m_Count[first + x];
        for (std::size_t c = 0; c < channels; ++c)
        {
          m_Sum[(first + x) * channels + c] += values[c * pixels + x] + means[i * channels + c];
        }
      }
    }
  });
}

template <typename T>
void
PatchAverage<T>::GetImage(T * image) const
{
  const std::size_t channels = m_Geometry.GetNumberOfChannels();
  for (std::size_t pixel = 0; pixel < m_Count.size(); ++pixel)
  {
    const T scaling = m_Count[pixel] > 0 ? T(1) / static_cast<T>(m_Count[pixel]) : T(0);
    for (std::size_t c = 0; c < channels; ++c)
    {
      image[pixel * channels + c] = m_Sum[pixel * channels + c] * scaling;
    }
  }
}

template class PatchAverage<float>;
template class PatchAverage<double>;
} // namespace phaseharmonics
