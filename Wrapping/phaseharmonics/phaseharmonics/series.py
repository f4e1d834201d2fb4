# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Random processes whose scaling, kurtosis and leverage are known in closed form, and prices."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from . import _arrays, _kernels
from ._progress import Progress
from ._series_input import _PandasKind, check_form, read_series


@dataclass(frozen=True)
class SeriesProcess:
    """Stationary increments X of a random process, and what is known of it; Y are the sums of X.

    Attributes
    ----------
    name : str
        "FractionalNoise": Gaussian, E[X_t X_{t+k}] = (|k+1|^2H + |k-1|^2H - 2 |k|^2H) / 2;
        "MultifractalRandomWalk": X_t = e_t exp(w_t), Cov(w_t, w_{t+k}) = intermittency ln+(integral_scale / (k + 1)),
        E exp(2 w_t) = 1;
        "SkewedMultifractalWalk": X_t = e_t exp(w_t - sum_k K_k e_{t-k}), K_k = leverage k^-leverage_exponent
        exp(-k / leverage_memory);
        "MinimalLeverage": X_t = e_t (1 + leverage e_{t-leverage_lag});
        "Poisson": jumps of +-1, or of 1, at random times, `intensity` of them for each sample.
    hurst : float
        Hurst exponent H of the Gaussian noise e, in (0, 1).
    intermittency : float
        lambda^2.
    integral_scale : int
        In samples. With one of the order of the length of a series its moments do not converge.
    leverage, leverage_exponent, leverage_memory, leverage_lag : float, float, float, int
        Decay of the leverage, memory and lag in samples.
    intensity : float
        Jumps for each sample, in (0, 1].
    unsigned : bool
        All jumps are +1.

    Raises
    ------
    ValueError
        For parameters that do not fit, and from methods without a closed form for the process.

    Notes
    -----
    E. Bacry, J. Delour, J.-F. Muzy, "Multifractal random walk", 2001; C. Dietrich, G. Newsam, "Fast and exact
    simulation of stationary Gaussian processes", 1997.
    """

    name: str = "MultifractalRandomWalk"
    hurst: float = 0.5
    intermittency: float = 0.04
    integral_scale: int = 512
    leverage: float = 0.08
    leverage_exponent: float = 0.5
    leverage_memory: float = 60.0
    leverage_lag: int = 5
    intensity: float = 1 / 64
    unsigned: bool = False

    def __post_init__(self) -> None:
        self._kernel()

    def _kernel(self) -> _kernels.SeriesProcess:
        options = asdict(self)
        name, is_unsigned = options.pop("name"), options.pop("unsigned")
        for key, value in options.items():
            is_count = key in ("integral_scale", "leverage_lag")
            options[key] = _arrays.at_least(value, 0, key) if is_count else float(value)
        return _kernels.SeriesProcess(name, signed=not is_unsigned, **options)

    def scaling_exponent(self, order: float) -> float:
        """zeta(q) in E|Y(n + l) - Y(n)|^q ~ l^zeta(q), for orders q whose moment exists."""
        return self._kernel().scaling_exponent(float(order))

    def log_cumulant(self, order: int) -> float:
        """c_m in zeta(q) = sum_m c_m q^m / m!, m = 1, 2, 3; not of Poisson."""
        return self._kernel().log_cumulant(_arrays.positive(order, "order"))

    def variance(self) -> float:
        """Variance of X."""
        return self._kernel().variance()

    def kurtosis(self) -> float:
        """Fourth central moment of X over its squared variance; not of SkewedMultifractalWalk."""
        return self._kernel().kurtosis()

    def leverage_at(self, lag: int) -> float:
        """E[X_{t+lag}^2 X_t] over the variance to the power 3/2."""
        kernel = self._kernel()
        return kernel.leverage(int(lag)) / kernel.variance() ** 1.5


def generate_series(
    process: str | SeriesProcess = "MultifractalRandomWalk",
    length: int = 4096,
    *,
    samples: int | None = None,
    form: str = "returns",
    deviation: float = 1.0,
    seed: _arrays.Seed = 0,
    dtype: Any = np.float64,
    progress: bool = False,
    **parameters: Any,
) -> np.ndarray:
    """Series of a random process, exactly of its law.

    Parameters
    ----------
    process : str or SeriesProcess
        Name of the process, whose parameters are keywords then: hurst, intermittency, ...
    length : int
        Number of values.
    samples : int, optional
        Number of independent series; sample i does not depend on it.
    form : {"returns", "path", "prices"}
        Increments X; their sums Y; or 100 exp(Y).
    deviation : float
        Factor of the returns; 0.01 is usual for prices.
    seed : int or numpy.random.Generator
    dtype
        float64 or float32, to which the result is rounded.
    progress : bool
        Show a bar over samples.
    **parameters
        Of `SeriesProcess`.

    Returns
    -------
    numpy.ndarray
        (length,), or (samples, length). Memory: eight series beside the result.

    Raises
    ------
    TypeError, ValueError
        For unknown processes and parameters that do not fit.
    """
    if isinstance(process, SeriesProcess):
        if parameters:
            raise TypeError(f"Parameters such as {next(iter(parameters))} belong to the SeriesProcess that is given.")
    else:
        process = SeriesProcess(process, **parameters)
    check_form(form)
    if not deviation > 0.0 or not np.isfinite(deviation):
        raise ValueError(f"deviation must be positive and finite, not {deviation}.")
    dtype = np.dtype(dtype)
    if dtype not in (np.float32, np.float64):
        raise TypeError(f"dtype must be float32 or float64, not {dtype}.")
    kernel = process._kernel()
    length = _arrays.positive(length, "length")
    count = 1 if samples is None else _arrays.positive(samples, "samples")
    seed = _arrays.seed_number(seed)
    result = np.empty((count, length), dtype=dtype)
    with Progress(progress, count, "Generating") as bar:
        for sample in range(count):
            values = kernel.generate(length, seed, sample) * float(deviation)
            if form != "returns":
                values = _kernels.integrate_series(values)
            result[sample] = _kernels.prices_of_path(values) if form == "prices" else values
            if bar.callable is not None:
                bar.callable(sample + 1)
    return result[0] if samples is None else result


def returns_of_prices(prices: Any) -> Any:
    """Differences of the logarithms of prices, along the last axis.

    Parameters
    ----------
    prices
        Array [time] or [n, time], pandas.Series, or pandas.DataFrame whose columns are series.

    Returns
    -------
    One value fewer, of the same kind; of pandas with the labels of the later prices.

    Raises
    ------
    TypeError, ValueError
        For prices without a logarithm.
    """
    batch = read_series(prices, "prices")
    if batch.values.shape[1] < 2:
        raise ValueError("prices must be at least two.")
    if isinstance(batch.kind, _PandasKind):
        batch.kind.index = batch.kind.index[1:]
    return batch.pack(np.stack([_kernels.returns_of_prices(values) for values in batch.values]))


def prices_of_returns(returns: Any) -> Any:
    """Prices after each return, along the last axis; that before the first is 100.

    Parameters
    ----------
    returns
        As `returns_of_prices` takes prices.

    Returns
    -------
    Prices, of the same kind and length.

    Raises
    ------
    TypeError, ValueError
        For returns that are not finite.
    """
    batch = read_series(returns, "returns")
    return batch.pack(np.stack([_kernels.prices_of_returns(values) for values in batch.values]))
