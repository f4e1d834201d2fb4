# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Bad input raises RuntimeError with the message of the filter."""

from __future__ import annotations

from pathlib import Path

import itk
import numpy as np
import pytest


def test_too_many_scales(slice_image):
    with pytest.raises(RuntimeError, match=r"(?i)scales"):
        itk.wavelet_bank_image_filter(slice_image, number_of_scales=9)


def test_pixel_that_is_not_finite(noise):
    noise[3, 4, 5] = np.nan
    with pytest.raises(RuntimeError, match=r"\[5, 4, 3\]"):
        itk.wavelet_bank_image_filter(itk.image_from_array(noise))


def test_missing_input():
    with pytest.raises(RuntimeError, match="(?i)input"):
        itk.WaveletBankImageFilter[itk.Image[itk.F, 2], itk.Image[itk.complex[itk.F], 2]].New().Update()


def test_band_of_another_size(slice_image):
    bank = itk.WaveletBankImageFilter.New(slice_image, number_of_scales=4)
    bank.Update()
    bands = [bank.GetOutput(index) for index in range(16)]
    bands[1] = bands[15]
    with pytest.raises(RuntimeError, match="expected size"):
        itk.inverse_wavelet_bank_image_filter(*bands, low_pass_input=bank.GetLowPassOutput(), number_of_scales=4)


def test_orientations_in_3d(noise):
    with pytest.raises(RuntimeError, match="6, 10 or 15"):
        itk.scattering_image_filter(noise, number_of_orientations=5)


def test_absent_file(tmp_path: Path):
    with pytest.raises(RuntimeError, match="absent.h5"):
        itk.phase_harmonic_moments_reader(file_name=str(tmp_path / "absent.h5"))


def test_no_dictionary(slice_image):
    with pytest.raises(RuntimeError, match="(?i)dictionary"):
        itk.sparse_denoising_image_filter(slice_image, noise_standard_deviation=1)
