// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPeerBank_h
#define phPeerBank_h

#include "phPeerArrays.h"
#include "phScattering.h"
#include "phScratchPool.h"
#include "phWaveletTransform.h"

#include <complex>
#include <memory>

namespace phaseharmonics_peers
{
/** Many images of one size and a wavelet bank in single precision. A task takes one image; its coefficients stay in a
 *  buffer that the next image reuses, as they would on their way to a next stage. */
class ImagesAndBank
{
public:
  using Complex = std::complex<float>;
  using Executor = phaseharmonics::Executor;
  using Grid = phaseharmonics::Grid;
  using WaveletBank = phaseharmonics::WaveletBank<float>;

  ImagesAndBank(const Grid &                               grid,
                const phaseharmonics::WaveletBankOptions & options,
                std::vector<float>                         images,
                const Executor &                           executor)
    : m_Images(std::move(images))
    , m_Bank(std::make_shared<WaveletBank>(grid, options, executor))
    , m_Transform(m_Bank)
    , m_Scattering(grid, ScatteringOptionsOf(options), executor)
    , m_Coefficients(ValuesOfImage(*m_Bank))
    , m_LowPasses(m_Bank->GridOfScale(m_Bank->GetNumberOfScales()).NumberOfPixels())
    , m_ScatteringOfImages(this->NumberOfImages() * m_Scattering.OutputSize())
  {}

  std::string
  Describe() const
  {
    return "{\"images\": " + std::to_string(this->NumberOfImages()) +
           ", \"maps\": " + std::to_string(m_Scattering.NumberOfChannels()) +
           ", \"values\": " + std::to_string(ValuesOfImage(*m_Bank)) +
           ", \"pooled\": " + std::to_string(m_Scattering.GetGeometry().output.NumberOfPixels()) + "}";
  }

  /** Bands scale by scale, each on its own grid. */
  std::vector<Complex>
  MapsOfFirst(const Executor & executor)
  {
    std::vector<Complex> maps(ValuesOfImage(*m_Bank));
    auto                 lowPass = m_LowPasses.Acquire();
    m_Transform.Forward(m_Images.data(), this->Bands(maps.data()).data(), lowPass.data(), executor);
    return maps;
  }

  void
  Transform(const Executor & executor)
  {
    executor.ParallelFor(this->NumberOfImages(), [this](std::size_t i) {
      auto coefficients = m_Coefficients.Acquire();
      auto lowPass = m_LowPasses.Acquire();
      this->TransformOne(i, coefficients.data(), lowPass.data());
    });
  }

  /** x * phi_J and |x * psi_{j,l}| * phi_J of every image, at every 2^J-th pixel. */
  const std::vector<float> &
  Scattering(const Executor & executor)
  {
    m_Scattering.Forward(m_Images.data(), this->NumberOfImages(), m_ScatteringOfImages.data(), executor);
    return m_ScatteringOfImages;
  }

private:
  static phaseharmonics::ScatteringOptions
  ScatteringOptionsOf(const phaseharmonics::WaveletBankOptions & bank)
  {
    phaseharmonics::ScatteringOptions options;
    options.bank = bank;
    options.numberOfPhases = 0;
    options.subsampling = phaseharmonics::Subsampling::Fold;
    return options;
  }

  static std::size_t
  ValuesOfImage(const WaveletBank & bank)
  {
    std::size_t values = 0;
    for (unsigned int scale = 0; scale < bank.GetNumberOfScales(); ++scale)
    {
      values += bank.GridOfScale(scale).NumberOfPixels() * bank.GetNumberOfOrientations();
    }
    return values;
  }

  std::size_t
  NumberOfImages() const
  {
    return m_Images.size() / m_Bank->GetGrid().NumberOfPixels();
  }

  const float *
  Image(std::size_t i) const
  {
    return m_Images.data() + i * m_Bank->GetGrid().NumberOfPixels();
  }

  std::vector<Complex *>
  Bands(Complex * coefficients) const
  {
    std::vector<Complex *> bands;
    for (unsigned int scale = 0; scale < m_Bank->GetNumberOfScales(); ++scale)
    {
      for (unsigned int l = 0; l < m_Bank->GetNumberOfOrientations(); ++l)
      {
        bands.push_back(coefficients);
        coefficients += m_Bank->GridOfScale(scale).NumberOfPixels();
      }
    }
    return bands;
  }

  void
  TransformOne(std::size_t i, Complex * coefficients, float * lowPass) const
  {
    m_Transform.Forward(this->Image(i), this->Bands(coefficients).data(), lowPass, phaseharmonics::SerialExecutor());
  }

  std::vector<float>                      m_Images;
  std::shared_ptr<const WaveletBank>      m_Bank;
  phaseharmonics::WaveletTransform<float> m_Transform;
  phaseharmonics::Scattering<float>       m_Scattering;
  phaseharmonics::ScratchPool<Complex>    m_Coefficients;
  phaseharmonics::ScratchPool<float>      m_LowPasses;
  std::vector<float>                      m_ScatteringOfImages;
};
} // namespace phaseharmonics_peers

#endif
