// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
// The only file that names FFTW, so that another library can stand in.
#include "phFourierTransform.h"

#include "phArrayKernelsInternal.h"

#include "phScratchPool.h"

#include <fftw3.h>

#include <cstdint>
#include <cstring>
#include <map>
#include <mutex>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
// Other users of FFTW in the process, ITK among them, plan under locks of their own.
void
MakePlannerThreadSafe()
{
  static std::once_flag once;
  std::call_once(once, [] {
    fftw_make_planner_thread_safe();
    fftwf_make_planner_thread_safe();
  });
}

template <typename T>
struct Library;

template <>
struct Library<float>
{
  using Plan = fftwf_plan;
  using Complex = fftwf_complex;
  static constexpr auto plan_c2c = &fftwf_plan_many_dft;
  static constexpr auto plan_r2c = &fftwf_plan_many_dft_r2c;
  static constexpr auto plan_c2r = &fftwf_plan_many_dft_c2r;
  static constexpr auto execute_c2c = &fftwf_execute_dft;
  static constexpr auto execute_r2c = &fftwf_execute_dft_r2c;
  static constexpr auto execute_c2r = &fftwf_execute_dft_c2r;
  static constexpr auto destroy = &fftwf_destroy_plan;
};

template <>
struct Library<double>
{
  using Plan = fftw_plan;
  using Complex = fftw_complex;
  static constexpr auto plan_c2c = &fftw_plan_many_dft;
  static constexpr auto plan_r2c = &fftw_plan_many_dft_r2c;
  static constexpr auto plan_c2r = &fftw_plan_many_dft_c2r;
  static constexpr auto execute_c2c = &fftw_execute_dft;
  static constexpr auto execute_r2c = &fftw_execute_dft_r2c;
  static constexpr auto execute_c2r = &fftw_execute_dft_c2r;
  static constexpr auto destroy = &fftw_destroy_plan;
};

// Eight single-precision complex values fill one cache line.
constexpr std::size_t BatchSize = 8;
constexpr std::size_t LargestBatchSize = 12;

template <typename T>
class Plan
{
public:
  Plan() = default;
  explicit Plan(typename Library<T>::Plan plan)
    : m_Plan(plan)
  {
    if (!plan)
    {
      throw std::runtime_error("FFTW could not plan a transform");
    }
  }
  ~Plan()
  {
    if (m_Plan)
    {
      Library<T>::destroy(m_Plan);
    }
  }
  Plan(Plan && other) noexcept
    : m_Plan(other.m_Plan)
  {
    other.m_Plan = nullptr;
  }
  Plan &
  operator=(Plan && other) noexcept
  {
    std::swap(m_Plan, other.m_Plan);
    return *this;
  }
  typename Library<T>::Plan
  Get() const
  {
    return m_Plan;
  }

private:
  typename Library<T>::Plan m_Plan{ nullptr };
};

template <typename T>
typename Library<T>::Complex *
Raw(std::complex<T> * pointer)
{
  return reinterpret_cast<typename Library<T>::Complex *>(pointer);
}
} // namespace

template <typename T>
class FourierTransform<T>::Plans
{
public:
  using Complex = std::complex<T>;
  using Rows = typename FourierTransform<T>::Rows;

  explicit Plans(const Grid & grid)
    : m_Grid(grid)
    , m_Complex(2 * LargestBatchSize * PaddedLine(LongestLine(grid)))
    , m_Line(grid.HalfWidth())
    , m_Kernels(GetArrayKernels<T>())
  {
    MakePlannerThreadSafe();
    AlignedBuffer<Complex> complexScratch(2 * LargestBatchSize * PaddedLine(LongestLine(grid)));
    AlignedBuffer<T>       realScratch(grid.size[0]);
    const int              width = static_cast<int>(grid.size[0]);
    const int              halfWidth = static_cast<int>(grid.HalfWidth());
    const std::size_t      count = grid.size[1] * grid.size[2];
    auto *                 c = Raw(complexScratch.data());
    for (const std::size_t lines : { count, (count + 1) / 2 })
    {
      for (const std::size_t batch : BatchesOf(lines))
      {
        const auto rows = [&](int sign) {
          return Plan<T>(Library<T>::plan_c2c(
            1, &width, static_cast<int>(batch), c, nullptr, 1, width, c, nullptr, 1, width, sign, FFTW_ESTIMATE));
        };
        if (m_ForwardRows.count(batch) == 0)
        {
          m_ForwardRows[batch] = rows(FFTW_FORWARD);
          m_InverseRows[batch] = rows(FFTW_BACKWARD);
        }
      }
    }
    if (count == 1)
    {
      T * r = realScratch.data();
      m_RealToHalf = Plan<T>(Library<T>::plan_r2c(
        1, &width, 1, r, nullptr, 1, width, c, nullptr, 1, halfWidth, FFTW_ESTIMATE | FFTW_DESTROY_INPUT));
      m_HalfToReal = Plan<T>(Library<T>::plan_c2r(
        1, &width, 1, c, nullptr, 1, halfWidth, r, nullptr, 1, width, FFTW_ESTIMATE | FFTW_DESTROY_INPUT));
    }
    for (unsigned int axis = 1; axis < grid.dimension; ++axis)
    {
      const int length = static_cast<int>(grid.size[axis]);
      for (const std::size_t lines : { grid.size[0], grid.HalfWidth() })
      {
        for (const std::size_t batch : BatchesOf(lines))
        {
          if (m_ForwardColumns[axis].count(batch) > 0)
          {
            continue;
          }
          const int  batchSize = static_cast<int>(batch);
          const int  distance = static_cast<int>(PaddedLine(grid.size[axis]));
          auto *     result = c + complexScratch.size() / 2;
          const auto columns = [&](int sign) {
            if (IsTransposed(grid.size[axis]))
            {
              return Plan<T>(Library<T>::plan_c2c(1,
                                                  &length,
                                                  batchSize,
                                                  c,
                                                  nullptr,
                                                  1,
                                                  distance,
                                                  result,
                                                  nullptr,
                                                  1,
                                                  distance,
                                                  sign,
                                                  FFTW_ESTIMATE | FFTW_DESTROY_INPUT));
            }
            return Plan<T>(Library<T>::plan_c2c(
              1, &length, batchSize, c, nullptr, batchSize, 1, c, nullptr, batchSize, 1, sign, FFTW_ESTIMATE));
          };
          m_ForwardColumns[axis][batch] = columns(FFTW_FORWARD);
          m_InverseColumns[axis][batch] = columns(FFTW_BACKWARD);
        }
      }
    }
  }

  // Two real rows make one complex row: complex transforms are far better vectorized than real ones. From the last
  // rows to the first, since rows become longer: in and out may be the same memory.
  void
  RealToHalf(const T * real, Complex * half)
  {
    const std::size_t rows = m_Grid.size[1] * m_Grid.size[2];
    const std::size_t width = m_Grid.size[0];
    const std::size_t halfWidth = m_Grid.HalfWidth();
    auto              scratch = m_Complex.Acquire();
    if (rows == 1)
    {
      T * const line = reinterpret_cast<T *>(scratch.data());
      std::memcpy(line, real, width * sizeof(T));
      auto out = m_Line.Acquire();
      Library<T>::execute_r2c(m_RealToHalf.Get(), line, Raw(out.data()));
      std::memcpy(half, out.data(), halfWidth * sizeof(Complex));
      return;
    }
    for (std::size_t end = (rows + 1) / 2; end > 0;)
    {
      const std::size_t batch = end % BatchSize == 0 ? BatchSize : LastBatch(end);
      const std::size_t begin = end - batch;
      for (std::size_t i = 0; i < batch; ++i)
      {
        const T * const row = real + 2 * (begin + i) * width;
        T * const       line = reinterpret_cast<T *>(scratch.data() + i * width);
        if (2 * (begin + i) + 1 < rows)
        {
          m_Kernels.interleave(row, row + width, width, line);
        }
        else
        {
          std::fill_n(scratch.data() + i * width, width, Complex{});
          for (std::size_t x = 0; x < width; ++x)
          {
            line[2 * x] = row[x];
          }
        }
      }
      Library<T>::execute_c2c(m_ForwardRows.at(batch).Get(), Raw(scratch.data()), Raw(scratch.data()));
      auto unpaired = m_Line.Acquire();
      for (std::size_t i = 0; i < batch; ++i)
      {
        Complex * const out = half + 2 * (begin + i) * halfWidth;
        const bool      isPair = 2 * (begin + i) + 1 < rows;
        m_Kernels.separateSpectra(reinterpret_cast<const T *>(scratch.data() + i * width),
                                  width,
                                  reinterpret_cast<T *>(out),
                                  reinterpret_cast<T *>(isPair ? out + halfWidth : unpaired.data()));
      }
      end = begin;
    }
    for (unsigned int axis = 1; axis < m_Grid.dimension; ++axis)
    {
      this->Columns(half, halfWidth, axis, m_ForwardColumns[axis]);
    }
  }

  void
  HalfToReal(Complex * half, T * real)
  {
    const std::size_t rows = m_Grid.size[1] * m_Grid.size[2];
    const std::size_t width = m_Grid.size[0];
    const std::size_t halfWidth = m_Grid.HalfWidth();
    auto              scratch = m_Complex.Acquire();
    if (rows == 1)
    {
      auto in = m_Line.Acquire();
      std::memcpy(in.data(), half, halfWidth * sizeof(Complex));
      T * const line = reinterpret_cast<T *>(scratch.data());
      Library<T>::execute_c2r(m_HalfToReal.Get(), Raw(in.data()), line);
      std::memcpy(real, line, width * sizeof(T));
      return;
    }
    for (unsigned int axis = m_Grid.dimension; axis-- > 1;)
    {
      this->Columns(half, halfWidth, axis, m_InverseColumns[axis]);
    }
    auto zero = m_Line.Acquire();
    std::fill_n(zero.data(), halfWidth, Complex{});
    auto unpaired = m_Line.Acquire();
    for (std::size_t begin = 0, batch = 0; begin < (rows + 1) / 2; begin += batch)
    {
      batch = NextBatch((rows + 1) / 2 - begin);
      for (std::size_t i = 0; i < batch; ++i)
      {
        const Complex * const in = half + 2 * (begin + i) * halfWidth;
        const bool            isPair = 2 * (begin + i) + 1 < rows;
        m_Kernels.joinSpectra(reinterpret_cast<const T *>(in),
                              reinterpret_cast<const T *>(isPair ? in + halfWidth : zero.data()),
                              width,
                              reinterpret_cast<T *>(scratch.data() + i * width));
      }
      Library<T>::execute_c2c(m_InverseRows.at(batch).Get(), Raw(scratch.data()), Raw(scratch.data()));
      for (std::size_t i = 0; i < batch; ++i)
      {
        T * const  row = real + 2 * (begin + i) * width;
        const bool isPair = 2 * (begin + i) + 1 < rows;
        m_Kernels.separate(reinterpret_cast<const T *>(scratch.data() + i * width),
                           width,
                           row,
                           isPair ? row + width : reinterpret_cast<T *>(unpaired.data()));
      }
    }
  }

  void
  ComplexToComplex(Complex * data, bool forward, const Rows * rows)
  {
    // A short batch has no plan of its own to spare.
    if (rows != nullptr && m_Grid.size[1] * m_Grid.size[2] < BatchSize)
    {
      rows = nullptr;
    }
    if (forward)
    {
      for (unsigned int axis = m_Grid.dimension; axis-- > 1;)
      {
        this->Columns(data, m_Grid.size[0], axis, m_ForwardColumns[axis]);
      }
      this->ComplexRows(data, m_ForwardRows, rows);
      return;
    }
    this->ComplexRows(data, m_InverseRows, rows);
    for (unsigned int axis = 1; axis < m_Grid.dimension; ++axis)
    {
      this->Columns(data, m_Grid.size[0], axis, m_InverseColumns[axis]);
    }
  }

  const Grid m_Grid;

private:
  using PlanOfBatch = std::map<std::size_t, Plan<T>>;

  static std::size_t
  LongestLine(const Grid & grid)
  {
    return std::max({ grid.size[0], grid.size[1], grid.size[2] });
  }

  // Lines are taken eight at a time; the last batch takes up to four more, or fewer than eight.
  static std::size_t
  LastBatch(std::size_t lines)
  {
    const std::size_t rest = lines % BatchSize;
    return lines > BatchSize && rest <= LargestBatchSize - BatchSize ? BatchSize + rest : rest;
  }

  static std::size_t
  NextBatch(std::size_t remaining)
  {
    return remaining <= LargestBatchSize ? (remaining % BatchSize == 0 ? BatchSize : LastBatch(remaining)) : BatchSize;
  }

  static std::vector<std::size_t>
  BatchesOf(std::size_t lines)
  {
    std::vector<std::size_t> batches;
    if (lines >= BatchSize)
    {
      batches.push_back(BatchSize);
    }
    if (lines % BatchSize > 0)
    {
      batches.push_back(LastBatch(lines));
    }
    return batches;
  }

  // Plans are made for aligned memory; other rows are copied, and give the same bits.
  bool
  AreAlignedNeighbors(const Complex * data, const std::size_t * numbers, std::size_t batch) const
  {
    for (std::size_t i = 1; numbers != nullptr && i < batch; ++i)
    {
      if (numbers[i] != numbers[0] + i)
      {
        return false;
      }
    }
    constexpr std::size_t Alignment = AlignedBuffer<Complex>::Alignment;
    return reinterpret_cast<std::uintptr_t>(data) % Alignment == 0 && m_Grid.size[0] * sizeof(Complex) % Alignment == 0;
  }

  void
  ComplexRows(Complex * data, const PlanOfBatch & plans, const Rows * rows)
  {
    const std::size_t width = m_Grid.size[0];
    const std::size_t count = rows != nullptr ? rows->count : m_Grid.size[1] * m_Grid.size[2];
    auto              scratch = m_Complex.Acquire();
    for (std::size_t begin = 0, batch = 0; begin < count; begin += batch)
    {
      batch = rows != nullptr ? std::min(BatchSize, count - begin) : NextBatch(count - begin);
      const std::size_t * const numbers = rows != nullptr ? rows->numbers + begin : nullptr;
      const auto &              plan = plans.at(rows != nullptr ? BatchSize : batch);
      const auto address = [&](std::size_t i) { return data + (numbers != nullptr ? numbers[i] : begin + i) * width; };
      if ((rows == nullptr || batch == BatchSize) && this->AreAlignedNeighbors(data, numbers, batch))
      {
        Library<T>::execute_c2c(plan.Get(), Raw(address(0)), Raw(address(0)));
        continue;
      }
      for (std::size_t i = 0; i < batch; ++i)
      {
        std::memcpy(scratch.data() + i * width, address(i), width * sizeof(Complex));
      }
      Library<T>::execute_c2c(plan.Get(), Raw(scratch.data()), Raw(scratch.data()));
      for (std::size_t i = 0; i < batch; ++i)
      {
        std::memcpy(address(i), scratch.data() + i * width, width * sizeof(Complex));
      }
    }
  }

  // A constant size lets the compiler copy in registers.
  static void
  CopyLines(const Complex * from,
            std::size_t     fromStride,
            Complex *       to,
            std::size_t     toStride,
            std::size_t     length,
            std::size_t     batch)
  {
    if (batch == BatchSize)
    {
      for (std::size_t i = 0; i < length; ++i)
      {
        std::memcpy(to + i * toStride, from + i * fromStride, BatchSize * sizeof(Complex));
      }
      return;
    }
    for (std::size_t i = 0; i < length; ++i)
    {
      std::memcpy(to + i * toStride, from + i * fromStride, batch * sizeof(Complex));
    }
  }

  // Estimated plans of long lines are several times as fast for contiguous lines as for interleaved ones, which pays
  // for transposing them; those of short lines are not.
  static bool
  IsTransposed(std::size_t length)
  {
    return length > 128;
  }

  // Lines a power of two apart would share the same few sets of a cache.
  static std::size_t
  PaddedLine(std::size_t length)
  {
    return (length + 7) / 8 * 8 + 8;
  }

  // Two rows at a time make stores twice as wide.
  template <std::size_t VBatch>
  static void
  GatherLines(const Complex * from, std::size_t stride, std::size_t length, std::size_t distance, Complex * lines)
  {
    std::size_t i = 0;
    for (; i + 2 <= length; i += 2)
    {
      for (std::size_t b = 0; b < VBatch; ++b)
      {
        Complex pair[2];
        std::memcpy(pair, from + i * stride + b, sizeof(Complex));
        std::memcpy(pair + 1, from + (i + 1) * stride + b, sizeof(Complex));
        std::memcpy(lines + b * distance + i, pair, sizeof(pair));
      }
    }
    for (std::size_t b = 0; i < length && b < VBatch; ++b)
    {
      lines[b * distance + i] = from[i * stride + b];
    }
  }

  template <std::size_t VBatch>
  static void
  ScatterLines(const Complex * lines, std::size_t distance, std::size_t length, std::size_t stride, Complex * to)
  {
    for (std::size_t i = 0; i < length; ++i)
    {
      Complex row[VBatch];
      for (std::size_t b = 0; b < VBatch; ++b)
      {
        std::memcpy(row + b, lines + b * distance + i, sizeof(Complex));
      }
      std::memcpy(to + i * stride, row, sizeof(row));
    }
  }

  void
  TransformColumns(Complex *       first,
                   std::size_t     stride,
                   std::size_t     length,
                   std::size_t     batch,
                   const Plan<T> & plan,
                   Complex *       scratch) const
  {
    if (!IsTransposed(length))
    {
      CopyLines(first, stride, scratch, batch, length, batch);
      Library<T>::execute_c2c(plan.Get(), Raw(scratch), Raw(scratch));
      CopyLines(scratch, batch, first, stride, length, batch);
      return;
    }
    const std::size_t distance = PaddedLine(length);
    Complex * const   result = scratch + LargestBatchSize * PaddedLine(LongestLine(m_Grid));
    if (batch == BatchSize)
    {
      GatherLines<BatchSize>(first, stride, length, distance, scratch);
      Library<T>::execute_c2c(plan.Get(), Raw(scratch), Raw(result));
      ScatterLines<BatchSize>(result, distance, length, stride, first);
      return;
    }
    for (std::size_t b = 0; b < batch; ++b)
    {
      GatherLines<1>(first + b, stride, length, distance, scratch + b * distance);
    }
    Library<T>::execute_c2c(plan.Get(), Raw(scratch), Raw(result));
    for (std::size_t b = 0; b < batch; ++b)
    {
      ScatterLines<1>(result + b * distance, distance, length, stride, first + b);
    }
  }

  void
  Columns(Complex * data, std::size_t width, unsigned int axis, const PlanOfBatch & plans)
  {
    const std::size_t length = m_Grid.size[axis];
    const std::size_t stride = axis == 1 ? width : width * m_Grid.size[1];
    const std::size_t otherLength = axis == 1 ? m_Grid.size[2] : m_Grid.size[1];
    const std::size_t otherStride = axis == 1 ? width * m_Grid.size[1] : width;
    auto              scratch = m_Complex.Acquire();
    for (std::size_t other = 0; other < otherLength; ++other)
    {
      for (std::size_t x = 0, batch = 0; x < width; x += batch)
      {
        batch = NextBatch(width - x);
        this->TransformColumns(data + other * otherStride + x, stride, length, batch, plans.at(batch), scratch.data());
      }
    }
  }

  ScratchPool<Complex>       m_Complex;
  ScratchPool<Complex>       m_Line; // half of the spectrum of a row
  const ArrayKernels<T> &    m_Kernels;
  PlanOfBatch                m_ForwardRows;
  PlanOfBatch                m_InverseRows;
  Plan<T>                    m_RealToHalf; // of a 1-D image
  Plan<T>                    m_HalfToReal;
  std::array<PlanOfBatch, 3> m_ForwardColumns;
  std::array<PlanOfBatch, 3> m_InverseColumns;
};

template <typename T>
FourierTransform<T>::FourierTransform(const Grid & grid)
  : m_Plans(std::make_unique<Plans>(grid))
{}

template <typename T>
FourierTransform<T>::~FourierTransform() = default;

template <typename T>
FourierTransform<T>::FourierTransform(FourierTransform &&) noexcept = default;

template <typename T>
FourierTransform<T> &
FourierTransform<T>::operator=(FourierTransform &&) noexcept = default;

template <typename T>
const Grid &
FourierTransform<T>::GetGrid() const
{
  return m_Plans->m_Grid;
}

template <typename T>
void
FourierTransform<T>::Forward(const T * real, std::complex<T> * half) const
{
  m_Plans->RealToHalf(real, half);
}

template <typename T>
void
FourierTransform<T>::Inverse(std::complex<T> * half, T * real) const
{
  m_Plans->HalfToReal(half, real);
}

template <typename T>
void
FourierTransform<T>::ForwardComplex(std::complex<T> * data, const Rows * rows) const
{
  m_Plans->ComplexToComplex(data, true, rows);
}

template <typename T>
void
FourierTransform<T>::InverseComplex(std::complex<T> * data, const Rows * rows) const
{
  m_Plans->ComplexToComplex(data, false, rows);
}

template class FourierTransform<float>;
template class FourierTransform<double>;
} // namespace phaseharmonics
