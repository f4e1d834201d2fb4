# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Sparse codes of vectors and of the patches of images."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

import numpy as np

from . import _arrays, _images, _kernels
from ._channels import ChannelImages, read_channels
from ._images import read_images
from ._numbers import not_negative_number, positive_number
from ._progress import Progress
from .dictionary import Dictionary


def sparse_options(
    lambda_: float | None,
    lambda_ratio: float,
    non_negative: bool,
    iterations: int,
    gap_tolerance: float,
    solver: str = "automatic",
) -> _kernels.SparseOptions:
    """The choices that all functions of sparse codes share."""
    return _kernels.SparseOptions(
        0.0 if lambda_ is None else positive_number(lambda_, "lambda_"),
        positive_number(lambda_ratio, "lambda_ratio"),
        bool(non_negative),
        _arrays.positive(iterations, "iterations"),
        not_negative_number(gap_tolerance, "gap_tolerance"),
        solver,
    )


def check_dictionary(dictionary: Any, name: str = "dictionary") -> Dictionary:
    if not isinstance(dictionary, Dictionary):
        raise TypeError(f"{name} must be a Dictionary, not {dictionary!r}.")
    return dictionary


@dataclass(eq=False)
class SparseCodes:
    """Codes of vectors, and what the solver certifies of each.

    Attributes
    ----------
    codes
        Coefficients, where the entries of the vectors were: array, or vector image of itk or SimpleITK.
    objectives : numpy.ndarray
        1/2 ||y - D z||^2 + lambda ||z||_1 of each vector, before debiasing.
    relative_gaps : numpy.ndarray
        Duality gaps, which bound the distance to the optimum, relative to ||y||^2 / 2.
    lambdas : numpy.ndarray
    support_sizes : numpy.ndarray
        Coefficients that differ from zero.
    iterations : numpy.ndarray
    converged : numpy.ndarray
        Whether gaps came within the tolerance.
    """

    codes: Any
    objectives: np.ndarray
    relative_gaps: np.ndarray
    lambdas: np.ndarray
    support_sizes: np.ndarray
    iterations: np.ndarray
    converged: np.ndarray

    def __repr__(self) -> str:
        return (
            f"<SparseCodes of {self.objectives.size} vectors, {self.support_sizes.mean():.3g} coefficients each, "
            f"largest relative gap {self.relative_gaps.max():.2g}>"
        )


def sparse_code(
    vectors: Any,
    dictionary: Dictionary,
    *,
    lambda_: float | None = None,
    lambda_ratio: float = 0.1,
    non_negative: bool = False,
    solver: str = "automatic",
    iterations: int = 200,
    gap_tolerance: float = 1e-4,
    debias: bool = False,
    axis: int = -1,
    threads: int | None = None,
    progress: bool = False,
) -> SparseCodes:
    """Sparse codes z = argmin_z 1/2 ||y - D z||^2 + lambda ||z||_1 of many vectors y.

    Parameters
    ----------
    vectors
        Array with the entries of vectors along `axis`, such as (n, p); or a vector image of itk or SimpleITK, each
        pixel of which is a vector. Patches are vectors in the order [channel, z, y, x].
    dictionary : Dictionary
        Of `length` p.
    lambda_ : float, optional
        Weight of sparsity in the unit of the vectors, for atoms of unit norm; lambda_ratio by default.
    lambda_ratio : float
        The weight relative to lambda_max = max_k |<d_k, y>| of each vector, from which on z = 0.
    non_negative : bool
        Only coefficients z >= 0.
    solver : {"automatic", "ista", "fista", "istc", "coordinate-descent"}
        istc, iterative soft thresholding continuation, does exactly `iterations` steps.
    iterations : int
        After which solvers give up.
    gap_tolerance : float
        Relative duality gap at which they stop.
    debias : bool
        Fit the coefficients found once more by least squares, without penalty.
    axis : int
        Axis of arrays along which the entries of a vector lie: -1, or -dimension - 1 for images [..., channel, y, x].
    threads : int, optional
        All processors by default. Results are the same bits for any number.
    progress : bool
        Show a bar over vectors.

    Returns
    -------
    SparseCodes
        Whose codes have K entries along `axis`.

    Raises
    ------
    TypeError, ValueError
        For vectors of another length or type or not finite, and options out of range.

    Notes
    -----
    A. Beck, M. Teboulle, "A fast iterative shrinkage-thresholding algorithm for linear inverse problems", 2009;
    J. Zarka, L. Thiry, T. Angles, S. Mallat, 2020, istc. The convolutional code of an image is what
    `sparse_deconvolve` finds without blur and decimation.
    """
    check_dictionary(dictionary)
    options = sparse_options(lambda_, lambda_ratio, non_negative, iterations, gap_tolerance, solver)
    array, template = _images.unpack(vectors)
    is_image = isinstance(template, _images.ImageTemplate)
    if is_image and not template.components:
        raise ValueError("vectors is an image of one number a pixel; each pixel must be a vector.")
    if array.size == 0 or array.ndim == 0:
        raise ValueError(f"vectors is empty: its shape is {array.shape}.")
    last = np.moveaxis(_arrays.as_real(array, "vectors"), -1 if is_image else axis, -1)
    if last.shape[-1] != dictionary.length:
        raise ValueError(f"The vectors have {last.shape[-1]} entries, the atoms {dictionary.length}.")
    flat = np.ascontiguousarray(last).reshape(-1, dictionary.length)
    with Progress(progress, len(flat), "Encoding") as bar:
        codes, figures, counts = _kernels.sparse_encode(
            flat, dictionary._kernel, options, bool(debias), _arrays.number_of_threads(threads), bar.callable
        )
    codes = codes.reshape(last.shape[:-1] + (dictionary.number_of_atoms,))
    figures, counts = (table.reshape(last.shape[:-1] + (3,)) for table in (figures, counts))
    return SparseCodes(
        template.pack(codes, is_vector=True) if is_image else np.moveaxis(codes, -1, axis),
        figures[..., 0],
        figures[..., 1],
        figures[..., 2],
        counts[..., 0],
        counts[..., 1],
        counts[..., 2].astype(bool),
    )


def sparse_decode(codes: Any, dictionary: Dictionary, *, axis: int = -1, threads: int | None = None) -> Any:
    """The vectors D z of codes z: the inverse of `sparse_code` up to what its codes leave over.

    Parameters
    ----------
    codes
        Array with K entries along `axis`, or a vector image.
    dictionary : Dictionary
    axis : int
    threads : int, optional

    Returns
    -------
    vectors
        Of the kind of the codes, with p entries along `axis`.
    """
    check_dictionary(dictionary)
    array, template = _images.unpack(codes)
    is_image = isinstance(template, _images.ImageTemplate)
    if array.size == 0 or array.ndim == 0:
        raise ValueError(f"codes is empty: its shape is {array.shape}.")
    last = np.moveaxis(_arrays.as_real(array, "codes"), -1 if is_image else axis, -1)
    if last.shape[-1] != dictionary.number_of_atoms:
        raise ValueError(f"The codes have {last.shape[-1]} entries, but there are {dictionary.number_of_atoms} atoms.")
    flat = np.ascontiguousarray(last).reshape(-1, dictionary.number_of_atoms)
    vectors = _kernels.sparse_decode(flat, dictionary._kernel, _arrays.number_of_threads(threads))
    vectors = vectors.reshape(last.shape[:-1] + (dictionary.length,))
    return template.pack(vectors, is_vector=True) if is_image else np.moveaxis(vectors, -1, axis)


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
