# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""What is estimated of series."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any, Sequence

import numpy as np


@dataclass(frozen=True, eq=False)
class Estimate:
    """A number, or an array of them, with its standard error and confidence interval.

    Errors are 0 and intervals the value itself without a bootstrap. float() gives the value."""

    value: Any
    standard_error: Any
    low: Any
    high: Any

    @staticmethod
    def of_rows(rows: np.ndarray) -> Estimate:
        return Estimate(*(np.ascontiguousarray(column) for column in rows.T))

    @staticmethod
    def of_row(row: np.ndarray) -> Estimate:
        return Estimate(*(float(number) for number in row))

    def __float__(self) -> float:
        return float(self.value)

    def __eq__(self, other: object) -> bool:
        return _are_equal(self, other)

    def __repr__(self) -> str:
        if np.ndim(self.value) > 0:
            return f"Estimate(value={self.value!r}, standard_error={self.standard_error!r})"
        return f"{self.value:.4g} ± {self.standard_error:.2g}"


def _are_equal(a: Any, b: object) -> bool:
    """Of two results of one class, NaN being equal to itself."""
    if type(a) is not type(b):
        return False
    for field in fields(a):
        x, y = getattr(a, field.name), getattr(b, field.name)
        is_numeric = isinstance(x, (float, int, np.ndarray))
        if not (np.array_equal(x, y, equal_nan=True) if is_numeric else x == y):
            return False
    return True


def _rows(figure: str, arguments: Sequence[Any], estimate: Estimate) -> list[tuple[Any, ...]]:
    columns = (estimate.value, estimate.standard_error, estimate.low, estimate.high)
    return [
        (figure, argument, *(float(x) for x in row))
        for argument, *row in zip(arguments, *(np.atleast_1d(c) for c in columns))
    ]


def _dataframe(rows: list[tuple[Any, ...]]) -> Any:
    import pandas

    return pandas.DataFrame(rows, columns=["figure", "argument", "value", "standard_error", "low", "high"])


@dataclass(frozen=True, eq=False)
class MultifractalSpectrum:
    """How a series scales: E|Y(n + l) - Y(n)|^q ~ l^zeta(q), zeta(q) = sum_m c_m q^m / m!, for the sums Y.

    Attributes
    ----------
    q : numpy.ndarray
        Orders of the exponents.
    zeta, zeta_coefficients, zeta_leaders : Estimate
        zeta(q) from the structure functions of increments, from wavelet coefficients and from wavelet leaders.
    c1, c2, c3 : Estimate
        From the cumulants of the logarithms of leaders.
    spectrum_q, h, D : numpy.ndarray
        Points (h, D(h)) of the multifractal spectrum, with the orders that they belong to.
    lags, structure_functions : numpy.ndarray
        Lags l, and S_q(l) = mean |Y(n + l) - Y(n)|^q, (orders, lags).
    scales : tuple of int
        First and last scale j, of 2^j samples, of the regressions.
    largest_valid_order : float
        Order beyond which zeta(q) is a straight line for any sample.
    fractional_integration : float
        Order of the integration that made leaders exist.
    zero_leaders : int
        Leaders of stretches without change, which are left out.
    """

    q: np.ndarray
    zeta: Estimate
    zeta_coefficients: Estimate
    zeta_leaders: Estimate
    c1: Estimate
    c2: Estimate
    c3: Estimate
    spectrum_q: np.ndarray
    h: np.ndarray
    D: np.ndarray
    lags: np.ndarray
    structure_functions: np.ndarray
    scales: tuple[int, int]
    largest_valid_order: float
    fractional_integration: float
    zero_leaders: int

    def __eq__(self, other: object) -> bool:
        return _are_equal(self, other)

    def __repr__(self) -> str:
        return f"<MultifractalSpectrum: c1 = {self.c1}, c2 = {self.c2}, scales {self.scales[0]} to {self.scales[1]}>"

    def to_dataframe(self) -> Any:
        """A pandas.DataFrame with the rows that AnalyzeReturns writes to CSV for them."""
        rows = _rows("zeta", self.q, self.zeta)
        rows += _rows("zeta_coefficients", self.q, self.zeta_coefficients)
        rows += _rows("zeta_leaders", self.q, self.zeta_leaders)
        for m, cumulant in enumerate((self.c1, self.c2, self.c3), 1):
            rows += _rows("cumulant", [m], cumulant)
        return _dataframe(rows)

    def plot(self, axes: Any = None) -> Any:
        """Draws zeta(q), D(h) and the structure functions; returns the matplotlib figure.

        Parameters
        ----------
        axes : sequence of three matplotlib axes, optional
        """
        from ._series_plot import plot_spectrum

        return plot_spectrum(self, axes)


@dataclass(frozen=True, eq=False)
class SeriesStatistics:
    """What describes increments X beyond scaling, about their mean; s is their standard deviation.

    Attributes
    ----------
    count : int
    mean, standard_deviation, skewness, kurtosis : Estimate
    quantile_levels : numpy.ndarray
    quantiles : Estimate
        Of |X| / s.
    largest : float
        Largest |X| / s.
    leverage_lags : numpy.ndarray
        -T .. T.
    leverage : Estimate
        E[X_{t+tau}^2 X_t] / s^3 at leverage_lags.
    leverage_after, leverage_before, time_asymmetry : Estimate
        Means of the leverage over lags 1 .. averaged_lags and over their opposites, and the sum of the differences,
        which changes sign when time is reversed.
    averaged_lags : int
    lags : numpy.ndarray
        0 .. T.
    autocorrelation, volatility_autocorrelation, square_autocorrelation : Estimate
        Correlations of X_t, |X_t| and X_t^2 with those `lags` later.
    bin_width : float
    density : numpy.ndarray
        Density of |X| / s, in bins from 0 on.
    structure_lags, structure_functions : numpy.ndarray
        Lags l, and S_q(l) = mean |Y(n + l) - Y(n)|^q for q of `structure_orders`, (orders, lags).
    structure_orders : numpy.ndarray
    """

    count: int
    mean: Estimate
    standard_deviation: Estimate
    skewness: Estimate
    kurtosis: Estimate
    quantile_levels: np.ndarray
    quantiles: Estimate
    largest: float
    leverage_lags: np.ndarray
    leverage: Estimate
    leverage_after: Estimate
    leverage_before: Estimate
    time_asymmetry: Estimate
    averaged_lags: int
    lags: np.ndarray
    autocorrelation: Estimate
    volatility_autocorrelation: Estimate
    square_autocorrelation: Estimate
    bin_width: float
    density: np.ndarray
    structure_orders: np.ndarray
    structure_lags: np.ndarray
    structure_functions: np.ndarray

    def __eq__(self, other: object) -> bool:
        return _are_equal(self, other)

    def __repr__(self) -> str:
        return f"<SeriesStatistics of {self.count}: kurtosis {self.kurtosis}, leverage {self.leverage_after}>"

    def to_dataframe(self) -> Any:
        """A pandas.DataFrame with the rows that AnalyzeReturns writes to CSV for them."""
        rows: list[tuple[Any, ...]] = []
        for name in ("mean", "standard_deviation", "skewness", "kurtosis"):
            rows += _rows(name, [math.nan], getattr(self, name))
        rows += _rows("quantile", self.quantile_levels, self.quantiles)
        rows += _rows("leverage", self.leverage_lags, self.leverage)
        for name in ("leverage_after", "leverage_before", "time_asymmetry"):
            rows += _rows(name, [self.averaged_lags], getattr(self, name))
        for name in ("autocorrelation", "volatility_autocorrelation", "square_autocorrelation"):
            rows += _rows(name, self.lags, getattr(self, name))
        return _dataframe(rows)

    def plot(self, axes: Any = None) -> Any:
        """Draws the density, leverage and volatility autocorrelation; returns the matplotlib figure.

        Parameters
        ----------
        axes : sequence of three matplotlib axes, optional
        """
        from ._series_plot import plot_statistics

        return plot_statistics(self, axes)
