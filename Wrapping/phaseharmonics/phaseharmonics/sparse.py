# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Sparse codes of vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _arrays, _images, _kernels
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
    array, template = _images.unpack(vectors, "vectors")
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
        SparseCodes, or an array with K entries along `axis`, or a vector image.
    dictionary : Dictionary
    axis : int
    threads : int, optional

    Returns
    -------
    vectors
        Of the kind of the codes, with p entries along `axis`.
    """
    check_dictionary(dictionary)
    array, template = _images.unpack(codes.codes if isinstance(codes, SparseCodes) else codes, "codes")
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
