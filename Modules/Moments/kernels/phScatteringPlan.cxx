// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringMemoryInternal.h"
#include "phScatteringPlanInternal.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics
{
namespace
{
// Pixel of the image at a position of the line reflected about its border pixels again and again.
std::size_t
Reflected(long position, std::size_t size)
{
  const long period = 2 * static_cast<long>(size) - 2;
  const long inPeriod = ((position % period) + period) % period;
  return static_cast<std::size_t>(std::min(inPeriod, period - inPeriod));
}
} // namespace

template <typename T>
ScatteringPlan<T>::ScatteringPlan(const Grid & image, const ScatteringOptions & o, const Executor & executor)
  : options(o)
  , geometry(image, o)
  , bank(geometry.padded, o.BankOptions(), executor)
  , m_Kernels(GetHarmonicKernels<T>())
{
  const unsigned int A = options.numberOfPhases;
  for (unsigned int n = 0; n < A; ++n)
  {
    // Exact for multiples of a quarter turn.
    const double angle = 2.0 * std::acos(-1.0) * n / A;
    const auto   exact = [](double value) { return std::abs(value) < 1e-15 ? 0.0 : value; };
    m_Phases.push_back({ { static_cast<T>(exact(std::cos(angle))), static_cast<T>(exact(std::sin(angle))) } });
  }
  const unsigned int J = options.bank.numberOfScales;
  for (unsigned int scale = 0; scale < J; ++scale)
  {
    const unsigned int level = this->LevelOfScale(scale);
    if (m_Levels.count(level) == 0)
    {
      const Grid grid = this->GridOfLevel(level);
      m_Levels.emplace(level,
                       Level{ FourierTransform<T>(grid),
                              LocalPooling<T>(options.bank,
                                              geometry.padded,
                                              grid,
                                              geometry.coarse,
                                              { geometry.first, geometry.output },
                                              options.subsampling) });
    }
  }
  for (unsigned int scale = 0; scale < J; ++scale)
  {
    this->AddFilters(0, scale);
    for (unsigned int coarser = scale + 1; options.order > 1 && coarser < J; ++coarser)
    {
      this->AddFilters(this->LevelOfScale(scale), coarser);
    }
  }
  if (geometry.padded != geometry.image)
  {
    for (unsigned int axis = 0; axis < 3; ++axis)
    {
      for (std::size_t i = 0; i < geometry.padded.size[axis]; ++i)
      {
        m_Mirrored[axis].push_back(
          axis < image.dimension
            ? Reflected(static_cast<long>(i) - static_cast<long>(geometry.before[axis]), image.size[axis])
            : 0);
      }
    }
  }
}

template <typename T>
Grid
ScatteringPlan<T>::GridOfLevel(unsigned int level) const
{
  return options.bank.GridOfLevel(geometry.padded, level);
}

template <typename T>
void
ScatteringPlan<T>::AddFilters(unsigned int level, unsigned int scale)
{
  auto & filters = m_Filters[{ level, scale }];
  for (unsigned int l = 0; filters.size() < options.bank.numberOfOrientations; ++l)
  {
    // kymatio has the opposite of orientation 0 and gives Nyquist frequencies the negative sign.
    filters.emplace_back(bank.Band(scale, l),
                         geometry.padded,
                         this->GridOfLevel(level),
                         this->GridOfScale(scale),
                         options.subsampling,
                         l == 0 ? 1 : -1);
  }
}

template <typename T>
std::size_t
ScatteringPlan<T>::PaddedScratch() const
{
  return RoundUp(geometry.padded.NumberOfPixels());
}

template <typename T>
std::size_t
ScatteringPlan<T>::ForwardScratch() const
{
  std::size_t scratch = 0;
  for (const auto & level : m_Levels)
  {
    scratch = std::max(scratch, level.second.pooling.ScratchSize());
  }
  const Grid & full = geometry.padded;
  return 3 * RoundUp(2 * full.NumberOfPixels()) + RoundUp(2 * full.NumberOfHalfBins()) +
         RoundUp(full.NumberOfPixels()) + RoundUp(this->ChannelSize()) + scratch;
}

template <typename T>
std::size_t
ScatteringPlan<T>::AdjointScratch() const
{
  const Grid & full = geometry.padded;
  return this->ForwardScratch() + 2 * RoundUp(2 * full.NumberOfPixels()) + RoundUp(full.NumberOfPixels()) +
         3 * RoundUp(this->ChannelSize());
}

template <typename T>
std::size_t
ScatteringPlan<T>::MemoryInBytes() const
{
  std::size_t sum = bank.MemoryInBytes();
  for (const auto & level : m_Levels)
  {
    sum += level.second.pooling.MemoryInBytes();
  }
  for (const auto & filters : m_Filters)
  {
    for (const auto & filter : filters.second)
    {
      sum += filter.MemoryInBytes();
    }
  }
  return sum;
}

// The coefficients of a band of `scale`, from a real map on `source`.
template <typename T>
void
ScatteringPlan<T>::Coefficients(const SubsampledFilter<T> & filter,
                                const Complex *             spectrum,
                                const Grid &                source,
                                unsigned int                scale,
                                Complex *                   z) const
{
  filter.Apply(spectrum, static_cast<T>(1.0 / static_cast<double>(source.NumberOfPixels())), z);
  const auto   rows = filter.ReachedRows();
  const Grid & grid = this->GridOfScale(scale);
  // All rows in turn are faster than a list of them.
  this->OfScale(scale).InverseComplex(z, rows.count < grid.size[1] * grid.size[2] ? &rows : nullptr);
}

template <typename T>
void
ScatteringPlan<T>::Spectrum(const FourierTransform<T> & transform,
                            const T *                   map,
                            Complex *                   half,
                            Complex *                   spectrum) const
{
  transform.Forward(map, half);
  ExpandHalfSpectrum(transform.GetGrid(), half, spectrum);
}

template <typename T>
void
ScatteringPlan<T>::ApplyVariant(T * channel) const
{
  if (options.variant == ScatteringVariant::Logarithm)
  {
    for (std::size_t i = 0; i < this->ChannelSize(); ++i)
    {
      channel[i] = std::log(static_cast<T>(options.epsilon) + std::max(channel[i], T(0)));
    }
  }
}

template <typename T>
void
ScatteringPlan<T>::ForwardOfBand(const Complex * image,
                                 unsigned int    scale,
                                 unsigned int    orientation,
                                 T *             scratch,
                                 T *             coefficients) const
{
  const Grid &            grid = this->GridOfScale(scale);
  const std::size_t       pixels = grid.NumberOfPixels();
  const LocalPooling<T> & pooling = this->PoolingOfScale(scale);
  const bool              isFirst = options.order > 1 && scale + 1 < options.bank.numberOfScales;
  Pieces<T>               pieces(scratch);
  Complex * const         z = pieces.Complex(pixels);
  T * const               map = pieces.Real(pixels);
  T * const               moduli = pieces.Real(this->ChannelSize());
  Complex * const         spectrum = pieces.Complex(pixels);
  Complex * const         z2 = pieces.Complex(std::max(pixels, grid.NumberOfHalfBins()));
  T * const               poolingScratch = pieces.Real(0);

  this->Coefficients(this->First(scale, orientation), image, geometry.padded, scale, z);
  T * out = coefficients + options.FirstOrderChannel(scale, orientation) * this->ChannelSize();
  for (const auto & phase : m_Phases)
  {
    m_Kernels.rectified(Reals(z), pixels, phase[0], phase[1], T(0), map);
    pooling.Pool(map, poolingScratch, out);
    this->ApplyVariant(out);
    out += this->ChannelSize();
  }
  if (m_Phases.empty() || isFirst)
  {
    m_Kernels.modulus(Reals(z), pixels, T(0), map);
  }
  if (m_Phases.empty())
  {
    pooling.Pool(map, poolingScratch, out);
    this->ApplyVariant(out);
  }
  if (!isFirst)
  {
    return;
  }
  const bool isNormalized = options.variant == ScatteringVariant::NormalizedSecondOrder;
  if (isNormalized)
  {
    pooling.Pool(map, poolingScratch, moduli);
    for (std::size_t i = 0; i < this->ChannelSize(); ++i)
    {
      moduli[i] = T(1) / (static_cast<T>(options.epsilon) + std::max(moduli[i], T(0)));
    }
  }
  this->Spectrum(this->OfScale(scale), map, z2, spectrum);
  out = coefficients + options.SecondOrderChannel(scale, orientation) * this->ChannelSize();
  for (unsigned int coarser = scale + 1; coarser < options.bank.numberOfScales; ++coarser)
  {
    for (unsigned int l = 0; l < options.bank.numberOfOrientations; ++l, out += this->ChannelSize())
    {
      this->Coefficients(this->Second(scale, coarser, l), spectrum, grid, coarser, z2);
      m_Kernels.modulus(Reals(z2), this->GridOfScale(coarser).NumberOfPixels(), T(0), map);
      this->PoolingOfScale(coarser).Pool(map, poolingScratch, out);
      this->ApplyVariant(out);
      for (std::size_t i = 0; isNormalized && i < this->ChannelSize(); ++i)
      {
        out[i] *= moduli[i];
      }
    }
  }
}

template <typename T>
void
ScatteringPlan<T>::Pad(const T * image, T * padded) const
{
  const Grid & grid = geometry.image;
  for (const std::size_t z : m_Mirrored[2])
  {
    for (const std::size_t y : m_Mirrored[1])
    {
      const T * const row = image + (y + grid.size[1] * z) * grid.size[0];
      for (const std::size_t x : m_Mirrored[0])
      {
        *padded++ = row[x];
      }
    }
  }
}

template <typename T>
void
ScatteringPlan<T>::PadAdjoint(const T * padded, T * image) const
{
  const Grid & grid = geometry.image;
  std::fill_n(image, grid.NumberOfPixels(), T(0));
  for (const std::size_t z : m_Mirrored[2])
  {
    for (const std::size_t y : m_Mirrored[1])
    {
      T * const row = image + (y + grid.size[1] * z) * grid.size[0];
      for (const std::size_t x : m_Mirrored[0])
      {
        row[x] += *padded++;
      }
    }
  }
}

template class ScatteringPlan<float>;
template class ScatteringPlan<double>;
} // namespace phaseharmonics
