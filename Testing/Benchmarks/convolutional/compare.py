#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Compares convolutional sparse codes and dictionary learning with sporco, in one run on the same images.

Codes: a gray 256x256 crop of the image that comes with sporco, less its smooth part, in its dictionary of 36 atoms of
12x12; and the 512x512 crop around it. Learning: four images of 128x128, and a fifth to measure the functional on.
Every solver is run several times in turn; the fastest run counts. Writes convolutional.json and convolutional.png; parts
that are not measured again stay in the former as they were.
"""
import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))

import numpy as np
import sporco
from machine import Machine
from PIL import Image
from sporco import signal, util
from sporco.admm import cbpdn as admm
from sporco.dictlrn import onlinecdl
from sporco.pgm import cbpdn as pgm
from sporco.pgm.backtrack import BacktrackStandard

LAMBDA = 0.05
LEARNING_LAMBDA = 0.2
SPORCO_IMAGES = pathlib.Path(sporco.__file__).parent / "data"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, required=True, help="ConvolutionalBenchmark, as it was built")
    parser.add_argument("--output", type=pathlib.Path, default=pathlib.Path("."), help="folder of the results [.]")
    parser.add_argument("--image", type=pathlib.Path, default=SPORCO_IMAGES / "kodim23.png", help="image to encode")
    parser.add_argument("--threads", type=int, default=2, help="number of threads of both [2]")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each solver, of which the fastest counts [3]")
    parser.add_argument("--steps", type=int, default=100, help="images to learn from [100]")
    parser.add_argument("--gap", type=float, default=1e-3, help="certified relative gap to reach [1e-3]")
    parser.add_argument(
        "--only", nargs="+", choices=("256", "512", "learning"), default=("256", "512", "learning"), help="parts to measure"
    )
    parser.add_argument("--wait", type=float, default=60.0, help="seconds to wait for a quiet machine before each run")
    return parser.parse_args()


def gray(path):
    return np.asarray(Image.open(path).convert("L"), np.float32) / 255


def run_program(arguments, *words):
    done = subprocess.run([arguments.program, *map(str, words)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def atoms_first(dictionary):
    return np.ascontiguousarray(np.moveaxis(dictionary, -1, 0), np.float32)


def sporco_code(kind, dictionary, image):
    start = time.process_time()
    processor = []
    common = {"Callback": lambda solver: processor.append(time.process_time() - start) or False}
    if kind == "ADMM":
        options = admm.ConvBPDN.Options({"AuxVarObj": False, **common})
        solver = admm.ConvBPDN(dictionary, image, LAMBDA, options, dimK=0)
    else:
        options = pgm.ConvBPDN.Options({"Backtrack": BacktrackStandard(), "L": 50.0, **common})
        solver = pgm.ConvBPDN(dictionary, image, LAMBDA, options)
    solver.solve()
    statistics = solver.getitstat()
    return {"curve": [list(map(float, point)) for point in zip(statistics.Time, statistics.ObjFun, processor)]}


def first_below(curve, functional):
    return next((point for point in curve if point[1] <= functional), None)


def compare_codes(arguments, machine, image, side):
    dictionary = util.convdicts()["G:12x12x36"].astype(np.float32)
    smooth, detail = signal.tikhonov_filter(image, 10, 16)
    detail = detail.astype(np.float32)
    work = arguments.output
    detail.tofile(work / "image.f32")
    atoms_first(dictionary).tofile(work / "atoms.f32")
    solvers = {
        "ours": lambda: run_program(
            arguments, "code", work / "image.f32", side, work / "atoms.f32", 12, 36, LAMBDA, arguments.gap, arguments.threads
        ),
        "sporco ADMM": lambda: sporco_code("ADMM", dictionary, detail),
        "sporco PGM": lambda: sporco_code("PGM", dictionary, detail),
    }
    best = {}
    for _ in range(arguments.rounds if side == 256 else 1):
        for name, solver in solvers.items():
            machine.wait_until_quiet(time.monotonic() + arguments.wait)
            result = solver()
            if name not in best or result["curve"][-1][0] < best[name]["curve"][-1][0]:
                best[name] = result
            print(f"{side}^2 {name}: {result['curve'][-1][1]:.4f} after {result['curve'][-1][0]:.2f} s", flush=True)
    ours = best["ours"]["curve"]
    reached = {}
    for name in ("sporco ADMM", "sporco PGM"):
        curve = best[name]["curve"]
        functional = min(point[1] for point in curve)
        theirs, own = first_below(curve, functional), first_below(ours, functional)
        reached[name] = {
            "functional": functional,
            "iterations": len(curve),
            "seconds": theirs[0],
            "seconds_ours": own[0],
            "ratio": theirs[0] / own[0],
            "processor_seconds": theirs[2],
            "processor_seconds_ours": own[2],
            "processor_ratio": theirs[2] / own[2],
            "gap_ours": own[3],
        }
    return {
        "solvers": best,
        "reached": reached,
        "gap": {
            "relative": ours[-1][3],
            "functional": ours[-1][1],
            "iterations": len(ours),
            "seconds": ours[-1][0],
            "processor_seconds": ours[-1][2],
            "bytes": best["ours"]["bytes"],
        },
    }


def held_out(arguments, image, atoms):
    atoms.tofile(arguments.output / "heldout-atoms.f32")
    image.tofile(arguments.output / "heldout.f32")
    support, count = atoms.shape[1], atoms.shape[0]
    words = (arguments.output / "heldout.f32", image.shape[0], arguments.output / "heldout-atoms.f32", support, count)
    return run_program(arguments, "code", *words, LEARNING_LAMBDA, 1e-3, arguments.threads)["curve"][-1][1]


def compare_learning(arguments, machine):
    images = []
    for name in ("barbara", "kodim23", "monarch", "sail", "tulips"):
        image = gray(SPORCO_IMAGES / f"{name}.png")
        first = [(size - 512) // 2 for size in image.shape]
        image = image[first[0] : first[0] + 512, first[1] : first[1] + 512]
        images.append(image.reshape(128, 4, 128, 4).mean((1, 3)))
    images = signal.tikhonov_filter(np.stack(images, -1), 5, 16)[1].astype(np.float32)
    np.random.seed(12345)
    start = np.random.randn(8, 8, 64).astype(np.float32)
    start /= np.sqrt((start**2).sum((0, 1)))
    work = arguments.output
    atoms_first(images[..., :4]).tofile(work / "images.f32")
    atoms_first(start).tofile(work / "start.f32")
    test = np.ascontiguousarray(images[..., 4])

    def ours():
        words = (work / "images.f32", 128, 4, work / "start.f32", 8, 64, LEARNING_LAMBDA, arguments.steps)
        steps = run_program(arguments, "learn", *words, arguments.threads, work / "learned")["steps"]
        read = lambda step: np.fromfile(work / f"learned{step}", np.float32).reshape(64, 8, 8)
        return [[step, seconds, processor, read(step)] for step, seconds, processor in steps]

    def theirs():
        options = onlinecdl.OnlineConvBPDNDictLearn.Options(
            {"Verbose": False, "ZeroMean": False, "eta_a": 10.0, "eta_b": 20.0, "DataType": np.float32,
             "CBPDN": {"rho": 3.0, "AutoRho": {"Enabled": False}, "RelaxParam": 1.8, "RelStopTol": 1e-3,
                       "MaxMainIter": 50, "FastSolve": False, "DataType": np.float32}}
        )
        learner = onlinecdl.OnlineConvBPDNDictLearn(start, LEARNING_LAMBDA, options)
        order = np.random.RandomState(1)
        seconds, processor, steps, wanted = 0.0, 0.0, [], {0, 1, 2, 5, 10, 20, 50, 100, 200, arguments.steps}
        for step in range(arguments.steps + 1):
            if step in wanted:
                steps.append([step, seconds, processor, atoms_first(learner.getdict().squeeze())])
            if step % 4 == 0:
                shuffled = order.permutation(4)
            if step < arguments.steps:
                begin, processor_begin = time.monotonic(), time.process_time()
                learner.solve(images[..., [shuffled[step % 4]]])
                seconds += time.monotonic() - begin
                processor += time.process_time() - processor_begin
        return steps

    best = {}
    for _ in range(min(2, arguments.rounds)):
        for name, learn in (("ours", ours), ("sporco online", theirs)):
            machine.wait_until_quiet(time.monotonic() + arguments.wait)
            result = learn()
            print(f"learning, {name}: {result[-1][0]} steps in {result[-1][1]:.2f} s", flush=True)
            if name not in best or result[-1][1] < best[name][-1][1]:
                best[name] = result
    return {
        name: [
            {"step": s, "seconds": t, "processor_seconds": p, "held_out": held_out(arguments, test, atoms)}
            for s, t, p, atoms in steps
        ]
        for name, steps in best.items()
    }


def draw(results, path):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    panels = list(results["codes"].items())
    count = len(panels) + ("learning" in results)
    figure, axes = plt.subplots(1, count, figsize=(5 * count, 4.2), squeeze=False)
    axes = axes[0]
    for axis, (side, code) in zip(axes, panels):
        for name, solver in code["solvers"].items():
            curve = np.array([point[:2] for point in solver["curve"]], float)
            axis.plot(curve[:, 0], curve[:, 1], label=name)
        lowest = code["gap"]["functional"]
        axis.set(title=f"{side}x{side}, 36 atoms of 12x12", xlabel="seconds", ylabel="functional", xscale="log")
        axis.set_ylim(0.99 * lowest, 1.5 * lowest)
        axis.legend()
    if "learning" in results:
        for name, steps in results["learning"].items():
            points = [(s["seconds"], s["held_out"]) for s in steps if s["step"] > 0]
            axes[-1].plot(*zip(*points), marker="o", label=name)
        axes[-1].set(title="learning 64 atoms of 8x8", xlabel="seconds", ylabel="held-out functional", xscale="log")
        axes[-1].legend()
    figure.tight_layout()
    figure.savefig(path, dpi=100)


def main():
    arguments = parse_arguments()
    arguments.output.mkdir(parents=True, exist_ok=True)
    sporco.fft.pyfftw_threads = arguments.threads
    machine = Machine([os.getpid()])
    image = gray(arguments.image)
    record = arguments.output / "convolutional.json"
    results = json.loads(record.read_text()) if record.exists() else {"codes": {}}
    results.update(date=datetime.date.today().isoformat(), threads=arguments.threads, sporco=sporco.__version__)
    for part in arguments.only:
        if part == "learning":
            results["learning"] = compare_learning(arguments, machine)
        else:
            crop = np.s_[160:416, 60:316] if part == "256" else np.s_[:512, :512]
            results["codes"][part] = compare_codes(arguments, machine, image[crop], int(part))
        record.write_text(json.dumps(results, indent=1) + "\n")
    draw(results, arguments.output / "convolutional.png")
    for side, code in results["codes"].items():
        for name, r in code["reached"].items():
            print(
                f"{side}^2 {name}: functional {r['functional']:.3f} in {r['seconds']:.2f} s, ours {r['seconds_ours']:.2f} s,"
                f" ratio {r['ratio']:.1f} (processor time {r['processor_ratio']:.1f}), our gap {r['gap_ours']:.1e}"
            )
        gap = code["gap"]
        print(f"{side}^2 ours: gap {gap['relative']:.1e} in {gap['seconds']:.2f} s, {gap['iterations']} iterations")
    for name, steps in results.get("learning", {}).items():
        print(f"learning, {name}: " + ", ".join(f"{s['held_out']:.2f} at {s['seconds']:.2f} s ({s['processor_seconds']:.2f})" for s in steps))


if __name__ == "__main__":
    main()
