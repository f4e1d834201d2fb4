# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Scattering coefficients: local averages of rectified wavelet coefficients and of their moduli."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _arrays, _kernels
from ._images import ArrayTemplate, Images, read_images
from ._options import BankOptions
from ._placing import move_origin
from ._progress import Progress


@dataclass(frozen=True, eq=False)
class ScatteringChannels:
    """What each coefficient is: a row for each channel, -1 where an order has none of it.

    Attributes
    ----------
    order : numpy.ndarray
        0: x * phi_J. 1: rho(Re(e^{ia} z)) * phi_J with z = x * psi_{j1,l1}, a = 2 pi phase / A, or |z| * phi_J without
        phases. 2: ||z| * psi_{j2,l2}| * phi_J.
    scale1, orientation1, phase, scale2, orientation2 : numpy.ndarray
        j1, l1, the number of the phase, j2 > j1, l2.
    name : numpy.ndarray
        The same in words: "x * phi", "j=0 l=3 phase=1", "j=0 l=3, j=2 l=1".
    """

    order: np.ndarray
    scale1: np.ndarray
    orientation1: np.ndarray
    phase: np.ndarray
    scale2: np.ndarray
    orientation2: np.ndarray
    name: np.ndarray

    def __len__(self) -> int:
        return len(self.order)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScatteringChannels) and all(
            np.array_equal(a, b) for a, b in zip(self.__dict__.values(), other.__dict__.values())
        )

    def to_dataframe(self) -> Any:
        """A pandas.DataFrame with a row for each channel; ImportError without pandas."""
        import pandas

        return pandas.DataFrame(self.__dict__)


class Scattering:
    """A scattering transform for images of one shape, prepared once and used as often as one likes.

    Parameters
    ----------
    shape : tuple of int
        Shape (z, y, x), (y, x) or (x,) of the images.
    dtype : float32 or float64
        Type of the images.
    spacing : tuple of float, optional
        Spacing along x, y, z, for use_spacing.
    threads : int, optional
        Threads that sample the wavelets.
    **choices
        As of `scattering`.

    Attributes
    ----------
    options : BankOptions
        The bank of wavelets.
    channels : ScatteringChannels
        What each coefficient is.
    output_shape : tuple of int
        Shape of the coefficients of an image: channels, then the coarse grid.
    step, start : tuple of float
        Distance of neighboring outputs, and position of the first, in pixels along x, y, z.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        scales: int | None = None,
        orientations: int | None = None,
        order: int = 1,
        phases: int = 4,
        family: str = "bump",
        oversampling: int = 1,
        subsampling: str = "crop",
        boundary: str = "periodic",
        variant: str = "none",
        epsilon: float = 1e-6,
        use_spacing: bool = False,
        spacing: tuple[float, ...] | None = None,
        dtype: Any = np.float32,
        threads: int | None = None,
    ) -> None:
        self.shape = _arrays.lengths(shape)
        self.dtype = _arrays.real_dtype(dtype, "dtype")
        oversampling = _arrays.at_least(oversampling, 0, "oversampling")
        self.options = BankOptions.resolve(
            self.shape,
            scales=scales,
            orientations=orientations,
            family=family,
            oversampling=max(oversampling, 1),
            use_spacing=use_spacing,
            spacing=spacing,
        )
        self._choices = {
            "oversampling": oversampling,
            "order": _arrays.positive(order, "order"),
            "phases": _arrays.at_least(phases, 0, "phases"),
            "subsampling": subsampling,
            "boundary": boundary,
            "variant": variant,
            "epsilon": float(epsilon),
        }
        options = _kernels.ScatteringOptions.make(list(self.shape), self.options.kernel(self.shape), **self._choices)
        kind = _kernels.Scattering32 if self.dtype == np.float32 else _kernels.Scattering64
        self._kernel = kind(list(self.shape), options, _arrays.number_of_threads(threads))
        self.channels = ScatteringChannels(*np.ascontiguousarray(options.channels().T), np.array(options.names()))
        self.output_shape = tuple(self._kernel.output_shape(1)[1:])
        self.step, self.start = (tuple(place) for place in self._kernel.places())

    def forward(self, image: Any, *, threads: int | None = None, progress: bool = False) -> Any:
        """Coefficients of an image, or of an array of images whose last axes have `shape`; see `scattering`."""
        images = read_images(image, len(self.shape))
        self._check(images)
        with Progress(progress, len(images.array), "Encoding") as bar:
            array = self._kernel.forward(images.array, _arrays.number_of_threads(threads), bar.callable)
        return self._pack(array, images)

    def adjoint(self, image: Any, gradient: Any, *, threads: int | None = None) -> np.ndarray:
        """Gradient with respect to the images of a function of their coefficients, for learning.

        Parameters
        ----------
        image : array (..., [z,] [y,] x)
        gradient : array (..., channels, [z,] [y,] x)
            Derivatives of the function with respect to the coefficients.

        Returns
        -------
        numpy.ndarray
            Derivatives with respect to the pixels, of the shape of the image.
        """
        images = read_images(image, len(self.shape))
        self._check(images)
        gradient = np.ascontiguousarray(gradient, self.dtype)
        _arrays.check_finite(gradient, "gradient")
        if gradient.shape != images.leading + self.output_shape:
            raise ValueError(
                f"The gradient has shape {gradient.shape} instead of {images.leading + self.output_shape}, that of the "
                "coefficients."
            )
        gradient = gradient.reshape((-1,) + self.output_shape)
        result = self._kernel.adjoint(images.array, gradient, _arrays.number_of_threads(threads))
        return result.reshape(images.leading + self.shape)

    def _check(self, images: Images) -> None:
        if images.shape != self.shape:
            raise ValueError(f"The image has shape {images.shape}, but the scattering is for {self.shape}.")
        if images.array.dtype != self.dtype:
            raise TypeError(f"The image is of {images.array.dtype}, but the scattering is for {self.dtype}.")

    def _pack(self, array: np.ndarray, images: Images) -> Any:
        if isinstance(images.template, ArrayTemplate):
            return array.reshape(images.leading + self.output_shape)
        # The components of a vector image follow each other, each with all its channels.
        components = np.moveaxis(array.reshape((-1,) + self.output_shape[1:]), 0, -1)
        packed = images.template.pack(np.ascontiguousarray(components), self.step, is_vector=True)
        return move_origin(packed, images.template, self.start)

    def __reduce__(self) -> tuple[Any, ...]:
        choices = {
            **self._choices,
            "scales": self.options.scales,
            "orientations": self.options.orientations,
            "family": self.options.family,
            "use_spacing": bool(self.options.spacing),
            "spacing": self.options.spacing or None,
        }
        return _scattering_of_state, (self.shape, self.dtype, choices)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scattering) and (self.shape, self.dtype, self.options, self._choices) == (
            other.shape,
            other.dtype,
            other.options,
            other._choices,
        )

    def __repr__(self) -> str:
        return (
            f"<Scattering of order {self._choices['order']}: {self.options.scales} scales, "
            f"{self.options.orientations} orientations, {len(self.channels)} channels, images of shape {self.shape}, "
            f"{self.dtype}>"
        )


def _scattering_of_state(shape: tuple[int, ...], dtype: np.dtype, choices: dict[str, Any]) -> Scattering:
    return Scattering(shape, dtype=dtype, **choices)


def scattering(
    image: Any,
    *,
    scales: int | None = None,
    orientations: int | None = None,
    order: int = 1,
    phases: int = 4,
    family: str = "bump",
    oversampling: int = 1,
    subsampling: str = "crop",
    boundary: str = "periodic",
    variant: str = "none",
    epsilon: float = 1e-6,
    use_spacing: bool = False,
    dimension: int | None = None,
    threads: int | None = None,
    progress: bool = False,
) -> Any:
    """Scattering coefficients S_J x: averages at steps of 2^J pixels that change little when the image is deformed.

    S_J x = (x * phi_J, rho(Re(e^{ia} x * psi_{j,l})) * phi_J, and with order 2 ||x * psi_{j1,l1}| * psi_{j2,l2}| *
    phi_J for j2 > j1), rho(t) = max(t, 0), a = 2 pi n / A for the A phases.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image; float32 and float64 are kept.
    scales, orientations, use_spacing, dimension, threads
        As of `wavelet_bank`.
    order : {1, 2}
    phases : int
        Phases A of order 1, even and at least 4; 0 takes moduli |z| * phi_J.
    family : {"bump", "morlet", "battle-lemarie"}
    oversampling : int
        Octaves by which the grid of a scale is finer than the scale: at least 1, or 0 with subsampling "fold".
    subsampling : {"crop", "fold"}
        Coarse grids by cropping frequencies, or by folding them, which is taking every 2^J-th pixel.
    boundary : {"periodic", "mirror"}
        What lies beyond the border.
    variant : {"none", "log", "normalized"}
        "log": log(epsilon + S) of orders 1 and 2. "normalized": order 2 over epsilon + averaged moduli of order 1.
    epsilon : float
    progress : bool
        Show a bar over images.

    Returns
    -------
    coefficients
        Array (..., channels, [z,] [y,] x) on the coarse grid, after the axes of a batch; of an image of itk or
        SimpleITK a vector image whose pixels lie where they were computed. Channels are in the order of
        ``Scattering(shape, ...).channels``; those of a second component of a vector image follow those of the first.

    Raises
    ------
    TypeError, ValueError
        For pixels of another type, pixels that are not finite, and options that do not fit the image.

    Notes
    -----
    ``family="morlet", subsampling="fold", oversampling=0, boundary="mirror", phases=0, order=2`` are the coefficients
    of kymatio's Scattering2D, with orientations renumbered. For several calls with images of one shape, `Scattering`
    samples the wavelets once. S. Mallat, "Group invariant scattering", 2012; J. Bruna, S. Mallat, "Invariant
    scattering convolution networks", 2013; J. Zarka, L. Thiry, T. Angles, S. Mallat, "Deep network classification by
    scattering and homotopy dictionary learning", 2020.
    """
    images = read_images(image, dimension)
    transform = Scattering(
        images.shape,
        scales=scales,
        orientations=orientations,
        order=order,
        phases=phases,
        family=family,
        oversampling=oversampling,
        subsampling=subsampling,
        boundary=boundary,
        variant=variant,
        epsilon=epsilon,
        use_spacing=use_spacing,
        spacing=images.spacing,
        dtype=images.array.dtype,
        threads=threads,
    )
    with Progress(progress, len(images.array), "Encoding") as bar:
        array = transform._kernel.forward(images.array, _arrays.number_of_threads(threads), bar.callable)
    return transform._pack(array, images)
