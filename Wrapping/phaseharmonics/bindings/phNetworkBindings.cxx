// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phCallbacks.h"
#include "phFileErrors.h"
#include "phNetworkSynthesis.h"
#include "phThreadExecutor.h"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
NetworkFamily
FamilyOfName(const std::string & name)
{
  return name == "multiscale" ? NetworkFamily::MultiScale
         : name == "layered"  ? NetworkFamily::Layered
                              : NetworkFamily::File;
}

/** Energies at start and end, iterations and evaluations. */
using SampleRun = std::tuple<double, double, unsigned int, unsigned int>;

/** Samples (samples, *shape), their runs, and the number of moments. `network` is "multiscale", "layered" or a file;
 *  `iterated` is called with the iterations of all samples and the energy. */
template <typename T>
nb::tuple
Synthesize(const InputArray<T> &                image,
           const std::string &                  network,
           std::size_t                          filters,
           std::size_t                          layers,
           std::uint64_t                        networkSeed,
           const std::optional<InputArray<T>> & initial,
           unsigned int                         iterations,
           unsigned int                         history,
           std::uint64_t                        seed,
           std::size_t                          samples,
           unsigned int                         threads,
           nb::handle                           iterated)
{
  const Grid             grid = GridOfArray(image, 0);
  OutputArray<T>         result = MakeArray<T>(ShapeOfGrid(grid, { samples }));
  const T * const        exemplar = image.data();
  T * const              pixels = result.data();
  const Callback         callback(iterated);
  std::vector<SampleRun> runs;
  std::size_t            moments = 0;
  WithFileErrors([&] {
    const nb::gil_scoped_release release;
    const ThreadExecutor         executor(threads);
    NetworkSynthesis<T>          synthesis(grid,
                                  MakeNetwork(grid, { FamilyOfName(network), filters, layers, networkSeed, network }),
                                  exemplar,
                                  { iterations, history, seed },
                                  executor);
    moments = synthesis.GetNumberOfMoments();
    if (initial)
    {
      synthesis.SetInitialImage(initial->data());
    }
    for (std::size_t sample = 0; sample < samples; ++sample)
    {
      const auto observer = [&](const SynthesisProgress & progress) {
        callback(sample * iterations + progress.iteration, progress.loss);
        return true;
      };
      synthesis.DrawSample(sample, observer, executor);
      synthesis.GetImage(pixels + sample * grid.NumberOfPixels());
      runs.emplace_back(synthesis.GetInitialLoss(),
                        synthesis.GetLoss(),
                        synthesis.GetNumberOfIterations(),
                        synthesis.GetNumberOfEvaluations());
    }
  });
  return nb::make_tuple(result, runs, moments);
}

template <typename T>
void
BindReal(nb::module_ & module)
{
  module.def("synthesize_of_network",
             &Synthesize<T>,
             nb::arg("image").noconvert(),
             nb::arg("network"),
             nb::arg("filters"),
             nb::arg("layers"),
             nb::arg("network_seed"),
             nb::arg("initial").noconvert().none(),
             nb::arg("iterations"),
             nb::arg("history"),
             nb::arg("seed"),
             nb::arg("samples"),
             nb::arg("threads"),
             nb::arg("iterated").none());
}
} // namespace

void
BindNetworks(nb::module_ & module)
{
  BindReal<float>(module);
  BindReal<double>(module);
}
} // namespace phaseharmonics
