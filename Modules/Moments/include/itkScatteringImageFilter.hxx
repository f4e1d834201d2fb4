// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkScatteringImageFilter_hxx
#define itkScatteringImageFilter_hxx

#include "itkScatteringImageFilter.h"
#include "itkMultiThreaderExecutor.h"
#include "phScatteringChannelName.h"

#include <cmath>

namespace itk
{
template <typename TInputImage, typename TOutputImage>
ScatteringImageFilter<TInputImage, TOutputImage>::ScatteringImageFilter()
{
  // Moduli vary more slowly than the bands that they are of.
  this->SetOversampling(1);
}

template <typename TInputImage, typename TOutputImage>
auto
ScatteringImageFilter<TInputImage, TOutputImage>::GetBank() const -> const BankType *
{
  return m_Scattering ? &m_Scattering->GetBank() : nullptr;
}

template <typename TInputImage, typename TOutputImage>
auto
ScatteringImageFilter<TInputImage, TOutputImage>::GetChannels() const -> std::vector<ChannelType>
{
  return phaseharmonics::ScatteringChannels(m_Options);
}

template <typename TInputImage, typename TOutputImage>
std::string
ScatteringImageFilter<TInputImage, TOutputImage>::GetChannelName(unsigned int channel) const
{
  const auto channels = this->GetChannels();
  if (channel >= channels.size())
  {
    itkExceptionMacro(<< "There is no channel " << channel << "; there are " << channels.size() << ", counted from 0.");
  }
  return phaseharmonics::NameOfChannel(m_Options, channels[channel]);
}

template <typename TInputImage, typename TOutputImage>
phaseharmonics::ScatteringOptions
ScatteringImageFilter<TInputImage, TOutputImage>::CollectOptions(const InputImageType * image) const
{
  using phaseharmonics::ScatteringBoundary;
  using phaseharmonics::ScatteringVariant;
  using phaseharmonics::Subsampling;
  phaseharmonics::ScatteringOptions options;
  options.bank = this->CollectBankOptions(image);
  options.order = m_Order;
  options.numberOfPhases = m_NumberOfPhases;
  options.subsampling = m_Subsampling == SubsamplingEnum::Fold ? Subsampling::Fold : Subsampling::Crop;
  options.boundary = m_Boundary == BoundaryEnum::Mirror ? ScatteringBoundary::Mirror : ScatteringBoundary::Periodic;
  options.variant = m_Variant == VariantEnum::Logarithm               ? ScatteringVariant::Logarithm
                    : m_Variant == VariantEnum::NormalizedSecondOrder ? ScatteringVariant::NormalizedSecondOrder
                                                                      : ScatteringVariant::None;
  options.epsilon = m_Epsilon;
  return options;
}

template <typename TInputImage, typename TOutputImage>
void
ScatteringImageFilter<TInputImage, TOutputImage>::GenerateOutputInformation()
{
  const InputImageType * const input = this->GetInput();
  const phaseharmonics::Grid   grid = this->GridOfImage(input);
  m_Options = this->CollectOptions(input);
  const auto geometry = this->CallKernel([&] { return phaseharmonics::ScatteringGeometry(grid, m_Options); });
  this->ResolveBank(geometry.padded, m_Options.BankOptions());
  std::array<double, 3> start{ { 0.0, 0.0, 0.0 } };
  std::array<double, 3> step{ { 1.0, 1.0, 1.0 } };
  for (unsigned int axis = 0; axis < TInputImage::ImageDimension; ++axis)
  {
    start[axis] = geometry.Start(axis);
    step[axis] = geometry.Step(axis);
  }
  OutputImageType * const output = this->GetOutput();
  this->SetGeometry(input, geometry.output, start, step, output);
  output->SetNumberOfComponentsPerPixel(
    static_cast<unsigned int>(m_Options.NumberOfChannels() * input->GetNumberOfComponentsPerPixel()));
}

template <typename TInputImage, typename TOutputImage>
void
ScatteringImageFilter<TInputImage, TOutputImage>::BuildScattering()
{
  const phaseharmonics::Grid grid = this->GridOfImage(this->GetInput());
  if (!m_Scattering || m_Scattering->GetGeometry().image != grid || !(m_Scattering->GetOptions() == m_Options))
  {
    // The old filters need not share the memory with the new ones.
    m_Scattering.reset();
    this->CallKernel(
      [&] { m_Scattering = std::make_unique<const ScatteringType>(grid, m_Options, MultiThreaderExecutor(this)); });
  }
}

template <typename TInputImage, typename TOutputImage>
void
ScatteringImageFilter<TInputImage, TOutputImage>::GenerateData()
{
  const InputImageType * const input = this->GetInput();
  if (input->GetBufferedRegion() != input->GetLargestPossibleRegion())
  {
    itkExceptionMacro(<< "The input holds " << input->GetBufferedRegion() << " instead of its largest possible region "
                      << input->GetLargestPossibleRegion());
  }
  const std::size_t components = input->GetNumberOfComponentsPerPixel();
  const std::size_t pixels = input->GetBufferedRegion().GetNumberOfPixels();
  // Component after component, as the kernels take images.
  const auto * const    values = reinterpret_cast<const RealType *>(input->GetBufferPointer());
  std::vector<RealType> images(components * pixels);
  for (std::size_t i = 0; i < pixels; ++i)
  {
    for (std::size_t c = 0; c < components; ++c)
    {
      const RealType value = values[i * components + c];
      if (!std::isfinite(value))
      {
        itkExceptionMacro(<< "The input is not finite: its value at index "
                          << input->ComputeIndex(static_cast<OffsetValueType>(i)) << " is " << value << '.');
      }
      images[c * pixels + i] = value;
    }
  }
  this->BuildScattering();
  this->AllocateOutputs();
  std::vector<RealType>       coefficients(components * m_Scattering->OutputSize());
  const MultiThreaderExecutor executor(this, static_cast<unsigned int>(m_Scattering->NumberOfLoops(components)));
  m_Scattering->Forward(images.data(), components, coefficients.data(), executor);

  OutputImageType * const output = this->GetOutput();
  const std::size_t       channels = output->GetNumberOfComponentsPerPixel();
  const std::size_t       outputs = output->GetBufferedRegion().GetNumberOfPixels();
  RealType * const        out = output->GetBufferPointer();
  for (std::size_t channel = 0; channel < channels; ++channel)
  {
    for (std::size_t i = 0; i < outputs; ++i)
    {
      out[i * channels + channel] = coefficients[channel * outputs + i];
    }
  }
  this->UpdateProgress(1.0f);
}

template <typename TInputImage, typename TOutputImage>
void
ScatteringImageFilter<TInputImage, TOutputImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Order: " << m_Order << std::endl;
  os << indent << "NumberOfPhases: " << m_NumberOfPhases << std::endl;
  os << indent << "Subsampling: " << m_Subsampling << std::endl;
  os << indent << "Boundary: " << m_Boundary << std::endl;
  os << indent << "Variant: " << m_Variant << std::endl;
  os << indent << "Epsilon: " << m_Epsilon << std::endl;
}
} // namespace itk

#endif
