// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phReconstructionCheckpoint.h"

#include "phAtomicFile.h"
#include "phHdf5File.h"

namespace phaseharmonics
{
namespace
{
constexpr const char * Format = "ReconstructionCheckpoint";
constexpr std::int32_t Version = 1;

std::string
StartName(std::size_t start)
{
  return "start" + std::to_string(start);
}
} // namespace

void
WriteReconstructionCheckpoint(const std::string & path, const ReconstructionCheckpoint & checkpoint)
{
  AtomicFile file(path);
  Hdf5File   hdf5 = Hdf5File::Create(file);
  hdf5.WriteStringAttribute("/", "format", Format);
  hdf5.WriteAttribute("/", "version", Version);
  hdf5.WriteString("description", checkpoint.description);
  hdf5.WriteAttribute("/", "starts", static_cast<std::int64_t>(checkpoint.starts.size()));
  hdf5.Write("survivors", std::vector<std::int64_t>(checkpoint.survivors.begin(), checkpoint.survivors.end()));
  for (std::size_t s = 0; s < checkpoint.starts.size(); ++s)
  {
    const ReconstructionStart & start = checkpoint.starts[s];
    const std::string           name = StartName(s);
    hdf5.Write(name, start.state);
    hdf5.WriteAttribute(name, "stages", static_cast<std::int64_t>(start.stages));
    hdf5.WriteAttribute(name, "iterations", static_cast<std::int64_t>(start.iterations));
    hdf5.WriteAttribute(name, "evaluations", static_cast<std::int64_t>(start.evaluations));
    hdf5.WriteAttribute(name, "energy", start.energy);
    hdf5.WriteAttribute(name, "loss", start.loss);
  }
  hdf5.Close();
  file.Commit();
}

ReconstructionCheckpoint
ReadReconstructionCheckpoint(const std::string & path)
{
  const Hdf5File hdf5 = Hdf5File::Open(path);
  if (!hdf5.HasAttribute("/", "format") || hdf5.ReadStringAttribute("/", "format") != Format)
  {
    hdf5.Fail("this is not a checkpoint of a reconstruction.");
  }
  if (hdf5.ReadAttribute<std::int32_t>("/", "version") > Version)
  {
    hdf5.Fail("this checkpoint was written by a newer version.");
  }
  const auto integer = [&](const std::string & name, const char * attribute) {
    return static_cast<unsigned int>(hdf5.ReadAttribute<std::int64_t>(name, attribute));
  };
  ReconstructionCheckpoint checkpoint;
  checkpoint.description = hdf5.ReadString("description");
  for (const std::int64_t survivor : hdf5.Read<std::int64_t>("survivors"))
  {
    checkpoint.survivors.push_back(static_cast<std::size_t>(survivor));
  }
  const auto starts = hdf5.ReadAttribute<std::int64_t>("/", "starts");
  for (std::int64_t s = 0; s < starts; ++s)
  {
    const std::string   name = StartName(static_cast<std::size_t>(s));
    ReconstructionStart start;
    start.state = hdf5.Read<double>(name);
    start.stages = integer(name, "stages");
    start.iterations = integer(name, "iterations");
    start.evaluations = integer(name, "evaluations");
    start.energy = hdf5.ReadAttribute<double>(name, "energy");
    start.loss = hdf5.ReadAttribute<double>(name, "loss");
    checkpoint.starts.push_back(std::move(start));
  }
  return checkpoint;
}
} // namespace phaseharmonics
