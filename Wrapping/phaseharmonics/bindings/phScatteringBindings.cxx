// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phCallbacks.h"
#include "phScattering.h"
#include "phScatteringChannelName.h"
#include "phThreadExecutor.h"
#include "phValueOfName.h"

#include <nanobind/operators.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
ScatteringOptions
MakeOptions(const Shape &              shape,
            const WaveletBankOptions & bank,
            unsigned int               oversampling,
            unsigned int               order,
            unsigned int               phases,
            const std::string &        subsampling,
            const std::string &        boundary,
            const std::string &        variant,
            double                     epsilon)
{
  ScatteringOptions options;
  options.bank = bank;
  // When folding, a scattering takes an oversampling that banks refuse.
  options.bank.oversampling = oversampling;
  options.order = order;
  options.numberOfPhases = phases;
  options.subsampling = ValueOfName<Subsampling>(
    "subsampling", subsampling, { { "crop", Subsampling::Crop }, { "fold", Subsampling::Fold } });
  options.boundary = ValueOfName<ScatteringBoundary>(
    "boundary", boundary, { { "periodic", ScatteringBoundary::Periodic }, { "mirror", ScatteringBoundary::Mirror } });
  options.variant = ValueOfName<ScatteringVariant>("variant",
                                                   variant,
                                                   { { "none", ScatteringVariant::None },
                                                     { "log", ScatteringVariant::Logarithm },
                                                     { "normalized", ScatteringVariant::NormalizedSecondOrder } });
  options.epsilon = epsilon;
  ScatteringGeometry(GridOfShape(shape), options);
  return options;
}

/** Rows order, scale1, orientation1, phase, scale2, orientation2; -1 where an order has none. */
OutputArray<std::int64_t>
ChannelsOf(const ScatteringOptions & options)
{
  std::vector<std::int64_t> rows;
  for (const ScatteringChannel & channel : ScatteringChannels(options))
  {
    const auto number = [&](bool isThere, unsigned int value) { return isThere ? std::int64_t{ value } : -1; };
    rows.push_back(channel.order);
    rows.push_back(number(channel.order > 0, channel.scale1));
    rows.push_back(number(channel.order > 0, channel.orientation1));
    rows.push_back(number(channel.order == 1 && options.numberOfPhases > 0, channel.phase));
    rows.push_back(number(channel.order == 2, channel.scale2));
    rows.push_back(number(channel.order == 2, channel.orientation2));
  }
  return ToArray(rows, { rows.size() / 6, 6 });
}

template <typename T>
class ScatteringOfArrays
{
public:
  ScatteringOfArrays(const Shape & shape, const ScatteringOptions & options, unsigned int threads)
    : m_Scattering(Make(shape, options, threads))
  {}

  /** Array [image][channel][z][y][x]. `encoded` is called with the number of images done. */
  OutputArray<T>
  Forward(const InputArray<T> & images, unsigned int threads, nb::handle encoded) const
  {
    this->CheckImages(images);
    const std::size_t count = images.shape(0);
    auto              coefficients = MakeArray<T>(this->OutputShape(count));
    const T * const   pixels = images.data();
    T * const         values = coefficients.data();
    const std::size_t block = encoded.is_none() ? count : std::max<std::size_t>(1, count / 64);
    const Callback    callback(encoded);
    {
      const nb::gil_scoped_release release;
      const ThreadExecutor         executor(threads);
      for (std::size_t first = 0; first < count; first += block)
      {
        const std::size_t number = std::min(block, count - first);
        m_Scattering->Forward(
          pixels + first * this->NumberOfPixels(), number, values + first * m_Scattering->OutputSize(), executor);
        callback(first + number);
      }
    }
    return coefficients;
  }

  OutputArray<T>
  Adjoint(const InputArray<T> & images, const InputArray<T> & gradient, unsigned int threads) const
  {
    this->CheckImages(images);
    const std::size_t count = images.shape(0);
    if (ShapeOfArray(gradient) != this->OutputShape(count))
    {
      throw std::invalid_argument("The gradient has not the shape of the coefficients of the images.");
    }
    auto            result = MakeArray<T>(ShapeOfArray(images));
    const T * const pixels = images.data();
    const T * const values = gradient.data();
    T * const       derivatives = result.data();
    {
      const nb::gil_scoped_release release;
      m_Scattering->Adjoint(pixels, count, values, derivatives, ThreadExecutor(threads));
    }
    return result;
  }

  /** Distance of outputs, and position of the first, in pixels along x, y, z. */
  nb::tuple
  Places() const
  {
    const ScatteringGeometry & geometry = m_Scattering->GetGeometry();
    std::vector<double>        step;
    std::vector<double>        start;
    for (unsigned int axis = 0; axis < geometry.image.dimension; ++axis)
    {
      step.push_back(geometry.Step(axis));
      start.push_back(geometry.Start(axis));
    }
    return nb::make_tuple(step, start);
  }

  Shape
  OutputShape(std::size_t count) const
  {
    return ShapeOfGrid(m_Scattering->GetGeometry().output, { count, m_Scattering->NumberOfChannels() });
  }

private:
  static std::unique_ptr<const Scattering<T>>
  Make(const Shape & shape, const ScatteringOptions & options, unsigned int threads)
  {
    const nb::gil_scoped_release release;
    return std::make_unique<const Scattering<T>>(GridOfShape(shape), options, ThreadExecutor(threads));
  }

  std::size_t
  NumberOfPixels() const
  {
    return m_Scattering->GetGeometry().image.NumberOfPixels();
  }

  void
  CheckImages(const InputArray<T> & images) const
  {
    if (GridOfArray(images, 1) != m_Scattering->GetGeometry().image)
    {
      throw std::invalid_argument("The shape of the images is not the one that the scattering is for.");
    }
  }

  std::unique_ptr<const Scattering<T>> m_Scattering;
};

template <typename T>
void
BindReal(nb::module_ & module, const char * name)
{
  using Class = ScatteringOfArrays<T>;
  nb::class_<Class>(module, name)
    .def(nb::init<const Shape &, const ScatteringOptions &, unsigned int>(),
         nb::arg("shape"),
         nb::arg("options"),
         nb::arg("threads"))
    .def("forward", &Class::Forward, nb::arg("images").noconvert(), nb::arg("threads"), nb::arg("encoded").none())
    .def("adjoint", &Class::Adjoint, nb::arg("images").noconvert(), nb::arg("gradient").noconvert(), nb::arg("threads"))
    .def("places", &Class::Places)
    .def("output_shape", &Class::OutputShape, nb::arg("count"));
}
} // namespace

void
BindScattering(nb::module_ & module)
{
  nb::class_<ScatteringOptions>(module, "ScatteringOptions")
    .def_static("make",
                &MakeOptions,
                nb::arg("shape"),
                nb::arg("bank"),
                nb::kw_only(),
                nb::arg("oversampling"),
                nb::arg("order"),
                nb::arg("phases"),
                nb::arg("subsampling"),
                nb::arg("boundary"),
                nb::arg("variant"),
                nb::arg("epsilon"))
    .def("channels", &ChannelsOf)
    .def("names",
         [](const ScatteringOptions & options) {
           std::vector<std::string> names;
           for (const ScatteringChannel & channel : ScatteringChannels(options))
           {
             names.push_back(NameOfChannel(options, channel));
           }
           return names;
         })
    .def(nb::self == nb::self);
  BindReal<float>(module, "Scattering32");
  BindReal<double>(module, "Scattering64");
}
} // namespace phaseharmonics
