// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkWaveletBankFilterBase_hxx
#define itkWaveletBankFilterBase_hxx

#include "itkWaveletBankFilterBase.h"
#include "itkImageGeometryDifference.h"
#include "itkMultiThreaderExecutor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace itk
{
template <typename TInputImage, typename TOutputImage>
WaveletBankFilterBase<TInputImage, TOutputImage>::WaveletBankFilterBase()
  : m_NumberOfOrientations(phaseharmonics::DefaultNumberOfOrientations(ImageDimension))
{
  this->DynamicMultiThreadingOn();
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::SetNumberOfOrientations(unsigned int numberOfOrientations)
{
  const unsigned int resolved =
    numberOfOrientations > 0 ? numberOfOrientations : phaseharmonics::DefaultNumberOfOrientations(ImageDimension);
  if (m_NumberOfOrientations != resolved)
  {
    m_NumberOfOrientations = resolved;
    this->Modified();
  }
}

template <typename TInputImage, typename TOutputImage>
double
WaveletBankFilterBase<TInputImage, TOutputImage>::GetLittlewoodPaleyLowerBound() const
{
  return this->GetBuiltBank().LowerFrameBound();
}

template <typename TInputImage, typename TOutputImage>
double
WaveletBankFilterBase<TInputImage, TOutputImage>::GetLittlewoodPaleyUpperBound() const
{
  return this->GetBuiltBank().UpperFrameBound();
}

template <typename TInputImage, typename TOutputImage>
unsigned int
WaveletBankFilterBase<TInputImage, TOutputImage>::GetNumberOfScalesBeyondCoarsestAxis() const
{
  return this->GetBuiltBank().NumberOfScalesBeyondCoarsestAxis();
}

template <typename TInputImage, typename TOutputImage>
auto
WaveletBankFilterBase<TInputImage, TOutputImage>::GetBank() const -> const BankType *
{
  return m_Transform ? &m_Transform->GetBank() : nullptr;
}

template <typename TInputImage, typename TOutputImage>
auto
WaveletBankFilterBase<TInputImage, TOutputImage>::GetBuiltBank() const -> const BankType &
{
  const BankType * const bank = this->GetBank();
  if (bank == nullptr)
  {
    itkExceptionMacro(<< "The bank of wavelets is not built yet; call Update() first.");
  }
  return *bank;
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::GenerateInputRequestedRegion()
{
  // Inputs may be of different sizes, which the implementation of ImageToImageFilter does not expect.
  ProcessObject::GenerateInputRequestedRegion();
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::EnlargeOutputRequestedRegion(DataObject * output)
{
  Superclass::EnlargeOutputRequestedRegion(output);
  output->SetRequestedRegionToLargestPossibleRegion();
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::GenerateOutputRequestedRegion(DataObject *)
{
  for (OutputDataObjectIterator it(this); !it.IsAtEnd(); ++it)
  {
    if (it.GetOutput())
    {
      it.GetOutput()->SetRequestedRegionToLargestPossibleRegion();
    }
  }
}

template <typename TInputImage, typename TOutputImage>
phaseharmonics::Grid
WaveletBankFilterBase<TInputImage, TOutputImage>::GridOfImage(const ImageBaseType * image)
{
  phaseharmonics::Grid grid;
  grid.dimension = ImageDimension;
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    grid.size[axis] = image->GetLargestPossibleRegion().GetSize(axis);
  }
  return grid;
}

template <typename TInputImage, typename TOutputImage>
phaseharmonics::WaveletBankOptions
WaveletBankFilterBase<TInputImage, TOutputImage>::CollectBankOptions(const ImageBaseType * image) const
{
  phaseharmonics::WaveletBankOptions options;
  static_assert(static_cast<int>(FamilyEnum::BattleLemarie) ==
                  static_cast<int>(phaseharmonics::WaveletFamily::BattleLemarie),
                "families have the same order");
  options.family = static_cast<phaseharmonics::WaveletFamily>(m_WaveletFamily);
  options.voicesPerOctave = m_VoicesPerOctave;
  options.frameNormalization = m_FrameNormalization == FrameNormalizationEnum::Parseval
                                 ? phaseharmonics::FrameNormalization::Parseval
                                 : phaseharmonics::FrameNormalization::Published;
  options.numberOfOrientations = m_NumberOfOrientations;
  options.decimation = this->GetDecimation();
  options.oversampling = m_Oversampling;
  options.useImageSpacing = m_UseImageSpacing;
  if (m_UseImageSpacing)
  {
    for (unsigned int axis = 0; axis < ImageDimension; ++axis)
    {
      options.spacing[axis] = image->GetSpacing()[axis];
    }
  }
  const phaseharmonics::Grid grid = GridOfImage(image);
  options.numberOfScales =
    m_NumberOfScales > 0 ? m_NumberOfScales : phaseharmonics::DefaultNumberOfScales(grid, options);
  return options;
}

template <typename TInputImage, typename TOutputImage>
phaseharmonics::WaveletBankOptions
WaveletBankFilterBase<TInputImage, TOutputImage>::MakeBankOptions(const ImageBaseType * image) const
{
  const auto options = this->CollectBankOptions(image);
  this->CallKernel([&] { phaseharmonics::CheckWaveletBankOptions(GridOfImage(image), options); });
  return options;
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::ResolveBank(const ImageBaseType * image)
{
  this->ResolveBank(GridOfImage(image), this->MakeBankOptions(image));
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::ResolveBank(const phaseharmonics::Grid &               grid,
                                                              const phaseharmonics::WaveletBankOptions & options)
{
  m_BankOptions = options;
  m_BankGrid = grid;
}

template <typename TInputImage, typename TOutputImage>
auto
WaveletBankFilterBase<TInputImage, TOutputImage>::GetTransform() -> TransformPointer
{
  if (!m_Transform || m_Transform->GetBank().GetGrid() != m_BankGrid ||
      !(m_Transform->GetBank().GetOptions() == m_BankOptions))
  {
    // The old bank need not share the memory with the new one.
    m_Transform.reset();
    this->CallKernel([&] {
      m_Transform = std::make_shared<TransformType>(
        std::make_shared<BankType>(m_BankGrid, m_BankOptions, MultiThreaderExecutor(this)));
    });
  }
  return m_Transform;
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::SetGeometry(const ImageBaseType *        full,
                                                              const phaseharmonics::Grid & grid,
                                                              ImageBaseType *              image)
{
  std::array<double, 3> step{ { 1.0, 1.0, 1.0 } };
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    step[axis] =
      static_cast<double>(full->GetLargestPossibleRegion().GetSize(axis)) / static_cast<double>(grid.size[axis]);
  }
  SetGeometry(full, grid, { { 0.0, 0.0, 0.0 } }, step, image);
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::SetGeometry(const ImageBaseType *         full,
                                                              const phaseharmonics::Grid &  grid,
                                                              const std::array<double, 3> & start,
                                                              const std::array<double, 3> & step,
                                                              ImageBaseType *               image)
{
  auto                                region = full->GetLargestPossibleRegion();
  auto                                spacing = full->GetSpacing();
  typename ImageBaseType::SpacingType shift;
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    spacing[axis] *= step[axis];
    shift[axis] = (full->GetSpacing()[axis] - spacing[axis]) * static_cast<double>(region.GetIndex(axis)) +
                  start[axis] * full->GetSpacing()[axis];
    region.SetSize(axis, grid.size[axis]);
  }
  image->SetLargestPossibleRegion(region);
  image->SetSpacing(spacing);
  // The first pixel stays in its place even if its index is not zero.
  image->SetOrigin(full->GetOrigin() + full->GetDirection() * shift);
  image->SetDirection(full->GetDirection());
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::VerifyGeometry(const ImageBaseType * expected,
                                                                 const ImageBaseType * image,
                                                                 const std::string &   name) const
{
  const std::string difference =
    ImageGeometryDifference(expected, image, this->GetCoordinateTolerance(), this->GetDirectionTolerance());
  if (!difference.empty())
  {
    itkExceptionMacro(<< name << ": " << difference);
  }
}

template <typename TInputImage, typename TOutputImage>
template <typename TImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::VerifyPixels(const TImage * image, const std::string & name) const
{
  if (image->GetBufferedRegion() != image->GetLargestPossibleRegion())
  {
    itkExceptionMacro(<< name << " holds " << image->GetBufferedRegion() << " instead of its largest possible region "
                      << image->GetLargestPossibleRegion());
  }
  using PixelType = typename TImage::PixelType;
  const PixelType * const begin = image->GetBufferPointer();
  const PixelType * const end = begin + image->GetBufferedRegion().GetNumberOfPixels();
  const auto isFinite = [](const ComplexType & z) { return std::isfinite(z.real()) && std::isfinite(z.imag()); };
  const PixelType * const first = std::find_if_not(begin, end, isFinite);
  if (first != end)
  {
    itkExceptionMacro(<< name << " is not finite: its value at index " << image->ComputeIndex(first - begin) << " is "
                      << *first << '.');
  }
}

template <typename TInputImage, typename TOutputImage>
template <typename TCall>
auto
WaveletBankFilterBase<TInputImage, TOutputImage>::CallKernel(const TCall & call) const
{
  try
  {
    return call();
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankFilterBase<TInputImage, TOutputImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  const auto onOrOff = [](bool value) { return value ? "On" : "Off"; };
  os << indent << "NumberOfScales: " << m_NumberOfScales << std::endl;
  os << indent << "NumberOfOrientations: " << m_NumberOfOrientations << std::endl;
  os << indent << "WaveletFamily: " << m_WaveletFamily << std::endl;
  os << indent << "VoicesPerOctave: " << m_VoicesPerOctave << std::endl;
  os << indent << "FrameNormalization: " << m_FrameNormalization << std::endl;
  os << indent << "Decimation: " << onOrOff(m_Decimation) << std::endl;
  os << indent << "Oversampling: " << m_Oversampling << std::endl;
  os << indent << "UseImageSpacing: " << onOrOff(m_UseImageSpacing) << std::endl;
  if (const BankType * const bank = this->GetBank())
  {
    os << indent << "NumberOfScalesUsed: " << this->GetNumberOfScalesUsed() << std::endl;
    os << indent << "LittlewoodPaleyLowerBound: " << this->GetLittlewoodPaleyLowerBound() << std::endl;
    os << indent << "LittlewoodPaleyUpperBound: " << this->GetLittlewoodPaleyUpperBound() << std::endl;
    os << indent << "Memory of the bank in bytes: " << bank->MemoryInBytes() << std::endl;
  }
}
} // namespace itk

#endif
