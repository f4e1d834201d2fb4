#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Removes noise from an image by sparse codes of its patches in a dictionary learned on the image itself."""

import argparse

import numpy as np
import SimpleITK

import phaseharmonics as ph

# Weight of sparsity in learning for a noise of 1.
LEARNING_NOISE_FACTOR = 3.0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("input", help="image of 2 or 3 dimensions, one number per pixel")
    parser.add_argument("output", help="image to write")
    parser.add_argument("--sigma", type=float, metavar="S", help="deviation of the noise; estimated if not given")
    parser.add_argument("--dictionary", metavar="FILE", help="dictionary, .h5; learned on the image if not given")
    parser.add_argument("--atoms", type=int, default=128, metavar="K", help="number of atoms to learn")
    parser.add_argument("--support", type=int, metavar="N", help="pixels of an atom; 8, in 3-D 5, in 1-D 32")
    parser.add_argument("--iterations", type=int, default=200, metavar="N", help="steps of learning")
    parser.add_argument("--seed", type=int, default=0, help="of learning and of --add-noise")
    parser.add_argument("--noise-factor", type=float, default=3.25, metavar="F", help="weight of sparsity")
    parser.add_argument("--stride", type=int, default=1, metavar="N", help="code a patch every N pixels")
    truth = parser.add_mutually_exclusive_group()
    truth.add_argument("--truth", metavar="FILE", help="image without noise, to tell the errors")
    truth.add_argument("--add-noise", type=float, metavar="S", help="add noise of this deviation to the input")
    parser.add_argument("--picture", metavar="FILE", help="picture of the images and of the atoms, as PNG")
    parser.add_argument("--threads", type=int)
    return parser.parse_args()


def pixels(image):
    return SimpleITK.GetArrayViewFromImage(image)


def psnr(truth, image):
    error = np.mean((pixels(truth).astype(float) - pixels(image)) ** 2)
    return 10 * np.log10(np.ptp(pixels(truth)).astype(float) ** 2 / error)


def make_dictionary(image, sigma, options):
    if options.dictionary:
        return ph.Dictionary.load(options.dictionary)
    support = options.support or {1: 32, 2: 8, 3: 5}[image.GetDimension()]
    learned = ph.learn_patch_dictionary(
        image,
        atoms=options.atoms,
        support=support,
        lambda_=LEARNING_NOISE_FACTOR * sigma,
        iterations=options.iterations,
        report_interval=max(1, options.iterations // 10),
        seed=options.seed,
        threads=options.threads,
        progress=True,
    )
    return learned.dictionary


def draw(panels, dictionary, path):
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(panels) + 1, figsize=(3.2 * (len(panels) + 1), 3.5), layout="constrained")
    low, high = np.quantile(pixels(panels[-1][1]), [0.005, 0.995])
    for axis, (title, image) in zip(axes, panels):
        array = pixels(image)
        array = array[len(array) // 2] if array.ndim > 2 else array
        axis.imshow(array, cmap="gray", vmin=low, vmax=high)
        axis.set_title(title)
        axis.set_axis_off()
    dictionary.plot(axes[-1])
    figure.savefig(path, dpi=120)


def main():
    options = parse_arguments()
    image = SimpleITK.ReadImage(options.input, SimpleITK.sitkFloat32)
    truth = SimpleITK.ReadImage(options.truth, SimpleITK.sitkFloat32) if options.truth else None
    if options.add_noise:
        truth = image
        noise = np.random.default_rng(options.seed).normal(0.0, options.add_noise, pixels(image).shape)
        image = SimpleITK.GetImageFromArray((pixels(truth) + noise).astype(np.float32))
        image.CopyInformation(truth)
    sigma = options.sigma or ph.estimate_noise(image)
    if not sigma > 0:
        raise SystemExit(f"{options.input}: the estimated noise is zero; give --sigma")
    dictionary = make_dictionary(image, sigma, options)
    clean = ph.sparse_denoise(
        image,
        dictionary,
        noise=sigma,
        noise_factor=options.noise_factor,
        stride=options.stride,
        threads=options.threads,
        progress=True,
    )
    SimpleITK.WriteImage(clean, options.output)
    print(f"noise {sigma:.3g}{'' if options.sigma else ' (estimated)'}; {dictionary}")
    if truth is not None:
        median = SimpleITK.Median(image, [1] * image.GetDimension())
        for name, estimate in (("none", image), ("median", median), ("sparse codes", clean)):
            print(f"{name:12}  {psnr(truth, estimate):6.2f} dB")
    if options.picture:
        panels = [("input", image), ("sparse codes", clean)]
        draw(panels if truth is None else [("truth", truth), *panels], dictionary, options.picture)


if __name__ == "__main__":
    main()
