#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Sparse codes and dictionaries of vectors beside scikit-learn: speed, convergence, unrolled inference.

Measures ours and the peer in one run and writes sparse.json; figure.py draws it. Parts may be measured one by one:
those that are not asked for keep their figures.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys
import time
import warnings

import numpy
from PIL import Image

FOLDER = pathlib.Path(__file__).resolve().parent
ATOMS = 256
PATCHES = 100_000
HELD_OUT = 5_000


def parse_arguments():
    build = FOLDER.parents[2] / "build"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=build / "bin" / "SparseBenchmark")
    parser.add_argument("--image", type=pathlib.Path, default=build / "Testing" / "Data" / "texture_grass_512.png")
    parser.add_argument("--work", type=pathlib.Path, default=build / "sparse", help="folder of temporary files")
    parser.add_argument("--output", type=pathlib.Path, default=FOLDER / "sparse.json")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--seconds", type=float, default=30.0, help="of learning for each setting of the peer [30]")
    parser.add_argument(
        "--parts", nargs="+", default=["learn8", "learn12", "encode", "iterate", "invert"], help="what to measure"
    )
    return parser.parse_args()


class Ours:
    def __init__(self, arguments):
        self._program = arguments.program
        self._threads = arguments.threads

    def __call__(self, task, **options):
        command = [str(self._program), task, "--threads", str(options.pop("threads", self._threads))]
        for name, value in options.items():
            command += [f"--{name.replace('_', '-')}"] + ([] if value is True else [str(value)])
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def patches_of(image, side):
    """Patches without their mean, of unit norm, in random order; without those that hardly vary."""
    windows = numpy.lib.stride_tricks.sliding_window_view(image, (side, side)).reshape(-1, side * side).copy()
    numpy.random.default_rng(0).shuffle(windows)
    windows -= windows.mean(axis=1, keepdims=True)
    norms = numpy.linalg.norm(windows, axis=1)
    windows = windows[norms > 0.01 * side]
    windows /= numpy.linalg.norm(windows, axis=1, keepdims=True)
    train, held_out, start = numpy.split(windows[: PATCHES + HELD_OUT + ATOMS], [PATCHES, PATCHES + HELD_OUT])
    return train, held_out, start


def time_to_reach(curve, objective):
    """First time at or below an objective, interpolated between the measurements around it."""
    for (t0, o0), (t1, o1) in zip(curve, curve[1:]):
        if o1 <= objective:
            return t0 if o0 <= objective else t0 + (t1 - t0) * (o0 - objective) / (o0 - o1)
    return None


def learn_with_peer(train, start, penalty, algorithm, batch, seconds):
    """Dictionaries of scikit-learn and the times when it had them; the time of copying does not count."""
    from sklearn.decomposition import MiniBatchDictionaryLearning

    class Enough(Exception):
        pass

    snapshots = [(0.0, start)]
    elapsed, now = 0.0, time.perf_counter()

    def look(state):
        nonlocal elapsed, now
        elapsed += time.perf_counter() - now
        if elapsed >= 1.25 * snapshots[-1][0] or elapsed >= seconds:
            snapshots.append((elapsed, state["dictionary"].copy()))
        if elapsed >= seconds:
            raise Enough
        now = time.perf_counter()

    learning = MiniBatchDictionaryLearning(
        len(start), alpha=penalty, batch_size=batch, fit_algorithm=algorithm, dict_init=start, max_iter=10**6, tol=0.0,
        max_no_improvement=None, callback=look, random_state=0,
    )  # fmt: skip
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            now = time.perf_counter()
            learning.fit(train)
    except Enough:
        pass
    return snapshots


def measure_learning(arguments, ours, image, side):
    work = arguments.work
    train, held_out, start = patches_of(image, side)
    penalty = 1.2 / side
    for name, values in (("train", train), ("held_out", held_out), ("start", start)):
        values.tofile(work / f"{name}.raw")
    common = {"length": side * side, "lambda": penalty}

    def objective(dictionary):
        dictionary.astype(numpy.float32).tofile(work / "dictionary.raw")
        return ours("encode", vectors=work / "held_out.raw", dictionary=work / "dictionary.raw", tolerance=1e-5,
                    iterations=1000, seconds=0, **common)["objective"]  # fmt: skip

    curves = {}
    for batch in (256, 1024):
        curves[f"ours, {batch}"] = ours(
            "learn", vectors=work / "train.raw", held_out=work / "held_out.raw", dictionary=work / "start.raw",
            batch=batch, seconds=arguments.seconds / 2, output=work / f"learned{side}.raw", **common,
        )["curve"]  # fmt: skip
        # In double precision, in which scikit-learn is faster than in single precision.
        for algorithm in ("lars", "cd"):
            snapshots = learn_with_peer(
                train.astype(numpy.float64), start.astype(numpy.float64), penalty, algorithm, batch, arguments.seconds
            )
            curves[f"scikit-learn {algorithm}, {batch}"] = [[t, objective(d)] for t, d in snapshots]
            print(side, algorithm, batch, curves[f"scikit-learn {algorithm}, {batch}"][-1], flush=True)

    def best(prefix):
        return min((name for name in curves if name.startswith(prefix)), key=lambda name: curves[name][-1][1])

    peer, mine = best("scikit-learn"), best("ours")
    levels = []
    for part in (0.25, 0.5, 1.0):
        level = numpy.interp(part * curves[peer][-1][0], *zip(*curves[peer]))
        theirs, mine_seconds = time_to_reach(curves[peer], level), time_to_reach(curves[mine], level)
        levels.append({"objective": level, "peer_seconds": theirs, "our_seconds": mine_seconds, "ratio": theirs / mine_seconds})
    return {"side": side, "lambda": penalty, "curves": curves, "peer": peer, "ours": mine, "levels": levels}


def gaps_of(vectors, dictionary, codes, penalty):
    """Relative duality gaps, from the definition."""
    residuals = vectors - codes @ dictionary
    largest = numpy.abs(residuals @ dictionary.T).max(axis=1)
    scale = numpy.minimum(1.0, penalty / largest)
    squared = (residuals**2).sum(axis=1)
    primal = 0.5 * squared + penalty * numpy.abs(codes).sum(axis=1)
    dual = scale * (residuals * vectors).sum(axis=1) - 0.5 * scale**2 * squared
    return (primal - dual) / (0.5 * (vectors**2).sum(axis=1))


def planted(work):
    """Vectors of 256 values from about 20 of 2048 Gaussian atoms, with noise."""
    rng = numpy.random.default_rng(1)
    dictionary = rng.standard_normal((2048, 256)).astype(numpy.float32)
    dictionary /= numpy.linalg.norm(dictionary, axis=1, keepdims=True)
    codes = rng.standard_normal((1000, 2048)) * (rng.random((1000, 2048)) < 20 / 2048)
    vectors = codes @ dictionary
    vectors += 0.1 * vectors.std() * rng.standard_normal(vectors.shape)
    vectors = (vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)).astype(numpy.float32)
    vectors.tofile(work / "planted.raw")
    dictionary.tofile(work / "planted_dictionary.raw")
    return vectors, dictionary


def measure_encoding(arguments, ours, image):
    from sklearn.decomposition import sparse_encode

    work = arguments.work
    cases = []
    for side in (8, 12):
        held_out = patches_of(image, side)[1][:2000]
        held_out.tofile(work / "encode.raw")
        learned = numpy.fromfile(work / f"learned{side}.raw", dtype=numpy.float32).reshape(ATOMS, -1)
        cases.append((f"{side}x{side} patches, learned dictionary", held_out, learned, 1.2 / side))
    vectors, dictionary = planted(work)
    cases.append(("planted codes, Gaussian dictionary", vectors, dictionary, 0.1))

    rows = []
    for name, vectors, dictionary, penalty in cases:
        vectors.tofile(work / "encode.raw")
        dictionary.tofile(work / "encode_dictionary.raw")
        in_double = vectors.astype(numpy.float64), dictionary.astype(numpy.float64)
        for algorithm in ("lasso_lars", "lasso_cd"):
            durations = []
            for jobs in (None, arguments.threads):
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    watch = time.perf_counter()
                    codes = sparse_encode(
                        *in_double, algorithm=algorithm, alpha=penalty, n_jobs=jobs, max_iter=10**4, check_input=False
                    )
                    durations.append(time.perf_counter() - watch)
            gap = float(gaps_of(*in_double, codes, penalty).mean())
            row = {"case": name, "length": vectors.shape[1], "atoms": len(dictionary), "lambda": penalty,
                   "support": float((codes != 0).sum(axis=1).mean()), "peer": algorithm, "peer_gap": gap,
                   "peer_us": 1e6 * min(durations) / len(vectors)}  # fmt: skip
            # The peer goes on to its own tolerance: the same gap in double precision, and what learning asks for.
            for label, solver, tolerance, precision in (
                ("cd", "cd", gap, {"double": True}),
                ("cd_1e-3", "cd", 1e-3, {}),
                ("fista_1e-3", "fista", 1e-3, {}),
            ):
                result = ours(
                    "encode", vectors=work / "encode.raw", dictionary=work / "encode_dictionary.raw", solver=solver,
                    length=vectors.shape[1], tolerance=tolerance, iterations=20000, seconds=0.5, **precision,
                    **{"lambda": penalty},
                )  # fmt: skip
                row[f"{label}_us"] = 1e6 * result["seconds"] / len(vectors)
                row[f"{label}_gap"] = result["gap"]
            row["ratio"] = row["peer_us"] / row["cd_us"]
            rows.append(row)
            print(row, flush=True)
    return rows


def measure_iterations(arguments, ours, image):
    work = arguments.work
    results = {}
    planted(work)
    results["planted codes, Gaussian 256 x 2048"] = ours(
        "iterate", vectors=work / "planted.raw", dictionary=work / "planted_dictionary.raw", length=256, ratio=True,
        iterations=16, **{"lambda": 0.2},
    )  # fmt: skip
    side = min(image.shape)
    image[:side, :side].tofile(work / "image.raw")
    size = ours("scatter", vectors=work / "image.raw", side=side, output=work / "scattering.raw")
    vectors = numpy.fromfile(work / "scattering.raw", dtype=numpy.float32).reshape(-1, size["channels"])
    numpy.random.default_rng(0).shuffle(vectors)
    train, test, start = numpy.split(vectors, [len(vectors) - 1000 - 512, len(vectors) - 512])
    for name, values in (("train", train), ("held_out", test), ("start", start)):
        values.tofile(work / f"scattering_{name}.raw")
    for penalty in (0.1, 0.3):
        common = {"length": size["channels"], "ratio": True, "lambda": penalty}
        ours("learn", vectors=work / "scattering_train.raw", held_out=work / "scattering_held_out.raw", batch=512,
             dictionary=work / "scattering_start.raw", seconds=5, output=work / "scattering_learned.raw", **common)  # fmt: skip
        curves = ours(
            "iterate", vectors=work / "scattering_held_out.raw", dictionary=work / "scattering_learned.raw",
            iterations=16, **common,
        )  # fmt: skip
        results[f"scattering vectors, learned {size['channels']} x 512, lambda {penalty} lambda_max"] = curves
    return results


def main():
    arguments = parse_arguments()
    arguments.work.mkdir(parents=True, exist_ok=True)
    ours = Ours(arguments)
    record = json.loads(arguments.output.read_text()) if arguments.output.exists() else {}
    image = numpy.asarray(Image.open(arguments.image).convert("L"), dtype=numpy.float32) / 255.0
    import sklearn

    record["about"] = {
        "date": datetime.date.today().isoformat(), "machine": platform.machine(), "threads": arguments.threads,
        "scikit-learn": sklearn.__version__, "numpy": numpy.__version__, "image": arguments.image.name,
    }  # fmt: skip
    for part in arguments.parts:
        if part.startswith("learn"):
            record[part] = measure_learning(arguments, ours, image, int(part[5:]))
            print(part, record[part]["levels"], flush=True)
        elif part == "encode":
            record[part] = measure_encoding(arguments, ours, image)
        elif part == "iterate":
            record[part] = measure_iterations(arguments, ours, image)
        elif part == "invert":
            record[part] = ours("invert")["rows"]
            print(record[part])
        else:
            sys.exit(f"no part is called {part}")
        temporary = arguments.output.with_suffix(".part")
        temporary.write_text(json.dumps(record, indent=1) + "\n")
        temporary.replace(arguments.output)


if __name__ == "__main__":
    main()
