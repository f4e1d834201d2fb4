#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# run.sh [PYTEST ARGUMENT]...
# Builds the wheel of the Python package as `pip install .` does, installs it into a virtual environment and runs its
# tests. They compare it with the programs of the build folder, PHASEHARMONICS_BUILD_DIR or <project>/build, which must
# be built.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export PHASEHARMONICS_BUILD_DIR=${PHASEHARMONICS_BUILD_DIR:-$root/build}
work=$PHASEHARMONICS_BUILD_DIR/python-tests
python=$work/venv/bin/python

# shellcheck source=Modules/CMake/packages.sh
source "$root/Modules/CMake/packages.sh"
missing=()
command -v python3 >/dev/null || missing+=(python3)
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
python3 -c 'import os, sysconfig; open(os.path.join(sysconfig.get_path("include"), "Python.h"))' 2>/dev/null ||
  missing+=(python3-dev)
install_packages "${missing[@]}"

mkdir -p "$work"
[[ -x $python ]] || python3 -m venv "$work/venv"
if command -v ccache >/dev/null; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
fi
export CMAKE_BUILD_PARALLEL_LEVEL=${PHASEHARMONICS_JOBS:-$(nproc)}

run_pip() # NAME OF THE LOG, ARGUMENTS...
{
  "$python" -m pip --disable-pip-version-check "${@:2}" >"$work/$1.log" 2>&1 ||
    { tail -n 30 "$work/$1.log" >&2; echo "pip fails: $work/$1.log" >&2; return 1; }
}
echo "Building the Python package, and installing it into $work/venv"
# Anew, since tools of the last time are gone with pip's isolated environment; where there is a compiler cache it helps.
rm -rf "$work/build" "$work/wheel"
run_pip wheel wheel --no-deps --wheel-dir "$work/wheel" --config-settings=build-dir="$work/build" "$root"
wheel=$(echo "$work"/wheel/phaseharmonics-*.whl)
run_pip install install --force-reinstall --no-deps "$wheel" # pip keeps what has the same version
run_pip tools install "$wheel[all]" -r "$root/Testing/Python/requirements.txt"

cd "$work"
"$python" -m pytest -q -c "$root/pyproject.toml" --rootdir "$root" -p no:cacheprovider "$@" "$root/Testing/Python"
