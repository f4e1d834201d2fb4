# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Dictionaries learned on images: of patches, and convolutional ones."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, Callable, Sequence

import numpy as np

from . import _arrays, _kernels
from ._channels import ChannelImages, read_channels
from ._numbers import not_negative_number, positive_number
from ._progress import Callback, Progress
from .dictionary import Dictionary
from .sparse import check_dictionary


@dataclass(eq=False)
class LearnedDictionary:
    """A dictionary, and how it was learned.

    Attributes
    ----------
    dictionary : Dictionary
    steps : numpy.ndarray
        Steps after which the objective was computed; the first is where learning began.
    objectives : numpy.ndarray
        Mean of min_z 1/2 ||y - D z||^2 + lambda ||z||_1 over data that are not learned from.
    replaced_atoms : int
        Atoms that were not used any more and have been replaced by data.
    """

    dictionary: Dictionary
    steps: np.ndarray
    objectives: np.ndarray
    replaced_atoms: int

    def __repr__(self) -> str:
        return (
            f"<LearnedDictionary: {self.dictionary!r} after {self.steps[-1]} steps, held-out objective "
            f"{self.objectives[-1]:.5g}>"
        )


def learn_patch_dictionary(
    images: Any,
    *,
    atoms: int | None = None,
    support: int | Sequence[int] | None = None,
    lambda_: float | None = None,
    lambda_ratio: float = 0.1,
    non_negative: bool = False,
    iterations: int = 200,
    patches: int = 20000,
    batch: int = 256,
    keep_means: bool = False,
    seed: _arrays.Seed = 0,
    initial: Dictionary | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
    report_interval: int = 10,
    channels: bool = False,
    dimension: int | None = None,
    threads: int | None = None,
    progress: bool = False,
    callback: Callback | None = None,
) -> LearnedDictionary:
    """A dictionary in which patches of images are sparse: min_D mean_y min_z 1/2 ||y - D z||^2 + lambda ||z||_1 with
    ||d_k|| <= 1, by online learning.

    Parameters
    ----------
    images
        An image, or a list of images of one dimension and number of channels, of any sizes: arrays [z, y, x], [y, x] or
        [x], itk.Image or SimpleITK.Image, whose components are channels.
    atoms : int, optional
        Number of atoms K: 64, or as many as `initial` has.
    support : int or sequence of int, optional
        Pixels of an atom along the axes of arrays: 8, or those of `initial`.
    lambda_ : float, optional
        Weight of sparsity in the unit of the images, for atoms of unit norm; lambda_ratio by default.
    lambda_ratio : float
        The weight relative to the one that makes the code of a patch zero.
    non_negative : bool
        Only coefficients z >= 0.
    iterations : int
        Steps of learning, `batch` patches each.
    patches : int
        Patches at random places to learn from, of all images together; every tenth is held out.
    batch : int
    keep_means : bool
        Learn the means of patches too, rather than only what differs from them.
    seed : int or numpy.random.Generator
    initial : Dictionary, optional
        Where to start, instead of patches.
    checkpoint : path, optional
        File of the state, saved at each report. If it exists learning goes on from it, to the same bits as without
        interruption; the C++ filters and programs know the same file.
    report_interval : int
        Steps from one computation of the held-out objective to the next.
    channels : bool
        Whether arrays have an axis of channels before those of space.
    dimension : int, optional
        Number of axes of space of arrays that hold several images each.
    threads : int, optional
        All processors by default. Results are the same bits for any number.
    progress : bool
        Show a bar over steps, with the held-out objective.
    callback : callable(step, held_out_objective), optional
        Called at each report; what it raises stops learning.

    Returns
    -------
    LearnedDictionary

    Raises
    ------
    TypeError, ValueError
        For images that differ in channels, are smaller than an atom or not finite, fewer patches that are not constant
        than atoms, options out of range, and a checkpoint of another run.
    OSError
        For a checkpoint that cannot be read or written.

    Notes
    -----
    Takes the memory of the patches, and K^2 + K p numbers. J. Mairal, F. Bach, J. Ponce, G. Sapiro, "Online learning
    for matrix factorization and sparse coding", 2010.
    """
    arrays = _read_all(images, channels, dimension)
    return _learn(
        _kernels.learn_patch_dictionary,
        arrays,
        _shape_of_atoms(atoms, support, initial, arrays),
        initial,
        {
            "patches": _arrays.at_least(patches, 10, "patches"),
            "batch": _arrays.positive(batch, "batch"),
            "keep_means": bool(keep_means),
        },
        _common(lambda_, lambda_ratio, non_negative, iterations, report_interval, seed, checkpoint, threads),
        progress,
        callback,
    )


def learn_convolutional_dictionary(
    images: Any,
    *,
    atoms: int | None = None,
    support: int | Sequence[int] | None = None,
    lambda_: float | None = None,
    lambda_ratio: float = 0.1,
    non_negative: bool = False,
    iterations: int = 50,
    crop_size: int | Sequence[int] = 0,
    background: float = 10.0,
    seed: _arrays.Seed = 0,
    initial: Dictionary | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
    report_interval: int = 10,
    channels: bool = False,
    dimension: int | None = None,
    threads: int | None = None,
    progress: bool = False,
    callback: Callback | None = None,
) -> LearnedDictionary:
    """A dictionary whose atoms, shifted to all pixels, together write images: min_D mean_x min_z 1/2 ||x - sum_k d_k *
    z_k||^2 + lambda sum_k ||z_k||_1 with ||d_k|| = 1.

    Parameters
    ----------
    images, atoms, support, lambda_, lambda_ratio, non_negative, seed, initial, checkpoint, report_interval, channels
        As of `learn_patch_dictionary`; the last quarter of each image along the first axis of arrays is held out.
    iterations : int
        Steps of learning, one image or crop each.
    crop_size : int or sequence of int
        Pixels of a step along the axes of arrays; 0 for all.
    background : float
        Smoothness of the part that is taken off before; 0 for none, then atoms may have means.
    dimension, threads, progress, callback
        As of `learn_patch_dictionary`.

    Returns
    -------
    LearnedDictionary

    Raises
    ------
    TypeError, ValueError, OSError
        As of `learn_patch_dictionary`, and for images whose quarter is smaller than an atom.

    Notes
    -----
    Takes K maps of the size of a step, and K^2 (2 s - 1)^D numbers for atoms of s pixels along D axes.
    """
    arrays = _read_all(images, channels, dimension)
    crop = [_arrays.at_least(size, 0, "crop_size") for size in np.atleast_1d(crop_size).tolist()]
    count, shape = _shape_of_atoms(atoms, support, initial, arrays)
    return _learn(
        _kernels.learn_convolutional_dictionary,
        arrays,
        (count, shape),
        initial,
        {
            "crop_size": _for_axes(crop, len(shape), "crop_size"),
            "background": not_negative_number(background, "background"),
        },
        _common(lambda_, lambda_ratio, non_negative, iterations, report_interval, seed, checkpoint, threads),
        progress,
        callback,
    )


def _read_all(images: Any, channels: bool, dimension: int | None) -> list[np.ndarray]:
    """All images as arrays (*shape, C) of one type."""
    several = list(images) if isinstance(images, (list, tuple)) else [images]
    if not several:
        raise ValueError("There is no image to learn from.")
    read: list[ChannelImages] = []
    for i, image in enumerate(several):
        name = f"images[{i}]" if len(several) > 1 else "images"
        read.append(read_channels(image, channels, dimension, name))
        if (len(read[i].shape), read[i].channels) != (len(read[0].shape), read[0].channels):
            raise ValueError(
                f"{name} has {len(read[i].shape)} axes of space and {read[i].channels} channels, but the first image "
                f"has {len(read[0].shape)} and {read[0].channels}."
            )
    dtype = np.result_type(*[one.array.dtype for one in read])
    return [np.ascontiguousarray(one.interleaved(i), dtype) for one in read for i in range(len(one.array))]


def _for_axes(values: list[int], dimension: int, name: str) -> list[int]:
    if len(values) not in (1, dimension):
        raise ValueError(f"{name} has {len(values)} entries, the images have {dimension} axes.")
    return values * dimension if len(values) == 1 else values


def _shape_of_atoms(
    atoms: int | None, support: Any, initial: Dictionary | None, arrays: list[np.ndarray]
) -> tuple[int, list[int]]:
    if initial is not None:
        check_dictionary(initial, "initial")
        atoms = initial.number_of_atoms if atoms is None else atoms
        support = initial.support if support is None else support
    sizes = np.atleast_1d(8 if support is None else support).tolist()
    shape = _for_axes([_arrays.positive(size, "support") for size in sizes], arrays[0].ndim - 1, "support")
    return _arrays.positive(64 if atoms is None else atoms, "atoms"), shape


def _common(
    lambda_: float | None,
    lambda_ratio: float,
    non_negative: bool,
    iterations: int,
    report_interval: int,
    seed: _arrays.Seed,
    checkpoint: str | os.PathLike[str] | None,
    threads: int | None,
) -> dict[str, Any]:
    return {
        "lambda_": 0.0 if lambda_ is None else positive_number(lambda_, "lambda_"),
        "lambda_ratio": positive_number(lambda_ratio, "lambda_ratio"),
        "non_negative": bool(non_negative),
        "iterations": _arrays.positive(iterations, "iterations"),
        "report_interval": _arrays.positive(report_interval, "report_interval"),
        "seed": _arrays.seed_number(seed),
        "checkpoint": "" if checkpoint is None else os.fspath(checkpoint),
        "threads": _arrays.number_of_threads(threads),
    }


def _learn(
    kernel: Callable[..., Any],
    arrays: list[np.ndarray],
    atoms: tuple[int, list[int]],
    initial: Dictionary | None,
    choices: dict[str, Any],
    common: dict[str, Any],
    progress: bool,
    callback: Callback | None,
) -> LearnedDictionary:
    if callback is not None and not callable(callback):
        raise TypeError(f"callback must be callable, not {callback!r}.")
    with Progress(progress, common["iterations"], "Learning") as bar:
        report = bar.callable

        def learned(step: int, objective: float, has_objective: bool) -> None:
            if report is not None:
                report(step, objective)
            if callback is not None and has_objective:
                callback(step, objective)

        dictionary, steps, objectives, replaced = kernel(
            arrays,
            atoms[1],
            None if initial is None else initial._kernel,
            atoms=atoms[0],
            **common,
            **choices,
            learned=None if report is None and callback is None else learned,
        )
    return LearnedDictionary(Dictionary._of_kernel(dictionary), steps, objectives, replaced)
