#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Takes the sum of two textures apart: each is sparse in a dictionary learned on it, and not in that of the other."""

import argparse

import numpy as np
import SimpleITK

import phaseharmonics as ph


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("input", help="image of 2 or 3 dimensions, one number per pixel")
    parser.add_argument("output_a", help="image of the first texture to write")
    parser.add_argument("output_b", help="image of the second texture to write")
    parser.add_argument("--dictionary-a", required=True, metavar="FILE", help="dictionary learned on texture A, .h5")
    parser.add_argument("--dictionary-b", required=True, metavar="FILE", help="dictionary learned on texture B, .h5")
    weight = parser.add_mutually_exclusive_group()
    weight.add_argument("--lambda-ratio", type=float, default=0.2, metavar="R", help="weight of sparsity, relative")
    weight.add_argument("--lambda", type=float, dest="lambda_", metavar="L", help="weight of sparsity")
    parser.add_argument("--stride", type=int, metavar="N", help="of patches; a quarter of an atom if not given")
    parser.add_argument("--center-patches", action="store_true", help="leave the means of patches in the residual")
    parser.add_argument("--residual-to", choices=["a", "b", "neither"], default="neither", help="who gets the residual")
    parser.add_argument("--add", metavar="FILE", help="add this image to the input; the two are the truths")
    parser.add_argument("--truth-a", metavar="FILE", help="texture A in the input, to tell the errors")
    parser.add_argument("--truth-b", metavar="FILE", help="the same of B")
    parser.add_argument("--picture", metavar="FILE", help="picture of the input, the textures and the truths, as PNG")
    parser.add_argument("--threads", type=int)
    return parser.parse_args()


def read(path):
    return SimpleITK.ReadImage(path, SimpleITK.sitkFloat32)


def pixels(image):
    return SimpleITK.GetArrayViewFromImage(image)


def signal_to_noise(truth, estimate):
    """Of what varies: a sum does not tell the means of its parts."""
    truth, estimate = pixels(truth).astype(float), pixels(estimate)
    return 10 * np.log10(np.var(truth) / np.var(truth - estimate))


def read_input(options):
    """The sum, and its parts if they are known."""
    image = read(options.input)
    if options.add:
        truths = [image, read(options.add)]
        return truths[0] + truths[1], truths
    if options.truth_a and options.truth_b:
        return image, [read(options.truth_a), read(options.truth_b)]
    return image, []


def draw(image, textures, truths, path):
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    rows = [truths, textures] if truths else [textures]
    figure, axes = pyplot.subplots(len(rows), 3, figsize=(9, 3.2 * len(rows)), squeeze=False, layout="constrained")
    for axis in axes.flat:
        axis.set_axis_off()
    shown = [(axes[0, 0], "input", image)]
    for row, of_row in enumerate(rows):
        kind = "truth" if truths and row == 0 else "texture"
        shown += [(axes[row, 1 + i], f"{kind} {'AB'[i]}", of_row[i]) for i in range(2)]
    for axis, title, one in shown:
        array = pixels(one)
        axis.imshow(array[len(array) // 2] if array.ndim > 2 else array, cmap="gray")
        axis.set_title(title)
    figure.savefig(path, dpi=120)


def main():
    options = parse_arguments()
    image, truths = read_input(options)
    dictionaries = [ph.Dictionary.load(path) for path in (options.dictionary_a, options.dictionary_b)]
    parts = ph.sparse_separate(
        image,
        *dictionaries,
        lambda_=options.lambda_,
        lambda_ratio=options.lambda_ratio,
        gap_tolerance=1e-3,
        stride=options.stride or max(1, min(dictionaries[0].support) // 4),
        center_patches=options.center_patches,
        threads=options.threads,
        progress=True,
    )
    textures = [parts.first, parts.second]
    if options.residual_to != "neither":
        rough = "ab".index(options.residual_to)
        textures[rough] = textures[rough] + parts.residual
    for texture, path in zip(textures, (options.output_a, options.output_b)):
        SimpleITK.WriteImage(texture, path)
    left = np.var(pixels(parts.residual).astype(float)) / np.var(pixels(image).astype(float))
    print(f"{100 * left:.3g} % of the variance left over")
    for name, truth, texture in zip("AB", truths, textures):
        print(f"texture {name}: {signal_to_noise(truth, texture):5.2f} dB")
    if options.picture:
        draw(image, textures, truths, options.picture)


if __name__ == "__main__":
    main()
