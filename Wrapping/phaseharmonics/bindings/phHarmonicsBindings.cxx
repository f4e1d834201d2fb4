// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phPhaseHarmonic.h"
#include "phRectifier.h"
#include "phThreadExecutor.h"
#include "phValueOfName.h"

#include <nanobind/stl/string.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
Rectifier
MakeRectifier(const std::string & name, double slope)
{
  return Rectifier(ValueOfName<RectifierKind>("rectifier",
                                              name,
                                              { { "relu", RectifierKind::ReLU },
                                                { "modulus", RectifierKind::Modulus },
                                                { "leaky-relu", RectifierKind::LeakyReLU } }),
                   slope);
}

/** Runs the body over blocks (begin, end) of coefficients. */
template <typename TBody>
void
ForBlocks(std::size_t count, unsigned int threads, const TBody & body)
{
  constexpr std::size_t blockSize = 4096;
  const ThreadExecutor  executor(threads);
  executor.ParallelFor((count + blockSize - 1) / blockSize,
                       [&](std::size_t block) { body(block * blockSize, std::min((block + 1) * blockSize, count)); });
}

template <typename T>
OutputArray<std::complex<T>>
ComputeHarmonic(const InputArray<std::complex<T>> & z, int k, unsigned int threads)
{
  auto         harmonic = MakeArray<std::complex<T>>(ShapeOfArray(z));
  const auto * in = z.data();
  auto * const out = harmonic.data();
  const auto   count = z.size();

  const nb::gil_scoped_release release;
  ForBlocks(count, threads, [&](std::size_t begin, std::size_t end) {
    ComputePhaseHarmonic(in + begin, end - begin, k, out + begin);
  });
  return harmonic;
}

template <typename T>
OutputArray<T>
RectifyArray(const InputArray<std::complex<T>> & z,
             const std::string &                 name,
             double                              slope,
             std::size_t                         phases,
             unsigned int                        threads)
{
  if (phases < 1)
  {
    throw std::invalid_argument("The number of phases must be at least 1, not 0.");
  }
  const Rectifier rectifier = MakeRectifier(name, slope);
  Shape           shape = ShapeOfArray(z);
  shape.insert(shape.begin(), phases);
  auto         rectified = MakeArray<T>(shape);
  const auto * in = z.data();
  T * const    out = rectified.data();
  const auto   count = z.size();

  const nb::gil_scoped_release release;
  ForBlocks(count, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<T *> rows(phases);
    for (std::size_t n = 0; n < phases; ++n)
    {
      rows[n] = out + n * count + begin;
    }
    Rectify(rectifier, in + begin, end - begin, phases, rows.data());
  });
  return rectified;
}

template <typename T>
OutputArray<std::complex<T>>
InverseRectifyArray(const InputArray<T> & rectified, const std::string & name, double slope, unsigned int threads)
{
  const Rectifier rectifier = MakeRectifier(name, slope);
  Shape           shape = ShapeOfArray(rectified);
  if (shape.empty())
  {
    throw std::invalid_argument("Rectified coefficients need an axis of phases before all others.");
  }
  const std::size_t phases = shape.front();
  shape.erase(shape.begin());
  CheckRectifierIsInvertible(rectifier, phases);
  auto            z = MakeArray<std::complex<T>>(shape);
  const T * const in = rectified.data();
  auto * const    out = z.data();
  const auto      count = rectified.size() / phases;

  const nb::gil_scoped_release release;
  ForBlocks(count, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<const T *> rows(phases);
    for (std::size_t n = 0; n < phases; ++n)
    {
      rows[n] = in + n * count + begin;
    }
    InverseRectify(rectifier, rows.data(), end - begin, phases, out + begin);
  });
  return z;
}

template <typename T>
void
BindReal(nb::module_ & module)
{
  module.def("phase_harmonic", &ComputeHarmonic<T>, nb::arg("z").noconvert(), nb::arg("k"), nb::arg("threads"));
  module.def("rectify",
             &RectifyArray<T>,
             nb::arg("z").noconvert(),
             nb::arg("rectifier"),
             nb::arg("slope"),
             nb::arg("phases"),
             nb::arg("threads"));
  module.def("inverse_rectify",
             &InverseRectifyArray<T>,
             nb::arg("rectified").noconvert(),
             nb::arg("rectifier"),
             nb::arg("slope"),
             nb::arg("threads"));
}
} // namespace

void
BindHarmonics(nb::module_ & module)
{
  BindReal<float>(module);
  BindReal<double>(module);
}
} // namespace phaseharmonics
