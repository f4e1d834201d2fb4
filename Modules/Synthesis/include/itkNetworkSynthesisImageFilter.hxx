// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkNetworkSynthesisImageFilter_hxx
#define itkNetworkSynthesisImageFilter_hxx

#include "itkMultiThreaderExecutor.h"
#include "itkNetworkSynthesisImageFilter.h"

#include <algorithm>
#include <cmath>
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
  this->CallKernel([this] { phaseharmonics::MakeNetwork(this->GridOfInput(), this->MakeNetworkOptions()); });
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
phaseharmonics::NetworkOptions
NetworkSynthesisImageFilter<TImage>::MakeNetworkOptions() const
{
  static_assert(static_cast<int>(NetworkEnum::Layered) == static_cast<int>(phaseharmonics::NetworkFamily::Layered) &&
                  static_cast<int>(NetworkEnum::File) == static_cast<int>(phaseharmonics::NetworkFamily::File),
                "networks have the same order");
  phaseharmonics::NetworkOptions options;
  options.family = static_cast<phaseharmonics::NetworkFamily>(m_Network);
  options.numberOfFilters = m_NumberOfFilters;
  options.numberOfLayers = m_NumberOfLayers;
  options.seed = m_NetworkSeed;
  options.fileName = m_NetworkFileName;
  return options;
}

template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::Synthesize(const phaseharmonics::Grid & grid)
{
  const MultiThreaderExecutor                 executor(this);
  phaseharmonics::NetworkSynthesis<PixelType> synthesis(grid,
                                                        phaseharmonics::MakeNetwork(grid, this->MakeNetworkOptions()),
                                                        this->GetInput()->GetBufferPointer(),
                                                        { m_NumberOfIterations, m_HistorySize, m_Seed },
                                                        executor);
  m_NumberOfMoments = synthesis.GetNumberOfMoments();
  if (this->GetInitialImage() != nullptr)
  {
    synthesis.SetInitialImage(this->GetInitialImage()->GetBufferPointer());
  }
  const auto read = [&] {
    m_InitialLoss = synthesis.GetInitialLoss();
    m_Loss = synthesis.GetLoss();
    m_Iteration = synthesis.GetNumberOfIterations();
    m_NumberOfEvaluations = synthesis.GetNumberOfEvaluations();
  };
  const auto observer = [&](const phaseharmonics::SynthesisProgress & progress) {
    read();
    this->UpdateProgress(0.99f * static_cast<float>(progress.iteration) / static_cast<float>(m_NumberOfIterations));
    this->InvokeEvent(IterationEvent());
    return !this->GetAbortGenerateData();
  };
  const bool isFinished = synthesis.DrawSample(0, observer, executor);
  read();
  if (!isFinished)
  {
    throw ProcessAborted(__FILE__, __LINE__);
  }
  this->AllocateOutputs();
  synthesis.GetImage(this->GetOutput()->GetBufferPointer());
}

template <typename TImage>
void
NetworkSynthesisImageFilter<TImage>::GenerateData()
{
  this->UpdateProgress(0.0f);
  this->VerifyPixels(this->GetInput(), "The input");
  if (this->GetInitialImage() != nullptr)
  {
    this->VerifyPixels(this->GetInitialImage(), "The initial image");
  }
  this->CallKernel([this] { this->Synthesize(this->GridOfInput()); });
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
