#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Recovers a fine, sharp image from a blurred, noisy or decimated one, as a sparse sum of the atoms of a dictionary."""

import argparse

import numpy as np
import SimpleITK

import phaseharmonics as ph


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("input", help="image of 2 or 3 dimensions, one number per pixel")
    parser.add_argument("output", help="image to write")
    blur = parser.add_mutually_exclusive_group()
    blur.add_argument("--kernel", metavar="FILE", help="image of the blur kernel, centered on the pixel size / 2")
    blur.add_argument("--blur-sigma", type=float, default=0.0, metavar="S", help="Gaussian blur in output pixels")
    parser.add_argument("--use-spacing", action="store_true", help="--blur-sigma is in the unit of the spacing")
    parser.add_argument("--decimation", type=int, default=1, metavar="N", help="output pixels per input pixel and axis")
    atoms = parser.add_mutually_exclusive_group()
    atoms.add_argument("--dictionary", metavar="FILE", help="learned dictionary to use, .h5")
    atoms.add_argument("--atoms", choices=["framelets", "bumps"], default="framelets", help="for edges, or for spots")
    weight = parser.add_mutually_exclusive_group()
    weight.add_argument("--lambda-ratio", type=float, metavar="R", help="weight of sparsity, relative")
    weight.add_argument("--lambda", type=float, dest="lambda_", metavar="L", help="weight of sparsity")
    weight.add_argument("--noise", type=float, metavar="S", help="deviation of the noise; estimated if not given")
    parser.add_argument("--noise-factor", type=float, metavar="F", help="of the weight; 1.5, bumps 0.5 if not given")
    parser.add_argument("--background", type=float, metavar="MU", help="1 with framelets, else 0 if not given")
    parser.add_argument("--gap-tolerance", type=float, default=1e-4, metavar="T", help="relative gap at which to stop")
    parser.add_argument("--iterations", type=int, default=500, metavar="N", help="after which to stop anyway")
    parser.add_argument("--boundary", choices=["mirror", "periodic", "zero", "unknown"], default="unknown")
    parser.add_argument("--non-negative", action="store_true", help="only positive coefficients")
    parser.add_argument("--debias", action="store_true", help="fit the coefficients once more, without penalty")
    parser.add_argument("--consistent", action="store_true", help="make the output, blurred, equal the input")
    parser.add_argument("--weights", metavar="FILE", help="weights of the pixels; 0 for missing ones")
    parser.add_argument("--truth", metavar="FILE", help="the fine image, to tell the errors")
    parser.add_argument("--code", metavar="FILE", help="write the coefficients, one component for each atom")
    parser.add_argument("--residual", metavar="FILE", help="write the input minus the blurred output")
    parser.add_argument("--picture", metavar="FILE", help="picture of input, output and truth, as PNG")
    parser.add_argument("--threads", type=int)
    return parser.parse_args()


def read(path):
    return None if path is None else SimpleITK.ReadImage(path, SimpleITK.sitkFloat32)


def deconvolve(image, options):
    bumps = options.dictionary is None and options.atoms == "bumps"
    framelets = options.dictionary is None and not bumps
    dictionary = None
    if not framelets:
        dictionary = ph.Dictionary.bumps(image.GetDimension()) if bumps else ph.Dictionary.load(options.dictionary)
    noise = options.noise
    if noise is None and options.lambda_ is None and options.lambda_ratio is None:
        noise = ph.estimate_noise(image)
        if noise == 0:
            raise SystemExit(f"{options.input}: has no noise to measure; give --noise, --lambda-ratio or --lambda")
    return ph.sparse_deconvolve(
        image,
        dictionary,
        kernel=read(options.kernel),
        blur_sigma=options.blur_sigma,
        use_spacing=options.use_spacing,
        decimation=options.decimation,
        boundary=options.boundary,
        weights=read(options.weights),
        noise=noise,
        noise_factor=options.noise_factor or (0.5 if bumps else 1.5),
        lambda_=options.lambda_,
        lambda_ratio=options.lambda_ratio or 0.1,
        non_negative=options.non_negative or bumps,
        background=(1.0 if framelets else 0.0) if options.background is None else options.background,
        iterations=options.iterations,
        gap_tolerance=options.gap_tolerance,
        debias=options.debias,
        consistent=options.consistent,
        threads=options.threads,
        progress=True,
    )


def draw(panels, gaps, path):
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(panels) + 1, figsize=(3.4 * (len(panels) + 1), 3.4), layout="constrained")
    low, high = np.quantile(SimpleITK.GetArrayViewFromImage(panels[-1][1]), [0.005, 0.995])
    for axis, (title, image) in zip(axes, panels):
        array = SimpleITK.GetArrayViewFromImage(image)
        axis.imshow(array[len(array) // 2] if array.ndim > 2 else array, cmap="gray", vmin=low, vmax=high)
        axis.set_title(title)
        axis.set_axis_off()
    axes[-1].semilogy(np.arange(1, len(gaps) + 1), gaps)
    axes[-1].set(title="certified distance to the optimum", xlabel="iteration", ylabel="relative duality gap")
    figure.savefig(path, dpi=120)


def main():
    options = parse_arguments()
    image, truth = read(options.input), read(options.truth)
    found = deconvolve(image, options)
    for result, path in ((found.image, options.output), (found.code, options.code), (found.residual, options.residual)):
        if path:
            SimpleITK.WriteImage(result, path)
    print(f"lambda {found.lambda_used:.4g}, {found.lambda_used / found.lambda_max:.3g} of the largest")
    print(
        f"objective {found.objective:.6g}, at least {found.dual_objective:.6g}: relative gap {found.relative_gap:.2g}"
    )
    print(f"{found.support_size} coefficients after {found.iterations} iterations")
    if not found.converged:
        print("The gap is not yet within --gap-tolerance; give it more --iterations.")
    panels = [("input", image), ("output", found.image)]
    if truth is not None:
        error, fine = (SimpleITK.GetArrayFromImage(one).astype(float) for one in (found.image, truth))
        print(f"PSNR {10 * np.log10(np.ptp(fine) ** 2 / np.mean((error - fine) ** 2)):.2f} dB")
        panels.append(("truth", truth))
    if options.picture:
        draw(panels, found.relative_gaps, options.picture)


if __name__ == "__main__":
    main()
