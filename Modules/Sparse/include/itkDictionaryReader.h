// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkDictionaryReader_h
#define itkDictionaryReader_h

#include "itkDictionary.h"

#include "itkProcessObject.h"

namespace itk
{
/** \class DictionaryReader
 *
 * \brief Reads a dictionary from an HDF5 file (.h5, .hdf5).
 *
 * Raises an exception with the name of the file and what is wrong: it does not exist, is of another kind or of a newer
 * version, is truncated or damaged, or has atoms that are zero or not finite. The format is described in
 * phDictionaryFile.h.
 *
 * A file that was changed after an update is read again only after Modified().
 *
 * \sa DictionaryWriter
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT DictionaryReader : public ProcessObject
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(DictionaryReader);

  using Self = DictionaryReader;
  using Superclass = ProcessObject;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(DictionaryReader, ProcessObject);

  /** Set/Get the file to read. */
  itkSetStringMacro(FileName);
  itkGetStringMacro(FileName);

  /** Get the dictionary. */
  Dictionary *
  GetOutput();
  const Dictionary *
  GetOutput() const;

protected:
  DictionaryReader();
  ~DictionaryReader() override;

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
