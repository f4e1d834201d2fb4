// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkHarmonicPredictionModel.h"

#include "phHarmonicPredictionFile.h"

#include <stdexcept>

namespace itk
{
HarmonicPredictionModel::~HarmonicPredictionModel() = default;

void
HarmonicPredictionModel::SetModel(const ModelType & model)
{
  try
  {
    phaseharmonics::CheckHarmonicPredictionModel(model);
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
  m_Model = model;
  this->Modified();
}

void
HarmonicPredictionModel::WriteFile(const std::string & fileName) const
{
  try
  {
    phaseharmonics::WriteHarmonicPrediction(fileName, m_Model);
  }
  catch (const std::runtime_error & error)
  {
    itkExceptionMacro(<< error.what());
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< fileName << ": " << error.what());
  }
}

void
HarmonicPredictionModel::ReadFile(const std::string & fileName)
{
  try
  {
    this->SetModel(phaseharmonics::ReadHarmonicPrediction(fileName));
  }
  catch (const std::runtime_error & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

auto
HarmonicPredictionModel::GetFigures(unsigned int scale) const -> const FiguresType &
{
  if (scale >= m_Model.octaves.size())
  {
    itkExceptionMacro(<< "The model predicts " << m_Model.octaves.size() << " scales; there is no scale " << scale
                      << '.');
  }
  return m_Model.octaves[scale].figures;
}

double
HarmonicPredictionModel::GetExplainedVariance(unsigned int scale) const
{
  return this->GetFigures(scale).harmonic;
}

double
HarmonicPredictionModel::GetLinearExplainedVariance(unsigned int scale) const
{
  return this->GetFigures(scale).linear;
}

double
HarmonicPredictionModel::GetGain(unsigned int scale) const
{
  return this->GetFigures(scale).gain;
}

double
HarmonicPredictionModel::GetGainStandardError(unsigned int scale) const
{
  return this->GetFigures(scale).gainStandardError;
}

double
HarmonicPredictionModel::GetModulusExplainedVariance(unsigned int scale) const
{
  return this->GetFigures(scale).modulus;
}

double
HarmonicPredictionModel::GetModulusGain(unsigned int scale) const
{
  return this->GetFigures(scale).modulusGain;
}

void
HarmonicPredictionModel::Initialize()
{
  Superclass::Initialize();
  m_Model = ModelType();
}

void
HarmonicPredictionModel::Graft(const DataObject * data)
{
  if (data == nullptr)
  {
    return;
  }
  const auto * const other = dynamic_cast<const Self *>(data);
  if (other == nullptr)
  {
    itkExceptionMacro(<< "An object of class " << data->GetNameOfClass() << " holds no harmonic prediction.");
  }
  m_Model = other->m_Model;
  this->Modified();
}

void
HarmonicPredictionModel::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "ImageDimension: " << m_Model.dimension << std::endl;
  os << indent << "NumberOfOctaves: " << m_Model.octaves.size() << std::endl;
  os << indent << "NumberOfOrientations: " << m_Model.options.numberOfOrientations << std::endl;
  for (std::size_t scale = 0; scale < m_Model.octaves.size(); ++scale)
  {
    const FiguresType & figures = m_Model.octaves[scale].figures;
    os << indent << "Scale " << scale << ": ExplainedVariance " << figures.harmonic << ", Gain " << figures.gain
       << ", Ridge " << m_Model.octaves[scale].ridge << std::endl;
  }
}
} // namespace itk
