// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phCoarseMoments.h"

#include "phMomentSetBuilder.h"

#include <algorithm>

namespace phaseharmonics
{
unsigned int
FinestScaleOfCoarseGrids(const WaveletBankOptions & options)
{
  return std::min((options.oversampling + 1) * options.voicesPerOctave, options.numberOfScales);
}

Moments
SelectCoarseMoments(const Moments & moments, unsigned int finestScale)
{
  const MomentSet & all = moments.set;
  MomentSetOptions  options = all.GetOptions();
  // Rectified features are told by their model; every other selection is a set of its own.
  options.model = all.IsRectified() ? options.model : MomentModel::Custom;
  MomentSetBuilder builder(all.GetDimension(), all.GetNumberOfScales(), all.GetNumberOfOrientations(), options);
  Moments          coarse = moments;
  coarse.means.clear();
  coarse.deviations.clear();
  coarse.covariances.clear();
  for (std::size_t m = 0; m < all.GetMoments().size(); ++m)
  {
    const MomentSet::Moment & moment = all.GetMoments()[m];
    const bool                isCoarse = std::min(moment.index.first.scale, moment.index.second.scale) >= finestScale;
    if (isCoarse && moment.termEnd - moment.termBegin == 1 && !all.IsAveragedOverRotations() &&
        builder.Add(moment.index))
    {
      coarse.covariances.push_back(moments.covariances[m]);
    }
  }
  coarse.set = builder.GetMomentSet();
  for (const Harmonic & feature : coarse.set.GetFeatures())
  {
    const auto found = std::find(all.GetFeatures().begin(), all.GetFeatures().end(), feature);
    const auto f = static_cast<std::size_t>(found - all.GetFeatures().begin());
    coarse.means.push_back(moments.means[f]);
    coarse.deviations.push_back(moments.deviations[f]);
  }
  return coarse;
}
} // namespace phaseharmonics
