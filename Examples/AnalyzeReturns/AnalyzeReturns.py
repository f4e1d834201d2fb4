#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Describes a series of returns: scaling, tails, leverage and volatility, each with a standard error."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas

import phaseharmonics as ph

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Common"))
import series_table  # noqa: E402


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    series_table.add_series_options(parser)
    series_table.add_figure_options(parser)
    parser.add_argument("--csv", metavar="FILE", help="all figures as one table")
    return parser.parse_args()


def main() -> None:
    options = parse()
    series = series_table.read_series(options.series, options.column)
    returns = ph.returns_of_prices(series) if options.prices else series
    spectrum, statistics = series_table.figures_of(returns, options, progress=True)
    if options.csv:
        tables = [spectrum.to_dataframe(), statistics.to_dataframe()]
        pandas.concat(tables).to_csv(options.csv, index=False)
    if options.picture:
        draw(returns, spectrum, statistics).savefig(options.picture)
    for name, (value, error) in series_table.rows_of(spectrum, statistics).items():
        print(f"{name:26} {value:9.4g} ± {error:.2g}")
    print(f"{len(returns)} returns")


def draw(returns: pandas.Series, spectrum: ph.MultifractalSpectrum, statistics: ph.SeriesStatistics):
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(3, 3, figsize=(12, 9), layout="constrained")
    for axis, values, title in zip(axes[0], (returns, returns.cumsum()), ("returns", "their sums")):
        axis.plot(values.to_numpy(), linewidth=0.6)
        axis.set(title=f"{returns.name}: {title}")
    axes[0, 2].remove()
    spectrum.plot(axes[1])
    statistics.plot(axes[2])
    return figure


if __name__ == "__main__":
    try:
        main()
    except (OSError, TypeError, ValueError) as error:
        sys.exit(f"error: {error}")
