// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phDictionaryMatricesInternal.h"
#include "phRandom.h"
#include "phSparseKernelsInternal.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>

namespace phaseharmonics
{
template <typename T>
DictionaryMatrices<T>::DictionaryMatrices(const Dictionary<T> & dictionary)
  : length(dictionary.GetLength())
  , atoms(dictionary.GetNumberOfAtoms())
  , atomStride(PaddedStride(length))
  , transposeStride(PaddedStride(atoms))
  , rows(atoms * atomStride)
  , transpose(length * transposeStride)
{
  for (std::size_t k = 0; k < atoms; ++k)
  {
    const T * atom = dictionary.Atom(k);
    std::copy(atom, atom + length, rows.data() + k * atomStride);
    for (std::size_t i = 0; i < length; ++i)
    {
      transpose[i * transposeStride + k] = atom[i];
    }
  }
}

template <typename T>
AlignedBuffer<T>
GramOfRows(const T * a, std::size_t stride, std::size_t rows, std::size_t columns, const Executor & executor)
{
  const auto &      kernels = GetSparseKernels<T>();
  const std::size_t gramStride = PaddedStride(rows);
  AlignedBuffer<T>  gram(rows * gramStride);
  executor.ParallelFor((rows + SparseLanes - 1) / SparseLanes, [&](std::size_t tile) {
    const std::size_t begin = tile * SparseLanes;
    const std::size_t count = std::min(SparseLanes, rows - begin);
    AlignedBuffer<T>  x(columns * SparseLanes);
    AlignedBuffer<T>  products(rows * SparseLanes);
    for (std::size_t lane = 0; lane < count; ++lane)
    {
      for (std::size_t c = 0; c < columns; ++c)
      {
        x[c * SparseLanes + lane] = a[(begin + lane) * stride + c];
      }
    }
    kernels.products(a, stride, rows, columns, x.data(), products.data());
    for (std::size_t row = 0; row < rows; ++row)
    {
      std::copy_n(products.data() + row * SparseLanes, count, gram.data() + row * gramStride + begin);
    }
  });
  return gram;
}

template <typename T>
double
BoundOfSquaredNorm(const DictionaryMatrices<T> & matrices, const Executor & executor)
{
  const bool        isWide = matrices.length <= matrices.atoms;
  const std::size_t size = isWide ? matrices.length : matrices.atoms;
  const auto        gram =
    isWide ? GramOfRows(matrices.transpose.data(), matrices.transposeStride, matrices.length, matrices.atoms, executor)
                  : GramOfRows(matrices.rows.data(), matrices.atomStride, matrices.atoms, matrices.length, executor);

  const auto      n = static_cast<Eigen::Index>(size);
  Eigen::MatrixXd matrix(n, n);
  for (std::size_t row = 0; row < size; ++row)
  {
    for (std::size_t column = 0; column < size; ++column)
    {
      matrix(static_cast<Eigen::Index>(column), static_cast<Eigen::Index>(row)) =
        static_cast<double>(gram[row * PaddedStride(size) + column]);
    }
  }
  Eigen::VectorXd x(n);
  FillStandardNormal(x.data(), size, 0, 0);
  double largest = 0.0;
  for (unsigned int attempt = 0;; ++attempt)
  {
    for (unsigned int iteration = 0; iteration < 30; ++iteration)
    {
      x.normalize();
      x = (matrix * x).eval();
      largest = std::max(largest, x.norm());
    }
    // Positive definite means that the bound is above every eigenvalue. Later attempts accept a looser one.
    const double bound = largest * (1.01 + 0.01 * attempt);
    if (Eigen::LLT<Eigen::MatrixXd>(bound * Eigen::MatrixXd::Identity(n, n) - matrix).info() == Eigen::Success)
    {
      return bound;
    }
  }
}

template struct DictionaryMatrices<float>;
template struct DictionaryMatrices<double>;
template AlignedBuffer<float>
GramOfRows(const float *, std::size_t, std::size_t, std::size_t, const Executor &);
template AlignedBuffer<double>
GramOfRows(const double *, std::size_t, std::size_t, std::size_t, const Executor &);
template double
BoundOfSquaredNorm(const DictionaryMatrices<float> &, const Executor &);
template double
BoundOfSquaredNorm(const DictionaryMatrices<double> &, const Executor &);
} // namespace phaseharmonics
