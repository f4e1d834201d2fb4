// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "PeerFilters.h"

#include "Interruption.h"
#include "ProgressBar.h"
#include "TextTable.h"

#include "itkBilateralImageFilter.h"
#include "itkCurvatureAnisotropicDiffusionImageFilter.h"
#include "itkGaussianRandomSpatialNeighborSubsampler.h"
#include "itkMedianImageFilter.h"
#include "itkPatchBasedDenoisingImageFilter.h"

#include <algorithm>
#include <chrono>

namespace phaseharmonics_examples
{
namespace
{
template <unsigned int VDimension>
class Peers
{
public:
  using ImageType = itk::Image<float, VDimension>;

  Peers(const std::vector<double> & noisy, const std::vector<double> & truth, const phaseharmonics::Grid & grid)
    : m_Truth(truth)
    , m_Noisy(ImageType::New())
  {
    typename ImageType::RegionType region;
    for (unsigned int axis = 0; axis < VDimension; ++axis)
    {
      region.SetSize(axis, grid.size[axis]);
    }
    m_Noisy->SetRegions(region);
    m_Noisy->Allocate();
    std::copy(noisy.begin(), noisy.end(), m_Noisy->GetBufferPointer());
  }

  std::vector<Estimate>
  Run(double sigma)
  {
    std::vector<Estimate> best;
    best.push_back(this->Best("median", { 1.0, 2.0, 3.0 }, { 0.0 }, [](double radius, double) {
      const auto filter = itk::MedianImageFilter<ImageType, ImageType>::New();
      filter->SetRadius(static_cast<unsigned int>(radius));
      return Candidate{ filter.GetPointer(), "radius " + FormatNumber(radius) };
    }));
    best.push_back(this->Best(
      "curvature anisotropic diffusion", { 5, 10, 20, 40, 80 }, { 0.5, 1, 2, 4 }, [](double steps, double conductance) {
        const auto filter = itk::CurvatureAnisotropicDiffusionImageFilter<ImageType, ImageType>::New();
        filter->SetTimeStep(0.5 / (1u << VDimension));
        filter->SetNumberOfIterations(static_cast<unsigned int>(steps));
        filter->SetConductanceParameter(conductance);
        return Candidate{ filter.GetPointer(),
                          FormatNumber(steps) + " steps, conductance " + FormatNumber(conductance) };
      }));
    best.push_back(this->Best("bilateral", { 1, 1.5, 2, 3 }, { 1, 1.5, 2, 3, 4 }, [&](double domain, double range) {
      const auto filter = itk::BilateralImageFilter<ImageType, ImageType>::New();
      filter->SetDomainSigma(domain);
      filter->SetRangeSigma(range * sigma);
      return Candidate{ filter.GetPointer(),
                        "domain " + FormatNumber(domain) + ", range " + FormatNumber(range) + "σ" };
    }));
    if constexpr (VDimension == 2)
    {
      best.push_back(this->Best("patch-based", { 1, 4 }, { 0 }, [&](double steps, double fidelity) {
        return Candidate{ NewPatchBased(static_cast<unsigned int>(steps), fidelity, sigma),
                          FormatNumber(steps) + " steps, fidelity " + FormatNumber(fidelity) };
      }));
    }
    return best;
  }

private:
  using FilterType = itk::ImageToImageFilter<ImageType, ImageType>;
  struct Candidate
  {
    typename FilterType::Pointer filter;
    std::string                  parameters;
  };

  static typename FilterType::Pointer
  NewPatchBased(unsigned int steps, double fidelity, double sigma)
  {
    using PatchFilter = itk::PatchBasedDenoisingImageFilter<ImageType, ImageType>;
    using Sampler = itk::Statistics::GaussianRandomSpatialNeighborSubsampler<typename PatchFilter::PatchSampleType,
                                                                             typename ImageType::RegionType>;
    const auto sampler = Sampler::New();
    sampler->SetVariance(400.0);
    sampler->SetRadius(50);
    sampler->SetNumberOfResultsRequested(200);
    const auto filter = PatchFilter::New();
    filter->SetSampler(sampler);
    filter->SetPatchRadius(3);
    filter->SetNumberOfIterations(steps);
    filter->KernelBandwidthEstimationOn();
    filter->SetNoiseModel(PatchFilter::NoiseModelType::GAUSSIAN);
    filter->SetNoiseSigma(sigma);
    filter->SetNoiseModelFidelityWeight(fidelity);
    return filter.GetPointer();
  }

  template <typename TMake>
  Estimate
  Best(const std::string &         method,
       const std::vector<double> & first,
       const std::vector<double> & second,
       const TMake &               make) const
  {
    Estimate    best;
    ProgressBar progress("ITK's " + method);
    std::size_t done = 0;
    for (const double a : first)
    {
      for (const double b : second)
      {
        const auto run = make(a, b);
        run.filter->SetInput(m_Noisy);
        const auto start = std::chrono::steady_clock::now();
        UpdateInterruptibly(run.filter);
        Estimate one;
        one.method = method;
        one.parameters = run.parameters;
        one.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        const auto * const output = run.filter->GetOutput();
        one.values.assign(output->GetBufferPointer(), output->GetBufferPointer() + m_Truth.size());
        one.psnr = PeakSignalToNoise(m_Truth, one.values);
        if (best.values.empty() || one.psnr > best.psnr)
        {
          best = std::move(one);
        }
        ++done;
        progress.Update(static_cast<double>(done) / static_cast<double>(first.size() * second.size()));
      }
    }
    progress.Finish(FormatNumber(best.psnr, 4) + " dB");
    return best;
  }

  const std::vector<double> & m_Truth;
  typename ImageType::Pointer m_Noisy;
};
} // namespace

std::vector<Estimate>
DenoiseByPeers(const std::vector<double> &  noisy,
               const std::vector<double> &  truth,
               const phaseharmonics::Grid & grid,
               double                       sigma)
{
  return grid.dimension == 2 ? Peers<2>(noisy, truth, grid).Run(sigma) : Peers<3>(noisy, truth, grid).Run(sigma);
}
} // namespace phaseharmonics_examples
