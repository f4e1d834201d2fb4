# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
import pickle

import numpy as np
import pytest
import SimpleITK

import phaseharmonics as ph


@pytest.mark.parametrize("shape", [(64,), (61,), (64, 64), (61, 47), (20, 33), (12, 16, 20)])
@pytest.mark.parametrize("dtype, tolerance", [(np.float32, 1e-5), (np.float64, 1e-12)])
@pytest.mark.parametrize("full_grid", [False, True])
def test_forward_then_inverse(rng, shape, dtype, tolerance, full_grid):
    image = rng.standard_normal(shape).astype(dtype)
    bands = ph.wavelet_bank(image, full_grid=full_grid)
    assert len(bands) == bands.options.scales
    if full_grid:
        assert all(band.shape == (bands.options.orientations,) + shape for band in bands)
    back = ph.inverse_wavelet_bank(bands)
    assert back.dtype == dtype
    np.testing.assert_allclose(back, image, atol=tolerance)


def test_bands_of_a_plane_wave():
    """x = cos(w.u) gives z = psi^(w) e^{i w.u} / 2: its modulus is constant, and largest where the wavelet looks."""
    y, x = np.mgrid[:64, :64]
    wave = np.cos(2 * np.pi * (8 * x) / 64)
    bands = ph.wavelet_bank(wave, scales=4, orientations=4, full_grid=True)
    moduli = np.array([np.abs(band) for band in bands])
    np.testing.assert_allclose(moduli.std(axis=(2, 3)), 0, atol=1e-12)
    scale, orientation = np.unravel_index(moduli.mean(axis=(2, 3)).argmax(), (4, 4))
    assert orientation == 0  # along x
    wave = np.cos(2 * np.pi * (8 * y) / 64)
    moduli = np.array([np.abs(band).mean(axis=(1, 2)) for band in ph.wavelet_bank(wave, scales=4, full_grid=True)])
    assert np.unravel_index(moduli.argmax(), (4, 4)) == (scale, 2)  # along y


def test_parseval_keeps_the_energy(rng):
    image = rng.standard_normal((48, 48))
    bands = ph.wavelet_bank(image, frame="parseval", full_grid=True)
    energy = np.sum(bands.low_pass**2) + 2 * sum(np.sum(np.abs(band) ** 2) for band in bands)
    np.testing.assert_allclose(energy, np.sum(image**2), rtol=1e-12)
    assert ph.WaveletBank((48, 48), frame="parseval", full_grid=True, dtype=float).frame_bounds == pytest.approx((1, 1))


def test_frame_bounds_of_the_published_wavelets():
    lower, upper = ph.WaveletBank((256, 256), dtype=np.float64, scales=5, orientations=4).frame_bounds
    assert lower == pytest.approx(0.597, abs=2e-3) and upper == pytest.approx(1.127, abs=2e-3)


def test_bank_is_used_again(rng):
    bank = ph.WaveletBank((32, 40), orientations=6, dtype=np.float64)
    for _ in range(2):
        image = rng.standard_normal((32, 40))
        assert bank.forward(image) == ph.wavelet_bank(image, orientations=6)
        np.testing.assert_allclose(bank.inverse(bank.forward(image)), image, atol=1e-12)
    batch = rng.standard_normal((3, 32, 40))
    assert bank.forward(batch)[0].shape[:2] == (3, 6)
    copy = pickle.loads(pickle.dumps(bank))
    assert copy.forward(batch) == bank.forward(batch)
    with pytest.raises(ValueError, match=r"shape \(40, 32\), but the bank is for \(32, 40\)"):
        bank.forward(batch[0].T)
    with pytest.raises(TypeError, match="float32, but the bank is for float64"):
        bank.forward(batch[0].astype(np.float32))
    with pytest.raises(ValueError, match="another bank"):
        bank.inverse(ph.wavelet_bank(batch[0], orientations=4))


def test_bands_can_be_pickled_and_changed(rng):
    image = rng.standard_normal((32, 32))
    bands = ph.wavelet_bank(image)
    assert pickle.loads(pickle.dumps(bands)) == bands
    bands.arrays[0] = np.zeros_like(bands.arrays[0])
    smooth = ph.inverse_wavelet_bank(bands)
    assert smooth.var() < 0.7 * image.var()
    bands.arrays[0] = bands.arrays[0][:, :-1]
    with pytest.raises(ValueError, match="bands of scale 0"):
        ph.inverse_wavelet_bank(bands)
    bands = ph.wavelet_bank(image)
    bands.arrays[1][0, 3, 5] = np.nan
    with pytest.raises(ValueError, match="the band of scale 1 is not finite"):
        ph.inverse_wavelet_bank(bands)


def test_morlet_and_battle_lemarie(rng):
    assert ph.wavelet_bank(rng.standard_normal((32, 32)), family="morlet").options.family == "morlet"
    series = ph.wavelet_bank(rng.standard_normal(256), family="battle-lemarie", scales=10, voices=2)
    assert len(series) == 10 and series.options.voices == 2
    with pytest.raises(ValueError, match="1-D"):
        ph.wavelet_bank(rng.standard_normal((32, 32)), family="battle-lemarie")


def oblique(array, spacing):
    """An image of anisotropic spacing, rotated about its last axis."""
    image = SimpleITK.GetImageFromArray(array)
    dimension = image.GetDimension()
    direction = np.eye(dimension)
    direction[:2, :2] = [[np.cos(0.3), -np.sin(0.3)], [np.sin(0.3), np.cos(0.3)]]
    image.SetDirection(direction.ravel().tolist())
    image.SetSpacing(spacing)
    image.SetOrigin([-70.5, 12.25, 3.0][:dimension])
    return image


@pytest.mark.parametrize("dimension", [2, 3])
@pytest.mark.parametrize("options", [{}, {"use_spacing": True, "frame": "parseval"}])
def test_same_bits_as_the_program(program, data, tmp_path, dimension, options):
    if dimension == 2:
        pixels = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(data("BrainProtonDensitySlice.png"))))[:, :, 0]
        image = oblique(pixels, [0.9, 1.2])
    else:
        volume = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(data("volume_neghip.mha"))))
        image = oblique(volume[:40, :36, :50], [0.5, 0.5, 0.75])
    SimpleITK.WriteImage(image, str(tmp_path / "image.mha"))
    arguments = ["--use-spacing", "--frame", "parseval"] if options else []
    (tmp_path / "bands").mkdir()
    program("TransformImage", tmp_path / "image.mha", tmp_path / "bands/b", "--scales", 3, "--harmonics", 2, *arguments)
    bands = ph.wavelet_bank(image, scales=3, **options)
    files = {"b_lowpass.nrrd": bands.low_pass_image()}
    for scale in range(3):
        for orientation in range(bands.options.orientations):
            band = bands.image(scale, orientation)
            files[f"b_j{scale}_l{orientation}.nrrd"] = band
            files[f"b_j{scale}_l{orientation}_k2.nrrd"] = ph.phase_harmonic(band, 2)
    assert set(files) == {file.name for file in (tmp_path / "bands").iterdir()}
    for file, mine in files.items():
        theirs = SimpleITK.ReadImage(str(tmp_path / "bands" / file))
        assert theirs.GetPixelIDTypeAsString() == mine.GetPixelIDTypeAsString()
        np.testing.assert_array_equal(
            SimpleITK.GetArrayViewFromImage(mine), SimpleITK.GetArrayViewFromImage(theirs), err_msg=file
        )
        np.testing.assert_allclose(mine.GetSpacing(), theirs.GetSpacing(), rtol=1e-12)
        np.testing.assert_allclose(mine.GetOrigin(), theirs.GetOrigin(), atol=1e-12)
        np.testing.assert_allclose(mine.GetDirection(), theirs.GetDirection(), atol=1e-12)


@pytest.mark.parametrize("leading", [(), (3,)])
def test_memory_is_used_again(rng, leading):
    bank = ph.WaveletBank((24, 32), dtype=np.float64)
    first, second = (rng.standard_normal(leading + (24, 32)) for _ in range(2))
    out = bank.forward(first)
    memory = out[0].ctypes.data
    assert bank.forward(second, out=out) is out
    assert out[0].ctypes.data == memory
    assert out == bank.forward(second)


def test_memory_of_an_image_elsewhere(rng):
    bank = ph.WaveletBank((24, 32), dtype=np.float64)
    images = [SimpleITK.GetImageFromArray(rng.standard_normal((24, 32))) for _ in range(2)]
    images[1].SetOrigin((3.0, -2.0))
    out = bank.forward(images[0])
    assert bank.forward(images[1], out=out).image(0, 0).GetOrigin() == (3.0, -2.0)
    assert isinstance(bank.forward(rng.standard_normal((24, 32)), out=out).image(0, 0), np.ndarray)


def test_memory_that_does_not_fit(rng):
    bank = ph.WaveletBank((24, 32), dtype=np.float64)
    image = rng.standard_normal((24, 32))
    with pytest.raises(ValueError, match="another bank"):
        bank.forward(image, out=ph.wavelet_bank(image, orientations=2))
    with pytest.raises(ValueError, match="another bank"):
        bank.forward(image, out=ph.wavelet_bank(image.astype(np.float32)))
    with pytest.raises(ValueError, match="as many images"):
        bank.forward(image, out=bank.forward(image[None]))
    out = bank.forward(image)
    out.arrays[0] = out.arrays[0][:, ::-1]
    with pytest.raises(ValueError, match="contiguous and writeable"):
        bank.forward(image, out=out)
    out.arrays[0] = np.zeros((4, 24, 30), complex)
    with pytest.raises(ValueError, match="bands of scale 0"):
        bank.forward(image, out=out)


def test_banks_are_compared():
    bank = ph.WaveletBank((32, 40), scales=2)
    assert bank == pickle.loads(pickle.dumps(bank)) == ph.WaveletBank((32, 40), bank.options)
    assert bank != ph.WaveletBank((32, 40), scales=3)
    assert bank != ph.WaveletBank((40, 32), scales=2)
    assert bank != ph.WaveletBank((32, 40), scales=2, dtype=float)


def test_images_where_bands_are_expected(rng):
    with pytest.raises(TypeError, match="bands must be WaveletBands, not ndarray"):
        ph.inverse_wavelet_bank(rng.standard_normal((32, 32)))


def test_banks_beyond_any_memory():
    with pytest.raises(MemoryError):
        ph.WaveletBank((2**30, 2**30, 2**30))
