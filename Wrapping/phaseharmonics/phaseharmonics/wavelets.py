# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Wavelet coefficients of images, and images from them."""

from __future__ import annotations

from typing import Any, Iterator

import numpy as np

from . import _arrays, _kernels
from ._images import ArrayTemplate, read_images
from ._options import BankOptions


class WaveletBands:
    """Wavelet coefficients z_{j,l} = x * psi_{j,l} and the low pass x * phi_J of one or several images.

    `bands[j]` is the array (..., L, [z,] [y,] x) of the L orientations of scale j, complex; `bands.image(j, l)` one of
    them as an image of the kind that was transformed, in its place in space; iteration is over scales from fine to
    coarse. Leading axes are those of a batch, or the components of a vector image.

    Attributes
    ----------
    arrays : list of numpy.ndarray
        The bands of each scale.
    low_pass : numpy.ndarray
        The low pass, real.
    options : BankOptions
        The bank.
    shape : tuple of int
        Shape of the full grid.
    """

    def __init__(
        self,
        arrays: list[np.ndarray],
        low_pass: np.ndarray,
        options: BankOptions,
        shape: tuple[int, ...],
        template: Any = None,
    ) -> None:
        self.arrays = list(arrays)
        self.low_pass = low_pass
        self.options = options
        self.shape = tuple(shape)
        self._template = ArrayTemplate() if template is None else template

    def __len__(self) -> int:
        return len(self.arrays)

    def __iter__(self) -> Iterator[np.ndarray]:
        return iter(self.arrays)

    def __getitem__(self, scale: int) -> np.ndarray:
        return self.arrays[scale]

    def image(self, scale: int, orientation: int) -> Any:
        """One band as an image of the kind that was transformed; components of vector images stay leading axes of
        an array."""
        array = np.moveaxis(self.arrays[scale], -1 - len(self.shape), 0)[orientation]
        return self._pack(array)

    def low_pass_image(self) -> Any:
        """The low pass as an image of the kind that was transformed."""
        return self._pack(self.low_pass)

    def _pack(self, array: np.ndarray) -> Any:
        if array.ndim > len(self.shape):
            return array
        step = [full / coarse for full, coarse in zip(reversed(self.shape), reversed(array.shape))]
        return self._template.pack(array, step)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, WaveletBands)
            and (self.options, self.shape, len(self)) == (other.options, other.shape, len(other))
            and self._template == other._template
            and np.array_equal(self.low_pass, other.low_pass)
            and all(np.array_equal(a, b) for a, b in zip(self, other))
        )

    def __repr__(self) -> str:
        return (
            f"<WaveletBands of {self.options.scales} scales and {self.options.orientations} orientations, "
            f"family {self.options.family}, shape {self.shape}, {self.low_pass.dtype}>"
        )


class WaveletBank:
    """A bank of wavelets for images of one shape, sampled once and used as often as one likes.

    Parameters
    ----------
    shape : tuple of int
        Shape (z, y, x), (y, x) or (x,) of the images.
    options : BankOptions, optional
        Instead of the keywords of `wavelet_bank`.
    dtype : float32 or float64
        Type of the images.
    threads : int, optional
        Threads that sample the wavelets.
    **choices
        scales, orientations, family, voices, frame, full_grid, oversampling as of `wavelet_bank`.

    Attributes
    ----------
    options : BankOptions
    shape : tuple of int
    dtype : numpy.dtype
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        options: BankOptions | None = None,
        *,
        dtype: Any = np.float32,
        threads: int | None = None,
        **choices: Any,
    ) -> None:
        self.shape = _arrays.lengths(shape)
        self.dtype = _arrays.real_dtype(dtype, "dtype")
        self.options = BankOptions.resolve(self.shape, **choices) if options is None else options
        kind = _kernels.WaveletBank32 if self.dtype == np.float32 else _kernels.WaveletBank64
        self._kernel = kind(list(self.shape), self.options.kernel(self.shape), _arrays.number_of_threads(threads))

    @property
    def frame_bounds(self) -> tuple[float, float]:
        """Smallest and largest value of the Littlewood-Paley sum |phi^_J|^2 + sum_{j, l < 2L} |psi^_{j,l}|^2."""
        return self._kernel.frame_bounds()

    @property
    def scales_beyond_coarsest_axis(self) -> int:
        """Scales, from the finest, that the axis of the largest spacing cannot carry."""
        return self._kernel.number_of_scales_beyond_coarsest_axis()

    def forward(self, image: Any, *, out: WaveletBands | None = None, threads: int | None = None) -> WaveletBands:
        """Wavelet coefficients of an image, or of an array of images; see `wavelet_bank`.

        Parameters
        ----------
        image
            Of the shape and type of the bank.
        out : WaveletBands, optional
            Of this bank, for as many images: overwritten and returned. New memory takes as long as the transform.
        threads : int, optional
            All processors by default.

        Raises
        ------
        TypeError, ValueError
            For images and `out` that are not of the bank, and pixels that are not finite.
        """
        images = read_images(image, len(self.shape))
        if images.shape != self.shape:
            raise ValueError(f"The image has shape {images.shape}, but the bank is for {self.shape}.")
        if images.array.dtype != self.dtype:
            raise TypeError(f"The image is of {images.array.dtype}, but the bank is for {self.dtype}.")
        if out is None:
            arrays, low_pass = self._kernel.arrays(len(images.array))
        else:
            arrays, low_pass = self._arrays_of(out, images.leading)
        self._kernel.forward(images.array, arrays, low_pass, _arrays.number_of_threads(threads))
        if out is not None:
            out._template = images.template
            return out
        arrays = [array.reshape(images.leading + array.shape[1:]) for array in arrays]
        low_pass = low_pass.reshape(images.leading + low_pass.shape[1:])
        return WaveletBands(arrays, low_pass, self.options, self.shape, images.template)

    def _arrays_of(self, out: WaveletBands, leading: tuple[int, ...]) -> tuple[list[np.ndarray], np.ndarray]:
        """Views (count, L, *grid) and (count, *grid) of the arrays of bands."""
        if out.options != self.options or out.shape != self.shape or out.low_pass.dtype != self.dtype:
            raise ValueError("out is of another bank.")
        if out.low_pass.shape[: len(leading)] != leading or out.low_pass.ndim != len(leading) + len(self.shape):
            raise ValueError("out is not of as many images.")
        views = []
        for array in [*out.arrays, out.low_pass]:
            if not (array.flags.c_contiguous and array.flags.writeable):
                raise ValueError("The arrays of out must be contiguous and writeable.")
            views.append(array.reshape((-1,) + array.shape[len(leading) :]))
        return views[:-1], views[-1]

    def inverse(self, bands: WaveletBands, *, threads: int | None = None) -> Any:
        """The image of these coefficients; see `inverse_wavelet_bank`."""
        _arrays.instance(bands, WaveletBands, "bands")
        if bands.options != self.options or bands.shape != self.shape:
            raise ValueError("The bands are of another bank.")
        low_pass = np.ascontiguousarray(bands.low_pass, self.dtype)
        _arrays.check_finite(low_pass, "the low pass")
        leading = low_pass.shape[: low_pass.ndim - len(self.shape)]
        low_pass = low_pass.reshape((-1,) + low_pass.shape[len(leading) :])
        arrays = []
        for scale, band in enumerate(bands):
            band = np.ascontiguousarray(band, np.result_type(self.dtype, np.complex64))
            _arrays.check_finite(band, f"the band of scale {scale}")
            arrays.append(band.reshape((low_pass.shape[0], -1) + band.shape[len(leading) + 1 :]))
        array = self._kernel.inverse(arrays, low_pass, _arrays.number_of_threads(threads))
        array = array.reshape(leading + self.shape)
        template = bands._template
        if template.components and leading:
            return template.pack(np.ascontiguousarray(np.moveaxis(array, 0, -1)), is_vector=True)
        return template.pack(array)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WaveletBank) and (self.shape, self.options, self.dtype) == (
            other.shape,
            other.options,
            other.dtype,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _bank_of_state, (self.shape, self.options, self.dtype)

    def __repr__(self) -> str:
        return f"<WaveletBank for shape {self.shape}, {self.dtype}: {self.options}>"


def _bank_of_state(shape: tuple[int, ...], options: BankOptions, dtype: np.dtype) -> WaveletBank:
    return WaveletBank(shape, options, dtype=dtype)


def wavelet_bank(
    image: Any,
    *,
    scales: int | None = None,
    orientations: int | None = None,
    family: str = "bump",
    voices: int = 1,
    frame: str = "published",
    full_grid: bool = False,
    oversampling: int = 2,
    use_spacing: bool = False,
    dimension: int | None = None,
    threads: int | None = None,
) -> WaveletBands:
    """Wavelet coefficients z_{j,l} = x * psi_{j,l}, and the low pass x * phi_J.

    psi_{j,l} passes the frequencies around 2^(-j) xi_0 radians per pixel in the direction pi l / L, measured from the
    x axis towards the y axis (2-D); in 3-D directions are axes of regular polyhedra. Images are taken as periodic.

    Parameters
    ----------
    image
        Array [z, y, x], [y, x] or [x], itk.Image or SimpleITK.Image; float32 and float64 are kept.
    scales : int, optional
        Number of scales J; 2^J must not exceed the smallest side. By default the coarsest wavelets are four times
        smaller than the image, with at most 6 scales.
    orientations : int, optional
        Number of orientations L: 1 in 1-D, 1 to 64 in 2-D [4], 6, 10 or 15 in 3-D [6].
    family : {"bump", "morlet", "battle-lemarie"}
        Steerable bump wavelets; Morlet wavelets in 1-D and 2-D; Battle-Lemarie wavelets in 1-D.
    voices : int
        Scales per octave, in 1-D.
    frame : {"published", "parseval"}
        Amplitudes of the papers, or divided by the root of the Littlewood-Paley sum, so that the frame is tight.
    full_grid : bool
        Keep every scale on the full grid rather than on one of step 2^max(0, j - oversampling) pixels.
    oversampling : int
        By how many octaves grids are finer than their scale; at least 1.
    use_spacing : bool
        Wavelets of one shape in physical units, for images with a spacing.
    dimension : int, optional
        Number of axes of space of an array of several images; the axes before are a batch.
    threads : int, optional
        All processors by default. Results are the same bits for any number.

    Returns
    -------
    WaveletBands
        Complex arrays (..., L, [z,] [y,] x) for each scale, and the low pass.

    Raises
    ------
    TypeError, ValueError
        For pixels of another type, pixels that are not finite, and options that do not fit the image.

    Notes
    -----
    Takes about L times the memory of the image, twice if full_grid for each scale. S. Mallat, S. Zhang, G. Rochette,
    "Phase harmonic correlations and convolutional neural networks", 2020; S. Zhang, S. Mallat, "Maximum entropy models
    from phase harmonic covariances", 2021; J. Bruna, S. Mallat, "Invariant scattering convolution networks", 2013.
    """
    images = read_images(image, dimension)
    options = BankOptions.resolve(
        images.shape,
        scales=scales,
        orientations=orientations,
        family=family,
        voices=voices,
        frame=frame,
        full_grid=full_grid,
        oversampling=oversampling,
        use_spacing=use_spacing,
        spacing=images.spacing,
    )
    bank = WaveletBank(images.shape, options, dtype=images.array.dtype, threads=threads)
    arrays, low_pass = bank._kernel.arrays(len(images.array))
    bank._kernel.forward(images.array, arrays, low_pass, _arrays.number_of_threads(threads))
    arrays = [array.reshape(images.leading + array.shape[1:]) for array in arrays]
    low_pass = low_pass.reshape(images.leading + low_pass.shape[1:])
    return WaveletBands(arrays, low_pass, options, images.shape, images.template)


def inverse_wavelet_bank(bands: WaveletBands, *, threads: int | None = None) -> Any:
    """The image whose wavelet coefficients are given, or the one closest to them if no image has them.

    Parameters
    ----------
    bands : WaveletBands
        Of `wavelet_bank`, perhaps with other values in its arrays.
    threads : int, optional
        All processors by default.

    Returns
    -------
    image
        Of the kind that was transformed: the same to rounding if nothing was changed.

    Raises
    ------
    ValueError
        For values that are not finite, and for banks that cover some frequency so badly that the image cannot be
        recovered.
    """
    _arrays.instance(bands, WaveletBands, "bands")
    bank = WaveletBank(bands.shape, bands.options, dtype=bands.low_pass.dtype, threads=threads)
    return bank.inverse(bands, threads=threads)
