// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionalNetwork.h"

#include "phHdf5File.h"

#include <cstdint>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr const char * Format = "ConvolutionalNetwork";
constexpr std::int64_t Version = 1;

std::string
LayerName(std::size_t layer)
{
  return "layer" + std::to_string(layer + 1);
}

std::string
FiltersName(std::size_t layer, std::size_t group)
{
  return LayerName(layer) + "/filters" + std::to_string(group + 1);
}

std::size_t
ReadCount(const Hdf5File & file, const std::string & object, const std::string & name, std::int64_t largest)
{
  const auto count = file.ReadAttribute<std::int64_t>(object, name);
  if (count < 0 || count > largest)
  {
    file.Fail("has the attribute " + name + " = " + std::to_string(count) + " of " + object);
  }
  return static_cast<std::size_t>(count);
}

ConvolutionalLayer
ReadLayer(const Hdf5File & file, std::size_t layer)
{
  constexpr std::int64_t largestCount = 1024;
  constexpr std::int64_t mostPoolings = 32;
  const std::string      name = LayerName(layer);
  ConvolutionalLayer     result;
  result.poolings = static_cast<unsigned int>(ReadCount(file, name, "poolings", mostPoolings));
  result.filters.resize(ReadCount(file, name, "filters", largestCount));
  for (std::size_t group = 0; group < result.filters.size(); ++group)
  {
    const std::string     dataset = FiltersName(layer, group);
    const Hdf5File::Shape shape = file.GetShape(dataset);
    if (shape.size() != 4 || shape[2] != shape[3])
    {
      file.Fail("has an array " + dataset + " that is not of filters x channels x side x side");
    }
    result.filters[group].count = shape[0];
    result.filters[group].side = shape[2];
    result.filters[group].weights = file.Read<double>(dataset, shape);
  }
  result.biases = file.Read<double>(name + "/biases");
  return result;
}
} // namespace

void
WriteConvolutionalNetwork(const std::string & path, const ConvolutionalNetwork & network)
{
  AtomicFile pending(path);
  Hdf5File   file = Hdf5File::Create(pending);
  file.WriteStringAttribute("/", "format", Format);
  file.WriteAttribute("/", "version", Version);
  file.WriteAttribute("/", "layers", static_cast<std::int64_t>(network.GetLayers().size()));
  for (std::size_t i = 0; i < network.GetLayers().size(); ++i)
  {
    const ConvolutionalLayer & layer = network.GetLayers()[i];
    const std::string          name = LayerName(i);
    file.CreateGroup(name);
    file.WriteAttribute(name, "poolings", static_cast<std::int64_t>(layer.poolings));
    file.WriteAttribute(name, "filters", static_cast<std::int64_t>(layer.filters.size()));
    for (std::size_t group = 0; group < layer.filters.size(); ++group)
    {
      const ConvolutionFilters & filters = layer.filters[group];
      file.Write(FiltersName(i, group),
                 filters.weights,
                 { filters.count, network.NumberOfChannels(i), filters.side, filters.side });
    }
    std::vector<double> biases = layer.biases;
    biases.resize(layer.NumberOfFeatures());
    file.Write(name + "/biases", biases);
  }
  file.Close();
  pending.Commit();
}

ConvolutionalNetwork
ReadConvolutionalNetwork(const std::string & path)
{
  constexpr std::int64_t mostLayers = 1024;
  const Hdf5File         file = Hdf5File::Open(path);
  if (!file.HasAttribute("/", "format") || !file.HasAttribute("/", "version") ||
      file.ReadStringAttribute("/", "format") != Format)
  {
    file.Fail("is an HDF5 file, but not one of a convolutional network");
  }
  const auto version = file.ReadAttribute<std::int64_t>("/", "version");
  if (version != Version)
  {
    file.Fail("has version " + std::to_string(version) + " of the format; this release reads version " +
              std::to_string(Version));
  }
  std::vector<ConvolutionalLayer> layers(ReadCount(file, "/", "layers", mostLayers));
  for (std::size_t i = 0; i < layers.size(); ++i)
  {
    layers[i] = ReadLayer(file, i);
  }
  try
  {
    return ConvolutionalNetwork(std::move(layers));
  }
  catch (const std::invalid_argument & error)
  {
    file.Fail(error.what());
  }
}
} // namespace phaseharmonics
