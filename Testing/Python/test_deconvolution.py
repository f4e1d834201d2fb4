# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Sparse deconvolution: what the program finds, certified, in its place in space."""

from __future__ import annotations

import os
import signal
import threading

import itk
import numpy as np
import pytest
import SimpleITK

import phaseharmonics as ph


@pytest.fixture
def image(rng):
    """Squares and noise."""
    pixels = np.zeros((24, 30))
    pixels[4:15, 5:12] = 3.0
    pixels[10:20, 15:26] = -2.0
    return (pixels + 0.1 * rng.standard_normal(pixels.shape)).astype(np.float32)


def placed(array, is_vector=False):
    image = SimpleITK.GetImageFromArray(array, isVector=is_vector)
    image.SetSpacing((2.0, 0.5))
    image.SetOrigin((-3.0, 7.0))
    image.SetDirection((0.6, -0.8, 0.8, 0.6))
    return image


def assert_same(found, path):
    expected = SimpleITK.ReadImage(str(path))
    assert np.array_equal(SimpleITK.GetArrayFromImage(found), SimpleITK.GetArrayFromImage(expected))
    for name in ("GetSpacing", "GetOrigin", "GetDirection"):
        assert np.allclose(getattr(found, name)(), getattr(expected, name)(), rtol=0, atol=1e-12), name


@pytest.mark.parametrize(
    "arguments, choices",
    [
        (["--blur-sigma", 1.5], {"blur_sigma": 1.5}),
        (
            ["--blur-sigma", 1.5, "--use-spacing", "--decimation", 2, "--boundary", "mirror", "--debias"],
            {"blur_sigma": 1.5, "use_spacing": True, "decimation": 2, "boundary": "mirror", "debias": True},
        ),
        (
            ["--kernel", "kernel", "--boundary", "periodic", "--consistent", "--noise-factor", 1.2],
            {"kernel": "kernel", "boundary": "periodic", "consistent": True, "noise_factor": 1.2},
        ),
        (["--weights", "weights", "--lambda", 0.2], {"weights": "weights", "lambda_": 0.2, "noise": None}),
        (["--dictionary", "atoms", "--lambda-ratio", 0.05], {"dictionary": "atoms", "lambda_ratio": 0.05}),
    ],
)
def test_equals_the_program(program, rng, image, tmp_path, arguments, choices):
    given = {
        "kernel": rng.uniform(0, 1, (3, 5)).astype(np.float32),
        "weights": rng.uniform(0, 1, image.shape).astype(np.float32).round(1),
        "atoms": ph.Dictionary(rng.standard_normal((6, 4, 5))),
    }
    for name in ("kernel", "weights"):
        SimpleITK.WriteImage(SimpleITK.GetImageFromArray(given[name]), str(tmp_path / f"{name}.mha"))
    given["atoms"].save(tmp_path / "atoms.mha")
    SimpleITK.WriteImage(placed(image), str(tmp_path / "image.mha"))
    arguments = [tmp_path / f"{a}.mha" if a in given else a for a in arguments]
    out = [tmp_path / name for name in ("sharp.mha", "code.nrrd", "residual.mha")]
    program(
        *("DeconvolveSparse", tmp_path / "image.mha", out[0], "--code", out[1], "--residual", out[2]),
        *("--iterations", 25, *arguments),
    )
    choices = {name: given.get(value, value) if isinstance(value, str) else value for name, value in choices.items()}
    choices.setdefault("background", 0.0 if "dictionary" in choices else 1.0)
    if not {"lambda_", "lambda_ratio"} & choices.keys():
        choices["noise"] = ph.estimate_noise(image)
    found = ph.sparse_deconvolve(placed(image), iterations=25, **choices)
    for result, path in zip((found.image, found.code, found.residual), out):
        assert_same(result, path)
    assert len(found.relative_gaps) == found.iterations and found.relative_gaps[-1] == found.relative_gap

    pixels = ph.sparse_deconvolve(
        image,
        iterations=25,
        **(
            {**choices, "blur_sigma": np.divide(1.5, (0.25, 1.0)), "use_spacing": False}
            if "use_spacing" in choices
            else choices
        ),
    )
    assert np.array_equal(pixels.image, SimpleITK.GetArrayFromImage(found.image))
    code = np.moveaxis(SimpleITK.GetArrayFromImage(found.code), -1, 0)
    assert np.array_equal(pixels.code, code) and pixels.offset == found.offset


def test_code_and_figures_say_the_same(image):
    atoms = ph.Dictionary.framelets(2)
    found = ph.sparse_deconvolve(
        image.astype(np.float64), atoms, boundary="periodic", background=0.0, iterations=400, gap_tolerance=1e-3
    )
    assert found.converged and found.relative_gap <= 1e-3
    assert found.image.dtype == np.float64 and found.offset == (0, 0)
    assert found.support_size == np.count_nonzero(found.code)
    # The image is the sum of atoms at the places of the code, each about its middle.
    spectra = 0
    for code, atom in zip(found.code, atoms.atoms[:, 0]):
        kernel = np.zeros(image.shape)
        for (y, x), value in np.ndenumerate(atom):
            kernel[(y - atom.shape[0] // 2) % image.shape[0], (x - atom.shape[1] // 2) % image.shape[1]] += value
        spectra = spectra + np.fft.fft2(code) * np.fft.fft2(kernel)
    assert np.allclose(np.fft.ifft2(spectra).real, found.image, atol=1e-10)
    assert np.allclose(found.residual, image - found.image, atol=1e-10)
    objective = 0.5 * (found.residual**2).sum() + found.lambda_used * np.abs(found.code).sum()
    assert np.isclose(found.objective, objective, rtol=1e-9)
    assert found.dual_objective <= found.objective
    assert np.isclose(found.lambda_used, 0.1 * found.lambda_max, rtol=1e-12)
    assert found.lipschitz_constant > 0 and f"{found.iterations} iterations" in repr(found)


def test_sharper_than_what_was_blurred(rng):
    truth = np.zeros((48, 48))
    truth[12:36, 16:30] = 1.0
    frequency = np.fft.fftfreq(48)
    gain = np.exp(-2 * np.pi**2 * 1.5**2 * (frequency[:, None] ** 2 + frequency**2))
    blurred = np.fft.ifft2(np.fft.fft2(truth) * gain).real + 0.01 * rng.standard_normal(truth.shape)
    found = ph.sparse_deconvolve(blurred, blur_sigma=1.5, noise=0.01, background=1.0, boundary="periodic")
    assert np.linalg.norm(found.image - truth) < 0.7 * np.linalg.norm(blurred - truth)


def test_warm_start(image):
    choices = {"blur_sigma": 1.0, "background": 1.0, "noise": 0.1}
    first = ph.sparse_deconvolve(placed(image), iterations=30, **choices)
    cold = ph.sparse_deconvolve(image, iterations=5, **choices)
    for initial in (first, first.code, np.moveaxis(SimpleITK.GetArrayFromImage(first.code), -1, 0)):
        warm = ph.sparse_deconvolve(image, iterations=5, initial=initial, **choices)
        assert warm.objective < cold.objective
    with pytest.raises(ValueError, match="initial code has"):
        ph.sparse_deconvolve(image, initial=first, boundary="periodic")


def test_channels_and_vector_images(rng, image):
    colors = np.stack([image, image[::-1], rng.standard_normal(image.shape).astype(np.float32)])
    choices = {"blur_sigma": 1.0, "iterations": 10, "background": 1.0}
    found = ph.sparse_deconvolve(colors, channels=True, **choices)
    assert found.image.shape == colors.shape and found.residual.shape == colors.shape
    assert len(found.code) == 3 * len(ph.Dictionary.framelets(2))
    vectors = itk.image_from_array(np.moveaxis(colors, 0, -1).copy(), is_vector=True)
    of_itk = ph.sparse_deconvolve(vectors, **choices)
    assert np.array_equal(np.moveaxis(itk.array_from_image(of_itk.image), -1, 0), found.image)
    assert np.array_equal(np.moveaxis(itk.array_from_image(of_itk.code), -1, 0), found.code)
    together = ph.sparse_deconvolve(
        colors, ph.Dictionary(rng.standard_normal((4, 3, 5, 5)), channels=True), channels=True
    )
    assert len(together.code) == 4
    with pytest.raises(ValueError, match="have 2 channels, the image has 3"):
        ph.sparse_deconvolve(colors, ph.Dictionary(np.ones((4, 2, 5, 5)), channels=True), channels=True)


@pytest.mark.parametrize("shape", [(100,), (10, 12, 14)])
def test_other_dimensions_threads_and_layouts(rng, shape):
    image = rng.standard_normal(shape)
    choices = {"blur_sigma": 1.0, "decimation": 2, "iterations": 4, "background": 1.0}
    choices["dictionary"] = ph.Dictionary.framelets(len(shape), family="haar", scales=1)
    found = ph.sparse_deconvolve(image, threads=1, **choices)
    assert found.image.shape == tuple(2 * size for size in shape)
    fixed = np.asfortranarray(image)
    fixed.setflags(write=False)
    again = ph.sparse_deconvolve(fixed, threads=3, **choices)
    assert np.array_equal(again.image, found.image) and np.array_equal(again.code, found.code)


def test_callback_and_progress(image, capsys):
    calls = []
    found = ph.sparse_deconvolve(image, iterations=6, progress=True, callback=lambda *call: calls.append(call))
    assert calls == list(zip(range(1, 7), found.relative_gaps))
    assert "6/6" in capsys.readouterr().err

    def stop(iteration, gap):
        raise KeyError(iteration)

    with pytest.raises(KeyError, match="1"):
        ph.sparse_deconvolve(image, callback=stop)


def test_ctrl_c(image):
    has_begun = threading.Event()

    def interrupt():
        has_begun.wait()
        os.kill(os.getpid(), signal.SIGINT)

    killer = threading.Thread(target=interrupt)
    killer.start()
    with pytest.raises(KeyboardInterrupt):
        ph.sparse_deconvolve(
            image, iterations=10**6, gap_tolerance=0.0, callback=lambda iteration, gap: has_begun.set()
        )
    killer.join()


@pytest.mark.parametrize(
    "choices, error, message",
    [
        ({"blur_sigma": -1.0}, ValueError, "-1"),
        ({"blur_sigma": (1, 2, 3)}, ValueError, "blur_sigma has 3 entries"),
        ({"blur_sigma": 1.0, "use_spacing": True}, ValueError, "an array has no spacing"),
        ({"decimation": 0}, ValueError, "decimation must be at least 1"),
        ({"decimation": 1.5}, TypeError, "decimation must be an integer"),
        ({"boundary": "reflect"}, ValueError, "not 'reflect'"),
        ({"kernel": np.array([[1.0, -1.0]])}, ValueError, "sum of its pixels is zero"),
        ({"kernel": np.ones((60, 60))}, ValueError, "ernel"),
        ({"kernel": np.ones(3)}, ValueError, "kernel has 1 axes, the image has 2"),
        ({"kernel": np.array([[1.0, np.nan]])}, ValueError, "kernel is not finite"),
        ({"weights": np.ones((3, 3))}, ValueError, "weights"),
        ({"weights": -np.ones((24, 30))}, ValueError, "weight"),
        ({"noise": 0.0}, ValueError, "noise must be positive"),
        ({"noise": 1.0, "noise_factor": -1}, ValueError, "noise_factor must be positive"),
        ({"lambda_": -1}, ValueError, "lambda_ must be positive"),
        ({"background": -1.0}, ValueError, "background must not be negative"),
        ({"dictionary": np.ones((3, 3))}, TypeError, "must be a Dictionary"),
        ({"dictionary": ph.Dictionary.framelets(3)}, ValueError, "have 3 dimensions, the image has 2"),
        ({"callback": 3}, TypeError, "callback must be callable"),
        ({"channels": True, "dictionary": ph.Dictionary(np.ones((1, 2, 3)))}, ValueError, "dimensions"),
    ],
)
def test_bad_options(image, choices, error, message):
    with pytest.raises(error, match=message):
        ph.sparse_deconvolve(image, **choices)


def test_bad_images(image):
    for bad, error in ((image > 0, TypeError), (image * np.nan, ValueError), (image[:0], ValueError)):
        with pytest.raises(error):
            ph.sparse_deconvolve(bad)
    with pytest.raises(ValueError, match="axes"):
        ph.sparse_deconvolve(image[np.newaxis, np.newaxis])
