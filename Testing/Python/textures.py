# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Small images for the tests of syntheses, and images in files."""

import numpy as np
import SimpleITK


def texture(shape, seed=0, dtype=np.float32):
    """A skewed field of correlated pixels."""
    noise = np.random.default_rng(seed).standard_normal(shape)
    frequencies = np.meshgrid(*[np.fft.fftfreq(size) for size in shape], indexing="ij")
    transform = np.exp(-0.5 * sum((6 * f) ** 2 for f in frequencies))
    field = np.fft.ifftn(np.fft.fftn(noise) * transform).real
    return np.exp(field / field.std()).astype(dtype)


def write(array, path):
    """Writes an array as an image; returns the path."""
    SimpleITK.WriteImage(SimpleITK.GetImageFromArray(array), str(path))
    return path


def read(path):
    return SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(path)))
