#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Draws sparse.png from sparse.json and prints its tables."""
import json
import pathlib

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parent


def draw(record, path):
    figure, axes = pyplot.subplots(2, 2, figsize=(11, 8))
    for panel, part in zip(axes[0], ("learn8", "learn12")):
        learning = record.get(part)
        if learning is None:
            continue
        for name, curve in learning["curves"].items():
            ours = name.startswith("ours")
            times, objectives = zip(*[point for point in curve if point[0] > 0.0])
            panel.semilogx(times, objectives, linewidth=2 if ours else 1, linestyle="-" if ours else "--", label=name)
        panel.set_title(f"{learning['side']}x{learning['side']} patches, 256 atoms (mini-batch size last)", fontsize=10)
        panel.set_xlabel("seconds of learning")
        panel.set_ylabel("mean held-out objective")
        panel.legend(fontsize=8)
        panel.grid(alpha=0.3)
    for panel, (name, curves) in zip(axes[1], list(record.get("iterate", {}).items())):
        for solver in ("ista", "fista", "istc"):
            panel.semilogy(
                range(1, len(curves[solver]) + 1), [value - 1 for value in curves[solver]], marker=".", label=solver.upper()
            )
        panel.axhline(0.02, color="gray", linewidth=0.8, linestyle=":")
        panel.set_title(name, fontsize=9)
        panel.set_xlabel("iterations")
        panel.set_ylabel("objective / optimum - 1")
        panel.legend(fontsize=8)
        panel.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def print_tables(record):
    for part in ("learn8", "learn12"):
        for level in record.get(part, {}).get("levels", []):
            print(f"| {part[5:]}x{part[5:]}, {record[part]['peer']} | {level['objective']:.4f} | {level['peer_seconds']:.1f} s "
                  f"| {level['our_seconds']:.2f} s | {level['ratio']:.0f} |")  # fmt: skip
    for row in record.get("encode", []):
        print(f"| {row['case']}, {row['length']} x {row['atoms']} | {row['support']:.1f} | {row['peer']} {row['peer_us']:.0f} us "
              f"({row['peer_gap']:.1e}) | {row['cd_us']:.1f} us ({row['cd_gap']:.1e}) | {row['ratio']:.0f} | {row['cd_1e-3_us']:.1f} us "
              f"| {row['fista_1e-3_us']:.1f} us |")  # fmt: skip
    for name, curves in record.get("iterate", {}).items():
        print(f"| {name} | {curves['istc'][11]:.4f} | {curves['fista'][11]:.4f} | {curves['ista'][11]:.4f} |")
    for row in record.get("invert", []):
        print(row)


if __name__ == "__main__":
    content = json.loads((FOLDER / "sparse.json").read_text())
    draw(content, FOLDER / "sparse.png")
    print_tables(content)
