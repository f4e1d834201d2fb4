#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# build.sh [TARGET]...
# Installs what is missing (on Debian and its kin), configures and builds the targets, all by default. The build folder
# is PHASEHARMONICS_BUILD_DIR or <project>/build.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=${PHASEHARMONICS_BUILD_DIR:-$root/build}

libraries=(
  libinsighttoolkit5-dev # ITK 5.2
  uuid-dev               # asked for by ITK's configuration
  libfftw3-dev
  libeigen3-dev
  libhdf5-dev
  liblbfgs-dev
  libcli11-dev # programs
  libgtest-dev # tests
  libbenchmark-dev
)

# shellcheck source=Modules/CMake/packages.sh
source "$root/Modules/CMake/packages.sh"
mapfile -t missing < <(missing_packages "${libraries[@]}")
# Tools may come from elsewhere than Debian.
command -v c++ >/dev/null || missing+=(g++)
command -v cmake >/dev/null || missing+=(cmake)
command -v ninja >/dev/null || missing+=(ninja-build)
install_packages "${missing[@]}"

options=()
if command -v ccache >/dev/null; then
  options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release "${options[@]}"

targets=()
if (($#)); then
  targets=(--target "$@")
fi
cmake --build "$build" --parallel "${PHASEHARMONICS_JOBS:-$(nproc)}" "${targets[@]}"
