#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"
brain=$data/BrainProtonDensitySlice.png
quick=(--atoms 32 --support 6 --iterations 20 --stride 2)

expect_input_errors out.mha
expect_error "no format" "no image format" "$brain" out.txt
expect_error "no noise" "not a positive number" "$brain" out.mha --sigma 0
expect_error "truth and noise" "excludes" "$brain" out.mha --truth "$brain" --add-noise 3
expect_error "atoms of a dictionary" "excludes" "$brain" out.mha --dictionary d.h5 --atoms 10
expect_error "missing dictionary" "d.h5: no such file" "$brain" out.mha --dictionary d.h5
expect_error "truth of other size" "but INPUT is" "$brain" out.mha --truth "$data/texture_grass_512.png"
expect_error "too large atoms" "smaller than an atom" "$brain" out.mha --crop 20x20 --support 30
expect_error "too large a stride" "larger than an atom" "$brain" out.mha --stride 9

"$program" "$brain" brain.mha --crop 64x60 --add-noise 20 "${quick[@]}" --picture brain.png --report brain.json
expect_files brain.mha brain.png
expect_keys brain.json sigma atoms support noise_factor stride atoms_of_patch psnr_noisy_db psnr_db methods \
  seconds_learning seconds_denoising seconds_total memory_peak_mib
awk -F'[:,]' '/"psnr_noisy_db"/ { noisy = $2 } /^  "psnr_db"/ { ours = $2 } /"sigma"/ { sigma = $2 }
  END { exit !(ours > noisy + 3 && sigma > 16 && sigma < 30) }' brain.json || fail "the noise is not removed"
(($(grep -c '"method":' brain.json) == 5)) || fail "not all of ITK's filters are compared"

# The same bits on one thread.
"$program" "$brain" one.mha --crop 64x60 --sigma 20 "${quick[@]}" --threads 1
"$program" "$brain" three.mha --crop 64x60 --sigma 20 "${quick[@]}" --threads 3 --picture alone.png
cmp one.mha three.mha || fail "the result depends on the number of threads"
expect_files alone.png

"$program" "$data/volume_neghip.mha" volume.mha --crop 16x16x16 --sigma 5 --atoms 20 --iterations 5 --stride 3 \
  --truth "$data/volume_neghip.mha" --picture volume.png
series series.mha
"$program" series.mha series_out.mha --atoms 16 --iterations 5 --precision double --truth series.mha --picture series.png
expect_files volume.mha volume.png series_out.mha series.png
