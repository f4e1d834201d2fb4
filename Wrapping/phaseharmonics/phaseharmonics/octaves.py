# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Images without their finest octaves, and on finer grids: what the prediction of fine scales is compared with."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _arrays, _kernels
from ._images import read_images


def _octaves(octaves: int) -> int:
    octaves = _arrays.positive(octaves, "octaves")
    if octaves > 16:
        raise ValueError(f"octaves must be at most 16, not {octaves}.")
    return octaves


def remove_octaves(image: Any, octaves: int = 1, *, dimension: int | None = None) -> Any:
    """The image without its finest octaves: what a Gaussian model predicts of them from the others, nothing.

    Parameters
    ----------
    image
        Array, itk.Image or SimpleITK.Image.
    octaves : int
        Frequencies along an axis at or above those of ceil(n / 2^octaves) pixels are set to 0.
    dimension : int, optional
        Number of the last axes of arrays that are of space.

    Returns
    -------
    Image of the same kind and shape.

    Raises
    ------
    TypeError, ValueError
        For images of another type or not finite.
    """
    images = read_images(image, dimension)
    octaves = _octaves(octaves)
    return images.pack(np.stack([_kernels.remove_octaves(each, octaves) for each in images.array]))


def interpolate_octaves(image: Any, octaves: int = 1, *, dimension: int | None = None) -> Any:
    """The image on a grid of 2^octaves times as many pixels along each axis, without any new frequency.

    Each pixel of the image is kept. Parameters and errors as of `remove_octaves`; the spacing is divided by 2^octaves.
    """
    images = read_images(image, dimension)
    octaves = _octaves(octaves)
    refined = np.stack([_kernels.interpolate_octaves(each, octaves) for each in images.array])
    return images.pack(refined, [0.5**octaves] * images.dimension)
