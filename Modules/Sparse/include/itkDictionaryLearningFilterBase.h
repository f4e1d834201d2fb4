// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkDictionaryLearningFilterBase_h
#define itkDictionaryLearningFilterBase_h

#include "itkDictionary.h"
#include "itkPhaseHarmonicsInstantiation.h"
#include "phDictionaryTraining.h"

#include "itkImage.h"
#include "itkNumericTraits.h"
#include "itkProcessObject.h"
#include "itkVectorImage.h"

#include <string>
#include <vector>

namespace itk
{
/** \class DictionaryLearningFilterBase
 *
 * \brief Images, parameters and progress of the filters that learn a dictionary.
 *
 * The inputs are one or more images of the same number of channels, of any sizes; the output is a Dictionary. Learning
 * minimizes the mean over the data y of
 *
 * \f[ \min_z \tfrac12 \|y - D z\|^2 + \lambda \|z\|_1, \qquad \|d_k\| \le 1 , \f]
 *
 * step by step. Every ReportInterval steps the mean over data that are not learned from is computed and an
 * IterationEvent invoked. The same seed gives the same dictionary on any number of threads.
 *
 * With a CheckpointFileName the state is saved at each report and at the end, and an update goes on from the file
 * if there is one, to the same bits as without interruption. The file of another run is refused.
 *
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT DictionaryLearningFilterBase : public ProcessObject
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(DictionaryLearningFilterBase);

  using Self = DictionaryLearningFilterBase;
  using Superclass = ProcessObject;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkTypeMacro(DictionaryLearningFilterBase, ProcessObject);

  static constexpr unsigned int ImageDimension = TImage::ImageDimension;
  using ImageType = TImage;
  using RealType = typename NumericTraits<typename TImage::PixelType>::ValueType;
  using SizeType = typename TImage::SizeType;
  using ArrayType = Array<double>;

  /** Set/Get the images. */
  using Superclass::SetInput;
  virtual void
  SetInput(const ImageType * image)
  {
    this->SetNthInput(0, const_cast<ImageType *>(image));
  }
  virtual void
  SetInput(DataObjectPointerArraySizeType index, const ImageType * image)
  {
    this->SetNthInput(index, const_cast<ImageType *>(image));
  }
  const ImageType *
  GetInput(DataObjectPointerArraySizeType index = 0) const;

  /** Set/Get a dictionary to start from, instead of pieces of the data. */
  virtual void
  SetInitialDictionary(const Dictionary * dictionary);
  const Dictionary *
  GetInitialDictionary() const;

  /** Get the dictionary. */
  Dictionary *
  GetOutput();
  const Dictionary *
  GetOutput() const;

  /** Set/Get the size of the atoms in pixels. Default is 8 along each axis. */
  itkSetMacro(AtomSize, SizeType);
  itkGetConstReferenceMacro(AtomSize, SizeType);

  /** Set/Get the number of atoms. Default is 64. */
  itkSetMacro(NumberOfAtoms, unsigned int);
  itkGetConstMacro(NumberOfAtoms, unsigned int);

  /** Set/Get lambda. 0, the default, takes LambdaRatio instead. */
  itkSetMacro(Lambda, double);
  itkGetConstMacro(Lambda, double);

  /** Set/Get lambda as a ratio of the smallest one whose code is zero. Default is 0.1. */
  itkSetMacro(LambdaRatio, double);
  itkGetConstMacro(LambdaRatio, double);

  /** Set/Get whether coefficients must not be negative. Default is off. */
  itkSetMacro(NonNegative, bool);
  itkGetConstMacro(NonNegative, bool);
  itkBooleanMacro(NonNegative);

  /** Set/Get the number of steps. */
  itkSetMacro(NumberOfIterations, unsigned int);
  itkGetConstMacro(NumberOfIterations, unsigned int);

  /** Set/Get every how many steps the held-out objective is computed and the state saved. */
  itkSetMacro(ReportInterval, unsigned int);
  itkGetConstMacro(ReportInterval, unsigned int);

  /** Set/Get the seed. Default is 0. */
  itkSetMacro(Seed, SizeValueType);
  itkGetConstMacro(Seed, SizeValueType);

  /** Set/Get the file that the state is saved to. Default is none. */
  itkSetStringMacro(CheckpointFileName);
  itkGetStringMacro(CheckpointFileName);

  /** Get the step and the held-out objective of the last report. */
  itkGetConstMacro(Iteration, unsigned int);
  itkGetConstMacro(HeldOutObjective, double);

  /** Get the steps and held-out objectives of all reports of the last update; the first is that of the start. */
  ArrayType
  GetReportedIterations() const;
  ArrayType
  GetHeldOutObjectives() const;

  /** Get the number of atoms that were not used any more and have been replaced by data. */
  itkGetConstMacro(NumberOfReplacedAtoms, SizeValueType);

protected:
  DictionaryLearningFilterBase();
  ~DictionaryLearningFilterBase() override = default;

  using Superclass::MakeOutput;
  DataObjectPointer
  MakeOutput(DataObjectPointerArraySizeType index) override;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

  using TrainingImages = std::vector<phaseharmonics::TrainingImage<RealType>>;

  /** The images, as kernels take them. Throws unless they have the same number of channels, are at least as large as an
   * atom, and finite. */
  TrainingImages
  MakeTrainingImages() const;

  /** Sets what both ways of learning share. */
  void
  SetTrainingOptions(phaseharmonics::DictionaryTrainingOptions & options) const;

  /** Calls a kernel with the atoms to start from, or none, and an observer that keeps its reports, and makes what it
   * learned the output. Throws ProcessAborted if asked to stop. */
  template <typename TCall>
  void
  Learn(const TCall & call);

  /** Turns std::invalid_argument and std::runtime_error of kernels into ITK exceptions. */
  template <typename TCall>
  auto
  CallKernel(const TCall & call) const;

private:
  /** Whether to go on. */
  bool
  Report(const phaseharmonics::DictionaryTrainingReport & report);

  SizeType                  m_AtomSize;
  unsigned int              m_NumberOfAtoms{ 64 };
  double                    m_Lambda{ 0.0 };
  double                    m_LambdaRatio{ 0.1 };
  bool                      m_NonNegative{ false };
  unsigned int              m_NumberOfIterations{ 200 };
  unsigned int              m_ReportInterval{ 10 };
  SizeValueType             m_Seed{ 0 };
  std::string               m_CheckpointFileName;
  unsigned int              m_Iteration{ 0 };
  double                    m_HeldOutObjective{ 0.0 };
  SizeValueType             m_NumberOfReplacedAtoms{ 0 };
  std::vector<unsigned int> m_ReportedIterations;
  std::vector<double>       m_HeldOutObjectives;
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkDictionaryLearningFilterBase.hxx"
#endif

namespace itk
{
#define PhaseHarmonics_DECLARE(TReal, VDimension)                                                                      \
  extern template class PhaseHarmonics_EXPORT DictionaryLearningFilterBase<Image<TReal, VDimension>>;                  \
  extern template class PhaseHarmonics_EXPORT DictionaryLearningFilterBase<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_DECLARE);
#undef PhaseHarmonics_DECLARE
} // namespace itk

#endif
