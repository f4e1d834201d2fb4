// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSpectralMoments.h"

#include "phArrayKernelsInternal.h"
#include "phMatrixKernelsInternal.h"
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
    const T           scaling = static_cast<T>(1.0 / (pixels * pixels));
    this->ForEachChunkOfRows(executor, [&](std::size_t, std::size_t begin, std::size_t end) {
      GetArrayKernels<T>().squaredModulus(
        reinterpret_cast<const T *>(half + begin * width), (end - begin) * width, scaling, power + begin * width);
      for (std::size_t row = begin; row < end; ++row)
      {
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
      RowScratch scratch(*this);
      for (std::size_t row = begin; row < end; ++row)
      {
        scratch.rows.Load(row);
        this->AddRow(row, weightedPower + row * m_Bank->GetGrid().HalfWidth(), scratch, partial[chunk].data());
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
      block.weights.Fill(T(0));
      const auto add = [&](Eigen::Index first, Eigen::Index second, T weight) {
        block.weights[static_cast<std::size_t>(first + this->NumberOfColumns(block.firstScale) * second)] += weight;
      };
      for (const Entry & entry : block.entries)
      {
        const T weight = static_cast<T>(weights[entry.request].real());
        add(entry.first, entry.second, weight);
        add(this->Opposite(block.firstScale, entry.first), this->Opposite(block.secondScale, entry.second), weight);
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
      AlignedBuffer<T> multiplier(width);
      RowScratch       scratch(*this);
      for (std::size_t row = begin; row < end; ++row)
      {
        scratch.rows.Load(row);
        this->MultiplierRow(row, scratch, multiplier.data());
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
    RowScratch scratch(*this);
    scratch.rows.Load(row);
    this->MultiplierRow(row, scratch, multiplier);
  }

private:
  // What one row takes.
  struct RowScratch
  {
    explicit RowScratch(const Plan & plan)
      : rows(*plan.m_Bank)
      , columns(static_cast<std::size_t>(2 * plan.m_Bank->GetNumberOfOrientations() + 2) * plan.Width(0))
      , products(static_cast<std::size_t>(4 * plan.m_Bank->GetNumberOfOrientations() + 4) *
                 (plan.m_Bank->GetNumberOfOrientations() + 1))
    {
      for (const LagTable<T> & table : plan.m_Tables)
      {
        largestTable = std::max(largestTable, static_cast<std::size_t>(table.NumberOfColumns()));
      }
      sums = AlignedBuffer<T>(2 * largestTable);
    }

    DenseRows                                   rows;
    AlignedBuffer<T>                            columns;  // frequencies x directions of one scale
    AlignedBuffer<T>                            products; // directions x directions
    AlignedBuffer<T>                            sums;     // of a lag table, for sum and difference
    std::size_t                                 largestTable{ 0 };
    std::vector<typename LagTable<T>::Rotation> rotations;
    std::size_t                                 tableOfRotations{ ~std::size_t{ 0 } };
    std::size_t                                 rowOfRotations{ 0 };
  };

  // Columns of sum and difference of the product of two filters and of their opposites.
  void
  ProductsOf(const LaggedPair & pair, RowScratch & scratch, std::size_t width) const
  {
    const ArrayKernels<T> & kernels = GetArrayKernels<T>();
    const DenseRows &       rows = scratch.rows;
    T * const               sum = scratch.columns.data();
    T * const               difference = sum + this->Width(0);
    kernels.products(rows.Column(pair.firstScale, pair.first), rows.Column(pair.secondScale, pair.second), width, sum);
    kernels.products(rows.Column(pair.firstScale, this->Opposite(pair.firstScale, pair.first)),
                     rows.Column(pair.secondScale, this->Opposite(pair.secondScale, pair.second)),
                     width,
                     difference);
    for (std::size_t k = 0; k < width; ++k)
    {
      const T direct = sum[k];
      sum[k] = direct + difference[k];
      difference[k] = direct - difference[k];
    }
  }

  const std::vector<typename LagTable<T>::Rotation> &
  RotationsOf(std::size_t row, const LaggedPair & pair, RowScratch & scratch) const
  {
    if (scratch.tableOfRotations != pair.table || scratch.rowOfRotations != row)
    {
      m_Tables[pair.table].RotationsOfRow(row, scratch.rotations);
      scratch.tableOfRotations = pair.table;
      scratch.rowOfRotations = row;
    }
    return scratch.rotations;
  }

  void
  MultiplierRow(std::size_t row, RowScratch & scratch, T * multiplier) const
  {
    const ArrayKernels<T> &  kernels = GetArrayKernels<T>();
    const MatrixKernels<T> & matrices = GetMatrixKernels<T>();
    const DenseRows &        rows = scratch.rows;
    std::fill_n(multiplier, m_Bank->GetGrid().HalfWidth(), T(0));
    for (const Block & block : m_Blocks)
    {
      if (rows.IsEmpty(block.firstScale) || rows.IsEmpty(block.secondScale))
      {
        continue;
      }
      const std::size_t width = this->Width(std::max(block.firstScale, block.secondScale));
      const auto        firstCount = static_cast<std::size_t>(this->NumberOfColumns(block.firstScale));
      const auto        secondCount = static_cast<std::size_t>(this->NumberOfColumns(block.secondScale));
      std::fill_n(scratch.columns.data(), width * secondCount, T(0));
      matrices.addCombinationsTransposed(rows.Column(block.firstScale, 0),
                                         this->Width(block.firstScale),
                                         firstCount,
                                         block.weights.data(),
                                         scratch.columns.data(),
                                         width,
                                         secondCount,
                                         width);
      for (std::size_t c = 0; c < secondCount; ++c)
      {
        kernels.addProducts(scratch.columns.data() + c * width,
                            rows.Column(block.secondScale, static_cast<Eigen::Index>(c)),
                            width,
                            multiplier);
      }
    }
    for (const LaggedPair & pair : m_Pairs)
    {
      if (rows.IsEmpty(pair.firstScale) || rows.IsEmpty(pair.secondScale))
      {
        continue;
      }
      const LagTable<T> & table = m_Tables[pair.table];
      const auto          columns = static_cast<std::size_t>(table.NumberOfColumns());
      const auto &        rotations = this->RotationsOf(row, pair, scratch);
      T * const           ofReal = scratch.sums.data();
      T * const           ofImaginary = ofReal + columns;
      std::fill_n(ofReal, 2 * columns, T(0));
      for (std::size_t i = 0; i < rotations.size(); ++i)
      {
        const auto & r = rotations[i];
        const double re = pair.weights[i].real();
        const double im = pair.weights[i].imag();
        ofReal[r.column] += static_cast<T>(re * r.cosine);
        ofReal[r.column + 1] -= static_cast<T>(re * r.sign * r.sine);
        ofImaginary[r.column] -= static_cast<T>(im * r.sine);
        ofImaginary[r.column + 1] -= static_cast<T>(im * r.sign * r.cosine);
      }
      const std::size_t width = this->Width(std::max(pair.firstScale, pair.secondScale));
      this->ProductsOf(pair, scratch, width);
      T * const sums = scratch.columns.data() + 2 * this->Width(0);
      std::fill_n(sums, 2 * width, T(0));
      matrices.addCombinationsTransposed(table.Table().data(), width, columns, ofReal, sums, width, 2, width);
      kernels.addProducts(scratch.columns.data(), sums, width, multiplier);
      kernels.addProducts(scratch.columns.data() + this->Width(0), sums + width, width, multiplier);
    }
  }

  void
  AddRow(std::size_t row, const T * power, RowScratch & scratch, std::complex<double> * values) const
  {
    const ArrayKernels<T> &  kernels = GetArrayKernels<T>();
    const MatrixKernels<T> & matrices = GetMatrixKernels<T>();
    const DenseRows &        rows = scratch.rows;
    for (const Block & block : m_Blocks)
    {
      if (rows.IsEmpty(block.firstScale) || rows.IsEmpty(block.secondScale))
      {
        continue;
      }
      const std::size_t width = this->Width(std::max(block.firstScale, block.secondScale));
      const auto        firstCount = static_cast<std::size_t>(this->NumberOfColumns(block.firstScale));
      const auto        secondCount = static_cast<std::size_t>(this->NumberOfColumns(block.secondScale));
      for (std::size_t c = 0; c < firstCount; ++c)
      {
        kernels.products(rows.Column(block.firstScale, static_cast<Eigen::Index>(c)),
                         power,
                         width,
                         scratch.columns.data() + c * width);
      }
      matrices.innerProducts(scratch.columns.data(),
                             width,
                             firstCount,
                             rows.Column(block.secondScale, 0),
                             this->Width(block.secondScale),
                             secondCount,
                             width,
                             scratch.products.data());
      const auto product = [&](Eigen::Index first, Eigen::Index second) {
        return static_cast<double>(
          scratch.products[static_cast<std::size_t>(first) + firstCount * static_cast<std::size_t>(second)]);
      };
      for (const Entry & entry : block.entries)
      {
        values[entry.request] +=
          product(entry.first, entry.second) +
          product(this->Opposite(block.firstScale, entry.first), this->Opposite(block.secondScale, entry.second));
      }
    }
    for (const LaggedPair & pair : m_Pairs)
    {
      if (rows.IsEmpty(pair.firstScale) || rows.IsEmpty(pair.secondScale))
      {
        continue;
      }
      const LagTable<T> & table = m_Tables[pair.table];
      const auto          columns = static_cast<std::size_t>(table.NumberOfColumns());
      const auto &        rotations = this->RotationsOf(row, pair, scratch);
      const std::size_t   width = this->Width(std::max(pair.firstScale, pair.secondScale));
      this->ProductsOf(pair, scratch, width);
      for (T * column : { scratch.columns.data(), scratch.columns.data() + this->Width(0) })
      {
        kernels.products(column, power, width, column);
      }
      const T * const ofSum = scratch.sums.data();
      const T * const ofDifference = ofSum + columns;
      matrices.innerProducts(
        table.Table().data(), width, columns, scratch.columns.data(), this->Width(0), 2, width, scratch.sums.data());
      for (std::size_t i = 0; i < rotations.size(); ++i)
      {
        const auto & r = rotations[i];
        values[pair.requests[i]] +=
          std::complex<double>(r.cosine * ofSum[r.column] - r.sine * r.sign * ofSum[r.column + 1],
                               -(r.sine * ofDifference[r.column] + r.cosine * r.sign * ofDifference[r.column + 1]));
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
