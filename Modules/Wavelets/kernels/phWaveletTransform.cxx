// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phWaveletTransform.h"

#include <algorithm>

namespace phaseharmonics
{
template <typename T>
WaveletTransform<T>::WaveletTransform(std::shared_ptr<const WaveletBank<T>> bank)
  : m_Bank(std::move(bank))
  , m_Rows(m_Bank->GetGrid().size[1] * m_Bank->GetGrid().size[2])
  , m_Halves(m_Bank->GetGrid().NumberOfHalfBins())
{
  for (unsigned int level = 0; level <= m_Bank->GetNumberOfScales(); ++level)
  {
    m_Levels.emplace(level, FourierTransform<T>(m_Bank->GridOfLevel(level)));
  }
}

template <typename T>
void
WaveletTransform<T>::Band(const Complex * half,
                          unsigned int    scale,
                          unsigned int    orientation,
                          unsigned int    level,
                          Complex *       band) const
{
  const FourierTransform<T> & transform = m_Levels.at(level);
  const BandFilter<T> &       filter = m_Bank->Band(scale, orientation);
  const T                     scaling = T(1) / static_cast<T>(m_Bank->GetGrid().NumberOfPixels());
  ApplyFilter(filter, m_Bank->GetGrid(), half, transform.GetGrid(), scaling, band);
  auto                                     rows = m_Rows.Acquire();
  const typename FourierTransform<T>::Rows reached{
    rows.data(), RowsOfFilter(filter, m_Bank->GetGrid(), transform.GetGrid(), rows.data())
  };
  transform.InverseComplex(band, &reached);
}

template <typename T>
void
WaveletTransform<T>::BandSpectrum(unsigned int scale,
                                  unsigned int orientation,
                                  unsigned int level,
                                  Complex *    band) const
{
  const FourierTransform<T> &              transform = m_Levels.at(level);
  auto                                     rows = m_Rows.Acquire();
  const typename FourierTransform<T>::Rows reached{
    rows.data(), RowsOfFilter(m_Bank->Band(scale, orientation), m_Bank->GetGrid(), transform.GetGrid(), rows.data())
  };
  transform.ForwardComplex(band, &reached);
}

template <typename T>
void
WaveletTransform<T>::LowPass(const Complex * half, Complex * scratch, T * lowPass) const
{
  const FourierTransform<T> & transform = m_Levels.at(m_Bank->LevelOfScale(m_Bank->GetNumberOfScales()));
  const T                     scaling = T(1) / static_cast<T>(m_Bank->GetGrid().NumberOfPixels());
  ApplyEvenFilter(m_Bank->LowPass(), m_Bank->GetGrid(), m_Bank->GetGrid(), half, transform.GetGrid(), scaling, scratch);
  transform.Inverse(scratch, lowPass);
}

template <typename T>
void
WaveletTransform<T>::Forward(const T * image, Complex * const * bands, T * lowPass, const Executor & executor) const
{
  const unsigned int     J = m_Bank->GetNumberOfScales();
  const unsigned int     L = m_Bank->GetNumberOfOrientations();
  AlignedBuffer<Complex> half(m_Bank->GetGrid().NumberOfHalfBins());
  this->Spectrum(image, half.data());
  executor.ParallelFor(std::size_t{ J } * L + 1, [&](std::size_t band) {
    if (band == std::size_t{ J } * L)
    {
      AlignedBuffer<Complex> scratch(m_Bank->GridOfScale(J).NumberOfHalfBins());
      this->LowPass(half.data(), scratch.data(), lowPass);
      return;
    }
    const auto scale = static_cast<unsigned int>(band / L);
    this->Band(half.data(), scale, static_cast<unsigned int>(band % L), m_Bank->LevelOfScale(scale), bands[band]);
  });
}

template <typename T>
void
WaveletTransform<T>::ForwardBatch(const T *         images,
                                  std::size_t       count,
                                  Complex * const * bands,
                                  T *               lowPass,
                                  const Executor &  executor) const
{
  const unsigned int J = m_Bank->GetNumberOfScales();
  const unsigned int L = m_Bank->GetNumberOfOrientations();
  const std::size_t  pixels = m_Bank->GetGrid().NumberOfPixels();
  const std::size_t  lowPassPixels = m_Bank->GridOfScale(J).NumberOfPixels();
  executor.ParallelFor(count, [&](std::size_t i) {
    auto half = m_Halves.Acquire();
    this->Spectrum(images + i * pixels, half.data());
    for (unsigned int scale = 0; scale < J; ++scale)
    {
      const std::size_t bandPixels = m_Bank->GridOfScale(scale).NumberOfPixels();
      for (unsigned int l = 0; l < L; ++l)
      {
        this->Band(half.data(), scale, l, m_Bank->LevelOfScale(scale), bands[scale * L + l] + i * bandPixels);
      }
    }
    auto scratch = m_Halves.Acquire();
    this->LowPass(half.data(), scratch.data(), lowPass + i * lowPassPixels);
  });
}

template <typename T>
void
WaveletTransform<T>::SumOfBands(const Complex * const * bands,
                                const T *               lowPass,
                                const WeightOfGrid &    bandWeight,
                                const WeightOfGrid &    lowPassWeight,
                                Complex *               half,
                                const Executor &        executor) const
{
  const Grid &       full = m_Bank->GetGrid();
  const unsigned int J = m_Bank->GetNumberOfScales();
  const unsigned int L = m_Bank->GetNumberOfOrientations();
  const std::size_t  rows = full.size[1] * full.size[2];

  const auto &           lowPassTransform = m_Levels.at(m_Bank->LevelOfScale(J));
  const Grid &           lowPassGrid = lowPassTransform.GetGrid();
  AlignedBuffer<Complex> lowPassHalf(lowPassGrid.NumberOfHalfBins());
  lowPassTransform.Forward(lowPass, lowPassHalf.data());
  executor.ParallelFor(rows, [&](std::size_t row) {
    std::fill_n(half + row * full.HalfWidth(), full.HalfWidth(), Complex{});
    AccumulateEven(m_Bank->LowPass(), full, lowPassHalf.data(), lowPassGrid, lowPassWeight(lowPassGrid), row, half);
  });

  // One scale at a time bounds the memory; rows keep the order of summation fixed.
  std::vector<AlignedBuffer<Complex>> spectra(L);
  for (unsigned int scale = 0; scale < J; ++scale)
  {
    const auto & transform = m_Levels.at(m_Bank->LevelOfScale(scale));
    const Grid & level = transform.GetGrid();
    const T      weight = bandWeight(level);
    executor.ParallelFor(L, [&](std::size_t l) {
      if (spectra[l].size() != level.NumberOfPixels())
      {
        spectra[l] = AlignedBuffer<Complex>(level.NumberOfPixels());
      }
      std::copy_n(bands[scale * L + l], level.NumberOfPixels(), spectra[l].data());
      this->BandSpectrum(scale, static_cast<unsigned int>(l), m_Bank->LevelOfScale(scale), spectra[l].data());
    });
    executor.ParallelFor(rows, [&](std::size_t row) {
      for (unsigned int l = 0; l < L; ++l)
      {
        AccumulateHermitianPart(m_Bank->Band(scale, l), full, spectra[l].data(), level, weight, row, half);
      }
    });
  }
}

template <typename T>
void
WaveletTransform<T>::Inverse(const Complex * const * bands,
                             const T *               lowPass,
                             T *                     image,
                             const Executor &        executor) const
{
  m_Bank->CheckIsFrame();
  const Grid &           full = m_Bank->GetGrid();
  AlignedBuffer<Complex> half(full.NumberOfHalfBins());
  // The implied opposite wavelets double the Hermitian part; a transform on a coarser grid has fewer terms.
  const auto perPixel = [](const Grid & grid) { return 1.0 / static_cast<double>(grid.NumberOfPixels()); };
  this->SumOfBands(
    bands,
    lowPass,
    [&](const Grid & grid) { return static_cast<T>(2.0 * perPixel(grid)); },
    [&](const Grid & grid) { return static_cast<T>(perPixel(grid)); },
    half.data(),
    executor);
  const auto & sum = m_Bank->LittlewoodPaley();
  for (std::size_t i = 0; i < half.size(); ++i)
  {
    half[i] *= static_cast<T>(1.0 / sum[i]);
  }
  m_Levels.at(0).Inverse(half.data(), image);
}

template <typename T>
void
WaveletTransform<T>::Adjoint(const Complex * const * bands,
                             const T *               lowPass,
                             T *                     image,
                             const Executor &        executor) const
{
  const Grid &           full = m_Bank->GetGrid();
  AlignedBuffer<Complex> half(full.NumberOfHalfBins());
  const T                scaling = static_cast<T>(1.0 / static_cast<double>(full.NumberOfPixels()));
  const auto             constant = [scaling](const Grid &) { return scaling; };
  this->SumOfBands(bands, lowPass, constant, constant, half.data(), executor);
  m_Levels.at(0).Inverse(half.data(), image);
}

template class WaveletTransform<float>;
template class WaveletTransform<double>;
} // namespace phaseharmonics
