#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"
turbulence=$data/dns2d_vorticity_256_seed201.mha
other=$data/dns2d_vorticity_256_seed202.mha
small=(--crop 48x41 --iterations 4)

expect_input_errors new.mha
expect_error "no format" "no image format has this extension" "$turbulence" new.txt
expect_error "volume" "2-D images" "$data/volume_neghip.mha" new.mha
expect_error "no model" "is not a model" "$turbulence" new.mha --harmonics C,E
expect_error "orientations" "is not a model" "$turbulence" new.mha --harmonics C100
expect_error "no filters" "see $name --help" "$turbulence" new.mha --filters 0
expect_error "same model twice" "two outputs" "$turbulence" new.mha --harmonics C,C
expect_error "no network" "absent.h5" "$turbulence" new.mha --network absent.h5
expect_error "no network" "text.txt" "$turbulence" new.mha --network text.txt
expect_error "other size" "but INPUT is" "$turbulence" new.mha --independent "$data/texture_grass_512.png"
expect_error "too small for four layers" "Layer 4" "$turbulence" new.mha --crop 32x32 --iterations 2 --layered 2

"$program" "$turbulence" new.mha "${small[@]}" --harmonics C,B2 --filters 1,2 --layered 3 --independent "$other" \
  --picture new.png --report new.json > table.txt
expect_files new_{gaussian,harmonics_C,harmonics_B2,network_1,network_2,layered_3}.mha new.png
expect_keys new.json kurtosis_input models seconds_total memory_peak_mib moments loss_initial loss_final \
  kurtosis_distance increment_kurtosis_distance spectrum_error_dex minkowski_distance_area minkowski_distance_boundary \
  minkowski_distance_euler harmonic_loss network_loss seconds iterations evaluations
(($(grep -c '"family":' new.json) == 7)) || fail "not all models are reported"
(($(wc -l < table.txt) == 10)) || fail "the table has not a row for each model: $(cat table.txt)"
# Networks of 1 and 2 filters of each of the 7 sizes that fit into the image, and 4 layers of 3.
for moments in 28 105 24; do
  grep -q "\"moments\": $moments,$" new.json || fail "no model has $moments moments"
done
# Neither the original nor another image of its kind is matched as little as noise is.
awk -F'[:,]' '/_loss"/ && $1 ~ /harmonic|network/ && !($2 >= 0 && $2 < 1) { exit 1 }' new.json ||
  fail "a sample is farther away than white noise"

for threads in 1 3; do
  "$program" "$turbulence" again.mha "${small[@]}" --filters 2 --threads $threads
  cmp again_network_2.mha new_network_2.mha || fail "the output depends on the number of threads"
done
"$program" "$turbulence" seed.mha "${small[@]}" --filters 2 --network-seed 1 --precision double
cmp -s seed_network_2.mha new_network_2.mha && fail "the seed of the filters changes nothing"
true
