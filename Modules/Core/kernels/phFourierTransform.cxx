// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
// The only file that names FFTW, so that another library can stand in.
#include "phFourierTransform.h"

#include "phScratchPool.h"

#include <fftw3.h>

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
    , m_Complex(BatchSize * LongestLine(grid))
    , m_Real(BatchSize * grid.size[0])
  {
    MakePlannerThreadSafe();
    AlignedBuffer<Complex> complexScratch(BatchSize * LongestLine(grid));
    AlignedBuffer<T>       realScratch(BatchSize * grid.size[0]);
    const int              width = static_cast<int>(grid.size[0]);
    const int              halfWidth = static_cast<int>(grid.HalfWidth());
    for (const std::size_t batch : BatchesOf(grid.size[1] * grid.size[2]))
    {
      const int  count = static_cast<int>(batch);
      auto *     c = Raw(complexScratch.data());
      T *        r = realScratch.data();
      const auto rows = [&](int sign) {
        return Plan<T>(
          Library<T>::plan_c2c(1, &width, count, c, nullptr, 1, width, c, nullptr, 1, width, sign, FFTW_ESTIMATE));
      };
      m_ForwardRows[batch] = rows(FFTW_FORWARD);
      m_InverseRows[batch] = rows(FFTW_BACKWARD);
      m_RealToHalf[batch] = Plan<T>(Library<T>::plan_r2c(
        1, &width, count, r, nullptr, 1, width, c, nullptr, 1, halfWidth, FFTW_ESTIMATE | FFTW_DESTROY_INPUT));
      m_HalfToReal[batch] = Plan<T>(Library<T>::plan_c2r(
        1, &width, count, c, nullptr, 1, halfWidth, r, nullptr, 1, width, FFTW_ESTIMATE | FFTW_DESTROY_INPUT));
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
          const int  count = static_cast<int>(batch);
          auto *     c = Raw(complexScratch.data());
          const auto columns = [&](int sign) {
            return Plan<T>(
              Library<T>::plan_c2c(1, &length, count, c, nullptr, count, 1, c, nullptr, count, 1, sign, FFTW_ESTIMATE));
          };
          m_ForwardColumns[axis][batch] = columns(FFTW_FORWARD);
          m_InverseColumns[axis][batch] = columns(FFTW_BACKWARD);
        }
      }
    }
  }

  void
  RealToHalf(const T * real, Complex * half)
  {
    const std::size_t width = m_Grid.size[0];
    const std::size_t halfWidth = m_Grid.HalfWidth();
    auto              in = m_Real.Acquire();
    auto              out = m_Complex.Acquire();
    // From the last row to the first, since rows become longer: in and out may be the same memory.
    const std::size_t rows = m_Grid.size[1] * m_Grid.size[2];
    for (std::size_t begin = (rows - 1) / BatchSize * BatchSize;; begin -= BatchSize)
    {
      const std::size_t batch = std::min(BatchSize, rows - begin);
      std::memcpy(in.data(), real + begin * width, batch * width * sizeof(T));
      Library<T>::execute_r2c(m_RealToHalf.at(batch).Get(), in.data(), Raw(out.data()));
      std::memcpy(half + begin * halfWidth, out.data(), batch * halfWidth * sizeof(Complex));
      if (begin == 0)
      {
        break;
      }
    }
    for (unsigned int axis = 1; axis < m_Grid.dimension; ++axis)
    {
      this->Columns(half, halfWidth, axis, m_ForwardColumns[axis]);
    }
  }

  void
  HalfToReal(Complex * half, T * real)
  {
    const std::size_t width = m_Grid.size[0];
    const std::size_t halfWidth = m_Grid.HalfWidth();
    for (unsigned int axis = m_Grid.dimension; axis-- > 1;)
    {
      this->Columns(half, halfWidth, axis, m_InverseColumns[axis]);
    }
    auto in = m_Complex.Acquire();
    auto out = m_Real.Acquire();
    ForEachBatchOfRows([&](std::size_t row, std::size_t batch) {
      std::memcpy(in.data(), half + row * halfWidth, batch * halfWidth * sizeof(Complex));
      Library<T>::execute_c2r(m_HalfToReal.at(batch).Get(), Raw(in.data()), out.data());
      std::memcpy(real + row * width, out.data(), batch * width * sizeof(T));
    });
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
      batches.push_back(lines % BatchSize);
    }
    return batches;
  }

  template <typename TBody>
  void
  ForEachBatchOfRows(const TBody & body) const
  {
    const std::size_t rows = m_Grid.size[1] * m_Grid.size[2];
    for (std::size_t row = 0; row < rows; row += BatchSize)
    {
      body(row, std::min(BatchSize, rows - row));
    }
  }

  void
  ComplexRows(Complex * data, const PlanOfBatch & plans, const Rows * rows)
  {
    const std::size_t width = m_Grid.size[0];
    const std::size_t count = rows != nullptr ? rows->count : m_Grid.size[1] * m_Grid.size[2];
    auto              scratch = m_Complex.Acquire();
    for (std::size_t begin = 0; begin < count; begin += BatchSize)
    {
      const std::size_t batch = std::min(BatchSize, count - begin);
      const auto        address = [&](std::size_t i) {
        return data + (rows != nullptr ? rows->numbers[begin + i] : begin + i) * width;
      };
      for (std::size_t i = 0; i < batch; ++i)
      {
        std::memcpy(scratch.data() + i * width, address(i), width * sizeof(Complex));
      }
      Library<T>::execute_c2c(
        plans.at(rows != nullptr ? BatchSize : batch).Get(), Raw(scratch.data()), Raw(scratch.data()));
      for (std::size_t i = 0; i < batch; ++i)
      {
        std::memcpy(address(i), scratch.data() + i * width, width * sizeof(Complex));
      }
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
      for (std::size_t x = 0; x < width; x += BatchSize)
      {
        const std::size_t batch = std::min(BatchSize, width - x);
        Complex * const   first = data + other * otherStride + x;
        for (std::size_t i = 0; i < length; ++i)
        {
          std::memcpy(scratch.data() + i * batch, first + i * stride, batch * sizeof(Complex));
        }
        Library<T>::execute_c2c(plans.at(batch).Get(), Raw(scratch.data()), Raw(scratch.data()));
        for (std::size_t i = 0; i < length; ++i)
        {
          std::memcpy(first + i * stride, scratch.data() + i * batch, batch * sizeof(Complex));
        }
      }
    }
  }

  ScratchPool<Complex>       m_Complex;
  ScratchPool<T>             m_Real;
  PlanOfBatch                m_ForwardRows;
  PlanOfBatch                m_InverseRows;
  PlanOfBatch                m_RealToHalf;
  PlanOfBatch                m_HalfToReal;
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
