# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Multiscale phase statistics of images, and images from them.

Functions take NumPy arrays [z, y, x], [y, x] or [x], itk.Image and SimpleITK.Image, and give back what they were given,
in its place in space. float32 and float64 are kept; results are the same bits on any number of threads, and those of the
C++ filters."""

from ._kernels import __version__, instruction_set
from ._options import BankOptions
from .harmonics import inverse_rectify, phase_harmonic, rectify
from .phase_harmonic_moments import MomentErrors, Moments, average_moments, moment_errors, moments
from .wavelets import WaveletBands, WaveletBank, inverse_wavelet_bank, wavelet_bank

__all__ = [
    "BankOptions",
    "MomentErrors",
    "Moments",
    "WaveletBands",
    "WaveletBank",
    "average_moments",
    "instruction_set",
    "inverse_rectify",
    "inverse_wavelet_bank",
    "moment_errors",
    "moments",
    "phase_harmonic",
    "rectify",
    "wavelet_bank",
]
