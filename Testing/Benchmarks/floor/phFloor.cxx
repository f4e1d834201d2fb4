// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phFloor.h"

#include "phBandwidth.h"
#include "phProductRate.h"
#include "phTiming.h"

namespace phaseharmonics_benchmark
{
using phaseharmonics::Executor;

namespace
{
// Rates do not change after that many; more would only take time.
constexpr double LargestMeasuredFlops = 1e9;
} // namespace

template <typename T>
Floor<T>::Floor(const FloorWork & work, Direction direction, unsigned int threads, const Executor & executor)
  : m_Work(work)
  , m_Direction(direction)
  , m_Threads(threads)
  , m_Executor(executor)
  , m_Image(work.image.NumberOfPixels())
  , m_Half(work.image.NumberOfHalfBins())
  , m_Spectra(work.image.NumberOfPixels())
{
  // Planned here, and not while times are taken.
  if (direction != Direction::Backward)
  {
    m_RealForward = &BestTransform<T>::Of(work.image, TransformKind::RealForward);
  }
  if (direction != Direction::Forward)
  {
    m_RealInverse = &BestTransform<T>::Of(work.image, TransformKind::RealInverse);
  }
  for (const FloorWork::Bands & bands : work.bands)
  {
    for (std::size_t i = 0; i < bands.count; ++i)
    {
      m_Bands.push_back({ &BestTransform<T>::Of(bands.grid, TransformKind::Complex),
                          phaseharmonics::AlignedBuffer<Complex>(bands.grid.NumberOfPixels()) });
    }
  }
  if (work.numberOfProducts > 0 && work.MapBytes(direction, sizeof(T)) > static_cast<double>(BytesOfLastLevelCache()))
  {
    m_Times.traffic = 1e-6 * work.TrafficBytes(direction, sizeof(T)) / LargestMemoryBandwidth(threads, executor);
  }
}

template <typename T>
void
Floor<T>::Forward()
{
  m_RealForward->RunReal(m_Image.data(), m_Half.data());
  m_Executor.ParallelFor(m_Bands.size(), [this](std::size_t b) {
    auto spectrum = m_Spectra.Acquire();
    m_Bands[b].transform->RunInverse(spectrum.data(), m_Bands[b].values.data());
  });
}

template <typename T>
void
Floor<T>::Backward()
{
  m_Executor.ParallelFor(m_Bands.size(), [this](std::size_t b) {
    auto spectrum = m_Spectra.Acquire();
    m_Bands[b].transform->RunForward(m_Bands[b].values.data(), spectrum.data());
  });
  m_RealInverse->RunReal(m_Image.data(), m_Half.data());
}

template <typename T>
double
Floor<T>::Products() const
{
  double milliseconds = 0.0;
  for (const Product product : { Product::Gram, Product::Gradient })
  {
    const double flops = m_Work.ProductFlops(product == Product::Gram ? Direction::Forward : Direction::Backward);
    const bool   isNeeded =
      m_Direction == Direction::Both || (m_Direction == Direction::Forward) == (product == Product::Gram);
    if (flops > 0.0 && isNeeded)
    {
      const ProductCase & way = FastestProduct<T>(product, m_Threads, m_Executor);
      const double        measured = std::min(flops, LargestMeasuredFlops);
      milliseconds += RunProducts<T>(product, way, measured, m_Threads, m_Executor) * flops / measured;
    }
  }
  return milliseconds;
}

template <typename T>
void
Floor<T>::Measure()
{
  const double transforms = Milliseconds([this] {
    if (m_Direction != Direction::Backward)
    {
      this->Forward();
    }
    if (m_Direction != Direction::Forward)
    {
      this->Backward();
    }
  });
  m_Times.transforms = std::min(m_Times.transforms, transforms);
  m_Times.products = std::min(m_Times.products, this->Products());
}

template class Floor<float>;
template class Floor<double>;
} // namespace phaseharmonics_benchmark
