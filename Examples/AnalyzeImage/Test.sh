#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"
turbulence=$data/dns2d_vorticity_256_seed201.mha

expect_input_errors moments.h5
expect_scale_errors moments.h5
expect_error "extension" ".h5 or .csv" "$turbulence" moments.txt
expect_error "unknown model" "see $name --help" "$turbulence" moments.h5 --model E
expect_error "no such model in 3-D" "needs a 2-D image" "$data/volume_neghip.mha" moments.h5 --model D --crop 16x16x16
expect_error "other size" "but INPUT is" "$turbulence" moments.h5 --also "$data/texture_grass_512.png"

expect_error "no memory" "taken up" "$turbulence" moments.h5 --memory-limit 1MiB

"$program" "$turbulence" moments.csv --scales 5 --picture picture.png --report report.json
expect_files picture.png
expect_keys report.json moments_unique moments_nominal energy_fraction sparsity modulus_correlation_with_next_scale \
  phase_correlation_with_next_scale seconds_total memory_predicted_mib memory_peak_mib
grep -q '"moments_unique": 1883' report.json || fail "model C with 5 scales has not 1883 moments"
grep -q "^j1,l1,k1,j2,l2,k2,tau_x,tau_y,tau_z,real,imag$" moments.csv || fail "the CSV has no header row"

# Normalized or not, one thread or three: the same covariances.
for options in "--threads 1" "--threads 3"; do
  "$program" "$turbulence" again.csv --scales 5 $options
  cmp moments.csv again.csv || fail "moments depend on the number of threads"
done
"$program" "$turbulence" plain.csv --scales 5 --normalization none
cmp -s moments.csv plain.csv && fail "--normalization none changes nothing"

"$program" "$turbulence" several.h5 --also "$data/dns2d_vorticity_256_seed202.mha" \
  --also "$data/dns2d_vorticity_256_seed203.mha" --model b --precision double
expect_files several.h5
series series.mha
"$program" series.mha series.h5 --picture series.png
"$program" "$data/volume_neghip.mha" volume.csv --crop 32x32x32 --scales 3 --picture volume.png
"$program" "$data/ism_mhd_512_I_1.mha" ism.csv --log --crop 95x61 --model Rectified --picture ism.png
"$program" "$data/BrainProtonDensitySlice.png" brain.csv --model A --full-grid --picture brain.png
expect_files series.h5 volume.csv ism.csv brain.csv {series,volume,ism,brain}.png

# Standard errors, the same on any number of threads; SynthesizeTexture and others read the file as before.
expect_error "errors in HDF5" "csv files only" "$turbulence" moments.h5 --bootstrap 50
for threads in 1 3; do
  "$program" "$turbulence" errors$threads.csv --crop 128x96 --scales 3 --bootstrap 50 --threads $threads
done
cmp errors1.csv errors3.csv || fail "standard errors depend on the number of threads"
grep -q "^j1,l1,k1,j2,l2,k2,tau_x,tau_y,tau_z,real,imag,standard_error$" errors1.csv || fail "no standard errors"
"$program" series.mha errors.csv --bootstrap 20 --also series.mha --normalization none
expect_files errors.csv
