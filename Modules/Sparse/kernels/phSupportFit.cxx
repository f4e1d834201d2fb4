// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSupportFit.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace phaseharmonics
{
namespace
{
/** Atoms whose part outside the span of others has less than this share of their energy depend on them. */
constexpr double SmallestPivot = 1e-9;

template <typename T>
double
Product(const T * a, const T * b, std::size_t length)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < length; ++i)
  {
    sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  }
  return sum;
}

/** Least squares by the Cholesky factor of the Gram matrix, which grows atom by atom. */
template <typename T>
class Fit
{
public:
  explicit Fit(const Dictionary<T> & dictionary)
    : m_Dictionary(dictionary)
  {}

  void
  Apply(const T * vector, bool isNonNegative, T * code)
  {
    m_Atoms.clear();
    m_Factor.clear();
    m_Solution.clear();
    const std::size_t length = m_Dictionary.GetLength();
    for (std::size_t k = 0; k < m_Dictionary.GetNumberOfAtoms(); ++k)
    {
      if (code[k] != T(0))
      {
        this->Append(k, Product(m_Dictionary.Atom(k), vector, length));
      }
    }
    this->Substitute();
    if (isNonNegative && std::any_of(m_Solution.begin(), m_Solution.end(), [](double value) { return value < 0.0; }))
    {
      return;
    }
    std::fill_n(code, m_Dictionary.GetNumberOfAtoms(), T(0));
    for (std::size_t i = 0; i < m_Atoms.size(); ++i)
    {
      code[m_Atoms[i]] = static_cast<T>(m_Solution[i]);
    }
  }

private:
  /** Row i of the factor starts here. */
  static std::size_t
  RowBegin(std::size_t i)
  {
    return i * (i + 1) / 2;
  }

  void
  Append(std::size_t atom, double correlation)
  {
    const std::size_t length = m_Dictionary.GetLength();
    const std::size_t size = m_Atoms.size();
    const std::size_t begin = m_Factor.size();
    const double      energy = Product(m_Dictionary.Atom(atom), m_Dictionary.Atom(atom), length);
    double            pivot = energy;
    for (std::size_t i = 0; i < size; ++i)
    {
      const double * const row = &m_Factor[RowBegin(i)];
      double               value = Product(m_Dictionary.Atom(m_Atoms[i]), m_Dictionary.Atom(atom), length);
      for (std::size_t j = 0; j < i; ++j)
      {
        value -= row[j] * m_Factor[begin + j];
      }
      m_Factor.push_back(value / m_Factor[RowBegin(i) + i]);
      pivot -= m_Factor.back() * m_Factor.back();
      correlation -= m_Factor.back() * m_Solution[i];
    }
    if (!(pivot > SmallestPivot * energy))
    {
      m_Factor.resize(begin);
      return;
    }
    m_Factor.push_back(std::sqrt(pivot));
    m_Solution.push_back(correlation / m_Factor.back());
    m_Atoms.push_back(atom);
  }

  void
  Substitute()
  {
    for (std::size_t i = m_Atoms.size(); i-- > 0;)
    {
      for (std::size_t j = i + 1; j < m_Atoms.size(); ++j)
      {
        m_Solution[i] -= m_Factor[RowBegin(j) + i] * m_Solution[j];
      }
      m_Solution[i] /= m_Factor[RowBegin(i) + i];
    }
  }

  const Dictionary<T> &    m_Dictionary;
  std::vector<std::size_t> m_Atoms;
  std::vector<double>      m_Factor;
  std::vector<double>      m_Solution;
};
} // namespace

template <typename T>
void
FitSupports(const Dictionary<T> & dictionary,
            const T *             vectors,
            std::size_t           count,
            bool                  isNonNegative,
            T *                   codes,
            const Executor &      executor)
{
  constexpr std::size_t block = 64;
  executor.ParallelFor((count + block - 1) / block, [&](std::size_t b) {
    Fit<T> fit(dictionary);
    for (std::size_t n = b * block; n < std::min(count, (b + 1) * block); ++n)
    {
      fit.Apply(vectors + n * dictionary.GetLength(), isNonNegative, codes + n * dictionary.GetNumberOfAtoms());
    }
  });
}

template PhaseHarmonics_EXPORT void
FitSupports<float>(const Dictionary<float> &, const float *, std::size_t, bool, float *, const Executor &);
template PhaseHarmonics_EXPORT void
FitSupports<double>(const Dictionary<double> &, const double *, std::size_t, bool, double *, const Executor &);
} // namespace phaseharmonics
