# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Scattering coefficients beside those of kymatio's NumPy back end."""

from __future__ import annotations

import numpy as np
import pytest
from kymatio.numpy import Scattering2D
from kymatio_order import AS_KYMATIO, in_our_order

import phaseharmonics as ph


@pytest.mark.parametrize("shape, scales, orientations", [((32, 48), 3, 8), ((64, 64), 4, 6), ((40, 24), 2, 4)])
def test_the_same_coefficients(rng, shape, scales, orientations):
    images = rng.standard_normal((2,) + shape)
    ours = ph.scattering(images, dimension=2, scales=scales, orientations=orientations, **AS_KYMATIO)
    channels = ph.Scattering(shape, scales=scales, orientations=orientations, **AS_KYMATIO).channels
    theirs = in_our_order(Scattering2D(scales, shape, orientations)(images), channels, scales, orientations)
    assert ours.shape == theirs.shape
    for order in range(3):
        of_order = channels.order == order
        error = np.linalg.norm(ours[:, of_order] - theirs[:, of_order]) / np.linalg.norm(theirs[:, of_order])
        assert error < 1e-6, f"order {order}"
