#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"

expect_error "unknown process" "see $name --help" Brownian series.csv
expect_error "bad exponent" "Hurst exponent" FractionalNoise series.csv --hurst 1.5
expect_error "bad intensity" "intensity" Poisson series.csv --intensity 0
expect_error "unknown format" "series.xyz" MinimalLeverage series.xyz
expect_error "no folder" "there is no folder" MinimalLeverage absent/series.csv

"$program" MultifractalRandomWalk a.csv --length 1000 --samples 3 --seed 5 --report report.json --picture picture.png
expect_files picture.png
"$program" MultifractalRandomWalk b.csv --length 1000 --samples 3 --seed 5
"$program" MultifractalRandomWalk c.csv --length 1000 --samples 3 --seed 6
cmp a.csv b.csv || fail "a seed does not give the same series twice"
cmp -s a.csv c.csv && fail "another seed gives the same series"
(($(wc -l < a.csv) == 1001)) || fail "a.csv has not 1001 lines"
grep -q "^index,return 1,return 2,return 3$" a.csv || fail "a.csv has no header"
expect_keys report.json process zeta_1_to_4 c1 c2 variance kurtosis
for process in FractionalNoise SkewedMultifractalWalk MinimalLeverage Poisson; do
  "$program" "$process" "$process.nrrd" --length 997 --form path
  "$program" "$process" "$process.csv" --length 997 --form prices --deviation 0.01
  expect_files "$process.nrrd" "$process.csv"
done
