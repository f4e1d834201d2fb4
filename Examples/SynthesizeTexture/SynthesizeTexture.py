#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Draws new images with the phase-harmonic moments of an image, and tells how they differ from it: the program
SynthesizeTexture in Python."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import SimpleITK

import phaseharmonics as ph

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Common"))
import texture_examples as common  # noqa: E402


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    common.add_input_options(parser)
    parser.add_argument("output", metavar="OUTPUT", help="image to write, such as new.mha")
    parser.add_argument("--model", default="C", help="A, B, C, D, Compressive or Rectified [C]")
    parser.add_argument("--scales", type=int, metavar="J")
    parser.add_argument("--orientations", type=int, metavar="L")
    parser.add_argument("--family", default="bump", choices=("bump", "morlet", "battle-lemarie"))
    parser.add_argument("--use-spacing", action="store_true")
    parser.add_argument("--scale-range", type=int, default=2, metavar="N")
    parser.add_argument("--shift-range", type=int, default=2, metavar="N")
    parser.add_argument("--normalization", default="target", choices=("target", "none"))
    parser.add_argument("--full-grid", action="store_true")
    parser.add_argument("--also", action="append", default=[], metavar="FILE", help="average with this image's moments")
    parser.add_argument("--target", metavar="FILE", help="moments to match instead: .h5 or .csv of AnalyzeImage")
    parser.add_argument("--initial", default="gaussian", metavar="gaussian|noise|FILE", help="what to start from")
    parser.add_argument("--iterations", type=int, default=300, metavar="N")
    parser.add_argument("--coarse-iterations", type=int, default=50, metavar="N")
    parser.add_argument("--no-preconditioning", dest="preconditioning", action="store_false")
    parser.add_argument("--restarts", type=int, default=0, metavar="N")
    parser.add_argument("--samples", type=int, default=1, metavar="N", help="OUTPUT gets _1, _2, ...")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--checkpoint", metavar="FILE", help="save the state here; the same command goes on from it")
    parser.add_argument("--checkpoint-interval", type=int, default=0, metavar="N")
    parser.add_argument("--gaussian", metavar="FILE", help="write the sample of the Gaussian model too")
    parser.add_argument("--picture", metavar="FILE", help="original, Gaussian model and synthesis")
    parser.add_argument("--report", metavar="FILE", help="figures, as JSON")
    return parser.parse_args()


def synthesize(options: argparse.Namespace, image: SimpleITK.Image) -> tuple[list, list]:
    target = ph.Moments.load(options.target) if options.target else None
    initial = options.initial
    if initial not in ("gaussian", "noise"):
        initial = SimpleITK.ReadImage(initial)
    samples, infos = ph.synthesize(
        image,
        also=[common.read_image(path, options) for path in options.also],
        target=target,
        model=options.model,
        scales=options.scales,
        orientations=options.orientations,
        family=options.family,
        use_spacing=options.use_spacing,
        scale_range=options.scale_range,
        shift_range=options.shift_range,
        normalization=options.normalization,
        full_grid=options.full_grid,
        initial=initial,
        iterations=options.iterations,
        coarse_iterations=options.coarse_iterations,
        preconditioning=options.preconditioning,
        restarts=options.restarts,
        samples=options.samples,
        seed=options.seed,
        checkpoint=options.checkpoint,
        checkpoint_interval=options.checkpoint_interval,
        threads=options.threads,
        progress=True,
        return_info=True,
    )
    return (samples, infos) if options.samples > 1 else ([samples], [infos])


def main() -> None:
    options = parse()
    image = common.read_image(options.input, options)
    samples, infos = synthesize(options, image)
    gaussian = ph.gaussian_sample(image, seed=options.seed)

    output = Path(options.output)
    for number, sample in enumerate(samples, 1):
        path = output if len(samples) == 1 else output.with_stem(f"{output.stem}_{number}")
        SimpleITK.WriteImage(sample, str(path))
    if options.gaussian:
        SimpleITK.WriteImage(gaussian, options.gaussian)

    original = common.values_of(image)
    fields = {"Gaussian model": common.values_of(gaussian)}
    for number, sample in enumerate(samples, 1):
        fields["synthesis" if len(samples) == 1 else f"synthesis {number}"] = common.values_of(sample)
    common.print_table(original, fields)
    for info in infos:
        print(
            f"{info.number_of_moments} moments of {original.size} pixels, loss {info.initial_loss:.3g} to "
            f"{info.loss:.3g} in {info.iterations} iterations, {info.evaluations} evaluations"
        )
    if options.picture:
        common.draw_images(options.picture, original, fields, shares_window=options.target is None)
    if options.report:
        report = {name: common.distances(original, values) for name, values in fields.items()}
        common.write_report(options.report, {**report, "runs": [vars(info) for info in infos]})


if __name__ == "__main__":
    common.run(main)
