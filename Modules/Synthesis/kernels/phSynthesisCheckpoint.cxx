// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSynthesisCheckpoint.h"

#include "phAtomicFile.h"
#include "phHdf5File.h"

namespace phaseharmonics
{
namespace
{
constexpr const char * Format = "SynthesisCheckpoint";
constexpr std::int32_t Version = 1;

std::string
SampleName(std::size_t sample)
{
  return "sample" + std::to_string(sample);
}
} // namespace

void
WriteSynthesisCheckpoint(const std::string & path, const SynthesisCheckpoint & checkpoint)
{
  AtomicFile file(path);
  Hdf5File   hdf5 = Hdf5File::Create(file.GetTemporaryPath());
  hdf5.WriteStringAttribute("/", "format", Format);
  hdf5.WriteAttribute("/", "version", Version);
  hdf5.WriteString("description", checkpoint.description);
  hdf5.WriteAttribute("/", "samples", static_cast<std::int64_t>(checkpoint.samples.size()));
  for (std::size_t s = 0; s < checkpoint.samples.size(); ++s)
  {
    const SynthesisCheckpoint::Sample & sample = checkpoint.samples[s];
    const std::string                   name = SampleName(s);
    hdf5.Write(name, sample.state);
    hdf5.WriteAttribute(name, "iterations", static_cast<std::int64_t>(sample.iterations));
    hdf5.WriteAttribute(name, "evaluations", static_cast<std::int64_t>(sample.evaluations));
    hdf5.WriteAttribute(name, "initial_loss", sample.initialLoss);
    hdf5.WriteAttribute(name, "loss", sample.loss);
    hdf5.WriteAttribute(name, "finished", static_cast<std::int32_t>(sample.isFinished));
  }
  hdf5.Close();
  file.Commit();
}

SynthesisCheckpoint
ReadSynthesisCheckpoint(const std::string & path)
{
  const Hdf5File hdf5 = Hdf5File::Open(path);
  if (!hdf5.HasAttribute("/", "format") || hdf5.ReadStringAttribute("/", "format") != Format)
  {
    hdf5.Fail("this is not a checkpoint of a synthesis.");
  }
  if (hdf5.ReadAttribute<std::int32_t>("/", "version") > Version)
  {
    hdf5.Fail("this checkpoint was written by a newer version.");
  }
  SynthesisCheckpoint checkpoint;
  checkpoint.description = hdf5.ReadString("description");
  const auto samples = hdf5.ReadAttribute<std::int64_t>("/", "samples");
  for (std::int64_t s = 0; s < samples; ++s)
  {
    const std::string           name = SampleName(static_cast<std::size_t>(s));
    SynthesisCheckpoint::Sample sample;
    sample.state = hdf5.Read<double>(name);
    sample.iterations = static_cast<unsigned int>(hdf5.ReadAttribute<std::int64_t>(name, "iterations"));
    sample.evaluations = static_cast<unsigned int>(hdf5.ReadAttribute<std::int64_t>(name, "evaluations"));
    sample.initialLoss = hdf5.ReadAttribute<double>(name, "initial_loss");
    sample.loss = hdf5.ReadAttribute<double>(name, "loss");
    sample.isFinished = hdf5.ReadAttribute<std::int32_t>(name, "finished") != 0;
    checkpoint.samples.push_back(std::move(sample));
  }
  return checkpoint;
}
} // namespace phaseharmonics
