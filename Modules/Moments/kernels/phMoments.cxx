// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMoments.h"

#include <cmath>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
std::complex<double>
ProductOfMeans(const Moments & moments, const std::vector<std::complex<double>> & means, std::size_t moment)
{
  const MomentSet::Moment & m = moments.set.GetMoments()[moment];
  std::complex<double>      sum = 0.0;
  for (std::size_t t = m.termBegin; t < m.termEnd; ++t)
  {
    const MomentSet::Term &    term = moments.set.GetTerms()[t];
    const std::complex<double> second = means[term.second];
    const std::complex<double> product = means[term.first] * (term.pseudo ? second : std::conj(second));
    sum += term.conjugate ? std::conj(product) : product;
  }
  sum /= static_cast<double>(m.termEnd - m.termBegin);
  return m.isReal ? sum.real() : sum;
}
} // namespace

std::complex<double>
Moments::Normalized(std::size_t moment) const
{
  const MomentSet::Term & term = set.GetTerms()[set.GetMoments()[moment].termBegin];
  return covariances[moment] / (deviations[term.first] * deviations[term.second]);
}

Moments
AverageMoments(const std::vector<Moments> & moments)
{
  if (moments.empty())
  {
    throw std::invalid_argument("There are no moments to average.");
  }
  Moments      average = moments.front();
  const double weight = 1.0 / static_cast<double>(moments.size());
  std::fill(average.means.begin(), average.means.end(), 0.0);
  average.imageMean = 0.0;
  for (const Moments & m : moments)
  {
    if (m.grid != average.grid || !m.set.HasSameMoments(average.set))
    {
      throw std::invalid_argument("Moments to average must have the same image size and the same set of indices.");
    }
    for (std::size_t f = 0; f < m.means.size(); ++f)
    {
      average.means[f] += weight * m.means[f];
    }
    average.imageMean += weight * m.imageMean;
  }

  std::vector<double> variances(average.deviations.size(), 0.0);
  double              imageVariance = 0.0;
  std::fill(average.covariances.begin(), average.covariances.end(), 0.0);
  for (const Moments & m : moments)
  {
    std::vector<std::complex<double>> offsets(m.means.size());
    for (std::size_t f = 0; f < m.means.size(); ++f)
    {
      offsets[f] = m.means[f] - average.means[f];
      variances[f] += weight * (m.deviations[f] * m.deviations[f] + std::norm(offsets[f]));
    }
    for (std::size_t c = 0; c < m.covariances.size(); ++c)
    {
      average.covariances[c] += weight * (m.covariances[c] + ProductOfMeans(m, offsets, c));
    }
    const double offset = m.imageMean - average.imageMean;
    imageVariance += weight * (m.imageDeviation * m.imageDeviation + offset * offset);
  }
  for (std::size_t f = 0; f < variances.size(); ++f)
  {
    average.deviations[f] = std::sqrt(variances[f]);
  }
  average.imageDeviation = std::sqrt(imageVariance);
  return average;
}
} // namespace phaseharmonics
