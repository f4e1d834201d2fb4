# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Images recovered from fewer moments than they have pixels."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import Any, Sequence

import numpy as np

from . import _arrays, _kernels
from ._images import read_image
from ._options import BankOptions
from ._progress import Callback, Progress
from .phase_harmonic_moments import Moments, moment_set_options
from .synthesis import read_target


@dataclass(frozen=True, eq=False)
class Reconstruction:
    """An image recovered from moments, which determine it up to a translation.

    Attributes
    ----------
    image
        As it was found.
    aligned
        Moved circularly to where it is nearest to the original; the image itself where there is no original.
    shift : tuple of int, or None
        By which `aligned` is moved, in pixels along the axes of arrays.
    squared_error, psnr : float, or None
        Mean square of the difference of aligned and original, and 10 log10(range^2 / that) in dB.
    loss : float
        Sum of the squared differences of all moments, over that of the target's moments.
    losses : list of float
        The same for every start, where it was given up.
    iterations, evaluations : list of int
        Of every start.
    best_start : int
    number_of_moments, number_of_nominal_moments : int
        Real numbers that were matched, after symmetries and as the papers count them.
    """

    image: Any
    aligned: Any
    shift: tuple[int, ...] | None
    squared_error: float | None
    psnr: float | None
    loss: float
    losses: list[float]
    iterations: list[int]
    evaluations: list[int]
    best_start: int
    number_of_moments: int
    number_of_nominal_moments: int

    def __repr__(self) -> str:
        psnr = "" if self.psnr is None else f", {self.psnr:.1f} dB"
        return f"<Reconstruction from {self.number_of_moments} moments: relative loss {self.loss:.2g}{psnr}>"


def compressive_reconstruction(
    image: Any = None,
    *,
    target: Moments | None = None,
    shape: Sequence[int] | None = None,
    dtype: Any = None,
    model: str = "Compressive",
    scales: int | None = None,
    orientations: int | None = None,
    family: str = "bump",
    voices: int = 1,
    full_grid: bool = False,
    oversampling: int = 2,
    use_spacing: bool = False,
    scale_range: int = 2,
    shift_range: int = 2,
    angular_range: int | None = None,
    maximum_harmonic: int = 0,
    phases: int = 4,
    rich: bool = False,
    starts: int = 4,
    octave_iterations: int = 20,
    plain_iterations: int = 100,
    iterations: int = 300,
    final_rounds: int = 3,
    history_size: int = 30,
    seed: _arrays.Seed = 0,
    range: float = 0.0,
    checkpoint: str | os.PathLike[str] | None = None,
    memory_limit: int = 0,
    threads: int | None = None,
    progress: bool = False,
    callback: Callback | None = None,
) -> Reconstruction:
    """Recovers an image from its phase-harmonic moments, fewer than it has pixels.

    Minimizes E(y) = sum_p |C_p(y) - C_p|^2 over all images y, from several starts of weak white noise, scale by scale
    from coarse to fine, then with all moments, then in rounds that weigh their differences by the inverse of
    J J^T + s, J the Jacobian. After each round the better half of the starts goes on. Images of few edges are the only
    ones with their moments, up to a translation. The image serves for nothing once its moments are taken, but to tell
    how near the result is.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image; or Moments, as if given as target.
    target : Moments, optional
        Moments to recover from, with their bank and model; image is then only compared with.
    shape, dtype
        Of the result, where there are only moments: by default their shape, and float32.
    model, scale_range, shift_range, angular_range, maximum_harmonic, phases
        Which moments, as of `moments`; not D. In 1-D, "Compressive" takes each pair of scales up to scale_range octaves
        apart.
    scales : int, optional
        By default the largest number that the image has.
    orientations, family, voices, full_grid, oversampling, use_spacing
        The wavelets, as of `wavelet_bank`.
    rich : bool
        More harmonics of each pair of scales, in 1-D.
    starts : int
        Number of starts.
    octave_iterations, plain_iterations : int
        Iterations of each octave from coarse to fine, and with all moments before the first round.
    iterations : int
        Iterations of a round.
    final_rounds : int
        Rounds of the best start alone.
    history_size : int
        Steps that L-BFGS remembers.
    seed : int or numpy.random.Generator
    range : float
        Range of values that psnr refers to; 0 takes that of the image.
    checkpoint : path, optional
        File to save the state to after each round of each start. The same call goes on from it, with the same bits as
        if it had not been interrupted.
    memory_limit : int
        Bytes for the maps; 0 for none.
    threads, progress
        As of `synthesize`.
    callback : callable, optional
        Called with the number of iterations of all starts and the loss, infinite among the octaves. What it raises
        ends the reconstruction, as Ctrl-C does.

    Returns
    -------
    Reconstruction

    Raises
    ------
    TypeError, ValueError
        For pixels of another type, images that are not finite or constant, and options that do not fit.
    OSError
        If the checkpoint is of another run, or cannot be read or written.

    Notes
    -----
    Takes twice the memory of `moments`, 2 history_size + starts + 6 float64 per pixel, and 16 bytes for each moment
    and each of two to four hundred probes. S. Mallat, S. Zhang, G. Rochette, "Phase harmonic correlations and
    convolutional neural networks", 2020, section 4.
    """
    images, target = read_target(image, target, shape, dtype)
    original = images.array[0] if len(images.array) > 0 else None
    if not 0.0 <= range < np.inf:
        raise ValueError(f"range must be positive, or 0 for that of the image, not {range}.")
    if target is None:
        _arrays.check_not_constant(images.array, "image")
    bank = BankOptions.resolve(
        images.shape,
        scales=scales,
        orientations=orientations,
        family=family,
        voices=voices,
        full_grid=full_grid,
        oversampling=oversampling,
        use_spacing=use_spacing and target is None,
        spacing=images.spacing,
    )
    if scales is None:
        bank = replace(bank, scales=_kernels.largest_number_of_scales(images.shape, bank.kernel(images.shape)))
    options = _kernels.ReconstructionOptions(
        starts=_arrays.positive(starts, "starts"),
        octave_iterations=_arrays.at_least(octave_iterations, 0, "octave_iterations"),
        plain_iterations=_arrays.at_least(plain_iterations, 0, "plain_iterations"),
        iterations=_arrays.positive(iterations, "iterations"),
        final_rounds=_arrays.positive(final_rounds, "final_rounds"),
        history=_arrays.positive(history_size, "history_size"),
        seed=_arrays.seed_number(seed),
    )
    chosen = moment_set_options(
        model=model,
        scale_range=scale_range,
        shift_range=shift_range,
        angular_range=angular_range,
        maximum_harmonic=maximum_harmonic,
        phases=phases,
        voices=voices,
    )
    with Progress(progress, 0, "Reconstructing", callback) as bar:
        array, runs, best, unique, nominal = _kernels.reconstruct(
            images.array if target is None else images.array[:0],
            None if target is None else target._kernel,
            bank.kernel(images.shape),
            chosen,
            bool(rich),
            options,
            _arrays.memory_limit(memory_limit),
            "" if checkpoint is None else os.fspath(checkpoint),
            _arrays.number_of_threads(threads),
            bar.callable_with_total,
        )
    aligned, shift, squared_error, psnr = array, None, None, None
    if original is not None:
        shift, squared_error, psnr = _kernels.compare_up_to_translation(original, array, float(range))
        aligned = np.roll(array, shift, tuple(np.arange(array.ndim)))
    losses, counts, evaluations = (list(column) for column in zip(*runs))
    return Reconstruction(
        images.pack(array[np.newaxis]),
        images.pack(aligned[np.newaxis]),
        shift,
        squared_error,
        psnr,
        losses[best],
        losses,
        counts,
        evaluations,
        best,
        unique,
        nominal,
    )


def compare_up_to_translation(
    reference: Any, image: Any, *, range: float = 0.0
) -> tuple[tuple[int, ...], float, float]:
    """How near an image is to another, after the best of all circular shifts.

    Parameters
    ----------
    reference, image
        Images of one shape.
    range : float
        Range of values that the ratio refers to; 0 takes that of the reference.

    Returns
    -------
    shift : tuple of int
        Pixels along the axes of arrays by which numpy.roll moves image nearest to reference.
    squared_error : float
        Mean square of the difference after that.
    psnr : float
        10 log10(range^2 / squared_error), in dB.

    Raises
    ------
    TypeError, ValueError
        For images of different shapes, pixels of another type or not finite, and a range that is not positive.
    """
    first, second = read_image(reference, "reference"), read_image(image)
    dtype = np.result_type(first.array, second.array)
    return _kernels.compare_up_to_translation(
        first.array[0].astype(dtype, copy=False), second.array[0].astype(dtype, copy=False), float(range)
    )
