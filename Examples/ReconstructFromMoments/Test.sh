#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"
brain=$data/BrainProtonDensitySlice.png
quick=(--scales 3 --restarts 2 --iterations 10 --final-rounds 1)

expect_input_errors out.mha
expect_scale_errors out.mha
expect_error "no format" "no image format" "$brain" out.txt
expect_error "8-bit format" "cannot hold" "$brain" out.png
expect_error "no starts" "see $name --help" "$brain" out.mha --restarts 0
expect_error "no range" "not a positive number" "$brain" out.mha --range 0
expect_error "too far apart" "see $name --help" "$brain" out.mha --scale-range 11
expect_error "no file to write" "there is no folder" "$brain" out.mha --report absent/report.json
expect_error "wrong checkpoint" "text.txt" "$brain" out.mha --crop 32x32 "${quick[@]}" --checkpoint text.txt

"$program" "$brain" brain.mha --crop 48x40 "${quick[@]}" --range 255 --picture brain.png --report brain.json \
  --checkpoint brain.h5 > summary.txt
expect_files brain.mha brain.png brain.h5
expect_keys brain.json psnr_db shift moments_nominal moments_unique moments_unique_per_pixel loss_final range \
  squared_relative_error best_start starts iterations evaluations seconds_total memory_peak_mib
grep -q "moments (.* as papers count) of 1,920 pixels" summary.txt || fail "no summary: $(cat summary.txt)"
grep -aq "DimSize = 48 40" brain.mha || fail "the output has not the size of the crop"
(($(grep -c '"evaluations":' brain.json) == 2)) || fail "the report does not list the starts"

# The same bits on any number of threads, and from the checkpoint; another seed or set gives another image.
for threads in 1 3; do
  "$program" "$brain" again.mha --crop 48x40 "${quick[@]}" --threads $threads > /dev/null
  cmp brain.mha again.mha || fail "the output depends on the number of threads"
done
"$program" "$brain" resumed.mha --crop 48x40 "${quick[@]}" --range 255 --checkpoint brain.h5 > /dev/null
cmp brain.mha resumed.mha || fail "the checkpoint gives another image"
expect_error "another run" "belongs to another run" "$brain" out.mha --crop 48x40 "${quick[@]}" --seed 2 \
  --checkpoint brain.h5
"$program" "$brain" seed.mha --crop 48x40 "${quick[@]}" --seed 2 > /dev/null
cmp -s brain.mha seed.mha && fail "the seed changes nothing"
"$program" "$brain" range.mha --crop 48x40 "${quick[@]}" --scale-range 0 > /dev/null
cmp -s brain.mha range.mha && fail "the scale range changes nothing"

# A series with voices, whose default is all octaves; a volume.
series series.mha
"$program" series.mha series_out.mha --precision double --family battle-lemarie --voices 2 --restarts 1 \
  --iterations 20 --final-rounds 1 --picture series.png --report series.json > /dev/null
expect_files series_out.mha series.png
grep -q '"moments_unique": 383' series.json || fail "not the set of 9 octaves: $(grep unique series.json)"
"$program" series.mha rich.mha --scales 5 --rich --restarts 1 --iterations 5 --final-rounds 1 > /dev/null
"$program" "$data/volume_neghip.mha" volume.mha --crop 12x12x12 --scales 2 --scale-range 1 --restarts 1 --iterations 5 \
  --final-rounds 1 --picture volume.png > /dev/null
expect_files rich.mha volume.mha volume.png
