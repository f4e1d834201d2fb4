// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPhaseHarmonicMoments_h
#define itkPhaseHarmonicMoments_h

#include "itkMomentSetEnums.h"
#include "phMoments.h"

#include "itkArray.h"
#include "itkDataObject.h"
#include "itkObjectFactory.h"

namespace itk
{
/** \class PhaseHarmonicMoments
 *
 * \brief Phase-harmonic moments of an image: means, standard deviations and covariances of its wavelet coefficients'
 * harmonics, and the bank and set they belong to.
 *
 * A feature (j, l, k) is the map \f$[z_{j,l}]^k = |z_{j,l}| e^{ik \arg z_{j,l}}\f$ of a wavelet band
 * \f$z_{j,l} = x * \psi_{j,l}\f$, or the low pass \f$x * \phi_J\f$, which has j = J, l = k = 0; in the Rectified model
 * k is the number n of the phase of \f$\rho(\mathrm{Re}(e^{2\pi i n/A} z_{j,l}))\f$. Moments are
 *
 * \f[ C = E\left[(a(u) - m_a)\, \overline{(b(u + \tau) - m_b)}\right] \f]
 *
 * of two features a = (j1, l1, k1), b = (j2, l2, k2) with means \f$m_a, m_b\f$, where E is the average over all pixels
 * u of the periodic image. Orientations l = L .. 2L-1 are the opposite directions, \f$z_{j,l+L} = \bar z_{j,l}\f$; the
 * lag \f$\tau\f$ is in pixels of the full grid. Every covariance occurs once: those that others imply by symmetry are
 * left out.
 *
 * Values have the unit of the image (means, deviations), its square (covariances), or none (normalized covariances).
 *
 * Zhang and Mallat, "Maximum entropy models from phase harmonic covariances", 2021.
 *
 * \sa PhaseHarmonicMomentsImageFilter PhaseHarmonicMomentsReader PhaseHarmonicMomentsWriter
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT PhaseHarmonicMoments : public DataObject
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(PhaseHarmonicMoments);

  using Self = PhaseHarmonicMoments;
  using Superclass = DataObject;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(PhaseHarmonicMoments, DataObject);

  using ArrayType = Array<double>;
  using ModelEnum = MomentSetEnums::Model;
  using NormalizationEnum = MomentSetEnums::Normalization;

  /** Set/Get everything at once. */
  virtual void
  SetMoments(const phaseharmonics::Moments & moments);
  const phaseharmonics::Moments &
  GetMoments() const
  {
    return m_Moments;
  }

  /** Set/Get whether GetRealParts(), GetImaginaryParts() and CSV files give covariances divided by the deviations of
   * their two features. The moments themselves do not change. Default is Target. */
  itkSetEnumMacro(Normalization, NormalizationEnum);
  itkGetEnumMacro(Normalization, NormalizationEnum);

  ModelEnum
  GetModel() const;

  /** Get the number of covariances, complex and real. */
  SizeValueType
  GetNumberOfMoments() const;

  /** Get the number of unique real numbers: complex covariances count two. */
  SizeValueType
  GetNumberOfUniqueMoments() const;

  /** Get the number of real numbers as the papers count them, before symmetries. */
  SizeValueType
  GetNumberOfNominalMoments() const;

  /** Get the number of features, each of which has a mean and a deviation. */
  SizeValueType
  GetNumberOfFeatures() const;

  /** Get the covariances. */
  ArrayType
  GetRealParts() const;
  ArrayType
  GetRealParts(NormalizationEnum normalization) const;
  ArrayType
  GetImaginaryParts() const;
  ArrayType
  GetImaginaryParts(NormalizationEnum normalization) const;

  /** Get nine numbers for each covariance: j1, l1, k1, j2, l2, k2, and the lag along x, y, z. */
  ArrayType
  GetIndices() const;

  /** Get the means of the features, their standard deviations, and three numbers j, l, k for each. */
  ArrayType
  GetMeanRealParts() const;
  ArrayType
  GetMeanImaginaryParts() const;
  ArrayType
  GetDeviations() const;
  ArrayType
  GetFeatureIndices() const;

  /** Get mean and standard deviation of the image. */
  double
  GetImageMean() const
  {
    return m_Moments.imageMean;
  }
  double
  GetImageDeviation() const
  {
    return m_Moments.imageDeviation;
  }

  void
  Initialize() override;
  void
  Graft(const DataObject * data) override;

protected:
  PhaseHarmonicMoments() = default;
  ~PhaseHarmonicMoments() override;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  phaseharmonics::Moments m_Moments;
  NormalizationEnum       m_Normalization{ NormalizationEnum::Target };
};
} // namespace itk

#endif
