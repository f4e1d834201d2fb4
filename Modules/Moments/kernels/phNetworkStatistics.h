// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phNetworkStatistics_h
#define phNetworkStatistics_h

#include "phConvolutionalNetwork.h"
#include "phMomentEnergy.h"

#include <memory>
#include <vector>

namespace phaseharmonics
{
/** For each layer of a network, the means over pixels of the products F_a F_b of all pairs of its features: the Gram
 * matrix over the number of pixels. The pair a <= b is number b (b + 1) / 2 + a. */
using NetworkMoments = std::vector<std::vector<double>>;

/** Gram matrices of the features of a convolutional network (Gatys, Ecker and Bethge, "Texture synthesis using
 *  convolutional neural networks", 2015), and value and gradient of the energy of moment matching
 *
 *  E(x) = sum over layers and pairs a <= b of |G_ab(x) - G_ab|^2 / (g_a g_b), G_ab = E[F_a F_b],
 *
 *  where g_a is the target's G_aa, at least 1e-6 of its mean over the layer. Gatys et al. take the plain difference
 * over all pairs, which fine filters hardly enter where spectra fall; dividing makes every pair count alike, whatever
 * the units of the image and the norms of the filters, and is what the covariances of Statistics have too.
 *
 *  Features are maps of T, products are summed over tiles in T and over an image in double, all in an order that does
 * not depend on the number of threads: results are equal bit for bit. Memory: one map for every feature, one spectrum
 * for every filter of more than LargestSideOfDeepFilters pixels. One object serves one evaluation at a time. */
template <typename T>
class PhaseHarmonics_EXPORT NetworkStatistics : public MomentEnergy<T>
{
public:
  /** Throws std::invalid_argument if the image is not 2-D or smaller than a filter. */
  NetworkStatistics(const Grid & grid, const ConvolutionalNetwork & network);
  ~NetworkStatistics() override;

  const Grid &
  GetGrid() const override;

  std::size_t
  GetNumberOfMoments() const;

  NetworkMoments
  Analyze(const T * image, const Executor & executor);

  /** Sets the moments to match. Throws std::invalid_argument if they are not of this network, or if no feature of a
   * layer is ever positive. */
  void
  SetTarget(const NetworkMoments & target);

  /** Both throw std::logic_error without a target. */
  double
  Value(const T * image, const Executor & executor) override;
  double
  ValueAndGradient(const T * image, T * gradient, const Executor & executor) override;

  /** Bytes held, with two threads, images not counted. */
  std::size_t
  SizeInBytes() const;

  /** Floating-point operations of ValueAndGradient: products of sums, and 2.5 n log2(n) for a Fourier transform. */
  double
  FlopsOfGradient() const;

private:
  class Engine;
  std::unique_ptr<Engine> m_Engine;
};

extern template class PhaseHarmonics_EXPORT NetworkStatistics<float>;
extern template class PhaseHarmonics_EXPORT NetworkStatistics<double>;
} // namespace phaseharmonics

#endif
