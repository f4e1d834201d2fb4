#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Draws new series of returns with the scattering spectra and the marginals of SERIES, and compares them with it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import pandas

import phaseharmonics as ph

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Common"))
import series_table  # noqa: E402


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    series_table.add_series_options(parser)
    parser.add_argument("output", metavar="OUTPUT", help="new series, a column for each: .csv")
    parser.add_argument("--write", choices=["returns", "prices"], help="[prices if the input is prices]")
    parser.add_argument("--samples", type=int, default=1, metavar="K", help="number of series to draw [1]")
    parser.add_argument("--length", type=int, metavar="N", help="returns of each [those of the input]")
    parser.add_argument("--scales", type=int, metavar="J", help="number of octaves [log2 of the length, less 3]")
    parser.add_argument("--windows", type=int, default=8, metavar="N", help="sums that keep their marginals [8]")
    parser.add_argument("--iterations", type=int, default=1000, metavar="N", help="of each series [1000]")
    parser.add_argument("--checkpoint", metavar="FILE", help="file to save the state to, and to go on from")
    parser.add_argument("--checkpoint-interval", type=int, default=0, metavar="N", help="[after each series]")
    series_table.add_figure_options(parser)
    return parser.parse_args()


def main() -> None:
    options = parse()
    series = series_table.read_series(options.series, options.column)
    returns = ph.returns_of_prices(series) if options.prices else series
    samples = ph.synthesize_series(
        returns,
        samples=options.samples,
        length=options.length,
        scales=options.scales,
        windows=options.windows,
        iterations=options.iterations,
        seed=options.seed,
        checkpoint=options.checkpoint,
        checkpoint_interval=options.checkpoint_interval,
        threads=options.threads,
        progress=True,
    )
    writes_prices = options.write == "prices" or (options.write is None and options.prices)
    series_table.write_series(options.output, ph.prices_of_returns(samples) if writes_prices else samples)

    data = series_table.figures_of(returns, options)
    drawn = [series_table.figures_of(samples[name], options) for name in samples]
    if options.picture:
        draw(returns, data, samples["sample_1"], drawn[0]).savefig(options.picture)
    members = [series_table.rows_of(*figures) for figures in drawn]
    print(f"{'':26} {returns.name:>18} {'samples':>18}")
    for name, (value, error) in series_table.rows_of(*data).items():
        values = [member[name][0] for member in members if name in member]
        if values:
            spread = np.std(values, ddof=1) if len(values) > 1 else members[0][name][1]
            print(f"{name:26} {value:9.4g} ± {error:<6.2g} {np.mean(values):9.4g} ± {spread:<6.2g}")


def draw(returns: pandas.Series, data: tuple, sample: pandas.Series, drawn: tuple):
    """Data above the first sample: returns, then what is estimated of them."""
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(5, 3, figsize=(12, 14), layout="constrained")
    for axis, values, title in zip(axes[0], (returns, sample), (returns.name, "sample")):
        axis.plot(values.to_numpy(), linewidth=0.6)
        axis.set(title=f"{title}: returns")
    axes[0, 2].plot(returns.cumsum().to_numpy(), label=returns.name)
    axes[0, 2].plot(sample.cumsum().to_numpy(), label="sample")
    axes[0, 2].set(title="their sums")
    axes[0, 2].legend(fontsize="small")
    for row, (spectrum, statistics), title in ((1, data, returns.name), (3, drawn, "sample")):
        spectrum.plot(axes[row])
        statistics.plot(axes[row + 1])
        for axis in axes[row : row + 2].flat:
            axis.set_title(f"{title}: {axis.get_title()}", fontsize="small")
    return figure


if __name__ == "__main__":
    try:
        main()
    except (OSError, TypeError, ValueError) as error:
        sys.exit(f"error: {error}")
