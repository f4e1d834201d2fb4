# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Scattering spectra of series, and new series that share them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _arrays, _kernels
from ._progress import Callback, Progress
from ._series_input import _PandasKind, read_series
from .series_results import _are_equal

FAMILIES = ("sparsity", "energy", "phase_modulus", "modulus_modulus")


@dataclass(frozen=True, eq=False)
class ScatteringSpectra:
    """Moments of order 1 and 2 of wavelet coefficients W_j of a series and of their moduli; s_j^2 = E|W_j|^2.

    Families: 0, E|W_j| / s_j; 1, s_j^2, j = 0 .. J; 2, E[W_j conj(|W_j'| * psi_j)] / (s_j s_j'), j' <= j; and
    3, E[(|W_j1| * psi_j) conj(|W_j'| * psi_j)] / (s_j1 s_j'), j' <= j1 < j. As the scale of a wavelet, J stands for the
    low pass; as that of a modulus, for |x| itself.

    Attributes
    ----------
    scales : int
        J.
    series_modulus : bool
        Whether |x| is taken beside the |W_j|.
    mean, deviation : float
        Of the series.
    scale_deviations : numpy.ndarray
        s_j, j = 0 .. J.
    indices : numpy.ndarray
        Rows family, j, j1, j'; what a family does not have repeats another column.
    values : numpy.ndarray
        Complex.
    number_of_moments : int
        Real numbers, the mean among them.
    """

    scales: int
    series_modulus: bool
    mean: float
    deviation: float
    scale_deviations: np.ndarray
    indices: np.ndarray
    values: np.ndarray
    number_of_moments: int

    def family(self, name: str) -> np.ndarray:
        """Values of "sparsity", "energy", "phase_modulus" or "modulus_modulus", in the order of their indices.

        Raises
        ------
        ValueError
            For other names.
        """
        if name not in FAMILIES:
            raise ValueError(f"The family must be one of {', '.join(FAMILIES)}, not {name!r}.")
        return self.values[self.indices[:, 0] == FAMILIES.index(name)]

    def __len__(self) -> int:
        return self.number_of_moments

    def __eq__(self, other: object) -> bool:
        return _are_equal(self, other)

    def __repr__(self) -> str:
        return f"<ScatteringSpectra: {self.number_of_moments} numbers, {self.scales} scales>"

    def to_dataframe(self) -> Any:
        """A pandas.DataFrame with columns family, j, j1, j2, real, imag."""
        import pandas

        columns: dict[str, Any] = {"family": [FAMILIES[f] for f in self.indices[:, 0]]}
        for column, name in enumerate(("j", "j1", "j2"), 1):
            columns[name] = self.indices[:, column]
        return pandas.DataFrame({**columns, "real": self.values.real, "imag": self.values.imag})

    def plot(self, axes: Any = None) -> Any:
        """Draws sparsity, energy, and phase-modulus spectra against the distance of scales; returns the figure.

        Parameters
        ----------
        axes : sequence of three matplotlib axes, optional
        """
        from ._series_plot import plot_scattering

        return plot_scattering(self, axes)


def scattering_spectra(
    series: Any,
    *,
    scales: int | None = None,
    series_modulus: bool = False,
    boundary: str = "mirror",
    threads: int | None = None,
    progress: bool = False,
) -> Any:
    """Scattering spectra of a series about its mean, of Battle-Lemarie wavelets.

    Parameters
    ----------
    series
        Array [time], or [n, time] of several; pandas.Series, or DataFrame whose columns are series; image of itk or
        SimpleITK with one axis longer than 1.
    scales : int, optional
        J; floor(log2 N) - 3 by default.
    series_modulus : bool
        Takes |x - E x| beside the moduli of wavelet coefficients.
    boundary : {"mirror", "periodic"}
        What lies beyond the ends: the reflected series, averages being over the series itself; or the series again.
    threads : int, optional
        All processors by default.
    progress : bool
        Show a bar over series.

    Returns
    -------
    ScatteringSpectra, or a list of them for several series; nested lists for several leading axes. About J^2 / 2
    Fourier transforms of twice the length each.

    Raises
    ------
    TypeError, ValueError
        For series of another type, not finite, constant or shorter than 16 samples, and too many scales.

    Notes
    -----
    R. Morel, G. Rochette, R. Leonarduzzi, J.-P. Bouchaud, S. Mallat, "Scale dependencies and self-similar models with
    wavelet scattering spectra", 2022, eq. 9 to 14.
    """
    batch = read_series(series)
    if boundary not in ("mirror", "periodic"):
        raise ValueError(f'boundary must be "mirror" or "periodic", not {boundary!r}.')
    options = {
        "scales": 0 if scales is None else _arrays.positive(scales, "scales"),
        "series_modulus": bool(series_modulus),
        "mirrored": boundary == "mirror",
        "threads": _arrays.number_of_threads(threads),
    }
    results = []
    with Progress(progress, len(batch.values), "Analyzing") as bar:
        for values in batch.values:
            results.append(ScatteringSpectra(**_kernels.analyze_scattering_spectra(values, **options)))
            if bar.callable is not None:
                bar.callable(len(results))
    return batch.results(results)


def synthesize_series(
    series: Any,
    *,
    form: str = "returns",
    samples: int | None = None,
    length: int | None = None,
    scales: int | None = None,
    series_modulus: bool = True,
    windows: int = 8,
    marginal_weight: float = 0.3,
    iterations: int = 1000,
    history_size: int = 20,
    seed: _arrays.Seed = 0,
    checkpoint: str | os.PathLike[str] | None = None,
    checkpoint_interval: int = 0,
    threads: int | None = None,
    progress: bool = False,
    callback: Callback | None = None,
) -> Any:
    """New series with the scattering spectra and the marginals of a given one that are random otherwise.

    L-BFGS moves white noise until sum |Phi(y) - Phi(x)|^2 is small, Phi being the `scattering_spectra` of a periodic
    series and the means of the quantile functions of sums of 1, 2, .., 2^(windows - 1) samples.

    Parameters
    ----------
    series
        Returns, or prices. Array [time], or [n, time] of several; pandas.Series, or DataFrame whose columns are series;
        image of itk or SimpleITK with one axis longer than 1.
    form : {"returns", "prices"}
        With prices, the differences of their logarithms are synthesized, one fewer, and prices that start at 100 given
        back.
    samples : int, optional
        Number of series to draw of each; sample i does not depend on it.
    length : int, optional
        Number of values of a sample; that of the input by default.
    scales : int, optional
        Number of octaves J; floor(log2 N) - 3 by default.
    series_modulus : bool
        Takes |x| beside the moduli of wavelet coefficients: the volatility of single samples.
    windows : int
        Number of windows whose sums keep their marginals; 0 leaves marginals, and so tails, free.
    marginal_weight : float
        Of marginals in the energy.
    iterations : int
        Of each sample.
    history_size : int
        Steps that L-BFGS remembers.
    seed : int or numpy.random.Generator
        An integer is the seed of each of several series, a generator draws one for each.
    checkpoint : path, optional
        File to save the state to, and to go on from, bit for bit; those of SynthesizeReturns serve too. Of one series.
    checkpoint_interval : int
        Iterations between saves; 0 saves after each sample.
    threads : int, optional
        All processors by default; results are the same bits on any number.
    progress : bool
        Show a bar over iterations.
    callback : callable, optional
        Called with the iterations so far, of all samples, and the energy; what it raises stops the synthesis.

    Returns
    -------
    Series of the kind that came in: array (*leading, [samples,] length); of a pandas.Series a Series with its name, or
    with samples a DataFrame of columns sample_1, ...; the index is kept where the length is; lists of images.

    Raises
    ------
    TypeError, ValueError
        For series of another type, not finite, constant or shorter than 16 samples, and options that do not fit.
    OSError
        For checkpoints that cannot be written, or that belong to another run.

    Notes
    -----
    Memory: 8 scales + 4 windows + 43 doubles per sample of the series. R. Morel et al., 2022, eq. 9 to 14.
    """
    batch = read_series(series)
    if form not in ("returns", "prices"):
        raise ValueError(f'form must be "returns" or "prices", not {form!r}.')
    count = 1 if samples is None else _arrays.positive(samples, "samples")
    if checkpoint is not None and len(batch.values) > 1:
        raise ValueError("A checkpoint belongs to one series; synthesize several one by one.")
    options = {
        "scales": 0 if scales is None else _arrays.positive(scales, "scales"),
        "series_modulus": bool(series_modulus),
        "windows": _arrays.at_least(windows, 0, "windows"),
        "marginal_weight": float(marginal_weight),
        "length": 0 if length is None else _arrays.positive(length, "length"),
        "iterations": _arrays.positive(iterations, "iterations"),
        "history_size": _arrays.positive(history_size, "history_size"),
        "checkpoint_interval": _arrays.at_least(checkpoint_interval, 0, "checkpoint_interval"),
        "checkpoint": "" if checkpoint is None else os.fspath(checkpoint),
        "threads": _arrays.number_of_threads(threads),
    }
    if form == "prices" and isinstance(batch.kind, _PandasKind):
        batch.kind.index = batch.kind.index[1:]
    drawn: list[np.ndarray] = []
    with Progress(progress, len(batch.values) * count * options["iterations"], "Synthesizing", callback) as bar:
        for values in batch.values:
            values = values if form == "returns" else _kernels.returns_of_prices(values)
            synthesis = _kernels.SeriesSynthesis(values, **options, seed=_arrays.seed_number(seed))
            for sample in range(count):
                drawn.append(_draw(synthesis, sample, len(drawn) * options["iterations"], options["threads"], bar))
    if form == "prices":
        drawn = [_kernels.prices_of_returns(returns) for returns in drawn]
    result = np.stack(drawn)
    return batch.pack(result if samples is None else result.reshape(len(batch.values), count, -1), samples)


def _draw(synthesis: Any, sample: int, done: int, threads: int, bar: Progress) -> np.ndarray:
    report = bar.callable
    if report is None:
        return synthesis.draw(sample, threads, None)
    return synthesis.draw(sample, threads, lambda iteration, loss: report(done + iteration, loss))
