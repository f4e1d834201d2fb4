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

missing=()
if command -v dpkg-query >/dev/null; then
  for package in "${libraries[@]}"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
  done
else
  missing=("${libraries[@]}")
fi
# Tools may come from elsewhere than Debian.
command -v c++ >/dev/null || missing+=(g++)
command -v cmake >/dev/null || missing+=(cmake)
command -v ninja >/dev/null || missing+=(ninja-build)

if ((${#missing[@]})); then
  if ! command -v apt-get >/dev/null; then
    echo "This machine has no apt-get. Please install what these Debian packages hold, then configure with CMake" >&2
    echo "as README.md says: ${missing[*]}" >&2
    exit 1
  fi
  sudo=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || { echo "Please install as root: apt-get install ${missing[*]}" >&2; exit 1; }
    sudo=(sudo)
  fi
  echo "Installing: ${missing[*]}"
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}"
fi

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
