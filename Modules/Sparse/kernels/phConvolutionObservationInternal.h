// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionObservationInternal_h
#define phConvolutionObservationInternal_h

#include "phArrayKernelsInternal.h"
#include "phConvolutionKernelsInternal.h"
#include "phConvolutionObservation.h"
#include "phFourierTransform.h"

#include <functional>

namespace phaseharmonics
{
template <typename T>
class ConvolutionObservation<T>::Engine
{
public:
  Engine(const Grid &                          observedGrid,
         const ConvolutionObservationOptions & o,
         const Grid &                          atomSupport,
         const T *                             observedWeights);

  // One channel stays on the calling thread.
  static void
  ForEachChannel(std::size_t channels, const Executor & executor, const std::function<void(std::size_t)> & body);

  // visit(pixel of the working observed grid, its pixel of the working grid)
  template <typename TVisit>
  void
  ForEachObserved(const TVisit & visit) const
  {
    const auto & step = options.decimation;
    std::size_t  pixel = 0;
    for (std::size_t z = 0; z < workingObserved.size[2]; ++z)
    {
      for (std::size_t y = 0; y < workingObserved.size[1]; ++y)
      {
        const std::size_t row = working.size[0] * (step[1] * y + working.size[1] * step[2] * z);
        for (std::size_t x = 0; x < workingObserved.size[0]; ++x)
        {
          visit(pixel++, row + step[0] * x);
        }
      }
    }
  }

  const ConvolutionObservationOptions  options;
  const Grid                           observed;
  Grid                                 fine;
  Grid                                 working;
  Grid                                 workingObserved;
  std::array<std::size_t, 3>           offset{ { 0, 0, 0 } };
  std::array<std::size_t, 3>           observedOffset{ { 0, 0, 0 } };
  bool                                 isDecimated{ false };
  AlignedBuffer<T>                     weights;
  double                               largestWeight{ 1.0 };
  AlignedBuffer<std::complex<T>>       transfer;
  std::unique_ptr<FourierTransform<T>> transform;
  const ConvolutionKernels<T> &        kernels{ GetConvolutionKernels<T>() };

private:
  void
  SetWeights(const T * observedWeights);
};
} // namespace phaseharmonics

#endif
