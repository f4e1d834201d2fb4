#!/usr/bin/env python3
# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Writes series of random processes whose scaling, kurtosis and leverage are known in closed form."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import Any, Callable

import numpy as np

import phaseharmonics as ph

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Common"))
import series_table  # noqa: E402

NAMES = ["FractionalNoise", "MultifractalRandomWalk", "SkewedMultifractalWalk", "MinimalLeverage", "Poisson"]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("process", metavar="PROCESS", choices=NAMES, help=", ".join(NAMES))
    parser.add_argument("output", metavar="OUTPUT", help="file to write: .csv")
    parser.add_argument("--length", type=int, default=4096, metavar="N", help="length of a series [4096]")
    parser.add_argument("--samples", type=int, default=1, metavar="K", help="independent series, one a column [1]")
    parser.add_argument("--form", default="returns", choices=["returns", "path", "prices"], help="[returns]")
    parser.add_argument("--deviation", type=float, default=1.0, metavar="S", help="factor of the returns [1]")
    for field in dataclasses.fields(ph.SeriesProcess):
        option = "--" + field.name.replace("_", "-")
        if isinstance(field.default, bool):
            parser.add_argument(option, action="store_true", help="all jumps of Poisson noise are +1")
        elif field.name != "name":
            parser.add_argument(option, type=type(field.default), default=field.default, help=f"[{field.default}]")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="seed [0]")
    parser.add_argument("--picture", metavar="FILE", help="picture of the first series and their sums")
    parser.add_argument("--report", metavar="FILE", help="what is known of the process, as JSON")
    return parser.parse_args()


def known(closed_form: Callable[..., float], *arguments: Any) -> float | None:
    try:
        return closed_form(*arguments)
    except ValueError:
        return None


def closed_forms(process: ph.SeriesProcess) -> dict[str, Any]:
    return {
        "process": process.name,
        "zeta_1_to_4": [known(process.scaling_exponent, q) for q in (1, 2, 3, 4)],
        "c1": known(process.log_cumulant, 1),
        "c2": known(process.log_cumulant, 2),
        "variance": known(process.variance),
        "kurtosis": known(process.kurtosis),
        "leverage_at_1_to_20": [known(process.leverage_at, lag) for lag in range(1, 21)],
    }


def main() -> None:
    options = parse()
    fields = [field.name for field in dataclasses.fields(ph.SeriesProcess) if field.name != "name"]
    process = ph.SeriesProcess(options.process, **{name: getattr(options, name) for name in fields})
    series = ph.generate_series(
        process,
        options.length,
        samples=options.samples,
        form=options.form,
        deviation=options.deviation,
        seed=options.seed,
        progress=True,
    )
    name = {"returns": "return", "path": "path", "prices": "price"}[options.form]
    names = [name] if options.samples == 1 else [f"{name} {i + 1}" for i in range(options.samples)]
    series_table.write_series(options.output, series, names)
    if options.picture:
        returns = ph.generate_series(process, options.length, samples=min(4, options.samples), seed=options.seed)
        draw(process.name, options.deviation * returns).savefig(options.picture)
    if options.report:
        Path(options.report).write_text(json.dumps(closed_forms(process), indent=2))
    print(f"{options.samples} series of {options.length} samples")


def draw(name: str, samples: np.ndarray):
    """Returns on the left, their sums on the right."""
    from matplotlib import pyplot

    size = (10, 2.4 * len(samples))
    figure, axes = pyplot.subplots(len(samples), 2, figsize=size, layout="constrained", squeeze=False)
    for row, values in zip(axes, samples):
        row[0].plot(values, linewidth=0.6)
        row[1].plot(np.cumsum(values), linewidth=0.8)
    axes[0, 0].set_title(f"{name}: increments")
    axes[0, 1].set_title("their sums")
    return figure


if __name__ == "__main__":
    try:
        main()
    except (OSError, TypeError, ValueError) as error:
        sys.exit(f"error: {error}")
