#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# run.sh [CTEST ARGUMENT]...
# Installs what is missing, builds everything, compiles each header alone and runs the tests; without arguments, those of
# the Python package too, and those of ITK's own wrapping where Wrapping/build-itk-python.sh has built ITK before.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${PHASEHARMONICS_BUILD_DIR:-$root/build}

bash "$root/Modules/CMake/build.sh" all all_verify_interface_header_sets
ctest --test-dir "$build" --output-on-failure -j2 "$@"
if (($# == 0)); then
  bash "$root/Testing/Python/run.sh"
  bash "$root/Testing/Python/peers/run.sh"
  bash "$root/Wrapping/build-itk-python.sh" --only-if-cached
fi
