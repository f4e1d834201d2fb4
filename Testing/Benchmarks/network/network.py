#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Phase harmonics against Gram matrices of random convolutional networks: runs CompareModels on several textures and
seeds, with models of many sizes, and writes network.json and network.png. Runs that have a report already are not
repeated."""
import argparse
import concurrent.futures
import json
import pathlib
import re
import subprocess
import zlib

import numpy as np

TEXTURES = {
    "turbulence": ["dns2d_vorticity_256_seed201.mha", "--independent", "dns2d_vorticity_256_seed202.mha"],
    "grass": ["separation_grass.png", "--independent", "separation_grass_example.png", "--crop", "192x192"],
    "brick": ["separation_brick.png", "--independent", "separation_brick_example.png", "--crop", "192x192"],
}
MODELS = ["--harmonics", "C1,C2,C3,C,C6,C8", "--filters", "2,4,8,16", "--layered", "16,32"]
QUALITIES = {
    "kurtosis_distance": "kurtosis, log of ratio",
    "increment_kurtosis_distance": "kurtosis of increments",
    "spectrum_error_dex": "spectrum (dex)",
    "minkowski_distance_boundary": "boundaries",
    "minkowski_distance_euler": "Euler numbers",
    "harmonic_loss": "other phase harmonics",
    "network_loss": "another network",
    "copy": "correlation with the original",
}
FAMILIES = {
    "harmonics": ("phase harmonics C, L = 1 to 8", "#d95f02", "o"),
    "network": ("network, one layer, 8 sizes", "#1b6ca8", "s"),
    "layered": ("network, four layers", "#66a61e", "^"),
}


def run(arguments, texture, seed):
    """Report of one run, or none if it is not there and nothing is to be run."""
    report = arguments.work / f"{texture}_{seed}.json"
    if not report.exists() and not arguments.summarize:
        files = [arguments.data / word if "." in word else word for word in TEXTURES[texture]]
        # Judges have the seed of the network and one more; no other network shall have their filters.
        subprocess.run(
            [arguments.program, files[0], arguments.work / f"{texture}_{seed}.mha", *files[1:], *MODELS, "--seed",
             str(seed), "--network-seed", str(2 * seed), "--iterations", str(arguments.iterations), "--threads",
             str(arguments.threads), "--picture", arguments.work / f"{texture}_{seed}.png", "--report", report],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print(texture, seed, flush=True)
    return json.loads(report.read_text()) if report.exists() else None


def read_image(path):
    """Pixels of a photograph, or of an image in MetaImage format."""
    if path.suffix == ".png":
        import matplotlib.image
        return matplotlib.image.imread(path).astype(float)
    data = path.read_bytes()
    start = data.index(b"\n", data.index(b"ElementDataFile")) + 1
    header = dict(line.split(" = ", 1) for line in data[:start].decode().splitlines() if " = " in line)
    pixels = zlib.decompress(data[start:]) if header.get("CompressedData") == "True" else data[start:]
    kind = {"MET_FLOAT": "<f4", "MET_DOUBLE": "<f8", "MET_UCHAR": "u1"}[header["ElementType"]]
    return np.frombuffer(pixels, kind).reshape([int(n) for n in header["DimSize"].split()][::-1]).astype(float)


def largest_correlation(a, b):
    """Of two images, over all shifts of one of them around the edges: near 1 if one is a copy of the other."""
    spectra = [np.fft.fft2((image - image.mean()) / image.std()) for image in (a, b)]
    return float(np.fft.ifft2(spectra[0] * spectra[1].conj()).real.max() / a.size)


def add_copies(arguments, texture, seed, report):
    original = read_image(arguments.data / TEXTURES[texture][0])
    suffixes = {"gaussian": "gaussian", "harmonics": "harmonics_C{}", "network": "network_{}", "layered": "layered_{}"}
    for model in report["models"]:
        if model["family"] == "independent":
            continue
        number = "".join(re.findall(r"\d+(?= a size|$)", model["name"]))
        suffix = suffixes[model["family"]].format(number)
        model["copy"] = largest_correlation(original, read_image(arguments.work / f"{texture}_{seed}_{suffix}.mha"))
    return report


def summarize(reports):
    """Median over seeds of every figure of every model."""
    models = []
    for rows in zip(*(report["models"] for report in reports)):
        model = {key: rows[0][key] for key in ["name", "family", "moments"]}
        for quality in (q for q in QUALITIES if q in rows[0]):
            model[quality] = float(f"{np.median([row[quality] for row in rows]):.4g}")
            model[quality + "_range"] = [float(f"{f(row[quality] for row in rows):.4g}") for f in (min, max)]
        model["kurtosis"] = float(f"{np.median([row['kurtosis_output'] for row in rows]):.4g}")
        losses = [row["loss_final"] / row["loss_initial"] for row in rows if row["loss_initial"]]
        model["loss_fall"] = float(f"{np.median(losses):.3g}") if losses else None
        models.append(model)
    return models


def draw(result, path):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    shown = ["increment_kurtosis_distance", "spectrum_error_dex", "minkowski_distance_boundary", "harmonic_loss",
             "network_loss", "copy"]
    figure, axes = plt.subplots(len(result["textures"]), len(shown),
                                figsize=(2.75 * len(shown), 2.7 * len(result["textures"])), squeeze=False)
    last = len(axes) - 1
    for number, (row, (texture, entry)) in enumerate(zip(axes, result["textures"].items())):
        for axis, quality in zip(row, shown):
            for family, (label, color, marker) in FAMILIES.items():
                models = [m for m in entry["models"] if m["family"] == family]
                moments = [m["moments"] for m in models]
                low, high = np.transpose([m[quality + "_range"] for m in models])
                axis.fill_between(moments, low, high, color=color, alpha=0.15, linewidth=0)
                axis.plot(moments, [m[quality] for m in models], color=color, marker=marker, markersize=4, label=label)
            for family, style, label in [("gaussian", ":", "Gaussian model"), ("independent", "--", "another image")]:
                for model in (m for m in entry["models"] if m["family"] == family and quality in m):
                    # The Gaussian sample has the spectrum of the original itself.
                    if not (family == "gaussian" and quality == "spectrum_error_dex"):
                        axis.axhline(model[quality], color="0.3", linestyle=style, linewidth=1, label=label)
            axis.set_xscale("log")
            axis.set_yscale("linear" if quality == "copy" else "log")
            axis.grid(True, which="major", color="0.92")
            axis.tick_params(axis="y", which="both", labelsize=7)
            if number == 0:
                axis.set_title(QUALITIES[quality], fontsize=9)
            if number == last:
                axis.set_xlabel("moments")
        row[0].set_ylabel(f"{texture}\ndistance to the original")
    handles, labels = axes[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="lower center", ncol=len(labels), frameon=False)
    figure.tight_layout(rect=(0, 0.35 / figure.get_figheight(), 1, 1))
    figure.savefig(path, dpi=80)


def table(result):
    for texture, entry in result["textures"].items():
        print(f"\n{texture}: median of {entry['seeds']}, kurtosis of the original {entry['kurtosis']:.3g}\n")
        print("| model | moments | kurtosis | " + " | ".join(QUALITIES.values()) + " |")
        print("|---|" + "---|" * (len(QUALITIES) + 2))
        for m in entry["models"]:
            figures = [f"{m[quality]:.2g}" if quality in m else "" for quality in QUALITIES]
            print(f"| {m['name']} | {m['moments'] or ''} | {m['kurtosis']:.3g} | {' | '.join(figures)} |")


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default="CompareModels", help="the program, if it is not on the path")
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with the files of Testing/Data")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="folder for the reports and images of the runs")
    parser.add_argument("--output", type=pathlib.Path, default=here, help="folder for network.json and network.png")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--iterations", type=int, default=300)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="number of runs at a time")
    parser.add_argument("--summarize", action="store_true", help="run nothing; use the reports that there are")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)

    # One seed after the other, so that a series that is cut short has seen every texture.
    keys = [(texture, seed) for seed in range(arguments.seeds) for texture in TEXTURES]
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as executor:
        reports = dict(zip(keys, executor.map(lambda key: run(arguments, *key), keys)))
    result = {"iterations": arguments.iterations, "textures": {}}
    for texture in TEXTURES:
        found = [(seed, reports[texture, seed]) for seed in range(arguments.seeds)]
        found = [add_copies(arguments, texture, seed, report) for seed, report in found if report is not None]
        if found:
            result["textures"][texture] = {
                "seeds": len(found), "kurtosis": found[0]["kurtosis_input"],
                "models": summarize(found)}
    (arguments.output / "network.json").write_text(json.dumps(result, indent=1) + "\n")
    draw(result, arguments.output / "network.png")
    table(result)


if __name__ == "__main__":
    main()
