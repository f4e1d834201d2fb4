// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSpectralGramInternal_h
#define phSpectralGramInternal_h

#include "phSpectralPlanInternal.h"

namespace phaseharmonics
{
/** Second derivatives of functions of the multiplier: see SpectralMoments::Gram. */
template <typename T, typename TRequest>
class SpectralGram
{
public:
  using Plan = SpectralPlan<T, TRequest>;
  using Matrix = typename Plan::Matrix;
  using Vector = typename Plan::Vector;
  using DenseRows = typename Plan::DenseRows;

  explicit SpectralGram(const Plan & plan)
    : m_Plan(plan)
  {}

  void
  Compute(const T * weights, double * matrix, const Executor & executor) const
  {
    using DoubleMatrix = Eigen::MatrixXd;
    constexpr std::size_t     chunks = 4; // each holds a whole matrix
    const auto                size = static_cast<Eigen::Index>(2 * m_Plan.m_NumberOfRequests);
    const std::size_t         numberOfRows = m_Plan.m_Bank->GetGrid().size[1] * m_Plan.m_Bank->GetGrid().size[2];
    std::vector<DoubleMatrix> partial(chunks);
    executor.ParallelFor(chunks, [&](std::size_t chunk) {
      partial[chunk] = DoubleMatrix::Zero(size, size);
      DenseRows rows(*m_Plan.m_Bank);
      for (std::size_t row = chunk; row < numberOfRows; row += chunks)
      {
        rows.Load(row);
        this->AddGramRow(row, rows, weights + row * m_Plan.m_Bank->GetGrid().HalfWidth(), partial[chunk]);
      }
    });
    Eigen::Map<DoubleMatrix> sum(matrix, size, size);
    sum = partial[0];
    for (std::size_t chunk = 1; chunk < chunks; ++chunk)
    {
      sum += partial[chunk];
    }
    sum.template triangularView<Eigen::StrictlyLower>() = sum.transpose();
  }

private:
  // Derivatives of one row of the multiplier, for the requests of one scale (the coarser of each pair).
  struct Derivatives
  {
    std::vector<Eigen::Index> columns; // of the Gram matrix
    Matrix                    values;
  };

  std::vector<Derivatives>
  DerivativesOfRow(std::size_t row, const DenseRows & rows) const
  {
    std::vector<Derivatives>         result(m_Plan.m_Bank->GetNumberOfScales() + 1);
    std::vector<std::vector<Vector>> columns(result.size());
    const auto                       append = [&](unsigned int scale, std::size_t column, Vector values) {
      result[scale].columns.push_back(static_cast<Eigen::Index>(column));
      columns[scale].push_back(std::move(values));
    };
    for (const auto & block : m_Plan.m_Blocks)
    {
      if (rows.IsEmpty(block.firstScale) || rows.IsEmpty(block.secondScale))
      {
        continue;
      }
      for (const auto & entry : block.entries)
      {
        append(std::max(block.firstScale, block.secondScale),
               2 * entry.request,
               m_Plan.Products(block.firstScale, entry.first, block.secondScale, entry.second, rows).col(0));
      }
    }
    std::vector<typename LagTable<T>::Rotation> rotations;
    for (const auto & pair : m_Plan.m_Pairs)
    {
      if (rows.IsEmpty(pair.firstScale) || rows.IsEmpty(pair.secondScale))
      {
        continue;
      }
      const LagTable<T> & table = m_Plan.m_Tables[pair.table];
      table.RotationsOfRow(row, rotations);
      const Matrix       products = m_Plan.Products(pair, rows);
      const unsigned int scale = std::max(pair.firstScale, pair.secondScale);
      for (std::size_t i = 0; i < rotations.size(); ++i)
      {
        const auto & r = rotations[i];
        const Vector cosine = static_cast<T>(r.cosine) * table.Table().col(r.column) -
                              static_cast<T>(r.sign * r.sine) * table.Table().col(r.column + 1);
        const Vector sine = static_cast<T>(r.sine) * table.Table().col(r.column) +
                            static_cast<T>(r.sign * r.cosine) * table.Table().col(r.column + 1);
        append(scale, 2 * pair.requests[i], products.col(0).cwiseProduct(cosine));
        append(scale, 2 * pair.requests[i] + 1, -products.col(1).cwiseProduct(sine));
      }
    }
    for (std::size_t scale = 0; scale < result.size(); ++scale)
    {
      result[scale].values.resize(static_cast<Eigen::Index>(m_Plan.Width(static_cast<unsigned int>(scale))),
                                  static_cast<Eigen::Index>(columns[scale].size()));
      for (std::size_t c = 0; c < columns[scale].size(); ++c)
      {
        result[scale].values.col(static_cast<Eigen::Index>(c)) = columns[scale][c];
      }
    }
    return result;
  }

  // Adds to the upper triangle.
  void
  AddGramRow(std::size_t row, const DenseRows & rows, const T * weights, Eigen::MatrixXd & sum) const
  {
    const std::vector<Derivatives> derivatives = this->DerivativesOfRow(row, rows);
    for (const Derivatives & coarse : derivatives)
    {
      const Eigen::Map<const Vector> w(weights, coarse.values.rows());
      const Matrix                   weighted = w.asDiagonal() * coarse.values;
      for (const Derivatives & fine : derivatives)
      {
        if (fine.columns.empty() || coarse.columns.empty() || &fine > &coarse)
        {
          continue;
        }
        // A coarser scale has fewer bins, and only those that it shares with the finer one count.
        const Matrix product = fine.values.topRows(weighted.rows()).transpose() * weighted;
        for (std::size_t j = 0; j < coarse.columns.size(); ++j)
        {
          for (std::size_t i = 0; i < fine.columns.size(); ++i)
          {
            const Eigen::Index p = std::min(fine.columns[i], coarse.columns[j]);
            const Eigen::Index q = std::max(fine.columns[i], coarse.columns[j]);
            if (&fine != &coarse || fine.columns[i] <= coarse.columns[j])
            {
              sum(p, q) += product(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
            }
          }
        }
      }
    }
  }

  const Plan & m_Plan;
};
} // namespace phaseharmonics

#endif
