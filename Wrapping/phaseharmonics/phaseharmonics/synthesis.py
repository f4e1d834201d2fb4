# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""New images of the process that an image comes from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, Sequence

import numpy as np

from . import _arrays, _kernels
from ._images import ArrayTemplate, Images, read_image, read_images
from ._options import BankOptions
from ._progress import Callback, Progress
from .phase_harmonic_moments import Moments, moment_set_options


@dataclass(frozen=True)
class SynthesisInfo:
    """How a sample was found.

    Attributes
    ----------
    initial_loss, loss : float
        Energy at the start and at the end.
    iterations, evaluations : int
        Iterations and evaluations of the energy of all moments.
    coarse_evaluations : int
        Evaluations of the energy of the coarse scales alone, which come first.
    number_of_moments, number_of_nominal_moments : int
        Real numbers that were matched, after symmetries and as the papers count them.
    """

    initial_loss: float
    loss: float
    iterations: int
    evaluations: int
    coarse_evaluations: int
    number_of_moments: int
    number_of_nominal_moments: int


def synthesize(
    image: Any = None,
    *,
    also: Sequence[Any] = (),
    target: Moments | None = None,
    shape: Sequence[int] | None = None,
    dtype: Any = None,
    model: str = "C",
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
    normalization: str = "target",
    initial: Any = "gaussian",
    iterations: int = 300,
    coarse_iterations: int = 50,
    restarts: int = 0,
    history_size: int = 20,
    preconditioning: bool = True,
    samples: int = 1,
    first_sample: int = 0,
    seed: _arrays.Seed = 0,
    checkpoint: str | os.PathLike[str] | None = None,
    checkpoint_interval: int = 0,
    memory_limit: int = 0,
    threads: int | None = None,
    progress: bool = False,
    callback: Callback | None = None,
    return_info: bool = False,
) -> Any:
    """New images that have the phase-harmonic moments of an image and are random otherwise.

    From noise, L-BFGS minimizes over all pixels E(y) = sum_p |C_p(y) - C_p|^2, where C_p are the covariances of the
    phase harmonics of the target and C_p(y) those of y about the target's means (see `moments`). The mean of y is that
    of the target; images are taken as periodic.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image; or Moments, as if given as target.
    also : sequence of images
        Further images of that shape, with whose moments those of image are averaged.
    target : Moments, optional
        Moments to match, with their bank and model; image then tells shape, place and type of the result only.
    shape, dtype
        Of the result, where there are only moments: by default their shape, and float32.
    model, scale_range, shift_range, angular_range, maximum_harmonic, phases
        Which moments, as of `moments`.
    scales, orientations, family, voices, full_grid, oversampling, use_spacing
        The wavelets, as of `wavelet_bank`.
    normalization : {"target", "none"}
        Whether covariances are divided by the deviations of the target's features.
    initial : {"gaussian", "noise"} or image
        What to start from: a Gaussian field with the energies of the bands, white noise, or an image.
    iterations : int
        Iterations of a run.
    coarse_iterations : int
        Iterations over the coarse scales alone, which come first.
    restarts : int
        Further runs from the last image with an empty history.
    history_size : int
        Steps that L-BFGS remembers.
    preconditioning : bool
        Minimize over frequencies scaled by the energies of the bands rather than over pixels.
    samples : int
        Number of images; each has its own random stream, and so does not depend on how many there are.
    first_sample : int
        Number of the first one: samples 3 and 4 are those that five samples end with.
    seed : int or numpy.random.Generator
    checkpoint : path, optional
        File to save the state to, after each run and every checkpoint_interval iterations. The same call goes on from
        it, with the same bits as if it had not been interrupted.
    memory_limit : int
        Bytes for the maps; 0 for none. With a limit last bits differ.
    threads : int, optional
        All processors by default. Results are the same bits for any number.
    progress : bool
        Show a bar.
    callback : callable, optional
        Called with the number of iterations, over all samples, and the energy after each. What it raises ends the
        synthesis, as Ctrl-C does.
    return_info : bool
        Return (result, SynthesisInfo) as well, or lists of both.

    Returns
    -------
    An image of the kind of the first one, or a list of them if samples > 1.

    Raises
    ------
    TypeError, ValueError
        For pixels of another type, images that are not finite, constant or of different shapes, and options that do
        not fit.
    OSError
        If the checkpoint is of another run, or cannot be read or written.

    Notes
    -----
    Takes twice the memory of `moments`, once more that of the coarse scales, and 43 float64 per pixel. J. Bruna,
    S. Mallat, "Multiscale sparse microcanonical models", 2019; S. Zhang, S. Mallat, "Maximum entropy models from phase
    harmonic covariances", 2021, section 4.
    """
    images, target = read_target(image, target, shape, dtype, initial)
    exemplars = images.array[:0] if target is not None else _read_exemplars(images, also)
    if target is not None and len(also) > 0:
        raise ValueError("also and target exclude each other: the target tells which moments to match.")
    if target is not None and (scales is not None or orientations is not None):
        raise ValueError("scales and orientations are those of the target.")
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
    start, start_image = read_initial(initial, images)
    iterations = _arrays.positive(iterations, "iterations")
    restarts = _arrays.at_least(restarts, 0, "restarts")
    samples = _arrays.positive(samples, "samples")
    options = _kernels.TextureSynthesisOptions(
        normalization=normalization,
        start=start,
        iterations=iterations,
        coarse_iterations=_arrays.at_least(coarse_iterations, 0, "coarse_iterations"),
        restarts=restarts,
        history=_arrays.positive(history_size, "history_size"),
        preconditioning=bool(preconditioning),
        seed=_arrays.seed_number(seed),
        checkpoint_interval=_arrays.at_least(checkpoint_interval, 0, "checkpoint_interval"),
        checkpoint="" if checkpoint is None else os.fspath(checkpoint),
        memory_limit=_arrays.memory_limit(memory_limit),
        first_sample=_arrays.at_least(first_sample, 0, "first_sample"),
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
    with Progress(progress, samples * iterations * (restarts + 1), "Synthesizing", callback) as bar:
        arrays, runs, unique, nominal = _kernels.synthesize(
            exemplars,
            None if target is None else target._kernel,
            bank.kernel(images.shape),
            chosen,
            start_image,
            options,
            samples,
            _arrays.number_of_threads(threads),
            bar.callable,
        )
    return samples_of(images, arrays, [SynthesisInfo(*run, unique, nominal) for run in runs], return_info)


def gaussian_sample(
    image: Any,
    *,
    model: str = "phases",
    seed: _arrays.Seed = 0,
    scales: int | None = None,
    orientations: int | None = None,
    family: str = "bump",
    voices: int = 1,
    use_spacing: bool = False,
    shift_range: int = 2,
    tolerance: float = 1e-3,
    maximum_iterations: int = 100,
    dimension: int | None = None,
    threads: int | None = None,
) -> Any:
    """A sample of a Gaussian model of an image: all that the power spectrum says, and nothing else.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image. Of several, each has its own random stream.
    model : {"phases", "macrocanonical"}
        "phases" keeps the modulus of every Fourier coefficient and draws its phase. "macrocanonical" draws from the
        Gaussian process of maximum entropy whose bands have the energies of the image's and the autocovariances at the
        lags 2^j n, |n| <= shift_range: its power spectrum is 1 / sum_p b_p f_p(w), with b from Newton's method.
    seed : int or numpy.random.Generator
    scales, orientations, family, voices, use_spacing
        The wavelets of "macrocanonical", as of `wavelet_bank`.
    shift_range : int
    tolerance : float
        Relative error of the moments at which "macrocanonical" is solved.
    maximum_iterations : int
        Of "macrocanonical".
    dimension : int, optional
        Number of axes of space of an array of several images.
    threads : int, optional
        All processors by default.

    Returns
    -------
    An image of the kind of the first one.

    Raises
    ------
    TypeError, ValueError
        For pixels of another type, images that are not finite or constant, and options that do not fit.

    Notes
    -----
    "macrocanonical" takes 48 n^2 bytes for n moments. S. Zhang, S. Mallat, 2021, section 2.3.
    """
    images = read_images(image, dimension)
    _arrays.check_not_constant(images.array, "image")
    seed = _arrays.seed_number(seed)
    if model == "phases":
        return images.pack(_kernels.sample_random_phases(images.array, seed))
    if model != "macrocanonical":
        raise ValueError(f"model must be 'phases' or 'macrocanonical', not {model!r}.")
    bank = BankOptions.resolve(
        images.shape,
        scales=scales,
        orientations=orientations,
        family=family,
        voices=voices,
        use_spacing=use_spacing,
        spacing=images.spacing,
    )
    arrays = _kernels.sample_macrocanonical(
        images.array,
        bank.kernel(images.shape),
        _arrays.at_least(shift_range, 0, "shift_range"),
        float(tolerance),
        _arrays.at_least(maximum_iterations, 0, "maximum_iterations"),
        seed,
        _arrays.number_of_threads(threads),
    )
    return images.pack(arrays)


def correlation(image: Any, *, dimension: int | None = None) -> np.ndarray:
    """Empirical correlation C(tau) = E[x(u) x(u - tau)] of a periodic image.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image.
    dimension : int, optional
        Number of axes of space of an array of several images.

    Returns
    -------
    numpy.ndarray
        Of the shape of the image; lag 0 is at shape // 2. In squares of the unit of the image.

    Raises
    ------
    TypeError, ValueError
        For pixels of another type or not finite.
    """
    images = read_images(image, dimension)
    return _kernels.correlation(images.array).reshape(images.leading + images.shape)


def read_target(
    image: Any, target: Any, shape: Sequence[int] | None, dtype: Any, initial: Any = None
) -> tuple[Images, Moments | None]:
    """The image whose moments are matched, or one of no pixels with the shape, place and type of the result."""
    if isinstance(image, Moments):
        if target is not None:
            raise ValueError("There are two targets: give moments once.")
        image, target = None, image
    if target is not None and not isinstance(target, Moments):
        raise TypeError(f"target must be Moments, not {type(target).__name__}.")
    if image is None and target is None:
        raise ValueError("There is nothing to match: give an image or target moments.")
    if image is not None and (shape is not None or dtype is not None):
        raise ValueError("shape and dtype are those of the image.")
    if image is None and initial is not None and not isinstance(initial, str):
        image = initial
    if image is not None:
        images = read_image(image)
    else:
        shape = target.shape if shape is None else shape
        shape = _arrays.lengths(shape)
        dtype = _arrays.real_dtype(np.float32 if dtype is None else dtype, "dtype")
        images = Images(np.empty((0,) + shape, dtype), (), ArrayTemplate())
    if target is not None and len(target.shape) != images.dimension:
        raise ValueError(f"The target is of {len(target.shape)} dimensions, the image of {images.dimension}.")
    return images, target


def _read_exemplars(images: Images, also: Sequence[Any]) -> np.ndarray:
    """All images whose moments are averaged, in the type of the first one."""
    arrays = [images.array]
    for index, image in enumerate(also):
        arrays.append(_read_like(image, images, f"also[{index}]"))
    _arrays.check_not_constant(images.array, "image")
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def read_initial(initial: Any, images: Images) -> tuple[str, np.ndarray | None]:
    """What to start from, and the image if it is one."""
    if isinstance(initial, str):
        if initial not in ("gaussian", "noise"):
            raise ValueError(f"initial must be 'gaussian', 'noise' or an image, not {initial!r}.")
        return initial, None
    return "image", _read_like(initial, images, "initial")


def _read_like(image: Any, images: Images, name: str) -> np.ndarray:
    other = read_image(image, name)
    if other.shape != images.shape:
        raise ValueError(f"{name} has shape {other.shape}, but the image has {images.shape}.")
    return other.array.astype(images.array.dtype, copy=False)


def samples_of(images: Images, arrays: np.ndarray, infos: list[SynthesisInfo], return_info: bool) -> Any:
    """One image or a list of them, with what is known of each if that is asked for."""
    packed = [images.pack(arrays[sample : sample + 1]) for sample in range(len(arrays))]
    if len(packed) == 1:
        return (packed[0], infos[0]) if return_info else packed[0]
    return (packed, infos) if return_info else packed
