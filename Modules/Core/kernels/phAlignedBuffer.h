// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phAlignedBuffer_h
#define phAlignedBuffer_h

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace phaseharmonics
{
/** Zero-initialized array of trivially copyable values, aligned for vector instructions. */
template <typename T>
class AlignedBuffer
{
public:
  static constexpr std::size_t Alignment = 64;

  AlignedBuffer() = default;
  explicit AlignedBuffer(std::size_t size)
    : m_Size(size)
  {
    if (size > 0)
    {
      m_Data.reset(static_cast<T *>(::operator new[](size * sizeof(T), std::align_val_t(Alignment))));
      this->Fill(T{});
    }
  }

  T *
  data()
  {
    return m_Data.get();
  }
  const T *
  data() const
  {
    return m_Data.get();
  }
  std::size_t
  size() const
  {
    return m_Size;
  }
  T &
  operator[](std::size_t i)
  {
    return m_Data[i];
  }
  const T &
  operator[](std::size_t i) const
  {
    return m_Data[i];
  }
  T *
  begin()
  {
    return m_Data.get();
  }
  T *
  end()
  {
    return m_Data.get() + m_Size;
  }
  const T *
  begin() const
  {
    return m_Data.get();
  }
  const T *
  end() const
  {
    return m_Data.get() + m_Size;
  }
  void
  Fill(const T & value)
  {
    std::fill_n(m_Data.get(), m_Size, value);
  }

private:
  struct Release
  {
    void
    operator()(T * pointer) const
    {
      ::operator delete[](pointer, std::align_val_t(Alignment));
    }
  };
  std::unique_ptr<T[], Release> m_Data;
  std::size_t                   m_Size{ 0 };
};
} // namespace phaseharmonics

#endif
