#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"
grass=$data/texture_grass_512.png
brain=$data/BrainProtonDensitySlice.png
few=(--atoms 24 --support 6 --patches 1000 --batch 64)
small=("${few[@]}" --iterations 20)

# color FILE WIDTH HEIGHT
color()
{
  header "$1" 2 "$2 $3" MET_UCHAR "ElementNumberOfChannels = 3"
  head -c $((20000 + 3 * $2 * $3)) "$grass" | tail -c $((3 * $2 * $3)) >> "$1"
}
color color.mha 40 32
color other.mha 32 50
header nan.mha 2 "32 32" MET_FLOAT
{ head -c 4092 /dev/zero && printf '\x00\x00\xc0\x7f'; } >> nan.mha
header constant.mha 2 "32 32" MET_FLOAT
head -c 4096 /dev/zero >> constant.mha
echo "not an image" > text.txt

expect_error "missing file" "absent.mha: no such file" absent.mha d.h5
expect_error "no image" "text.txt: cannot be read" text.txt d.h5
expect_error "second input missing" "absent.mha: no such file" "$grass" absent.mha d.h5
expect_error "NaN" "index \[31, 31\] is NaN" nan.mha d.h5
expect_error "constant" "there are 0" constant.mha d.h5
expect_error "no dictionary" "must end in .h5" "$grass" "$brain"
expect_error "no folder" "there is no folder" "$grass" absent/d.h5
expect_error "other dimension" "is 3-D with 1 channel, but .* is 2-D" "$grass" "$data/volume_neghip.mha" d.h5
expect_error "other channels" "color.mha: is 2-D with 3 channels" "$grass" color.mha d.h5
expect_error "too large an atom" "smaller than an atom" color.mha d.h5 --support 40
expect_error "no size" "not a size" "$grass" d.h5 --support 8by8
expect_error "too many sizes" "has 3 sizes" "$grass" d.h5 --support 8x8x8
expect_error "two weights" "excludes" "$grass" d.h5 --lambda 1 --lambda-ratio 0.1
expect_error "no weight" "not a positive number" "$grass" d.h5 --lambda 0
expect_error "no PNG" "must end in .png" "$grass" d.h5 --picture a.jpg
expect_error "same name twice" "two outputs" "$grass" d.h5 --report a.png --picture a.png
expect_error "no initial dictionary" "text.txt" "$grass" d.h5 --initial text.txt
expect_error "missing argument" "see $name --help" "$grass"

"$program" "$grass" "$brain" d.h5 "${small[@]}" --picture d.png --report d.json
expect_files d.h5 d.png
expect_keys d.json atoms support channels lambda_ratio iterations objective_start objective_final replaced_atoms \
  coherence seconds_total memory_peak_mib
grep -q '"support": \[6, 6\]' d.json || fail "the support is another"
awk -F'[:,]' '/objective_start/ { start = $2 } /objective_final/ { final = $2 } END { exit !(final < 0.9 * start) }' d.json ||
  fail "the objective does not fall"

# The same bits on one thread, and when learning goes on from a checkpoint.
"$program" "$grass" "$brain" one.h5 "${small[@]}" --threads 1
cmp d.h5 one.h5 || fail "the dictionary depends on the number of threads"
"$program" "$grass" "$brain" half.h5 "${few[@]}" --iterations 10 --checkpoint state.h5
"$program" "$grass" "$brain" resumed.h5 "${small[@]}" --checkpoint state.h5
cmp d.h5 resumed.h5 || fail "the dictionary is another after a checkpoint"
expect_error "checkpoint of another run" "belongs to another run" "$grass" x.h5 "${small[@]}" --checkpoint state.h5
expect_error "initial dictionary of other size" "initial dictionary has 24 atoms" "$grass" x.h5 --initial d.h5 --atoms 5
expect_error "initial dictionary of other channels" "2-D atoms of 1 channels" color.mha x.h5 --initial d.h5
"$program" "$grass" more.h5 --initial d.h5 --iterations 5 --patches 1000 --lambda 30 --seed 3 --report more.json
grep -q '"atoms": 24' more.json || fail "the number of atoms is not that of the initial dictionary"

"$program" "$grass" means.h5 "${small[@]}" --keep-means
cmp -s d.h5 means.h5 && fail "--keep-means changes nothing"
"$program" color.mha other.mha color.h5 --atoms 10 --support 5x4 --iterations 5 --patches 500 --picture color.png \
  --report color.json --non-negative
grep -q '"channels": 3' color.json || fail "atoms of color images have not three channels"
"$program" "$data/volume_neghip.mha" volume.h5 --atoms 10 --support 4 --iterations 5 --patches 500 --picture volume.png
"$program" "$brain" convolution.h5 --convolutional --atoms 6 --support 6 --iterations 4 --crop-size 48x40 --lambda 20 \
  --picture convolution.png --report convolution.json
grep -q '"convolutional": true' convolution.json || fail "the report does not tell a convolutional dictionary"
expect_error "patches of a convolutional dictionary" "excludes" "$grass" x.h5 --convolutional --patches 1000
expect_error "crop of patches" "requires" "$grass" x.h5 --crop-size 64
expect_error "no size of crop" "has 3 sizes" "$grass" x.h5 --convolutional --crop-size 8x8x8
series series.mha
"$program" series.mha series.h5 --atoms 8 --support 16 --iterations 5 --patches 500 --picture series.png
expect_files convolution.h5 convolution.png color.h5 color.png volume.h5 volume.png series.h5 series.png

# Ctrl-C leaves nothing but the checkpoint.
"$program" "$grass" long.h5 --iterations 1000000 --checkpoint long_state.h5 2> /dev/null > /dev/null &
pid=$!
for ((i = 0; i < 200; ++i)); do [[ -e long_state.h5 ]] && break; sleep 0.1; done
kill -TERM $pid
code=0
wait $pid || code=$?
((code == 130)) || fail "interrupted: exit code $code"
[[ ! -e long.h5 ]] || fail "an interrupted run wrote its dictionary"
(($(ls -A | grep -c '^.partial' || true) == 0)) || fail "a temporary folder is left"
