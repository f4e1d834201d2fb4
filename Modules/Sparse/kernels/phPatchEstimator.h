// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPatchEstimator_h
#define phPatchEstimator_h

#include "phPatches.h"
#include "phSparseCodeSummary.h"
#include "phSparseCoder.h"

#include <functional>
#include <memory>
#include <vector>

namespace phaseharmonics
{
/** How the patches of an image are coded. */
struct PatchCodingOptions
{
  SparseCodeProblem  problem;
  SparseCodeStopping stopping;
  SparseSolver       solver{ SparseSolver::Automatic };
  unsigned int       stride{ 1 }; // pixels from one patch to the next
  /** Whether coefficients are fitted once more by least squares, without penalty. */
  bool removesBias{ true };
};

/** A part of an image: its first pixel, counted from that of the image, and its size. */
struct ImagePart
{
  PatchGeometry::Position begin{ { 0, 0, 0 } };
  Grid                    grid;
};

/** The image that says where patches lie, the part of it that is there, and the part that is asked for. */
struct PatchDomain
{
  Grid      image;
  ImagePart given;
  ImagePart wanted;

  /** All of an image. */
  static PatchDomain
  Whole(const Grid & image);
};

/** What is done with the means of the channels of a patch. */
enum class PatchMeans : unsigned char
{
  Coded,   // they are coded like the rest
  Removed, // they are taken off
  Restored // they are taken off and added to the first part
};

/** Throws std::invalid_argument unless atoms have the dimension and the channels of an image, and are not smaller than
 *  the stride. */
template <typename T>
PhaseHarmonics_EXPORT void
CheckPatchAtoms(const Dictionary<T> & atoms, unsigned int dimension, std::size_t channels, unsigned int stride);

/** Sparse codes of the patches of an image, and the average of what they say of each pixel.
 *
 *  Images hold the channels of a pixel one after the other. Estimates of a pixel have the same bits whatever part of
 *  the image is asked for, as long as all patches that cover it are given. */
template <typename T>
class PhaseHarmonics_EXPORT PatchEstimator
{
public:
  /** Called after each block of patches with the share of the work that is done and what was found so far; estimation
   * stops when it returns false. */
  using Observer = std::function<bool(double, const SparseCodeSummary &)>;

  /** Throws std::invalid_argument where MakeSparseCoder does. */
  PatchEstimator(std::shared_ptr<const Dictionary<T>> atoms,
                 const PatchCodingOptions &           options,
                 const Executor &                     executor);

  /** As many images as there are parts, each from the atoms up to its end in `partEnds`, of the pixels of `image`:
   * those of domain.given. None if stopped. Throws std::invalid_argument where CheckPatchAtoms does, and for atoms
   * larger than the image. */
  std::vector<std::vector<T>>
  Estimate(const PatchDomain &              domain,
           const T *                        image,
           const std::vector<std::size_t> & partEnds,
           PatchMeans                       means,
           SparseCodeSummary &              summary,
           const Executor &                 executor,
           const Observer &                 observer = {}) const;

private:
  std::array<std::vector<std::size_t>, 3>
  StartsOfPatches(const PatchDomain & domain) const;

  std::shared_ptr<const Dictionary<T>> m_Atoms;
  PatchCodingOptions                   m_Options;
  std::unique_ptr<SparseCoder<T>>      m_Coder;
};

extern template class PhaseHarmonics_EXPORT PatchEstimator<float>;
extern template class PhaseHarmonics_EXPORT PatchEstimator<double>;
} // namespace phaseharmonics

#endif
