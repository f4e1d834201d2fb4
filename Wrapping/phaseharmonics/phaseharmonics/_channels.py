# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Images of several channels that are computed together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _images
from ._images import Images, read_images


@dataclass
class ChannelImages:
    """Images (count, C, *shape), and how they came in."""

    array: np.ndarray
    images: Images
    has_channel_axis: bool

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape[2:]

    @property
    def channels(self) -> int:
        return self.array.shape[1]

    def interleaved(self, index: int) -> np.ndarray:
        """One image as (*shape, C), C-contiguous."""
        return np.ascontiguousarray(np.moveaxis(self.array[index], 0, -1))

    def pack(self, array: np.ndarray, step: Any = None) -> Any:
        """Images of the kind that came in, from (count, C, *shape)."""
        template = self.images.template
        if isinstance(template, _images.ArrayTemplate):
            batch = self.images.leading[:-1] if self.has_channel_axis else self.images.leading
            channels = array.shape[1:2] if self.has_channel_axis else ()
            return array.reshape(batch + channels + array.shape[2:])
        if not template.components:
            return template.pack(array[0, 0], step)
        return template.pack(np.ascontiguousarray(np.moveaxis(array[0], 0, -1)), step, is_vector=True)

    def pack_interleaved(self, arrays: list[np.ndarray], step: Any = None) -> Any:
        """The same from (*shape, C) of each."""
        return self.pack(np.stack([np.moveaxis(array, -1, 0) for array in arrays]), step)


def read_channels(image: Any, channels: bool, dimension: int | None, name: str = "image") -> ChannelImages:
    """One or several images whose channels belong together.

    Parameters
    ----------
    image
        Array, or an image of itk or SimpleITK, whose components are channels.
    channels : bool
        Whether arrays have an axis of channels before the axes of space.
    dimension : int, optional
        Number of axes of space of arrays; the axes before them, and before the channels, are a batch.
    """
    array, template = _images.unpack(image, name)
    is_array = isinstance(template, _images.ArrayTemplate)
    if is_array and channels and dimension is None:
        if array.ndim < 2:
            raise ValueError(f"{name} has {array.ndim} axes; channels, and 1 to 3 axes of space, are expected.")
        dimension = array.ndim - 1
    images = read_images(image, dimension, name)
    if is_array and channels and not images.leading:
        raise ValueError(f"{name} has {array.ndim} axes, but its channels need one before the {dimension} of space.")
    has_channel_axis = channels if is_array else bool(template.components)
    shape = ((-1, images.leading[-1]) if has_channel_axis else (-1, 1)) + images.shape
    return ChannelImages(images.array.reshape(shape), images, has_channel_axis)
