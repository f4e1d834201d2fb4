// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phHarmonicPredictionRegressionInternal.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace phaseharmonics
{
namespace
{
using Matrix = Eigen::MatrixXd;
using Index = Eigen::Index;

constexpr double Ridges[] = { 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0, 100.0 };
constexpr double LargestRidge = 1e6;

Matrix
Block(const std::vector<double> &      gram,
      std::size_t                      columns,
      const std::vector<std::size_t> & rows,
      const std::vector<std::size_t> & cols)
{
  Matrix block(static_cast<Index>(rows.size()), static_cast<Index>(cols.size()));
  for (std::size_t j = 0; j < cols.size(); ++j)
  {
    for (std::size_t i = 0; i < rows.size(); ++i)
    {
      block(static_cast<Index>(i), static_cast<Index>(j)) = gram[rows[i] + cols[j] * columns];
    }
  }
  return block;
}
} // namespace

RidgeRegression::RidgeRegression(std::size_t numberOfColumns, std::vector<std::vector<double>> grams)
  : m_Columns(numberOfColumns)
  , m_Grams(std::move(grams))
{}

std::vector<double>
RidgeRegression::Sum(std::size_t leftOut) const
{
  std::vector<double> sum(m_Columns * m_Columns);
  for (std::size_t f = 0; f < m_Grams.size(); ++f)
  {
    if (f != leftOut)
    {
      std::transform(sum.begin(), sum.end(), m_Grams[f].begin(), sum.begin(), std::plus<>());
    }
  }
  return sum;
}

std::vector<double>
RidgeRegression::Solve(const std::vector<double> &      gram,
                       const std::vector<std::size_t> & predictors,
                       const std::vector<std::size_t> & targets,
                       double                           ridge) const
{
  Matrix       products = Block(gram, m_Columns, predictors, predictors);
  Matrix       right = Block(gram, m_Columns, predictors, targets);
  const Index  size = products.rows();
  const double count = products(0, 0);
  // The constant is eliminated: what remains are covariances.
  const Eigen::RowVectorXd targetMeans = right.row(0) / count;
  const Eigen::VectorXd    means = products.col(0) / count;
  Matrix                   covariance =
    products.bottomRightCorner(size - 1, size - 1) - count * means.tail(size - 1) * means.tail(size - 1).transpose();
  Matrix          cross = right.bottomRows(size - 1) - count * means.tail(size - 1) * targetMeans;
  Eigen::VectorXd scale(size - 1);
  for (Index i = 0; i < size - 1; ++i)
  {
    // Columns that vary by rounding errors only get no weight.
    const double variance = covariance(i, i);
    scale[i] = variance > 1e-12 * products(i + 1, i + 1) && variance > 0.0 ? 1.0 / std::sqrt(variance) : 0.0;
  }
  covariance = scale.asDiagonal() * covariance * scale.asDiagonal();
  covariance.diagonal().setConstant(1.0 + ridge);
  cross = scale.asDiagonal() * cross;

  Matrix                   weights(size, right.cols());
  const Eigen::LLT<Matrix> factor(covariance);
  if (factor.info() != Eigen::Success)
  {
    return std::vector<double>(static_cast<std::size_t>(weights.size()), std::numeric_limits<double>::quiet_NaN());
  }
  weights.bottomRows(size - 1) = scale.asDiagonal() * factor.solve(cross);
  weights.row(0) = targetMeans - means.tail(size - 1).transpose() * weights.bottomRows(size - 1);
  return std::vector<double>(weights.data(), weights.data() + weights.size());
}

RegressionError
RidgeRegression::Error(const std::vector<double> &      gram,
                       const std::vector<std::size_t> & predictors,
                       const std::vector<std::size_t> & targets,
                       const std::vector<double> &      weights) const
{
  const Matrix                   products = Block(gram, m_Columns, predictors, predictors);
  const Matrix                   right = Block(gram, m_Columns, predictors, targets);
  const Eigen::Map<const Matrix> w(weights.data(), products.rows(), right.cols());
  const Matrix                   gradient = products * w - 2.0 * right;
  RegressionError                sum;
  for (std::size_t t = 0; t < targets.size(); ++t)
  {
    const auto   j = static_cast<Index>(t);
    const double square = gram[targets[t] + targets[t] * m_Columns];
    // Not std::max, which would turn a value that is not a number into no error at all.
    const double error = square + w.col(j).dot(gradient.col(j));
    sum.error += error < 0.0 ? 0.0 : error;
    sum.variance += std::max(0.0, square - right(0, j) * right(0, j) / products(0, 0));
  }
  return sum;
}

std::vector<RegressionError>
RidgeRegression::Errors(const std::vector<std::size_t> & predictors,
                        const std::vector<std::size_t> & targets,
                        const std::vector<double> &      weights) const
{
  std::vector<RegressionError> errors;
  for (const auto & gram : m_Grams)
  {
    errors.push_back(this->Error(gram, predictors, targets, weights));
  }
  return errors;
}

RegressionFit
RidgeRegression::Fit(const std::vector<std::size_t> & predictors,
                     const std::vector<std::size_t> & targets,
                     double                           ridge,
                     const Executor &                 executor) const
{
  const std::vector<double> ridges =
    ridge > 0.0 ? std::vector<double>{ ridge } : std::vector<double>(std::begin(Ridges), std::end(Ridges));
  const std::size_t            folds = m_Grams.size();
  std::vector<RegressionError> errors(folds * ridges.size());
  executor.ParallelFor(errors.size(), [&](std::size_t i) {
    const std::size_t fold = i % folds;
    const auto        weights = this->Solve(this->Sum(fold), predictors, targets, ridges[i / folds]);
    errors[i] = this->Error(m_Grams[fold], predictors, targets, weights);
  });

  RegressionFit fit;
  double        best = std::numeric_limits<double>::infinity();
  for (std::size_t r = 0; r < ridges.size(); ++r)
  {
    const auto begin = errors.begin() + static_cast<std::ptrdiff_t>(r * folds);
    double     error = 0.0;
    std::for_each(begin, begin + static_cast<std::ptrdiff_t>(folds), [&](const auto & e) { error += e.error; });
    // Written so that an error that is not a number is never taken.
    if (error < best || (r + 1 == ridges.size() && fit.folds.empty()))
    {
      best = error;
      fit.ridge = ridges[r];
      fit.folds.assign(begin, begin + static_cast<std::ptrdiff_t>(folds));
    }
  }
  const auto gram = this->Sum(folds);
  fit.weights = this->Solve(gram, predictors, targets, fit.ridge);
  while (!std::isfinite(fit.weights[0]) && fit.ridge < LargestRidge)
  {
    fit.ridge *= 10.0;
    fit.weights = this->Solve(gram, predictors, targets, fit.ridge);
  }
  return fit;
}
} // namespace phaseharmonics
