# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Scattering coefficients: those of the program, of kymatio, and their places in space."""

from __future__ import annotations

import pickle

import h5py
import itk
import numpy as np
import pytest
import SimpleITK
from kymatio_order import AS_KYMATIO, in_our_order

import phaseharmonics as ph

SHAPE = (32, 40)


@pytest.fixture
def image(rng):
    return rng.standard_normal(SHAPE).astype(np.float32)


def write(path, array, is_vector=False):
    image = SimpleITK.GetImageFromArray(array, isVector=is_vector)
    SimpleITK.WriteImage(image, str(path))
    return path


@pytest.mark.parametrize(
    "arguments, choices",
    [
        ([], {}),
        (
            ["--scales", 3, "--orientations", 8, "--order", 2, "--boundary", "mirror"],
            {"scales": 3, "orientations": 8, "order": 2, "boundary": "mirror"},
        ),
        (
            "--scales 3 --family morlet --subsampling fold --oversampling 0 --phases 0 --order 2 --variant log".split(),
            {"scales": 3, "family": "morlet", "subsampling": "fold", "oversampling": 0, "phases": 0, "order": 2}
            | {"variant": "log"},
        ),
        (
            "--scales 2 --phases 6 --order 2 --variant normalized --epsilon 0.1 --oversampling 2".split(),
            {"scales": 2, "phases": 6, "order": 2, "variant": "normalized", "epsilon": 0.1, "oversampling": 2},
        ),
    ],
)
def test_equals_the_program(program, rng, tmp_path, arguments, choices):
    images = rng.standard_normal((3,) + SHAPE).astype(np.float32)
    paths = [write(tmp_path / f"{i}.mha", image) for i, image in enumerate(images)]
    program("EncodeImages", *paths, tmp_path / "codes.h5", *arguments)
    transform = ph.Scattering(SHAPE, **choices)
    with h5py.File(tmp_path / "codes.h5") as file:
        assert np.array_equal(ph.scattering(images, dimension=2, **choices), file["codes"][:])
        assert np.array_equal(transform.forward(images), file["codes"][:])
        for name in ("order", "scale1", "orientation1", "phase", "scale2", "orientation2"):
            of_program = file[f"channels/{name}"][:]
            assert np.array_equal(np.maximum(getattr(transform.channels, name), 0), of_program), name
        assert transform.step == tuple(file["geometry/step"])
        assert transform.start == tuple(file["geometry/start"])


@pytest.mark.parametrize("shape", [(128,), (12, 16, 20)])
def test_equals_the_program_in_other_dimensions(program, rng, tmp_path, shape):
    image = rng.standard_normal(shape).astype(np.float32)
    path = write(tmp_path / "image.mha", image if len(shape) > 1 else image[np.newaxis])
    program("EncodeImages", path, tmp_path / "codes.h5", "--scales", 2, "--order", 2)
    with h5py.File(tmp_path / "codes.h5") as file:
        assert np.array_equal(ph.scattering(image, scales=2, order=2), file["codes"][0])


@pytest.mark.parametrize("boundary", ["periodic", "mirror"])
def test_vector_images_lie_where_those_of_the_program_lie(program, rng, tmp_path, boundary):
    pixels = rng.standard_normal(SHAPE + (3,)).astype(np.float32)
    image = SimpleITK.GetImageFromArray(pixels, isVector=True)
    image.SetSpacing((0.5, 2.0))
    image.SetOrigin((-3.0, 7.0))
    image.SetDirection((0.6, -0.8, 0.8, 0.6))
    SimpleITK.WriteImage(image, str(tmp_path / "image.mha"))
    program("EncodeImages", tmp_path / "image.mha", tmp_path / "codes.nrrd", "--scales", 3, "--boundary", boundary)
    expected = SimpleITK.ReadImage(str(tmp_path / "codes.nrrd"))
    found = ph.scattering(image, scales=3, boundary=boundary)
    assert np.array_equal(SimpleITK.GetArrayFromImage(found), SimpleITK.GetArrayFromImage(expected))
    assert found.GetNumberOfComponentsPerPixel() == 3 * (1 + 3 * 4 * 4)

    itk_image = itk.imread(str(tmp_path / "image.mha"))
    of_itk = ph.scattering(itk_image, scales=3, boundary=boundary)
    assert np.array_equal(itk.array_from_image(of_itk), SimpleITK.GetArrayFromImage(expected))
    for name in ("GetSpacing", "GetOrigin"):
        assert np.allclose(getattr(found, name)(), getattr(expected, name)(), rtol=0, atol=1e-12)
        assert np.allclose(tuple(getattr(of_itk, name)()), getattr(expected, name)(), rtol=0, atol=1e-12)
    assert np.allclose(found.GetDirection(), expected.GetDirection(), rtol=0, atol=1e-12)


def test_scalar_images_become_vector_images(image):
    expected = np.moveaxis(ph.scattering(image, scales=3), 0, -1)
    of_itk = ph.scattering(itk.image_from_array(image), scales=3)
    assert np.array_equal(itk.array_from_image(of_itk), expected)
    of_simple_itk = ph.scattering(SimpleITK.GetImageFromArray(image), scales=3)
    assert np.array_equal(SimpleITK.GetArrayFromImage(of_simple_itk), expected)


def test_a_place_other_than_the_first_index(image):
    shifted = itk.image_from_array(image)
    region = itk.ImageRegion[2]([-5, 4], [SHAPE[1], SHAPE[0]])
    shifted.SetRegions(region)
    shifted.SetSpacing((2.0, 3.0))
    coarse = ph.scattering(shifted, scales=3)
    first = shifted.TransformIndexToPhysicalPoint([-5, 4])
    assert list(coarse.TransformIndexToPhysicalPoint(coarse.GetLargestPossibleRegion().GetIndex())) == list(first)


def test_equals_values_of_kymatio(data):
    text = data("scattering_kymatio_40x32.txt").read_text()
    numbers = [float(line) for line in text.splitlines() if not line.startswith("#")]
    r, c = np.mgrid[:32, :40]
    image = ((7 * r * r + 3 * c * c + 5 * r * c + 11 * r + 2 * c) % 101) / 101.0
    ours = ph.scattering(image, scales=3, orientations=8, **AS_KYMATIO)
    channels = ph.Scattering(SHAPE, scales=3, orientations=8, **AS_KYMATIO).channels
    theirs = in_our_order(np.reshape(numbers, (-1, 4, 5)), channels, 3, 8)
    assert np.abs(ours / theirs - 1.0).max() < 1e-5


def test_batches_threads_and_layouts_do_not_matter(rng):
    images = rng.standard_normal((2, 3) + SHAPE).astype(np.float32)
    together = ph.scattering(images, scales=3, order=2, dimension=2, threads=1)
    assert together.shape == (2, 3, 1 + 3 * 4 * 4 + 4 * 4 * 3, 4, 5)
    assert np.array_equal(together, ph.scattering(images, scales=3, order=2, dimension=2, threads=3))
    one = np.asfortranarray(images[1, 2])
    one.setflags(write=False)
    assert np.array_equal(together[1, 2], ph.scattering(one, scales=3, order=2))


def test_types_are_kept_and_integers_promoted(image):
    double = ph.scattering(image.astype(np.float64), scales=3)
    assert double.dtype == np.float64
    single = ph.scattering(image, scales=3)
    assert single.dtype == np.float32
    assert 0 < np.abs(single - double).max() < 1e-5
    bytes_ = (image * 40 + 100).astype(np.uint8)
    assert np.array_equal(ph.scattering(bytes_, scales=3), ph.scattering(bytes_.astype(np.float32), scales=3))
    assert ph.scattering(bytes_.astype(np.int32), scales=3).dtype == np.float64


def test_order_zero_keeps_the_mean(image):
    coefficients = ph.scattering(image.astype(np.float64), scales=3)
    assert np.isclose(coefficients[0].mean(), image.mean(dtype=np.float64), rtol=1e-12)


def test_adjoint_is_the_derivative(rng):
    transform = ph.Scattering((16, 16), scales=2, order=2, dtype=np.float64)
    image, direction = rng.standard_normal((2, 16, 16))
    gradient = rng.standard_normal(transform.output_shape)
    change = [np.vdot(gradient, transform.forward(image + s * 1e-6 * direction)) for s in (1, -1)]
    derivative = np.vdot(transform.adjoint(image, gradient), direction)
    assert np.isclose(derivative, (change[0] - change[1]) / 2e-6, rtol=1e-6)
    batch = transform.adjoint(np.stack([direction, image]), np.stack([gradient, gradient]), threads=2)
    assert np.array_equal(batch[1], transform.adjoint(image, gradient, threads=1))
    with pytest.raises(ValueError, match="gradient has shape"):
        transform.adjoint(image, gradient[1:])


def test_pickle_equality_and_repr(image):
    transform = ph.Scattering(SHAPE, scales=3, order=2, boundary="mirror", family="morlet")
    copy = pickle.loads(pickle.dumps(transform))
    assert copy == transform
    assert copy.channels == transform.channels
    assert np.array_equal(copy.forward(image), transform.forward(image))
    assert transform != ph.Scattering(SHAPE, scales=3, order=2, family="morlet")
    assert "order 2: 3 scales" in repr(transform)
    table = transform.channels.to_dataframe()
    assert len(table) == len(transform.channels) == transform.output_shape[0]
    assert table.iloc[-1].to_list() == [2, 1, 3, -1, 2, 3, "j=1 l=3, j=2 l=3"]
    assert transform.channels.name[:3].tolist() == ["x * phi", "j=0 l=0 phase=0", "j=0 l=0 phase=1"]


def test_progress_shows_images(rng, capsys):
    images = rng.standard_normal((3,) + SHAPE)
    shown = ph.scattering(images, scales=2, dimension=2, progress=True)
    assert "3/3" in capsys.readouterr().err
    assert np.array_equal(shown, ph.scattering(images, scales=2, dimension=2))


@pytest.mark.parametrize(
    "change, choices, error, message",
    [
        (lambda x: x, {"order": 3}, ValueError, "must be 1 or 2, not 3"),
        (lambda x: x, {"phases": 5}, ValueError, "even and at least 4"),
        (lambda x: x, {"scales": 6}, ValueError, "must be 1 to 5"),
        (lambda x: x, {"oversampling": 0}, ValueError, "at least 1"),
        (lambda x: x, {"epsilon": -1.0, "variant": "log"}, ValueError, "epsilon"),
        (lambda x: x, {"boundary": "zero"}, ValueError, "boundary must be 'periodic' or 'mirror', not 'zero'"),
        (lambda x: x, {"variant": "square"}, ValueError, "variant must be 'none', 'log' or 'normalized'"),
        (lambda x: x, {"use_spacing": True}, ValueError, "an array has no spacing"),
        (lambda x: x[:, :35], {"scales": 3, "subsampling": "fold"}, ValueError, "multiples of 2"),
        (lambda x: np.where(x == x.max(), np.nan, x), {}, ValueError, "not finite"),
        (lambda x: x.astype(np.complex64), {}, TypeError, "not of complex64"),
        (lambda x: x > 0, {}, TypeError, "not of bool"),
        (lambda x: x[:0], {}, ValueError, "empty"),
        (lambda x: x[np.newaxis, np.newaxis], {}, ValueError, "dimension=1, 2 or 3"),
        (lambda x: np.float32(1), {}, ValueError, "0 axes"),
    ],
)
def test_bad_input(image, change, choices, error, message):
    with pytest.raises(error, match=message):
        ph.scattering(change(image), **choices)


def test_images_of_another_shape_or_type_than_the_transform(image):
    transform = ph.Scattering(SHAPE)
    with pytest.raises(ValueError, match="is for"):
        transform.forward(image[:16])
    with pytest.raises(TypeError, match="is for float32"):
        transform.forward(image.astype(np.float64))
