# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Phase harmonics and rectified phases of complex coefficients."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _arrays, _kernels
from ._images import unpack


def _read_complex(z: Any) -> tuple[np.ndarray, Any]:
    array, template = unpack(z, "z")
    return _arrays.as_complex(array, "z"), template


def phase_harmonic(z: Any, k: int, *, threads: int | None = None) -> Any:
    """Phase harmonic [z]^k = |z| exp(i k arg z); [0]^k = 0.

    Parameters
    ----------
    z
        Complex array of any shape, or complex image of itk or SimpleITK; complex64 and complex128 are kept.
    k : int
        0 gives the modulus, 1 z itself, -1 its conjugate.
    threads : int, optional
        All processors by default.

    Returns
    -------
    Complex array or image of the same shape.

    Raises
    ------
    TypeError, ValueError
        For other types, values that are not finite, k beyond 31 bits.

    Notes
    -----
    S. Mallat, S. Zhang, G. Rochette, "Phase harmonic correlations and convolutional neural networks", 2020, eq. 6.
    """
    array, template = _read_complex(z)
    k = _arrays.at_least(k, -(2**31) + 1, "k")
    return template.pack(_kernels.phase_harmonic(array, k, _arrays.number_of_threads(threads)))


def rectify(
    z: Any, *, phases: int = 4, rectifier: str = "relu", slope: float = 0.01, threads: int | None = None
) -> np.ndarray:
    """Rectified phases rho(Re(e^{i a} z)), a = 2 pi n / phases, n = 0 .. phases - 1.

    A rectifier computes phase harmonics: rho(Re(e^{ia} z)) = sum_k gamma(k) [z]^k e^{ika}.

    Parameters
    ----------
    z
        Complex array of any shape, or complex image of itk or SimpleITK.
    phases : int
        Number of phases A.
    rectifier : {"relu", "modulus", "leaky-relu"}
        rho(a) = max(a, 0), |a|, or max(a, 0) + slope min(a, 0).
    slope : float
        Of "leaky-relu".
    threads : int, optional
        All processors by default.

    Returns
    -------
    numpy.ndarray
        Real array (phases, *shape).

    Raises
    ------
    TypeError, ValueError
        For other types, values that are not finite, and unknown rectifiers.

    Notes
    -----
    S. Mallat, S. Zhang, G. Rochette, 2020, section 2.
    """
    array, _ = _read_complex(z)
    phases = _arrays.positive(phases, "phases")
    return _kernels.rectify(array, rectifier, float(slope), phases, _arrays.number_of_threads(threads))


def inverse_rectify(
    rectified: Any, *, rectifier: str = "relu", slope: float = 0.01, threads: int | None = None
) -> np.ndarray:
    """The coefficients z whose rectified phases are given: z = 1 / (A gamma(1)) sum_n e^{-ia} rectified[n].

    Parameters
    ----------
    rectified
        Real array (phases, *shape) of `rectify`; an even number of phases, at least 4.
    rectifier, slope, threads
        As of `rectify`.

    Returns
    -------
    numpy.ndarray
        Complex array of that shape.

    Raises
    ------
    TypeError, ValueError
        For other types, values that are not finite, and phases from which z does not follow.
    """
    array = _arrays.as_real(rectified, "rectified")
    return _kernels.inverse_rectify(array, rectifier, float(slope), _arrays.number_of_threads(threads))
