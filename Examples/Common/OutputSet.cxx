// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "OutputSet.h"

#include "Interruption.h"

#include <filesystem>
#include <stdexcept>

namespace phaseharmonics_examples
{
void
OutputSet::Announce(const std::string & path, const std::string & extension)
{
  CheckWritable(path);
  if (!extension.empty() && std::filesystem::path(path).extension() != extension)
  {
    throw std::runtime_error(path + ": the name must end in " + extension);
  }
  std::error_code error;
  if (!m_Announced.insert(std::filesystem::weakly_canonical(path, error).string()).second)
  {
    throw std::runtime_error(path + ": two outputs have this name");
  }
}

std::string
OutputSet::Add(const std::string & path)
{
  ThrowIfInterrupted();
  m_Outputs.push_back(std::make_unique<PendingOutput>(path));
  return m_Outputs.back()->GetTemporaryPath();
}

void
OutputSet::Commit()
{
  ThrowIfInterrupted();
  for (const auto & output : m_Outputs)
  {
    output->Commit();
  }
  m_Outputs.clear();
}
} // namespace phaseharmonics_examples
