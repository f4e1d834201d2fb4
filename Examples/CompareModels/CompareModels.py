#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Draws new images with the phase-harmonic moments of an image and with the Gram matrices of convolutional networks,
and tells how many moments each model has and how its sample differs from the image: the program CompareModels in
Python."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import SimpleITK

import phaseharmonics as ph

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Common"))
import texture_examples as common  # noqa: E402


def list_of(kind: type):
    """The type of an option such as 2,4,8; none of an empty text."""
    return lambda text: [kind(part) for part in text.split(",") if part]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    common.add_input_options(parser)
    parser.add_argument("output", metavar="OUTPUT", help="samples are named after it, with _gaussian and so on")
    parser.add_argument("--harmonics", type=list_of(str), default=["C"], metavar="C,B,C8", help="models A to D [C]")
    parser.add_argument("--filters", type=list_of(int), default=[2, 4, 8, 16], metavar="N,N", help="of each size")
    parser.add_argument("--layered", type=list_of(int), default=[], metavar="N,N", help="networks of four layers")
    parser.add_argument("--network", action="append", default=[], metavar="FILE.h5", help="weights of a file")
    parser.add_argument("--independent", metavar="FILE", help="another image of the process, as a yardstick")
    parser.add_argument("--iterations", type=int, default=300, metavar="N", help="of every synthesis [300]")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--network-seed", type=int, default=0, metavar="N")
    parser.add_argument("--picture", metavar="FILE")
    parser.add_argument("--report", metavar="FILE", help="figures, as JSON")
    return parser.parse_args()


def main() -> None:
    options = parse()
    image = common.read_image(options.input, options)
    run = dict(
        iterations=options.iterations, seed=options.seed, threads=options.threads, progress=True, return_info=True
    )
    # Name, suffix of the file, and how to draw a sample.
    models = [("Gaussian model", "gaussian", lambda: (ph.gaussian_sample(image, seed=options.seed), None))]
    for name in options.harmonics:
        choice = dict(model=name[:1].upper(), orientations=int(name[1:] or 4))
        models.append(
            (f"phase harmonics {name}", f"harmonics_{name}", lambda c=choice: ph.synthesize(image, **c, **run))
        )
    networks = [(f"network, {n} a size", f"network_{n}", dict(filters=n)) for n in options.filters]
    networks += [(f"network, 4 x {n}", f"layered_{n}", dict(network="layered", filters=n)) for n in options.layered]
    networks += [(f"network {Path(p).stem}", f"network_{Path(p).stem}", dict(network=p)) for p in options.network]
    for name, suffix, choice in networks:
        choice["network_seed"] = options.network_seed
        models.append((name, suffix, lambda c=choice: ph.network_synthesize(image, **c, **run)))

    output = Path(options.output)
    original = common.values_of(image)
    files, samples, moments, report = {}, {}, {}, {}
    for name, suffix, draw in models:
        sample, info = draw()
        files[output.with_stem(f"{output.stem}_{suffix}")] = sample
        samples[name] = common.values_of(sample)
        moments[name] = f"{info.number_of_moments} moments" if info else ""
        report[suffix] = {**common.distances(original, samples[name]), **(vars(info) if info else {})}
    if options.independent:
        samples["another image"] = common.values_of(common.read_image(options.independent, options))
        report["independent"] = common.distances(original, samples["another image"])
    for path, sample in files.items():
        SimpleITK.WriteImage(sample, str(path))
    common.print_table(original, samples, moments)
    if options.picture:
        common.draw_images(options.picture, original, samples)
    if options.report:
        common.write_report(options.report, report)


if __name__ == "__main__":
    common.run(main)
