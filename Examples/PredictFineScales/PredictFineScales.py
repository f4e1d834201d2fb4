#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Predicts the fine scales of an image from its coarser ones, and makes images larger by new scales."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import numpy as np
import SimpleITK

import phaseharmonics as ph


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", metavar="INPUT", help="image: what SimpleITK reads")
    parser.add_argument("output", metavar="OUTPUT", help="image to write")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--train", nargs="+", metavar="FILE", help="images to fit the model on [INPUT itself]")
    source.add_argument("--model", metavar="FILE", help="a model saved before, .h5, instead of fitting one")
    parser.add_argument("--save-model", metavar="FILE", help="where to save the model, .h5")
    parser.add_argument("--octaves", type=int, default=1, metavar="N", help="fine scales to predict [1]")
    parser.add_argument("--orientations", type=int, metavar="L", help="[1, 4, 6 by dimension]")
    parser.add_argument("--scale-range", type=int, default=2, metavar="N", help="coarser scales that predict [2]")
    parser.add_argument("--harmonics", type=int, default=4, metavar="K", help="largest harmonic k [4]")
    parser.add_argument("--neighborhood", choices=["center", "axes", "box"], help="[box, in 3-D axes]")
    parser.add_argument("--stride", type=int, default=1, metavar="N", help="fit on every N-th pixel [1]")
    parser.add_argument("--super-resolve", type=int, metavar="FACTOR", help="make INPUT 2, 4, .. times as large")
    parser.add_argument("--generate", action="store_true", help="add random innovations to what is predicted")
    parser.add_argument("--precision", default="float", choices=["float", "double"], help="[float]")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="seed of --generate [0]")
    parser.add_argument("--threads", type=int, metavar="N", help="number of threads [all processors]")
    parser.add_argument("--picture", metavar="FILE", help="picture of the images")
    return parser.parse_args()


def read(path: str, precision: str) -> SimpleITK.Image:
    """Colors as their luminance."""
    return SimpleITK.ReadImage(path, SimpleITK.sitkFloat32 if precision == "float" else SimpleITK.sitkFloat64)


def find_model(options: argparse.Namespace, image: SimpleITK.Image) -> ph.HarmonicPredictionModel:
    if options.model:
        return ph.HarmonicPredictionModel.load(options.model)
    factor = options.super_resolve
    model = ph.HarmonicPredictionModel(
        octaves=factor.bit_length() - 1 if factor else options.octaves,
        orientations=options.orientations,
        scale_range=options.scale_range,
        harmonics=options.harmonics,
        neighborhood=options.neighborhood,
        stride=options.stride,
    )
    training = [read(path, options.precision) for path in options.train] if options.train else [image]
    return model.fit(training, threads=options.threads, progress=True)


def psnr(truth: np.ndarray, estimate: np.ndarray) -> float:
    """With the range of the truth as the peak."""
    return 10 * np.log10(np.ptp(truth) ** 2 / np.mean((truth - estimate) ** 2, dtype=float))


def main() -> None:
    options = parse()
    image = read(options.input, options.precision)
    if options.super_resolve and (options.super_resolve < 2 or options.super_resolve & (options.super_resolve - 1)):
        raise ValueError(f"--super-resolve must be 2, 4, 8, ..., not {options.super_resolve}")
    model = find_model(options, image)
    if options.save_model:
        model.save(options.save_model)
    chosen = {"generate": options.generate, "seed": options.seed, "threads": options.threads, "progress": True}
    if options.super_resolve:
        result = model.super_resolve(image, options.super_resolve, **chosen)
        smooth = ph.interpolate_octaves(image, options.super_resolve.bit_length() - 1)
    else:
        result = model.predict(image, **chosen)
        smooth = ph.remove_octaves(image, model.options["octaves"])
    SimpleITK.WriteImage(result, options.output)
    is_other = (options.model or options.train) and not options.super_resolve
    figures = model.evaluate(image, threads=options.threads) if is_other else model.figures
    print(model.to_dataframe(figures).round(4).to_string())
    images = {"Gaussian model": smooth, "phase harmonics": result}
    if not options.super_resolve:
        images = {"truth": image, **images}
        truth = SimpleITK.GetArrayViewFromImage(image)
        for name in ("Gaussian model", "phase harmonics"):
            print(f"{name:16} {psnr(truth, SimpleITK.GetArrayViewFromImage(images[name])):.2f} dB")
    if options.picture:
        draw(images).savefig(options.picture)


def draw(images: dict[str, SimpleITK.Image]) -> Any:
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(images), figsize=(4 * len(images), 4.2), layout="constrained")
    arrays = {name: SimpleITK.GetArrayViewFromImage(image) for name, image in images.items()}
    low, high = np.percentile(next(iter(arrays.values())), (0.5, 99.5))
    for axis, (name, array) in zip(axes, arrays.items()):
        middle = array[len(array) // 2] if array.ndim == 3 else array
        axis.imshow(middle, vmin=low, vmax=high, cmap="gray")
        axis.set(title=name, xticks=[], yticks=[])
    return figure


if __name__ == "__main__":
    try:
        main()
    except (OSError, RuntimeError, TypeError, ValueError) as error:
        sys.exit(f"error: {error}")
