// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phDictionaryLearningFile.h"

#include "phHdf5File.h"

#include <cstdint>

namespace phaseharmonics
{
namespace
{
constexpr char          Format[] = "PhaseHarmonics dictionary learning";
constexpr std::uint64_t Version = 1;
} // namespace

template <typename T>
void
WriteDictionaryLearningState(const std::string &                path,
                             const DictionaryLearningState<T> & state,
                             const std::string &                run)
{
  AtomicFile pending(path);
  auto       file = Hdf5File::Create(pending);
  file.WriteStringAttribute("/", "format", Format);
  file.WriteAttribute("/", "version", Version);
  file.WriteAttribute("/", "seed", state.seed);
  file.WriteAttribute("/", "step", state.step);
  file.WriteAttribute("/", "epoch", state.epoch);
  file.WriteAttribute("/", "position", state.position);
  file.WriteAttribute("/", "replaced", state.replaced);
  file.WriteStringAttribute("/", "run", run);
  file.Write("dictionary", state.dictionary, { state.atoms, state.length });
  file.Write("code_products", state.codeProducts, { state.atoms, state.atoms });
  file.Write("data_products", state.dataProducts, { state.atoms, state.length });
  file.Write("idle", state.idle, { state.atoms });
  file.Close();
  pending.Commit();
}

template <typename T>
DictionaryLearningState<T>
ReadDictionaryLearningState(const std::string & path, std::string * run)
{
  const auto file = Hdf5File::Open(path);
  if (!file.HasAttribute("/", "format") || !file.HasAttribute("/", "version") ||
      file.ReadStringAttribute("/", "format") != Format)
  {
    file.Fail("is not a state of dictionary learning.");
  }
  const auto version = file.ReadAttribute<std::uint64_t>("/", "version");
  if (version != Version)
  {
    file.Fail("has version " + std::to_string(version) + " of the format; this release reads version " +
              std::to_string(Version) + ".");
  }
  const auto shape = file.GetShape("dictionary");
  if (shape.size() != 2 || shape[0] == 0 || shape[1] == 0)
  {
    file.Fail("has a dictionary that is not a matrix.");
  }
  DictionaryLearningState<T> state;
  state.atoms = shape[0];
  state.length = shape[1];
  state.seed = file.ReadAttribute<std::uint64_t>("/", "seed");
  state.step = file.ReadAttribute<std::uint64_t>("/", "step");
  state.epoch = file.ReadAttribute<std::uint64_t>("/", "epoch");
  state.position = file.ReadAttribute<std::uint64_t>("/", "position");
  state.replaced = file.ReadAttribute<std::uint64_t>("/", "replaced");
  state.dictionary = file.Read<T>("dictionary", shape);
  state.codeProducts = file.Read<double>("code_products", { state.atoms, state.atoms });
  state.dataProducts = file.Read<double>("data_products", shape);
  state.idle = file.Read<std::uint64_t>("idle", { state.atoms });
  if (run != nullptr)
  {
    *run = file.ReadStringAttribute("/", "run");
  }
  return state;
}

template void
WriteDictionaryLearningState(const std::string &, const DictionaryLearningState<float> &, const std::string &);
template void
WriteDictionaryLearningState(const std::string &, const DictionaryLearningState<double> &, const std::string &);
template DictionaryLearningState<float>
ReadDictionaryLearningState(const std::string &, std::string *);
template DictionaryLearningState<double>
ReadDictionaryLearningState(const std::string &, std::string *);
} // namespace phaseharmonics
