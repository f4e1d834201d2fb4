// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScratchPool_h
#define phScratchPool_h

#include "phAlignedBuffer.h"

#include <mutex>
#include <vector>

namespace phaseharmonics
{
/** Buffers of one size that are handed to concurrent tasks and come back for reuse, so that
 *  repeated evaluations allocate nothing. */
template <typename T>
class ScratchPool
{
public:
  class Lease
  {
  public:
    Lease(ScratchPool & pool, AlignedBuffer<T> buffer)
      : m_Pool(pool)
      , m_Buffer(std::move(buffer))
    {}
    ~Lease() { m_Pool.Return(std::move(m_Buffer)); }
    Lease(const Lease &) = delete;
    Lease &
    operator=(const Lease &) = delete;
    T *
    data()
    {
      return m_Buffer.data();
    }

  private:
    ScratchPool &    m_Pool;
    AlignedBuffer<T> m_Buffer;
  };

  explicit ScratchPool(std::size_t size)
    : m_Size(size)
  {}

  /** The contents of a leased buffer are whatever its last user left. */
  Lease
  Acquire()
  {
    const std::lock_guard<std::mutex> lock(m_Mutex);
    if (m_Free.empty())
    {
      return Lease(*this, AlignedBuffer<T>(m_Size));
    }
    AlignedBuffer<T> buffer = std::move(m_Free.back());
    m_Free.pop_back();
    return Lease(*this, std::move(buffer));
  }

private:
  void
  Return(AlignedBuffer<T> buffer)
  {
    const std::lock_guard<std::mutex> lock(m_Mutex);
    m_Free.push_back(std::move(buffer));
  }

  std::size_t                   m_Size;
  std::mutex                    m_Mutex;
  std::vector<AlignedBuffer<T>> m_Free;
};
} // namespace phaseharmonics

#endif
