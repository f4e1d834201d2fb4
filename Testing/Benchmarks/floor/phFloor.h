// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phFloor_h
#define phFloor_h

#include "phAlignedBuffer.h"
#include "phBestTransform.h"
#include "phExecutor.h"
#include "phFloorWork.h"
#include "phScratchPool.h"

#include <limits>

namespace phaseharmonics_benchmark
{
/** The shortest time in which this machine does the work that cannot be avoided, measured by doing it. */
struct FloorTimes
{
  double transforms{ std::numeric_limits<double>::infinity() }; // milliseconds
  double products{ std::numeric_limits<double>::infinity() };
  double traffic{ 0.0 };

  double
  Total() const
  {
    return transforms + products + traffic;
  }
};

/** Does transforms and products alone, as fast as the machine can: each band is transformed on one thread by the
 *  fastest plan, and products stay in cache. Memory traffic is the bytes of products over the bandwidth that the loops
 * of STREAM reach, if the maps do not fit into the last cache. */
template <typename T>
class Floor
{
public:
  using Complex = std::complex<T>;

  Floor(const FloorWork & work, Direction direction, unsigned int threads, const phaseharmonics::Executor & executor);

  /** Does the work once; of each part the shortest time so far counts. */
  void
  Measure();

  const FloorTimes &
  GetTimes() const
  {
    return m_Times;
  }

private:
  void
  Forward();
  void
  Backward();
  double
  Products() const;

  struct Band
  {
    const BestTransform<T> *               transform;
    phaseharmonics::AlignedBuffer<Complex> values;
  };

  FloorWork                              m_Work;
  Direction                              m_Direction;
  unsigned int                           m_Threads;
  const phaseharmonics::Executor &       m_Executor;
  phaseharmonics::AlignedBuffer<T>       m_Image;
  phaseharmonics::AlignedBuffer<Complex> m_Half;
  const BestTransform<T> *               m_RealForward{ nullptr };
  const BestTransform<T> *               m_RealInverse{ nullptr };
  std::vector<Band>                      m_Bands;
  phaseharmonics::ScratchPool<Complex>   m_Spectra;
  FloorTimes                             m_Times;
};

extern template class Floor<float>;
extern template class Floor<double>;
} // namespace phaseharmonics_benchmark

#endif
