// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkDictionaryWriter_h
#define itkDictionaryWriter_h

#include "itkDictionary.h"

#include "itkProcessObject.h"

namespace itk
{
/** \class DictionaryWriter
 *
 * \brief Writes a dictionary to an HDF5 file (.h5, .hdf5).
 *
 * All digits are kept. The format is described in phDictionaryFile.h. The file appears when it is complete; after a
 * failure a former file of that name is as it was. Raises an exception with the name of the file if it cannot be
 * written or its extension is another.
 *
 * \sa DictionaryReader
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT DictionaryWriter : public ProcessObject
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(DictionaryWriter);

  using Self = DictionaryWriter;
  using Superclass = ProcessObject;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(DictionaryWriter, ProcessObject);

  /** Set/Get the file to write. */
  itkSetStringMacro(FileName);
  itkGetStringMacro(FileName);

  /** Set/Get the dictionary to write. */
  using Superclass::SetInput;
  virtual void
  SetInput(const Dictionary * dictionary);
  const Dictionary *
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
  DictionaryWriter();
  ~DictionaryWriter() override;

  void
  GenerateData() override;
  void
  PrintSelf(std::ostream & os, Indent indent) const override;

private:
  std::string m_FileName;
};
} // namespace itk

#endif
