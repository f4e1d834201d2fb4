#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Reconstructs piecewise regular signals from sets of growing size. Results are added to a JSON file as they come; what
it holds already is not computed again."""

import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import tempfile
import threading

from signals import piecewise_regular, write_series

# Voices per octave, range in octaves, rich.
SETS = [(1, 0, False), (1, 1, False), (1, 2, False), (1, 4, False), (2, 1, False), (2, 2, False), (2, 3, False)]
OCTAVES = 8


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="CompressiveBenchmark")
    parser.add_argument("results", type=pathlib.Path)
    parser.add_argument("--signals", type=int, default=8)
    parser.add_argument("--samples", type=int, default=1024)
    parser.add_argument("--breaks", type=int, default=5)
    parser.add_argument("--restarts", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()

    results = json.loads(arguments.results.read_text()) if arguments.results.exists() else []
    done = {(r["signal"], r["voices"], r["scale_range"], r["rich"]) for r in results}
    lock = threading.Lock()

    def run(folder, signal, voices, octave_range, rich):
        command = [arguments.program, folder / f"{signal}.mha", "--double", "--voices", voices, "--scales",
                   OCTAVES * voices, "--scale-range", octave_range, "--restarts", arguments.restarts]
        line = subprocess.run([str(c) for c in command + ["--rich"] * rich], check=True,
                              stdout=subprocess.PIPE).stdout
        result = {"signal": signal, "breaks": arguments.breaks, "voices": voices, "rich": rich, **json.loads(line)}
        with lock:
            results.append(result)
            temporary = arguments.results.with_suffix(".part")
            temporary.write_text(json.dumps(results, indent=1) + "\n")
            temporary.replace(arguments.results)
        print(signal, result["moments_unique"], result["squared_relative_error"], flush=True)

    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(arguments.workers) as pool:
        folder = pathlib.Path(name)
        for signal in range(arguments.signals):
            write_series(folder / f"{signal}.mha", piecewise_regular(signal, arguments.samples, arguments.breaks))
        cases = [(signal, *s) for s in reversed(SETS) for signal in range(arguments.signals)]
        for future in [pool.submit(run, folder, *case) for case in cases if case not in done]:
            future.result()


if __name__ == "__main__":
    main()
