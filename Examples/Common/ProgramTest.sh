# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Sourced by Examples/<Name>/Test.sh, which is called with a program, the folder of data and a folder to work in.
set -euo pipefail

program=$1
data=$2
work=$3
name=$(basename "$program")
rm -rf "$work"
mkdir -p "$work"
cd "$work"

fail()
{
  echo "FAILED: $*" >&2
  exit 1
}

# header FILE DIMENSIONS SIZE TYPE [LINE]...
header()
{
  printf '%s\n' "ObjectType = Image" "NDims = $2" "BinaryData = True" "BinaryDataByteOrderMSB = False" "DimSize = $3" \
    "ElementType = $4" "${@:5}" "ElementDataFile = LOCAL" > "$1"
}

# Series of 512 samples, stored as 512 x 1.
series()
{
  header "$1" 2 "512 1" MET_UCHAR
  LC_ALL=C awk 'BEGIN { srand(1); for (i = 0; i < 512; ++i) { x = 0.9 * x + rand() - 0.5; printf "%d\n", 90 + 20 * x } }' |
    awk '{ printf "\\x%02x", $1 }' | { read -r bytes || true; printf "$bytes"; } >> "$1"
}

expect_files()
{
  for file in "$@"; do
    [[ -s $file ]] || fail "$file is missing or empty"
  done
}

# expect_keys REPORT KEY...
expect_keys()
{
  for key in "${@:2}"; do
    grep -q "\"$key\": [^n]" "$1" || fail "$1 has no $key: $(cat "$1")"
  done
}

# expect_error WHAT PATTERN ARGUMENT...: one line with the pattern on standard error, a plain exit code, no new file.
expect_error()
{
  local what=$1 pattern=$2 code=0
  shift 2
  find . -not -name '*.log' | sort > before.log
  "$program" "$@" > output.log 2> error.log || code=$?
  find . -not -name '*.log' | sort > after.log
  ((code > 0 && code < 126)) || fail "$what: exit code $code"
  (($(wc -l < error.log) == 1)) || fail "$what: not one line: $(cat error.log)"
  grep -q "^$name: error: .*$pattern" error.log || fail "$what: \"$pattern\" is not in: $(cat error.log)"
  cmp -s before.log after.log || fail "$what: files were left behind: $(diff before.log after.log)"
  echo "$(cat error.log)"
}

# Errors of the input that all programs share; OUTPUT is what the program writes.
expect_input_errors()
{
  local output=$1
  header rgb.mha 2 "32 32" MET_UCHAR "ElementNumberOfChannels = 3"
  head -c 3072 "$data/dns2d_vorticity_256_seed201.mha" >> rgb.mha
  header nan.mha 2 "32 32" MET_FLOAT
  { head -c 4092 /dev/zero && printf '\x00\x00\xc0\x7f'; } >> nan.mha
  header constant.mha 2 "32 32" MET_FLOAT
  head -c 4096 /dev/zero >> constant.mha
  header cut.mha 2 "32 32" MET_FLOAT
  head -c 1000 "$data/dns2d_vorticity_256_seed201.mha" >> cut.mha
  header four.mha 4 "8 8 8 8" MET_UCHAR
  head -c 4096 "$data/dns2d_vorticity_256_seed201.mha" >> four.mha
  : > empty.mha
  echo "not an image" > text.txt

  expect_error "missing file" "absent.mha: no such file" absent.mha "$output"
  expect_error "empty file" "empty.mha: cannot be read" empty.mha "$output"
  expect_error "no image" "text.txt: cannot be read" text.txt "$output"
  expect_error "folder" "cannot be read: it is a folder" . "$output"
  expect_error "RGB" "3 components per pixel" rgb.mha "$output"
  expect_error "NaN" "index \[31, 31\] is NaN" nan.mha "$output"
  expect_error "constant" "the image is constant" constant.mha "$output"
  expect_error "cut off" "cut.mha: cannot be read: the file is cut off" cut.mha "$output"
  expect_error "4-D" "1 to 3 dimensions" four.mha "$output"
  expect_error "logarithm" "needs positive values" "$data/dns2d_vorticity_256_seed201.mha" "$output" --log
  expect_error "crop" "smaller than --crop" "$data/dns2d_vorticity_256_seed201.mha" "$output" --crop 300x10
  expect_error "crop of 3-D" "is 2-D" "$data/dns2d_vorticity_256_seed201.mha" "$output" --crop 8x8x8
  expect_error "no size" "not a size" "$data/dns2d_vorticity_256_seed201.mha" "$output" --crop 8by8
  expect_error "no folder" "there is no folder" "$data/dns2d_vorticity_256_seed201.mha" "absent/$output"
  expect_error "unwritable" "cannot be written" "$data/dns2d_vorticity_256_seed201.mha" "text.txt/$output"
  expect_error "no PNG" "must end in .png" "$data/dns2d_vorticity_256_seed201.mha" "$output" --picture picture.jpg
  expect_error "picture unwritable" "there is no folder" "$data/dns2d_vorticity_256_seed201.mha" "$output" \
    --picture absent/picture.png
  expect_error "same name twice" "two outputs" "$data/dns2d_vorticity_256_seed201.mha" "$output" \
    --picture a.png --report a.png
  expect_error "unknown option" "see $name --help" "$data/dns2d_vorticity_256_seed201.mha" "$output" --colour
  expect_error "missing argument" "see $name --help" "$data/dns2d_vorticity_256_seed201.mha"
}

# Errors of the number of scales, for the programs that have --scales.
expect_scale_errors()
{
  local output=$1
  expect_error "too many scales" "8" "$data/dns2d_vorticity_256_seed201.mha" "$output" --scales 9
  expect_error "too small" "at least 2 pixels" "$data/dns2d_vorticity_256_seed201.mha" "$output" --crop 16x1 --scales 4
  expect_error "not a number" "see $name --help" "$data/dns2d_vorticity_256_seed201.mha" "$output" --scales many
}
