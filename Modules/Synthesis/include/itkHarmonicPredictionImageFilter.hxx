// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkHarmonicPredictionImageFilter_hxx
#define itkHarmonicPredictionImageFilter_hxx

#include "itkHarmonicPredictionImageFilter.h"
#include "itkMultiThreaderExecutor.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace itk
{
template <typename TImage>
HarmonicPredictionImageFilter<TImage>::HarmonicPredictionImageFilter()
{
  const OptionsType options = phaseharmonics::DefaultHarmonicPredictionOptions(ImageDimension);
  m_NumberOfOrientations = options.numberOfOrientations;
  m_Neighborhood = static_cast<NeighborhoodEnum>(options.neighborhood);
  this->DynamicMultiThreadingOn();
  this->ProcessObject::SetOutput("Model", this->MakeOutput("Model"));
}

template <typename TImage>
ProcessObject::DataObjectPointer
HarmonicPredictionImageFilter<TImage>::MakeOutput(const ProcessObject::DataObjectIdentifierType & name)
{
  if (name == "Model")
  {
    return HarmonicPredictionModel::New().GetPointer();
  }
  return Superclass::MakeOutput(name);
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::AddTrainingImage(const ImageType * image)
{
  if (image == nullptr)
  {
    itkExceptionMacro(<< "The training image is null.");
  }
  this->SetNthInput(std::max<ProcessObject::DataObjectPointerArraySizeType>(1, this->GetNumberOfIndexedInputs()),
                    const_cast<ImageType *>(image));
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::ClearTrainingImages()
{
  if (this->GetNumberOfTrainingImages() > 0)
  {
    this->SetNumberOfIndexedInputs(1);
    this->Modified();
  }
}

template <typename TImage>
unsigned int
HarmonicPredictionImageFilter<TImage>::GetNumberOfTrainingImages() const
{
  const auto inputs = this->GetNumberOfIndexedInputs();
  return inputs > 1 ? static_cast<unsigned int>(inputs - 1) : 0;
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::SetModel(const HarmonicPredictionModel * model)
{
  this->ProcessObject::SetInput("Model", const_cast<HarmonicPredictionModel *>(model));
}

template <typename TImage>
const HarmonicPredictionModel *
HarmonicPredictionImageFilter<TImage>::GetModel() const
{
  return itkDynamicCastInDebugMode<const HarmonicPredictionModel *>(this->ProcessObject::GetInput("Model"));
}

template <typename TImage>
HarmonicPredictionModel *
HarmonicPredictionImageFilter<TImage>::GetModelOutput()
{
  return itkDynamicCastInDebugMode<HarmonicPredictionModel *>(this->ProcessObject::GetOutput("Model"));
}

template <typename TImage>
const HarmonicPredictionModel *
HarmonicPredictionImageFilter<TImage>::GetModelOutput() const
{
  return itkDynamicCastInDebugMode<const HarmonicPredictionModel *>(this->ProcessObject::GetOutput("Model"));
}

template <typename TImage>
auto
HarmonicPredictionImageFilter<TImage>::GetFigures(unsigned int scale) const -> const FiguresType &
{
  if (scale >= m_Figures.size())
  {
    itkExceptionMacro(<< "There are figures of " << m_Figures.size() << " scales, none of scale " << scale
                      << (m_Figures.empty() ? "; call Update() first." : "."));
  }
  return m_Figures[scale];
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (this->GetModel() == nullptr && this->GetNumberOfTrainingImages() == 0)
  {
    itkExceptionMacro(<< "There is neither a model nor an image to fit one on.");
  }
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::VerifyInputInformation() ITKv5_CONST
{
  // Training images may lie anywhere and have any size.
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::GenerateInputRequestedRegion()
{
  ProcessObject::GenerateInputRequestedRegion();
  for (unsigned int i = 0; i < this->GetNumberOfIndexedInputs(); ++i)
  {
    if (auto * const image = const_cast<ImageType *>(this->GetInput(i)))
    {
      image->SetRequestedRegionToLargestPossibleRegion();
    }
  }
}

template <typename TImage>
auto
HarmonicPredictionImageFilter<TImage>::MakeOptions() const -> OptionsType
{
  OptionsType options;
  options.numberOfOctaves = m_NumberOfOctaves;
  options.numberOfOrientations = m_NumberOfOrientations;
  options.scaleRange = m_ScaleRange;
  options.maximumHarmonic = m_MaximumHarmonic;
  options.neighborhood = static_cast<phaseharmonics::PredictionNeighborhood>(m_Neighborhood);
  options.stride = m_Stride;
  options.ridge = m_Ridge;
  options.overlappingBands = m_OverlappingBands;
  return options;
}

template <typename TImage>
unsigned int
HarmonicPredictionImageFilter<TImage>::OctavesToRefine() const
{
  return m_Operation == OperationEnum::Refine ? m_NumberOfOctaves : 0;
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::GenerateOutputInformation()
{
  Superclass::GenerateOutputInformation();
  const unsigned int octaves = this->OctavesToRefine();
  if (octaves > 16)
  {
    itkExceptionMacro(<< "An image is refined by at most 16 octaves, not by " << octaves << '.');
  }
  ImageType * const               output = this->GetOutput();
  typename ImageType::RegionType  region = this->GetInput()->GetLargestPossibleRegion();
  typename ImageType::SpacingType spacing = this->GetInput()->GetSpacing();
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    const auto factor = static_cast<IndexValueType>(1) << octaves;
    region.SetIndex(axis, region.GetIndex(axis) * factor);
    region.SetSize(axis, region.GetSize(axis) * static_cast<SizeValueType>(factor));
    spacing[axis] /= static_cast<double>(factor);
  }
  output->SetLargestPossibleRegion(region);
  output->SetSpacing(spacing);
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::EnlargeOutputRequestedRegion(DataObject * output)
{
  Superclass::EnlargeOutputRequestedRegion(output);
  output->SetRequestedRegionToLargestPossibleRegion();
}

template <typename TImage>
auto
HarmonicPredictionImageFilter<TImage>::CheckedImage(const ImageType * image, const std::string & name) const
  -> KernelImageType
{
  const auto & region = image->GetLargestPossibleRegion();
  if (region.GetNumberOfPixels() == 0 || image->GetBufferedRegion() != region)
  {
    itkExceptionMacro(<< name << " is empty, or holds a part of its largest possible region only.");
  }
  const PixelType * const begin = image->GetBufferPointer();
  const PixelType * const end = begin + region.GetNumberOfPixels();
  const PixelType * const first = std::find_if_not(begin, end, [](PixelType value) { return std::isfinite(value); });
  if (first != end)
  {
    itkExceptionMacro(<< name << " is not finite: its value at index " << image->ComputeIndex(first - begin) << " is "
                      << *first << '.');
  }
  phaseharmonics::Grid grid;
  grid.dimension = ImageDimension;
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    grid.size[axis] = region.GetSize(axis);
  }
  return { grid, begin };
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::Report(double progress)
{
  // Just below 1, which is told at the end.
  this->UpdateProgress(static_cast<float>(0.99 * progress));
  if (this->GetAbortGenerateData())
  {
    throw ProcessAborted(__FILE__, __LINE__);
  }
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::FitUnlessDone()
{
  std::vector<std::pair<const ImageType *, ModifiedTimeType>> key;
  for (unsigned int i = 1; i <= this->GetNumberOfTrainingImages(); ++i)
  {
    const ImageType * const image = this->GetInput(i);
    key.emplace_back(image, std::max(image->GetMTime(), image->GetUpdateMTime()));
  }
  const OptionsType options = this->MakeOptions();
  if (key == m_FittedOn && options == m_Fitted.options)
  {
    return;
  }
  std::vector<KernelImageType> images;
  for (unsigned int i = 1; i <= this->GetNumberOfTrainingImages(); ++i)
  {
    images.push_back(this->CheckedImage(this->GetInput(i), "Training image " + std::to_string(i - 1)));
  }
  m_FittedOn.clear();
  m_Fitted = phaseharmonics::FitHarmonicPrediction<PixelType>(
    images, options, [this](double share) { this->Report(0.6 * share); }, MultiThreaderExecutor(this));
  m_FittedOn = key;
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::GenerateData()
{
  const KernelImageType       image = this->CheckedImage(this->GetInput(), "The input");
  const MultiThreaderExecutor executor(this);
  const auto                  apply = [this](double share) { this->Report(0.6 + 0.2 * share); };
  const auto                  evaluate = [this](double share) { this->Report(0.8 + 0.2 * share); };
  const auto                  kind = static_cast<phaseharmonics::FineScales>(m_FineScales);
  m_Figures.clear();
  try
  {
    if (this->GetModel() == nullptr)
    {
      this->FitUnlessDone();
    }
    const ModelType & model = this->GetModel() != nullptr ? this->GetModel()->GetModel() : m_Fitted;
    this->GetModelOutput()->SetModel(model);
    this->AllocateOutputs();
    PixelType * const output = this->GetOutput()->GetBufferPointer();
    if (m_Operation == OperationEnum::Refine)
    {
      phaseharmonics::RefineImage(model, image, m_NumberOfOctaves, kind, m_Seed, output, apply, executor);
      for (const auto & octave : model.octaves)
      {
        m_Figures.push_back(octave.figures);
      }
    }
    else
    {
      if (model.options.overlappingBands)
      {
        std::copy_n(image.pixels, image.grid.NumberOfPixels(), output);
      }
      else
      {
        phaseharmonics::PredictFineScales(model, image, kind, m_Seed, output, apply, executor);
      }
      m_Figures = phaseharmonics::EvaluateHarmonicPrediction(model, image, evaluate, executor);
    }
  }
  catch (const std::invalid_argument & error)
  {
    m_Figures.clear();
    itkExceptionMacro(<< error.what());
  }
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
HarmonicPredictionImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Operation: " << m_Operation << std::endl;
  os << indent << "FineScales: " << m_FineScales << std::endl;
  os << indent << "Seed: " << m_Seed << std::endl;
  os << indent << "NumberOfOctaves: " << m_NumberOfOctaves << std::endl;
  os << indent << "NumberOfOrientations: " << m_NumberOfOrientations << std::endl;
  os << indent << "ScaleRange: " << m_ScaleRange << std::endl;
  os << indent << "MaximumHarmonic: " << m_MaximumHarmonic << std::endl;
  os << indent << "Neighborhood: " << m_Neighborhood << std::endl;
  os << indent << "Stride: " << m_Stride << std::endl;
  os << indent << "Ridge: " << m_Ridge << std::endl;
  os << indent << "OverlappingBands: " << (m_OverlappingBands ? "On" : "Off") << std::endl;
  for (std::size_t scale = 0; scale < m_Figures.size(); ++scale)
  {
    os << indent << "Gain of scale " << scale << ": " << m_Figures[scale].gain << std::endl;
  }
}
} // namespace itk

#endif
