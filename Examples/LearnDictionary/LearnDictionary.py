#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Learns a dictionary: atoms of which few suffice to write any patch of the images as their sum."""

import argparse

import SimpleITK

import phaseharmonics as ph


def size(text):
    """12 or 12x8, x first, as along the axes of arrays."""
    return tuple(int(word) for word in reversed(text.split("x")))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("inputs", nargs="+", metavar="input", help="images of one dimension and number of channels")
    parser.add_argument("dictionary", help="file to write, .h5")
    parser.add_argument("--atoms", type=int, metavar="K", help="number of atoms; 64 if not given")
    parser.add_argument("--support", type=size, metavar="SIZE", help="pixels of an atom, as 12 or 12x8; 8 if not given")
    weight = parser.add_mutually_exclusive_group()
    weight.add_argument("--lambda-ratio", type=float, default=0.1, metavar="R", help="weight of sparsity, relative")
    weight.add_argument("--lambda", type=float, dest="lambda_", metavar="L", help="weight of sparsity for unit atoms")
    parser.add_argument("--non-negative", action="store_true", help="only positive coefficients")
    parser.add_argument("--iterations", type=int, default=200, metavar="N", help="steps of learning")
    parser.add_argument("--convolutional", action="store_true", help="atoms whose shifts together write the images")
    parser.add_argument("--patches", type=int, default=20000, metavar="N", help="patches of all images together")
    parser.add_argument("--batch", type=int, default=256, metavar="N", help="patches of a step")
    parser.add_argument("--keep-means", action="store_true", help="learn the means of patches too")
    parser.add_argument("--crop-size", type=size, default=(0,), metavar="SIZE", help="pixels of a convolutional step")
    parser.add_argument("--background", type=float, default=10.0, metavar="MU", help="smoothness of what is taken off")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--initial", metavar="FILE", help="dictionary to start from")
    parser.add_argument("--checkpoint", metavar="FILE", help="save the state here; the same command goes on from it")
    parser.add_argument("--picture", metavar="FILE", help="picture of the atoms and of how they were learned, as PNG")
    parser.add_argument("--threads", type=int)
    return parser.parse_args()


def read(path):
    image = SimpleITK.ReadImage(path)
    vector = image.GetNumberOfComponentsPerPixel() > 1
    return SimpleITK.Cast(image, SimpleITK.sitkVectorFloat32 if vector else SimpleITK.sitkFloat32)


def learn(images, options):
    choices = {
        "atoms": options.atoms,
        "support": options.support,
        "lambda_": options.lambda_,
        "lambda_ratio": options.lambda_ratio,
        "non_negative": options.non_negative,
        "iterations": options.iterations,
        "report_interval": max(1, options.iterations // 20),
        "seed": options.seed,
        "initial": None if options.initial is None else ph.Dictionary.load(options.initial),
        "checkpoint": options.checkpoint,
        "threads": options.threads,
        "progress": True,
    }
    if options.convolutional:
        return ph.learn_convolutional_dictionary(
            images, crop_size=options.crop_size, background=options.background, **choices
        )
    return ph.learn_patch_dictionary(
        images, patches=options.patches, batch=options.batch, keep_means=options.keep_means, **choices
    )


def draw(learned, path):
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(9, 4.5), layout="constrained")
    learned.dictionary.plot(axes[0])
    axes[1].plot(learned.steps, learned.objectives, "o-")
    axes[1].set_title("held-out objective, mean of |y - D z|²/2 + λ|z|₁")
    axes[1].set_xlabel("step")
    figure.savefig(path, dpi=120)


def main():
    options = parse_arguments()
    learned = learn([read(path) for path in options.inputs], options)
    learned.dictionary.save(options.dictionary)
    print("step   held-out objective  of the start")
    for step, objective in list(zip(learned.steps, learned.objectives))[:: max(1, len(learned.steps) // 5)]:
        print(f"{step:5}  {objective:18.5g}  {objective / learned.objectives[0]:12.4f}")
    print(f"{learned}, coherence {learned.dictionary.coherence:.3g}, {learned.replaced_atoms} atoms replaced")
    if options.picture:
        draw(learned, options.picture)


if __name__ == "__main__":
    main()
