// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDictionaryFile_h
#define phDictionaryFile_h

#include "phDictionary.h"

#include <string>

namespace phaseharmonics
{
/** Writes a dictionary to an HDF5 file, from which ReadDictionary gives the same bits again. Schema, version 1:
 *
 *  | object | type                      | content                                        |
 *  |--------|---------------------------|------------------------------------------------|
 *  | /      | attributes                | format = "SparseDictionary", version           |
 *  | atoms  | real[K][C][(Nz)][(Ny)][Nx] | atoms, one axis for each dimension of support |
 *
 *  A dictionary of vectors has a support of one dimension and one pixel. The file appears when it is complete.
 *  Throws std::runtime_error with the path if it cannot be written, and where Dictionary::CheckAtoms does. */
template <typename T>
PhaseHarmonics_EXPORT void
WriteDictionary(const std::string & path, const Dictionary<T> & dictionary);

/** Throws std::runtime_error with the path and what is wrong: missing, foreign, newer, truncated or damaged files, and
 *  atoms that are zero or not finite. */
template <typename T>
PhaseHarmonics_EXPORT Dictionary<T>
                      ReadDictionary(const std::string & path);
} // namespace phaseharmonics

#endif
