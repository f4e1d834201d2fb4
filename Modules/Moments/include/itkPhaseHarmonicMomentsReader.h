// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPhaseHarmonicMomentsReader_h
#define itkPhaseHarmonicMomentsReader_h

#include "itkPhaseHarmonicMoments.h"

#include "itkProcessObject.h"

namespace itk
{
/** \class PhaseHarmonicMomentsReader
 *
 * \brief Reads phase-harmonic moments from an HDF5 file (.h5, .hdf5) or a table (.csv).
 *
 * Raises an exception with the name of the file and what is wrong: it does not exist, is of another kind or of a newer
 * version, is truncated or damaged, or has indices that are not those of its model. The formats are described in
 * phMomentFile.h and phMomentCsv.h.
 *
 * A file that was changed after an update is read again only after Modified().
 *
 * \sa PhaseHarmonicMomentsWriter
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT PhaseHarmonicMomentsReader : public ProcessObject
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(PhaseHarmonicMomentsReader);

  using Self = PhaseHarmonicMomentsReader;
  using Superclass = ProcessObject;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(PhaseHarmonicMomentsReader, ProcessObject);

  /** Set/Get the file to read. */
  itkSetStringMacro(FileName);
  itkGetStringMacro(FileName);

  /** Get the moments. Their Normalization is that of a table, and Target for an HDF5 file, which holds both. */
  PhaseHarmonicMoments *
  GetOutput();
  const PhaseHarmonicMoments *
  GetOutput() const;

protected:
  PhaseHarmonicMomentsReader();
  ~PhaseHarmonicMomentsReader() override;

  using Superclass::MakeOutput;
  DataObjectPointer
  MakeOutput(DataObjectPointerArraySizeType index) override;

  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  std::string m_FileName;
};
} // namespace itk

#endif
