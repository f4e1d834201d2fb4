#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"

# Prices with bursts of volatility: 800 rows.
{
  echo "Date,Close"
  LC_ALL=C awk 'BEGIN { srand(3); price = 50; v = 0
    for (i = 0; i < 800; ++i) {
      v = 0.95 * v + 0.4 * (rand() - 0.5); x = 0; for (k = 0; k < 6; ++k) x += rand() - 0.5
      price *= exp(0.01 * x * exp(v))
      printf "%04d-%02d-%02d,%.8f\n", 2000 + int(i / 336), 1 + int(i / 28) % 12, 1 + i % 28, price } }'
} > prices.csv
quick=(--iterations 60 --bootstrap 20)

expect_error "missing" "nowhere.csv" nowhere.csv out.csv
expect_error "no format" "no image format" prices.csv out.xyz --prices
expect_error "samples" "samples" prices.csv out.csv --prices --samples 0
expect_error "windows" "windows" prices.csv out.csv --prices --windows 12
expect_error "scales" "number of scales" prices.csv out.csv --prices --scales 15
printf '1\n2\n3\n' > short.csv
expect_error "too short" "16" short.csv out.csv
sed '100s/,.*/,/' prices.csv > blank.csv
expect_error "a gap" "line 100" blank.csv out.csv --prices

"$program" prices.csv out.csv --prices --samples 2 --seed 1 "${quick[@]}" --picture out.png --report out.json
expect_files out.csv out.png
expect_keys out.json moments moments_of_spectra moments_of_marginals loss_final data samples members zeta c1 c2 \
  kurtosis skewness quantiles leverage leverage_1_20 volatility_autocorrelation seconds_total memory_peak_mib
(($(wc -l < out.csv) == 800)) || fail "out.csv has $(wc -l < out.csv) lines"
head -1 out.csv | grep -q "sample_1,sample_2" || fail "columns: $(head -1 out.csv)"
sed -n 2p out.csv | grep -q "^2000-01-02," || fail "dates: $(sed -n 2p out.csv)"
awk -F, 'NR > 1 && !($2 > 0 && $3 > 0) { exit 1 }' out.csv || fail "prices must be positive"

# The same bits on one thread, and after an interruption.
"$program" prices.csv one.csv --prices --samples 2 --seed 1 "${quick[@]}" --threads 1
cmp out.csv one.csv || fail "the result depends on the number of threads"
"$program" prices.csv first.csv --prices --seed 1 "${quick[@]}" --checkpoint run.h5
"$program" prices.csv resumed.csv --prices --samples 2 --seed 1 "${quick[@]}" --checkpoint run.h5
cmp out.csv resumed.csv || fail "a resumed run differs"

# Spectra alone, another length, an image, returns.
"$program" prices.csv plain.nrrd --prices --windows 0 --length 500 --write returns "${quick[@]}"
expect_files plain.nrrd
