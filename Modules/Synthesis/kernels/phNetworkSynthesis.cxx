// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phNetworkSynthesis.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <sstream>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
ConvolutionalNetwork
MakeNetworkOfFamily(const Grid & grid, const NetworkOptions & options)
{
  constexpr std::size_t sideOfLayers = 5;
  switch (options.family)
  {
    case NetworkFamily::File:
      return ReadConvolutionalNetwork(options.fileName);
    case NetworkFamily::Layered:
      return MakeLayeredNetwork(options.numberOfLayers, options.numberOfFilters, sideOfLayers, options.seed);
    default:
      return MakeMultiScaleNetwork(DefaultFilterSides(grid.SmallestSide()), options.numberOfFilters, options.seed);
  }
}
} // namespace

ConvolutionalNetwork
MakeNetwork(const Grid & grid, const NetworkOptions & options)
{
  if (options.numberOfFilters < 1 || options.numberOfLayers < 1)
  {
    throw std::invalid_argument("The numbers of filters and of layers must be at least 1.");
  }
  if (options.family == NetworkFamily::File && options.fileName.empty())
  {
    throw std::invalid_argument("The network is to be read from a file, but its name is empty.");
  }
  ConvolutionalNetwork network = MakeNetworkOfFamily(grid, options);
  network.GridOfLayer(grid, network.GetLayers().size() - 1);
  return network;
}

template <typename T>
NetworkSynthesis<T>::NetworkSynthesis(const Grid &                    grid,
                                      const ConvolutionalNetwork &    network,
                                      const T *                       image,
                                      const NetworkSynthesisOptions & options,
                                      const Executor &                executor)
  : m_Options(options)
  , m_Statistics(grid, network)
{
  if (options.iterations < 1 || options.historySize < 1)
  {
    throw std::invalid_argument("The number of iterations and the history size must be at least 1.");
  }
  const T * const end = image + grid.NumberOfPixels();
  const double    count = static_cast<double>(grid.NumberOfPixels());
  if (std::all_of(image, end, [image](T value) { return value == *image; }))
  {
    std::ostringstream text;
    text << "The image is constant (" << *image << "): there is nothing to synthesize.";
    throw std::invalid_argument(text.str());
  }
  m_Statistics.SetTarget(m_Statistics.Analyze(image, executor));
  m_Mean = std::accumulate(image, end, 0.0) / count;
  const double square =
    std::accumulate(image, end, 0.0, [this](double sum, T value) { return sum + (value - m_Mean) * (value - m_Mean); });
  m_Deviation = std::sqrt(square / count);
}

template <typename T>
void
NetworkSynthesis<T>::SetInitialImage(const T * image)
{
  m_InitialImage.assign(image, image + m_Statistics.GetGrid().NumberOfPixels());
}

template <typename T>
bool
NetworkSynthesis<T>::DrawSample(std::size_t sample, const Observer & observer, const Executor & executor)
{
  m_Synthesis.emplace(m_Statistics, m_Mean, m_Deviation);
  if (m_InitialImage.empty())
  {
    m_Synthesis->StartFromWhiteNoise(m_Options.seed, sample);
  }
  else
  {
    m_Synthesis->StartFromImage(m_InitialImage.data());
  }
  m_Iterations = 0;
  m_Evaluations = 0;
  m_InitialLoss = m_Synthesis->Loss(executor);
  m_Loss = m_InitialLoss;
  const auto observe = [&](const SynthesisProgress & progress) {
    m_Iterations = progress.iteration;
    m_Evaluations = progress.evaluations;
    m_Loss = progress.loss;
    return observer(progress);
  };
  m_Synthesis->RunBlock(m_Options.iterations, m_Options.historySize, observe, executor);
  m_Evaluations = m_Synthesis->GetNumberOfEvaluations();
  return !m_Synthesis->WasStopped();
}

template class NetworkSynthesis<float>;
template class NetworkSynthesis<double>;
} // namespace phaseharmonics
