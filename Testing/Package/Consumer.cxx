// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Uses the installed package: the versions of its headers and of the library agree.
#include "PhaseHarmonicsVersion.h"

#include "itkImage.h"

#include <cstring>
#include <iostream>

int
main()
{
  const auto image = itk::Image<float, 2>::New();
  if (std::strcmp(phaseharmonics::GetVersion(), PHASEHARMONICS_VERSION) != 0 || image.IsNull())
  {
    std::cerr << "library " << phaseharmonics::GetVersion() << ", headers " << PHASEHARMONICS_VERSION << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
