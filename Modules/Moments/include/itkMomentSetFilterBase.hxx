// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMomentSetFilterBase_hxx
#define itkMomentSetFilterBase_hxx

#include "itkMomentSetFilterBase.h"

#include <algorithm>

namespace itk
{
template <typename TInputImage, typename TOutputImage>
void
MomentSetFilterBase<TInputImage, TOutputImage>::SetCustomMomentSet(const phaseharmonics::MomentSet & set)
{
  m_CustomMomentSet = set;
  m_Model = ModelEnum::Custom;
  m_Statistics.reset();
  this->Modified();
}

template <typename TInputImage, typename TOutputImage>
phaseharmonics::MomentSetOptions
MomentSetFilterBase<TInputImage, TOutputImage>::MakeMomentSetOptions() const
{
  static_assert(static_cast<int>(ModelEnum::Rectified) == static_cast<int>(phaseharmonics::MomentModel::Rectified) &&
                  static_cast<int>(ModelEnum::Custom) == static_cast<int>(phaseharmonics::MomentModel::Custom),
                "models have the same order");
  phaseharmonics::MomentSetOptions options;
  options.model = static_cast<phaseharmonics::MomentModel>(m_Model);
  options.scaleRange = m_ScaleRange;
  options.shiftRange = m_ShiftRange;
  options.angularRange = m_AngularRange;
  options.maximumHarmonic = m_MaximumHarmonic;
  options.numberOfPhases = m_NumberOfPhases;
  options.voicesPerOctave = this->GetVoicesPerOctave();
  return options;
}

template <typename TInputImage, typename TOutputImage>
phaseharmonics::MomentSet
MomentSetFilterBase<TInputImage, TOutputImage>::MakeMomentSet(const phaseharmonics::WaveletBankOptions & bank) const
{
  if (m_Model != ModelEnum::Custom)
  {
    return this->CallKernel([&] {
      return phaseharmonics::MomentSet(
        ImageDimension, bank.numberOfScales, bank.numberOfOrientations, this->MakeMomentSetOptions());
    });
  }
  if (m_CustomMomentSet.GetMoments().empty())
  {
    itkExceptionMacro(<< "The model is Custom, but SetCustomMomentSet gave it no moments.");
  }
  if (m_CustomMomentSet.GetDimension() != ImageDimension ||
      m_CustomMomentSet.GetNumberOfScales() != bank.numberOfScales ||
      m_CustomMomentSet.GetNumberOfOrientations() != bank.numberOfOrientations)
  {
    itkExceptionMacro(<< "The custom moments are for " << m_CustomMomentSet.GetDimension() << " dimensions, "
                      << m_CustomMomentSet.GetNumberOfScales() << " scales and "
                      << m_CustomMomentSet.GetNumberOfOrientations() << " orientations, but the bank has "
                      << ImageDimension << ", " << bank.numberOfScales << " and " << bank.numberOfOrientations << '.');
  }
  return m_CustomMomentSet;
}

template <typename TInputImage, typename TOutputImage>
phaseharmonics::MomentNormalization
MomentSetFilterBase<TInputImage, TOutputImage>::GetKernelNormalization() const
{
  return m_Normalization == NormalizationEnum::None ? phaseharmonics::MomentNormalization::None
                                                    : phaseharmonics::MomentNormalization::Target;
}

template <typename TInputImage, typename TOutputImage>
auto
MomentSetFilterBase<TInputImage, TOutputImage>::GetStatistics() -> StatisticsType &
{
  const phaseharmonics::MomentSetOptions options = this->MakeMomentSetOptions();
  if (!m_Statistics || !(m_StatisticsOptions == options) || m_StatisticsMemoryLimit != m_MemoryLimit ||
      m_Statistics->GetBank().GetGrid() != this->GetBankGrid() ||
      !(m_Statistics->GetBank().GetOptions() == this->GetBankOptions()))
  {
    // The old engine need not share the memory with the new one.
    m_Statistics.reset();
    const phaseharmonics::MomentSet set = this->MakeMomentSet(this->GetBankOptions());
    const auto                      bank = this->GetTransform()->GetSharedBank();
    this->CallKernel([&] { m_Statistics = std::make_unique<StatisticsType>(bank, set, m_MemoryLimit); });
    m_StatisticsMemoryLimit = m_MemoryLimit;
    m_StatisticsOptions = options;
  }
  return *m_Statistics;
}

template <typename TInputImage, typename TOutputImage>
void
MomentSetFilterBase<TInputImage, TOutputImage>::VerifyIsNotConstant(const RealType *    pixels,
                                                                    SizeValueType       count,
                                                                    const std::string & name) const
{
  if (std::all_of(pixels, pixels + count, [pixels](RealType value) { return value == *pixels; }))
  {
    itkExceptionMacro(<< name << " is constant (" << *pixels << "): it has no moments to describe it by.");
  }
}

template <typename TInputImage, typename TOutputImage>
void
MomentSetFilterBase<TInputImage, TOutputImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Model: " << m_Model << std::endl;
  os << indent << "ScaleRange: " << m_ScaleRange << std::endl;
  os << indent << "ShiftRange: " << m_ShiftRange << std::endl;
  os << indent << "AngularRange: " << m_AngularRange << std::endl;
  os << indent << "MaximumHarmonic: " << m_MaximumHarmonic << std::endl;
  os << indent << "NumberOfPhases: " << m_NumberOfPhases << std::endl;
  os << indent << "Normalization: " << m_Normalization << std::endl;
  os << indent << "FullGrid: " << (m_FullGrid ? "On" : "Off") << std::endl;
  os << indent << "MemoryLimit: " << m_MemoryLimit << std::endl;
  os << indent << "Number of custom moments: " << m_CustomMomentSet.GetMoments().size() << std::endl;
  if (m_Statistics)
  {
    os << indent << "Memory of the engine in bytes: " << m_Statistics->PeakMemoryInBytes(true) << std::endl;
  }
}
} // namespace itk

#endif
