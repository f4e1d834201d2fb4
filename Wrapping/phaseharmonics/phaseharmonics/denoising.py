# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Denoising of images and separation of textures by sparse codes of patches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

import numpy as np

from . import _arrays, _kernels
from ._channels import ChannelImages, read_channels
from ._images import read_images
from ._numbers import positive_number
from ._progress import Progress
from .dictionary import Dictionary
from .sparse import check_dictionary, sparse_options


def estimate_noise(image: Any, *, dimension: int | None = None) -> Any:
    """Standard deviation of white noise in an image that is smooth besides: the median of the absolute differences of
    2 x 2 pixels along their diagonals, over that of unit noise.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image.
    dimension : int, optional
        Number of axes of space of an array of several images.

    Returns
    -------
    float, or an array of one for each image or component
        Too large for images that are rough at the finest scale.

    Notes
    -----
    D. Donoho, I. Johnstone, "Ideal spatial adaptation by wavelet shrinkage", 1994.
    """
    images = read_images(image, dimension)
    noise = [_kernels.estimate_noise(np.ascontiguousarray(one, np.float64)) for one in images.array]
    return np.reshape(noise, images.leading) if images.leading else noise[0]


def sparse_denoise(
    image: Any,
    dictionary: Dictionary,
    *,
    noise: float | None = None,
    noise_factor: float = 3.25,
    lambda_: float | None = None,
    non_negative: bool = False,
    solver: str = "automatic",
    iterations: int = 200,
    gap_tolerance: float = 1e-4,
    stride: int = 1,
    debias: bool = True,
    dimension: int | None = None,
    threads: int | None = None,
    progress: bool = False,
) -> Any:
    """Denoises by sparse codes of patches: each becomes its mean and what few atoms say of the rest, and every pixel
    the average of the patches that cover it.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image. With atoms of several channels, an array
        [channel, (z,) (y,) x], or a vector image.
    dictionary : Dictionary
        Of the dimension of the image, such as `learn_patch_dictionary` learns on the image itself.
    noise : float
        Standard deviation of the noise; `estimate_noise` tells it roughly. Needed unless lambda_ is given.
    noise_factor : float
        lambda for a noise of 1. 3.25 suits dictionaries learned on the image for 8 x 8 patches; without debias 2.
    lambda_ : float, optional
        Weight of sparsity, instead of noise_factor times noise. Atoms are scaled to unit norm.
    non_negative, solver, iterations, gap_tolerance, threads
        As of `sparse_code`.
    stride : int
        Every how many pixels a patch starts, at most the size of atoms.
    debias : bool
        Fit the coefficients found once more by least squares, which undoes their shrinkage.
    dimension : int, optional
        Number of axes of space of an array of several images.
    progress : bool
        Show a bar.

    Returns
    -------
    image
        Of the same kind.

    Raises
    ------
    TypeError, ValueError
        For atoms of other dimension or channels, images smaller than atoms, and options out of range.

    Notes
    -----
    M. Elad, M. Aharon, "Image denoising via sparse and redundant representations over learned dictionaries", 2006.
    """
    check_dictionary(dictionary)
    if lambda_ is None and noise is None:
        raise ValueError("noise or lambda_ is needed; estimate_noise(image) tells the noise roughly.")
    options = sparse_options(lambda_, 0.1, non_negative, iterations, gap_tolerance, solver)
    lambda_of_noise = 0.0
    if lambda_ is None:
        lambda_of_noise = positive_number(noise_factor, "noise_factor") * positive_number(noise, "noise")
    images = _read_for(image, dictionary, dimension)

    def denoise(one: np.ndarray, callback: Callable[[int], None] | None) -> tuple[np.ndarray, ...]:
        return _kernels.sparse_denoise(
            one,
            dictionary._kernel,
            options,
            lambda_of_noise,
            _arrays.positive(stride, "stride"),
            bool(debias),
            _arrays.number_of_threads(threads),
            callback,
        )[:1]

    return _of_each(images, denoise, progress, "Denoising")[0]


@dataclass(eq=False)
class SeparatedTextures:
    """A sum of two textures taken apart: image = first + second + residual, but for rounding; each of the kind of the
    image."""

    first: Any
    second: Any
    residual: Any


def sparse_separate(
    image: Any,
    first: Dictionary,
    second: Dictionary,
    *,
    lambda_: float | None = None,
    lambda_ratio: float = 0.1,
    non_negative: bool = False,
    solver: str = "automatic",
    iterations: int = 200,
    gap_tolerance: float = 1e-4,
    stride: int = 1,
    debias: bool = True,
    center_patches: bool = False,
    dimension: int | None = None,
    threads: int | None = None,
    progress: bool = False,
) -> SeparatedTextures:
    """Takes the sum of two textures apart: each is sparse in a dictionary learned on it, and not in that of the other.

    Patches are coded in the atoms of both together; what the atoms of one say is one texture.

    Parameters
    ----------
    image
        As of `sparse_denoise`.
    first, second : Dictionary
        Of the same support.
    lambda_, lambda_ratio, non_negative, solver, iterations, gap_tolerance, threads
        As of `sparse_code`.
    stride, debias, dimension, progress
        As of `sparse_denoise`.
    center_patches : bool
        Leave the means of patches in the residual, for dictionaries learned without keep_means.

    Returns
    -------
    SeparatedTextures
        The mean of the image is in the residual: a sum does not tell those of its parts.

    Raises
    ------
    TypeError, ValueError
        As of `sparse_denoise`, and for dictionaries of other shapes.

    Notes
    -----
    J.-L. Starck, M. Elad, D. Donoho, "Image decomposition via the combination of sparse representations and a
    variational approach", 2005.
    """
    check_dictionary(first, "first")
    check_dictionary(second, "second")
    options = sparse_options(lambda_, lambda_ratio, non_negative, iterations, gap_tolerance, solver)
    images = _read_for(image, first, dimension)

    def separate(one: np.ndarray, callback: Callable[[int], None] | None) -> tuple[np.ndarray, ...]:
        return _kernels.sparse_separate(
            one,
            first._kernel,
            second._kernel,
            options,
            _arrays.positive(stride, "stride"),
            bool(debias),
            bool(center_patches),
            _arrays.number_of_threads(threads),
            callback,
        )[:3]

    return SeparatedTextures(*_of_each(images, separate, progress, "Separating"))


def _read_for(image: Any, dictionary: Dictionary, dimension: int | None) -> ChannelImages:
    """Images whose channels are coded together if the atoms have several, else each by itself."""
    if dictionary.channels > 1:
        images = read_channels(image, True, dimension)
        if images.channels != dictionary.channels:
            raise ValueError(
                f"The atoms of the dictionary have {dictionary.channels} channels, the image has {images.channels}."
            )
        return images
    images = read_images(image, dimension)
    return ChannelImages(images.array[:, np.newaxis], images, False)


def _of_each(
    images: ChannelImages,
    function: Callable[[np.ndarray, Callable[[int], None] | None], tuple[np.ndarray, ...]],
    progress: bool,
    description: str,
) -> list[Any]:
    """What a function of one image (*shape, C) and a callback of percent gives for each, packed."""
    count = len(images.array)
    results = []
    with Progress(progress, 100 * count, description) as bar:
        report = bar.callable
        for i in range(count):
            callback = None if report is None else lambda percent, i=i: report(100 * i + percent)
            results.append(function(images.interleaved(i), callback))
    if not images.has_channel_axis and images.images.template.components:
        return [images.images.pack(np.stack([one[..., 0] for one in parts])) for parts in zip(*results)]
    return [images.pack_interleaved(list(parts)) for parts in zip(*results)]
