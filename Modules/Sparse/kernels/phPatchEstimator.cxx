// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phPatchEstimator.h"

#include "phSupportFit.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace phaseharmonics
{
PatchDomain
PatchDomain::Whole(const Grid & image)
{
  PatchDomain domain;
  domain.image = image;
  domain.given.grid = image;
  domain.wanted.grid = image;
  return domain;
}

template <typename T>
void
CheckPatchAtoms(const Dictionary<T> & atoms, unsigned int dimension, std::size_t channels, unsigned int stride)
{
  if (atoms.GetNumberOfChannels() != channels)
  {
    throw std::invalid_argument("The atoms of the dictionary have " + std::to_string(atoms.GetNumberOfChannels()) +
                                " channels, the image has " + std::to_string(channels) + ".");
  }
  if (atoms.GetSupport().dimension != dimension)
  {
    throw std::invalid_argument("The atoms of the dictionary have " + std::to_string(atoms.GetSupport().dimension) +
                                " dimensions, the image has " + std::to_string(dimension) + ".");
  }
  if (stride == 0)
  {
    throw std::invalid_argument("Stride must be at least 1.");
  }
  for (unsigned int axis = 0; axis < dimension; ++axis)
  {
    if (stride > atoms.GetSupport().size[axis])
    {
      throw std::invalid_argument("Stride is " + std::to_string(stride) + ", but atoms have " +
                                  std::to_string(atoms.GetSupport().size[axis]) + " pixels along axis " +
                                  std::to_string(axis) + ": pixels between the patches would be lost.");
    }
  }
}

template PhaseHarmonics_EXPORT void
CheckPatchAtoms<float>(const Dictionary<float> &, unsigned int, std::size_t, unsigned int);
template PhaseHarmonics_EXPORT void
CheckPatchAtoms<double>(const Dictionary<double> &, unsigned int, std::size_t, unsigned int);

template <typename T>
PatchEstimator<T>::PatchEstimator(std::shared_ptr<const Dictionary<T>> atoms,
                                  const PatchCodingOptions &           options,
                                  const Executor &                     executor)
  : m_Atoms(atoms)
  , m_Options(options)
  , m_Coder(MakeSparseCoder<T>(std::move(atoms), options.solver, options.problem, options.stopping, executor))
{}

// Patches have their places in the image, whatever part of it is given; those of no wanted pixel are left out.
template <typename T>
std::array<std::vector<std::size_t>, 3>
PatchEstimator<T>::StartsOfPatches(const PatchDomain & domain) const
{
  std::array<std::vector<std::size_t>, 3> starts;
  starts.fill({ 0 });
  for (unsigned int axis = 0; axis < domain.image.dimension; ++axis)
  {
    const std::size_t support = m_Atoms->GetSupport().size[axis];
    const std::size_t wantedBegin = domain.wanted.begin[axis];
    starts[axis].clear();
    for (const std::size_t start : PatchStarts(domain.image.size[axis], support, m_Options.stride))
    {
      if (start + support > wantedBegin && start < wantedBegin + domain.wanted.grid.size[axis])
      {
        starts[axis].push_back(start - domain.given.begin[axis]);
      }
    }
  }
  return starts;
}

template <typename T>
std::vector<std::vector<T>>
PatchEstimator<T>::Estimate(const PatchDomain &              domain,
                            const T *                        image,
                            const std::vector<std::size_t> & partEnds,
                            PatchMeans                       means,
                            SparseCodeSummary &              summary,
                            const Executor &                 executor,
                            const Observer &                 observer) const
{
  const std::size_t channels = m_Atoms->GetNumberOfChannels();
  CheckPatchAtoms(*m_Atoms, domain.image.dimension, channels, m_Options.stride);
  const PatchGeometry whole(domain.image, channels, m_Atoms->GetSupport());
  const PatchGeometry geometry(domain.given.grid, channels, m_Atoms->GetSupport());
  const auto          starts = this->StartsOfPatches(domain);

  constexpr std::size_t                patchesOfBlock = 8192;
  const std::size_t                    length = geometry.GetPatchLength();
  const std::size_t                    K = m_Atoms->GetNumberOfAtoms();
  const std::size_t                    total = starts[0].size() * starts[1].size() * starts[2].size();
  std::vector<PatchAverage<T>>         averages(partEnds.size(), PatchAverage<T>(geometry));
  std::vector<PatchGeometry::Position> positions;
  std::vector<T>                       patches(patchesOfBlock * length);
  std::vector<T>                       patchMeans(patchesOfBlock * channels);
  std::vector<T>                       codes(patchesOfBlock * K);
  std::vector<T>                       codesOfPart(partEnds.size() > 1 ? codes.size() : 0);
  std::vector<SparseCodeReport>        reports;
  summary = SparseCodeSummary();
  for (std::size_t first = 0; first < total; first += patchesOfBlock)
  {
    const std::size_t count = std::min(patchesOfBlock, total - first);
    positions.clear();
    for (std::size_t i = first; i < first + count; ++i)
    {
      positions.push_back({ { starts[0][i % starts[0].size()],
                              starts[1][i / starts[0].size() % starts[1].size()],
                              starts[2][i / (starts[0].size() * starts[1].size())] } });
    }
    executor.ParallelFor(count, [&](std::size_t i) {
      geometry.Extract(image, positions[i], &patches[i * length]);
      if (means != PatchMeans::Coded)
      {
        RemoveMeans(geometry, &patches[i * length], 1, &patchMeans[i * channels]);
      }
    });
    reports.assign(count, SparseCodeReport());
    m_Coder->Encode(patches.data(), count, codes.data(), false, reports.data(), executor);
    summary.Add(reports);
    if (m_Options.removesBias)
    {
      FitSupports(*m_Atoms, patches.data(), count, m_Options.problem.isNonNegative, codes.data(), executor);
    }
    if (means != PatchMeans::Restored)
    {
      std::fill(patchMeans.begin(), patchMeans.end(), T(0));
    }
    for (std::size_t part = 0; part < partEnds.size(); ++part)
    {
      const std::size_t begin = part == 0 ? 0 : partEnds[part - 1];
      if (partEnds.size() > 1)
      {
        std::fill(codesOfPart.begin(), codesOfPart.end(), T(0));
        for (std::size_t i = 0; i < count; ++i)
        {
          std::copy(&codes[i * K] + begin, &codes[i * K] + partEnds[part], &codesOfPart[i * K] + begin);
        }
      }
      const auto & decoded = partEnds.size() > 1 ? codesOfPart : codes;
      Decode(*m_Atoms, decoded.data(), count, patches.data(), executor);
      averages[part].Add(positions, patches.data(), patchMeans.data(), executor);
      std::fill(patchMeans.begin(), patchMeans.end(), T(0));
    }
    if (observer && !observer(static_cast<double>(first + count) / static_cast<double>(total), summary))
    {
      return {};
    }
  }

  std::vector<std::vector<T>> parts;
  for (const auto & average : averages)
  {
    parts.emplace_back(domain.given.grid.NumberOfPixels() * channels);
    average.GetImage(parts.back().data());
  }
  return parts;
}

template class PatchEstimator<float>;
template class PatchEstimator<double>;
} // namespace phaseharmonics
