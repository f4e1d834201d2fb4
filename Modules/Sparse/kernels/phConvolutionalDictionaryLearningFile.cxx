// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionalDictionaryLearningFile.h"

#include "phHdf5File.h"

#include <algorithm>
#include <cstdint>

namespace phaseharmonics
{
namespace
{
constexpr char          Format[] = "PhaseHarmonics convolutional dictionary learning";
constexpr std::uint64_t Version = 1;
} // namespace

template <typename T>
void
WriteConvolutionalDictionaryLearningState(const std::string &                             path,
                                          const ConvolutionalDictionaryLearningState<T> & state,
                                          const std::string &                             run)
{
  const auto &          s = state.support.size;
  const Hdf5File::Shape shape{ state.atoms, state.channels, s[2], s[1], s[0] };
  const Hdf5File::Shape lags{ state.atoms, state.atoms, 2 * s[2] - 1, 2 * s[1] - 1, 2 * s[0] - 1 };
  AtomicFile            pending(path);
  auto                  file = Hdf5File::Create(pending);
  file.WriteStringAttribute("/", "format", Format);
  file.WriteAttribute("/", "version", Version);
  file.WriteAttribute("/", "dimension", static_cast<std::uint64_t>(state.support.dimension));
  file.WriteAttribute("/", "seed", state.seed);
  file.WriteAttribute("/", "step", state.step);
  file.WriteAttribute("/", "replaced", state.replaced);
  file.WriteStringAttribute("/", "run", run);
  file.Write("dictionary", state.dictionary, shape);
  file.Write("data_products", state.dataProducts, shape);
  file.Write("code_products", state.codeProducts, lags);
  file.Write("idle", state.idle, { state.atoms });
  file.Close();
  pending.Commit();
}

template <typename T>
ConvolutionalDictionaryLearningState<T>
ReadConvolutionalDictionaryLearningState(const std::string & path, std::string * run)
{
  const auto file = Hdf5File::Open(path);
  if (!file.HasAttribute("/", "format") || !file.HasAttribute("/", "version") ||
      file.ReadStringAttribute("/", "format") != Format)
  {
    file.Fail("is not a state of convolutional dictionary learning.");
  }
  const auto version = file.ReadAttribute<std::uint64_t>("/", "version");
  if (version != Version)
  {
    file.Fail("has version " + std::to_string(version) + " of the format; this release reads version " +
              std::to_string(Version) + ".");
  }
  const auto shape = file.GetShape("dictionary");
  const auto dimension = file.ReadAttribute<std::uint64_t>("/", "dimension");
  if (shape.size() != 5 || std::count(shape.begin(), shape.end(), std::size_t{ 0 }) > 0 || dimension < 1 ||
      dimension > 3)
  {
    file.Fail("has a dictionary of the wrong shape.");
  }
  ConvolutionalDictionaryLearningState<T> state;
  state.atoms = shape[0];
  state.channels = shape[1];
  state.support = Grid{ static_cast<unsigned int>(dimension), { { shape[4], shape[3], shape[2] } } };
  state.seed = file.ReadAttribute<std::uint64_t>("/", "seed");
  state.step = file.ReadAttribute<std::uint64_t>("/", "step");
  state.replaced = file.ReadAttribute<std::uint64_t>("/", "replaced");
  state.dictionary = file.Read<T>("dictionary", shape);
  state.dataProducts = file.Read<double>("data_products", shape);
  state.codeProducts =
    file.Read<double>("code_products", { shape[0], shape[0], 2 * shape[2] - 1, 2 * shape[3] - 1, 2 * shape[4] - 1 });
  state.idle = file.Read<std::uint64_t>("idle", { state.atoms });
  if (run != nullptr)
  {
    *run = file.ReadStringAttribute("/", "run");
  }
  return state;
}

template void
WriteConvolutionalDictionaryLearningState(const std::string &,
                                          const ConvolutionalDictionaryLearningState<float> &,
                                          const std::string &);
template void
WriteConvolutionalDictionaryLearningState(const std::string &,
                                          const ConvolutionalDictionaryLearningState<double> &,
                                          const std::string &);
template ConvolutionalDictionaryLearningState<float>
ReadConvolutionalDictionaryLearningState(const std::string &, std::string *);
template ConvolutionalDictionaryLearningState<double>
ReadConvolutionalDictionaryLearningState(const std::string &, std::string *);
} // namespace phaseharmonics
