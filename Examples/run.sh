#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# run.sh [SYNTHESIZETEXTURE OPTION]...
# Installs what is missing, builds SynthesizeTexture and draws a new turbulence field from the moments of another:
# one picture (original | Gaussian model | synthesis) and a table of how they differ.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${PHASEHARMONICS_BUILD_DIR:-$root/build}
output=${PHASEHARMONICS_OUTPUT_DIR:-$build/turbulence}

bash "$root/Modules/CMake/build.sh" SynthesizeTexture PhaseHarmonicsData

mkdir -p "$output"
"$build/bin/SynthesizeTexture" "$build/Testing/Data/dns2d_vorticity_256_seed201.mha" "$output/synthesis.mha" \
  --picture "$output/picture.png" --report "$output/report.json" "$@"
echo "Picture, image and report: $output"
