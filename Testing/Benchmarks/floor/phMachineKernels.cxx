// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Compiled once for each architecture, with PH_ARCHITECTURE as its name in C++ and Eigen as a namespace of its own: no
// inline function of another translation unit may be replaced by one for a processor that is not there. For the same
// reason nothing else is included here.
#include "phMachineKernelTables.h"

#include <Eigen/Core>

namespace phaseharmonics_benchmark
{
namespace PH_ARCHITECTURE
{
namespace
{
template <typename T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;
template <typename T>
using View = Eigen::Map<Matrix<T>, Eigen::Aligned64>;
template <typename T>
using ConstView = Eigen::Map<const Matrix<T>, Eigen::Aligned64>;

Eigen::Index
Index(std::size_t n)
{
  return static_cast<Eigen::Index>(n);
}

template <typename T>
void
Gram(const T * left, const T * right, T * products, std::size_t tile, std::size_t columns)
{
  View<T>(products, Index(columns), Index(columns)).noalias() =
    ConstView<T>(left, Index(tile), Index(columns)).transpose() * ConstView<T>(right, Index(tile), Index(columns));
}

template <typename T>
void
Gradient(const T * right, const T * weights, T * left, std::size_t tile, std::size_t columns)
{
  View<T>(left, Index(tile), Index(columns)).noalias() +=
    ConstView<T>(right, Index(tile), Index(columns)) *
    ConstView<T>(weights, Index(columns), Index(columns)).transpose();
}

void
Copy(const double * __restrict a, double * __restrict c, std::size_t count)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    c[i] = a[i];
  }
}

void
Scale(const double * __restrict c, double * __restrict b, std::size_t count)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    b[i] = 3.0 * c[i];
  }
}

void
Add(const double * __restrict a, const double * __restrict b, double * __restrict c, std::size_t count)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    c[i] = a[i] + b[i];
  }
}

void
Triad(const double * __restrict b, const double * __restrict c, double * __restrict a, std::size_t count)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    a[i] = b[i] + 3.0 * c[i];
  }
}
} // namespace

const ProductKernels<float>  forFloat = { &Gram<float>, &Gradient<float> };
const ProductKernels<double> forDouble = { &Gram<double>, &Gradient<double> };
const StreamKernels          stream = { &Copy, &Scale, &Add, &Triad };
} // namespace PH_ARCHITECTURE
} // namespace phaseharmonics_benchmark
