// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionalNetwork_h
#define phConvolutionalNetwork_h

#include "phGrid.h"

#include <cstdint>
#include <string>
#include <vector>

namespace phaseharmonics
{
/** Filters of one size. */
struct ConvolutionFilters
{
  std::size_t         side{ 3 }; // odd
  std::size_t         count{ 0 };
  std::vector<double> weights; // of filter, channel, y, x; x fastest
};

/** Features F_a(u) = max(0, b_a + sum_c sum_t w_ac(t) x_c(u + t - (side - 1) / 2)) of an input x of several channels,
 * which is periodic, after average pooling over 2 x 2 pixels, as many times as `poolings` says. */
struct ConvolutionalLayer
{
  unsigned int                    poolings{ 0 };
  std::vector<ConvolutionFilters> filters;
  std::vector<double>             biases; // one for each feature; none for zeros

  PhaseHarmonics_EXPORT std::size_t
                        NumberOfFeatures() const;
};

/** Convolutional network of fixed weights for 2-D images of one channel: the features of a layer are the channels of
 * the next one. */
class PhaseHarmonics_EXPORT ConvolutionalNetwork
{
public:
  /** Filters of this side and below may have any number of channels; larger ones are for the image alone. */
  static constexpr std::size_t LargestSideOfDeepFilters = 11;

  /** Throws std::invalid_argument for layers that have no filters, even sides, weights that are not finite or not as
   *  many as sides, filters and channels ask for, or large filters beyond the first layer. */
  explicit ConvolutionalNetwork(std::vector<ConvolutionalLayer> layers);

  const std::vector<ConvolutionalLayer> &
  GetLayers() const
  {
    return m_Layers;
  }

  /** Channels that a layer reads. */
  std::size_t
  NumberOfChannels(std::size_t layer) const
  {
    return layer == 0 ? 1 : m_Layers[layer - 1].NumberOfFeatures();
  }

  /** Unique products of two features of one layer, over all layers. */
  std::size_t
  NumberOfMoments() const;

  /** Grid of the features of a layer: every pooling halves the sides, rounding up. Throws std::invalid_argument for an
   *  image that is not 2-D or smaller than a filter. */
  Grid
  GridOfLayer(const Grid & image, std::size_t layer) const;

private:
  std::vector<ConvolutionalLayer> m_Layers;
};

/** Sides of the filters of Ustyuzhaninov et al., 3, 5, 7, 11, 15, 23, 37, 55, up to the largest given. */
PhaseHarmonics_EXPORT std::vector<std::size_t>
                      DefaultFilterSides(std::size_t largest = 55);

/** One layer of random filters of several sides (Ustyuzhaninov, Brendel, Gatys and Bethge, "What does it take to
 * generate natural textures?", 2017). Filters have independent normal weights, less their mean and divided by their
 * Euclidean norm. Filter i of a side depends on the seed, i and the side only, so that a smaller network is part of a
 * larger one. */
PhaseHarmonics_EXPORT ConvolutionalNetwork
MakeMultiScaleNetwork(const std::vector<std::size_t> & sides, std::size_t filtersOfSide, std::uint64_t seed);

/** Layers of equally many random filters of one side; all but the first pool their input once. */
PhaseHarmonics_EXPORT ConvolutionalNetwork
MakeLayeredNetwork(std::size_t numberOfLayers, std::size_t featuresOfLayer, std::size_t side, std::uint64_t seed);

/** HDF5 file with the attributes "format" = "ConvolutionalNetwork", "version" = 1 and "layers" of the root. Group
 * "layer1" and so on has the attributes "poolings" and "filters", the datasets "filters1" and so on of the shape
 * filters x channels x side x side, and "biases", one for each feature. Filters are correlated with their input, and
 * counted through all datasets of a layer, as in other programs for such networks. Throws std::runtime_error with the
 * name of the file. */
PhaseHarmonics_EXPORT void
WriteConvolutionalNetwork(const std::string & path, const ConvolutionalNetwork & network);
PhaseHarmonics_EXPORT ConvolutionalNetwork
ReadConvolutionalNetwork(const std::string & path);
} // namespace phaseharmonics

#endif
