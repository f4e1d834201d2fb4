// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSupportFit_h
#define phSupportFit_h

#include "phDictionary.h"
#include "phExecutor.h"

namespace phaseharmonics
{
/** Least squares on the supports of codes: the coefficients different from zero become those that minimize ||y - D z||,
 *  without penalty, which undoes their shrinkage.
 *
 *  `vectors`: count x p; `codes`: count x K. Coefficients of atoms that depend on those before them in the support
 *  become zero. With `isNonNegative`, a code that would get a negative coefficient stays as it is. */
template <typename T>
PhaseHarmonics_EXPORT void
FitSupports(const Dictionary<T> & dictionary,
            const T *             vectors,
            std::size_t           count,
            bool                  isNonNegative,
            T *                   codes,
            const Executor &      executor);
} // namespace phaseharmonics

#endif
