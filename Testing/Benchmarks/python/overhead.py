#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""What a call of the Python package costs beyond the kernels it calls: 256 x 256 pixels, float32, one thread.

Kernels are timed by KernelCallsBenchmark and functions here, in turns, so that both see the same machine."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import time
from pathlib import Path

import numpy as np

import phaseharmonics as ph


def functions() -> dict[str, object]:
    image = np.random.default_rng(1).standard_normal((256, 256)).astype(np.float32)
    bank = ph.WaveletBank(image.shape)
    bands = bank.forward(image)
    band = np.ascontiguousarray(ph.wavelet_bank(image)[0][0])
    return {
        "WaveletBank.forward": lambda: bank.forward(image, threads=1),
        "WaveletBank.forward(out=)": lambda: bank.forward(image, out=bands, threads=1),
        "wavelet_bank": lambda: ph.wavelet_bank(image, threads=1),
        "phase_harmonic": lambda: ph.phase_harmonic(band, 2, threads=1),
        "rectify": lambda: ph.rectify(band, phases=4, threads=1),
        "moments": lambda: ph.moments(image, threads=1),
        "synthesize, 20 iterations": lambda: ph.synthesize(image, iterations=20, threads=1),
    }


def median_of_function(function, seconds: float) -> float:
    function()
    times = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(times) < 3:
        begin = time.perf_counter()
        function()
        times.append(time.perf_counter() - begin)
    return 1e3 * statistics.median(times)


def median_of_kernel(program: Path, name: str, seconds: float) -> float:
    printed = subprocess.run(
        [
            program,
            f"--benchmark_filter=^{name}$",
            f"--benchmark_min_time={seconds / 5}",
            "--benchmark_repetitions=5",
            "--benchmark_format=json",
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    runs = json.loads(printed)["benchmarks"]
    return next(run["real_time"] for run in runs if run.get("aggregate_name") == "median")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path, help="build folder that holds bin/KernelCallsBenchmark")
    parser.add_argument("--rounds", type=int, default=5, help="turns of kernel and function")
    parser.add_argument("--seconds", type=float, default=1.0, help="time for each turn")
    parser.add_argument("--output", type=Path, help="JSON file of the figures")
    options = parser.parse_args()
    program = options.build / "bin/KernelCallsBenchmark"
    figures = {}
    print("function                    kernel ms   function ms   overhead")
    for name, function in functions().items():
        kernel, python = [], []
        for _ in range(options.rounds):
            kernel.append(median_of_kernel(program, name.removesuffix("(out=)"), options.seconds))
            python.append(median_of_function(function, options.seconds))
        overhead = statistics.median(p / k for p, k in zip(python, kernel)) - 1
        figures[name] = {"kernel_ms": statistics.median(kernel), "python_ms": statistics.median(python)}
        figures[name]["overhead"] = overhead
        print(f"{name:26}  {min(kernel):9.3f}  {min(python):12.3f}  {100 * overhead:8.1f} %")
    if options.output:
        options.output.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
