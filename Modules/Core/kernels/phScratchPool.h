// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScratchPool_h
#define phScratchPool_h

#include "phAlignedBuffer.h"

#include <algorithm>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <utility>
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
      : m_Pool(&pool)
      , m_Buffer(std::move(buffer))
    {}
    Lease(Lease && other) noexcept
      : m_Pool(std::exchange(other.m_Pool, nullptr))
      , m_Buffer(std::move(other.m_Buffer))
    {}
    ~Lease()
    {
      if (m_Pool != nullptr)
      {
        m_Pool->Return(std::move(m_Buffer));
      }
    }
    Lease(const Lease &) = delete;
    Lease &
    operator=(const Lease &) = delete;
    T *
    data()
    {
      return m_Buffer.data();
    }

  private:
    ScratchPool *    m_Pool;
    AlignedBuffer<T> m_Buffer;
  };

  /** With a maximum number of buffers, further tasks wait for one to come back; they must not hold one already. */
  explicit ScratchPool(std::size_t size, std::size_t maximumCount = std::numeric_limits<std::size_t>::max())
    : m_Size(size)
    , m_Available(maximumCount)
  {}

  /** Number of buffers of `size` values that large ones are limited to: what fits into 256 MiB, at least 2. */
  static std::size_t
  MaximumCountOfLarge(std::size_t size)
  {
    return std::max<std::size_t>(2, (std::size_t{ 256 } << 20) / std::max<std::size_t>(1, size * sizeof(T)));
  }

  /** The contents of a leased buffer are whatever its last user left. */
  Lease
  Acquire()
  {
    std::unique_lock<std::mutex> lock(m_Mutex);
    m_Returned.wait(lock, [this] { return m_Available > 0; });
    --m_Available;
    if (m_Free.empty())
    {
      lock.unlock();
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
    {
      const std::lock_guard<std::mutex> lock(m_Mutex);
      m_Free.push_back(std::move(buffer));
      ++m_Available;
    }
    m_Returned.notify_one();
  }

  std::size_t                   m_Size;
  std::size_t                   m_Available;
  std::mutex                    m_Mutex;
  std::condition_variable       m_Returned;
  std::vector<AlignedBuffer<T>> m_Free;
};
} // namespace phaseharmonics

#endif
