# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""The pictures of what is estimated of series."""

from __future__ import annotations

from typing import Any

import numpy as np


def _axes(axes: Any) -> Any:
    if axes is not None:
        return axes
    from matplotlib import pyplot

    return pyplot.subplots(1, 3, figsize=(12, 3.6), layout="constrained")[1]


def _draw(axis: Any, x: np.ndarray, estimate: Any, style: str = "-", label: str | None = None) -> None:
    """A curve and the band one standard error around it."""
    (line,) = axis.plot(x, estimate.value, style, label=label, markersize=4)
    if np.any(estimate.standard_error):
        low, high = estimate.value - estimate.standard_error, estimate.value + estimate.standard_error
        axis.fill_between(x, low, high, color=line.get_color(), alpha=0.2, linewidth=0)


def plot_spectrum(spectrum: Any, axes: Any = None) -> Any:
    exponents, dimensions, structure = _axes(axes)
    for name, label in (("zeta", "increments"), ("zeta_leaders", "leaders")):
        _draw(exponents, spectrum.q, getattr(spectrum, name), "o-", label)
    exponents.plot(spectrum.q, spectrum.q / 2, ":", color="gray", label="Brownian")
    exponents.set(title="Scaling exponents ζ(q)", xlabel="q")
    exponents.legend(fontsize="small")
    dimensions.plot(spectrum.h, spectrum.D, "o-", markersize=4)
    dimensions.set(title="Multifractal spectrum D(h)", xlabel="h")
    for order, row in zip(spectrum.q, spectrum.structure_functions):
        if order == np.floor(order):
            structure.loglog(spectrum.lags, row / row[0], "o-", markersize=4, label=f"q = {order:g}")
    structure.set(title="$S_q(l)$ over that of the smallest lag", xlabel="lag l")
    structure.legend(fontsize="small")
    return exponents.figure


def plot_statistics(statistics: Any, axes: Any = None) -> Any:
    density, leverage, volatility = _axes(axes)
    x = (np.arange(len(statistics.density)) + 0.5) * statistics.bin_width
    is_seen = statistics.density > 0
    density.semilogy(x[is_seen], statistics.density[is_seen], "o", markersize=4)
    gaussian = np.linspace(0.0, min(5.0, x[-1]), 100)
    density.plot(gaussian, np.sqrt(2 / np.pi) * np.exp(-(gaussian**2) / 2), ":", color="gray", label="Gaussian")
    density.set(title="Density P(|x|)", xlabel="|x| / s")
    density.legend(fontsize="small")
    # E[x^3] at lag 0 is no leverage.
    for sign in (-1, 1):
        side = np.sign(statistics.leverage_lags) == sign
        part = type(statistics.leverage)(*(np.asarray(each)[side] for each in vars(statistics.leverage).values()))
        _draw(leverage, statistics.leverage_lags[side], part, "C0-")
    leverage.axhline(0.0, color="gray", linewidth=0.8)
    leverage.set(title="Leverage $E[x_{t+τ}^2 x_t] / s^3$", xlabel="lag τ")
    later = type(statistics.leverage)(*(each[1:] for each in vars(statistics.volatility_autocorrelation).values()))
    _draw(volatility, statistics.lags[1:], later)
    volatility.axhline(0.0, color="gray", linewidth=0.8)
    volatility.set(title="Volatility: corr($|x_t|, |x_{t+τ}|$)", xlabel="lag τ", xscale="log")
    return density.figure


def plot_scattering(spectra: Any, axes: Any = None) -> Any:
    sparsity, energy, phase = _axes(axes)
    scale = np.arange(spectra.scales)
    sparsity.plot(scale, spectra.family("sparsity").real[: spectra.scales], "o-")
    sparsity.axhline(np.sqrt(np.pi) / 2, color="gray", linestyle=":", label="Gaussian")
    sparsity.set(title="Sparsity $E|W_j| / s_j$", xlabel="scale j")
    sparsity.legend(fontsize="small")
    energy.semilogy(spectra.scale_deviations**2, "o-")
    energy.set(title="Energy $s_j^2$", xlabel="scale j")
    is_phase = (spectra.indices[:, 0] == 2) & (spectra.indices[:, 3] < spectra.scales)
    rows, values = spectra.indices[is_phase], spectra.values[is_phase]
    distance = rows[:, 1] - rows[:, 3]
    steps = np.arange(distance.max() + 1)
    for part, label in ((values.real, "real"), (values.imag, "imaginary: time asymmetry")):
        phase.plot(steps, [part[distance == a].mean() for a in steps], "o-", label=label)
    phase.set(title="Phase-modulus spectra, mean over j", xlabel="distance of scales j - j'")
    phase.legend(fontsize="small")
    for axis in (sparsity, energy, phase):
        axis.xaxis.get_major_locator().set_params(integer=True)
    return sparsity.figure
