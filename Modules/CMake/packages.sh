# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

# To be sourced by scripts that install what they need.

# Names those of Debian's packages that are not installed; all of them where there is no dpkg.
missing_packages() # PACKAGE...
{
  local package status
  for package in "$@"; do
    status=
    if command -v dpkg-query >/dev/null; then
      status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    fi
    [[ $status == installed ]] || echo "$package"
  done
}

# Installs packages of Debian, or says which are to be installed otherwise and fails.
install_packages() # PACKAGE...
{
  (($#)) || return 0
  if ! command -v apt-get >/dev/null; then
    echo "This machine has no apt-get. Please install what these Debian packages hold, as README.md says: $*" >&2
    return 1
  fi
  local sudo=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || { echo "Please install as root: apt-get install $*" >&2; return 1; }
    sudo=(sudo)
  fi
  echo "Installing: $*"
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}
