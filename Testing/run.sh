#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# run.sh [CTEST ARGUMENT]...
# Installs what is missing, builds everything, compiles each header alone and runs the tests.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${PHASEHARMONICS_BUILD_DIR:-$root/build}

bash "$root/Modules/CMake/build.sh" all all_verify_interface_header_sets
ctest --test-dir "$build" --output-on-failure -j2 "$@"
