#!/bin/bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Installs the peers into a virtual environment and compares the library with those that run.
set -euo pipefail

if [[ "${1:-}" == --help || $# -lt 1 ]]; then
  echo "Usage: bash Testing/Benchmarks/peers/run.sh BUILD [OPTIONS OF compare.py]"
  echo
  echo "BUILD is a build folder of this project. Results are BUILD/peers/peers.json and BUILD/peers/peers.png;"
  echo "the virtual environment is BUILD/peers/venv."
  [[ "${1:-}" == --help ]]; exit
fi
here="$(cd "$(dirname "$0")" && pwd)"
build="$(cd "$1" && pwd)"
shift
work="$build/peers"
python="$work/venv/bin/python"

cmake --build "$build" --target PeerServer PhaseHarmonicsData
mkdir -p "$work"
[[ -x "$python" ]] || python3 -m venv "$work/venv"

install() # NAME OF THE LOG, REQUIREMENTS
{
  "$python" -m pip install -c "$here/constraints.txt" "${@:2}" >"$work/$1.log" 2>&1 ||
    { echo "pip does not install ${*:2}: $work/$1.log"; return 1; }
}
install tools numpy scipy matplotlib || exit 1
# The build for CPUs where there is one: the other brings gigabytes of libraries for GPUs.
install torch "torch==2.13.0+cpu" || install torch torch || true
for peer in pywph kymatio foscat; do
  install $peer $peer || true
done

cd "$work"
exec "$python" "$here/compare.py" --server "$build/bin/PeerServer" --data "$build/Testing/Data" --logs "$work" "$@"
