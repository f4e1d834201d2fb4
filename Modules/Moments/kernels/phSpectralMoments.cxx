// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSpectralMoments.h"

#include "phArrayKernelsInternal.h"
#include "phSpectralGramInternal.h"

namespace phaseharmonics
{
template <typename T>
class SpectralMoments<T>::Plan : public SpectralPlan<T, typename SpectralMoments<T>::Request>
{
public:
  using Base = SpectralPlan<T, Request>;
  using Base::Base;
  using Base::m_Bank;
  using Base::m_Blocks;
  using Base::m_NumberOfRequests;
  using Base::m_Pairs;
  using Base::m_Tables;
  using Base::NumberOfChunks;
  using typename Base::Block;
  using typename Base::DenseRows;
  using typename Base::Entry;
  using typename Base::LaggedPair;
  using typename Base::Matrix;
  using typename Base::Vector;

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
    SpectralGram<T, Request>(*this).Compute(weights, matrix, executor);
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
  ApplyMultiplier(const std::complex<T> * half, double scaling, std::complex<T> * out, const Executor & executor) const
  {
    const std::size_t width = m_Bank->GetGrid().HalfWidth();
    this->ForEachChunkOfRows(executor, [&](std::size_t, std::size_t begin, std::size_t end) {
      std::vector<T> multiplier(width);
      DenseRows      rows(*m_Bank);
      for (std::size_t row = begin; row < end; ++row)
      {
        rows.Load(row);
        this->MultiplierRow(row, rows, multiplier.data());
        GetArrayKernels<T>().filter(multiplier.data(),
                                    reinterpret_cast<const T *>(half + row * width),
                                    width,
                                    static_cast<T>(scaling),
                                    reinterpret_cast<T *>(out + row * width));
      }
    });
  }

  void
  MultiplierRow(std::size_t row, T * multiplier) const
  {
    DenseRows rows(*m_Bank);
    rows.Load(row);
    this->MultiplierRow(row, rows, multiplier);
  }

  void
  MultiplierRow(std::size_t row, const DenseRows & rows, T * multiplier) const
  {
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

template <typename T>
void
SpectralMoments<T>::ApplyMultiplier(const std::complex<T> * half,
                                    double                  scaling,
                                    std::complex<T> *       out,
                                    const Executor &        executor) const
{
  m_Plan->ApplyMultiplier(half, scaling, out, executor);
}

template class SpectralMoments<float>;
template class SpectralMoments<double>;
} // namespace phaseharmonics
