# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Sparse codes of vectors, denoising and separation of textures."""

from __future__ import annotations

import itk
import numpy as np
import pytest
import SimpleITK

import phaseharmonics as ph


@pytest.fixture
def dictionary(rng):
    return ph.Dictionary.of_vectors(rng.standard_normal((40, 12))).normalized()


@pytest.fixture
def patches_dictionary(rng):
    return ph.Dictionary(rng.standard_normal((20, 4, 5)))


def objective(vectors, dictionary, codes, lambdas):
    atoms = dictionary.atoms.reshape(len(dictionary), -1)
    return 0.5 * ((vectors - codes @ atoms) ** 2).sum(-1) + lambdas * np.abs(codes).sum(-1)


def test_codes_are_optimal_for_each_solver(rng, dictionary):
    vectors = rng.standard_normal((30, 12))
    found = {
        solver: ph.sparse_code(vectors, dictionary, lambda_=0.5, solver=solver, iterations=5000, gap_tolerance=1e-8)
        for solver in ("automatic", "ista", "fista", "coordinate-descent")
    }
    for solver, codes in found.items():
        assert codes.codes.shape == (30, 40) and codes.codes.dtype == np.float64, solver
        assert codes.converged.all() and codes.relative_gaps.max() <= 1e-8, solver
        expected = objective(vectors, dictionary, codes.codes, 0.5)
        assert np.allclose(codes.objectives, expected, rtol=1e-9), solver
        assert np.allclose(codes.objectives, found["automatic"].objectives, rtol=1e-6), solver
        assert np.array_equal(codes.support_sizes, (codes.codes != 0).sum(-1)), solver
        # The optimality condition: correlations with the residual are at most lambda, and lambda on the support.
        correlations = (vectors - ph.sparse_decode(codes.codes, dictionary)) @ dictionary.atoms[:, :, 0].T
        assert np.abs(correlations).max() < 0.5 + 1e-3, solver
    assert (ph.sparse_code(vectors, dictionary, solver="istc", iterations=7).iterations == 7).all()


def test_orthogonal_atoms_are_shrunk(rng):
    dictionary = ph.Dictionary.of_vectors(np.eye(6))
    vectors = rng.standard_normal((5, 6)).astype(np.float32)
    expected = np.sign(vectors) * np.maximum(np.abs(vectors) - 0.3, 0)
    codes = ph.sparse_code(vectors, dictionary, lambda_=0.3)
    assert codes.codes.dtype == np.float32
    assert np.allclose(codes.codes, expected, atol=1e-6)
    debiased = ph.sparse_code(vectors, dictionary, lambda_=0.3, debias=True)
    assert np.allclose(debiased.codes, np.where(expected != 0, vectors, 0), atol=1e-6)
    positive = ph.sparse_code(vectors, dictionary, lambda_=0.3, non_negative=True)
    assert np.allclose(positive.codes, np.maximum(expected, 0), atol=1e-6)


def test_lambda_is_a_ratio_of_the_largest(rng, dictionary):
    vectors = rng.standard_normal((4, 12))
    largest = np.abs(vectors @ dictionary.atoms[:, :, 0].T).max(axis=1)
    assert np.allclose(ph.sparse_code(vectors, dictionary, lambda_ratio=0.2).lambdas, 0.2 * largest, rtol=1e-12)
    assert not ph.sparse_code(vectors, dictionary, lambda_ratio=1.0001).codes.any()


def test_axes_batches_threads_and_layouts(rng, dictionary):
    vectors = rng.standard_normal((3, 12, 4, 5)).astype(np.float32)
    together = ph.sparse_code(vectors, dictionary, axis=-3, threads=1)
    assert together.codes.shape == (3, 40, 4, 5) and together.objectives.shape == (3, 4, 5)
    assert np.array_equal(together.codes, ph.sparse_code(vectors, dictionary, axis=1, threads=3).codes)
    one = ph.sparse_code(vectors[2, :, 1, 3], dictionary)
    assert one.codes.shape == (40,) and np.array_equal(one.codes, together.codes[2, :, 1, 3])
    fixed = np.asfortranarray(vectors)
    fixed.setflags(write=False)
    assert np.array_equal(ph.sparse_code(fixed, dictionary, axis=1).codes, together.codes)
    assert np.array_equal(
        ph.sparse_decode(together.codes, dictionary, axis=1)[2, :, 1, 3], ph.sparse_decode(one.codes, dictionary)
    )


def test_pixels_of_vector_images(rng, dictionary):
    pixels = rng.standard_normal((6, 7, 12)).astype(np.float32)
    expected = ph.sparse_code(pixels, dictionary).codes
    image = SimpleITK.GetImageFromArray(pixels, isVector=True)
    image.SetSpacing((2.0, 0.5))
    codes = ph.sparse_code(image, dictionary).codes
    assert codes.GetSpacing() == (2.0, 0.5) and codes.GetNumberOfComponentsPerPixel() == 40
    assert np.array_equal(SimpleITK.GetArrayFromImage(codes), expected)
    of_itk = ph.sparse_code(itk.image_from_array(pixels, is_vector=True), dictionary).codes
    assert np.array_equal(itk.array_from_image(of_itk), expected)
    decoded = ph.sparse_decode(codes, dictionary)
    assert np.array_equal(SimpleITK.GetArrayFromImage(decoded), ph.sparse_decode(expected, dictionary))


def test_denoising_equals_the_program(program, patches_dictionary, tmp_path, data):
    patches_dictionary.save(tmp_path / "atoms.h5")
    path, output = data("BrainProtonDensitySlice.png"), tmp_path / "clean.mha"
    for arguments, choices in (
        (("--sigma", 12), {"noise": 12}),
        (("--sigma", 12, "--stride", 3, "--noise-factor", 2), {"noise": 12, "stride": 3, "noise_factor": 2}),
    ):
        program("DenoiseImage", path, output, "--dictionary", tmp_path / "atoms.h5", "--crop", "40x30", *arguments)
        image = center(SimpleITK.ReadImage(str(path), SimpleITK.sitkFloat32), (40, 30))
        expected = SimpleITK.ReadImage(str(output))
        found = ph.sparse_denoise(image, patches_dictionary, **choices)
        assert np.array_equal(SimpleITK.GetArrayFromImage(found), SimpleITK.GetArrayFromImage(expected))
        assert np.allclose(found.GetOrigin(), expected.GetOrigin(), rtol=0, atol=1e-12)


def center(image, size):
    begin = [(full - part) // 2 for full, part in zip(image.GetSize(), size)]
    return SimpleITK.RegionOfInterest(image, size, begin)


def test_noise_is_estimated_as_by_the_program(program, tmp_path, data, rng):
    path = data("BrainProtonDensitySlice.png")
    image = SimpleITK.ReadImage(str(path), SimpleITK.sitkFloat32)
    printed = program("DenoiseImage", path, tmp_path / "clean.mha", "--iterations", 1, "--atoms", 4, "--stride", 8)
    assert f"noise {ph.estimate_noise(image):.3g} (estimated)" in printed
    noise = rng.standard_normal((2, 64, 64))
    assert np.allclose(ph.estimate_noise(noise, dimension=2), 1.0, atol=0.05)
    assert ph.estimate_noise(3 * noise[1]) == pytest.approx(3 * ph.estimate_noise(noise, dimension=2)[1], rel=1e-12)


def test_denoising_keeps_kinds_types_and_batches(rng, patches_dictionary):
    images = rng.standard_normal((3, 20, 24)).astype(np.float32)
    together = ph.sparse_denoise(images, patches_dictionary, noise=0.3, dimension=2, threads=1)
    assert together.dtype == np.float32 and together.shape == images.shape
    one = ph.sparse_denoise(images[1], patches_dictionary, noise=0.3, threads=2)
    assert np.array_equal(one, together[1])
    double = ph.sparse_denoise(images[1].astype(np.float64), patches_dictionary, noise=0.3)
    assert double.dtype == np.float64 and 0 < np.abs(double - one).max() < 1e-3

    vectors = SimpleITK.GetImageFromArray(np.moveaxis(images, 0, -1).copy(), isVector=True)
    by_component = SimpleITK.GetArrayFromImage(ph.sparse_denoise(vectors, patches_dictionary, noise=0.3))
    assert np.array_equal(np.moveaxis(by_component, -1, 0), together)
    assert np.array_equal(
        itk.array_from_image(ph.sparse_denoise(itk.image_from_array(images[1]), patches_dictionary, noise=0.3)), one
    )


def test_channels_are_denoised_together(rng):
    dictionary = ph.Dictionary(rng.standard_normal((20, 3, 4, 4)), channels=True)
    image = rng.standard_normal((3, 16, 18)).astype(np.float32)
    found = ph.sparse_denoise(image, dictionary, noise=0.2)
    assert found.shape == image.shape
    color = itk.image_from_array(np.moveaxis(image, 0, -1).copy(), is_vector=True)
    assert np.array_equal(
        np.moveaxis(itk.array_from_image(ph.sparse_denoise(color, dictionary, noise=0.2)), -1, 0), found
    )
    batch = ph.sparse_denoise(np.stack([image[::-1], image]), dictionary, noise=0.2, dimension=2)
    assert np.array_equal(batch[1], found)
    gray = ph.Dictionary(dictionary.atoms[:, 0])
    assert not np.allclose(found, ph.sparse_denoise(image, gray, noise=0.2, dimension=2), atol=1e-2)


def test_separation_equals_the_program(program, tmp_path, data, rng):
    first = ph.Dictionary(rng.standard_normal((12, 6, 6)))
    second = ph.Dictionary(rng.standard_normal((9, 6, 6)))
    first.save(tmp_path / "a.h5")
    second.save(tmp_path / "b.h5")
    path = data("separation_grass.png")
    program(
        *("SeparateTextures", path, tmp_path / "a.mha", tmp_path / "b.mha", "--crop", "36x28", "--stride", 2),
        *("--dictionary-a", tmp_path / "a.h5", "--dictionary-b", tmp_path / "b.h5", "--lambda-ratio", 0.15),
    )
    image = center(SimpleITK.ReadImage(str(path), SimpleITK.sitkFloat32), (36, 28))
    parts = ph.sparse_separate(image, first, second, lambda_ratio=0.15, stride=2, gap_tolerance=1e-3)
    for part, name in ((parts.first, "a.mha"), (parts.second, "b.mha")):
        expected = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(tmp_path / name)))
        assert np.array_equal(SimpleITK.GetArrayFromImage(part), expected)
    pixels = SimpleITK.GetArrayFromImage(image)
    sum_ = sum(SimpleITK.GetArrayFromImage(part) for part in (parts.first, parts.second, parts.residual))
    assert np.allclose(sum_, pixels, atol=1e-3)


def test_separation_of_arrays(rng):
    first, second = (ph.Dictionary(rng.standard_normal((8, 5))) for _ in range(2))
    signals = rng.standard_normal((2, 40))
    parts = ph.sparse_separate(signals, first, second, dimension=1, threads=1)
    again = ph.sparse_separate(signals[1], first, second, threads=2)
    assert np.array_equal(parts.first[1], again.first)
    assert np.allclose(parts.first + parts.second + parts.residual, signals, atol=1e-12)
    centered = ph.sparse_separate(signals[1], first, second, center_patches=True)
    assert not np.allclose(centered.first, again.first, atol=1e-3)


def test_progress(rng, patches_dictionary, dictionary, capsys):
    ph.sparse_denoise(rng.standard_normal((2, 9, 9)), patches_dictionary, noise=1.0, dimension=2, progress=True)
    assert "200/200" in capsys.readouterr().err
    ph.sparse_code(rng.standard_normal((5, 12)), dictionary, progress=True)
    assert "5/5" in capsys.readouterr().err


@pytest.mark.parametrize(
    "call, error, message",
    [
        (lambda x, d: ph.sparse_code(x, d), ValueError, "have 12 entries, the atoms 20"),
        (lambda x, d: ph.sparse_code(np.ones((0, 20)), d), ValueError, "empty"),
        (lambda x, d: ph.sparse_code(np.full((3, 20), np.nan), d), ValueError, r"at \[0, 0\] is nan"),
        (lambda x, d: ph.sparse_code(np.ones((3, 20), complex), d), TypeError, "complex128"),
        (lambda x, d: ph.sparse_code(np.ones((3, 20)), d.atoms), TypeError, "must be a Dictionary"),
        (lambda x, d: ph.sparse_code(np.ones((3, 20)), d, lambda_=0.0), ValueError, "lambda_ must be positive"),
        (lambda x, d: ph.sparse_code(np.ones((3, 20)), d, lambda_ratio=-1), ValueError, "lambda_ratio must be"),
        (lambda x, d: ph.sparse_code(np.ones((3, 20)), d, gap_tolerance=-1), ValueError, "must not be negative"),
        (lambda x, d: ph.sparse_code(np.ones((3, 20)), d, iterations=0), ValueError, "iterations must be"),
        (lambda x, d: ph.sparse_code(np.ones((3, 20)), d, solver="omp"), ValueError, "not 'omp'"),
        (lambda x, d: ph.sparse_code(SimpleITK.GetImageFromArray(x), d), ValueError, "must be a vector"),
        (lambda x, d: ph.sparse_decode(x, d), ValueError, "there are 20 atoms"),
        (lambda x, d: ph.sparse_denoise(x, d), ValueError, "noise or lambda_ is needed"),
        (lambda x, d: ph.sparse_denoise(x, d, noise=-1), ValueError, "noise must be positive"),
        (lambda x, d: ph.sparse_denoise(x, d, noise=1, stride=5), ValueError, "Stride is 5, but atoms have 4|5 pixels"),
        (lambda x, d: ph.sparse_denoise(x[:3], d, noise=1), ValueError, "do not fit into an image of 3"),
        (lambda x, d: ph.sparse_denoise(x[0], d, noise=1), ValueError, "have 2 dimensions, the image has 1"),
        (lambda x, d: ph.sparse_denoise(x > 0, d, noise=1), TypeError, "bool"),
        (lambda x, d: ph.sparse_separate(x, d, d.atoms), TypeError, "second must be a Dictionary"),
        (lambda x, d: ph.sparse_separate(x, d, ph.Dictionary(np.ones((1, 3, 3)))), ValueError, "only be joined"),
        (lambda x, d: ph.estimate_noise(x[np.newaxis, np.newaxis]), ValueError, "axes"),
    ],
)
def test_bad_input(rng, patches_dictionary, call, error, message):
    with pytest.raises(error, match=message):
        call(rng.standard_normal((10, 12)), patches_dictionary)


def test_channels_that_do_not_match(rng):
    dictionary = ph.Dictionary(rng.standard_normal((5, 2, 3, 3)), channels=True)
    with pytest.raises(ValueError, match="have 2 channels, the image has 3"):
        ph.sparse_denoise(rng.standard_normal((3, 9, 9)), dictionary, noise=1)
    with pytest.raises(ValueError, match="channels"):
        ph.sparse_denoise(rng.standard_normal(9), dictionary, noise=1)


def test_decoding_what_coding_gives(rng):
    dictionary = ph.Dictionary(rng.standard_normal((20, 12)))
    codes = ph.sparse_code(rng.standard_normal((5, 12)), dictionary)
    assert np.array_equal(ph.sparse_decode(codes, dictionary), ph.sparse_decode(codes.codes, dictionary))
