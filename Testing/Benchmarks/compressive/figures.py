#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Fits and draws what sweep_images.py and sweep_signals.py measured, and prints it as tables."""

import argparse
import json
import pathlib

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import matplotlib.ticker
import numpy as np
from scipy import stats

from signals import (best_terms_error, lowest_frequencies_error, piecewise_regular, random_phases_error, read_image)

# Median and best PSNR of ten starts, for scale ranges 0 to 5: logs of kymatio/phaseharmonics at 2b4b8ceb66.
PUBLISHED = {"boat": ([21.4, 30.2, 33.8, 36.6, 38.8, 41.0], [22.47, 30.77, 35.38, 38.14, 41.11, 42.94]),
             "cartoon": ([25.1, 37.7, 38.9, 38.1, 38.4, 41.2], [25.83, 41.09, 42.20, 45.66, 45.27, 49.74])}
SERIES_TICKS = (33, 68, 98, 143, 210, 335, 440)
TERMS = ((1, "-", "m"), (4, "--", "m / 4"), (8, ":", "m / 8"))


def slope(moments, values):
    """Least squares against log10 of the moments, with half the width of the 95 % interval of the residuals."""
    fit = stats.linregress(np.log10(moments), values)
    degrees = len(moments) - 2
    return fit.slope, stats.t.ppf(0.975, degrees) * fit.stderr if degrees > 0 else float("nan")


def bootstrap_slope(table, draws=2000):
    """Of the mean over signals, and its 95 % interval over signals; `table` maps moments to errors of all signals."""
    moments = sorted(table)
    logs = np.log10([table[m] for m in moments])
    random = np.random.default_rng(0)
    fit = [np.polyfit(np.log10(moments), logs[:, random.integers(0, logs.shape[1], logs.shape[1])].mean(1), 1)[0]
           for _ in range(draws)]
    return np.polyfit(np.log10(moments), logs.mean(1), 1)[0], *np.percentile(fit, [2.5, 97.5])


def decibels(squared_error):
    return -10.0 * np.log10(squared_error)


def compare(axis, image, moments, transform):
    """Curves of what the same moments would buy otherwise."""
    counts = np.unique(np.geomspace(min(moments), max(moments), 40).astype(int))
    for share, style, label in TERMS:
        axis.plot(counts, [transform(max(best_terms_error(image, c // share), 1e-16)) for c in counts], style,
                  color="tab:green", label=f"best wavelet terms, {label}")
    axis.plot(counts, [transform(lowest_frequencies_error(image, c)) for c in counts], color="tab:orange",
              label="lowest frequencies")
    axis.axhline(transform(random_phases_error(image)), color="tab:red", label="random phases")


def image_figures(axes, results, paths):
    for axis, (name, path) in zip(axes, paths.items()):
        image = read_image(pathlib.Path(path))
        runs = [r for r in results if r["image"] == name]
        # Of several runs of one case, the one of least loss.
        rows = [min((r for r in runs if r["scale_range"] == j), key=lambda r: r["loss"])
                for j in sorted({r["scale_range"] for r in runs})]
        print(f"\n| {name}: range | m nominal | m unique | m unique / d | PSNR (dB) | published median, best | starts | "
              "iterations | loss | processor (s) |\n|" + "---|" * 10)
        for r in rows:
            j = r["scale_range"]
            print(f"| {j} | {r['moments_nominal']} | {r['moments_unique']} | {r['moments_unique'] / r['pixels']:.3f} | "
                  f"**{r['psnr_db']:.2f}** | {PUBLISHED[name][0][j]}, {PUBLISHED[name][1][j]} | "
                  f"{sum(len(other['starts']) for other in runs if other['scale_range'] == j)} | "
                  f"{r['iterations']} | {r['loss']:.1e} | {r['processor_seconds']:.0f} |")
        psnr = np.array([r["psnr_db"] for r in rows])
        for key in ("moments_nominal", "moments_unique"):
            for last in sorted({2, rows[-1]["scale_range"]}):
                some = [i for i, r in enumerate(rows) if r["scale_range"] <= last]
                if len(some) > 2:
                    print("{}, ranges to {}: slope of PSNR/20 against log10 of {}: {:.2f} +- {:.2f}".format(
                        name, last, key, *slope([rows[i][key] for i in some], psnr[some] / 20)))
        unique = [r["moments_unique"] for r in rows]
        axis.plot(unique, psnr, "o-", color="tab:blue", label="from m moments")
        places = [r["scale_range"] for r in rows]
        axis.plot(unique, [PUBLISHED[name][1][j] for j in places], "k^", label="published, best of 10", markersize=4)
        axis.plot(unique, [PUBLISHED[name][0][j] for j in places], "kv", label="published, median", markersize=4)
        compare(axis, image, unique, decibels)
        axis.set(title=f"{name}, 256 x 256", xlabel="unique real moments m", ylabel="PSNR (dB)", xscale="log",
                 ylim=(8, min(65, psnr.max() + 12)))


def signal_figures(axis, results):
    table = {}
    for r in results:
        table.setdefault(r["moments_unique"], {})[r["signal"]] = r["squared_relative_error"]
    complete = max(len(errors) for errors in table.values())
    table = {m: [errors[s] for s in sorted(errors)] for m, errors in table.items() if len(errors) == complete}
    moments = sorted(table)
    pixels = results[0]["pixels"]
    print(f"\n| m | m / d | squared relative error, median | from | to | recovered (at most 1e-3) of {complete} |\n"
          "|" + "---|" * 6)
    for m in moments:
        print(f"| {m} | {m / pixels:.2f} | {np.median(table[m]):.1e} | {min(table[m]):.1e} | {max(table[m]):.1e} | "
              f"{sum(e <= 1e-3 for e in table[m])} |")
    whole = bootstrap_slope(table)
    print("slope of the squared error: {:.2f} [{:.2f}, {:.2f}]; of the norm: {:.2f} [{:.2f}, {:.2f}]".format(
        *whole, *(s / 2 for s in whole)))
    for m in moments:
        axis.plot([m] * complete, table[m], ".", color="tab:blue", alpha=0.4)
    axis.plot(moments, [np.exp(np.log(table[m]).mean()) for m in moments], "o-", color="tab:blue",
              label="from m moments, geometric mean")
    signal = [piecewise_regular(s, pixels, results[0]["breaks"]) for s in range(complete)]
    counts = np.unique(np.geomspace(moments[0], moments[-1], 40).astype(int))
    mean = lambda error: [np.exp(np.mean([np.log(max(error(x, c), 1e-13) / x.var()) for x in signal])) for c in counts]
    for share, style, label in TERMS:
        axis.plot(counts, mean(lambda x, c: best_terms_error(x, c // share)), style, color="tab:green",
                  label=f"best wavelet terms, {label}")
    axis.plot(counts, mean(lowest_frequencies_error), color="tab:orange", label="lowest frequencies")
    axis.plot(counts, mean(lambda x, c: random_phases_error(x)), color="tab:red", label="random phases")
    axis.set(title=f"{complete} piecewise regular signals, d = {pixels}", xlabel="unique real moments m",
             ylabel="squared relative error", xscale="log", yscale="log", ylim=(1e-9, 3))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("images", type=pathlib.Path, help="results of sweep_images.py")
    parser.add_argument("signals", type=pathlib.Path, help="results of sweep_signals.py")
    parser.add_argument("paths", nargs="+", metavar="NAME=FILE", help="the images")
    parser.add_argument("--figure", type=pathlib.Path, default="compressive.png")
    arguments = parser.parse_args()
    figure, axes = plt.subplots(1, 3, figsize=(15, 4.6), constrained_layout=True)
    image_figures(axes, json.loads(arguments.images.read_text()), dict(p.split("=", 1) for p in arguments.paths))
    signal_figures(axes[2], json.loads(arguments.signals.read_text()))
    for axis in axes:
        axis.set_xticks(axis.lines[0].get_xdata() if axis is not axes[2] else SERIES_TICKS)
        axis.xaxis.set_major_formatter(matplotlib.ticker.StrMethodFormatter("{x:,.0f}"))
        axis.xaxis.set_minor_locator(matplotlib.ticker.NullLocator())
        axis.tick_params("x", labelrotation=45, labelsize=8)
        axis.grid(alpha=0.3)
        axis.legend(fontsize=7)
    figure.savefig(arguments.figure, dpi=100)


if __name__ == "__main__":
    main()
