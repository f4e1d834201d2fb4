// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionNoise.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics
{
template <typename T>
double
LargestNoiseGain(const ConvolutionObservation<T> & observation,
                 const Dictionary<T> &             dictionary,
                 const Executor &                  executor)
{
  const Grid &      grid = observation.GetWorkingGrid();
  const Grid &      support = dictionary.GetSupport();
  const auto &      transfer = observation.GetTransferFunction();
  const std::size_t channels = dictionary.GetNumberOfChannels();
  double            largest = 0.0;
  if (transfer.size() == 0)
  {
    for (std::size_t k = 0; k < dictionary.GetNumberOfAtoms(); ++k)
    {
      largest = std::max(largest, dictionary.NormOfAtom(k));
    }
  }
  else
  {
    AlignedBuffer<T>               image(channels * grid.NumberOfPixels());
    AlignedBuffer<std::complex<T>> spectra(channels * grid.NumberOfHalfBins());
    for (std::size_t k = 0; k < dictionary.GetNumberOfAtoms(); ++k)
    {
      image.Fill(T(0));
      const T * values = dictionary.Atom(k);
      for (std::size_t c = 0; c < channels; ++c)
      {
        for (std::size_t z = 0; z < support.size[2]; ++z)
        {
          for (std::size_t y = 0; y < support.size[1]; ++y)
          {
            std::copy_n(values, support.size[0], &image[((c * grid.size[2] + z) * grid.size[1] + y) * grid.size[0]]);
            values += support.size[0];
          }
        }
      }
      observation.Forward(image.data(), channels, spectra.data(), grid.NumberOfHalfBins(), executor);
      for (std::size_t i = 0; i < spectra.size(); ++i)
      {
        spectra[i] *= transfer[i % grid.NumberOfHalfBins()];
      }
      observation.Inverse(spectra.data(), grid.NumberOfHalfBins(), channels, image.data(), executor);
      double energy = 0.0;
      for (const T value : image)
      {
        energy += static_cast<double>(value) * static_cast<double>(value);
      }
      largest = std::max(largest, std::sqrt(energy));
    }
  }
  const auto & decimation = observation.GetOptions().decimation;
  return largest / std::sqrt(static_cast<double>(decimation[0] * decimation[1] * decimation[2]));
}

template PhaseHarmonics_EXPORT double
LargestNoiseGain<float>(const ConvolutionObservation<float> &, const Dictionary<float> &, const Executor &);
template PhaseHarmonics_EXPORT double
LargestNoiseGain<double>(const ConvolutionObservation<double> &, const Dictionary<double> &, const Executor &);
} // namespace phaseharmonics
