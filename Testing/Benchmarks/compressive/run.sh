#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# run.sh BUILD: sweeps over images and signals, then tables and figure. What the JSON files in BUILD hold already is not
# computed again, so that an interrupted run goes on.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "$1" && pwd)
data=$build/Testing/Data
work=$build/Testing/Benchmarks/compressive
images=(boat="$data/phaseharmonics_demo_boat1_N256.mha" cartoon="$data/phaseharmonics_demo_toy7d_N256.mha")

cmake --build "$build" --target CompressiveBenchmark PhaseHarmonicsData
[[ -d $work/venv ]] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
python=$work/venv/bin/python
"$python" "$here/sweep_images.py" "$build/bin/CompressiveBenchmark" "$work/images.json" "${images[@]}"
"$python" "$here/sweep_signals.py" "$build/bin/CompressiveBenchmark" "$work/signals.json"
"$python" "$here/figures.py" "$work/images.json" "$work/signals.json" "${images[@]}" --figure "$work/compressive.png"
