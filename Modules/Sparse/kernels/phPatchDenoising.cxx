// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phPatchDenoising.h"

#include <utility>

namespace phaseharmonics
{
template <typename T>
std::vector<T>
DenoisePatches(const PatchDomain &                          domain,
               const T *                                    image,
               std::size_t                                  channels,
               const Dictionary<T> &                        dictionary,
               const PatchCodingOptions &                   options,
               double                                       lambdaOfNoise,
               SparseCodeSummary &                          summary,
               const Executor &                             executor,
               const typename PatchEstimator<T>::Observer & observer)
{
  CheckPatchAtoms(dictionary, domain.image.dimension, channels, options.stride);
  auto atoms = std::make_shared<Dictionary<T>>(dictionary);
  atoms->Normalize();
  PatchCodingOptions coding = options;
  if (lambdaOfNoise > 0.0)
  {
    coding.problem.lambdaIsRatio = false;
    coding.problem.lambda = lambdaOfNoise;
  }
  auto parts =
    PatchEstimator<T>(atoms, coding, executor)
      .Estimate(domain, image, { atoms->GetNumberOfAtoms() }, PatchMeans::Restored, summary, executor, observer);
  return parts.empty() ? std::vector<T>() : std::move(parts[0]);
}

template <typename T>
SeparatedTextures<T>
SeparatePatches(const Grid &                                 grid,
                const T *                                    image,
                std::size_t                                  channels,
                const Dictionary<T> &                        first,
                const Dictionary<T> &                        second,
                const PatchCodingOptions &                   options,
                bool                                         removesMeans,
                SparseCodeSummary &                          summary,
                const Executor &                             executor,
                const typename PatchEstimator<T>::Observer & observer)
{
  CheckPatchAtoms(first, grid.dimension, channels, options.stride);
  auto atoms = std::make_shared<Dictionary<T>>(first.JoinedWith(second));
  atoms->Normalize();
  const std::size_t   pixels = grid.NumberOfPixels();
  std::vector<T>      rest(image, image + pixels * channels);
  std::vector<double> means(channels);
  for (std::size_t i = 0; i < rest.size(); ++i)
  {
    means[i % channels] += static_cast<double>(rest[i]) / static_cast<double>(pixels);
  }
  for (std::size_t i = 0; i < rest.size(); ++i)
  {
    rest[i] -= static_cast<T>(means[i % channels]);
  }
  auto parts = PatchEstimator<T>(atoms, options, executor)
                 .Estimate(PatchDomain::Whole(grid),
                           rest.data(),
                           { first.GetNumberOfAtoms(), atoms->GetNumberOfAtoms() },
                           removesMeans ? PatchMeans::Removed : PatchMeans::Coded,
                           summary,
                           executor,
                           observer);
  if (parts.empty())
  {
    return {};
  }
  for (std::size_t i = 0; i < rest.size(); ++i)
  {
    rest[i] += static_cast<T>(means[i % channels]) - parts[0][i] - parts[1][i];
  }
  return { std::move(parts[0]), std::move(parts[1]), std::move(rest) };
}

#define PhaseHarmonics_INSTANTIATE(T)                                                                                  \
  template PhaseHarmonics_EXPORT std::vector<T> DenoisePatches<T>(const PatchDomain &,                                 \
                                                                  const T *,                                           \
                                                                  std::size_t,                                         \
                                                                  const Dictionary<T> &,                               \
                                                                  const PatchCodingOptions &,                          \
                                                                  double,                                              \
                                                                  SparseCodeSummary &,                                 \
                                                                  const Executor &,                                    \
                                                                  const PatchEstimator<T>::Observer &);                \
  template PhaseHarmonics_EXPORT SeparatedTextures<T> SeparatePatches<T>(const Grid &,                                 \
                                                                         const T *,                                    \
                                                                         std::size_t,                                  \
                                                                         const Dictionary<T> &,                        \
                                                                         const Dictionary<T> &,                        \
                                                                         const PatchCodingOptions &,                   \
                                                                         bool,                                         \
                                                                         SparseCodeSummary &,                          \
                                                                         const Executor &,                             \
                                                                         const PatchEstimator<T>::Observer &)
PhaseHarmonics_INSTANTIATE(float);
PhaseHarmonics_INSTANTIATE(double);
#undef PhaseHarmonics_INSTANTIATE
} // namespace phaseharmonics
