# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Series in text files, for the Python programs, and options that several of them share."""

from __future__ import annotations

import argparse
import math
from typing import Any

import numpy as np
import pandas


def add_series_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("series", metavar="SERIES", help="returns or prices: a .csv file")
    parser.add_argument("--column", metavar="NAME", help="name or number (from 1) of the column")
    parser.add_argument("--prices", action="store_true", help="values are prices: take differences of their logarithms")


def add_figure_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--first-scale", type=int, default=3, metavar="J", help="first scale of wavelet regressions [3]"
    )
    parser.add_argument("--last-scale", type=int, metavar="J", help="last scale [the last with enough coefficients]")
    parser.add_argument("--leaders", default="2", choices=["1", "2", "infinity"], help="exponent p of leaders [2]")
    parser.add_argument("--smallest-lag", type=int, default=4, metavar="N", help="smallest lag of increments [4]")
    parser.add_argument("--largest-lag", type=int, default=128, metavar="N", help="largest lag of increments [128]")
    parser.add_argument("--leverage-lags", type=int, default=100, metavar="N", help="largest lag of leverage [100]")
    parser.add_argument("--bootstrap", type=int, default=199, metavar="N", help="replicates; 0 for no errors [199]")
    parser.add_argument("--block", type=int, default=250, metavar="N", help="length of the blocks of moments [250]")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the random numbers [0]")
    parser.add_argument("--threads", type=int, metavar="N", help="number of threads [all processors]")
    parser.add_argument("--picture", metavar="FILE", help="picture of the figures")


def figures_of(returns: Any, options: argparse.Namespace, progress: bool = False) -> tuple[Any, Any]:
    """Spectrum and statistics of returns, as the options of `add_figure_options` say."""
    import phaseharmonics as ph

    lags = {"smallest_lag": options.smallest_lag, "largest_lag": options.largest_lag}
    shared = {"bootstrap": options.bootstrap, "seed": options.seed, "threads": options.threads, "progress": progress}
    spectrum = ph.multifractal_spectrum(
        returns,
        form="returns",
        first_scale=options.first_scale,
        last_scale=options.last_scale,
        leaders=math.inf if options.leaders == "infinity" else float(options.leaders),
        **lags,
        **shared,
    )
    chosen = {"leverage_lags": options.leverage_lags, "block": options.block}
    return spectrum, ph.series_statistics(returns, form="returns", **chosen, **lags, **shared)


def rows_of(spectrum: Any, statistics: Any) -> dict[str, Any]:
    """The figures of the printed table: name and estimate."""
    rows: dict[str, Any] = {}
    for order in (1.0, 2.0, 3.0, 4.0):
        at = list(spectrum.q).index(order)
        rows[f"zeta({order:g})"] = (spectrum.zeta.value[at], spectrum.zeta.standard_error[at])
    averaged = statistics.averaged_lags
    scalars = {
        "c1": spectrum.c1,
        "c2": spectrum.c2,
        "kurtosis": statistics.kurtosis,
        "skewness": statistics.skewness,
        f"leverage, tau = 1..{averaged}": statistics.leverage_after,
        f"leverage, tau = -{averaged}..-1": statistics.leverage_before,
    }
    rows.update({name: (each.value, each.standard_error) for name, each in scalars.items()})
    volatility = statistics.volatility_autocorrelation
    for lag in (1, 5, 10, 20, 50, 100):
        if lag < len(statistics.lags):
            rows[f"corr(|x_t|, |x_(t+{lag})|)"] = (volatility.value[lag], volatility.standard_error[lag])
    return rows


def read_series(path: str, column: str | None) -> pandas.Series:
    """A column of numbers, labeled by the first column that holds none."""
    table = pandas.read_csv(path)
    labels = [name for name in table.columns if not pandas.api.types.is_numeric_dtype(table[name])]
    labels += [name for name in table.columns if name.lower() in ("index", "date", "time")]
    if column is None:
        numeric = [name for name in table.columns if name not in labels]
        if len(numeric) != 1:
            raise ValueError(f"{path}: columns of numbers are {', '.join(numeric)}; choose one with --column")
        column = numeric[0]
    elif column not in table.columns:
        if not column.isdigit() or not 1 <= int(column) <= len(table.columns):
            raise ValueError(f"{path}: there is no column {column}; there are {', '.join(table.columns)}")
        column = table.columns[int(column) - 1]
    index = table[labels[0]] if labels else table.index.rename("index")
    return pandas.Series(table[column].to_numpy(), index=pandas.Index(index), name=column)


def write_series(path: str, values: np.ndarray | pandas.DataFrame, names: list[str] | None = None) -> None:
    """Columns with a header, labels first; every bit is kept."""
    if not path.endswith(".csv"):
        raise ValueError(f"{path} must end in .csv")
    table = values if names is None else pandas.DataFrame(np.transpose(values), columns=names)
    table.to_csv(path, index_label=table.index.name or "index")
