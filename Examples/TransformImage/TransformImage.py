#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Writes the wavelet coefficients z of an image, one complex image for each scale j (0 is the finest) and orientation
l, and the low pass PREFIX_lowpass.nrrd."""

import argparse

import numpy as np
import SimpleITK
from tqdm import tqdm

import phaseharmonics as ph


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("input", help="image of 1 to 3 dimensions, one number per pixel")
    parser.add_argument("output_prefix", help="bands become PREFIX_j<scale>_l<orientation>.nrrd")
    parser.add_argument(
        "--scales", type=int, metavar="J", help="number of scales; by the size of the image if not given"
    )
    parser.add_argument("--orientations", type=int, metavar="L", help="number of orientations; 1, 4 or 6 if not given")
    parser.add_argument("--family", choices=["bump", "morlet", "battle-lemarie"], default="bump")
    parser.add_argument("--frame", choices=["published", "parseval"], default="published")
    parser.add_argument("--full-grid", action="store_true", help="keep all scales on the full grid")
    parser.add_argument("--use-spacing", action="store_true", help="wavelets of one shape in physical units")
    parser.add_argument(
        "--harmonics", type=int, nargs="+", default=[], metavar="K", help="write [z]^k too, for these k"
    )
    parser.add_argument("--orientation", type=int, metavar="l", help="shown in the picture; the strongest if not given")
    parser.add_argument("--picture", metavar="FILE", help="picture of |z| and phase, as PNG")
    parser.add_argument("--threads", type=int)
    return parser.parse_args()


def write_bands(bands, prefix, harmonics):
    files = [(f"{prefix}_lowpass.nrrd", bands.low_pass_image)]
    for j in range(bands.options.scales):
        for l in range(bands.options.orientations):
            files.append((f"{prefix}_j{j}_l{l}.nrrd", lambda j=j, l=l: bands.image(j, l)))
            for k in harmonics:
                name = f"{prefix}_j{j}_l{l}_k{k}.nrrd"
                files.append((name, lambda j=j, l=l, k=k: ph.phase_harmonic(bands.image(j, l), k)))
    for name, make in tqdm(files, desc="Writing", unit="file"):
        SimpleITK.WriteImage(make(), name)
    return len(files)


def print_table(bands, variance):
    print("scale  grid                share of variance  E[|z|]^2 / E[|z|^2]")
    for j, z in enumerate(bands):
        energy = np.mean(np.abs(z) ** 2, axis=tuple(range(1, z.ndim)))
        sparsity = np.mean(np.abs(z), axis=tuple(range(1, z.ndim))) ** 2 / energy
        print(f"{j:5}  {str(z.shape[1:]):18}  {2 * energy.sum() / variance:17.4f}  {sparsity.mean():19.3f}")


def draw(bands, orientation, path):
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    if orientation is None:
        orientation = int(np.argmax(sum(np.mean(np.abs(z) ** 2, axis=tuple(range(1, z.ndim))) for z in bands)))
    figure, axes = pyplot.subplots(2, len(bands), figsize=(2.4 * len(bands), 5), squeeze=False, layout="constrained")
    for j, column in enumerate(axes.T):
        z = bands[j][orientation]
        while z.ndim > 2:
            z = z[len(z) // 2]
        z = np.atleast_2d(z)
        column[0].imshow(np.abs(z), cmap="gray", aspect="equal" if len(z) > 1 else "auto")
        column[1].imshow(
            np.angle(z), cmap="twilight", vmin=-np.pi, vmax=np.pi, aspect="equal" if len(z) > 1 else "auto"
        )
        column[0].set_title(f"scale {j}")
        for axis in column:
            axis.set_xticks([])
            axis.set_yticks([])
    axes[0, 0].set_ylabel("|z|")
    axes[1, 0].set_ylabel("phase")
    figure.suptitle(f"Orientation {orientation}")
    figure.savefig(path, dpi=120)


def main():
    options = parse_arguments()
    image = SimpleITK.ReadImage(options.input)
    bands = ph.wavelet_bank(
        image,
        scales=options.scales,
        orientations=options.orientations,
        family=options.family,
        frame=options.frame,
        full_grid=options.full_grid,
        use_spacing=options.use_spacing,
        threads=options.threads,
    )
    if bands.low_pass.ndim > len(bands.shape):
        raise SystemExit(f"{options.input} has several numbers per pixel; give an image of one.")
    count = write_bands(bands, options.output_prefix, options.harmonics)
    print_table(bands, SimpleITK.GetArrayViewFromImage(image).var())
    print(f"{count} files {options.output_prefix}_*.nrrd")
    if options.picture:
        draw(bands, options.orientation, options.picture)


if __name__ == "__main__":
    main()
