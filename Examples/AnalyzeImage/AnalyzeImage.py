#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Writes the phase-harmonic moments of an image: covariances of its wavelet coefficients, of their moduli and of their
phases multiplied by k."""

import argparse

import numpy as np
import SimpleITK

import phaseharmonics as ph


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("input", help="image of 1 to 3 dimensions, one number per pixel")
    parser.add_argument("moments", help="file to write: .h5 (HDF5) or .csv")
    parser.add_argument("--also", nargs="+", default=[], metavar="FILE", help="images to average the moments with")
    parser.add_argument("--model", choices=["A", "B", "C", "D", "Compressive", "Rectified"], default="C")
    parser.add_argument(
        "--scales", type=int, metavar="J", help="number of scales; by the size of the image if not given"
    )
    parser.add_argument("--orientations", type=int, metavar="L", help="number of orientations; 1, 4 or 6 if not given")
    parser.add_argument("--scale-range", type=int, default=2, help="largest distance of two scales that are compared")
    parser.add_argument("--shift-range", type=int, default=2, help="largest lag, in steps of 2^j pixels")
    parser.add_argument("--normalization", choices=["target", "none"], default="target")
    parser.add_argument("--full-grid", action="store_true", help="compute all scales on the full grid")
    parser.add_argument(
        "--bootstrap", type=int, default=0, metavar="N", help="replicates, for standard errors in a CSV"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the bootstrap")
    parser.add_argument("--picture", metavar="FILE", help="picture of the moments, as PNG")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    if options.bootstrap and not options.moments.endswith(".csv"):
        parser.error("standard errors are columns of a .csv file")
    return options


def main():
    options = parse_arguments()
    images = np.stack(
        [SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(file)) for file in [options.input, *options.also]]
    )
    several = ph.moments(
        images,
        dimension=images.ndim - 1,
        model=options.model,
        scales=options.scales,
        orientations=options.orientations,
        scale_range=options.scale_range,
        shift_range=options.shift_range,
        full_grid=options.full_grid,
        normalization=options.normalization,
        threads=options.threads,
        progress=True,
    )
    moments = several[0] if len(several) == 1 else ph.average_moments(several)
    if options.bootstrap:
        errors = ph.moment_errors(
            images, moments, replicates=options.bootstrap, seed=options.seed, threads=options.threads
        )
        moments.to_dataframe(errors).to_csv(options.moments, index=False)
    else:
        moments.save(options.moments)
    print(moments)
    print(moments.to_dataframe().describe().loc[["mean", "std", "min", "max"], ["real", "imag"]])
    if options.picture:
        import matplotlib

        matplotlib.use("agg")
        moments.plot().savefig(options.picture, dpi=120)


if __name__ == "__main__":
    main()
