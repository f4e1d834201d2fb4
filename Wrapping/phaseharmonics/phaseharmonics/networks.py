# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Texture synthesis with convolutional networks, to compare with."""

from __future__ import annotations

import os
from typing import Any

from . import _arrays, _kernels
from ._images import read_image
from ._progress import Callback, Progress
from .synthesis import SynthesisInfo, read_initial, samples_of


def network_synthesize(
    image: Any,
    *,
    network: str | os.PathLike[str] = "multiscale",
    filters: int = 8,
    layers: int = 4,
    network_seed: _arrays.Seed = 0,
    initial: Any = "noise",
    iterations: int = 300,
    history_size: int = 20,
    samples: int = 1,
    seed: _arrays.Seed = 0,
    threads: int | None = None,
    progress: bool = False,
    callback: Callback | None = None,
    return_info: bool = False,
) -> Any:
    """New images with the correlations that the features of a convolutional network have over an image.

    Layer n has the features F_a = max(0, b_a + sum_c w_ac * x_c) of its input. L-BFGS minimizes over all pixels
    E(y) = sum_n sum_{a <= b} |G_ab(y) - G_ab|^2 / (G_aa G_bb) with the Gram matrices G_ab = E[F_a F_b]: the counterpart
    of `synthesize` with deep networks.

    Parameters
    ----------
    image
        Array [y, x], itk.Image or SimpleITK.Image of two dimensions.
    network : {"multiscale", "layered"} or path
        One layer of random filters of each of the sides 3, 5, 7, 11, 15, 23, 37, 55 that fit into the image; layers of
        random filters of 5 x 5 with average pooling between them; or an HDF5 file with the weights of a network.
    filters : int
        Filters of each side, or of each layer.
    layers : int
        Layers of "layered".
    network_seed : int or numpy.random.Generator
        Of the random filters.
    initial : "noise" or image
        White noise of the image's mean and variance, or an image to start from.
    iterations, history_size, samples, seed, threads, progress, callback, return_info
        As of `synthesize`.

    Returns
    -------
    An image of the kind of the first one, or a list of them if samples > 1.

    Raises
    ------
    TypeError, ValueError
        For pixels of another type, images that are not finite, constant, not of two dimensions or smaller than a
        filter, and options that make no network.
    OSError
        For a file that is missing or not of a network.

    Notes
    -----
    Takes one map for each feature, one spectrum for each filter of more than 11 pixels, and 43 float64 per pixel.
    L. Gatys, A. Ecker, M. Bethge, "Texture synthesis using convolutional neural networks", 2015; I. Ustyuzhaninov,
    W. Brendel, L. Gatys, M. Bethge, "What does it take to generate natural textures?", 2017.
    """
    images = read_image(image)
    if isinstance(initial, str) and initial != "noise":
        raise ValueError(f"initial must be 'noise' or an image, not {initial!r}.")
    _, start_image = read_initial(initial, images)
    iterations = _arrays.positive(iterations, "iterations")
    samples = _arrays.positive(samples, "samples")
    with Progress(progress, samples * iterations, "Synthesizing", callback) as bar:
        arrays, runs, moments = _kernels.synthesize_of_network(
            images.array[0],
            os.fspath(network),
            _arrays.positive(filters, "filters"),
            _arrays.positive(layers, "layers"),
            _arrays.seed_number(network_seed),
            start_image,
            iterations,
            _arrays.positive(history_size, "history_size"),
            _arrays.seed_number(seed),
            samples,
            _arrays.number_of_threads(threads),
            bar.callable,
        )
    return samples_of(images, arrays, [SynthesisInfo(*run, 0, moments, moments) for run in runs], return_info)
