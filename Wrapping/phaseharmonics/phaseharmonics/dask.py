# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Many images on many machines, with Dask: on its local scheduler, a local cluster, or one that a Client is connected
to.

Every function is lazy: nothing runs before ``compute()``. Each image is one task on one thread, since Dask runs as many
tasks as workers have threads; results are the same bits as those of the functions of the package, wherever they run and
however often a worker is lost.

Install with ``pip install phaseharmonics[dask]``."""

from __future__ import annotations

from typing import Any, Callable

import numpy as np

try:
    import dask.array
    import dask.bag
    from dask import delayed
except ImportError as error:
    raise ImportError("phaseharmonics.dask needs Dask: pip install 'phaseharmonics[dask]'.") from error

from . import _arrays
from . import moments as _moments
from . import synthesize as _synthesize
from .scattering_transform import Scattering


def map_images(function: Callable[..., Any], images: Any, *, dimension: int | None = None, **options: Any) -> Any:
    """Applies a function of the package to each of many images.

    Parameters
    ----------
    function : callable
        Such as ``phaseharmonics.moments`` or one's own; called as function(image, **options).
    images : dask.bag.Bag or dask.array.Array
        A bag of arrays or of images of itk or SimpleITK; or an array (..., [z,] [y,] x), of which the last `dimension`
        axes are of space.
    dimension : int
        Of arrays.
    **options
        Of the function; threads is 1 unless given.

    Returns
    -------
    dask.bag.Bag
        Results in the order of the images, the last axis of a batch fastest.
    """
    options.setdefault("threads", 1)
    if isinstance(images, dask.bag.Bag):
        return images.map(function, **options)
    images = _one_axis_of_images(images, dimension)
    blocks = images.to_delayed().ravel()
    return dask.bag.from_delayed([delayed(_map_block)(function, block, options) for block in blocks])


def moments(images: Any, *, dimension: int | None = None, **options: Any) -> Any:
    """Phase-harmonic moments of each image: a bag of Moments. See `phaseharmonics.moments` for the options, and
    `map_images` for the images."""
    return map_images(_moments, images, dimension=dimension, **options)


def scattering(images: Any, *, dimension: int | None = None, **options: Any) -> Any:
    """Scattering coefficients of each image; see `phaseharmonics.scattering` for the options.

    Parameters
    ----------
    images : dask.array.Array or dask.bag.Bag
        An array (..., [z,] [y,] x), of which the last `dimension` axes are of space, or a bag of images.

    Returns
    -------
    dask.array.Array (..., channels, [z,] [y,] x), or a bag of coefficients.
    """
    from . import scattering as scatter

    if isinstance(images, dask.bag.Bag):
        return map_images(scatter, images, **options)
    batch = _one_axis_of_images(images, dimension)
    leading = images.shape[: images.ndim - (batch.ndim - 1)]
    dtype = _arrays.real_dtype(images.dtype, "images")
    transform = Scattering(batch.shape[1:], dtype=dtype, threads=1, **options)
    coefficients = batch.map_blocks(
        _scatter_block,
        transform=transform,
        dtype=dtype,
        chunks=(batch.chunks[0],) + tuple((size,) for size in transform.output_shape),
        drop_axis=list(range(1, batch.ndim)),
        new_axis=list(range(1, 1 + len(transform.output_shape))),
    )
    return coefficients.reshape(leading + transform.output_shape)


def synthesize(image: Any, *, samples: int, seed: _arrays.Seed = 0, **options: Any) -> Any:
    """An ensemble of new images with the moments of one: each sample is a task.

    Parameters
    ----------
    image : array
        Array [z, y, x], [y, x] or [x]; as every other argument of `phaseharmonics.synthesize`.
    samples : int
        Number of new images.
    seed : int or numpy.random.Generator
        With the same seed, sample i is that of ``phaseharmonics.synthesize(image, samples=n, seed=seed)[i]``.

    Returns
    -------
    dask.array.Array (samples, [z,] [y,] x), one chunk for each sample.
    """
    image = np.asarray(image)
    samples = _arrays.positive(samples, "samples")
    options = {"threads": 1, **options, "seed": _arrays.seed_number(seed)}
    shared = delayed(image, pure=True)
    drawn = [
        dask.array.from_delayed(
            delayed(_synthesize)(shared, first_sample=sample, **options),
            shape=image.shape,
            dtype=_arrays.real_dtype(image.dtype, "image"),
        )
        for sample in range(samples)
    ]
    return dask.array.stack(drawn)


def _one_axis_of_images(images: Any, dimension: int | None) -> Any:
    """The array with one leading axis that counts images, none of which is cut by chunks."""
    if not isinstance(images, dask.array.Array):
        raise TypeError(f"images must be a dask array or a dask bag, not {type(images).__name__}.")
    if dimension is None:
        raise ValueError("Say how many of the last axes of the array are of space with dimension=1, 2 or 3.")
    dimension = _arrays.positive(dimension, "dimension")
    if dimension > 3 or images.ndim < dimension + 1:
        raise ValueError(
            f"dimension={dimension} does not fit an array of {images.ndim} axes: images have 1 to 3 axes, and at least "
            "one more axis counts them."
        )
    shape = images.shape[images.ndim - dimension :]
    whole = images.rechunk({axis: -1 for axis in range(images.ndim - dimension, images.ndim)})
    return whole.reshape((-1,) + shape)


def _map_block(function: Callable[..., Any], block: np.ndarray, options: dict[str, Any]) -> list[Any]:
    return [function(image, **options) for image in block]


def _scatter_block(block: np.ndarray, transform: Scattering) -> np.ndarray:
    return transform.forward(block, threads=1)
