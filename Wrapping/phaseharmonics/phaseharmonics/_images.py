# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Images of NumPy, itk and SimpleITK in, images of the same kind out.

Neither itk nor SimpleITK is imported unless an image of it is given."""

from __future__ import annotations

import sys
import warnings
from dataclasses import dataclass, field
from typing import Any, Sequence

import numpy as np

from . import _arrays


class ArrayTemplate:
    """Results are NumPy arrays."""

    components = 0
    spacing: tuple[float, ...] | None = None

    def pack(self, array: np.ndarray, step: Sequence[float] | None = None, is_vector: bool = False) -> Any:
        return array

    def __eq__(self, other: object) -> bool:
        return type(other) is ArrayTemplate


@dataclass(eq=False)
class ImageTemplate:
    """The place in space of an image of `D` dimensions, in the order x, y, z."""

    dimension: int
    components: int  # 0 of scalar images
    spacing: tuple[float, ...]
    origin: tuple[float, ...]
    direction: np.ndarray = field(repr=False)
    index: tuple[int, ...] = ()  # of the first pixel

    def geometry(self, step: Sequence[float] | None) -> tuple[list[float], list[float]]:
        """Spacing and origin of the grid whose step, in pixels along x, y, z, is given; the first pixel stays."""
        spacing = np.asarray(self.spacing, dtype=float)
        if step is None:
            return list(self.spacing), list(self.origin)
        coarse = spacing * np.asarray(step, dtype=float)
        shift = (spacing - coarse) * np.asarray(self.index, dtype=float)
        return coarse.tolist(), (np.asarray(self.origin) + self.direction @ shift).tolist()

    def __eq__(self, other: object) -> bool:
        return (
            type(self) is type(other)
            and (self.dimension, self.components, self.spacing, self.origin, self.index)
            == (other.dimension, other.components, other.spacing, other.origin, other.index)
            and np.array_equal(self.direction, other.direction)
        )


class SimpleITKTemplate(ImageTemplate):
    @classmethod
    def unpack(cls, image: Any) -> tuple[np.ndarray, SimpleITKTemplate]:
        import SimpleITK

        components = image.GetNumberOfComponentsPerPixel() if "vector" in image.GetPixelIDTypeAsString() else 0
        dimension = image.GetDimension()
        template = cls(
            dimension,
            components,
            image.GetSpacing(),
            image.GetOrigin(),
            np.reshape(image.GetDirection(), (dimension, dimension)),
            (0,) * dimension,
        )
        return SimpleITK.GetArrayViewFromImage(image), template

    def pack(self, array: np.ndarray, step: Sequence[float] | None = None, is_vector: bool = False) -> Any:
        import SimpleITK

        image = SimpleITK.GetImageFromArray(array, isVector=is_vector)
        spacing, origin = self.geometry(step)
        image.SetSpacing(spacing)
        image.SetOrigin(origin)
        image.SetDirection(self.direction.ravel().tolist())
        return image


class ITKTemplate(ImageTemplate):
    @classmethod
    def unpack(cls, image: Any) -> tuple[np.ndarray, ITKTemplate]:
        import itk

        image.Update()
        dimension = image.GetImageDimension()
        region = image.GetLargestPossibleRegion()
        if image.GetBufferedRegion() != region:
            raise ValueError(f"The image holds {image.GetBufferedRegion()} instead of its largest possible region.")
        array = _array_of_complex_image(image) if _is_complex(image) else itk.array_view_from_image(image)
        template = cls(
            dimension,
            array.shape[-1] if array.ndim > dimension else 0,
            tuple(image.GetSpacing()),
            tuple(image.GetOrigin()),
            np.array(itk.array_from_matrix(image.GetDirection())),
            tuple(region.GetIndex()),
        )
        template._type = itk.template(image)
        return array, template

    def pack(self, array: np.ndarray, step: Sequence[float] | None = None, is_vector: bool = False) -> Any:
        import itk

        array = np.ascontiguousarray(array)
        if array.dtype.kind == "c":
            image = _complex_image_of_array(array)
        else:
            image = itk.image_from_array(array, **self._type_of(array, is_vector))
        if any(self.index):
            size = image.GetLargestPossibleRegion().GetSize()
            image.SetRegions(itk.ImageRegion[self.dimension](list(self.index), size))
        spacing, origin = self.geometry(step)
        image.SetSpacing(spacing)
        image.SetOrigin(origin)
        image.SetDirection(itk.matrix_from_array(np.ascontiguousarray(self.direction)))
        return image

    def _type_of(self, array: np.ndarray, is_vector: bool) -> dict[str, Any]:
        """Images of fixed vectors and of colors stay such."""
        import itk

        kind, arguments = self._type
        if not is_vector or kind is itk.VectorImage:
            return {"is_vector": is_vector}
        pixel = {np.dtype(np.float32): itk.F, np.dtype(np.float64): itk.D}[array.dtype]
        try:
            pixel_kind = itk.template(arguments[0])[0]
            parameters = [pixel, array.shape[-1]] if pixel_kind in (itk.Vector, itk.CovariantVector) else [pixel]
            if array.shape[-1] == self.components:
                return {"ttype": kind[pixel_kind[tuple(parameters)], self.dimension]}
        except (KeyError, TypeError):  # not wrapped with this pixel
            pass
        return {"is_vector": True}

    def __getstate__(self) -> dict[str, Any]:
        """Types of itk cannot be pickled."""
        return {**self.__dict__, "_type": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        import itk

        self.__dict__.update(state)
        kind = itk.VectorImage if self.components else itk.Image
        self._type = (kind, (itk.F, self.dimension))


def _is_complex(image: Any) -> bool:
    import itk

    return "complex" in str(itk.template(image)[1][0])


def _array_of_complex_image(image: Any) -> np.ndarray:
    import itk

    real = itk.array_view_from_image(itk.complex_to_real_image_filter(image))
    return real + 1j * itk.array_view_from_image(itk.complex_to_imaginary_image_filter(image))


def _complex_image_of_array(array: np.ndarray) -> Any:
    """itk's bridge to NumPy has no complex images."""
    import itk

    parts = [itk.image_from_array(np.ascontiguousarray(part)) for part in (array.real, array.imag)]
    pixel = itk.complex[itk.F if array.dtype == np.complex64 else itk.D]
    image_type = type(parts[0])
    compose = itk.ComposeImageFilter[image_type, itk.Image[pixel, array.ndim]].New()
    compose.SetInput(0, parts[0])
    compose.SetInput(1, parts[1])
    compose.Update()
    return compose.GetOutput()


def _is_image(value: Any) -> bool:
    return hasattr(value, "GetPixelIDTypeAsString") or hasattr(value, "GetLargestPossibleRegion")


def _array_of(image: Any, name: str) -> np.ndarray:
    """What NumPy makes of it, unless that is not what was meant."""
    if isinstance(image, (list, tuple)) and any(_is_image(each) for each in image):
        raise TypeError(f"{name} is a {type(image).__name__} of images; call the function for each of them.")
    if np.ma.is_masked(image):
        raise ValueError(f"{name} has masked values; fill them first, with filled(value) or by interpolation.")
    try:
        array = np.asarray(image)
    except ValueError as error:
        raise ValueError(
            f"{name} cannot be read as one array; call the function for each image of a list of several shapes ({error})."
        ) from None
    if array.ndim == 0 and array.dtype.kind in "OSU":
        raise TypeError(f"{name} must be an array, an itk.Image or a SimpleITK.Image, not {type(image).__name__}.")
    return array


def unpack(image: Any, name: str = "image") -> tuple[np.ndarray, Any]:
    """The pixels of an image, [z, y, x] and components last, without a copy, and the template of results."""
    module = type(image).__module__.split(".")[0]
    if module == "SimpleITK" and "SimpleITK" in sys.modules:
        if not hasattr(image, "GetPixelIDTypeAsString"):
            raise TypeError(f"An image is expected, not {type(image).__name__}.")
        return SimpleITKTemplate.unpack(image)
    if module == "itk" and hasattr(image, "GetLargestPossibleRegion"):
        return ITKTemplate.unpack(image)
    return _array_of(image, name), ArrayTemplate()


@dataclass
class Images:
    """One or several images of one shape.

    `array` is (count, *shape), C-contiguous, finite, float32 or float64; `leading` are the axes that the batch has in
    arrays, or the components of a vector image."""

    array: np.ndarray
    leading: tuple[int, ...]
    template: Any

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape[1:]

    @property
    def dimension(self) -> int:
        return self.array.ndim - 1

    @property
    def spacing(self) -> tuple[float, ...] | None:
        """Spacing along x, y, z; None of arrays."""
        return self.template.spacing

    def pack(self, array: np.ndarray, step: Sequence[float] | None = None) -> Any:
        """Images of the kind that came in, from (count, *shape)."""
        array = array.reshape(self.leading + array.shape[1:])
        if not self.template.components:
            return self.template.pack(array, step)
        return self.template.pack(np.ascontiguousarray(np.moveaxis(array, 0, -1)), step, is_vector=True)

    def step_of(self, shape: Sequence[int]) -> list[float]:
        """Step in pixels along x, y, z of a coarser grid over the same extent."""
        return [full / coarse for full, coarse in zip(reversed(self.shape), reversed(tuple(shape)))]


def _warn_of_colors(shape: tuple[int, ...], name: str) -> None:
    if len(shape) == 3 and shape[2] in (3, 4) and min(shape[:2]) >= 16:
        warnings.warn(
            f"{name} of shape {shape} is taken as a volume [z, y, x], {shape[2]} pixels wide. If its last axis are "
            f"colors, give one of them, or np.moveaxis({name}, -1, 0) and dimension=2.",
            stacklevel=_level_of_caller(),
        )


def _level_of_caller() -> int:
    """Frames from the function that calls this to the first outside of the package."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals["__name__"].split(".")[0] == __name__.split(".")[0]:
        level, frame = level + 1, frame.f_back
    return level


def read_images(image: Any, dimension: int | None = None, name: str = "image") -> Images:
    """One or several images from an array, an itk.Image or a SimpleITK.Image.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x] of one image, or with `dimension` an array whose leading axes count images;
        or an image of itk or SimpleITK, whose components count as images.
    dimension
        Number of the last axes that are of space.

    Raises
    ------
    TypeError
        For pixels that are neither float32, float64 nor integers.
    ValueError
        For empty images, too many axes, and pixels that are not finite.
    """
    array, template = unpack(image, name)
    _arrays.real_dtype(array.dtype, name)
    if template.components:
        array = np.moveaxis(array, -1, 0)
    of_space = array.ndim - (1 if template.components else 0)
    if isinstance(template, ImageTemplate):
        if dimension is not None and dimension != template.dimension:
            raise ValueError(f"{name} has {template.dimension} dimensions, but dimension={dimension} is asked for.")
    elif dimension is not None:
        dimension = _arrays.positive(dimension, "dimension")
        if dimension > 3:
            raise ValueError(f"dimension must be 1, 2 or 3, not {dimension}.")
        if array.ndim < dimension:
            raise ValueError(f"{name} has {array.ndim} axes, fewer than dimension={dimension}.")
        of_space = dimension
    if not 1 <= of_space <= 3:
        raise ValueError(
            f"{name} has {array.ndim} axes; images have 1, 2 or 3. For an array of several images, say how many of the "
            "last axes are of space with dimension=1, 2 or 3."
        )
    if array.size == 0:
        raise ValueError(f"{name} is empty: its shape is {array.shape}.")
    if dimension is None and isinstance(template, ArrayTemplate):
        _warn_of_colors(array.shape, name)
    leading = array.shape[: array.ndim - of_space]
    array = _arrays.as_real(array, name)
    return Images(array.reshape((-1,) + array.shape[array.ndim - of_space :]), leading, template)


def read_image(image: Any, name: str = "image") -> Images:
    """The same for one image, where several make no sense."""
    images = read_images(image, None, name)
    if images.leading:
        raise ValueError(f"{name} has {images.leading[0]} components; give one of them.")
    return images
