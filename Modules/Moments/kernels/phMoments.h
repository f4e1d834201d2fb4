// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMoments_h
#define phMoments_h

#include "phMomentSet.h"
#include "phWaveletBank.h"

#include <complex>
#include <vector>

namespace phaseharmonics
{
enum class MomentNormalization : unsigned char
{
  Target, // centered on the target's means, divided by its standard deviations
  None    // centered on the target's means, not divided
};

/** Means, standard deviations and covariances of the features of one image, or averaged over several. */
struct PhaseHarmonics_EXPORT Moments
{
  MomentSet          set;
  Grid               grid;
  WaveletBankOptions bank;
  double             imageMean{ 0.0 };
  double             imageDeviation{ 0.0 };

  std::vector<std::complex<double>> means;       // of set.GetFeatures()
  std::vector<double>               deviations;  // of set.GetFeatures()
  std::vector<std::complex<double>> covariances; // of set.GetMoments(), about the means, not divided

  /** Covariance divided by the deviations of its two features. */
  std::complex<double>
  Normalized(std::size_t moment) const;

  std::complex<double>
  Value(std::size_t moment, MomentNormalization normalization) const
  {
    return normalization == MomentNormalization::Target ? this->Normalized(moment) : covariances[moment];
  }
};

/** Moments of the union of several images of one geometry: means are averaged, covariances are taken about the
 *  common means. Throws std::invalid_argument if sets or geometries differ. */
PhaseHarmonics_EXPORT Moments
AverageMoments(const std::vector<Moments> & moments);
} // namespace phaseharmonics

#endif
