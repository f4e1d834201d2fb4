// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkHarmonicPredictionModel_h
#define itkHarmonicPredictionModel_h

#include "PhaseHarmonicsExport.h"
#include "phHarmonicPrediction.h"

#include "itkDataObject.h"
#include "itkObjectFactory.h"

#include <string>

namespace itk
{
/** \class HarmonicPredictionModel
 *
 * \brief Weights that predict fine scales of images from coarser ones, and how well they do.
 *
 * HarmonicPredictionImageFilter fits it. Explained variances are shares between 0 and 1 (negative where a prediction is
 * worse than none), cross-validated on the training images; scale 0 is the finest.
 *
 * \sa HarmonicPredictionImageFilter
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT HarmonicPredictionModel : public DataObject
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(HarmonicPredictionModel);

  using Self = HarmonicPredictionModel;
  using Superclass = DataObject;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(HarmonicPredictionModel, DataObject);

  using ModelType = phaseharmonics::HarmonicPredictionModel;
  using FiguresType = phaseharmonics::PredictionFigures;

  /** Set/Get the model. Raises an exception if its arrays do not fit its options or are not finite. */
  virtual void
  SetModel(const ModelType & model);
  const ModelType &
  GetModel() const
  {
    return m_Model;
  }

  /** Write to, or read from, an HDF5 file, from which the same bits come back; its format is described in
   * phHarmonicPredictionFile.h. Raise an exception with the name of the file and what is wrong. */
  virtual void
  WriteFile(const std::string & fileName) const;
  virtual void
  ReadFile(const std::string & fileName);

  /** Get the dimension of the images, 0 for an empty model, and the number of scales that it predicts. */
  unsigned int
  GetImageDimension() const
  {
    return m_Model.dimension;
  }
  unsigned int
  GetNumberOfOctaves() const
  {
    return static_cast<unsigned int>(m_Model.octaves.size());
  }

  /** Get the explained variance of the coefficients of a scale, that of the linear baseline, and their difference with
   * its standard error over the folds. */
  double
  GetExplainedVariance(unsigned int scale) const;
  double
  GetLinearExplainedVariance(unsigned int scale) const;
  double
  GetGain(unsigned int scale) const;
  double
  GetGainStandardError(unsigned int scale) const;

  /** Get the explained variance of the moduli of a scale from coarser moduli, and how much more it is than that from
   * linear predictors. */
  double
  GetModulusExplainedVariance(unsigned int scale) const;
  double
  GetModulusGain(unsigned int scale) const;

  /** Get all figures of a scale. */
  const FiguresType &
  GetFigures(unsigned int scale) const;

  void
  Initialize() override;
  void
  Graft(const DataObject * data) override;

protected:
  HarmonicPredictionModel() = default;
  ~HarmonicPredictionModel() override;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  ModelType m_Model;
};
} // namespace itk

#endif
