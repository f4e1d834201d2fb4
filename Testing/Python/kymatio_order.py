# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""How the coefficients of kymatio's Scattering2D are ordered and scaled."""

from __future__ import annotations

import numpy as np

import phaseharmonics as ph

AS_KYMATIO = {
    "family": "morlet",
    "subsampling": "fold",
    "oversampling": 0,
    "boundary": "mirror",
    "phases": 0,
    "order": 2,
}


def in_our_order(theirs: np.ndarray, channels: ph.ScatteringChannels, scales: int, orientations: int) -> np.ndarray:
    """Coefficients (..., channel, y, x) of kymatio as ours.

    Its orientation t is our t + 1, if their number is even, and its last one the opposite of our first; it divides its
    filters by 2 * 3.1415 s^2, not 2 pi s^2."""
    first = (channels.orientation1 - 1) % orientations
    second = (channels.orientation2 - 1) % orientations
    pairs = [0]  # of scales, before each first scale
    for scale in range(scales):
        pairs.append(pairs[-1] + scales - 1 - scale)
    of_order_2 = (
        1
        + scales * orientations
        + np.take(pairs, channels.scale1) * orientations**2
        + first * orientations * (scales - 1 - channels.scale1)
        + (channels.scale2 - channels.scale1 - 1) * orientations
        + second
    )
    of_order_1 = 1 + channels.scale1 * orientations + first
    index = np.choose(channels.order, [0 * of_order_1, of_order_1, of_order_2])
    unit = (np.pi / 3.1415) ** (channels.order + 1.0)
    return theirs[..., index, :, :] / unit[:, np.newaxis, np.newaxis]
