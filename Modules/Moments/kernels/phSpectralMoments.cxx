// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSpectralMoments.h"

#include "phDenseFilterRowsInternal.h"
#include "phLagTableInternal.h"

#include <map>
#include <tuple>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t NumberOfChunks = 16;
}

template <typename T>
class SpectralMoments<T>::Plan
{
public:
  using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;
  using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;
  using DenseRows = DenseFilterRows<T>;

  Plan(std::shared_ptr<const WaveletBank<T>> bank, const std::vector<Request> & requests)
    : m_Bank(std::move(bank))
    , m_NumberOfRequests(requests.size())
  {
    std::map<std::pair<unsigned int, unsigned int>, std::vector<std::size_t>> blocks;
    std::map<std::tuple<unsigned int, unsigned int>, std::map<std::array<Eigen::Index, 2>, std::vector<std::size_t>>>
      lagged;
    for (std::size_t i = 0; i < requests.size(); ++i)
    {
      const Request & request = requests[i];
      const auto      scales = std::make_pair(request.first.scale, request.second.scale);
      if (request.lag == Lag{ { 0, 0, 0 } })
      {
        blocks[scales].push_back(i);
      }
      else
      {
        lagged[scales][{ { this->Column(request.first, false), this->Column(request.second, request.pseudo) } }]
          .push_back(i);
      }
    }
    for (const auto & block : blocks)
    {
      Block b{ block.first.first, block.first.second, {}, {} };
      for (const std::size_t i : block.second)
      {
        b.entries.push_back(
          { i, this->Column(requests[i].first, false), this->Column(requests[i].second, requests[i].pseudo) });
      }
      b.weights = Matrix::Zero(this->NumberOfColumns(b.firstScale), this->NumberOfColumns(b.secondScale));
      m_Blocks.push_back(std::move(b));
    }
    for (const auto & scales : lagged)
    {
      for (const auto & pair : scales.second)
      {
        LaggedPair p;
        p.firstScale = std::get<0>(scales.first);
        p.secondScale = std::get<1>(scales.first);
        p.first = pair.first[0];
        p.second = pair.first[1];
        p.requests = pair.second;
        std::vector<Lag> lags;
        for (const std::size_t i : pair.second)
        {
          lags.push_back(requests[i].lag);
        }
        const std::size_t width = this->Width(std::max(p.firstScale, p.secondScale));
        // Bands of a scale ask for the same lags and share one table.
        if (m_Tables.empty() || m_TableLags.back() != lags || m_TableWidths.back() != width)
        {
          m_Tables.push_back(LagTable<T>(m_Bank->GetGrid(), m_Bank->GetGrid(), width, lags));
          m_TableLags.push_back(lags);
          m_TableWidths.push_back(width);
        }
        p.table = m_Tables.size() - 1;
        p.weights.resize(lags.size());
        m_Pairs.push_back(std::move(p));
      }
    }
  }

  std::size_t
  NumberOfRequests() const
  {
    return m_NumberOfRequests;
  }

  void
  WeightedPower(const std::complex<T> * half, T * power, const Executor & executor) const
  {
    const Grid &      grid = m_Bank->GetGrid();
    const std::size_t width = grid.HalfWidth();
    const double      pixels = static_cast<double>(grid.NumberOfPixels());
    const T           scaling = static_cast<T>(1.0 / pixels);
    this->ForEachChunkOfRows(executor, [&](std::size_t, std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row)
      {
        for (std::size_t k = 0; k < width; ++k)
        {
          const std::complex<T> x = half[row * width + k] * scaling;
          power[row * width + k] = x.real() * x.real() + x.imag() * x.imag();
        }
        power[row * width] *= T(0.5);
        if (grid.size[0] % 2 == 0)
        {
          power[row * width + width - 1] *= T(0.5);
        }
      }
    });
  }

  void
  Values(const T * weightedPower, std::complex<double> * values, const Executor & executor) const
  {
    std::vector<std::vector<std::complex<double>>> partial(NumberOfChunks);
    this->ForEachChunkOfRows(executor, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
      partial[chunk].assign(m_NumberOfRequests, {});
      DenseRows rows(*m_Bank);
      for (std::size_t row = begin; row < end; ++row)
      {
        rows.Load(row);
        this->AddRow(row, rows, weightedPower + row * m_Bank->GetGrid().HalfWidth(), partial[chunk].data());
      }
    });
    std::fill_n(values, m_NumberOfRequests, std::complex<double>{});
    for (const auto & chunk : partial)
    {
      for (std::size_t i = 0; i < chunk.size(); ++i)
      {
        values[i] += chunk[i];
      }
    }
  }

  void
  Gram(const T * weights, double * matrix, const Executor & executor) const
  {
    using DoubleMatrix = Eigen::MatrixXd;
    constexpr std::size_t     chunks = 4; // each holds a whole matrix
    const auto                size = static_cast<Eigen::Index>(2 * m_NumberOfRequests);
    const std::size_t         numberOfRows = m_Bank->GetGrid().size[1] * m_Bank->GetGrid().size[2];
    std::vector<DoubleMatrix> partial(chunks);
    executor.ParallelFor(chunks, [&](std::size_t chunk) {
      partial[chunk] = DoubleMatrix::Zero(size, size);
      DenseRows rows(*m_Bank);
      for (std::size_t row = chunk; row < numberOfRows; row += chunks)
      {
        rows.Load(row);
        this->AddGramRow(row, rows, weights + row * m_Bank->GetGrid().HalfWidth(), partial[chunk]);
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

  void
  SetWeights(const std::complex<double> * weights)
  {
    for (Block & block : m_Blocks)
    {
      block.weights.setZero();
      for (const Entry & entry : block.entries)
      {
        const T weight = static_cast<T>(weights[entry.request].real());
        block.weights(entry.first, entry.second) += weight;
        block.weights(this->Opposite(block.firstScale, entry.first), this->Opposite(block.secondScale, entry.second)) +=
          weight;
      }
    }
    for (LaggedPair & pair : m_Pairs)
    {
      for (std::size_t i = 0; i < pair.requests.size(); ++i)
      {
        pair.weights[i] = weights[pair.requests[i]];
      }
    }
  }

  void
  MultiplierRow(std::size_t row, T * multiplier) const
  {
    DenseRows rows(*m_Bank);
    rows.Load(row);
    Eigen::Map<Vector> m(multiplier, static_cast<Eigen::Index>(m_Bank->GetGrid().HalfWidth()));
    m.setZero();
    for (const Block & block : m_Blocks)
    {
      if (!rows.IsEmpty(block.firstScale) && !rows.IsEmpty(block.secondScale))
      {
        const auto   width = static_cast<Eigen::Index>(this->Width(std::max(block.firstScale, block.secondScale)));
        const Matrix product = rows.Of(block.firstScale).topRows(width) * block.weights;
        m.head(width) += product.cwiseProduct(rows.Of(block.secondScale).topRows(width)).rowwise().sum();
      }
    }
    std::vector<typename LagTable<T>::Rotation> rotations;
    std::size_t                                 tableOfRotations = m_Tables.size();
    for (const LaggedPair & pair : m_Pairs)
    {
      if (rows.IsEmpty(pair.firstScale) || rows.IsEmpty(pair.secondScale))
      {
        continue;
      }
      const LagTable<T> & table = m_Tables[pair.table];
      if (pair.table != tableOfRotations)
      {
        table.RotationsOfRow(row, rotations);
        tableOfRotations = pair.table;
      }
      Matrix coefficients = Matrix::Zero(table.NumberOfColumns(), 2);
      for (std::size_t i = 0; i < rotations.size(); ++i)
      {
        const auto & r = rotations[i];
        const double re = pair.weights[i].real();
        const double im = pair.weights[i].imag();
        coefficients(r.column, 0) += static_cast<T>(re * r.cosine);
        coefficients(r.column + 1, 0) -= static_cast<T>(re * r.sign * r.sine);
        coefficients(r.column, 1) -= static_cast<T>(im * r.sine);
        coefficients(r.column + 1, 1) -= static_cast<T>(im * r.sign * r.cosine);
      }
      const Matrix sums = table.Table() * coefficients;
      const Matrix products = this->Products(pair, rows);
      m.head(sums.rows()) += products.col(0).cwiseProduct(sums.col(0)) + products.col(1).cwiseProduct(sums.col(1));
    }
  }

private:
  struct Entry
  {
    std::size_t  request;
    Eigen::Index first;
    Eigen::Index second;
  };

  // All products of two scales at lag 0.
  struct Block
  {
    unsigned int       firstScale;
    unsigned int       secondScale;
    std::vector<Entry> entries;
    Matrix             weights;
  };

  struct LaggedPair
  {
    unsigned int                      firstScale;
    unsigned int                      secondScale;
    Eigen::Index                      first;
    Eigen::Index                      second;
    std::size_t                       table;
    std::vector<std::size_t>          requests;
    std::vector<std::complex<double>> weights;
  };

  void
  AddRow(std::size_t row, const DenseRows & rows, const T * power, std::complex<double> * values) const
  {
    for (const Block & block : m_Blocks)
    {
      if (rows.IsEmpty(block.firstScale) || rows.IsEmpty(block.secondScale))
      {
        continue;
      }
      const auto width = static_cast<Eigen::Index>(this->Width(std::max(block.firstScale, block.secondScale)));
      const Eigen::Map<const Vector> p(power, width);
      const Matrix                   weighted = p.asDiagonal() * rows.Of(block.firstScale).topRows(width);
      const Matrix                   gram = weighted.transpose() * rows.Of(block.secondScale).topRows(width);
      for (const Entry & entry : block.entries)
      {
        values[entry.request] += static_cast<double>(gram(entry.first, entry.second)) +
                                 static_cast<double>(gram(this->Opposite(block.firstScale, entry.first),
                                                          this->Opposite(block.secondScale, entry.second)));
      }
    }
    std::vector<typename LagTable<T>::Rotation> rotations;
    std::size_t                                 tableOfRotations = m_Tables.size();
    for (const LaggedPair & pair : m_Pairs)
    {
      if (rows.IsEmpty(pair.firstScale) || rows.IsEmpty(pair.secondScale))
      {
        continue;
      }
      const LagTable<T> & table = m_Tables[pair.table];
      if (pair.table != tableOfRotations)
      {
        table.RotationsOfRow(row, rotations);
        tableOfRotations = pair.table;
      }
      const Eigen::Map<const Vector> p(power, table.Table().rows());
      const Matrix                   products = p.asDiagonal() * this->Products(pair, rows);
      const Matrix                   sums = table.Table().transpose() * products;
      for (std::size_t i = 0; i < rotations.size(); ++i)
      {
        const auto & r = rotations[i];
        values[pair.requests[i]] +=
          std::complex<double>(r.cosine * sums(r.column, 0) - r.sine * r.sign * sums(r.column + 1, 0),
                               -(r.sine * sums(r.column, 1) + r.cosine * r.sign * sums(r.column + 1, 1)));
      }
    }
  }

  // Derivatives of one row of the multiplier, for the requests of one scale (the coarser of each pair).
  struct Derivatives
  {
    std::vector<Eigen::Index> columns; // of the Gram matrix
    Matrix                    values;
  };

  std::vector<Derivatives>
  DerivativesOfRow(std::size_t row, const DenseRows & rows) const
  {
    std::vector<Derivatives>         result(m_Bank->GetNumberOfScales() + 1);
    std::vector<std::vector<Vector>> columns(result.size());
    const auto                       append = [&](unsigned int scale, std::size_t column, Vector values) {
      result[scale].columns.push_back(static_cast<Eigen::Index>(column));
      columns[scale].push_back(std::move(values));
    };
    for (const Block & block : m_Blocks)
    {
      if (rows.IsEmpty(block.firstScale) || rows.IsEmpty(block.secondScale))
      {
        continue;
      }
      for (const Entry & entry : block.entries)
      {
        append(std::max(block.firstScale, block.secondScale),
               2 * entry.request,
               this->Products(block.firstScale, entry.first, block.secondScale, entry.second, rows).col(0));
      }
    }
    std::vector<typename LagTable<T>::Rotation> rotations;
    for (const LaggedPair & pair : m_Pairs)
    {
      if (rows.IsEmpty(pair.firstScale) || rows.IsEmpty(pair.secondScale))
      {
        continue;
      }
      const LagTable<T> & table = m_Tables[pair.table];
      table.RotationsOfRow(row, rotations);
      const Matrix       products = this->Products(pair, rows);
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
      result[scale].values.resize(static_cast<Eigen::Index>(this->Width(static_cast<unsigned int>(scale))),
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

  // Sum and difference of the product of two filters and of their opposites.
  Matrix
  Products(const LaggedPair & pair, const DenseRows & rows) const
  {
    return this->Products(pair.firstScale, pair.first, pair.secondScale, pair.second, rows);
  }
  Matrix
  Products(unsigned int      firstScale,
           Eigen::Index      firstColumn,
           unsigned int      secondScale,
           Eigen::Index      secondColumn,
           const DenseRows & rows) const
  {
    const auto   width = static_cast<Eigen::Index>(this->Width(std::max(firstScale, secondScale)));
    const auto & first = rows.Of(firstScale);
    const auto & second = rows.Of(secondScale);
    const Vector direct = first.col(firstColumn).head(width).cwiseProduct(second.col(secondColumn).head(width));
    const Vector opposite = first.col(this->Opposite(firstScale, firstColumn))
                              .head(width)
                              .cwiseProduct(second.col(this->Opposite(secondScale, secondColumn)).head(width));
    Matrix products(width, 2);
    products.col(0) = direct + opposite;
    products.col(1) = direct - opposite;
    return products;
  }

  Eigen::Index
  Column(const Harmonic & harmonic, bool pseudo) const
  {
    return static_cast<Eigen::Index>(harmonic.orientation) +
           (pseudo ? static_cast<Eigen::Index>(m_Bank->GetNumberOfOrientations()) : 0);
  }
  Eigen::Index
  NumberOfColumns(unsigned int scale) const
  {
    return DenseRows::NumberOfColumns(*m_Bank, scale);
  }
  Eigen::Index
  Opposite(unsigned int scale, Eigen::Index column) const
  {
    return DenseRows::Opposite(*m_Bank, scale, column);
  }
  std::size_t
  Width(unsigned int scale) const
  {
    return DenseRows::Width(*m_Bank, scale);
  }

  template <typename TBody>
  void
  ForEachChunkOfRows(const Executor & executor, const TBody & body) const
  {
    const std::size_t rows = m_Bank->GetGrid().size[1] * m_Bank->GetGrid().size[2];
    executor.ParallelFor(NumberOfChunks, [&](std::size_t chunk) {
      body(chunk, chunk * rows / NumberOfChunks, (chunk + 1) * rows / NumberOfChunks);
    });
  }

  std::shared_ptr<const WaveletBank<T>> m_Bank;
  std::size_t                           m_NumberOfRequests;
  std::vector<Block>                    m_Blocks;
  std::vector<LaggedPair>               m_Pairs;
  std::vector<LagTable<T>>              m_Tables;
  std::vector<std::vector<Lag>>         m_TableLags;
  std::vector<std::size_t>              m_TableWidths;
};

template <typename T>
SpectralMoments<T>::SpectralMoments(std::shared_ptr<const WaveletBank<T>> bank, const std::vector<Request> & requests)
  : m_Plan(std::make_unique<Plan>(std::move(bank), requests))
{}

template <typename T>
SpectralMoments<T>::~SpectralMoments() = default;

template <typename T>
std::size_t
SpectralMoments<T>::GetNumberOfRequests() const
{
  return m_Plan->NumberOfRequests();
}

template <typename T>
void
SpectralMoments<T>::WeightedPower(const std::complex<T> * half, T * power, const Executor & executor) const
{
  m_Plan->WeightedPower(half, power, executor);
}

template <typename T>
void
SpectralMoments<T>::Values(const T * weightedPower, std::complex<double> * values, const Executor & executor) const
{
  m_Plan->Values(weightedPower, values, executor);
}

template <typename T>
void
SpectralMoments<T>::SetWeights(const std::complex<double> * weights)
{
  m_Plan->SetWeights(weights);
}

template <typename T>
void
SpectralMoments<T>::Gram(const T * weights, double * matrix, const Executor & executor) const
{
  m_Plan->Gram(weights, matrix, executor);
}

template <typename T>
void
SpectralMoments<T>::MultiplierRow(std::size_t row, T * multiplier) const
{
  m_Plan->MultiplierRow(row, multiplier);
}

template class PhaseHarmonics_EXPORT SpectralMoments<float>;
template class PhaseHarmonics_EXPORT SpectralMoments<double>;
} // namespace phaseharmonics
