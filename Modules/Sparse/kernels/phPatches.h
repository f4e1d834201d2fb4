// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPatches_h
#define phPatches_h

#include "phExecutor.h"
#include "phGrid.h"

#include <array>
#include <cstdint>
#include <vector>

namespace phaseharmonics
{
/** Patches of an image as vectors.
 *
 *  An image holds the channels of a pixel one after the other, pixels in order of axes 0, 1, 2. A patch is the vector
 * of its values in the order of a Dictionary: [channel][z][y][x]. */
class PhaseHarmonics_EXPORT PatchGeometry
{
public:
  /** Throws std::invalid_argument if patches do not fit into the image. */
  PatchGeometry(const Grid & image, std::size_t numberOfChannels, const Grid & support);

  const Grid &
  GetImage() const
  {
    return m_Image;
  }
  const Grid &
  GetSupport() const
  {
    return m_Support;
  }
  std::size_t
  GetNumberOfChannels() const
  {
    return m_NumberOfChannels;
  }
  std::size_t
  GetPatchLength() const
  {
    return m_NumberOfChannels * m_Support.NumberOfPixels();
  }

  /** First pixel of a patch. */
  using Position = std::array<std::size_t, 3>;

  template <typename T>
  void
  Extract(const T * image, const Position & position, T * patch) const;

private:
  Grid        m_Image;
  std::size_t m_NumberOfChannels;
  Grid        m_Support;
};

/** Positions of patches every `stride` pixels of an axis, and one at its end, so that every pixel is covered. */
PhaseHarmonics_EXPORT std::vector<std::size_t>
                      PatchStarts(std::size_t size, std::size_t support, std::size_t stride);

/** Places of patches, all equally likely. Patch i depends on (seed, stream, i) only. */
PhaseHarmonics_EXPORT std::vector<PatchGeometry::Position>
RandomPositions(const PatchGeometry & geometry, std::size_t count, std::uint64_t seed, std::uint64_t stream);

/** Subtracts from each channel of each patch its mean; `means` receives count x channels values. */
template <typename T>
PhaseHarmonics_EXPORT void
RemoveMeans(const PatchGeometry & geometry, T * patches, std::size_t count, T * means);

/** The average, at each pixel, of the patches that cover it.
 *
 *  Patches are added in the order given, whatever the number of threads, so that a pixel has the same bits however an
 *  image is cut into regions, as long as each patch that covers the pixel is added, in the same order. */
template <typename T>
class PhaseHarmonics_EXPORT PatchAverage
{
public:
  explicit PatchAverage(const PatchGeometry & geometry);

  /** `patches` has one vector for each position; `means`, one for each channel of each patch, is added. */
  void
  Add(const std::vector<PatchGeometry::Position> & positions,
      const T *                                    patches,
      const T *                                    means,
      const Executor &                             executor);

  /** Writes the average; pixels without a patch are zero. */
  void
  GetImage(T * image) const;

private:
  PatchGeometry              m_Geometry;
  std::vector<T>             m_Sum;
  std::vector<std::uint32_t> m_Count;
};

extern template class PhaseHarmonics_EXPORT PatchAverage<float>;
extern template class PhaseHarmonics_EXPORT PatchAverage<double>;
} // namespace phaseharmonics

#endif
