// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionalNetwork.h"

#include "phRandom.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
std::size_t
WeightsOfFilter(std::size_t side, std::size_t channels)
{
  return channels * side * side;
}

void
CheckFilters(const ConvolutionFilters & filters, std::size_t channels, const std::string & layer)
{
  if (filters.side % 2 == 0)
  {
    throw std::invalid_argument(layer + " has filters of side " + std::to_string(filters.side) +
                                "; sides must be odd.");
  }
  if (filters.count == 0)
  {
    throw std::invalid_argument(layer + " has no filters of side " + std::to_string(filters.side) + ".");
  }
  if (channels > 1 && filters.side > ConvolutionalNetwork::LargestSideOfDeepFilters)
  {
    throw std::invalid_argument(layer + " has filters of side " + std::to_string(filters.side) + "; beyond the first " +
                                "layer at most " + std::to_string(ConvolutionalNetwork::LargestSideOfDeepFilters) +
                                " is possible.");
  }
  const std::size_t expected = filters.count * WeightsOfFilter(filters.side, channels);
  if (filters.weights.size() != expected)
  {
    throw std::invalid_argument(layer + " has " + std::to_string(filters.weights.size()) + " weights for " +
                                std::to_string(filters.count) + " filters of side " + std::to_string(filters.side) +
                                " and " + std::to_string(channels) + " channels; expected " + std::to_string(expected) +
                                ".");
  }
  if (!std::all_of(filters.weights.begin(), filters.weights.end(), [](double w) { return std::isfinite(w); }))
  {
    throw std::invalid_argument(layer + " has weights that are not finite.");
  }
}

/** Weights without mean and of Euclidean norm 1. */
ConvolutionFilters
DrawFilters(std::size_t side, std::size_t count, std::size_t channels, std::uint64_t seed, std::uint64_t stream)
{
  const std::size_t length = WeightsOfFilter(side, channels);
  if (length < 2)
  {
    throw std::invalid_argument("A random filter without mean needs more than one weight.");
  }
  ConvolutionFilters filters{ side, count, std::vector<double>(count * length) };
  for (std::size_t i = 0; i < count; ++i)
  {
    double * const weights = filters.weights.data() + i * length;
    FillStandardNormal(weights, length, seed, (stream << 32) + i);
    const double mean = std::accumulate(weights, weights + length, 0.0) / static_cast<double>(length);
    std::for_each(weights, weights + length, [mean](double & w) { w -= mean; });
    const double norm = std::sqrt(std::inner_product(weights, weights + length, weights, 0.0));
    std::for_each(weights, weights + length, [norm](double & w) { w /= norm; });
  }
  return filters;
}
} // namespace

std::size_t
ConvolutionalLayer::NumberOfFeatures() const
{
  std::size_t features = 0;
  for (const ConvolutionFilters & group : filters)
  {
    features += group.count;
  }
  return features;
}

ConvolutionalNetwork::ConvolutionalNetwork(std::vector<ConvolutionalLayer> layers)
  : m_Layers(std::move(layers))
{
  if (m_Layers.empty())
  {
    throw std::invalid_argument("The network has no layers.");
  }
  for (std::size_t i = 0; i < m_Layers.size(); ++i)
  {
    const ConvolutionalLayer & layer = m_Layers[i];
    const std::string          name = "Layer " + std::to_string(i + 1) + " of the network";
    if (layer.filters.empty())
    {
      throw std::invalid_argument(name + " has no filters.");
    }
    for (const ConvolutionFilters & filters : layer.filters)
    {
      CheckFilters(filters, this->NumberOfChannels(i), name);
    }
    if (!layer.biases.empty() && layer.biases.size() != layer.NumberOfFeatures())
    {
      throw std::invalid_argument(name + " has " + std::to_string(layer.biases.size()) + " biases for " +
                                  std::to_string(layer.NumberOfFeatures()) + " features.");
    }
    if (!std::all_of(layer.biases.begin(), layer.biases.end(), [](double b) { return std::isfinite(b); }))
    {
      throw std::invalid_argument(name + " has biases that are not finite.");
    }
  }
}

std::size_t
ConvolutionalNetwork::NumberOfMoments() const
{
  std::size_t moments = 0;
  for (const ConvolutionalLayer & layer : m_Layers)
  {
    const std::size_t features = layer.NumberOfFeatures();
    moments += features * (features + 1) / 2;
  }
  return moments;
}

Grid
ConvolutionalNetwork::GridOfLayer(const Grid & image, std::size_t layer) const
{
  if (image.dimension != 2)
  {
    throw std::invalid_argument("The network is for images of 2 dimensions, not of " + std::to_string(image.dimension) +
                                ".");
  }
  Grid grid = image;
  for (std::size_t i = 0; i <= layer; ++i)
  {
    for (unsigned int pooling = 0; pooling < m_Layers[i].poolings; ++pooling)
    {
      grid.size[0] = (grid.size[0] + 1) / 2;
      grid.size[1] = (grid.size[1] + 1) / 2;
    }
    for (const ConvolutionFilters & filters : m_Layers[i].filters)
    {
      if (filters.side > grid.SmallestSide())
      {
        throw std::invalid_argument(
          "Layer " + std::to_string(i + 1) + " of the network has filters of side " + std::to_string(filters.side) +
          ", but an image of " + std::to_string(image.size[0]) + " x " + std::to_string(image.size[1]) +
          " leaves it only " + std::to_string(grid.size[0]) + " x " + std::to_string(grid.size[1]) + " pixels.");
      }
    }
  }
  return grid;
}

std::vector<std::size_t>
DefaultFilterSides(std::size_t largest)
{
  std::vector<std::size_t> sides{ 3, 5, 7, 11, 15, 23, 37, 55 };
  sides.erase(std::upper_bound(sides.begin(), sides.end(), largest), sides.end());
  return sides;
}

ConvolutionalNetwork
MakeMultiScaleNetwork(const std::vector<std::size_t> & sides, std::size_t filtersOfSide, std::uint64_t seed)
{
  ConvolutionalLayer layer;
  for (const std::size_t side : sides)
  {
    layer.filters.push_back(DrawFilters(side, filtersOfSide, 1, seed, side));
  }
  return ConvolutionalNetwork({ layer });
}

ConvolutionalNetwork
MakeLayeredNetwork(std::size_t numberOfLayers, std::size_t featuresOfLayer, std::size_t side, std::uint64_t seed)
{
  std::vector<ConvolutionalLayer> layers(numberOfLayers);
  for (std::size_t i = 0; i < numberOfLayers; ++i)
  {
    layers[i].poolings = i > 0 ? 1 : 0;
    layers[i].filters.push_back(DrawFilters(side, featuresOfLayer, i > 0 ? featuresOfLayer : 1, seed, i));
  }
  return ConvolutionalNetwork(std::move(layers));
}
} // namespace phaseharmonics
