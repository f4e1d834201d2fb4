// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phNetworkSynthesis_h
#define phNetworkSynthesis_h

#include "phMicrocanonicalSynthesis.h"
#include "phNetworkStatistics.h"

#include <optional>
#include <string>

namespace phaseharmonics
{
enum class NetworkFamily : unsigned char
{
  MultiScale, // one layer of random filters of the sides of DefaultFilterSides that fit into the image
  Layered,    // layers of random filters of 5 x 5, with average pooling between them
  File        // weights from a file
};

struct NetworkOptions
{
  NetworkFamily family{ NetworkFamily::MultiScale };
  std::size_t   numberOfFilters{ 8 }; // of each side, or of each layer
  std::size_t   numberOfLayers{ 4 };
  std::uint64_t seed{ 0 };
  std::string   fileName;
};

/** The network for images of a grid. Throws std::invalid_argument for options that make none, or one that does not fit
 *  the grid, and std::runtime_error for a file that is not of a network. */
PhaseHarmonics_EXPORT ConvolutionalNetwork
MakeNetwork(const Grid & grid, const NetworkOptions & options);

struct NetworkSynthesisOptions
{
  unsigned int  iterations{ 300 };
  unsigned int  historySize{ 20 };
  std::uint64_t seed{ 0 };
};

/** Fields with the Gram matrices of an image's features in a convolutional network (see NetworkStatistics), by L-BFGS
 *  on the pixels. */
template <typename T>
class PhaseHarmonics_EXPORT NetworkSynthesis
{
public:
  /** Called after each iteration; returns false to stop. */
  using Observer = typename MicrocanonicalSynthesis<T>::Observer;

  /** Takes the moments of an image. Throws std::invalid_argument for options that make no run, for a constant image,
   *  and where NetworkStatistics does. */
  NetworkSynthesis(const Grid &                    grid,
                   const ConvolutionalNetwork &    network,
                   const T *                       image,
                   const NetworkSynthesisOptions & options,
                   const Executor &                executor);

  /** Starts from an image instead of white noise. */
  void
  SetInitialImage(const T * image);

  /** Draws the sample of one random stream. Returns false if the observer stopped it. */
  bool
  DrawSample(std::size_t sample, const Observer & observer, const Executor & executor);

  void
  GetImage(T * image) const
  {
    m_Synthesis->GetImage(image);
  }

  std::size_t
  GetNumberOfMoments() const
  {
    return m_Statistics.GetNumberOfMoments();
  }

  /** Of the last sample, or of the one at work. */
  double
  GetInitialLoss() const
  {
    return m_InitialLoss;
  }
  double
  GetLoss() const
  {
    return m_Loss;
  }
  unsigned int
  GetNumberOfIterations() const
  {
    return m_Iterations;
  }
  unsigned int
  GetNumberOfEvaluations() const
  {
    return m_Evaluations;
  }

private:
  NetworkSynthesisOptions                   m_Options;
  NetworkStatistics<T>                      m_Statistics;
  double                                    m_Mean{ 0.0 };
  double                                    m_Deviation{ 0.0 };
  std::vector<T>                            m_InitialImage;
  std::optional<MicrocanonicalSynthesis<T>> m_Synthesis;
  double                                    m_InitialLoss{ 0.0 };
  double                                    m_Loss{ 0.0 };
  unsigned int                              m_Iterations{ 0 };
  unsigned int                              m_Evaluations{ 0 };
};

extern template class PhaseHarmonics_EXPORT NetworkSynthesis<float>;
extern template class PhaseHarmonics_EXPORT NetworkSynthesis<double>;
} // namespace phaseharmonics

#endif
