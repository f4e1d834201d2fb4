// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPhaseHarmonicMomentsWriter_h
#define itkPhaseHarmonicMomentsWriter_h

#include "itkPhaseHarmonicMoments.h"

#include "itkProcessObject.h"

namespace itk
{
/** \class PhaseHarmonicMomentsWriter
 *
 * \brief Writes phase-harmonic moments to an HDF5 file (.h5, .hdf5) or a table (.csv).
 *
 * An HDF5 file holds all digits of everything. A table has one row for each mean and each covariance, with the columns
 * `j1,l1,k1,j2,l2,k2,tau_x,tau_y,tau_z,real,imag`; its covariances are divided by the deviations if the Normalization
 * of the moments is Target. The formats are described in phMomentFile.h and phMomentCsv.h.
 *
 * The file appears when it is complete; after a failure a former file of that name is as it was. Raises an exception
 * with the name of the file if it cannot be written or its extension is another.
 *
 * \sa PhaseHarmonicMomentsReader
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT PhaseHarmonicMomentsWriter : public ProcessObject
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(PhaseHarmonicMomentsWriter);

  using Self = PhaseHarmonicMomentsWriter;
  using Superclass = ProcessObject;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(PhaseHarmonicMomentsWriter, ProcessObject);

  /** Set/Get the file to write. */
  itkSetStringMacro(FileName);
  itkGetStringMacro(FileName);

  /** Set/Get the moments to write. */
  using Superclass::SetInput;
  virtual void
  SetInput(const PhaseHarmonicMoments * moments);
  const PhaseHarmonicMoments *
  GetInput() const;

  /** Brings the input up to date and writes it. */
  virtual void
  Write();
  void
  Update() override
  {
    this->Write();
  }
  void
  UpdateLargestPossibleRegion() override
  {
    this->Write();
  }

protected:
  PhaseHarmonicMomentsWriter();
  ~PhaseHarmonicMomentsWriter() override;

  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  std::string m_FileName;
};
} // namespace itk

#endif
