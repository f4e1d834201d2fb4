#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Recovers an image from fewer phase-harmonic moments than it has pixels, up to a translation, and tells how near it
comes: the program ReconstructFromMoments in Python."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import SimpleITK

import phaseharmonics as ph

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Common"))
import texture_examples as common  # noqa: E402


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    common.add_input_options(parser)
    parser.add_argument("output", metavar="OUTPUT", help="image to write, moved to where it is nearest to INPUT")
    parser.add_argument("--scales", type=int, metavar="J", help="number of scales [the largest]")
    parser.add_argument("--orientations", type=int, metavar="L")
    parser.add_argument("--family", default="bump", choices=("bump", "morlet"))
    parser.add_argument("--use-spacing", action="store_true")
    parser.add_argument("--scale-range", type=int, default=2, metavar="N", help="pairs of scales so far apart [2]")
    parser.add_argument("--restarts", type=int, default=4, metavar="N", help="number of starts from noise [4]")
    parser.add_argument("--iterations", type=int, default=300, metavar="N", help="of a round [300]")
    parser.add_argument("--final-rounds", type=int, default=3, metavar="N", help="of the best start alone [3]")
    parser.add_argument("--range", type=float, default=0.0, metavar="R", help="that PSNR refers to [that of INPUT]")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--checkpoint", metavar="FILE", help="save the state here; the same command goes on from it")
    parser.add_argument("--picture", metavar="FILE", help="original, reconstruction and difference")
    parser.add_argument("--report", metavar="FILE", help="figures, as JSON")
    return parser.parse_args()


def draw(path: str, original: np.ndarray, found: np.ndarray, title: str) -> None:
    import matplotlib.pyplot as plt

    original, found = common.plane(original), common.plane(found)
    window = dict(vmin=original.min(), vmax=original.max(), cmap="gray")
    largest = np.abs(found - original).max()
    figure, axes = plt.subplots(1, 3, figsize=(11, 4), layout="constrained")
    axes[0].imshow(original, **window)
    axes[1].imshow(found, **window)
    shown = axes[2].imshow(found - original, cmap="RdBu_r", vmin=-largest, vmax=largest)
    figure.colorbar(shown, ax=axes[2])
    for axis, name in zip(axes, ("original", "reconstruction", "difference")):
        axis.set_title(name)
        axis.set_axis_off()
    figure.suptitle(title)
    figure.savefig(path)


def main() -> None:
    options = parse()
    image = common.read_image(options.input, options)
    found = ph.compressive_reconstruction(
        image,
        scales=options.scales,
        orientations=options.orientations,
        family=options.family,
        use_spacing=options.use_spacing,
        scale_range=options.scale_range,
        starts=options.restarts,
        iterations=options.iterations,
        final_rounds=options.final_rounds,
        range=options.range,
        seed=options.seed,
        checkpoint=options.checkpoint,
        threads=options.threads,
        progress=True,
    )
    SimpleITK.WriteImage(found.aligned, options.output)

    original = common.values_of(image)
    relative = found.squared_error / original.var()
    title = f"PSNR {found.psnr:.2f} dB from {found.number_of_moments} moments of {original.size} pixels"
    print(
        f"{title}\nsquared relative error {relative:.3g}, loss {found.loss:.3g} after "
        f"{found.iterations[found.best_start]} iterations of start {found.best_start + 1} of {len(found.losses)}"
    )
    if options.picture:
        draw(options.picture, original, common.values_of(found.aligned), title)
    if options.report:
        report = {name: value for name, value in vars(found).items() if name not in ("image", "aligned")}
        common.write_report(options.report, {**report, "squared_relative_error": relative})


if __name__ == "__main__":
    common.run(main)
