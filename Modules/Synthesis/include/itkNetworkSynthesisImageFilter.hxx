// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkNetworkSynthesisImageFilter_hxx
#define itkNetworkSynthesisImageFilter_hxx

#include "itkMultiThreaderExecutor.h"
#include "itkNetworkSynthesisImageFilter.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace itk
{
template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::SetInitialImage(const ImageType * image)
{
  this->ProcessObject::SetInput("InitialImage", const_cast<ImageType *>(image));
}

template <typename TImage>
auto
NetworkSynthesisImageFilter<TImage>::GetInitialImage() const -> const ImageType *
{
  return itkDynamicCastInDebugMode<const ImageType *>(this->ProcessObject::GetInput("InitialImage"));
}

template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (m_NumberOfIterations < 1 || m_HistorySize < 1)
  {
    itkExceptionMacro(<< "The number of iterations and the history size must be at least 1.");
  }
  if (m_NumberOfFilters < 1 || m_NumberOfLayers < 1)
  {
    itkExceptionMacro(<< "The numbers of filters and of layers must be at least 1.");
  }
  if (m_Network == NetworkEnum::File && m_NetworkFileName.empty())
  {
    itkExceptionMacro(<< "Network is File, but NetworkFileName is empty.");
  }
}

template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::VerifyInputInformation() ITKv5_CONST
{
  // An initial image may lie anywhere.
  const ImageType * const initial = this->GetInitialImage();
  if (initial != nullptr)
  {
    const auto & expected = this->GetInput()->GetLargestPossibleRegion().GetSize();
    const auto & size = initial->GetLargestPossibleRegion().GetSize();
    if (size != expected)
    {
      itkExceptionMacro(<< "The initial image has size " << size << ", but the input has size " << expected << '.');
    }
  }
  // Before other filters of a pipeline have worked for long.
  this->CallKernel([this] {
    const phaseharmonics::Grid grid = this->GridOfInput();
    const auto                 network = this->MakeNetwork(grid);
    network.GridOfLayer(grid, network.GetLayers().size() - 1);
  });
}

template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::GenerateInputRequestedRegion()
{
  ProcessObject::GenerateInputRequestedRegion();
}

template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::EnlargeOutputRequestedRegion(DataObject * output)
{
  Superclass::EnlargeOutputRequestedRegion(output);
  output->SetRequestedRegionToLargestPossibleRegion();
}

template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::VerifyPixels(const ImageType * image, const std::string & name) const
{
  if (image->GetBufferedRegion() != image->GetLargestPossibleRegion() ||
      image->GetBufferedRegion().GetNumberOfPixels() == 0)
  {
    itkExceptionMacro(<< name << " is empty, or holds " << image->GetBufferedRegion()
                      << " instead of its largest possible region " << image->GetLargestPossibleRegion());
  }
  const PixelType * const begin = image->GetBufferPointer();
  const PixelType * const end = begin + image->GetBufferedRegion().GetNumberOfPixels();
  const PixelType * const bad = std::find_if_not(begin, end, [](PixelType value) { return std::isfinite(value); });
  if (bad != end)
  {
    itkExceptionMacro(<< name << " is not finite: its value at index " << image->ComputeIndex(bad - begin) << " is "
                      << *bad << '.');
  }
}

template <typename TImage>
template <typename TCall>
void
NetworkSynthesisImageFilter<TImage>::CallKernel(const TCall & call) const
{
  try
  {
    call();
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
  catch (const std::runtime_error & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

template <typename TImage>
phaseharmonics::Grid
NetworkSynthesisImageFilter<TImage>::GridOfInput() const
{
  phaseharmonics::Grid grid;
  grid.dimension = ImageDimension;
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    grid.size[axis] = this->GetInput()->GetLargestPossibleRegion().GetSize(axis);
  }
  return grid;
}

template <typename TImage>
phaseharmonics::ConvolutionalNetwork
NetworkSynthesisImageFilter<TImage>::MakeNetwork(const phaseharmonics::Grid & grid) const
{
  constexpr std::size_t sideOfLayers = 5;
  switch (m_Network)
  {
    case NetworkEnum::File:
      return phaseharmonics::ReadConvolutionalNetwork(m_NetworkFileName);
    case NetworkEnum::Layered:
      return phaseharmonics::MakeLayeredNetwork(m_NumberOfLayers, m_NumberOfFilters, sideOfLayers, m_NetworkSeed);
    default:
      return phaseharmonics::MakeMultiScaleNetwork(
        phaseharmonics::DefaultFilterSides(grid.SmallestSide()), m_NumberOfFilters, m_NetworkSeed);
  }
}

template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::Synthesize(const phaseharmonics::Grid & grid)
{
  const MultiThreaderExecutor                  executor(this);
  const ImageType * const                      input = this->GetInput();
  const PixelType * const                      pixels = input->GetBufferPointer();
  const double                                 count = static_cast<double>(grid.NumberOfPixels());
  phaseharmonics::NetworkStatistics<PixelType> statistics(grid, this->MakeNetwork(grid));
  statistics.SetTarget(statistics.Analyze(pixels, executor));
  m_NumberOfMoments = statistics.GetNumberOfMoments();

  const double mean = std::accumulate(pixels, pixels + grid.NumberOfPixels(), 0.0) / count;
  const double square =
    std::accumulate(pixels, pixels + grid.NumberOfPixels(), 0.0, [mean](double sum, PixelType value) {
      return sum + (value - mean) * (value - mean);
    });
  phaseharmonics::MicrocanonicalSynthesis<PixelType> synthesis(statistics, mean, std::sqrt(square / count));
  if (this->GetInitialImage() != nullptr)
  {
    synthesis.StartFromImage(this->GetInitialImage()->GetBufferPointer());
  }
  else
  {
    synthesis.StartFromWhiteNoise(m_Seed, 0);
  }
  m_Iteration = 0;
  m_NumberOfEvaluations = 0;
  m_InitialLoss = synthesis.Loss(executor);
  m_Loss = m_InitialLoss;
  const auto observer = [this](const phaseharmonics::SynthesisProgress & progress) {
    m_Iteration = progress.iteration;
    m_NumberOfEvaluations = progress.evaluations;
    m_Loss = progress.loss;
    this->UpdateProgress(0.99f * static_cast<float>(progress.iteration) / static_cast<float>(m_NumberOfIterations));
    this->InvokeEvent(IterationEvent());
    return !this->GetAbortGenerateData();
  };
  synthesis.RunBlock(m_NumberOfIterations, m_HistorySize, observer, executor);
  if (synthesis.WasStopped())
  {
    throw ProcessAborted(__FILE__, __LINE__);
  }
  m_NumberOfEvaluations = synthesis.GetNumberOfEvaluations();
  this->AllocateOutputs();
  synthesis.GetImage(this->GetOutput()->GetBufferPointer());
}

template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::GenerateData()
{
  this->UpdateProgress(0.0f);
  const ImageType * const input = this->GetInput();
  this->VerifyPixels(input, "The input");
  if (this->GetInitialImage() != nullptr)
  {
    this->VerifyPixels(this->GetInitialImage(), "The initial image");
  }
  const PixelType * const pixels = input->GetBufferPointer();
  const auto              grid = this->GridOfInput();
  if (std::all_of(pixels, pixels + grid.NumberOfPixels(), [pixels](PixelType value) { return value == *pixels; }))
  {
    itkExceptionMacro(<< "The input is constant (" << *pixels << "): there is nothing to synthesize.");
  }
  this->CallKernel([&] { this->Synthesize(grid); });
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Network: " << m_Network << std::endl;
  os << indent << "NumberOfFilters: " << m_NumberOfFilters << std::endl;
  os << indent << "NumberOfLayers: " << m_NumberOfLayers << std::endl;
  os << indent << "NetworkSeed: " << m_NetworkSeed << std::endl;
  os << indent << "NetworkFileName: " << m_NetworkFileName << std::endl;
  os << indent << "NumberOfIterations: " << m_NumberOfIterations << std::endl;
  os << indent << "Seed: " << m_Seed << std::endl;
  os << indent << "HistorySize: " << m_HistorySize << std::endl;
  os << indent << "Iteration: " << m_Iteration << std::endl;
  os << indent << "NumberOfEvaluations: " << m_NumberOfEvaluations << std::endl;
  os << indent << "Loss: " << m_Loss << std::endl;
  os << indent << "InitialLoss: " << m_InitialLoss << std::endl;
  os << indent << "NumberOfMoments: " << m_NumberOfMoments << std::endl;
}
} // namespace itk

#endif
