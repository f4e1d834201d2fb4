// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkDictionary_h
#define itkDictionary_h

#include "PhaseHarmonicsExport.h"
#include "phDictionary.h"

#include "itkArray.h"
#include "itkDataObject.h"
#include "itkImage.h"
#include "itkObjectFactory.h"
#include "itkRGBPixel.h"

namespace itk
{
/** \class Dictionary
 *
 * \brief Atoms in which images are written as sparse sums: y = D z with few coefficients z different from zero.
 *
 * A dictionary holds K atoms, real patches of a support of 1 to 3 dimensions and a number of channels. Convolutional
 * codes place every atom at every pixel; patch-wise codes take patches as vectors of p = channels x support pixels.
 * Atoms for the channels of single pixels have a support of one pixel.
 *
 * Values are kept in double precision, in the order [atom][channel][z][y][x], x fastest. Atoms usually have unit norm.
 *
 * Mairal, Bach, Ponce and Sapiro, "Online learning for matrix factorization and sparse coding", 2010.
 *
 * \sa DictionaryReader DictionaryWriter DictionaryLearningImageFilter SparseDeconvolutionImageFilter
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT Dictionary : public DataObject
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(Dictionary);

  using Self = Dictionary;
  using Superclass = DataObject;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(Dictionary, DataObject);

  using AtomsType = phaseharmonics::Dictionary<double>;
  using ArrayType = Array<double>;
  using SizeArrayType = Array<SizeValueType>;
  using PictureType = Image<RGBPixel<unsigned char>, 2>;

  /** Set/Get all atoms. Raises an exception, naming the atom, if one is zero or not finite. */
  virtual void
  SetAtoms(const AtomsType & atoms);
  const AtomsType &
  GetAtoms() const
  {
    return m_Atoms;
  }

  /** Get the atoms in the precision of a filter. */
  template <typename TReal>
  phaseharmonics::Dictionary<TReal>
  GetAtomsAs() const;

  /** Set atoms from numbers: their values in the order [atom][channel][z][y][x], the size of the support, x first (one
   * entry for each dimension), and the number of channels. */
  virtual void
  SetAtomValues(const ArrayType & values, const SizeArrayType & supportSize, SizeValueType numberOfChannels);
  ArrayType
  GetAtomValues() const;

  /** Take the atoms of cubic spline framelets: for images with edges, of which a smooth background is taken off. */
  virtual void
  SetFramelets(unsigned int dimension, unsigned int numberOfScales = 2);

  /** Take Gaussian bumps of deviations smallestSigma, 2 smallestSigma, ... pixels: for images that are nowhere negative
   * and dark over large parts, with coefficients that are not negative. */
  virtual void
  SetBumps(unsigned int dimension, double smallestSigma = 0.7, unsigned int numberOfScales = 4);
  SizeArrayType
  GetSupportSize() const;

  SizeValueType
  GetNumberOfAtoms() const
  {
    return m_Atoms.GetNumberOfAtoms();
  }
  SizeValueType
  GetNumberOfChannels() const
  {
    return m_Atoms.GetNumberOfChannels();
  }
  unsigned int
  GetSupportDimension() const
  {
    return m_Atoms.GetSupport().dimension;
  }

  /** Get the largest correlation of two atoms, between 0 and 1. Sparse codes are the better defined, the smaller it
   * is. */
  double
  GetCoherence() const;

  /** Get the atoms side by side: middle gray is the mean of an atom, black or white its largest deviation from it;
   * three channels are shown as colors. */
  PictureType::Pointer
  GetPicture() const;

  void
  Initialize() override;
  void
  Graft(const DataObject * data) override;

protected:
  Dictionary() = default;
  ~Dictionary() override;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  AtomsType m_Atoms;
};

#if !defined(ITK_WRAPPING_PARSER) // which would take them for methods without template parameters
extern template PhaseHarmonics_EXPORT phaseharmonics::Dictionary<float>
                                      Dictionary::GetAtomsAs<float>() const;
extern template PhaseHarmonics_EXPORT phaseharmonics::Dictionary<double>
                                      Dictionary::GetAtomsAs<double>() const;
#endif
} // namespace itk

#endif
