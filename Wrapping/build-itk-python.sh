#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# build-itk-python.sh [--only-if-cached] [PYTEST ARGUMENT]...
# Builds an ITK with Python wrapping once, in a cache folder, from the source package of Debian and its kin; builds this
# module against it, and runs Testing/Python/itk_wrapping. An interrupted run goes on where it was. With
# --only-if-cached, does nothing, and says so, unless the wrapped ITK is there.
#
# PHASEHARMONICS_ITK_PYTHON_CACHE      cache folder, by default ~/.cache/phaseharmonics/itk-python
# PHASEHARMONICS_ITK_PYTHON_BUILD_DIR  build folder of this module, by default <project>/build-itk-python
# PHASEHARMONICS_BUILD_DIR             build folder whose program SynthesizeTexture, if it is there, must give the same
#                                      bits, by default <project>/build
# PHASEHARMONICS_JOBS                  number of parallel jobs, by default that of the processors
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${PHASEHARMONICS_ITK_PYTHON_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/phaseharmonics/itk-python}
build=${PHASEHARMONICS_ITK_PYTHON_BUILD_DIR:-$root/build-itk-python}
programs=${PHASEHARMONICS_BUILD_DIR:-$root/build}/bin
jobs=${PHASEHARMONICS_JOBS:-$(nproc)}
itk_version=5.2.1
finished=$cache/finished

if [[ ${1:-} == --only-if-cached ]]; then
  shift
  if [[ ! -f $finished ]]; then
    echo "Python wrapping by ITK: NOT TESTED, no wrapped ITK is in $cache; Wrapping/build-itk-python.sh builds it."
    exit 0
  fi
fi

# Runs a step and tells its time.
step()
{
  local what=$1 start=$SECONDS
  shift
  echo "== $what"
  "$@"
  echo "== $what: $((SECONDS - start)) s"
}

install_missing()
{
  local missing command
  # shellcheck source=Modules/CMake/packages.sh
  source "$root/Modules/CMake/packages.sh"
  mapfile -t missing < <(missing_packages zlib1g-dev libpng-dev libexpat1-dev libeigen3-dev libfftw3-dev libhdf5-dev \
    liblbfgs-dev python3-dev python3-venv)
  # Tools may come from elsewhere than Debian.
  for command in castxml:castxml swig:swig c++:g++ cmake:cmake ninja:ninja-build xz:xz-utils python3:python3; do
    command -v "${command%:*}" >/dev/null || missing+=("${command#*:}")
  done
  install_packages "${missing[@]}"
}

# Lists of sources of the same mirrors, beside those of the system.
download_source()
{
  local apt=$cache/apt
  mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/archives/partial"
  local list
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -f $list ]] && sed -n 's/^deb /deb-src /p' "$list" >"$apt/parts/$(basename "$list" .list).list"
  done
  for list in /etc/apt/sources.list.d/*.sources; do
    [[ -f $list ]] && sed 's/^Types:.*/Types: deb-src/' "$list" >"$apt/parts/$(basename "$list")"
  done
  local options=(-o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$apt/parts"
    -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt" -o APT::Sandbox::User=)
  apt-get "${options[@]}" update || echo "Some lists are missing; ITK's may be there." >&2
  (cd "$apt" && apt-get "${options[@]}" source --download-only insighttoolkit5)
  mv "$apt"/insighttoolkit5_*.orig.tar.* "$cache"
  rm -r "$apt"
}

unpack_source()
{
  local archive=("$cache"/insighttoolkit5_"$itk_version".orig.tar.*)
  if [[ ! -f ${archive[0]} ]]; then
    command -v apt-get >/dev/null || {
      echo "This machine has no apt-get. Please unpack the source of ITK $itk_version into $cache/src." >&2
      exit 1
    }
    download_source
    archive=("$cache"/insighttoolkit5_"$itk_version".orig.tar.*)
    [[ -f ${archive[0]} ]] || {
      echo "Debian's source package is not ITK $itk_version, which this script is for." >&2
      exit 1
    }
  fi
  rm -rf "$cache/src.partial"
  mkdir "$cache/src.partial"
  tar -xf "${archive[0]}" -C "$cache/src.partial" --strip-components=1 --no-same-owner
  mv "$cache/src.partial" "$cache/src"
  rm -f "$cache"/insighttoolkit5_*
}

# Leaves out what this module's users do not need, which halves the work: meshes, transforms and statistics in Python.
# Only what is different is written, so that a build goes on.
trim_source()
{
  cd "$cache/src"
  rm -rf Modules/Core/Transform/wrapping Modules/Numerics/Statistics/wrapping
  local wrap=Modules/Core/Common/wrapping/ITKCommonBase.wrap
  if grep -q '"itk::MeshRegion"' $wrap; then
    sed -i '/"itk::MeshRegion"/d' $wrap
  fi
  # np.bool is gone since NumPy 1.24.
  local types=Wrapping/Generators/Python/itk/support/types.py
  if grep -q 'np\.bool\b' $types; then
    sed -i 's/np\.bool\b/np.bool_/' $types
  fi
}

make_environment()
{
  [[ -x $cache/venv/bin/python ]] || python3 -m venv "$cache/venv"
  "$cache/venv/bin/python" -c "import numpy, pytest" 2>/dev/null ||
    "$cache/venv/bin/pip" install --quiet "numpy<1.24" pytest
}

# CMake 3 if there is one: ITK 5.2 asks for policies that CMake 4 has given up.
find_cmake()
{
  cmake=(cmake -DCMAKE_POLICY_VERSION_MINIMUM=3.5)
  local candidate
  while read -r candidate; do
    if "$candidate" --version 2>/dev/null | grep -q 'version 3\.\(2[5-9]\|[3-9]\)'; then
      cmake=("$candidate")
      return
    fi
  done < <(type -ap cmake)
}

configure_itk()
{
  local compiler_cache=()
  if command -v ccache >/dev/null; then
    compiler_cache=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  fi
  # A second configuration would add a compiler option, by this variable of the first, and compile all again.
  "${cmake[@]}" -U VNL_CONFIG_ENABLE_SSE2_ROUNDING -S "$cache/src" -B "$cache/b" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_C_FLAGS_RELEASE=-O1 -DCMAKE_CXX_FLAGS_RELEASE=-O1 "${compiler_cache[@]}" \
    -DBUILD_SHARED_LIBS=ON -DBUILD_TESTING=OFF -DBUILD_EXAMPLES=OFF -DITK_USE_KWSTYLE=OFF \
    -DITK_BUILD_DEFAULT_MODULES=OFF -DITKGroup_Core=OFF -DModule_ITKCommon=ON -DModule_ITKIOImageBase=ON \
    -DModule_ITKBridgeNumPy=ON -DModule_ITKIONRRD=ON -DModule_ITKIOPNG=ON -DModule_ITKIOMeta=ON -DModule_ITKIONIFTI=ON \
    -DModule_ITKTestKernel=OFF \
    -DITK_WRAP_PYTHON=ON -DITK_USE_SYSTEM_SWIG=ON -DITK_USE_SYSTEM_CASTXML=ON \
    "-DPython3_EXECUTABLE=$cache/venv/bin/python" \
    -DITK_WRAP_unsigned_char=ON -DITK_WRAP_signed_short=OFF -DITK_WRAP_float=ON -DITK_WRAP_double=OFF \
    -DITK_WRAP_complex_float=ON -DITK_WRAP_vector_float=ON -DITK_WRAP_covariant_vector_float=ON \
    -DITK_WRAP_rgb_unsigned_char=ON -DITK_WRAP_rgba_unsigned_char=OFF \
    "-DITK_WRAP_IMAGE_DIMS=2;3" "-DITK_WRAP_VECTOR_COMPONENTS=2;3" \
    -DITK_USE_SYSTEM_ZLIB=ON -DITK_USE_SYSTEM_PNG=ON -DITK_USE_SYSTEM_EXPAT=ON -DITK_USE_SYSTEM_EIGEN=ON \
    >"$cache/configure.log" 2>&1 || { tail -n 40 "$cache/configure.log" >&2; return 1; }
}

# Runs ninja, with all that it says in a log.
compile()
{
  local log=$2
  if ! ninja -C "$1" -j "$jobs" >"$log" 2>&1; then
    grep -A 30 -m 3 '^FAILED' "$log" >&2 || tail -n 40 "$log" >&2
    return 1
  fi
}

build_module()
{
  # The macros of ITK write into its build tree: what another checkout left there is made again.
  local owner=$cache/owner
  if [[ $(cat "$owner" 2>/dev/null) != "$build" ]]; then
    rm -f "$build/.ninja_log" "$cache/b/Wrapping/Typedefs"/PhaseHarmonics.*
    echo "$build" >"$owner"
  fi
  local compiler_cache=()
  if command -v ccache >/dev/null; then
    compiler_cache=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  fi
  mkdir -p "$build"
  cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release "${compiler_cache[@]}" "-DITK_DIR=$cache/b" \
    -DITK_USE_SYSTEM_SWIG=ON -DITK_USE_SYSTEM_CASTXML=ON "-DPython3_EXECUTABLE=$cache/venv/bin/python" \
    -DBUILD_TESTING=OFF -DPhaseHarmonics_BUILD_EXAMPLES=OFF -DPhaseHarmonics_BUILD_BENCHMARKS=OFF \
    >"$build/configure.log" 2>&1 || { tail -n 40 "$build/configure.log" >&2; return 1; }
  compile "$build" "$build/build.log"
}

run_tests()
{
  local program=
  if [[ -x $programs/SynthesizeTexture ]]; then
    program=$programs/SynthesizeTexture
  else
    echo "There is no $programs/SynthesizeTexture to compare with."
  fi
  cd "$root/Testing/Python/itk_wrapping"
  PYTHONPATH=$cache/b/Wrapping/Generators/Python PYTHONDONTWRITEBYTECODE=1 PHASEHARMONICS_SYNTHESIZE_TEXTURE=$program \
    "$cache/venv/bin/python" -m pytest -q "$@"
}

mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
exec 9>"$cache/lock"
flock 9
find_cmake
if [[ ! -f $finished ]]; then
  step "installing what is missing" install_missing
  [[ -d $cache/src ]] || step "source of ITK $itk_version" unpack_source
  (trim_source)
  step "Python environment" make_environment
  step "configuring ITK" configure_itk
  echo "Building ITK takes about an hour on two processors; $cache/build.log tells how far it is."
  step "building ITK" compile "$cache/b" "$cache/build.log"
  touch "$finished"
fi
step "building PhaseHarmonics for Python" build_module
step "testing" run_tests "$@"
echo "Disk: ITK $(du -sh "$cache" | cut -f1) in $cache, this module $(du -sh "$build" | cut -f1) in $build"
echo "For your own programs: PYTHONPATH=$cache/b/Wrapping/Generators/Python $cache/venv/bin/python"
