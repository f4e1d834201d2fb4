#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# run.sh [PYTEST ARGUMENT]...
# Compares the Python package with kymatio and PyWPH, which want older packages than its other tests, in a virtual
# environment of their own. Testing/Python/run.sh must have run before: its wheel is built only once.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=${PHASEHARMONICS_BUILD_DIR:-$root/build}/python-tests
python=$work/peers/bin/python

[[ -x $python ]] || python3 -m venv "$work/peers"
constraints=$root/Testing/Benchmarks/peers/constraints.txt
install() # NAME OF THE LOG, WHAT...
{
  "$python" -m pip install --disable-pip-version-check -c "$constraints" "${@:2}" >"$work/peers/$1.log" 2>&1
}
install phaseharmonics --force-reinstall --no-deps "$work"/wheel/phaseharmonics-*.whl &&
  install tools "$work"/wheel/phaseharmonics-*.whl pytest SimpleITK ||
  { tail -n 30 "$work"/peers/*.log >&2; exit 1; }

tests=()
if install kymatio kymatio; then
  tests+=("$here/test_kymatio.py")
else
  echo "kymatio does not install here, and is not compared with: $work/peers/kymatio.log"
fi
# Of PyTorch only the build for processors: the other brings gigabytes of libraries for GPUs.
if install torch "torch==2.13.0+cpu" && install pywph pywph; then
  tests+=("$here/test_pywph.py")
else
  echo "PyWPH, or PyTorch for processors, does not install here, and is not compared with: $work/peers/torch.log"
fi
((${#tests[@]})) || exit 0
cd "$work"
"$python" -m pytest -q -c "$root/pyproject.toml" --rootdir "$root" -p no:cacheprovider "$@" "${tests[@]}"
