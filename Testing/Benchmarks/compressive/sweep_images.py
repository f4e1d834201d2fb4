#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Reconstructs images from Compressive sets of growing scale range. Results are added to a JSON file as they come; what
it holds already is not computed again."""

import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import threading


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="CompressiveBenchmark")
    parser.add_argument("results", type=pathlib.Path)
    parser.add_argument("images", nargs="+", metavar="NAME=FILE", help="values in [0, 1]")
    parser.add_argument("--scale-ranges", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--nested", type=int, nargs="*", default=[3, 4, 5], help="scale ranges that go on from that of 2")
    parser.add_argument("--iterations", type=int, default=250, help="of a round")
    parser.add_argument("--plain-iterations", type=int, default=100)
    parser.add_argument("--final-rounds", type=int, default=3)
    parser.add_argument("--nested-iterations", type=int, default=150, help="of a round")
    parser.add_argument("--nested-rounds", type=int, default=3)
    parser.add_argument("--probes", type=int, default=2, help="for each number of the largest block")
    parser.add_argument("--restarts", type=int, default=4)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pictures", type=pathlib.Path, help="folder for the reconstructions [beside the results]")
    arguments = parser.parse_args()

    results = json.loads(arguments.results.read_text()) if arguments.results.exists() else []
    done = {(r["image"], r["scale_range"], r["seed"], r.get("start")) for r in results}
    pictures = arguments.pictures or arguments.results.parent / "reconstructions"
    pictures.mkdir(parents=True, exist_ok=True)
    lock = threading.Lock()

    def run(name, path, scale_range, seed, start):
        settings = {"restarts": 1 if start else arguments.restarts,
                    "iterations": arguments.nested_iterations if start else arguments.iterations,
                    "plain_iterations": arguments.plain_iterations,
                    "final_rounds": arguments.nested_rounds if start else arguments.final_rounds,
                    "probes": arguments.probes}
        command = [arguments.program, path, "--scale-range", scale_range, "--seed", seed,
                   "--output", pictures / f"{name}_{scale_range}_{seed}.mha"]
        for name_of_setting, value in settings.items():
            command += ["--" + name_of_setting.replace("_", "-"), value]
        if start:
            command += ["--start", pictures / f"{name}_2_{seed}.mha"]
        environment = dict(os.environ, ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS="1")
        line = subprocess.run([str(c) for c in command], check=True, stdout=subprocess.PIPE, env=environment).stdout
        result = {"image": name, "settings": settings, **({"start": start} if start else {}), **json.loads(line)}
        with lock:
            results.append(result)
            temporary = arguments.results.with_suffix(".part")
            temporary.write_text(json.dumps(results, indent=1) + "\n")
            temporary.replace(arguments.results)
        print(name, scale_range, seed, result["psnr_db"], flush=True)

    def run_all(scale_ranges, start):
        cases = [(*image.split("=", 1), scale_range, seed) for seed in arguments.seeds
                 for scale_range in scale_ranges for image in arguments.images]
        missing = [case for case in cases if (case[0], case[2], case[3], start) not in done]
        with concurrent.futures.ThreadPoolExecutor(arguments.workers) as pool:
            for future in [pool.submit(run, *case, start) for case in missing]:
                future.result()

    run_all(arguments.scale_ranges, None)
    run_all(arguments.nested, "range 2")


if __name__ == "__main__":
    main()
