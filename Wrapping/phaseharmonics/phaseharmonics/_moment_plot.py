# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""The picture of `Moments.plot`."""

from __future__ import annotations

from typing import Any

import numpy as np


def _band_table(moments: Any, harmonic: int, values: np.ndarray) -> np.ndarray:
    """Values of the features of one harmonic, scale by orientation; NaN where there are none."""
    options = moments.options
    table = np.full((options.scales, options.orientations), np.nan)
    for (j, l, k), value in zip(moments.features, values):
        if j < options.scales and k == harmonic:
            table[j, l] = value
    return table


def _modulus_correlations(moments: Any) -> np.ndarray:
    """Mean correlation of |z_{j1}| and |z_{j2}| at equal positions, over the orientations that are compared."""
    scales = moments.options.scales
    total, count = np.zeros((scales, scales)), np.zeros((scales, scales))
    values = moments._kernel.values(True).real
    for row, value in zip(moments.indices, values):
        j1, l1, k1, j2, l2, k2 = row[:6]
        if k1 == 0 and k2 == 0 and max(j1, j2) < scales and not np.any(row[6:]) and (j1, l1) != (j2, l2):
            for pair in {(j1, j2), (j2, j1)}:
                total[pair] += value
                count[pair] += 1
    return np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)


def plot_moments(moments: Any, axes: Any = None) -> Any:
    from matplotlib import pyplot

    if axes is None:
        _, axes = pyplot.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
    energy, sparsity, correlation = axes
    scale = np.arange(moments.options.scales)
    deviations = moments.deviations
    band_energy = _band_table(moments, 1, deviations**2)
    modulus_mean = _band_table(moments, 0, moments.means.real)
    for l in range(moments.options.orientations):
        energy.semilogy(scale, band_energy[:, l], "o-", label=f"{l}")
        with np.errstate(invalid="ignore", divide="ignore"):
            ratio = modulus_mean[:, l] ** 2 / band_energy[:, l]
        sparsity.plot(scale, ratio, "o-")
    sparsity.axhline(np.pi / 4, color="gray", linestyle=":")
    sparsity.annotate("Gaussian", (0, np.pi / 4), xytext=(0, 3), textcoords="offset points", color="gray")
    energy.set(title="Energy of the bands", xlabel="scale j", ylabel="E|z|²")
    if moments.options.orientations > 1:
        energy.legend(title="orientation", ncols=2, fontsize="small")
    sparsity.set(title="Sparsity: (E|z|)² / E|z|²", xlabel="scale j", ylim=(0, 1))
    drawn = correlation.imshow(_modulus_correlations(moments), vmin=-1, vmax=1, cmap="RdBu_r", origin="lower")
    correlation.set(title="Correlation of moduli", xlabel="scale j₂", ylabel="scale j₁")
    correlation.figure.colorbar(drawn, ax=correlation)
    for axis in axes:
        axis.xaxis.get_major_locator().set_params(integer=True)
    return energy.figure
