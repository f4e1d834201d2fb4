# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Functions in snake_case: images keep their geometry, NumPy arrays come back as NumPy arrays."""

from __future__ import annotations

import itk
import numpy as np


def complex_array(band) -> np.ndarray:
    """A complex image as an array. ITK's bridge to NumPy has no complex images, but the four rectified phases, each a
    positive or negative part of the real or imaginary one, are real images."""
    phases = [itk.array_from_image(phase) for phase in itk.rectified_wavelet_image_filter(band, number_of_phases=4)]
    return phases[0] - phases[2] + 1j * (phases[3] - phases[1])


def test_wavelet_bank_and_back(slice_image, assert_same_geometry):
    options = dict(number_of_scales=3, number_of_orientations=4)
    bank = itk.WaveletBankImageFilter.New(slice_image, **options)
    bank.Update()
    assert bank.GetNumberOfIndexedOutputs() == 12
    for scale in range(3):
        assert_same_geometry(bank.GetBandOutput(scale, 0), slice_image, size=scale == 0)
    recovered = itk.inverse_wavelet_bank_image_filter(
        *(bank.GetOutput(index) for index in range(12)), low_pass_input=bank.GetLowPassOutput(), **options
    )
    assert_same_geometry(recovered, slice_image)
    image = itk.array_from_image(slice_image)
    np.testing.assert_allclose(itk.array_from_image(recovered), image, atol=1e-5 * image.max())


def test_bands_are_a_tuple_of_complex_images(slice_image):
    bands = itk.wavelet_bank_image_filter(slice_image, number_of_scales=2, number_of_orientations=3)
    assert [type(band) for band in bands] == [itk.Image[itk.complex[itk.F], 2]] * 6


def test_harmonics_of_a_band(slice_image, assert_same_geometry):
    band = itk.wavelet_bank_image_filter(slice_image, number_of_scales=2)[1]
    z = complex_array(band)
    assert np.abs(z).max() > 1
    scale = np.abs(z).max()
    for order in (-1, 0, 1, 2, 3):
        harmonic = itk.phase_harmonic_image_filter(band, harmonic=order)
        assert_same_geometry(harmonic, band)
        expected = np.abs(z) * np.exp(1j * order * np.angle(z))
        np.testing.assert_allclose(complex_array(harmonic), expected, atol=2e-6 * scale)


def test_rectified_phases_and_back(slice_image, assert_same_geometry):
    band = itk.wavelet_bank_image_filter(slice_image, number_of_scales=2)[0]
    phases = itk.rectified_wavelet_image_filter(band, number_of_phases=6)
    assert len(phases) == 6
    assert_same_geometry(phases[0], band)
    recovered = itk.inverse_rectified_wavelet_image_filter(*phases)
    z = complex_array(band)
    np.testing.assert_allclose(complex_array(recovered), z, atol=1e-5 * np.abs(z).max())
    modulus = itk.rectified_wavelet_image_filter(band, number_of_phases=1, rectifier=itk.RectifierEnums.Kind_Modulus)
    np.testing.assert_allclose(itk.array_from_image(modulus), np.abs(z.real), atol=1e-6 * np.abs(z).max())


def test_scattering(slice_image):
    scattering = itk.ScatteringImageFilter.New(slice_image, number_of_scales=3, number_of_orientations=4, order=2)
    scattering.Update()
    image = scattering.GetOutput()
    assert image.GetNumberOfComponentsPerPixel() == 1 + 12 * 4 + 16 * 3
    assert scattering.GetChannelName(0) == "x * phi"
    array = itk.array_from_image(image)
    assert array.shape == (28, 23, 97)
    extents = [np.array(itk.size(i)) * np.array(i.GetSpacing()) for i in (image, slice_image)]
    np.testing.assert_allclose(*extents, rtol=1e-12)
    assert np.isfinite(array).all()
    again = itk.scattering_image_filter(slice_image, number_of_scales=3, number_of_orientations=4, order=2)
    np.testing.assert_array_equal(itk.array_from_image(again), array)


def test_arrays_come_back_as_arrays(noise):
    sample = itk.gaussian_synthesis_image_filter(noise, seed=3)
    assert isinstance(sample, np.ndarray)
    assert sample.shape == noise.shape and sample.dtype == np.float32
    spectra = [np.abs(np.fft.rfftn(array.astype(float))) for array in (sample, noise)]
    np.testing.assert_allclose(*spectra, atol=1e-5 * spectra[1].max())


def test_array_and_image_give_the_same(noise):
    options = dict(number_of_scales=2, order=1)
    images = [itk.scattering_image_filter(source, **options) for source in (noise, itk.image_from_array(noise))]
    np.testing.assert_array_equal(*map(itk.array_from_image, images))


def test_vector_images(noise):
    pair = itk.image_from_array(np.stack([noise[0], noise[1]], axis=-1), is_vector=True)
    both = itk.array_from_image(itk.scattering_image_filter(pair, number_of_scales=2, number_of_orientations=4))
    one = itk.array_from_image(
        itk.scattering_image_filter(noise[1].copy(), number_of_scales=2, number_of_orientations=4)
    )
    np.testing.assert_array_equal(both[..., one.shape[-1] :], one)


def test_random_series_and_its_exponents():
    source = itk.SeriesImageSource[itk.Image[itk.F, 2]].New(
        process=itk.SeriesEnums.Process_FractionalNoise, hurst_exponent=0.7, number_of_samples=8192, seed=2
    )
    spectrum = itk.MultifractalSpectrumFilter.New(source, form=itk.SeriesEnums.Form_Increments)
    spectrum.Update()
    table = itk.array_from_vnl_matrix(spectrum.GetTable(itk.SeriesEnums.Table_Cumulants))
    np.testing.assert_allclose(table[0, 1], 0.7, atol=0.05)
