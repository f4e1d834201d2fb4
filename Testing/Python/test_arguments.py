# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""What every function takes and refuses, shown on some of them."""

import os
import resource
import subprocess
import sys
import warnings

import numpy as np
import pytest

import phaseharmonics as ph


@pytest.mark.parametrize("function", [ph.wavelet_bank, ph.moments])
@pytest.mark.parametrize(
    "image, error, message",
    [
        (np.zeros((16, 16), complex), TypeError, "complex128. Take its real part"),
        (np.zeros((16, 16), bool), TypeError, "not of bool"),
        (np.zeros((16, 16), object), TypeError, "not of object"),
        (np.zeros((16, 16), np.longdouble), TypeError, "float32, float64 or integers"),
        (np.array(["a", "b"]), TypeError, "integers, not of <U1"),
        (None, TypeError, "image must be an array, an itk.Image or a SimpleITK.Image, not NoneType"),
        ("image.png", TypeError, "not str"),
        ([np.zeros((16, 16)), np.zeros((16, 18))], ValueError, "for each image of a list of several shapes"),
        (np.ma.masked_greater(np.arange(16.0), 3), ValueError, "image has masked values; fill them"),
        (np.zeros((2, 2, 16, 16)), ValueError, "has 4 axes; images have 1, 2 or 3.*dimension="),
        (np.float32(3), ValueError, "has 0 axes"),
        (np.zeros((0, 16)), ValueError, r"is empty: its shape is \(0, 16\)"),
    ],
)
def test_wrong_images(function, image, error, message):
    with pytest.raises(error, match=message):
        function(image)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_values_that_are_not_finite(rng, value):
    image = rng.standard_normal((16, 20))
    image[3, 7] = value
    with pytest.raises(ValueError, match=r"image is not finite: its value at \[3, 7\] is"):
        ph.wavelet_bank(image)


@pytest.mark.parametrize("function", [ph.wavelet_bank, lambda image: ph.synthesize(image, iterations=1)])
def test_colors_are_no_width(rng, function):
    colors = rng.standard_normal((16, 16, 3))
    with pytest.warns(UserWarning, match=r"image of shape \(16, 16, 3\) is taken as a volume") as caught:
        function(colors)
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ph.wavelet_bank(colors, dimension=3)
        ph.wavelet_bank(np.moveaxis(colors, -1, 0), dimension=2)


def test_constant_images(rng):
    with pytest.raises(ValueError, match="image is constant"):
        ph.moments(np.full((16, 16), 2.0))
    batch = rng.standard_normal((3, 16, 16))
    batch[1] = 4
    with pytest.raises(ValueError, match="image 1 is constant"):
        ph.moments(batch, dimension=2)


@pytest.mark.parametrize(
    "given, kept",
    [
        (np.float32, np.float32),
        (np.float64, np.float64),
        (">f4", np.float32),
        (np.float16, np.float32),
        (np.uint8, np.float32),
        (np.int16, np.float32),
        (np.int32, np.float64),
        (np.uint64, np.float64),
    ],
)
def test_types_of_pixels(rng, given, kept):
    image = rng.integers(0, 100, (16, 16)).astype(given)
    bands = ph.wavelet_bank(image)
    assert bands.low_pass.dtype == kept
    assert bands[0].dtype == np.result_type(kept, np.complex64)
    back = ph.inverse_wavelet_bank(bands)
    assert back.dtype == kept
    np.testing.assert_allclose(back, image.astype(kept), atol=1e-4)


def test_lists_are_arrays():
    assert ph.wavelet_bank([0, 1, 2, 3, 4, 5, 6, 7])[0].shape == (1, 8)


def variants(image):
    """The same image otherwise in memory."""
    wide = np.zeros((image.shape[0], 2 * image.shape[1]), image.dtype)
    wide[:, ::2] = image
    read_only = image.copy()
    read_only.flags.writeable = False
    shifted = np.empty(image.size + 1, image.dtype)[1:].reshape(image.shape)
    shifted[:] = image
    return {
        "fortran": np.asfortranarray(image),
        "strided": wide[:, ::2],
        "reversed": np.ascontiguousarray(image[::-1])[::-1],
        "read-only": read_only,
        "at an odd address": shifted,
        "not aligned": np.frombuffer(b"?" + image.tobytes(), np.uint8)[1:].view(image.dtype).reshape(image.shape),
        "without a mask": np.ma.masked_array(image),
    }


@pytest.mark.parametrize(
    "variant",
    ["fortran", "strided", "reversed", "read-only", "at an odd address", "not aligned", "without a mask"],
)
def test_layouts_in_memory(rng, variant):
    image = rng.standard_normal((30, 33)).astype(np.float32)
    other = variants(image)[variant]
    before = other.copy()
    assert ph.wavelet_bank(other) == ph.wavelet_bank(image)
    assert ph.moments(other) == ph.moments(image)
    np.testing.assert_array_equal(other, before)


@pytest.mark.parametrize("shape", [(64,), (61,), (31, 40), (12, 16, 20)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_threads_give_the_same_bits(rng, shape, dtype):
    image = rng.standard_normal(shape).astype(dtype)
    for threads in (2, 3, 8):
        assert ph.wavelet_bank(image, threads=threads) == ph.wavelet_bank(image, threads=1)
        assert ph.moments(image, threads=threads) == ph.moments(image, threads=1)


@pytest.mark.parametrize(
    "threads, error", [(0, ValueError), (-1, ValueError), (129, ValueError), (1.5, TypeError), ("2", TypeError)]
)
def test_wrong_numbers_of_threads(threads, error):
    with pytest.raises(error, match="threads must be"):
        ph.wavelet_bank(np.arange(16.0), threads=threads)


def test_fewer_threads_than_asked_for():
    """Where the system gives no more threads, here since their stacks fill the address space."""
    program = """
import numpy as np, phaseharmonics as ph
image = np.random.default_rng(0).standard_normal((64, 64))
assert ph.moments(image, threads=16) == ph.moments(image, threads=1)
"""

    def limit():
        resource.setrlimit(resource.RLIMIT_STACK, (1 << 30, resource.getrlimit(resource.RLIMIT_STACK)[1]))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-c", program], check=True, preexec_fn=limit, env=environment)


@pytest.mark.parametrize(
    "options, message",
    [
        ({"scales": 0}, "scales must be at least 1"),
        ({"scales": 9}, "scales"),
        ({"orientations": 100}, "orientations"),
        ({"family": "haar"}, "'bump', 'morlet' or 'battle-lemarie', not 'haar'"),
        ({"oversampling": 0}, "versampling"),
        ({"use_spacing": True}, "use_spacing needs an image of itk or SimpleITK"),
        ({"voices": 2}, "oices"),
        ({"dimension": 4}, "dimension must be 1, 2 or 3"),
        ({"dimension": 3}, "has 2 axes, fewer than dimension=3"),
    ],
)
def test_wrong_options_of_the_bank(options, message):
    with pytest.raises(ValueError, match=message):
        ph.wavelet_bank(np.random.default_rng(0).standard_normal((32, 32)), **options)


@pytest.mark.parametrize("dimension, shape", [(1, (3, 40)), (2, (3, 20, 24)), (2, (2, 3, 20, 24)), (3, (2, 8, 12, 16))])
def test_batches(rng, dimension, shape):
    batch = rng.standard_normal(shape)
    bands = ph.wavelet_bank(batch, dimension=dimension)
    leading = shape[: len(shape) - dimension]
    for index in np.ndindex(*leading):
        single = ph.wavelet_bank(batch[index])
        np.testing.assert_array_equal(bands.low_pass[index], single.low_pass)
        for scale, band in enumerate(single):
            np.testing.assert_array_equal(bands[scale][index], band)
    back = ph.inverse_wavelet_bank(bands)
    assert back.shape == shape
    np.testing.assert_allclose(back, batch, atol=1e-12)


def test_calls_from_several_threads(rng):
    from concurrent.futures import ThreadPoolExecutor

    images = [rng.standard_normal((40 + i, 50)) for i in range(8)]
    expected = [ph.moments(image, threads=1) for image in images]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda image: ph.moments(image, threads=2), images))
    assert found == expected
