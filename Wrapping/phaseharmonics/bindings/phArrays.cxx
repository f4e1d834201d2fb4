// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"

#include <new>

#ifdef __linux__
#  include <sys/mman.h>
#endif

namespace phaseharmonics
{
std::unique_ptr<void, void (*)(void *)>
AllocateMemory(std::size_t bytes)
{
  constexpr std::size_t lineSize = 64;
  constexpr std::size_t largePage = std::size_t{ 1 } << 21;
  const std::size_t     alignment = bytes >= largePage ? largePage : lineSize;
  void *                pointer = nullptr;
  if (posix_memalign(&pointer, alignment, std::max<std::size_t>(bytes, 1)) != 0)
  {
    throw std::bad_alloc();
  }
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  if (alignment == largePage)
  {
    madvise(pointer, bytes / largePage * largePage, MADV_HUGEPAGE); // a hint, which may be refused
  }
#endif
  return { pointer, std::free };
}
} // namespace phaseharmonics
