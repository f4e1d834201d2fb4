# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Wavelets and moments beside those of PyWPH."""

from __future__ import annotations

import numpy as np
import pytest
import pywph
import SimpleITK
import torch

import phaseharmonics as ph

SCALES, ORIENTATIONS = 5, 4


@pytest.fixture(scope="module")
def operator():
    return pywph.WPHOp(256, 256, SCALES, L=ORIENTATIONS, dn=0)


@pytest.fixture
def field(data):
    return SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(data("dns2d_vorticity_256_seed201.mha"))))


def test_the_same_wavelets(operator):
    impulse = np.zeros((256, 256))
    impulse[0, 0] = 1
    bands = ph.wavelet_bank(impulse, scales=SCALES, orientations=ORIENTATIONS, full_grid=True)
    ours = np.fft.fft2(np.concatenate(list(bands)))
    np.testing.assert_allclose(ours, operator.psi_f.numpy(), atol=1e-6)


def equivalent(row):
    """The same covariance by its symmetries, and whether its value is to be conjugated: z_{j,l+L} = conj z_{j,l}, and
    swapping the two features."""
    j1, l1, k1, j2, l2, k2 = row
    turned = (j1, (l1 + ORIENTATIONS) % (2 * ORIENTATIONS), k1, j2, (l2 + ORIENTATIONS) % (2 * ORIENTATIONS), k2)
    swap = lambda r: r[3:] + r[:3]
    for same, conjugate in ((row, False), (turned, True), (swap(row), True), (swap(turned), False)):
        # Of moduli the opposite direction is the same.
        for first in {same[1], same[1] % ORIENTATIONS if same[2] == 0 else same[1]}:
            for second in {same[4], same[4] % ORIENTATIONS if same[5] == 0 else same[4]}:
                yield (same[0], first, same[2], same[3], second, same[5]), conjugate


def test_the_same_moments(operator, field):
    operator.load_model(["S11", "S00", "S01", "C01", "Cphase"], dn=0)
    theirs = operator.apply(torch.from_numpy(field), norm="auto").numpy()
    moments = ph.moments(
        field, scales=SCALES, orientations=ORIENTATIONS, full_grid=True, shift_range=0, scale_range=SCALES - 1
    )
    ours = {tuple(int(n) for n in row[:6]): value for row, value in zip(moments.indices, moments.covariances)}
    compared = 0
    for row, value in zip(operator.wph_moments_indices.numpy(), theirs):
        for same, conjugate in equivalent(tuple(int(n) for n in row[:6])):
            if same in ours:
                expected = np.conj(ours[same]) if conjugate else ours[same]
                assert value == pytest.approx(expected, abs=2e-5), row
                compared += 1
                break
    assert compared > len(theirs) / 2
