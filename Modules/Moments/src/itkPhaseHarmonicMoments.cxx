// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkPhaseHarmonicMoments.h"

#include <algorithm>

namespace itk
{
namespace
{
template <typename TContainer, typename TGet>
Array<double>
ToArray(const TContainer & values, const TGet & get)
{
  Array<double> array(values.size());
  SizeValueType i = 0;
  for (const auto & value : values)
  {
    array[i++] = get(value);
  }
  return array;
}

void
CopyHarmonic(const phaseharmonics::Harmonic & harmonic, double * three)
{
  three[0] = harmonic.scale;
  three[1] = harmonic.orientation;
  three[2] = harmonic.harmonic;
}

phaseharmonics::MomentNormalization
KernelNormalization(MomentSetEnums::Normalization normalization)
{
  return normalization == MomentSetEnums::Normalization::Target ? phaseharmonics::MomentNormalization::Target
                                                                : phaseharmonics::MomentNormalization::None;
}
} // namespace

PhaseHarmonicMoments::~PhaseHarmonicMoments() = default;

void
PhaseHarmonicMoments::SetMoments(const phaseharmonics::Moments & moments)
{
  m_Moments = moments;
  this->Modified();
}

auto
PhaseHarmonicMoments::GetModel() const -> ModelEnum
{
  static_assert(static_cast<int>(ModelEnum::Rectified) == static_cast<int>(phaseharmonics::MomentModel::Rectified) &&
                  static_cast<int>(ModelEnum::Custom) == static_cast<int>(phaseharmonics::MomentModel::Custom),
                "models have the same order");
  return static_cast<ModelEnum>(m_Moments.set.GetOptions().model);
}

SizeValueType
PhaseHarmonicMoments::GetNumberOfMoments() const
{
  return m_Moments.covariances.size();
}

SizeValueType
PhaseHarmonicMoments::GetNumberOfUniqueMoments() const
{
  return m_Moments.set.GetNumberOfUniqueMoments();
}

SizeValueType
PhaseHarmonicMoments::GetNumberOfNominalMoments() const
{
  return m_Moments.set.GetNumberOfNominalMoments();
}

SizeValueType
PhaseHarmonicMoments::GetNumberOfFeatures() const
{
  return m_Moments.means.size();
}

auto
PhaseHarmonicMoments::GetRealParts() const -> ArrayType
{
  return this->GetRealParts(m_Normalization);
}

auto
PhaseHarmonicMoments::GetRealParts(NormalizationEnum normalization) const -> ArrayType
{
  ArrayType array(m_Moments.covariances.size());
  for (SizeValueType m = 0; m < array.size(); ++m)
  {
    array[m] = m_Moments.Value(m, KernelNormalization(normalization)).real();
  }
  return array;
}

auto
PhaseHarmonicMoments::GetImaginaryParts() const -> ArrayType
{
  return this->GetImaginaryParts(m_Normalization);
}

auto
PhaseHarmonicMoments::GetImaginaryParts(NormalizationEnum normalization) const -> ArrayType
{
  ArrayType array(m_Moments.covariances.size());
  for (SizeValueType m = 0; m < array.size(); ++m)
  {
    array[m] = m_Moments.Value(m, KernelNormalization(normalization)).imag();
  }
  return array;
}

auto
PhaseHarmonicMoments::GetIndices() const -> ArrayType
{
  const auto & moments = m_Moments.set.GetMoments();
  ArrayType    array(9 * moments.size());
  for (SizeValueType m = 0; m < moments.size(); ++m)
  {
    const phaseharmonics::MomentIndex & index = moments[m].index;
    CopyHarmonic(index.first, &array[9 * m]);
    CopyHarmonic(index.second, &array[9 * m + 3]);
    std::copy(index.lag.begin(), index.lag.end(), &array[9 * m + 6]);
  }
  return array;
}

auto
PhaseHarmonicMoments::GetMeanRealParts() const -> ArrayType
{
  return ToArray(m_Moments.means, [](const std::complex<double> & mean) { return mean.real(); });
}

auto
PhaseHarmonicMoments::GetMeanImaginaryParts() const -> ArrayType
{
  return ToArray(m_Moments.means, [](const std::complex<double> & mean) { return mean.imag(); });
}

auto
PhaseHarmonicMoments::GetDeviations() const -> ArrayType
{
  return ToArray(m_Moments.deviations, [](double deviation) { return deviation; });
}

auto
PhaseHarmonicMoments::GetFeatureIndices() const -> ArrayType
{
  const auto & features = m_Moments.set.GetFeatures();
  ArrayType    array(3 * features.size());
  for (SizeValueType f = 0; f < features.size(); ++f)
  {
    CopyHarmonic(features[f], &array[3 * f]);
  }
  return array;
}

void
PhaseHarmonicMoments::Initialize()
{
  Superclass::Initialize();
  m_Moments = phaseharmonics::Moments();
}

void
PhaseHarmonicMoments::Graft(const DataObject * data)
{
  if (data == nullptr)
  {
    return;
  }
  const auto * const other = dynamic_cast<const Self *>(data);
  if (other == nullptr)
  {
    itkExceptionMacro(<< "An object of class " << data->GetNameOfClass() << " holds no phase-harmonic moments.");
  }
  this->SetNormalization(other->GetNormalization());
  this->SetMoments(other->GetMoments());
}

void
PhaseHarmonicMoments::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  const auto & grid = m_Moments.grid;
  os << indent << "Normalization: " << m_Normalization << std::endl;
  os << indent << "Model: " << this->GetModel() << std::endl;
  os << indent << "Size: " << grid.size[0] << " x " << grid.size[1] << " x " << grid.size[2] << std::endl;
  os << indent << "NumberOfScales: " << m_Moments.set.GetNumberOfScales() << std::endl;
  os << indent << "NumberOfOrientations: " << m_Moments.set.GetNumberOfOrientations() << std::endl;
  os << indent << "NumberOfMoments: " << this->GetNumberOfMoments() << std::endl;
  os << indent << "NumberOfUniqueMoments: " << this->GetNumberOfUniqueMoments() << std::endl;
  os << indent << "NumberOfNominalMoments: " << this->GetNumberOfNominalMoments() << std::endl;
  os << indent << "NumberOfFeatures: " << this->GetNumberOfFeatures() << std::endl;
  os << indent << "ImageMean: " << m_Moments.imageMean << std::endl;
  os << indent << "ImageDeviation: " << m_Moments.imageDeviation << std::endl;
}
} // namespace itk
