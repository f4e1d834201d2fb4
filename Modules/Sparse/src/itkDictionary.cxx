// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkDictionary.h"

#include "phAnalyticDictionary.h"
#include "phDictionaryConversion.h"
#include "phDictionaryMosaic.h"

#include <algorithm>
#include <stdexcept>

namespace itk
{
Dictionary::~Dictionary() = default;

void
Dictionary::SetAtoms(const AtomsType & atoms)
{
  try
  {
    atoms.CheckAtoms();
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
  m_Atoms = atoms;
  this->Modified();
}

template <typename TReal>
phaseharmonics::Dictionary<TReal>
Dictionary::GetAtomsAs() const
{
  return phaseharmonics::ConvertDictionary<TReal>(m_Atoms);
}

template PhaseHarmonics_EXPORT phaseharmonics::Dictionary<float>
                               Dictionary::GetAtomsAs<float>() const;
template PhaseHarmonics_EXPORT phaseharmonics::Dictionary<double>
                               Dictionary::GetAtomsAs<double>() const;

void
Dictionary::SetAtomValues(const ArrayType & values, const SizeArrayType & supportSize, SizeValueType numberOfChannels)
{
  if (supportSize.size() < 1 || supportSize.size() > 3)
  {
    itkExceptionMacro(<< "The size of the support has " << supportSize.size() << " entries; expected 1 to 3.");
  }
  phaseharmonics::Grid support;
  support.dimension = static_cast<unsigned int>(supportSize.size());
  std::copy(supportSize.begin(), supportSize.end(), support.size.begin());
  const SizeValueType length = support.NumberOfPixels() * numberOfChannels;
  if (length == 0 || values.size() == 0 || values.size() % length != 0)
  {
    itkExceptionMacro(<< values.size() << " values do not make atoms of " << length
                      << " values each (channels times pixels of the support).");
  }
  AtomsType atoms(support, numberOfChannels, values.size() / length);
  std::copy(values.begin(), values.end(), atoms.data());
  this->SetAtoms(atoms);
}

void
Dictionary::SetFramelets(unsigned int dimension, unsigned int numberOfScales)
{
  try
  {
    this->SetAtoms(
      phaseharmonics::MakeFrameletDictionary<double>(dimension, phaseharmonics::FrameletFamily::Cubic, numberOfScales));
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

void
Dictionary::SetBumps(unsigned int dimension, double smallestSigma, unsigned int numberOfScales)
{
  try
  {
    this->SetAtoms(phaseharmonics::MakeBumpDictionary<double>(dimension, smallestSigma, numberOfScales));
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

auto
Dictionary::GetAtomValues() const -> ArrayType
{
  ArrayType values(m_Atoms.GetNumberOfAtoms() * m_Atoms.GetLength());
  std::copy_n(m_Atoms.data(), values.size(), values.begin());
  return values;
}

auto
Dictionary::GetSupportSize() const -> SizeArrayType
{
  SizeArrayType size(m_Atoms.GetSupport().dimension);
  std::copy_n(m_Atoms.GetSupport().size.begin(), size.size(), size.begin());
  return size;
}

double
Dictionary::GetCoherence() const
{
  return m_Atoms.Coherence();
}

auto
Dictionary::GetPicture() const -> PictureType::Pointer
{
  if (m_Atoms.GetNumberOfAtoms() == 0)
  {
    itkExceptionMacro(<< "The dictionary has no atoms to show.");
  }
  const phaseharmonics::DictionaryPicture drawn = phaseharmonics::DrawDictionary(m_Atoms);
  auto                                    picture = PictureType::New();
  picture->SetRegions(PictureType::SizeType{ { drawn.width, drawn.height } });
  picture->Allocate();
  for (SizeValueType i = 0; i < drawn.width * drawn.height; ++i)
  {
    std::copy_n(&drawn.components[3 * i], 3, picture->GetBufferPointer()[i].Begin());
  }
  return picture;
}

void
Dictionary::Initialize()
{
  Superclass::Initialize();
  m_Atoms = AtomsType();
}

void
Dictionary::Graft(const DataObject * data)
{
  if (data == nullptr)
  {
    return;
  }
  const auto * const other = dynamic_cast<const Self *>(data);
  if (other == nullptr)
  {
    itkExceptionMacro(<< "An object of class " << data->GetNameOfClass() << " holds no dictionary.");
  }
  m_Atoms = other->m_Atoms;
  this->Modified();
}

void
Dictionary::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  const auto & size = m_Atoms.GetSupport().size;
  os << indent << "NumberOfAtoms: " << m_Atoms.GetNumberOfAtoms() << std::endl;
  os << indent << "NumberOfChannels: " << m_Atoms.GetNumberOfChannels() << std::endl;
  os << indent << "SupportDimension: " << m_Atoms.GetSupport().dimension << std::endl;
  os << indent << "SupportSize: " << size[0] << " x " << size[1] << " x " << size[2] << std::endl;
}
} // namespace itk
