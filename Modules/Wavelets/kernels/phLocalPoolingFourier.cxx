// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phLocalPooling.h"

#include "phArrayKernelsInternal.h"

#include <algorithm>
#include <complex>

// Local averages by Fourier transforms, where matrices would cost more.
namespace phaseharmonics
{
// The frequencies of both grids that pass the low pass, each multiplied by it; zero elsewhere.
template <typename T>
void
LocalPooling<T>::Filter(const std::complex<T> * half,
                        const Grid &            from,
                        const Grid &            to,
                        std::complex<T> *       result) const
{
  std::fill_n(result, to.NumberOfHalfBins(), std::complex<T>{});
  const T scaling = static_cast<T>(1.0 / static_cast<double>(m_Source.NumberOfPixels()));
  for (std::size_t row = 0; row < from.size[1] * from.size[2]; ++row)
  {
    const long ky = SignedFrequency(row % from.size[1], from.size[1]);
    const long kz = SignedFrequency(row / from.size[1], from.size[2]);
    const auto y = static_cast<std::size_t>(std::abs(ky));
    const auto z = static_cast<std::size_t>(std::abs(kz));
    if (y >= m_LowPass[1].size() || z >= m_LowPass[2].size())
    {
      continue;
    }
    const std::size_t toRow = FrequencyBin(ky, to.size[1]) + to.size[1] * FrequencyBin(kz, to.size[2]);
    GetArrayKernels<T>().filter(m_LowPass[0].data(),
                                reinterpret_cast<const T *>(half + row * from.HalfWidth()),
                                m_LowPass[0].size(),
                                scaling * m_LowPass[1][y] * m_LowPass[2][z],
                                reinterpret_cast<T *>(result + toRow * to.HalfWidth()));
  }
}

// Averages are cropped to the coarse grid, or to be picked from the grid of the map.
template <typename T>
const Grid &
LocalPooling<T>::GridOfAverages() const
{
  return m_Subsampling == Subsampling::Fold ? m_Source : m_Coarse;
}

template <typename T>
template <typename TBody>
void
LocalPooling<T>::ForEachOutput(const TBody & body) const
{
  const Grid &               grid = this->GridOfAverages();
  std::array<std::size_t, 3> step{};
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    step[axis] = grid.size[axis] / m_Coarse.size[axis];
  }
  const Grid & out = m_Window.grid;
  const auto & first = m_Window.first;
  for (std::size_t z = 0; z < out.size[2]; ++z)
  {
    for (std::size_t y = 0; y < out.size[1]; ++y)
    {
      const std::size_t row = (first[1] + y) * step[1] + grid.size[1] * (first[2] + z) * step[2];
      for (std::size_t x = 0; x < out.size[0]; ++x)
      {
        body(row * grid.size[0] + (first[0] + x) * step[0], x + out.size[0] * (y + out.size[1] * z));
      }
    }
  }
}

template <typename T>
void
LocalPooling<T>::PoolInFourier(const T * map, T * scratch, T * pooled) const
{
  auto * const half = reinterpret_cast<std::complex<T> *>(scratch);
  auto * const filtered = half + m_ScratchSize / 4;
  T * const    averages = scratch;
  m_SourceTransform->Forward(map, half);
  this->Filter(half, m_Source, this->GridOfAverages(), filtered);
  (m_Subsampling == Subsampling::Fold ? m_SourceTransform : m_CoarseTransform)->Inverse(filtered, averages);
  this->ForEachOutput([&](std::size_t from, std::size_t to) { pooled[to] = averages[from]; });
}

template <typename T>
void
LocalPooling<T>::AdjointInFourier(const T * pooled, T * scratch, T * map) const
{
  auto * const half = reinterpret_cast<std::complex<T> *>(scratch);
  auto * const filtered = half + m_ScratchSize / 4;
  T * const    averages = scratch;
  std::fill_n(averages, this->GridOfAverages().NumberOfPixels(), T(0));
  this->ForEachOutput([&](std::size_t from, std::size_t to) { averages[from] = pooled[to]; });
  // A transform may start where its image does.
  (m_Subsampling == Subsampling::Fold ? m_SourceTransform : m_CoarseTransform)->Forward(averages, half);
  this->Filter(half, this->GridOfAverages(), m_Source, filtered);
  m_SourceTransform->Inverse(filtered, map);
}

// The other members are instantiated with the class, where these have no definition.
#define PH_INSTANTIATE(T)                                                                                              \
  template const Grid & LocalPooling<T>::GridOfAverages() const;                                                       \
  template void LocalPooling<T>::Filter(const std::complex<T> *, const Grid &, const Grid &, std::complex<T> *) const; \
  template void LocalPooling<T>::PoolInFourier(const T *, T *, T *) const;                                             \
  template void LocalPooling<T>::AdjointInFourier(const T *, T *, T *) const

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
