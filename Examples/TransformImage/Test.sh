#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"

expect_input_errors bands
expect_scale_errors bands
expect_error "no such orientation" "there are 4 orientations" "$data/dns2d_vorticity_256_seed201.mha" bands --orientation 4

"$program" "$data/dns2d_vorticity_256_seed201.mha" dns --scales 5 --harmonics 0,2 --picture dns.png --report dns.json
expect_files dns_j{0,1,2,3,4}_l{0,1,2,3}{,_k0,_k2}.nrrd dns_lowpass.nrrd dns.png
expect_keys dns.json frame_bound_lower frame_bound_upper energy_fraction seconds_total memory_peak_mib
(($(ls dns_*.nrrd | wc -l) == 61)) || fail "there are other files than 20 bands, 40 harmonics and the low pass"
grep -aq "^sizes: 2 64 64$" dns_j4_l0.nrrd || fail "scale 4 is not on the grid of step 4"
grep -aq "^space directions: none (4,0) (0,4)$" dns_j4_l0.nrrd || fail "the spacing of scale 4 is not 4"

"$program" "$data/BrainProtonDensitySlice.png" brain --scales 3 --orientations 6 --full-grid --frame parseval \
  --precision double --family morlet
expect_files brain_j{0,1,2}_l{0,1,2,3,4,5}.nrrd
grep -aq "^sizes: 2 181 217$" brain_j2_l5.nrrd || fail "scale 2 is not on the full grid"

"$program" "$data/volume_neghip.mha" volume --crop 32x32x32 --picture volume.png
expect_files volume_j2_l5.nrrd volume.png
series series.mha
"$program" series.mha series --picture series.png
expect_files series_j3_l0.nrrd series.png
"$program" "$data/ism_mhd_512_I_1.mha" ism --log --crop 301x215 --scales 4 --picture ism.png
expect_files ism_j3_l3.nrrd ism.png
(($(ls -A | grep -c '^.partial' || true) == 0)) || fail "a temporary folder is left"
