# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Images of itk and SimpleITK: the same kind out as in, in the same place in space."""

import pickle

import itk
import numpy as np
import pytest
import SimpleITK

import phaseharmonics as ph

SPACING = [0.8, 1.25, 3.0]
ORIGIN = [-70.5, 12.25, 1e3]
TOLERANCE = 1e-12


def rotation(dimension):
    """About the last axis, and in 3-D about the first as well."""
    c, s = np.cos(0.4), np.sin(0.4)
    direction = np.eye(dimension)
    direction[:2, :2] = [[c, -s], [s, c]]
    if dimension == 3:
        direction = direction @ np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    return direction


def make(library, array, is_vector=False):
    dimension = array.ndim - is_vector
    if library == "itk":
        image = itk.image_from_array(array, is_vector=is_vector)
        image.SetDirection(itk.matrix_from_array(rotation(dimension)))
    else:
        image = SimpleITK.GetImageFromArray(array, isVector=is_vector)
        image.SetDirection(rotation(dimension).ravel().tolist())
    image.SetSpacing(SPACING[:dimension])
    image.SetOrigin(ORIGIN[:dimension])
    return image


def array_of(image):
    return itk.array_from_image(image) if "itk." in type(image).__module__ else SimpleITK.GetArrayFromImage(image)


def direction_of(image):
    direction = image.GetDirection()
    matrix = itk.array_from_matrix(direction) if "itk." in type(image).__module__ else np.array(direction)
    return np.ravel(matrix)


def assert_same_place(a, b):
    np.testing.assert_allclose(list(a.GetSpacing()), list(b.GetSpacing()), rtol=TOLERANCE)
    np.testing.assert_allclose(list(a.GetOrigin()), list(b.GetOrigin()), rtol=TOLERANCE, atol=TOLERANCE)
    np.testing.assert_allclose(direction_of(a), direction_of(b), atol=TOLERANCE)


@pytest.mark.parametrize("library", ["itk", "SimpleITK"])
@pytest.mark.parametrize("shape", [(30, 41), (12, 18, 20)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.uint8, np.int16])
def test_round_trip(rng, library, shape, dtype):
    array = rng.integers(0, 200, shape).astype(dtype)
    image = make(library, array)
    bands = ph.wavelet_bank(image)
    back = ph.inverse_wavelet_bank(bands)
    kept = dtype if np.dtype(dtype).kind == "f" else np.float32
    assert type(back) is type(make(library, array.astype(kept)))
    assert_same_place(back, image)
    assert array_of(back).dtype == kept
    np.testing.assert_allclose(array_of(back), array, atol=1e-3)
    np.testing.assert_array_equal(array_of(image), array)  # the input is as it was
    expected = ph.wavelet_bank(array)
    np.testing.assert_array_equal(bands[0], expected[0])


@pytest.mark.parametrize("library", ["itk", "SimpleITK"])
@pytest.mark.parametrize("shape", [(64, 90), (32, 36, 40)])
def test_bands_lie_over_the_image(rng, library, shape):
    image = make(library, rng.standard_normal(shape).astype(np.float32))
    bands = ph.wavelet_bank(image, scales=4 if len(shape) == 2 else 3, oversampling=1)
    low_pass = bands.low_pass_image()
    assert type(low_pass) is type(image)
    step = np.array(shape[::-1]) / np.array(
        low_pass.GetSize() if library == "SimpleITK" else array_of(low_pass).shape[::-1]
    )
    assert np.all(step > 1)
    np.testing.assert_allclose(list(low_pass.GetSpacing()), step * SPACING[: len(shape)], rtol=TOLERANCE)
    np.testing.assert_allclose(list(low_pass.GetOrigin()), ORIGIN[: len(shape)], rtol=TOLERANCE)
    np.testing.assert_allclose(direction_of(low_pass), direction_of(image), atol=TOLERANCE)


@pytest.mark.parametrize("library", ["itk", "SimpleITK"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_complex_images(rng, library, dtype):
    image = make(library, rng.standard_normal((32, 40)).astype(dtype))
    z = ph.wavelet_bank(image).image(1, 2)
    harmonic = ph.phase_harmonic(z, 3)
    assert type(harmonic) is type(z)
    assert_same_place(harmonic, image)
    bands = ph.wavelet_bank(array_of(image))
    np.testing.assert_array_equal(ph.rectify(z), ph.rectify(bands[1][2]))


@pytest.mark.parametrize("library", ["itk", "SimpleITK"])
@pytest.mark.parametrize("shape", [(24, 30), (10, 16, 18)])
def test_vector_images(rng, library, shape):
    array = rng.standard_normal(shape + (3,)).astype(np.float32)
    image = make(library, array, is_vector=True)
    bands = ph.wavelet_bank(image)
    back = ph.inverse_wavelet_bank(bands)
    assert type(back) is type(image)
    assert_same_place(back, image)
    np.testing.assert_allclose(array_of(back), array, atol=1e-5)
    moments = ph.moments(image)
    assert moments == [ph.moments(np.ascontiguousarray(array[..., c])) for c in range(3)]


@pytest.mark.parametrize(
    "image_type, expected",
    [
        (itk.Image[itk.Vector[itk.F, 2], 2], itk.Image[itk.Vector[itk.F, 2], 2]),
        (itk.Image[itk.CovariantVector[itk.F, 3], 2], itk.Image[itk.CovariantVector[itk.F, 3], 2]),
        (itk.VectorImage[itk.F, 2], itk.VectorImage[itk.F, 2]),
        # itk has no images of colors of float.
        (itk.Image[itk.RGBPixel[itk.UC], 2], itk.VectorImage[itk.F, 2]),
    ],
)
def test_kinds_of_vectors_of_itk(rng, image_type, expected):
    pixel = itk.template(image_type)[1][0]
    components = {itk.Vector[itk.F, 2]: 2}.get(pixel, 3)
    dtype = np.uint8 if pixel is itk.RGBPixel[itk.UC] else np.float32
    array = rng.integers(0, 255, (16, 20, components)).astype(dtype)
    image = itk.image_from_array(array, ttype=image_type)
    back = ph.inverse_wavelet_bank(ph.wavelet_bank(image))
    assert type(back) is expected
    np.testing.assert_allclose(itk.array_from_image(back), array, atol=1e-3)


def test_region_that_does_not_begin_at_zero(rng):
    whole = make("itk", rng.standard_normal((40, 48)).astype(np.float32))
    part = itk.extract_image_filter(whole, extraction_region=itk.ImageRegion[2]([5, 7], [32, 24]))
    bands = ph.wavelet_bank(part, oversampling=1, scales=4)
    back = ph.inverse_wavelet_bank(bands)
    assert list(back.GetLargestPossibleRegion().GetIndex()) == [5, 7]
    first = part.TransformIndexToPhysicalPoint([5, 7])
    for image in (back, bands.low_pass_image()):
        np.testing.assert_allclose(list(image.TransformIndexToPhysicalPoint([5, 7])), list(first), rtol=TOLERANCE)


@pytest.mark.parametrize("dimension", [2, 3])
def test_read_with_one_and_written_with_the_other(rng, tmp_path, dimension):
    array = rng.standard_normal((16, 20, 24)[-dimension:]).astype(np.float32)
    for reader, writer in (("itk", "SimpleITK"), ("SimpleITK", "itk")):
        path = str(tmp_path / f"{writer}.nrrd")
        image = make(writer, array)
        itk.imwrite(image, path) if writer == "itk" else SimpleITK.WriteImage(image, path)
        read = itk.imread(path) if reader == "itk" else SimpleITK.ReadImage(path)
        back = ph.inverse_wavelet_bank(ph.wavelet_bank(read))
        assert_same_place(back, image)
        path = str(tmp_path / f"back_{reader}.nii.gz")
        itk.imwrite(back, path) if reader == "itk" else SimpleITK.WriteImage(back, path)
        again = SimpleITK.ReadImage(path) if reader == "itk" else itk.imread(path)
        np.testing.assert_allclose(array_of(again), array, atol=1e-5)
    assert ph.moments(make("itk", array)) == ph.moments(make("SimpleITK", array))


def test_spacing_is_used(rng):
    array = rng.standard_normal((40, 40))
    image = make("SimpleITK", array)
    assert ph.moments(image, use_spacing=True).options.spacing == tuple(SPACING[:2])
    assert ph.moments(image, use_spacing=True) == ph.moments(make("itk", array), use_spacing=True)
    plain, physical = ph.wavelet_bank(image), ph.wavelet_bank(image, use_spacing=True)
    assert np.any(plain[0] != physical[0])
    np.testing.assert_allclose(array_of(ph.inverse_wavelet_bank(physical)), array, atol=1e-11)


@pytest.mark.parametrize("library", ["itk", "SimpleITK"])
def test_bands_of_images_can_be_pickled(rng, library):
    bands = ph.wavelet_bank(make(library, rng.standard_normal((20, 24))))
    copy = pickle.loads(pickle.dumps(bands))
    assert copy == bands
    assert_same_place(ph.inverse_wavelet_bank(copy), ph.inverse_wavelet_bank(bands))


def test_wrong_images(rng):
    with pytest.raises(ValueError, match="has 2 dimensions, but dimension=3"):
        ph.wavelet_bank(make("SimpleITK", rng.standard_normal((8, 8))), dimension=3)
    with pytest.raises(ValueError, match="not finite"):
        ph.wavelet_bank(make("itk", np.full((8, 8), np.nan)))
    with pytest.raises(ValueError, match="4 axes"):
        ph.wavelet_bank(SimpleITK.Image([4, 4, 4, 4], SimpleITK.sitkFloat32))
    with pytest.raises(TypeError, match="complex"):
        ph.moments(SimpleITK.Image([8, 8], SimpleITK.sitkComplexFloat32))
    with pytest.raises(TypeError, match="An image is expected"):
        ph.moments(SimpleITK.Euler2DTransform())


@pytest.mark.parametrize("library", ["itk", "SimpleITK"])
@pytest.mark.parametrize("sequence", [list, tuple])
def test_lists_of_images(rng, library, sequence):
    """NumPy would read those of SimpleITK as lists of pixels."""
    images = sequence(make(library, rng.standard_normal((16, 20))) for _ in range(2))
    with pytest.raises(TypeError, match=f"image is a {sequence.__name__} of images; call the function for each"):
        ph.moments(images)
