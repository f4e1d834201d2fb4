#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"

# Dates and prices of a random walk; an awk statement may change the price v or the day d of row i.
rows()
{
  echo "date,price"
  LC_ALL=C awk "BEGIN { srand(3); p = 100; for (i = 1; i <= 1500; ++i) {
    p *= exp(0.02 * (rand() + rand() - 1)); v = p; d = i; $1;
    printf \"%04d-%02d-%02d,%s\\n\", 2000 + int(d / 336), 1 + int(d % 336 / 28), 1 + d % 28, v } }"
}
rows "" > prices.csv
rows "if (i == 700) v = \"\"" > blank.csv
rows "if (i == 700) v = \"closed\"" > word.csv
rows "if (i == 700) v = 0" > zero.csv
rows "d = 1501 - i" > newest.csv
rows "if (i == 700) d = 20" > unsorted.csv
rows "if (i == 700) d = 699" > doubled.csv
rows "if (i > 600 && i < 800) v = 55" > flat.csv
rows "v = 7" > constant.csv
sed 's/price/open,close/; s/,\([0-9.]*\)$/,\1,\1/' prices.csv > columns.csv
head -10 prices.csv > short.csv
: > empty.csv

expect_error "missing file" "absent.csv: no such file" absent.csv
expect_error "empty file" "no rows" empty.csv
expect_error "blank" "line 701: the field is blank" blank.csv --prices
expect_error "word" "line 701: \"closed\" is not a number" word.csv --prices
expect_error "zero price" "line 701: a price of 0" zero.csv --prices
expect_error "unsorted" "comes after .*--order sort" unsorted.csv --prices
expect_error "doubled" "a second row of .*--duplicates" doubled.csv --prices
expect_error "two columns" "\"open\", \"close\"; choose one with --column" columns.csv --prices
expect_error "no such column" "no column \"volume\"" columns.csv --prices --column volume
expect_error "constant" "constant" constant.csv --prices
expect_error "too short" "returns, but 16 are needed" short.csv --prices
expect_error "2-D image" "a series is needed" "$data/texture_grass_512.png"
expect_error "no PNG" "must end in .png" prices.csv --picture picture.jpg
expect_error "no folder" "there is no folder" prices.csv --report absent/report.json
expect_error "same name twice" "two outputs" prices.csv --csv a.csv --returns a.csv
expect_error "bad lags" "powers of two" prices.csv --prices --smallest-lag 3
expect_error "bad scales" "scales up to" prices.csv --prices --last-scale 12
expect_error "unknown treatment" "see $name --help" prices.csv --gaps ignore

"$program" prices.csv --prices --picture picture.png --report report.json --csv figures.csv --returns returns.nrrd
expect_files picture.png figures.csv returns.nrrd
expect_keys report.json zeta q standard_error c1 c2 kurtosis skewness quantiles leverage leverage_1_20 leverage_minus \
  volatility_autocorrelation treatments seconds_total
grep -q "^figure,argument,value,standard_error,low,high$" figures.csv || fail "the table has no header"
grep -q "^zeta,2," figures.csv || fail "the table has no zeta(2)"

# The same on any number of threads, for reversed rows, and from an image of the returns.
"$program" prices.csv --prices --csv one.csv --threads 1
"$program" newest.csv --prices --report newest.json > newest.log
"$program" returns.nrrd --csv image.csv --threads 3
cmp figures.csv one.csv || fail "figures depend on the number of threads"
cmp figures.csv image.csv || fail "figures depend on the format of the file"
grep -q "newest first: reversed" newest.json newest.log || fail "reversed rows are not reported"

for treated in "blank.csv --gaps drop:rows dropped" "word.csv --gaps interpolate:interpolated" \
  "unsorted.csv --order sort --duplicates keep:sorted by date" "unsorted.csv --order keep:kept as they stand" \
  "doubled.csv --duplicates drop:dropped" "flat.csv:without change" \
  "columns.csv --column close:differences"; do
  "$program" ${treated%%:*} --prices --report treated.json --bootstrap 0
  grep '"treatments"' treated.json | grep -q "${treated##*:}" || fail "$treated is not reported"
done
