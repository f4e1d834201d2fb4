# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
phaseharmonics_add_program_test(ReconstructFromMoments)
