# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Scaling, tails, leverage and volatility of series, with standard errors."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np

from . import _arrays, _kernels
from ._progress import Progress
from ._series_input import read_series
from .series_results import Estimate, MultifractalSpectrum, SeriesStatistics

ORDERS = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0)
SPECTRUM_ORDERS = (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0)


def _bootstrap(replicates: int, confidence: float, seed: _arrays.Seed, threads: int | None) -> dict[str, Any]:
    return {
        "replicates": _arrays.at_least(replicates, 0, "bootstrap"),
        "confidence": float(confidence),
        "seed": _arrays.seed_number(seed),
        "threads": _arrays.number_of_threads(threads),
    }


def _orders(orders: Sequence[float] | None, default: tuple[float, ...]) -> list[float]:
    return [float(q) for q in (default if orders is None else np.atleast_1d(orders))]


def _lags(smallest_lag: int, largest_lag: int) -> dict[str, int]:
    return {
        "smallest_lag": _arrays.positive(smallest_lag, "smallest_lag"),
        "largest_lag": _arrays.positive(largest_lag, "largest_lag"),
    }


def multifractal_spectrum(
    series: Any,
    *,
    form: str,
    orders: Sequence[float] | None = None,
    spectrum_orders: Sequence[float] | None = None,
    first_scale: int = 3,
    last_scale: int | None = None,
    leaders: float = 2.0,
    smallest_lag: int = 4,
    largest_lag: int = 128,
    bootstrap: int = 199,
    confidence: float = 0.95,
    seed: _arrays.Seed = 0,
    threads: int | None = None,
    progress: bool = False,
) -> Any:
    """Scaling exponents, log-cumulants and multifractal spectrum of a series.

    Parameters
    ----------
    series
        Array [time], or [n, time] of several; pandas.Series, or DataFrame whose columns are series; image of itk or
        SimpleITK with one axis longer than 1.
    form : {"returns", "path", "prices"}
        What the values are: increments, sums of increments, or exponentials of these. There is no default, since the
        exponents of increments that are taken for a path are off by 1.
    orders : sequence of float, optional
        Positive orders q; 1/2, 1, ..., 4 by default.
    spectrum_orders : sequence of float, optional
        Orders of D(h); -3 to 4 by default.
    first_scale, last_scale : int
        Scales j, of 2^j samples, of wavelet regressions; by default up to the last with enough leaders.
    leaders : float
        Exponent p of the leaders; math.inf takes largest coefficients.
    smallest_lag, largest_lag : int
        Lags of increments in samples, powers of two; the larger is lowered to a sixteenth of the series.
    bootstrap : int
        Replicates of the circular block bootstrap of standard errors; 0 for none.
    confidence : float
        Of the intervals.
    seed : int or numpy.random.Generator
        Of the bootstrap.
    threads : int, optional
        All processors by default.
    progress : bool
        Show a bar over series.

    Returns
    -------
    MultifractalSpectrum, or a list of them for several series; nested lists for several leading axes.

    Raises
    ------
    TypeError, ValueError
        For series of another type, not finite, constant or too short for two scales or lags, and for parameters that
        do not fit.

    Notes
    -----
    H. Wendt, P. Abry, S. Jaffard, "Bootstrap for empirical multifractal analysis", 2007; R. Leonarduzzi et al.,
    "p-exponent and p-leaders, part II", 2016.
    """
    batch = read_series(series)
    shared = _bootstrap(bootstrap, confidence, seed, threads)
    lags = _lags(smallest_lag, largest_lag)
    q, spectrum_q = _orders(orders, ORDERS), _orders(spectrum_orders, SPECTRUM_ORDERS)
    scales = {
        "first_scale": _arrays.positive(first_scale, "first_scale"),
        "last_scale": 0 if last_scale is None else _arrays.positive(last_scale, "last_scale"),
        "leader_exponent": float(leaders),
    }
    results = []
    with Progress(progress, len(batch.values), "Analyzing") as bar:
        for _, path in batch.returns_and_paths(form):
            increments = _kernels.estimate_increment_scaling(path, orders=q, **lags, **shared)
            found = _kernels.estimate_multifractal_spectrum(
                path, orders=q, spectrum_orders=spectrum_q, **scales, **shared
            )
            results.append(
                MultifractalSpectrum(
                    np.array(q),
                    Estimate.of_rows(increments["exponents"]),
                    Estimate.of_rows(found["coefficient_exponents"]),
                    Estimate.of_rows(found["leader_exponents"]),
                    *(Estimate.of_row(row) for row in found["cumulants"]),
                    np.array(spectrum_q),
                    found["h"],
                    found["D"],
                    increments["lags"],
                    np.exp2(increments["log_structure"]),
                    (found["first_scale"], found["last_scale"]),
                    found["largest_valid_order"],
                    found["fractional_integration"],
                    found["zero_leaders"],
                )
            )
            if bar.callable is not None:
                bar.callable(len(results))
    return batch.results(results)


def series_statistics(
    series: Any,
    *,
    form: str = "returns",
    quantile_levels: Sequence[float] = (0.5, 0.9, 0.99, 0.999),
    leverage_lags: int = 100,
    block: int = 250,
    orders: Sequence[float] | None = None,
    smallest_lag: int = 4,
    largest_lag: int = 128,
    bootstrap: int = 199,
    confidence: float = 0.95,
    seed: _arrays.Seed = 0,
    threads: int | None = None,
    progress: bool = False,
) -> Any:
    """Moments, quantiles, leverage, autocorrelations and structure functions of returns.

    Parameters
    ----------
    series, form, orders, smallest_lag, largest_lag, bootstrap, confidence, seed, threads, progress
        As of `multifractal_spectrum`.
    quantile_levels : sequence of float
        Levels of the quantiles of |X| / s.
    leverage_lags : int
        Largest lag of leverage and autocorrelations, in samples; lowered to a quarter of the series.
    block : int
        Length of the blocks of the bootstrap, in samples; at most a quarter of the series.

    Returns
    -------
    SeriesStatistics, or a list of them for several series.

    Raises
    ------
    TypeError, ValueError
        For series of another type, not finite, constant or shorter than 16 samples, and for parameters that do not
        fit.

    Notes
    -----
    J.-P. Bouchaud, A. Matacz, M. Potters, "Leverage effect in financial markets", 2001.
    """
    batch = read_series(series)
    shared = _bootstrap(bootstrap, confidence, seed, threads)
    lags = _lags(smallest_lag, largest_lag)
    levels, q = _orders(quantile_levels, ()), _orders(orders, ORDERS)
    chosen = {
        "levels": levels,
        "largest_lag": _arrays.at_least(leverage_lags, 0, "leverage_lags"),
        "block": _arrays.positive(block, "block"),
    }
    results = []
    with Progress(progress, len(batch.values), "Analyzing") as bar:
        for returns, path in batch.returns_and_paths(form):
            found = _kernels.estimate_series_statistics(returns, **chosen, **shared)
            increments = _kernels.estimate_increment_scaling(path, orders=q, **lags, **{**shared, "replicates": 0})
            largest = found["largest_lag"]
            results.append(
                SeriesStatistics(
                    len(returns),
                    *(Estimate.of_row(row) for row in found["moments"]),
                    np.array(levels),
                    Estimate.of_rows(found["quantiles"]),
                    found["largest"],
                    np.arange(-largest, largest + 1),
                    Estimate.of_rows(found["leverage"]),
                    *(Estimate.of_row(row) for row in found["leverage_averages"]),
                    found["averaged_lags"],
                    np.arange(largest + 1),
                    Estimate.of_rows(found["autocorrelation"]),
                    Estimate.of_rows(found["volatility_autocorrelation"]),
                    Estimate.of_rows(found["square_autocorrelation"]),
                    found["bin_width"],
                    found["density"],
                    np.array(q),
                    increments["lags"],
                    np.exp2(increments["log_structure"]),
                )
            )
            if bar.callable is not None:
                bar.callable(len(results))
    return batch.results(results)
