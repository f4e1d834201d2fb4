# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Sparse deconvolution: fine, sharp images from blurred, noisy or decimated ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Sequence

import numpy as np

from . import _arrays, _images, _kernels
from ._channels import ChannelImages, read_channels
from ._images import read_image
from ._numbers import not_negative_number, positive_number
from ._placing import move_origin
from ._progress import Callback, Progress
from .dictionary import Dictionary
from .sparse import check_dictionary, sparse_options


@dataclass(eq=False)
class DeconvolvedImage:
    """What `sparse_deconvolve` found.

    Attributes
    ----------
    image
        The fine image, of the kind that came in.
    code
        Coefficients: array (maps, [z,] [y,] x), or a vector image. They lie on the working grid of the solver, which is
        larger than the image unless the boundary is periodic; a coefficient is at the pixel size // 2 of its atom. The
        maps of a channel that is coded by itself follow those of the one before.
    residual
        The image that came in less the blurred and decimated fine one.
    offset : tuple of int
        First pixel of the fine image in the code, along the axes of arrays.
    objective, dual_objective : float
        1/2 ||y - S_N(h * x)||^2 + lambda ||z||_1 on the working grid, y the image without background, and its certified
        lower bound.
    relative_gap : float
        Their difference, relative to ||y||^2 / 2.
    relative_gaps : numpy.ndarray
        The same after each iteration.
    iterations, support_size : int
    lambda_used, lambda_max : float
        The weight of sparsity, and the smallest one whose code is zero.
    lipschitz_constant : float
        Largest eigenvalue of the operator, squared.
    converged : bool
        Whether the gap came within the tolerance.
    """

    image: Any
    code: Any
    residual: Any
    offset: tuple[int, ...]
    relative_gaps: np.ndarray = field(repr=False)
    objective: float
    dual_objective: float
    relative_gap: float
    iterations: int
    support_size: int
    lambda_used: float
    lambda_max: float
    lipschitz_constant: float
    converged: bool

    def __repr__(self) -> str:
        return (
            f"<DeconvolvedImage: {self.support_size} coefficients, relative gap {self.relative_gap:.2g} after "
            f"{self.iterations} iterations>"
        )


def sparse_deconvolve(
    image: Any,
    dictionary: Dictionary | None = None,
    *,
    kernel: Any = None,
    normalize_kernel: bool = True,
    blur_sigma: float | Sequence[float] = 0.0,
    use_spacing: bool = False,
    decimation: int | Sequence[int] = 1,
    boundary: str = "unknown",
    weights: Any = None,
    noise: float | None = None,
    noise_factor: float = 1.5,
    lambda_: float | None = None,
    lambda_ratio: float = 0.1,
    non_negative: bool = False,
    background: float = 0.0,
    iterations: int = 200,
    gap_tolerance: float = 1e-4,
    debias: bool = False,
    consistent: bool = False,
    consistency_regularization: float = 1e-6,
    initial: Any = None,
    channels: bool = False,
    threads: int | None = None,
    progress: bool = False,
    callback: Callback | None = None,
) -> DeconvolvedImage:
    """The fine image x of an image y = S_N(h * x) + noise, blurred by h and kept at every N-th pixel.

    z = argmin_z 1/2 ||W^(1/2) (y - S_N(h * (b + sum_k d_k * z_k)))||^2 + lambda sum_k ||z_k||_1, x = b + sum_k d_k *
    z_k, with the smooth background b = argmin_b 1/2 ||y - S_N(h * b)||^2 + mu/2 ||grad b||^2. Without blur and
    decimation this is a convolutional sparse code, which denoises.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image. The components of vector images are channels.
    dictionary : Dictionary, optional
        Atoms, by default cubic framelets at two scales, which want a background of about 1. With `Dictionary.bumps`,
        non_negative and a noise_factor of 0.5. Atoms of one channel code each channel of an image by itself.
    kernel : optional
        Blur kernel h as an array or image, in pixels of the fine grid, centered on the pixel size // 2.
    normalize_kernel : bool
        Divide the kernel by its sum, so that it keeps the mean.
    blur_sigma : float or sequence of float
        Deviation of a Gaussian blur along the axes of arrays, in fine pixels, or in physical units with use_spacing.
    use_spacing : bool
    decimation : int or sequence of int
        N along the axes of arrays.
    boundary : {"unknown", "mirror", "periodic", "zero"}
        What lies beyond the border.
    weights : optional
        W as an array or image: a number >= 0 for each pixel, 0 for missing ones, which may be anything finite.
    noise : float, optional
        Standard deviation of the noise, which sets lambda to noise_factor times the deviation that it has in a
        coefficient.
    noise_factor : float
    lambda_ : float, optional
        The weight of sparsity itself.
    lambda_ratio : float
        Without noise and lambda_, the weight relative to the smallest one whose code is zero.
    non_negative : bool
        Only coefficients z >= 0.
    background : float
        mu; 0 for no background.
    iterations : int
    gap_tolerance : float
        Relative duality gap at which to stop.
    debias : bool
        Fit the coefficients found once more, without penalty.
    consistent : bool
        Move x to the nearest image with S_N(h * x) = y, noise and all.
    consistency_regularization : float
        Relative gain below which frequencies are left alone there.
    initial : optional
        A DeconvolvedImage, or its code, to start from.
    channels : bool
        Whether the first axis of an array counts channels.
    threads : int, optional
        All processors by default. Results are the same bits for any number.
    progress : bool
        Show a bar over iterations, with the relative gap.
    callback : callable(iteration, relative_gap), optional
        Called after each iteration; what it raises stops the solver.

    Returns
    -------
    DeconvolvedImage

    Raises
    ------
    TypeError, ValueError
        For values that are not finite, kernels larger than the image or of sum zero, atoms of other dimension or
        channels, and options out of range.

    Notes
    -----
    Takes about three times the memory of the code, K numbers for each fine pixel. A. Beck, M. Teboulle, 2009;
    B. O'Donoghue, E. Candes, "Adaptive restart for accelerated gradient schemes", 2015; B. Wohlberg, "Efficient
    algorithms for convolutional sparse representations", 2016.
    """
    images = read_channels(image, channels, None)
    if len(images.array) > 1:
        raise ValueError("One image at a time is deconvolved.")
    dtype, dimension = images.array.dtype, len(images.shape)
    factors = [_arrays.positive(n, "decimation") for n in _along_axes(decimation, dimension, "decimation")]
    observation = _kernels.ObservationOptions.make(
        None if kernel is None else _array_like(kernel, dimension, dtype, "kernel").astype(np.float64),
        bool(normalize_kernel),
        _sigmas(blur_sigma, factors, images, use_spacing),
        factors,
        boundary,
    )
    options = sparse_options(lambda_, lambda_ratio, non_negative, iterations, gap_tolerance)
    gain = 0.0
    if noise is not None and lambda_ is None:
        gain = positive_number(noise_factor, "noise_factor") * positive_number(noise, "noise")
    gaps: list[float] = []
    with Progress(progress, iterations, "Deconvolving", callback) as bar:
        report = bar.callable

        def iterated(iteration: int, gap: float) -> None:
            gaps.append(gap)
            if report is not None:
                report(iteration, gap)

        fine, code, residual, offset, figures = _kernels.sparse_deconvolve(
            np.ascontiguousarray(images.array[0]),
            None if weights is None else _array_like(weights, dimension, dtype, "weights"),
            None if initial is None else _code_of(initial, dtype),
            None if dictionary is None else check_dictionary(dictionary)._kernel,
            observation,
            options,
            gain,
            not_negative_number(background, "background"),
            bool(debias),
            bool(consistent),
            not_negative_number(consistency_regularization, "consistency_regularization"),
            _arrays.number_of_threads(threads),
            iterated,
        )
    step = [1.0 / factor for factor in reversed(factors)]
    return DeconvolvedImage(
        images.pack(fine[np.newaxis], step),
        _pack_code(code, images, step, offset),
        images.pack(residual[np.newaxis]),
        tuple(offset),
        np.array(gaps),
        **figures,
    )


def _along_axes(value: Any, dimension: int, name: str) -> list[Any]:
    """One value for all axes, or one for each."""
    values = np.atleast_1d(value).tolist()
    if len(values) not in (1, dimension):
        raise ValueError(f"{name} has {len(values)} entries, the image has {dimension} axes.")
    return values * dimension if len(values) == 1 else values


def _sigmas(blur_sigma: Any, factors: list[int], images: ChannelImages, use_spacing: bool) -> list[float]:
    sigmas = [float(sigma) for sigma in _along_axes(blur_sigma, len(factors), "blur_sigma")]
    if not use_spacing:
        return sigmas
    if images.images.spacing is None:
        raise ValueError("use_spacing needs an image of itk or SimpleITK: an array has no spacing.")
    units = [spacing / float(factor) for spacing, factor in zip(reversed(images.images.spacing), factors)]
    return [sigma / unit for sigma, unit in zip(sigmas, units)]


def _array_like(image: Any, dimension: int, dtype: np.dtype, name: str) -> np.ndarray:
    """Pixels of a scalar image of this dimension, in the precision of the image they go with."""
    images = read_image(image, name)
    if images.dimension != dimension:
        raise ValueError(f"{name} has {images.dimension} axes, the image has {dimension}.")
    return np.ascontiguousarray(images.array[0], dtype)


def _code_of(initial: Any, dtype: np.dtype) -> np.ndarray:
    array, template = _images.unpack(initial.code if isinstance(initial, DeconvolvedImage) else initial)
    if isinstance(template, _images.ImageTemplate):
        array = np.moveaxis(array, -1, 0) if template.components else array[np.newaxis]
    return _arrays.as_real(array, "initial").astype(dtype, copy=False)


def _pack_code(code: np.ndarray, images: ChannelImages, step: list[float], offset: Sequence[int]) -> Any:
    template = images.images.template
    if isinstance(template, _images.ArrayTemplate):
        return code
    packed = template.pack(np.ascontiguousarray(np.moveaxis(code, 0, -1)), step, is_vector=True)
    return move_origin(packed, template, [-first * part for first, part in zip(reversed(offset), step)])
