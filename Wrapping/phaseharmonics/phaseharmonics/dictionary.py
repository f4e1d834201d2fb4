# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Dictionaries: atoms of which few suffice to write an image, or a patch of it, as their sum."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from . import _arrays, _kernels


class Dictionary:
    """Atoms d_0 .. d_{K-1}: real patches of one or several channels.

    Convolutional codes place every atom at every pixel, centered on its pixel size // 2; patch-wise codes take patches
    as vectors, [channel, z, y, x]. Atoms for vectors without a place, such as the channels of one pixel, have a
    support of one pixel. Atoms need not have unit norm: one divided by w is penalized by w lambda.

    Parameters
    ----------
    atoms : array
        (K, C, [z,] [y,] x), or without channels (K, [z,] [y,] x) where `channels` is False.
    channels : bool
        Whether the second axis counts channels.

    Raises
    ------
    TypeError
        For atoms that are not real.
    ValueError
        For atoms that are zero or not finite, and for another number of axes.
    """

    def __init__(self, atoms: Any, *, channels: bool = False) -> None:
        array = _arrays.as_real(atoms, "atoms").astype(np.float64, copy=False)
        if not channels:
            array = array[:, np.newaxis] if array.ndim else array
        if not 3 <= array.ndim <= 5:
            axes = "(K, C, [z,] [y,] x)" if channels else "(K, [z,] [y,] x)"
            raise ValueError(f"atoms must be an array {axes}, not of shape {np.shape(atoms)}.")
        if array.size == 0:
            raise ValueError(f"atoms is empty: its shape is {np.shape(atoms)}.")
        self._kernel = _kernels.Dictionary.of_array(np.ascontiguousarray(array))

    @classmethod
    def _of_kernel(cls, kernel: _kernels.Dictionary) -> Dictionary:
        dictionary = cls.__new__(cls)
        dictionary._kernel = kernel
        return dictionary

    @classmethod
    def of_vectors(cls, vectors: Any) -> Dictionary:
        """Atoms for vectors without a place: rows (K, p), as scikit-learn keeps `components_`."""
        array = np.asarray(vectors)
        if array.ndim != 2:
            raise ValueError(f"vectors must be an array (K, p), not of shape {array.shape}.")
        return cls(array[:, :, np.newaxis], channels=True)

    @classmethod
    def framelets(cls, dimension: int, *, family: str = "cubic", scales: int = 2, channels: int = 1) -> Dictionary:
        """All products of B-spline framelet filters but those of low passes only: a tight frame, for images with edges.

        Code an image less its smooth part with them.

        Parameters
        ----------
        dimension : {1, 2, 3}
        family : {"haar", "linear", "cubic"}
        scales : int
            1 to 6: filters of 1, 2, .., 2^(scales - 1) pixels.
        channels : int
            The same atoms for each channel of an image by itself.

        Notes
        -----
        A. Ron, Z. Shen, "Affine systems in L2(R^d): the analysis of the analysis operator", 1997.
        """
        return cls._of_kernel(
            _kernels.Dictionary.framelets(
                _arrays.positive(dimension, "dimension"),
                family,
                _arrays.positive(scales, "scales"),
                _arrays.positive(channels, "channels"),
            )
        )

    @classmethod
    def bumps(
        cls,
        dimension: int,
        *,
        smallest_sigma: float = 0.7,
        scales: int = 4,
        preference: float = 0.3,
        channels: int = 1,
    ) -> Dictionary:
        """Gaussian bumps of deviations smallest_sigma 2^j pixels and sum (1 + sigma)^preference: with coefficients that
        are not negative, for images that are dark over large parts, as in fluorescence microscopy."""
        return cls._of_kernel(
            _kernels.Dictionary.bumps(
                _arrays.positive(dimension, "dimension"),
                float(smallest_sigma),
                _arrays.positive(scales, "scales"),
                float(preference),
                _arrays.positive(channels, "channels"),
            )
        )

    @property
    def atoms(self) -> np.ndarray:
        """A copy of the atoms, float64, (K, C, [z,] [y,] x)."""
        return self._kernel.array()

    @property
    def shape(self) -> tuple[int, ...]:
        """(K, C, [z,] [y,] x)."""
        return tuple(self._kernel.shape)

    number_of_atoms = property(lambda self: self.shape[0], doc="K.")
    channels = property(lambda self: self.shape[1], doc="C.")
    support = property(lambda self: self.shape[2:], doc="Pixels of an atom, ([z,] [y,] x).")
    dimension = property(lambda self: len(self.support), doc="Axes of space.")

    @property
    def length(self) -> int:
        """Entries of an atom as a vector, p = C times the pixels of its support."""
        return int(np.prod(self.shape[1:]))

    @property
    def coherence(self) -> float:
        """Largest correlation of two atoms, between 0 and 1: the smaller, the better defined are sparse codes."""
        return self._kernel.coherence()

    def normalized(self) -> Dictionary:
        """The atoms divided by their norms."""
        return Dictionary._of_kernel(self._kernel.normalized())

    def joined_with(self, other: Dictionary) -> Dictionary:
        """The atoms of both, for signals that are sums of two kinds; ValueError for atoms of other shapes."""
        return Dictionary._of_kernel(self._kernel.joined_with(other._kernel))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes an HDF5 file, which the C++ programs and `itk.DictionaryReader` read; OSError if it cannot be."""
        self._kernel.save(os.fspath(path))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Dictionary:
        """Reads what `save` or a C++ program wrote: the same bits.

        Raises
        ------
        OSError
            For files that are missing, foreign or damaged.
        """
        return cls._of_kernel(_kernels.Dictionary.load(os.fspath(path)))

    def picture(self) -> np.ndarray:
        """The atoms side by side, uint8 (height, width, 3): middle gray is the mean of an atom, black or white its
        largest deviation from it; three channels are shown as colors."""
        return self._kernel.picture()

    def plot(self, axes: Any = None) -> Any:
        """Draws `picture` with matplotlib.

        Parameters
        ----------
        axes : matplotlib.axes.Axes, optional

        Returns
        -------
        matplotlib.figure.Figure
        """
        if axes is None:
            from matplotlib import pyplot

            axes = pyplot.subplots()[1]
        axes.imshow(self.picture(), interpolation="nearest")
        axes.set_axis_off()
        axes.set_title(f"{self.number_of_atoms} atoms of {' x '.join(str(size) for size in self.support)}")
        return axes.figure

    def __len__(self) -> int:
        return self.number_of_atoms

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dictionary) and self._kernel == other._kernel

    def __reduce__(self) -> tuple[Any, ...]:
        return _dictionary_of_array, (self.atoms,)

    def __repr__(self) -> str:
        channels = f", {self.channels} channels" if self.channels > 1 else ""
        return f"<Dictionary of {self.number_of_atoms} atoms of {' x '.join(str(s) for s in self.support)}{channels}>"


def _dictionary_of_array(array: np.ndarray) -> Dictionary:
    return Dictionary(array, channels=True)
