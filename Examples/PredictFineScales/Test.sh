#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"
brain=$data/BrainProtonDensitySlice.png
field=$data/dns2d_vorticity_256_seed201.mha
other=$data/dns2d_vorticity_256_seed202.mha
quick=(--orientations 2 --neighborhood axes --stride 2)

expect_input_errors out.mha
expect_error "no format" "no image format" "$brain" out.txt
expect_error "missing training image" "absent.png: no such file" "$brain" out.mha --train absent.png
expect_error "training image of other dimension" "volume_neghip.mha" "$brain" out.mha --train "$data/volume_neghip.mha"
expect_error "missing model" "absent.h5" "$brain" out.mha --model absent.h5
expect_error "model and training" "excludes" "$brain" out.mha --model m.h5 --train "$brain"
expect_error "model named otherwise" "must end in .h5" "$brain" out.mha --save-model model.txt
expect_error "no power of two" "not 2, 4, 8" "$brain" out.mha --super-resolve 3
expect_error "octaves of a refinement" "excludes" "$brain" out.mha --super-resolve 2 --octaves 2
expect_error "sample of overlapping bands" "excludes" "$brain" out.mha --overlap --generate
expect_error "too many octaves" "pixels along each axis" "$brain" out.mha --octaves 9
expect_error "too many orientations" "" "$brain" out.mha --orientations 65
expect_error "unknown neighborhood" "axes" "$brain" out.mha --neighborhood near

"$program" "$brain" brain.mha --crop 96x81 "${quick[@]}" --picture brain.png --report brain.json --save-model model.h5
expect_files brain.mha brain.png model.h5
expect_keys brain.json orientations scale_range maximum_harmonic overlapping_bands predictors cross_validated scales \
  explained_variance linear gain gain_standard_error modulus_explained_variance modulus_gain ridge methods psnr_db \
  explained_share_of_image kurtosis_increments seconds_predicting seconds_total memory_peak_mib
(($(grep -c '"method":' brain.json) == 4)) || fail "not all methods are compared"

# A saved model gives the same bits; it does not fit volumes.
"$program" "$brain" again.mha --crop 96x81 --model model.h5
cmp brain.mha again.mha || fail "a saved model predicts something else"
expect_error "model of another dimension" "2-D" "$data/volume_neghip.mha" out.mha --model model.h5
cp "$brain" damaged.h5
expect_error "no model" "damaged.h5" "$brain" out.mha --model damaged.h5

# Other images, several octaves, samples that depend on the seed alone.
for run in one:1:4 three:3:4 other:1:5; do
  IFS=: read -r name_of_run threads seed <<< "$run"
  "$program" "$field" "$name_of_run.mha" --train "$other" --octaves 2 "${quick[@]}" --generate --seed "$seed" \
    --threads "$threads" --report "$name_of_run.json"
done
cmp one.mha three.mha || fail "the result depends on the number of threads"
! cmp -s one.mha other.mha || fail "the seed has no effect"
grep -q '"cross_validated": false' one.json || fail "figures on another image are not out of sample"

# Refinement: more pixels over the same extent.
"$program" "$brain" large.mha --crop 40x33 "${quick[@]}" --super-resolve 2 --picture large.png
grep -aq "DimSize = 80 66" large.mha || fail "not twice as many pixels"
"$program" "$field" figures.mha --crop 64x64 "${quick[@]}" --overlap --report figures.json --picture figures.png
grep -q '"overlapping_bands": true' figures.json || fail "bands do not overlap"

series series.mha
"$program" series.mha series_out.mha --octaves 3 --precision double --generate --picture series.png
"$program" "$data/volume_neghip.mha" volume.mha --crop 24x24x24 --stride 3 --picture volume.png
expect_files large.png figures.png series_out.mha series.png volume.mha volume.png
