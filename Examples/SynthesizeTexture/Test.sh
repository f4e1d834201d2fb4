#!/usr/bin/env bash
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Test.sh PROGRAM DATA WORK
source "$(dirname "${BASH_SOURCE[0]}")/../Common/ProgramTest.sh"
turbulence=$data/dns2d_vorticity_256_seed201.mha
analyze=$(dirname "$program")/AnalyzeImage
small=(--crop 64x48 --iterations 5)

expect_input_errors new.mha
expect_scale_errors new.mha
expect_error "no format" "no image format has this extension" "$turbulence" new.txt
expect_error "8-bit format" "cannot hold" "$turbulence" new.png
expect_error "unknown model" "see $name --help" "$turbulence" new.mha --model E
expect_error "other size" "but INPUT is" "$turbulence" new.mha --also "$data/texture_grass_512.png"
expect_error "no moments" "absent.h5" "$turbulence" new.mha --target absent.h5
expect_error "no HDF5" "text.txt" "$turbulence" new.mha --target text.txt
cp text.txt text.h5
expect_error "wrong HDF5" "text.h5" "$turbulence" new.mha --target text.h5
expect_error "two choices" "exclude each other" "$turbulence" new.mha --target text.h5 --model A
expect_error "no initial image" "absent.mha: no such file" "$turbulence" new.mha --initial absent.mha
expect_error "initial image of another size" "size" "$turbulence" new.mha --crop 64x48 --initial "$turbulence"
expect_error "wrong checkpoint" "text.txt" "$turbulence" new.mha "${small[@]}" --checkpoint text.txt
expect_error "no checkpoint" "requires --checkpoint" "$turbulence" new.mha --checkpoint-interval 5
rm -f ./*.mha

"$program" "$turbulence" new.mha "${small[@]}" --gaussian gaussian.nrrd --picture picture.png --report report.json
expect_files new.mha gaussian.nrrd picture.png
expect_keys report.json moments_unique moments_nominal loss_initial loss_final iterations evaluations coarse_evaluations seconds_total \
  seconds_per_evaluation kurtosis_input kurtosis_output increment_kurtosis_input increment_kurtosis_output \
  curve_evaluations curve_loss preconditioned spectrum_error_dex spectrum_error_dex_max memory_peak_mib minkowski_distance_area minkowski_distance_boundary \
  minkowski_distance_euler gaussian_kurtosis_output gaussian_increment_kurtosis_output gaussian_spectrum_error_dex
grep -aq "DimSize = 64 48" new.mha || fail "the output has not the size of the crop"
grep -aq "Offset = 96 104" new.mha || fail "the output does not lie where the crop does"
(($(ls -A | grep -c '^.partial' || true) == 0)) || fail "a temporary folder is left"

# The same seed gives the same file on any number of threads, and another seed another.
for threads in 1 2 3; do
  "$program" "$turbulence" again.mha "${small[@]}" --threads $threads
  cmp new.mha again.mha || fail "the output depends on the number of threads"
done
"$program" "$turbulence" other.mha "${small[@]}" --seed 7
cmp -s new.mha other.mha && fail "the seed changes nothing"
grep -Eq '"curve_loss": \[[^],]+(, [^],]+){4}\]' report.json || fail "the report has not the loss of every iteration"
"$program" "$turbulence" pixels.mha "${small[@]}" --no-preconditioning --report pixels.json
cmp -s new.mha pixels.mha && fail "the preconditioning changes nothing"
"$program" "$turbulence" coarse.mha "${small[@]}" --scales 4 --report coarse.json
grep -Eq '"coarse_evaluations": [1-9]' coarse.json || fail "no evaluations over coarse scales"
"$program" "$turbulence" fine.mha "${small[@]}" --scales 4 --coarse-iterations 0
cmp -s coarse.mha fine.mha && fail "the iterations over coarse scales change nothing"
grep -q '"preconditioned": false' pixels.json || fail "the report does not tell how it was minimized"

# Several samples, of which the first is the single one; several images; moments from a file.
"$program" "$turbulence" many.nii.gz "${small[@]}" --samples 2 --restarts 1 --picture many.png --report many.json
expect_files many_1.nii.gz many_2.nii.gz many.png
grep -q '"output": "many_2.nii.gz"' many.json || fail "the report does not list the samples"
"$program" "$turbulence" several.mha "${small[@]}" --also "$data/dns2d_vorticity_256_seed202.mha" --initial noise
if [[ -x $analyze ]]; then
  "$analyze" "$turbulence" moments.h5 --crop 64x48
  "$program" "$turbulence" target.mha "${small[@]}" --target moments.h5
  cmp new.mha target.mha || fail "moments from a file give another image"
  "$program" "$turbulence" other.mha "${small[@]}" --target moments.h5 --initial noise
fi
"$program" "$turbulence" further.mha "${small[@]}" --initial new.mha

# interrupt CONDITION ARGUMENT...: Ctrl-C as soon as the condition holds, on a machine of any speed.
interrupt()
{
  local condition=$1 code=0
  shift
  set -m # else a job in the background ignores the signal
  "$program" "$@" > interrupt.log 2>&1 &
  set +m
  until $condition || ! kill -0 $!; do sleep 0.05; done 2> /dev/null
  kill -INT $!
  wait $! || code=$?
  ((code == 130)) || fail "interrupted: exit code $code: $(cat interrupt.log)"
}

run=("$turbulence" --crop 64x48 --iterations 1000 --checkpoint-interval 20)
"$program" "${run[@]}" whole.mha --checkpoint whole.state
"$program" "${run[@]}" finished.mha --checkpoint whole.state
cmp whole.mha finished.mha || fail "a finished checkpoint gives another image"
interrupt "test -e resumed.state" "${run[@]}" resumed.mha --checkpoint resumed.state
tail -n 1 interrupt.log | grep -q "^$name: interrupted; the same command goes on from resumed.state$" ||
  fail "$(cat interrupt.log)"
[[ ! -e resumed.mha ]] || fail "an interrupted run wrote its output"
"$program" "${run[@]}" resumed.mha --checkpoint resumed.state
cmp whole.mha resumed.mha || fail "an interrupted and resumed run gives another image"

interrupt "grep -q % interrupt.log" "$turbulence" --crop 64x48 --iterations 1000 never.mha --picture never.png
tail -n 1 interrupt.log | grep -q "^$name: interrupted, nothing was written$" || fail "$(cat interrupt.log)"
[[ ! -e never.mha && ! -e never.png ]] || fail "an interrupted run left a file"

series series.mha
"$program" series.mha series_new.mha --iterations 5 --picture series.png
"$program" "$data/volume_neghip.mha" volume.nrrd --crop 16x16x16 --iterations 3 --picture volume.png
"$program" "$data/ism_mhd_512_I_1.mha" ism.mha --log --crop 95x61 --model Rectified --iterations 3 --picture ism.png
"$program" "$data/BrainProtonDensitySlice.png" brain.mha --model A --full-grid --iterations 3 --precision double \
  --picture brain.png
expect_files series_new.mha volume.nrrd ism.mha brain.mha {series,volume,ism,brain}.png
