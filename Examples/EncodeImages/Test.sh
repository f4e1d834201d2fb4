#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"

dns=("$data"/dns2d_vorticity_256_seed20{1,2,3,4}.mha)

# A small color image, one of another size, and what is none.
for i in 1 2 3; do
  header "rgb$i.mha" 2 "32 24" MET_UCHAR "ElementNumberOfChannels = 3"
  head -c "-$((2304 * (i - 1)))" "$data/texture_grass_512.png" | tail -c 2304 >> "rgb$i.mha"
done
header nan.mha 2 "32 24" MET_FLOAT
{ head -c 3068 /dev/zero && printf '\x00\x00\xc0\x7f'; } >> nan.mha
header cut.mha 2 "32 24" MET_FLOAT
head -c 1000 "${dns[0]}" >> cut.mha
echo "not an image" > text.txt
mkdir -p empty images/more
cp rgb1.mha rgb2.mha images
cp rgb3.mha images/more
cp text.txt images

expect_error "missing file" "absent.mha: no such file" absent.mha codes.h5
expect_error "folder without images" "empty: the folder holds no image" empty codes.h5
expect_error "no image" "text.txt: cannot be read" text.txt codes.h5
expect_error "NaN" "index \[31, 23\] is NaN" nan.mha codes.h5
expect_error "cut off" "the file is cut off" cut.mha codes.h5
expect_error "other size" "rgb1.mha: is 32×24 with 3 components, but .*seed201.mha is 256×256" "${dns[0]}" rgb1.mha codes.h5
expect_error "too many scales" "must be 1 to 4" rgb1.mha codes.h5 --scales 5
expect_error "odd phases" "even and at least 4" rgb1.mha codes.h5 --phases 5
expect_error "order" "see EncodeImages --help" rgb1.mha codes.h5 --order 3
expect_error "fold" "multiples of 2^J = 16" rgb1.mha codes.h5 --scales 4 --subsampling fold
expect_error "epsilon" "epsilon" rgb1.mha codes.h5 --variant log --epsilon 0
expect_error "output format" "codes become .h5" rgb1.mha codes.png
expect_error "many in an image" "the codes of one image" rgb1.mha rgb2.mha codes.nrrd
expect_error "no folder" "there is no folder" rgb1.mha absent/codes.h5
expect_error "no PNG" "must end in .png" rgb1.mha codes.h5 --picture picture.jpg
expect_error "no output" "see EncodeImages --help" rgb1.mha

"$program" "${dns[@]}" dns.h5 --scales 4 --orientations 8 --order 2 --picture dns.png --report dns.json
expect_files dns.h5 dns.png
expect_keys dns.json images channels output_size mean_order_2 seconds_scattering memory_peak_mib
grep -q '"images": 4' dns.json || fail "not four images"
grep -q '"channels": 513' dns.json || fail "not 1 + 4 * 8 * 4 + 8 * 8 * 6 channels"

# The folders are searched, and the file of codes is not among the images of a second run.
for run in 1 2; do
  "$program" images images/colors.h5 --scales 3 --order 2 --boundary mirror --threads "$run" --report colors.json
  grep -q '"images": 3' colors.json || fail "run $run does not find three images"
  grep -q '"components": 3' colors.json || fail "the images are not of three colors"
  cp images/colors.h5 "colors$run.h5"
done
cmp colors1.h5 colors2.h5 || fail "the codes depend on the number of threads"

"$program" rgb1.mha one.nrrd --scales 3 --subsampling fold --oversampling 0 --family morlet --orientations 8 --phases 0 \
  --variant log --picture one.png
expect_files one.nrrd one.png
grep -aq "^sizes: 75 4 3$" one.nrrd || fail "not 3 * (1 + 3 * 8) channels of 4 x 3"
grep -aq "^space directions: none (8,0) (0,8)$" one.nrrd || fail "the spacing of the codes is not 8"
"$program" "$data/volume_neghip.mha" volume.mha --scales 3 --report volume.json --picture volume.png
expect_files volume.mha volume.png
series series.mha
"$program" series.mha series.h5 --variant normalized --order 2 --picture series.png
expect_files series.h5 series.png
(($(ls -A | grep -c '^.partial' || true) == 0)) || fail "a temporary folder is left"
