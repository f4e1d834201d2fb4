#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Measures how value and gradient grow with the number of pixels and of moments, and fits slopes in log-log.

Writes slopes.json and slopes.png. A run that was interrupted goes on where it stopped: points that slopes.json holds
are not measured again unless --again is given.
"""
import argparse
import json
import math
import os
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent

# What grows, and what stays. Largest last, so that a machine with little memory fails late.
SERIES = {
    "pixels, 2-D": [
        {"size": f"{n}x{n}", "scales": 5, "orientations": 8, "model": "C", "scale-range": 1}
        for n in (64, 128, 256, 512, 1024, 2048)
    ],
    "pixels, 3-D": [
        {"size": f"{n}x{n}x{n}", "scales": 4, "orientations": 6, "model": "C", "scale-range": 1} for n in (32, 64, 128)
    ],
    "moments": [
        {"size": "256x256", "scales": 5, "orientations": L, "model": model, "scale-range": scale_range}
        for model, scale_range in (("A", 1), ("B", 1), ("C", 1), ("C", 2), ("C", 4))
        for L in (4, 8, 16)
    ],
}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--program",
        type=pathlib.Path,
        default=FOLDER.parents[2] / "build" / "bin" / "SlopesBenchmark",
        help="SlopesBenchmark, as it was built [build/bin/SlopesBenchmark]",
    )
    parser.add_argument("--output", type=pathlib.Path, default=FOLDER, help="folder of slopes.json and slopes.png")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="number of threads [all processors]")
    parser.add_argument("--seconds", type=float, default=1.0, help="time to measure each point for [1]")
    parser.add_argument("--largest", type=int, default=2048**2, help="leave out larger images, in pixels")
    parser.add_argument("--again", action="store_true", help="measure all points again")
    parser.add_argument(
        "--improve", action="store_true", help="measure all points again and keep the shortest times (busy machines)"
    )
    parser.add_argument("--draw-only", action="store_true", help="measure nothing, draw what slopes.json holds")
    return parser.parse_args()


def label_of(series, settings):
    return f"{series}: " + " ".join(f"{key}={value}" for key, value in settings.items())


def write_json(path, content):
    """A reader never sees half a file."""
    temporary = path.with_suffix(".part")
    temporary.write_text(json.dumps(content, indent=1) + "\n")
    temporary.replace(path)


def measure(arguments, settings, report):
    command = [str(arguments.program), "--threads", str(arguments.threads), "--seconds", str(arguments.seconds)]
    for key, value in settings.items():
        command += [f"--{key}", str(value)]
    subprocess.run(command + ["--report", str(report)], check=True)
    point = json.loads(report.read_text())
    report.unlink()
    return point


def shortest_of(point, known):
    """The newer point, with the shorter times of both; other programs only ever lengthen them."""
    if known is not None:
        if known["milliseconds"] < point["milliseconds"]:
            point["milliseconds"] = known["milliseconds"]
        if known["floor_ms"] < point["floor_ms"]:
            point.update({key: value for key, value in known.items() if key.startswith("floor_")})
        point["floor_ratio"] = point["milliseconds"] / point["floor_ms"]
    return point


def measure_all(arguments, path):
    record = {"points": {}}
    if path.exists() and not arguments.again:
        record = json.loads(path.read_text())
    if record.get("threads", arguments.threads) != arguments.threads:
        sys.exit(f"{path} holds figures of {record['threads']} threads; use --again to replace them")
    record["threads"] = arguments.threads
    for series, points in SERIES.items():
        for settings in points:
            label = label_of(series, settings)
            pixels = math.prod(int(n) for n in settings["size"].split("x"))
            known = record["points"].get(label)
            if pixels <= arguments.largest and (known is None or arguments.improve):
                point = {"series": series, **measure(arguments, settings, path.with_suffix(".point"))}
                record["points"][label] = shortest_of(point, known)
                write_json(path, record)
    return record


def fit(points, horizontal, vertical):
    """Exponent of the power law through the points by least squares, and of the last two of them."""
    xy = sorted((math.log(p[horizontal]), math.log(p[vertical])) for p in points)
    if len({x for x, _ in xy}) < 2:
        return None
    mean_x = sum(x for x, _ in xy) / len(xy)
    mean_y = sum(y for _, y in xy) / len(xy)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in xy) / sum((x - mean_x) ** 2 for x, _ in xy)
    last = (xy[-1][1] - xy[-2][1]) / (xy[-1][0] - xy[-2][0])
    return {"points": len(xy), "slope": round(slope, 3), "slope_of_last_two": round(last, 3)}


def curves_of(record):
    """Points that differ in one thing, by series and name."""
    curves = {}
    for point in record["points"].values():
        if point["series"] == "moments":
            name = point["model"] + (f", range {point['scale_range']}" if point["model"] == "C" else "")
        else:
            name = point["series"].split(", ")[1]
        curves.setdefault(point["series"], {}).setdefault(name, []).append(point)
    return curves


def fit_all(record):
    slopes = {}
    for series, curves in curves_of(record).items():
        horizontal = "moments" if series == "moments" else "pixels"
        for name, points in curves.items():
            slopes[f"{series}: {name}" if series == "moments" else series] = {
                vertical: fit(points, horizontal, vertical)
                for vertical in ("milliseconds", "floor_ms", "predicted_mib", "peak_mib")
            }
    return slopes


def draw(record, path):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    curves = curves_of(record)
    figure, ((by_pixels, by_moments), (ratios, memory)) = pyplot.subplots(2, 2, figsize=(11, 8.5))

    def plot(axes, points, horizontal, vertical, label, **style):
        points = sorted(points, key=lambda p: p[horizontal])
        return axes.plot([p[horizontal] for p in points], [p[vertical] for p in points], label=label, **style)[0].get_color()

    for number, series in enumerate(("pixels, 2-D", "pixels, 3-D")):
        for name, points in curves.get(series, {}).items():
            slope = record["slopes"][series]
            color = plot(
                by_pixels, points, "pixels", "milliseconds", f"{name}, slope {slope['milliseconds']['slope']:.2f}",
                marker="o", color=f"C{number}",
            )
            plot(
                by_pixels, points, "pixels", "floor_ms", f"floor, slope {slope['floor_ms']['slope']:.2f}",
                marker=".", linestyle=":", color=color,
            )
            plot(ratios, points, "pixels", "floor_ratio", f"{name}, by pixels", marker="o", color=color)
            plot(memory, points, "pixels", "peak_mib", f"{name}, peak", marker="o", color=color)
            plot(memory, points, "pixels", "predicted_mib", f"{name}, predicted", marker=".", linestyle=":", color=color)
    for number, (name, points) in enumerate(curves.get("moments", {}).items()):
        slope = record["slopes"][f"moments: {name}"]["milliseconds"]
        color = plot(
            by_moments, points, "moments", "milliseconds",
            f"model {name}" + (f", slope {slope['slope']:.2f}" if slope else ""), marker="o", color=f"C{number + 2}",
        )
        plot(by_moments, points, "moments", "floor_ms", None, marker=".", linestyle=":", color=color)
    for axes, title, horizontal, vertical in (
        (by_pixels, "model C, scale range 1; 2-D: J = 5, L = 8; 3-D: J = 4, L = 6", "pixels", "ms"),
        (by_moments, "256 x 256, J = 5; L = 4, 8, 16 on each curve; floor dotted", "unique moments", "ms"),
        (ratios, "time over floor", "pixels", "ratio"),
        (memory, "memory", "pixels", "MiB"),
    ):
        axes.set_xscale("log")
        axes.set_yscale("linear" if axes is ratios else "log")
        axes.set_title(title, fontsize=10)
        axes.set_xlabel(horizontal)
        axes.set_ylabel(vertical)
        axes.grid(True, which="major", alpha=0.3)
        axes.legend(fontsize=8)
    ratios.set_ylim(bottom=0)
    figure.suptitle(f"Value and gradient in single precision on {record['threads']} threads")
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def print_table(record):
    print("\n| configuration | moments | ms | floor, ms | ratio | predicted, MiB | peak, MiB |\n|---|---|---|---|---|---|---|")
    for point in record["points"].values():
        size = " x ".join(str(n) for n in point["size"])
        print(
            f"| {size}, J = {point['scales']}, L = {point['orientations']}, model {point['model']}, "
            f"range {point['scale_range']} | {point['moments']:,} | {point['milliseconds']:.4g} | "
            f"{point['floor_ms']:.4g} | {point['floor_ratio']:.3g} | {point['predicted_mib']:.4g} | {point['peak_mib']:.4g} |"
        )
    print("\n| slopes | time | floor | predicted | peak |\n|---|---|---|---|---|")
    for name, slope in record["slopes"].items():
        cells = [slope[key] for key in ("milliseconds", "floor_ms", "predicted_mib", "peak_mib")]
        print(f"| {name} | " + " | ".join(f"{c['slope']:.2f} ({c['slope_of_last_two']:.2f})" for c in cells) + " |")


def main():
    arguments = parse_arguments()
    path = arguments.output / "slopes.json"
    if arguments.draw_only:
        if not path.exists():
            sys.exit(f"{path} does not exist; run without --draw-only first")
        record = json.loads(path.read_text())
    else:
        if not arguments.program.exists():
            sys.exit(f"{arguments.program} does not exist; build the target SlopesBenchmark or give --program")
        arguments.output.mkdir(parents=True, exist_ok=True)
        record = measure_all(arguments, path)
    record["slopes"] = fit_all(record)
    write_json(path, record)
    print_table(record)
    try:
        draw(record, arguments.output / "slopes.png")
    except ImportError:
        print("matplotlib is not installed: no figure was drawn", file=sys.stderr)


if __name__ == "__main__":
    main()
