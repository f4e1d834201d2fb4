// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phFingerprint_h
#define phFingerprint_h

#include <cstddef>
#include <cstdint>

namespace phaseharmonics
{
/** FNV-1a of bytes, which tells a checkpoint whether it belongs to the same data: two data of one fingerprint would be
 * a coincidence of 2^-64. */
class Fingerprint
{
public:
  void
  Add(const void * data, std::size_t size)
  {
    const auto * const bytes = static_cast<const unsigned char *>(data);
    for (std::size_t i = 0; i < size; ++i)
    {
      m_Hash = (m_Hash ^ bytes[i]) * 1099511628211u;
    }
  }

  std::uint64_t
  Get() const
  {
    return m_Hash;
  }

private:
  std::uint64_t m_Hash{ 14695981039346656037u };
};
} // namespace phaseharmonics

#endif
