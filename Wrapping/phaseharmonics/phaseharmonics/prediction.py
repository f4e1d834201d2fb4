# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Fine scales of images, predicted from phase harmonics of coarser ones."""

from __future__ import annotations

import os
import tempfile
from dataclasses import astuple, dataclass, fields
from typing import Any, Sequence

import numpy as np

from . import _arrays, _kernels
from ._images import Images, read_images
from ._progress import Progress


@dataclass(frozen=True)
class PredictionFigures:
    """Shares of the variance of a scale that coarser scales explain, on pixels that the fit has not seen.

    Attributes
    ----------
    linear, harmonic : float
        Of the wavelet coefficients, from linear predictors (the baseline) and from phase harmonics.
    gain, gain_standard_error : float
        Their difference.
    modulus_linear, modulus, modulus_gain, modulus_gain_standard_error : float
        The same of the moduli of the coefficients, from linear predictors and from moduli.
    """

    linear: float
    harmonic: float
    gain: float
    gain_standard_error: float
    modulus_linear: float
    modulus: float
    modulus_gain: float
    modulus_gain_standard_error: float


class HarmonicPredictionModel:
    """Predicts the finest octaves of images from coarser ones, and adds finer ones.

    Decimation by two in Fourier leaves of an image x its low frequencies y. What it takes from the finest wavelet
    bands, (x - y) * psi_{0,l}, is predicted at every pixel from bands w_{j,l} = y * psi_{j,l} there and at its
    neighbors by ridge regression on their real and imaginary parts, moduli and phase harmonics [w_{j,l}]^k, 2^j <= k
    <= 3/2 2^j. Of a stationary process linear predictors explain nothing, for frequencies are disjoint.

    Parameters
    ----------
    octaves : int
        Number of fine scales to predict.
    orientations : int, optional
        L of the half circle or half sphere; 1, 4 or 6 by dimension.
    scale_range : int
        Number of coarser scales that predict.
    harmonics : int
        Largest harmonic |k|; 1 leaves linear predictors and moduli.
    neighborhood : {"center", "axes", "box"}, optional
        Places that predict: the pixel, with its neighbors along the axes, with those along diagonals. Box, in 3-D axes.
    stride : int
        Fits on every stride-th pixel along each axis.
    ridge : float
        Penalty relative to the variance of a predictor; 0 chooses it by cross-validation.
    overlap : bool
        Predicts whole bands from bands that overlap with them in frequency. Such a model gives figures only.

    Raises
    ------
    TypeError, ValueError
        For options out of range; those that do not fit the images are found by `fit`.

    Notes
    -----
    Memory: in 2-D with 4 orientations about 280 bytes a pixel of the largest image in float32, and some 100 MiB for 577
    predictors. S. Zhang, S. Mallat, "Maximum entropy models from phase harmonic covariances", 2021; S. Mallat, S.
    Zhang, G. Rochette, "Phase harmonic correlations and convolutional neural networks", 2020.
    """

    def __init__(
        self,
        *,
        octaves: int = 1,
        orientations: int | None = None,
        scale_range: int = 2,
        harmonics: int = 4,
        neighborhood: str | None = None,
        stride: int = 1,
        ridge: float = 0.0,
        overlap: bool = False,
    ) -> None:
        self._options: dict[str, Any] = {
            "octaves": _arrays.positive(octaves, "octaves"),
            "orientations": 0 if orientations is None else _arrays.positive(orientations, "orientations"),
            "scale_range": _arrays.positive(scale_range, "scale_range"),
            "harmonics": _arrays.positive(harmonics, "harmonics"),
            "neighborhood": "" if neighborhood is None else neighborhood,
            "stride": _arrays.positive(stride, "stride"),
            "ridge": float(ridge),
            "overlap": bool(overlap),
        }
        _kernels.HarmonicPredictionOptions.make(2, **self._options)
        self._kernel: _kernels.HarmonicPredictionModel | None = None

    @classmethod
    def _of_kernel(cls, kernel: _kernels.HarmonicPredictionModel) -> HarmonicPredictionModel:
        model = cls()
        model._options = {name: getattr(kernel.options, name) for name in model._options}
        model._kernel = kernel
        return model

    def _fitted(self) -> _kernels.HarmonicPredictionModel:
        if self._kernel is None:
            raise ValueError("The model is not fitted: call fit(images) first.")
        return self._kernel

    @property
    def is_fitted(self) -> bool:
        return self._kernel is not None

    @property
    def options(self) -> dict[str, Any]:
        """The parameters; of a fitted model with the choices that the dimension makes."""
        if self._kernel is not None:
            return {name: getattr(self._kernel.options, name) for name in self._options}
        defaults = {"orientations": 0, "neighborhood": ""}
        return {name: None if value == defaults.get(name, ...) else value for name, value in self._options.items()}

    @property
    def dimension(self) -> int:
        """Of the images."""
        return self._fitted().dimension

    @property
    def number_of_predictors(self) -> int:
        """Real numbers that predict each coefficient."""
        return self._fitted().number_of_predictors

    @property
    def ridges(self) -> np.ndarray:
        """Penalty of each octave, from fine to coarse."""
        return self._fitted().ridges()

    @property
    def figures(self) -> list[PredictionFigures]:
        """Of each octave, the finest first, cross-validated on the training images."""
        return [PredictionFigures(*row) for row in self._fitted().figures()]

    def fit(
        self, images: Any, *, dimension: int | None = None, threads: int | None = None, progress: bool = False
    ) -> HarmonicPredictionModel:
        """Fits the model on one image, or on many, each weighted by the inverse of its energy.

        Parameters
        ----------
        images
            Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image; components and the leading axes that
            `dimension` leaves are images each; or a list of such, of any sizes. Taken as periodic.
        dimension : int, optional
            Number of the last axes of arrays that are of space.
        threads : int, optional
            All processors by default; results are the same bits on any number.
        progress : bool
            Show a bar.

        Returns
        -------
        The model itself.

        Raises
        ------
        TypeError, ValueError
            For no images, images of several dimensions, of another type, not finite, constant or too small for the
            octaves.
        """
        listed = images if isinstance(images, (list, tuple)) else [images]
        read = [read_images(each, dimension, f"image {i}") for i, each in enumerate(listed)]
        if not read:
            raise ValueError("There is no image to fit the model on.")
        space = read[0].dimension
        if any(each.dimension != space for each in read):
            raise ValueError("The images to fit a model on must have the same number of dimensions.")
        dtype = np.result_type(*(each.array.dtype for each in read))
        arrays = [np.ascontiguousarray(image, dtype=dtype) for each in read for image in each.array]
        options = _kernels.HarmonicPredictionOptions.make(space, **self._options)
        with Progress(progress, 100, "Fitting") as bar:
            self._kernel = _kernels.fit_harmonic_prediction(
                arrays, options, _arrays.number_of_threads(threads), _observer(bar)
            )
        return self

    def predict(
        self,
        image: Any,
        *,
        generate: bool = False,
        seed: _arrays.Seed = 0,
        threads: int | None = None,
        progress: bool = False,
    ) -> Any:
        """The image with its finest octaves replaced by what its coarser ones tell.

        Parameters
        ----------
        image
            Array, itk.Image or SimpleITK.Image; arrays with more axes than `dimension`, and components, are images
            each.
        generate : bool
            Adds random innovations to the conditional mean, as strong as what was not predicted.
        seed : int or numpy.random.Generator
            Of the innovations. An integer serves each of several images, a generator draws one for each.
        threads : int, optional
            All processors by default.
        progress : bool
            Show a bar.

        Returns
        -------
        Image of the same kind and shape.

        Raises
        ------
        TypeError, ValueError
            If the model is not fitted, or for images of another dimension, type, or too small.
        """
        images = self._read(image)
        run = self._run(_kernels.predict_fine_scales, (), images, generate, seed, threads, progress, "Predicting")
        return images.pack(run)

    def super_resolve(
        self,
        image: Any,
        factor: int = 2,
        *,
        generate: bool = False,
        seed: _arrays.Seed = 0,
        threads: int | None = None,
        progress: bool = False,
    ) -> Any:
        """The image with finer scales: `factor` times as many pixels along each axis, the first in the same place.

        All frequencies of the image are kept.

        Parameters
        ----------
        image, generate, seed, threads, progress
            As of `predict`.
        factor : int
            A power of two, at most 2^octaves.

        Returns
        -------
        Image of the same kind, with a spacing divided by the factor.

        Raises
        ------
        TypeError, ValueError
            As `predict`, and for other factors.
        """
        factor = _arrays.positive(factor, "factor")
        octaves = factor.bit_length() - 1
        largest = self._fitted().options.octaves
        if factor != 1 << octaves or not 1 <= octaves <= largest:
            raise ValueError(f"factor must be a power of two from 2 to {2**largest} for this model, not {factor}.")
        images = self._read(image)
        run = self._run(_kernels.refine_image, (octaves,), images, generate, seed, threads, progress, "Refining")
        return images.pack(run, [1 / factor] * images.dimension)

    def evaluate(self, image: Any, *, threads: int | None = None) -> Any:
        """How much of the fine scales of an image the model explains, with standard errors over eight blocks.

        Returns
        -------
        List of PredictionFigures, the finest octave first; lists of these, as the leading axes are, for several images.

        Raises
        ------
        TypeError, ValueError
            As `predict`.
        """
        images = self._read(image)
        count = _arrays.number_of_threads(threads)
        rows = [_kernels.evaluate_harmonic_prediction(self._fitted(), each, count) for each in images.array]
        figures = [[PredictionFigures(*row) for row in each] for each in rows]
        return _arrays.nested(figures, images.leading)

    def _read(self, image: Any) -> Images:
        return read_images(image, self._fitted().dimension)

    def _run(
        self,
        kernel: Any,
        arguments: Sequence[int],
        images: Images,
        generate: bool,
        seed: _arrays.Seed,
        threads: int | None,
        progress: bool,
        title: str,
    ) -> np.ndarray:
        count = _arrays.number_of_threads(threads)
        done = []
        with Progress(progress, 100 * len(images.array), title) as bar:
            for image in images.array:
                observer = _observer(bar, 100 * len(done))
                seed_of_image = _arrays.seed_number(seed)
                done.append(kernel(self._fitted(), image, *arguments, bool(generate), seed_of_image, count, observer))
        return np.stack(done)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes an HDF5 file, from which `load` and PredictFineScales --model give the same bits.

        Raises
        ------
        ValueError
            If the model is not fitted.
        OSError
            If the file cannot be written.
        """
        self._fitted().save(os.fspath(path))

    @staticmethod
    def load(path: str | os.PathLike[str]) -> HarmonicPredictionModel:
        """Reads what `save` or PredictFineScales --save-model wrote.

        Raises
        ------
        OSError
            For files that are missing, foreign or damaged.
        """
        return HarmonicPredictionModel._of_kernel(_kernels.HarmonicPredictionModel.load(os.fspath(path)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, HarmonicPredictionModel) or self.is_fitted != other.is_fitted:
            return False
        if not self.is_fitted:
            return self._options == other._options
        return self._kernel == other._kernel and self.figures == other.figures

    def __repr__(self) -> str:
        chosen = ", ".join(f"{name}={value!r}" for name, value in self.options.items() if value is not None)
        if not self.is_fitted:
            return f"<HarmonicPredictionModel, not fitted: {chosen}>"
        gains = ", ".join(f"{each.gain:.3f}" for each in self.figures)
        return f"<HarmonicPredictionModel of {self.dimension}-D images: {chosen}; gain {gains}>"

    def __reduce__(self) -> tuple[Any, ...]:
        if not self.is_fitted:
            return _model_of_options, (self.options,)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "model.h5")
            self.save(path)
            with open(path, "rb") as file:
                return _model_of_bytes, (file.read(),)

    def to_dataframe(self, figures: Sequence[PredictionFigures] | None = None) -> Any:
        """A pandas.DataFrame of figures, a row for each scale; those of the model by default."""
        import pandas

        rows = [astuple(each) for each in (self.figures if figures is None else figures)]
        table = pandas.DataFrame(rows, columns=[field.name for field in fields(PredictionFigures)])
        return table.rename_axis("scale")


def _model_of_options(options: dict[str, Any]) -> HarmonicPredictionModel:
    return HarmonicPredictionModel(**options)


def _model_of_bytes(content: bytes) -> HarmonicPredictionModel:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.h5")
        with open(path, "wb") as file:
            file.write(content)
        return HarmonicPredictionModel.load(path)


def _observer(bar: Progress, done: int = 0) -> Any:
    """Shares of the work as hundredths of a bar; None without a bar."""
    report = bar.callable
    return None if report is None else lambda share: report(done + int(100 * share))
