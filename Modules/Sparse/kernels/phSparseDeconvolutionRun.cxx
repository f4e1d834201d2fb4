// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseDeconvolutionRun.h"

#include "phAnalyticDictionary.h"

#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

namespace phaseharmonics
{
BlurKernel
MakeBlurKernel(const Grid & grid, std::vector<double> values, bool isNormalized)
{
  BlurKernel kernel;
  kernel.grid = grid;
  kernel.values = std::move(values);
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    kernel.center[axis] = grid.size[axis] / 2;
  }
  if (isNormalized)
  {
    const double sum = std::accumulate(kernel.values.begin(), kernel.values.end(), 0.0);
    if (!(std::abs(sum) > 0.0))
    {
      throw std::invalid_argument("The kernel cannot be normalized, since the sum of its pixels is zero.");
    }
    for (double & value : kernel.values)
    {
      value /= sum;
    }
  }
  return kernel;
}

template <typename T>
std::shared_ptr<const Dictionary<T>>
AtomsForDeconvolution(const Dictionary<T> * given, unsigned int dimension)
{
  if (given == nullptr)
  {
    return std::make_shared<const Dictionary<T>>(MakeFrameletDictionary<T>(dimension));
  }
  if (given->GetNumberOfAtoms() == 0)
  {
    throw std::invalid_argument("The dictionary has no atoms.");
  }
  if (given->GetSupport().dimension != dimension && given->GetSupport().NumberOfPixels() > 1)
  {
    throw std::invalid_argument("The atoms of the dictionary have " + std::to_string(given->GetSupport().dimension) +
                                " dimensions, the image has " + std::to_string(dimension) + ".");
  }
  given->CheckAtoms();
  return std::make_shared<const Dictionary<T>>(*given);
}

template <typename T>
bool
DeconvolveImage(const ObservedImage<T> &                          observed,
                std::shared_ptr<const Dictionary<T>>              atoms,
                const ConvolutionObservationOptions &             observation,
                const SparseDeconvolutionOptions &                options,
                std::vector<T>                                    initialCode,
                DeconvolvedImage<T> &                             result,
                const Executor &                                  executor,
                const typename SparseDeconvolution<T>::Observer & observer)
{
  const auto model = std::make_shared<const ConvolutionObservation<T>>(
    observed.grid, observation, atoms->GetSupport(), observed.weights);
  const SparseDeconvolution<T> solver(model, std::move(atoms), observed.channels, executor);
  const bool                   isWarmStart = !initialCode.empty();
  if (isWarmStart && initialCode.size() != solver.GetCodeSize())
  {
    throw std::invalid_argument("The initial code has " + std::to_string(initialCode.size()) + " values instead of " +
                                std::to_string(solver.GetCodeSize()) + ".");
  }
  result.fineGrid = model->GetFineGrid();
  result.workingGrid = model->GetWorkingGrid();
  result.offset = model->GetOffset();
  result.lipschitzConstant = solver.GetLipschitzConstant();
  result.code = std::move(initialCode);
  result.code.resize(solver.GetCodeSize());
  result.residual.resize(observed.grid.NumberOfPixels() * observed.channels);
  std::vector<T> image(result.workingGrid.NumberOfPixels() * observed.channels);
  if (!solver.Run(observed.values,
                  result.code.data(),
                  isWarmStart,
                  options,
                  image.data(),
                  result.residual.data(),
                  result.report,
                  executor,
                  observer))
  {
    return false;
  }
  result.fine.resize(result.fineGrid.NumberOfPixels() * observed.channels);
  model->CropFine(image.data(), observed.channels, result.fine.data());
  return true;
}

#define PhaseHarmonics_INSTANTIATE(T)                                                                                           \
  template PhaseHarmonics_EXPORT std::shared_ptr<const Dictionary<T>> AtomsForDeconvolution<T>(const Dictionary<T> *,           \
                                                                                               unsigned int);                   \
  template PhaseHarmonics_EXPORT bool                                 DeconvolveImage<T>(const ObservedImage<T> &,              \
                                                         std::shared_ptr<const Dictionary<T>>,  \
                                                         const ConvolutionObservationOptions &, \
                                                         const SparseDeconvolutionOptions &,    \
                                                         std::vector<T>,                        \
                                                         DeconvolvedImage<T> &,                 \
                                                         const Executor &,                      \
                                                         const SparseDeconvolution<T>::Observer &)
PhaseHarmonics_INSTANTIATE(float);
PhaseHarmonics_INSTANTIATE(double);
#undef PhaseHarmonics_INSTANTIATE
} // namespace phaseharmonics
