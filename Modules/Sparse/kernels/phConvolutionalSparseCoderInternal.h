// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionalSparseCoderInternal_h
#define phConvolutionalSparseCoderInternal_h

#include "phConvolutionKernelsInternal.h"
#include "phConvolutionalSparseCoder.h"
#include "phFourierTransform.h"
#include "phScratchPool.h"

namespace phaseharmonics
{
/** Spectra of the atoms, and sums over maps and over atoms that use them. */
template <typename T>
class ConvolutionalSparseCoder<T>::Engine
{
public:
  using Complex = std::complex<T>;

  Engine(std::shared_ptr<const ConvolutionObservation<T>> o,
         std::shared_ptr<const Dictionary<T>>             d,
         const Executor &                                 executor);

  // Spectra of sum_k d_k * z_k, unnormalized, in the first C spectra of `sums`. For every map, produce(k, scratch)
  // either gives it, which may be in the scratch, or returns a null pointer for a map that is zero.
  template <typename TProduce>
  void
  Synthesize(AlignedBuffer<Complex> & sums, const Executor & executor, const TProduce & produce) const
  {
    executor.ParallelFor(groups, [&](std::size_t group) {
      Complex * const own = sums.data() + group * channels * stride;
      std::fill_n(own, channels * stride, Complex{});
      auto scratch = pool.Acquire();
      for (std::size_t k = this->FirstOfGroup(group); k < this->FirstOfGroup(group + 1); ++k)
      {
        const T * const map = produce(k, scratch.data());
        if (map != nullptr)
        {
          transform.Forward(map, scratch.data());
          for (std::size_t c = 0; c < channels; ++c)
          {
            kernels.addProducts(
              this->Spectrum(k, c), reinterpret_cast<const T *>(scratch.data()), bins, Values(own + c * stride));
          }
        }
      }
    });
    this->AddGroups(sums, executor);
  }

  // (A^T r)_k in the scratch, from the half spectra of H^T r, which carry the factor of the inverse transform.
  T *
  Analyze(const Complex * adjoint, std::size_t k, Complex * scratch) const
  {
    kernels.correlate(this->Spectrum(k, 0), reinterpret_cast<const T *>(adjoint), bins, Values(scratch));
    for (std::size_t c = 1; c < channels; ++c)
    {
      kernels.addCorrelation(
        this->Spectrum(k, c), reinterpret_cast<const T *>(adjoint + c * stride), bins, Values(scratch));
    }
    transform.Inverse(scratch, Values(scratch));
    return Values(scratch);
  }

  // max |A^T W y|, from the weighted data.
  double
  LargestCorrelation(const T * weighted, bool isNonNegative, const Executor & executor) const;

  AlignedBuffer<Complex>
  MakeSums() const
  {
    return AlignedBuffer<Complex>(groups * channels * stride);
  }

  T
  InverseFactor() const
  {
    return T(1) / static_cast<T>(pixels);
  }

  const T *
  Spectrum(std::size_t k, std::size_t c) const
  {
    return reinterpret_cast<const T *>(spectra.data() + (k * channels + c) * stride);
  }

  static T *
  Values(Complex * z)
  {
    return reinterpret_cast<T *>(z);
  }

  // Groups of maps are summed apart, and then in order, whatever the number of threads.
  static constexpr std::size_t LargestNumberOfGroups = 16;
  std::size_t
  FirstOfGroup(std::size_t group) const
  {
    return group * atoms / groups;
  }

  const std::shared_ptr<const ConvolutionObservation<T>> observation;
  const std::shared_ptr<const Dictionary<T>>             dictionary;
  const FourierTransform<T>                              transform;
  const ConvolutionKernels<T> &                          kernels;
  const std::size_t                                      atoms;
  const std::size_t                                      channels;
  const std::size_t                                      pixels;
  const std::size_t                                      observedPixels;
  const std::size_t                                      bins;
  const std::size_t                                      stride; // of spectra, which start at aligned addresses
  const std::size_t                                      groups;
  AlignedBuffer<Complex>                                 spectra;
  double                                                 lipschitz{ 0.0 };
  std::vector<double>                                    steps; // of each map
  double                                                 noiseGain{ 0.0 };
  mutable ScratchPool<Complex>                           pool;

private:
  void
  AddGroups(AlignedBuffer<Complex> & sums, const Executor & executor) const;
  void
  ComputeSpectra(const Executor & executor);
  // Of A T A^T, T a factor for each map.
  double
  LargestEigenvalue(const std::vector<double> & factors, const Executor & executor) const;
  double
  LargestPlainEigenvalue(const std::vector<double> & factors, const Executor & executor) const;
  double
  LargestFoldedEigenvalue(const std::vector<double> & factors, const Executor & executor) const;
  std::vector<double>
  BalancedFactors() const;
  double
  NoiseGain(const Executor & executor) const;
};
} // namespace phaseharmonics

#endif
