// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phArrays_h
#define phArrays_h

#include "phGrid.h"

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <vector>

namespace phaseharmonics
{
/** An array of Python that is read where it lies: of this very type, C-contiguous, perhaps read-only. */
template <typename T>
using InputArray = nanobind::ndarray<const T, nanobind::c_contig, nanobind::device::cpu>;

/** The same, to be written to. */
template <typename T>
using WritableArray = nanobind::ndarray<T, nanobind::c_contig, nanobind::device::cpu>;

template <typename T>
using OutputArray = nanobind::ndarray<nanobind::numpy, T>;

using Shape = std::vector<std::size_t>;

/** Memory that is not set; large blocks in large pages where the system has them, since the faults of 512 small ones
 * take as long as a transform. Throws std::bad_alloc. */
std::unique_ptr<void, void (*)(void *)>
AllocateMemory(std::size_t bytes);

/** An array that Python owns; its values are not set. */
template <typename T>
OutputArray<T>
MakeArray(const Shape & shape)
{
  std::size_t count = 1;
  for (const std::size_t size : shape)
  {
    if (size > 0 && count > std::numeric_limits<std::ptrdiff_t>::max() / sizeof(T) / size)
    {
      throw std::bad_alloc();
    }
    count *= size;
  }
  // Not new T[count], which sets complex numbers to 0.
  auto                    memory = AllocateMemory(count * sizeof(T));
  const nanobind::capsule owner(memory.get(), [](void * pointer) noexcept { std::free(pointer); });
  return OutputArray<T>(static_cast<T *>(memory.release()), shape.size(), shape.data(), owner);
}

template <typename T>
OutputArray<T>
ToArray(const std::vector<T> & values, const Shape & shape)
{
  OutputArray<T> array = MakeArray<T>(shape);
  std::copy(values.begin(), values.end(), array.data());
  return array;
}

template <typename T>
OutputArray<T>
ToArray(const std::vector<T> & values)
{
  return ToArray(values, { values.size() });
}

template <typename TArray>
Shape
ShapeOfArray(const TArray & array)
{
  return Shape(array.shape_ptr(), array.shape_ptr() + array.ndim());
}

/** Grid of images of shape [z][y][x], in an array with that many axes before them. */
template <typename TArray>
Grid
GridOfArray(const TArray & array, std::size_t leadingAxes)
{
  if (array.ndim() < leadingAxes + 1 || array.ndim() > leadingAxes + 3)
  {
    throw std::invalid_argument("Images must have one to three axes.");
  }
  Grid grid;
  grid.dimension = static_cast<unsigned int>(array.ndim() - leadingAxes);
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    grid.size[axis] = array.shape(array.ndim() - 1 - axis);
  }
  return grid;
}

/** Grid of a shape (z, y, x). */
inline Grid
GridOfShape(const Shape & shape)
{
  if (shape.empty() || shape.size() > 3)
  {
    throw std::invalid_argument("Images must have one to three axes.");
  }
  Grid grid;
  grid.dimension = static_cast<unsigned int>(shape.size());
  std::reverse_copy(shape.begin(), shape.end(), grid.size.begin());
  return grid;
}

/** Shape (z, y, x) of a grid, after other axes. */
inline Shape
ShapeOfGrid(const Grid & grid, Shape leading = {})
{
  for (unsigned int axis = grid.dimension; axis-- > 0;)
  {
    leading.push_back(grid.size[axis]);
  }
  return leading;
}
} // namespace phaseharmonics

#endif
