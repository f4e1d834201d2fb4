// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phNetworkStatistics.h"

#include "phNetworkGramInternal.h"
#include "phPeriodicConvolutionInternal.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
// Energy of a feature over the mean of its layer below which it counts as that much.
constexpr double SmallestEnergy = 1e-6;

std::size_t
PairNumber(std::size_t a, std::size_t b)
{
  return b * (b + 1) / 2 + a;
}

/** Features of one layer, their Gram matrix, and the gradient of what the layer reads. */
template <typename T>
class NetworkLayer
{
public:
  NetworkLayer(const Grid & inputGrid, const Grid & grid, std::size_t channels, const ConvolutionalLayer & layer)
    : m_Features(grid, layer.NumberOfFeatures())
    , m_Gram(grid.NumberOfPixels(), layer.NumberOfFeatures())
    , m_InputGradient(inputGrid, channels)
    , m_Weights(layer.NumberOfFeatures() * layer.NumberOfFeatures())
  {
    Grid pooled = inputGrid;
    for (unsigned int pooling = 0; pooling < layer.poolings; ++pooling)
    {
      pooled.size[0] = (pooled.size[0] + 1) / 2;
      pooled.size[1] = (pooled.size[1] + 1) / 2;
      m_Pooled.emplace_back(pooled, channels);
    }
    std::size_t first = 0;
    for (const ConvolutionFilters & filters : layer.filters)
    {
      std::vector<double> biases;
      if (!layer.biases.empty())
      {
        const auto begin = layer.biases.begin() + static_cast<std::ptrdiff_t>(first);
        biases.assign(begin, begin + static_cast<std::ptrdiff_t>(filters.count));
      }
      if (filters.side > ConvolutionalNetwork::LargestSideOfDeepFilters)
      {
        m_Convolutions.push_back(std::make_unique<FourierConvolution<T>>(grid, filters, biases, first));
      }
      else
      {
        m_Convolutions.push_back(std::make_unique<DirectConvolution<T>>(grid, channels, filters, biases, first));
      }
      first += filters.count;
    }
  }

  const NetworkMaps<T> &
  GetFeatures() const
  {
    return m_Features;
  }
  const NetworkMaps<T> &
  GetInputGradient() const
  {
    return m_InputGradient;
  }

  std::vector<double>
  Forward(const NetworkMaps<T> & input, const Executor & executor)
  {
    const NetworkMaps<T> * in = &input;
    for (NetworkMaps<T> & pooled : m_Pooled)
    {
      Pool(*in, pooled, executor);
      in = &pooled;
    }
    for (const auto & convolution : m_Convolutions)
    {
      convolution->Forward(*in, m_Features, executor);
    }
    return m_Gram.Compute(m_Features, executor);
  }

  /** The energy is `pairGradients`(a, b) dG_ab, a <= b, for small changes, and `nextGradient` through the next layer.
   * The features and the pooled input are lost. */
  void
  Backward(const std::vector<double> & pairGradients, const NetworkMaps<T> * nextGradient, const Executor & executor)
  {
    const std::size_t count = m_Features.Count();
    const double      pixels = static_cast<double>(m_Features.GetGrid().NumberOfPixels());
    for (std::size_t b = 0; b < count; ++b)
    {
      for (std::size_t a = 0; a <= b; ++a)
      {
        const double weight = pairGradients[PairNumber(a, b)] * (a == b ? 2.0 : 1.0) / pixels;
        m_Weights[a * count + b] = m_Weights[b * count + a] = static_cast<T>(weight);
      }
    }
    m_Gram.ReplaceByGradient(m_Weights, nextGradient, m_Features, executor);

    NetworkMaps<T> & readGradient = m_Pooled.empty() ? m_InputGradient : m_Pooled.back();
    for (std::size_t channel = 0; channel < readGradient.Count(); ++channel)
    {
      std::fill_n(readGradient.Map(channel), readGradient.GetGrid().NumberOfPixels(), T(0));
    }
    for (const auto & convolution : m_Convolutions)
    {
      convolution->AddAdjoint(m_Features, readGradient, executor);
    }
    for (std::size_t i = m_Pooled.size(); i-- > 0;)
    {
      PoolAdjoint(m_Pooled[i], i > 0 ? m_Pooled[i - 1] : m_InputGradient, executor);
    }
  }

  std::size_t
  SizeInBytes() const
  {
    std::size_t size =
      m_Features.SizeInBytes() + m_Gram.SizeInBytes() + m_InputGradient.SizeInBytes() + m_Weights.size() * sizeof(T);
    for (const auto & pooled : m_Pooled)
    {
      size += pooled.SizeInBytes();
    }
    for (const auto & convolution : m_Convolutions)
    {
      size += convolution->SizeInBytes();
    }
    return size;
  }

  double
  Flops() const
  {
    return std::accumulate(m_Convolutions.begin(),
                           m_Convolutions.end(),
                           m_Gram.Flops(),
                           [](double sum, const auto & convolution) { return sum + convolution->Flops(); });
  }

private:
  std::vector<NetworkMaps<T>>                          m_Pooled;
  std::vector<std::unique_ptr<PeriodicConvolution<T>>> m_Convolutions;
  NetworkMaps<T>                                       m_Features;
  NetworkGram<T>                                       m_Gram;
  NetworkMaps<T>                                       m_InputGradient;
  AlignedBuffer<T>                                     m_Weights;
};
} // namespace

template <typename T>
class NetworkStatistics<T>::Engine
{
public:
  Engine(const Grid & grid, const ConvolutionalNetwork & network)
    : m_Image(grid, 1)
    , m_NumberOfMoments(network.NumberOfMoments())
  {
    // All sizes are checked before anything large is allocated.
    network.GridOfLayer(grid, network.GetLayers().size() - 1);
    Grid inputGrid = grid;
    for (std::size_t i = 0; i < network.GetLayers().size(); ++i)
    {
      const Grid layerGrid = network.GridOfLayer(grid, i);
      m_Layers.push_back(
        std::make_unique<NetworkLayer<T>>(inputGrid, layerGrid, network.NumberOfChannels(i), network.GetLayers()[i]));
      inputGrid = layerGrid;
    }
  }

  const Grid &
  GetGrid() const
  {
    return m_Image.GetGrid();
  }
  std::size_t
  NumberOfMoments() const
  {
    return m_NumberOfMoments;
  }

  NetworkMoments
  Analyze(const T * image, const Executor & executor)
  {
    std::copy_n(image, m_Image.GetGrid().NumberOfPixels(), m_Image.Map(0));
    const NetworkMaps<T> * input = &m_Image;
    NetworkMoments         moments;
    for (const auto & layer : m_Layers)
    {
      moments.push_back(layer->Forward(*input, executor));
      input = &layer->GetFeatures();
    }
    return moments;
  }

  void
  SetTarget(const NetworkMoments & target)
  {
    bool fits = target.size() == m_Layers.size();
    for (std::size_t i = 0; fits && i < target.size(); ++i)
    {
      const std::size_t features = m_Layers[i]->GetFeatures().Count();
      fits = target[i].size() == features * (features + 1) / 2;
    }
    if (!fits)
    {
      throw std::invalid_argument("The target moments are not of this network.");
    }
    std::vector<std::vector<double>> energies;
    for (std::size_t i = 0; i < target.size(); ++i)
    {
      energies.push_back(this->EnergiesOfFeatures(i, target[i]));
    }
    m_Target = target;
    m_Energies = std::move(energies);
  }

  double
  Evaluate(const T * image, T * gradient, const Executor & executor)
  {
    if (m_Target.empty())
    {
      throw std::logic_error("The network's moments have no target.");
    }
    NetworkMoments moments = this->Analyze(image, executor);
    double         energy = 0.0;
    for (std::size_t i = 0; i < moments.size(); ++i)
    {
      energy += this->ReplaceByDerivatives(i, moments[i]);
    }
    if (gradient != nullptr)
    {
      const NetworkMaps<T> * nextGradient = nullptr;
      for (std::size_t i = m_Layers.size(); i-- > 0;)
      {
        m_Layers[i]->Backward(moments[i], nextGradient, executor);
        nextGradient = &m_Layers[i]->GetInputGradient();
      }
      std::copy_n(nextGradient->Map(0), m_Image.GetGrid().NumberOfPixels(), gradient);
    }
    return energy;
  }

  std::size_t
  SizeInBytes() const
  {
    std::size_t size = m_Image.SizeInBytes() + 2 * m_NumberOfMoments * sizeof(double);
    for (const auto & layer : m_Layers)
    {
      size += layer->SizeInBytes();
    }
    return size;
  }

  double
  Flops() const
  {
    return std::accumulate(
      m_Layers.begin(), m_Layers.end(), 0.0, [](double sum, const auto & layer) { return sum + layer->Flops(); });
  }

private:
  std::vector<double>
  EnergiesOfFeatures(std::size_t layer, const std::vector<double> & moments) const
  {
    std::vector<double> energies(m_Layers[layer]->GetFeatures().Count());
    for (std::size_t a = 0; a < energies.size(); ++a)
    {
      energies[a] = moments[PairNumber(a, a)];
    }
    const double mean = std::accumulate(energies.begin(), energies.end(), 0.0) / static_cast<double>(energies.size());
    if (!(mean > 0.0))
    {
      throw std::invalid_argument("The target excites no feature of layer " + std::to_string(layer + 1) +
                                  " of the network.");
    }
    for (double & energy : energies)
    {
      energy = std::max(energy, SmallestEnergy * mean);
    }
    return energies;
  }

  /** Energy of a layer; its moments become dE/dG_ab. */
  double
  ReplaceByDerivatives(std::size_t layer, std::vector<double> & moments) const
  {
    const std::vector<double> & energies = m_Energies[layer];
    double                      sum = 0.0;
    for (std::size_t b = 0; b < energies.size(); ++b)
    {
      for (std::size_t a = 0; a <= b; ++a)
      {
        double &     moment = moments[PairNumber(a, b)];
        const double difference = moment - m_Target[layer][PairNumber(a, b)];
        moment = 2.0 * difference / (energies[a] * energies[b]);
        sum += 0.5 * difference * moment;
      }
    }
    return sum;
  }

  NetworkMaps<T>                                m_Image;
  std::size_t                                   m_NumberOfMoments;
  std::vector<std::unique_ptr<NetworkLayer<T>>> m_Layers;
  NetworkMoments                                m_Target;
  std::vector<std::vector<double>>              m_Energies; // of the target's features
};

template <typename T>
NetworkStatistics<T>::NetworkStatistics(const Grid & grid, const ConvolutionalNetwork & network)
  : m_Engine(std::make_unique<Engine>(grid, network))
{}

template <typename T>
NetworkStatistics<T>::~NetworkStatistics() = default;

template <typename T>
const Grid &
NetworkStatistics<T>::GetGrid() const
{
  return m_Engine->GetGrid();
}

template <typename T>
std::size_t
NetworkStatistics<T>::GetNumberOfMoments() const
{
  return m_Engine->NumberOfMoments();
}

template <typename T>
NetworkMoments
NetworkStatistics<T>::Analyze(const T * image, const Executor & executor)
{
  return m_Engine->Analyze(image, executor);
}

template <typename T>
void
NetworkStatistics<T>::SetTarget(const NetworkMoments & target)
{
  m_Engine->SetTarget(target);
}

template <typename T>
double
NetworkStatistics<T>::Value(const T * image, const Executor & executor)
{
  return m_Engine->Evaluate(image, nullptr, executor);
}

template <typename T>
double
NetworkStatistics<T>::ValueAndGradient(const T * image, T * gradient, const Executor & executor)
{
  return m_Engine->Evaluate(image, gradient, executor);
}

template <typename T>
std::size_t
NetworkStatistics<T>::SizeInBytes() const
{
  return m_Engine->SizeInBytes();
}

template <typename T>
double
NetworkStatistics<T>::FlopsOfGradient() const
{
  return m_Engine->Flops();
}

template class NetworkStatistics<float>;
template class NetworkStatistics<double>;
} // namespace phaseharmonics
