# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Images of itk and SimpleITK on grids that begin elsewhere than those that came in."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np

from ._images import ImageTemplate


def move_origin(image: Any, template: ImageTemplate, pixels: Sequence[float]) -> Any:
    """The image, moved by pixels along x, y, z of the image that came in."""
    offset = template.direction @ (np.asarray(template.spacing) * np.asarray(pixels, dtype=float))
    image.SetOrigin([float(origin + shift) for origin, shift in zip(image.GetOrigin(), offset)])
    return image
