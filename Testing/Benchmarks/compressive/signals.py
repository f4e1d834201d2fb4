# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Test signals, files of series and images, and the approximations that reconstructions are compared with."""

import math

import numpy as np

# Daubechies' orthonormal low passes of 1 and 4 vanishing moments.
LOW_PASSES = [np.array([1.0, 1.0]) / math.sqrt(2.0),
              np.array([0.2303778133088965, 0.7148465705529157, 0.6308807679298589, -0.0279837694168599,
                        -0.1870348117190931, 0.0308413818355607, 0.0328830116668852, -0.0105974017850690])]


def piecewise_regular(seed, samples, breaks):
    """Smooth pieces between random breaks, periodic, in [0, 1]."""
    random = np.random.default_rng(seed)
    while True:
        ends = np.sort(random.integers(0, samples, breaks))
        ends = np.append(ends, ends[0] + samples)
        if np.diff(ends).min() >= samples // 32:
            break
    signal = np.zeros(samples)
    for begin, end in zip(ends[:-1], ends[1:]):
        place = np.arange(begin, end)
        t = (place - begin) / (end - begin)
        c = random.normal(size=4) * [1.0, 0.5, 0.3, 0.2]
        signal[place % samples] = c[0] + c[1] * (2 * t - 1) + c[2] * np.cos(np.pi * t) + c[3] * np.sin(2 * np.pi * t)
    signal -= signal.min()
    return signal / signal.max()


def write_series(path, signal):
    header = ("ObjectType = Image\nNDims = 1\nBinaryData = True\nBinaryDataByteOrderMSB = False\n"
              f"CompressedData = False\nDimSize = {len(signal)}\nElementType = MET_DOUBLE\nElementDataFile = LOCAL\n")
    path.write_bytes(header.encode() + signal.astype("<f8").tobytes())


def read_image(path):
    """A 2-D MetaImage of uncompressed floats in the same file."""
    data = path.read_bytes()
    header, _, _ = data.partition(b"ElementDataFile = LOCAL\n")
    fields = dict(line.split(" = ") for line in header.decode().strip().splitlines())
    assert fields["ElementType"] == "MET_FLOAT" and fields.get("CompressedData", "False") == "False"
    width, height = (int(n) for n in fields["DimSize"].split())
    return np.frombuffer(data[-4 * width * height:], "<f4").reshape(height, width).astype(float)


def _step(values, axis, low):
    """One level of the periodic wavelet transform along an axis."""
    high = low[::-1] * (-1.0) ** np.arange(len(low))
    shifted = [np.roll(values, -n, axis) for n in range(len(low))]
    every_second = [slice(None)] * values.ndim
    every_second[axis] = slice(0, None, 2)
    return [sum(c * s for c, s in zip(f, shifted))[tuple(every_second)] for f in (low, high)]


def wavelet_coefficients(image, low):
    coefficients = []
    coarse = image
    while min(coarse.shape) >= len(low):
        bands = [coarse]
        for axis in range(coarse.ndim):
            bands = [half for band in bands for half in _step(band, axis, low)]
        coarse = bands[0]
        coefficients += [band.ravel() for band in bands[1:]]
    return np.concatenate([coarse.ravel(), *coefficients])


def best_terms_error(image, terms):
    """Mean square of what the best approximation from so many wavelets leaves, for the better of two wavelets."""
    errors = []
    for low in LOW_PASSES:
        squares = np.sort(wavelet_coefficients(image, low) ** 2)[::-1]
        errors.append(squares[int(terms):].sum() / image.size)
    return min(errors)


def lowest_frequencies_error(image, numbers):
    """The same for the lowest frequencies, whose coefficients are so many real numbers."""
    spectrum = np.abs(np.fft.fftn(image)) ** 2 / image.size
    radius = sum(f ** 2 for f in np.meshgrid(*[np.fft.fftfreq(n) for n in image.shape], indexing="ij"))
    order = np.argsort(radius.ravel(), kind="stable")
    return spectrum.ravel()[order][int(numbers):].sum() / image.size


def random_phases_error(image, seed=0):
    """The same for an image of the same power spectrum and mean, random phases, after the best circular shift."""
    noise = np.fft.fftn(np.random.default_rng(seed).normal(size=image.shape))
    spectrum = np.fft.fftn(image)
    other = np.abs(spectrum) * noise / np.abs(noise)
    other.flat[0] = spectrum.flat[0]
    correlation = np.fft.ifftn(spectrum * np.conj(other)).real
    power = (np.abs(spectrum) ** 2).sum() / image.size
    return (2 * power - 2 * correlation.max()) / image.size
