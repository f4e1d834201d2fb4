# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Data that the tests share."""

from __future__ import annotations

import shutil
from pathlib import Path

import itk
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def data(tmp_path: Path):
    """Path of a file of Testing/Data, such as data("volume_neghip.mha"), in a folder that may be written to."""

    def find(name: str) -> Path:
        content = (ROOT / "Testing" / "Data" / f"{name}.sha512").read_text().strip()
        return Path(shutil.copy(ROOT / ".ExternalData" / "SHA512" / content, tmp_path / name))

    return find


@pytest.fixture
def slice_image(data):
    """An MRI slice of 217 x 181 pixels, at a place and with a spacing and direction of its own."""
    image = itk.imread(str(data("BrainProtonDensitySlice.png")), itk.F)
    image.SetSpacing([0.9, 1.1])
    image.SetOrigin([-31.0, 12.5])
    image.SetDirection(itk.matrix_from_array(np.array([[0.8, -0.6], [0.6, 0.8]])))
    return image


@pytest.fixture
def noise() -> np.ndarray:
    """Positive numbers, float32, of shape (20, 24, 28)."""
    return np.random.default_rng(1).gamma(2.0, size=(20, 24, 28)).astype(np.float32)


@pytest.fixture
def assert_same_geometry():
    """Compares spacing, origin and direction of two images, and the size unless told otherwise."""

    def check(image, expected, size: bool = True) -> None:
        if size:
            assert list(itk.size(image)) == list(itk.size(expected))
        np.testing.assert_allclose(list(image.GetSpacing()), list(expected.GetSpacing()), rtol=1e-12)
        np.testing.assert_allclose(list(image.GetOrigin()), list(expected.GetOrigin()), rtol=1e-12)
        np.testing.assert_allclose(
            itk.array_from_matrix(image.GetDirection()), itk.array_from_matrix(expected.GetDirection()), atol=1e-12
        )

    return check
