// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phBankOptions.h"
#include "phThreadExecutor.h"
#include "phWaveletTransform.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
template <typename T>
using SharedBank = std::shared_ptr<const WaveletBank<T>>;

template <typename T>
class BankOfArrays
{
public:
  BankOfArrays(const Shape & shape, const WaveletBankOptions & options, unsigned int threads)
    : m_Transform(MakeBank(shape, options, threads))
  {}

  const WaveletBank<T> &
  GetBank() const
  {
    return m_Transform.GetBank();
  }

  /** Writes to arrays [image][l][z][y][x] of each scale, and [image][z][y][x] of the low pass. */
  void
  Forward(const InputArray<T> &                               images,
          const std::vector<WritableArray<std::complex<T>>> & bands,
          const WritableArray<T> &                            lowPass,
          unsigned int                                        threads) const
  {
    this->CheckGrid(images, 1, this->GetBank().GetGrid(), "images");
    const std::size_t count = images.shape(0);
    this->CheckBands(bands, lowPass, count);
    std::vector<std::complex<T> *> scales;
    for (const auto & band : bands)
    {
      scales.push_back(band.data());
    }
    const T * const              pixels = images.data();
    T * const                    lowPassPixels = lowPass.data();
    const nb::gil_scoped_release release;
    this->ForwardAll(pixels, count, scales, lowPassPixels, ThreadExecutor(threads));
  }

  /** New arrays for Forward, whose values are not set. */
  nb::tuple
  MakeArrays(std::size_t count) const
  {
    nb::list bands;
    for (unsigned int j = 0; j < this->GetBank().GetNumberOfScales(); ++j)
    {
      bands.append(MakeArray<std::complex<T>>(
        ShapeOfGrid(this->GetBank().GridOfScale(j), { count, this->GetBank().GetNumberOfOrientations() })));
    }
    const Grid & lowPassGrid = this->GetBank().GridOfScale(this->GetBank().GetNumberOfScales());
    return nb::make_tuple(bands, MakeArray<T>(ShapeOfGrid(lowPassGrid, { count })));
  }

  OutputArray<T>
  Inverse(const std::vector<InputArray<std::complex<T>>> & bands,
          const InputArray<T> &                            lowPass,
          unsigned int                                     threads) const
  {
    const unsigned int J = this->GetBank().GetNumberOfScales();
    const std::size_t  count = lowPass.ndim() > 0 ? lowPass.shape(0) : 0;
    this->CheckBands(bands, lowPass, count);
    std::vector<const std::complex<T> *> scales;
    for (const auto & band : bands)
    {
      scales.push_back(band.data());
    }
    const Grid &    grid = this->GetBank().GetGrid();
    auto            images = MakeArray<T>(ShapeOfGrid(grid, { count }));
    T * const       pixels = images.data();
    const T * const lowPassPixels = lowPass.data();
    {
      const nb::gil_scoped_release release;
      const ThreadExecutor         executor(threads);
      for (std::size_t image = 0; image < count; ++image)
      {
        const auto pointers = this->BandsOfImage(scales, image);
        m_Transform.Inverse(pointers.data(),
                            lowPassPixels + image * this->GetBank().GridOfScale(J).NumberOfPixels(),
                            pixels + image * grid.NumberOfPixels(),
                            executor);
      }
    }
    return images;
  }

private:
  static SharedBank<T>
  MakeBank(const Shape & shape, const WaveletBankOptions & options, unsigned int threads)
  {
    const nb::gil_scoped_release release;
    return std::make_shared<const WaveletBank<T>>(GridOfShape(shape), options, ThreadExecutor(threads));
  }

  template <typename TArray>
  static void
  CheckGrid(const TArray & array, std::size_t leadingAxes, const Grid & grid, const std::string & name)
  {
    if (array.ndim() != leadingAxes + grid.dimension || GridOfArray(array, leadingAxes) != grid)
    {
      throw std::invalid_argument("The shape of " + name + " does not fit the bank of wavelets.");
    }
  }

  template <typename TBands, typename TLowPass>
  void
  CheckBands(const TBands & bands, const TLowPass & lowPass, std::size_t count) const
  {
    const unsigned int J = this->GetBank().GetNumberOfScales();
    const unsigned int L = this->GetBank().GetNumberOfOrientations();
    if (bands.size() != J)
    {
      throw std::invalid_argument("The bank has " + std::to_string(J) + " scales, but bands of " +
                                  std::to_string(bands.size()) + " are given.");
    }
    CheckGrid(lowPass, 1, this->GetBank().GridOfScale(J), "the low pass");
    for (unsigned int j = 0; j < J; ++j)
    {
      CheckGrid(bands[j], 2, this->GetBank().GridOfScale(j), "the bands of scale " + std::to_string(j));
      if (bands[j].shape(0) != count || bands[j].shape(1) != L)
      {
        throw std::invalid_argument("The bands of scale " + std::to_string(j) + " are not " + std::to_string(L) +
                                    " orientations of " + std::to_string(count) + " images.");
      }
    }
    if (lowPass.shape(0) != count)
    {
      throw std::invalid_argument("The low pass is not of " + std::to_string(count) + " images.");
    }
  }

  /** Pointers to the bands of one image, scale by scale. */
  template <typename TPointer>
  std::vector<TPointer>
  BandsOfImage(const std::vector<TPointer> & scales, std::size_t image) const
  {
    const unsigned int    L = this->GetBank().GetNumberOfOrientations();
    std::vector<TPointer> bands;
    for (unsigned int j = 0; j < scales.size(); ++j)
    {
      for (unsigned int l = 0; l < L; ++l)
      {
        bands.push_back(scales[j] + (image * L + l) * this->GetBank().GridOfScale(j).NumberOfPixels());
      }
    }
    return bands;
  }

  void
  ForwardAll(const T *                              pixels,
             std::size_t                            count,
             const std::vector<std::complex<T> *> & scales,
             T *                                    lowPass,
             const Executor &                       executor) const
  {
    const Grid &      grid = this->GetBank().GetGrid();
    const std::size_t lowPassSize = this->GetBank().GridOfScale(this->GetBank().GetNumberOfScales()).NumberOfPixels();
    const auto        forward = [&](std::size_t image, const Executor & inner) {
      const auto bands = this->BandsOfImage(scales, image);
      m_Transform.Forward(pixels + image * grid.NumberOfPixels(), bands.data(), lowPass + image * lowPassSize, inner);
    };
    if (count == 1)
    {
      forward(0, executor);
    }
    else
    {
      executor.ParallelFor(count, [&](std::size_t image) { forward(image, SerialExecutor()); });
    }
  }

  WaveletTransform<T> m_Transform;
};

template <typename T>
void
BindBank(nb::module_ & module, const char * name)
{
  using Bank = BankOfArrays<T>;
  nb::class_<Bank>(module, name)
    .def(nb::init<const Shape &, const WaveletBankOptions &, unsigned int>(),
         nb::arg("shape"),
         nb::arg("options"),
         nb::arg("threads"))
    .def("arrays", &Bank::MakeArrays, nb::arg("count"))
    .def("forward",
         &Bank::Forward,
         nb::arg("images").noconvert(),
         nb::arg("bands").noconvert(),
         nb::arg("low_pass").noconvert(),
         nb::arg("threads"))
    .def("inverse", &Bank::Inverse, nb::arg("bands").noconvert(), nb::arg("low_pass").noconvert(), nb::arg("threads"))
    .def("frame_bounds",
         [](const Bank & bank) {
           return nb::make_tuple(bank.GetBank().LowerFrameBound(), bank.GetBank().UpperFrameBound());
         })
    .def("number_of_scales_beyond_coarsest_axis",
         [](const Bank & bank) { return bank.GetBank().NumberOfScalesBeyondCoarsestAxis(); })
    .def("memory", [](const Bank & bank) { return bank.GetBank().MemoryInBytes(); });
}
} // namespace

void
BindWavelets(nb::module_ & module)
{
  BindBankOptions(module);
  BindBank<float>(module, "WaveletBank32");
  BindBank<double>(module, "WaveletBank64");
}
} // namespace phaseharmonics
