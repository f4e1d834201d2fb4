#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Writes the scattering coefficients of images of one size: local averages, at steps of 2^J pixels, of rectified
wavelet coefficients and of their moduli."""

import argparse

import h5py
import numpy as np
import SimpleITK
from tqdm import tqdm

import phaseharmonics as ph


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("inputs", nargs="+", metavar="input", help="images of 2 or 3 dimensions, gray or color")
    parser.add_argument("codes", help="file to write: .h5, or .nrrd or .mha for the codes of one image")
    parser.add_argument("--scales", type=int, metavar="J", help="by the size of the image if not given")
    parser.add_argument("--orientations", type=int, metavar="L", help="1, 4 or 6 if not given")
    parser.add_argument("--family", choices=["bump", "morlet", "battle-lemarie"], default="bump")
    parser.add_argument("--use-spacing", action="store_true", help="wavelets of one shape in physical units")
    parser.add_argument("--order", type=int, choices=[1, 2], default=1)
    parser.add_argument("--phases", type=int, default=4, metavar="A", help="even and at least 4; 0 takes moduli")
    parser.add_argument("--boundary", choices=["periodic", "mirror"], default="periodic")
    parser.add_argument("--subsampling", choices=["crop", "fold"], default="crop")
    parser.add_argument("--oversampling", type=int, default=1, metavar="N", help="octaves")
    parser.add_argument("--variant", choices=["none", "log", "normalized"], default="none")
    parser.add_argument("--epsilon", type=float, default=1e-6, metavar="E", help="of the variant")
    parser.add_argument("--picture", metavar="FILE", help="picture of the codes of the first image, as PNG")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    if not options.codes.endswith((".h5", ".hdf5")) and len(options.inputs) > 1:
        parser.error("an image file holds the codes of one image; use .h5")
    return options


def read(path):
    image = SimpleITK.ReadImage(path)
    vector = image.GetNumberOfComponentsPerPixel() > 1
    return SimpleITK.Cast(image, SimpleITK.sitkVectorFloat32 if vector else SimpleITK.sitkFloat32)


def components_of(image):
    """Components, each by itself, as arrays [component, (z,) y, x]."""
    array = SimpleITK.GetArrayViewFromImage(image)
    return np.moveaxis(array, -1, 0) if array.ndim > image.GetDimension() else array[np.newaxis]


def make_transform(image, options):
    return ph.Scattering(
        components_of(image).shape[1:],
        scales=options.scales,
        orientations=options.orientations,
        family=options.family,
        use_spacing=options.use_spacing,
        spacing=image.GetSpacing(),
        order=options.order,
        phases=options.phases,
        boundary=options.boundary,
        subsampling=options.subsampling,
        oversampling=options.oversampling,
        variant=options.variant,
        epsilon=options.epsilon,
        threads=options.threads,
    )


def write_array(path, transform, files, codes, components):
    with h5py.File(path, "w") as file:
        file["codes"] = codes
        file["files"] = "\n".join(files)
        for name, column in vars(transform.channels).items():
            if name != "name":
                file[f"channels/{name}"] = np.tile(column, components)
        file["geometry/start"], file["geometry/step"] = transform.start, transform.step


def print_table(transform, codes):
    """Means over images, places and components."""
    channels = transform.channels
    means = codes.reshape(-1, len(channels), *codes.shape[2:]).mean(axis=(0, *range(2, codes.ndim)), dtype=float)
    print("order  scales  channels  mean coefficient")
    print(f"    0          {1:9}  {means[0]:16.5g}")
    for order, of_scale in ((1, channels.scale1), (2, channels.scale2)):
        for scale in np.unique(of_scale[channels.order == order]):
            chosen = (channels.order == order) & (of_scale == scale)
            scales = f"{scale}" if order == 1 else f"< {scale}, {scale}"
            print(f"{order:5}  {scales:6}  {chosen.sum():8}  {means[chosen].mean():16.5g}")


def draw(transform, image, codes, path):
    """The first image, its low pass, and the first order of each scale, summed over orientations."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    channels = transform.channels
    panels = [("image", components_of(image)[0]), ("low pass", codes[0])]
    for scale in range(transform.options.scales):
        chosen = np.flatnonzero((channels.order == 1) & (channels.scale1 == scale))
        panels.append((f"scale {scale}", codes[chosen].sum(axis=0)))
    figure, axes = pyplot.subplots(1, len(panels), figsize=(2.2 * len(panels), 2.4), layout="constrained")
    for axis, (title, panel) in zip(axes, panels):
        while panel.ndim > 2:
            panel = panel[len(panel) // 2]
        axis.imshow(np.atleast_2d(panel), cmap="gray")
        axis.set_title(title)
        axis.set_axis_off()
    figure.savefig(path, dpi=120)


def main():
    options = parse_arguments()
    first = read(options.inputs[0])
    transform = make_transform(first, options)
    codes = []
    for path in tqdm(options.inputs, desc="Encoding", unit="image"):
        image = read(path)
        if components_of(image).shape != components_of(first).shape:
            raise SystemExit(f"{path}: is of another shape than {options.inputs[0]}")
        codes.append(transform.forward(components_of(image), threads=options.threads))
    components = len(codes[0])
    codes = np.stack(codes)
    if options.codes.endswith((".h5", ".hdf5")):
        joined = codes.reshape(len(codes), -1, *codes.shape[3:])
        write_array(options.codes, transform, options.inputs, joined, components)
    else:
        SimpleITK.WriteImage(transform.forward(first, threads=options.threads), options.codes)
    print_table(transform, codes.reshape(-1, *codes.shape[2:]))
    if options.picture:
        draw(transform, first, codes[0, 0], options.picture)


if __name__ == "__main__":
    main()
