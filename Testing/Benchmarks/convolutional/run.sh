#!/bin/bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Installs sporco into a virtual environment and compares convolutional sparse codes and learning with it.
set -euo pipefail

if [[ "${1:-}" == --help || $# -lt 1 ]]; then
  echo "Usage: bash Testing/Benchmarks/convolutional/run.sh BUILD [OPTIONS OF compare.py]"
  echo
  echo "BUILD is a build folder of this project. Results are BUILD/convolutional/convolutional.json and .png;"
  echo "the virtual environment is BUILD/convolutional/venv."
  [[ "${1:-}" == --help ]]; exit
fi
here="$(cd "$(dirname "$0")" && pwd)"
build="$(cd "$1" && pwd)"
shift
work="$build/convolutional"
python="$work/venv/bin/python"

cmake --build "$build" --target ConvolutionalBenchmark
mkdir -p "$work"
[[ -x "$python" ]] || python3 -m venv "$work/venv"
"$python" -m pip install -c "$here/constraints.txt" sporco pillow matplotlib >"$work/pip.log" 2>&1 ||
  { echo "pip does not install sporco: $work/pip.log"; exit 1; }

cd "$work"
exec "$python" "$here/compare.py" --program "$build/bin/ConvolutionalBenchmark" "$@"
