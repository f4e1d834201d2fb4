// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSparseBenchmarkTools_h
#define phSparseBenchmarkTools_h

#include "phExecutor.h"
#include "phSparseCoder.h"

#include <atomic>
#include <chrono>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace phaseharmonics_benchmark
{
/** Starts its threads anew for each loop. */
class ThreadExecutor : public phaseharmonics::Executor
{
public:
  explicit ThreadExecutor(unsigned int threads)
    : m_Threads(threads)
  {}

  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    std::atomic<std::size_t> next{ 0 };
    const auto               work = [&] {
      for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1))
      {
        body(i);
      }
    };
    std::vector<std::thread> others;
    for (unsigned int t = 1; t < m_Threads && t < count; ++t)
    {
      others.emplace_back(work);
    }
    work();
    for (auto & other : others)
    {
      other.join();
    }
  }

private:
  unsigned int m_Threads;
};

class Stopwatch
{
public:
  double
  Seconds() const
  {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_Start).count();
  }

private:
  std::chrono::steady_clock::time_point m_Start{ std::chrono::steady_clock::now() };
};

/** Numbers in single precision and nothing else, as NumPy's tofile writes them. */
inline std::vector<float>
ReadRaw(const std::string & path)
{
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file)
  {
    throw std::runtime_error(path + " cannot be read.");
  }
  std::vector<float> values(static_cast<std::size_t>(file.tellg()) / sizeof(float));
  file.seekg(0);
  file.read(reinterpret_cast<char *>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(float)));
  return values;
}

inline void
WriteRaw(const std::string & path, const std::vector<float> & values)
{
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char *>(values.data()),
             static_cast<std::streamsize>(values.size() * sizeof(float)));
  if (!file.flush())
  {
    throw std::runtime_error(path + " cannot be written.");
  }
}

template <typename T>
std::shared_ptr<const phaseharmonics::Dictionary<T>>
DictionaryOf(const std::vector<float> & atoms, std::size_t length)
{
  auto dictionary = std::make_shared<phaseharmonics::Dictionary<T>>(
    phaseharmonics::Dictionary<T>::OfVectors(length, atoms.size() / length));
  std::copy(atoms.begin(), atoms.end(), dictionary->data());
  return dictionary;
}

struct Means
{
  double objective{ 0.0 };
  double relativeGap{ 0.0 };
  double support{ 0.0 };
  double iterations{ 0.0 };
  double seconds{ 0.0 };
};

/** Codes all vectors and averages the reports. */
template <typename T>
Means
Encode(const phaseharmonics::SparseCoder<T> & coder,
       const std::vector<T> &                 vectors,
       std::vector<T> &                       codes,
       const phaseharmonics::Executor &       executor)
{
  const std::size_t count = vectors.size() / coder.GetDictionary().GetLength();
  codes.resize(count * coder.GetDictionary().GetNumberOfAtoms());
  std::vector<phaseharmonics::SparseCodeReport> reports(count);
  const Stopwatch                               watch;
  coder.Encode(vectors.data(), count, codes.data(), false, reports.data(), executor);
  Means means;
  means.seconds = watch.Seconds();
  for (const auto & report : reports)
  {
    means.objective += report.objective / static_cast<double>(count);
    means.relativeGap += report.relativeDualGap / static_cast<double>(count);
    means.support += static_cast<double>(report.supportSize) / static_cast<double>(count);
    means.iterations += static_cast<double>(report.iterations) / static_cast<double>(count);
  }
  return means;
}
} // namespace phaseharmonics_benchmark

#endif
