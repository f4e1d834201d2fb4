#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"
grass=$data/separation_grass.png
brick=$data/separation_brick.png
learn=$(dirname "$program")/LearnDictionary

for texture in grass brick; do
  "$learn" "$data/separation_${texture}_example.png" $texture.h5 --support 10 --atoms 80 --lambda-ratio 0.3 --keep-means \
    --iterations 40 --patches 4000
done
"$learn" "$data/separation_brick_example.png" other.h5 --support 8 --atoms 10 --iterations 1 --patches 100
dictionaries=(--dictionary-a grass.h5 --dictionary-b brick.h5)
turbulence=$data/dns2d_vorticity_256_seed201.mha

expect_error "missing file" "absent.mha: no such file" absent.mha a.mha b.mha "${dictionaries[@]}"
expect_error "no folder" "there is no folder" "$grass" absent/a.mha b.mha "${dictionaries[@]}"
expect_error "same name twice" "two outputs" "$grass" a.mha a.mha "${dictionaries[@]}"
expect_error "no PNG" "must end in .png" "$grass" a.mha b.mha "${dictionaries[@]}" --picture a.jpg
expect_error "no dictionaries" "see $name --help" "$grass" a.mha b.mha
expect_error "one dictionary" "see $name --help" "$grass" a.mha b.mha --dictionary-a grass.h5
expect_error "missing dictionary" "none.h5: no such file" "$grass" a.mha b.mha --dictionary-a grass.h5 --dictionary-b none.h5
expect_error "other atoms" "another size" "$grass" a.mha b.mha --dictionary-a grass.h5 --dictionary-b other.h5
expect_error "other dimension" "but INPUT is 3-D" "$data/volume_neghip.mha" a.mha b.mha "${dictionaries[@]}"
expect_error "one truth" "see $name --help" "$grass" a.mha b.mha "${dictionaries[@]}" --truth-a "$grass"
expect_error "truth of other size" "but INPUT is" "$grass" a.mha b.mha "${dictionaries[@]}" --add "$turbulence"
expect_error "two truths" "excludes" "$grass" a.mha b.mha "${dictionaries[@]}" --add "$brick" --truth-a "$grass" \
  --truth-b "$brick"
expect_error "missing argument" "see $name --help" "$grass" a.mha "${dictionaries[@]}"

"$program" "$grass" a.mha b.mha "${dictionaries[@]}" --crop 96x80 --add "$brick" --residual-to a --stride 5 \
  --example-a "$data/separation_grass_example.png" --example-b "$data/separation_brick_example.png" \
  --picture parts.png --report parts.json
expect_files a.mha b.mha parts.png
expect_keys parts.json atoms lambda_ratio stride atoms_of_patch residual_share methods snr_a_db snr_b_db seconds_total \
  memory_peak_mib
awk -F'[:,]' '/"snr_a_db"/ && !a { a = $2 } /"snr_b_db"/ && !b { b = $2 } END { exit !(a > 4 && b > 1) }' parts.json ||
  fail "the textures are not separated: $(cat parts.json)"

"$program" "$grass" one_a.mha one_b.mha "${dictionaries[@]}" --crop 96x80 --add "$brick" --residual-to a --stride 5 \
  --threads 1
cmp a.mha one_a.mha || fail "part A depends on the number of threads"
cmp b.mha one_b.mha || fail "part B depends on the number of threads"
"$program" "$grass" plain_a.nrrd plain_b.nrrd "${dictionaries[@]}" --crop 64x64 --lambda 50 --center-patches \
  --picture plain.png --precision double
expect_files plain_a.nrrd plain_b.nrrd plain.png
