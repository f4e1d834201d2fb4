# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Phase-harmonic moments: a translation-invariant description of images."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from typing import Any, Iterable

import numpy as np

from . import _arrays, _kernels
from ._images import read_images
from ._options import BankOptions
from ._progress import Progress


class Moments:
    """Means, standard deviations and covariances of phase harmonics of one image, or averaged over several.

    A moment is E[(a(u) - m_a) conj(b(u + tau) - m_b)] for features a = [z_{j1,l1}]^k1 and b = [z_{j2,l2}]^k2; the low
    pass has j = J, l = k = 0. Every moment is listed once, after all symmetries.

    Attributes
    ----------
    normalized : bool
        Whether `covariances` are divided by the standard deviations of their features.
    image_mean, image_deviation : float
        Mean and standard deviation of the pixels.
    shape : tuple of int
        Shape of the images.
    """

    def __init__(self, kernel: _kernels.Moments, normalized: bool = True) -> None:
        self._kernel = kernel
        self.normalized = bool(normalized)

    shape = property(lambda self: tuple(self._kernel.shape))
    image_mean = property(lambda self: self._kernel.image_mean)
    image_deviation = property(lambda self: self._kernel.image_deviation)

    @property
    def options(self) -> BankOptions:
        """The bank of wavelets."""
        return BankOptions.of_kernel(self._kernel.bank, self._kernel.dimension)

    @property
    def model(self) -> str:
        """Which moments are taken: A, B, C, D, Compressive, Rectified or Custom."""
        return self._kernel.set.model

    @property
    def features(self) -> np.ndarray:
        """Rows j, l, k of the features."""
        return self._kernel.features()

    @property
    def means(self) -> np.ndarray:
        """Complex spatial mean of each feature."""
        return self._kernel.means()

    @property
    def deviations(self) -> np.ndarray:
        """Standard deviation of each feature."""
        return self._kernel.deviations()

    @property
    def indices(self) -> np.ndarray:
        """Rows j1, l1, k1, j2, l2, k2 and the lag, in pixels in the order of array axes, of the moments."""
        return self._kernel.indices()

    @property
    def covariances(self) -> np.ndarray:
        """Complex values of the moments, divided by the deviations if normalized."""
        return self._kernel.values(self.normalized)

    @property
    def number_of_unique_moments(self) -> int:
        """Real numbers that describe the image, after symmetries."""
        return self._kernel.number_of_unique_moments()

    @property
    def number_of_nominal_moments(self) -> int:
        """Real numbers as the papers count them, before symmetries."""
        return self._kernel.number_of_nominal_moments()

    def __len__(self) -> int:
        return self.number_of_unique_moments

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moments) and self.normalized == other.normalized and self._kernel == other._kernel

    def __repr__(self) -> str:
        return (
            f"<Moments of model {self.model}: {self.number_of_unique_moments} numbers, {self.options.scales} scales, "
            f"{self.options.orientations} orientations, images of shape {self.shape}>"
        )

    def to_dataframe(self, errors: MomentErrors | None = None) -> Any:
        """A pandas.DataFrame with the rows and columns of the CSV files: first means, whose second indices are
        missing, then covariances; with errors one column more, standard_error.

        Raises
        ------
        ImportError
            Without pandas.
        """
        import pandas

        features, indices = self.features, self.indices
        dimension = len(self.shape)
        columns: dict[str, Any] = {}
        for column, name in enumerate(("j1", "l1", "k1")):
            columns[name] = np.concatenate([features[:, column], indices[:, column]])
        missing = np.full(len(features), None)
        for column, name in enumerate(("j2", "l2", "k2"), 3):
            columns[name] = pandas.array(np.concatenate([missing, indices[:, column]]), dtype="Int64")
        lags = np.zeros((len(indices), 3), int)
        lags[:, :dimension] = indices[:, :5:-1]
        for column, axis in enumerate("xyz"):
            columns[f"tau_{axis}"] = pandas.array(np.concatenate([missing, lags[:, column]]), dtype="Int64")
        values = np.concatenate([self.means, self.covariances])
        columns["real"], columns["imag"] = values.real, values.imag
        if errors is not None:
            columns["standard_error"] = np.concatenate([errors.means, errors.covariances])
        return pandas.DataFrame(columns)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes .h5 or .hdf5, from which `load` gives the same bits, or .csv, as the C++ programs do.

        Raises
        ------
        ValueError
            For other extensions.
        OSError
            If the file cannot be written.
        """
        try:
            self._kernel.save(os.fspath(path), self.normalized)
        except RuntimeError as error:
            raise OSError(str(error)) from None

    @staticmethod
    def load(path: str | os.PathLike[str], *, normalization: str = "target") -> Moments:
        """Reads what `save` or the C++ programs wrote.

        Raises
        ------
        OSError
            For files that are missing, foreign or damaged.
        """
        try:
            return Moments(_kernels.Moments.load(os.fspath(path)), is_divided(normalization))
        except RuntimeError as error:
            raise OSError(str(error)) from None

    def __reduce__(self) -> tuple[Any, ...]:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "moments.h5")
            self.save(path)
            with open(path, "rb") as file:
                return _moments_of_bytes, (file.read(), self.normalized)

    def plot(self, axes: Any = None) -> Any:
        """Draws what the moments say, by scale: energies of the orientations, how sparse coefficients are, and how
        strongly moduli of two scales are correlated.

        Parameters
        ----------
        axes : sequence of three matplotlib axes, optional

        Returns
        -------
        matplotlib.figure.Figure
        """
        from ._moment_plot import plot_moments

        return plot_moments(self, axes)


def is_divided(normalization: str) -> bool:
    """True for "target", False for "none"."""
    if normalization not in ("target", "none"):
        raise ValueError(f"normalization must be 'target' or 'none', not {normalization!r}.")
    return normalization == "target"


def _moments_of_bytes(content: bytes, normalized: bool) -> Moments:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "moments.h5")
        with open(path, "wb") as file:
            file.write(content)
        return Moments.load(path, normalization="target" if normalized else "none")


@dataclass(frozen=True, eq=False)
class MomentErrors:
    """Standard errors of moments: of complex numbers the root of the mean squared modulus of their fluctuation."""

    means: np.ndarray
    covariances: np.ndarray

    def __repr__(self) -> str:
        return f"<MomentErrors of {len(self.means)} means and {len(self.covariances)} covariances>"

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, MomentErrors)
            and np.array_equal(self.means, other.means)
            and np.array_equal(self.covariances, other.covariances)
        )


def moments(
    image: Any,
    *,
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
    memory_limit: int = 0,
    dimension: int | None = None,
    threads: int | None = None,
    progress: bool = False,
) -> Any:
    """Phase-harmonic moments of an image, or of each of several.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image.
    model : {"A", "B", "C", "D", "Compressive", "Rectified"}
        A: energies and autocovariances of the bands, a Gaussian model; B: and covariances within a scale; C: and
        between scales; D: as C without shifts, averaged over rotations; Compressive: to recover an image; Rectified:
        of rectified coefficients.
    scales, orientations, family, voices, full_grid, oversampling, use_spacing, dimension, threads
        As of `wavelet_bank`.
    scale_range : int
        Largest distance of the scales of a pair.
    shift_range : int
        Lags are 2^j n pixels, |n| at most this.
    angular_range : int, optional
        Largest distance of two orientations, in units of pi / L; L / 2 by default.
    maximum_harmonic : int
        Drops pairs with a larger second harmonic; 0 keeps all.
    phases : int
        Of the Rectified model.
    normalization : {"target", "none"}
        Whether `covariances` are given divided by the deviations of their features.
    memory_limit : int
        Bytes; 0 for none. With a limit fewer scales are held at a time, and last bits differ.
    progress : bool
        Show a bar over images.

    Returns
    -------
    Moments, or a list of them for a batch or a vector image; nested lists for several leading axes.

    Raises
    ------
    TypeError, ValueError
        For pixels of another type or not finite, constant images, and options that do not fit the image.

    Notes
    -----
    S. Zhang, S. Mallat, "Maximum entropy models from phase harmonic covariances", 2021, eq. 10, models A to D;
    S. Mallat, S. Zhang, G. Rochette, 2020, Compressive.
    """
    divided = is_divided(normalization)
    images = read_images(image, dimension)
    _arrays.check_not_constant(images.array, "image")
    bank = BankOptions.resolve(
        images.shape,
        scales=scales,
        orientations=orientations,
        family=family,
        voices=voices,
        full_grid=full_grid,
        oversampling=oversampling,
        use_spacing=use_spacing,
        spacing=images.spacing,
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
    with Progress(progress, len(images.array), "Analyzing") as bar:
        analyzed = _kernels.analyze(
            images.array,
            bank.kernel(images.shape),
            chosen,
            _arrays.memory_limit(memory_limit),
            _arrays.number_of_threads(threads),
            bar.callable,
        )
    return _arrays.nested([Moments(kernel, divided) for kernel in analyzed], images.leading)


def moment_set_options(
    *,
    model: str = "C",
    scale_range: int = 2,
    shift_range: int = 2,
    angular_range: int | None = None,
    maximum_harmonic: int = 0,
    phases: int = 4,
    voices: int = 1,
) -> _kernels.MomentSetOptions:
    """The choices of `moments` that say which moments are taken."""
    return _kernels.MomentSetOptions(
        model=model,
        scale_range=_arrays.at_least(scale_range, 0, "scale_range"),
        shift_range=_arrays.at_least(shift_range, 0, "shift_range"),
        angular_range=-1 if angular_range is None else _arrays.at_least(angular_range, 0, "angular_range"),
        maximum_harmonic=_arrays.at_least(maximum_harmonic, 0, "maximum_harmonic"),
        phases=_arrays.positive(phases, "phases"),
        voices=_arrays.positive(voices, "voices"),
    )


def average_moments(several: Iterable[Moments]) -> Moments:
    """Moments of the union of several images of one shape: means are averaged, covariances taken about the common
    means.

    Raises
    ------
    ValueError
        For no moments, and for moments of different sets or shapes.
    """
    if isinstance(several, Moments):
        several = [several]
    several = [_arrays.instance(each, Moments, "each of several") for each in several]
    if not several:
        raise ValueError("There are no moments to average.")
    return Moments(_kernels.average_moments([each._kernel for each in several]), several[0].normalized)


def moment_errors(
    image: Any,
    of: Moments,
    *,
    replicates: int = 199,
    seed: _arrays.Seed = 0,
    blocks: int = 0,
    threads: int | None = None,
) -> MomentErrors:
    """Standard errors of moments by a bootstrap of blocks of pixels.

    Parameters
    ----------
    image
        The image that the moments are of, or an array of the images over which they are averaged.
    of : Moments
    replicates : int
        Draws of as many blocks as there are, with replacement.
    seed : int or numpy.random.Generator
    blocks : int
        Blocks along each axis; 0 makes them twice as wide as the coarsest wavelets, within limits.
    threads : int, optional
        All processors by default.

    Raises
    ------
    TypeError, ValueError
        For images of another shape, and fewer than two blocks.
    """
    images = read_images(image, len(_arrays.instance(of, Moments, "of").shape))
    errors = _kernels.estimate_moment_errors(
        images.array,
        of._kernel,
        of.normalized,
        _arrays.positive(replicates, "replicates"),
        _arrays.seed_number(seed),
        _arrays.at_least(blocks, 0, "blocks"),
        _arrays.number_of_threads(threads),
    )
    return MomentErrors(*errors)
