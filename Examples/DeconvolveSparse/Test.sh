#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"
image="$data/BrainProtonDensitySlice.png"

expect_input_errors sharp.mha
expect_error "kernel and sigma" "excludes" "$image" sharp.mha --kernel rgb.mha --blur-sigma 1
expect_error "two dictionaries" "excludes" "$image" sharp.mha --dictionary d.h5 --atoms bumps
expect_error "two lambdas" "excludes" "$image" sharp.mha --lambda 1 --lambda-ratio 0.1
expect_error "negative blur" "see $name --help" "$image" sharp.mha --blur-sigma -1
expect_error "no kernel" "absent.mha: no such file" "$image" sharp.mha --kernel absent.mha
expect_error "kernel of another dimension" "is 3-D, but a 2-D" "$image" sharp.mha --kernel "$data/volume_neghip.mha"
expect_error "kernel too large" "kernel" "$image" sharp.mha --crop 32x32 --kernel "$image"
expect_error "kernel without sum" "sum" "$image" sharp.mha --kernel constant.mha
expect_error "no dictionary" "absent.h5" "$image" sharp.mha --dictionary absent.h5
expect_error "not a dictionary" "text.txt" "$image" sharp.mha --dictionary text.txt
expect_error "size of weights" "but INPUT is" "$image" sharp.mha --weights constant.mha
expect_error "size of truth" "but OUTPUT is" "$image" sharp.mha --truth "$image" --crop 32x32 --decimation 2
expect_error "decimation" "see $name --help" "$image" sharp.mha --decimation 0
expect_error "code as PNG" "must end in .nrrd" "$image" sharp.mha --code code.png
expect_error "boundary" "see $name --help" "$image" sharp.mha --boundary round

expect_error "simulation and truth" "excludes" "$image" sharp.mha --simulate 1 --truth sharp.mha
expect_error "odd size" "multiple of --decimation" "$image" sharp.mha --simulate 1 --decimation 2

header kernel.mha 2 "3 3" MET_UCHAR
printf '\x01\x02\x01\x02\x04\x02\x01\x02\x01' >> kernel.mha
"$program" "$image" sharp.mha --crop 64x48 --kernel kernel.mha --lambda-ratio 0.02 --gap-tolerance 1e-3 --code code.nrrd \
  --residual residual.mha --picture sharp.png --report sharp.json
expect_files sharp.mha code.nrrd residual.mha sharp.png
expect_keys sharp.json objective dual_gap_relative iterations support_fraction lambda_max seconds
grep -q '"psnr_db": null' sharp.json || fail "there is a PSNR without a truth"
grep -aq "^DimSize = 64 48$" sharp.mha || fail "the output has another size"

"$program" "$image" fine.mha --crop 32x24 --blur-sigma 0.7 --decimation 2 --noise 2 --iterations 20 --truth sharp.mha \
  --report fine.json --debias --consistent --boundary mirror
expect_keys fine.json psnr_db noise
grep -aq "^DimSize = 64 48$" fine.mha || fail "the output is not twice as large"
grep -aq "^ElementSpacing = 0.5 0.5$" fine.mha || fail "the spacing of the output is not half"

"$program" "$data/volume_neghip.mha" volume.mha --crop 16x16x16 --blur-sigma 0.7 --iterations 10 --noise 1 --picture volume.png
expect_files volume.mha volume.png
series series.mha
"$program" series.mha sharp_series.mha --blur-sigma 1 --iterations 30 --code series.nrrd --picture series.png
expect_files sharp_series.mha series.nrrd series.png
"$program" "$data/CellsFluorescence1.png" cells.mha --crop 64x48 --blur-sigma 1 --simulate 2 --atoms bumps --iterations 50
expect_files cells.mha
"$program" "$image" simulated.mha --crop 64x48 --blur-sigma 1 --simulate 2 --seed 3 --report simulated.json --picture simulated.png
expect_keys simulated.json psnr_db
expect_files simulated.png
