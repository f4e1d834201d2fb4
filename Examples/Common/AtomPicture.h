// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef AtomPicture_h
#define AtomPicture_h

#include "Canvas.h"

#include "itkDictionary.h"

namespace phaseharmonics_examples
{
/** The atoms side by side, each scaled to its largest deviation from its mean, magnified as far as the width allows. */
Canvas
DrawAtoms(const itk::Dictionary & dictionary, int largestWidth);
} // namespace phaseharmonics_examples

#endif
