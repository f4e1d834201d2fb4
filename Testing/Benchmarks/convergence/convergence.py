#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""How fast syntheses converge: runs SynthesizeTexture with and without what speeds them up, on several
fields and seeds, and writes convergence.json and convergence.png. Runs that have a report already are not repeated."""
import argparse
import concurrent.futures
import json
import pathlib
import re
import subprocess
import zlib

import numpy as np

VARIANTS = {
    "pixels, white noise": ["--no-preconditioning", "--initial", "noise", "--coarse-iterations", "0"],
    "preconditioned, white noise": ["--initial", "noise", "--coarse-iterations", "0"],
    "preconditioned, Gaussian model": ["--coarse-iterations", "0"],
    "coarse scales first": [],
}
FIELDS = {
    "turbulence 202": ["dns2d_vorticity_256_seed202.mha"],
    "turbulence 203": ["dns2d_vorticity_256_seed203.mha"],
    "interstellar medium": ["ism_mhd_512_I_1.mha", "--log", "--crop", "256x256"],
    "grass": ["texture_grass_512.png", "--crop", "256x256"],
    "turbulence 201": ["dns2d_vorticity_256_seed201.mha"],
    "turbulence 204": ["dns2d_vorticity_256_seed204.mha"],
}
# Of an evaluation over the coarse scales alone, in evaluations over all moments; see README.md.
COARSE_COST = 0.25
FALLS = [1e-4, 1e-5, 1e-6, 1e-7]


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def run(arguments, field, variant, seed):
    name = f"{slug(field)}_{slug(variant)}_{seed}"
    report = arguments.work / f"{name}.json"
    if not report.exists() and not arguments.summarize:
        source, *options = FIELDS[field]
        subprocess.run(
            [arguments.program, arguments.data / source, arguments.work / f"{name}.mha", *options, *VARIANTS[variant],
             "--seed", str(seed), "--iterations", str(arguments.iterations), "--threads", str(arguments.threads),
             "--report", report],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print(name, flush=True)
    return json.loads(report.read_text()) if report.exists() else None


def read_image(path):
    """Pixels of an image in MetaImage format, as SynthesizeTexture writes it."""
    data = path.read_bytes()
    start = data.index(b"\n", data.index(b"ElementDataFile")) + 1
    header = dict(line.split(" = ", 1) for line in data[:start].decode().splitlines() if " = " in line)
    pixels = data[start:]
    if header.get("CompressedData") == "True":
        pixels = zlib.decompress(pixels)
    kind = {"MET_FLOAT": "<f4", "MET_DOUBLE": "<f8", "MET_UCHAR": "u1"}[header["ElementType"]]
    return np.frombuffer(pixels, kind).reshape([int(n) for n in header["DimSize"].split()][::-1]).astype(float)


def standardized(image):
    return (image - image.mean()) / image.std()


def coarse_evaluations(report):
    return COARSE_COST * report.get("coarse_evaluations", 0)


def evaluations_to(report, level):
    for evaluations, loss in zip(report["curve_evaluations"], report["curve_loss"]):
        if loss <= level:
            return round(evaluations + coarse_evaluations(report))
    return None


def median_of_counts(counts):
    """Median where None, for a run that never came there, is larger than any number; None if the median is."""
    ordered = sorted(np.inf if count is None else count for count in counts)
    middle = 0.5 * (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2])
    return float(middle) if np.isfinite(middle) else None


def loss_at(report, evaluations):
    """Loss after each number of evaluations; the last one for runs that ended before."""
    known = np.array([1] + report["curve_evaluations"]) + coarse_evaluations(report)
    known[0] = 1
    losses = np.array([report["loss_initial"]] + report["curve_loss"])
    return losses[np.searchsorted(known, evaluations, side="right") - 1]


def summarize(reports, starts, images):
    counts = {f"{fall:.0e}": [evaluations_to(r, fall * start) for r, start in zip(reports, starts)] for fall in FALLS}
    mean = lambda key: float(np.mean([r[key] for r in reports]))
    increments = [np.array(r["increment_kurtosis_output"]) / np.array(r["increment_kurtosis_input"]) for r in reports]
    fields = [standardized(image) for image in images]
    pairs = [abs(float(np.mean(a * b))) for i, a in enumerate(fields) for b in fields[:i]]
    return {
        "seeds": len(reports),
        "median_evaluations_to_fall": {fall: median_of_counts(values) for fall, values in counts.items()},
        "evaluations_to_fall": counts,
        "loss_final_median": float(np.median([r["loss_final"] for r in reports])),
        "kurtosis_mean": mean("kurtosis_output"),
        "kurtosis_deviation": float(np.std([r["kurtosis_output"] for r in reports])),
        "kurtosis_original": reports[0]["kurtosis_input"],
        "increment_kurtosis_over_original": [round(float(x), 4) for x in np.mean(increments, axis=0)],
        "spectrum_error_dex": mean("spectrum_error_dex"),
        "minkowski_distance_area": mean("minkowski_distance_area"),
        "minkowski_distance_boundary": mean("minkowski_distance_boundary"),
        "minkowski_distance_euler": mean("minkowski_distance_euler"),
        "largest_correlation_of_two_seeds": max(pairs) if pairs else None,
    }


def draw(curves, evaluations, path):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    columns = min(2, len(curves))
    rows = -(-len(curves) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(6.2 * columns, 3.9 * rows), squeeze=False, sharey=True)
    styles = dict(zip(VARIANTS, [("#7f7f7f", "-"), ("#e6ab02", "-"), ("#1b6ca8", "-"), ("#d95f02", "-")]))
    for axis in axes.flat[len(curves):]:
        axis.axis("off")
    for axis, (field, lines) in zip(axes.flat, curves.items()):
        for variant, values in lines.items():
            color, dash = styles[variant]
            axis.fill_between(evaluations, values.min(axis=0), values.max(axis=0), color=color, alpha=0.15, linewidth=0)
            axis.plot(evaluations, np.median(values, axis=0), color=color, linestyle=dash, label=variant)
        seeds = {len(values) for values in lines.values()}
        axis.set_title(f"{field}, {min(seeds)} seeds")
        axis.set_xscale("log")
        axis.set_yscale("log")
        axis.set_xlabel("evaluations of energy and gradient (coarse ones count a quarter)")
        axis.grid(True, which="major", color="0.9")
    for row in axes:
        row[0].set_ylabel("energy / energy of white noise")
    axes[0][0].legend(frameon=False)
    figure.tight_layout()
    figure.savefig(path, dpi=100)


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default="SynthesizeTexture", help="the program, if it is not on the path")
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with the files of Testing/Data")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="folder for the reports and images of the runs")
    parser.add_argument("--output", type=pathlib.Path, default=here, help="folder for convergence.json and .png")
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--fields", type=int, default=4, help=f"number of fields, of {len(FIELDS)}")
    parser.add_argument("--iterations", type=int, default=300)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="number of runs at a time")
    parser.add_argument("--summarize", action="store_true", help="run nothing; use the reports that there are")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    fields = list(FIELDS)[:arguments.fields]

    # One seed after the other, so that a series that is cut short has seen every field.
    keys = [(field, variant, seed) for seed in range(arguments.seeds) for field in fields for variant in VARIANTS]
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as executor:
        reports = list(executor.map(lambda key: run(arguments, *key), keys))
    runs = {(field, variant): {} for field in fields for variant in VARIANTS}
    for (field, variant, seed), report in zip(keys, reports):
        if report is not None:
            runs[field, variant][seed] = report

    evaluations = np.unique(np.geomspace(1, arguments.iterations, 60).astype(int))
    result = {"iterations": arguments.iterations, "evaluations": evaluations.tolist(), "fields": {}}
    curves = {}
    for field in fields:
        # Every variant is compared on the same seeds, with the energy of the same noise.
        seeds = sorted(set.intersection(*(set(runs[field, variant]) for variant in VARIANTS)))
        if not seeds:
            continue
        starts = [runs[field, "pixels, white noise"][seed]["loss_initial"] for seed in seeds]
        entry = {"moments": runs[field, "pixels, white noise"][seeds[0]]["moments_unique"], "variants": {}}
        curves[field] = {}
        for variant in VARIANTS:
            reports = [runs[field, variant][seed] for seed in seeds]
            images = [read_image(arguments.work / f"{slug(field)}_{slug(variant)}_{seed}.mha") for seed in seeds]
            curves[field][variant] = np.array([loss_at(r, evaluations) / s for r, s in zip(reports, starts)])
            summary = summarize(reports, starts, images)
            summary["median_fall"] = [float(f"{x:.3e}") for x in np.median(curves[field][variant], axis=0)]
            entry["variants"][variant] = summary
        result["fields"][field] = entry
    (arguments.output / "convergence.json").write_text(json.dumps(result, indent=1) + "\n")
    draw(curves, evaluations, arguments.output / "convergence.png")


if __name__ == "__main__":
    main()
