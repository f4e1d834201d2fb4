# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Multiscale phase statistics of images, and images from them.

Functions take NumPy arrays [z, y, x], [y, x] or [x], itk.Image and SimpleITK.Image, and give back what they were given,
in its place in space. float32 and float64 are kept; results are the same bits on any number of threads, and those of
the C++ filters.

Calls release the GIL and may come from several threads at a time. A process that is forked while another thread is in
a call may wait forever for a lock of FFTW: let multiprocessing spawn, or fork before."""

from ._kernels import instruction_set
from ._kernels import version as __version__
from ._options import BankOptions
from .deconvolution import DeconvolvedImage, sparse_deconvolve
from .denoising import SeparatedTextures, estimate_noise, sparse_denoise, sparse_separate
from .dictionary import Dictionary
from .dictionary_learning import LearnedDictionary, learn_convolutional_dictionary, learn_patch_dictionary
from .harmonics import inverse_rectify, phase_harmonic, rectify
from .networks import network_synthesize
from .octaves import interpolate_octaves, remove_octaves
from .phase_harmonic_moments import MomentErrors, Moments, average_moments, moment_errors, moments
from .prediction import HarmonicPredictionModel, PredictionFigures
from .reconstruction import Reconstruction, compare_up_to_translation, compressive_reconstruction
from .scattering_transform import Scattering, ScatteringChannels, scattering
from .series import SeriesProcess, generate_series, prices_of_returns, returns_of_prices
from .series_figures import multifractal_spectrum, series_statistics
from .series_results import Estimate, MultifractalSpectrum, SeriesStatistics
from .series_synthesis import ScatteringSpectra, scattering_spectra, synthesize_series
from .sparse import SparseCodes, sparse_code, sparse_decode
from .synthesis import SynthesisInfo, correlation, gaussian_sample, synthesize
from .wavelets import WaveletBands, WaveletBank, inverse_wavelet_bank, wavelet_bank

__all__ = [
    "BankOptions",
    "DeconvolvedImage",
    "Dictionary",
    "Estimate",
    "HarmonicPredictionModel",
    "LearnedDictionary",
    "MomentErrors",
    "Moments",
    "MultifractalSpectrum",
    "PredictionFigures",
    "Reconstruction",
    "Scattering",
    "ScatteringChannels",
    "ScatteringSpectra",
    "SeparatedTextures",
    "SeriesProcess",
    "SeriesStatistics",
    "SparseCodes",
    "SynthesisInfo",
    "WaveletBands",
    "WaveletBank",
    "average_moments",
    "compare_up_to_translation",
    "compressive_reconstruction",
    "correlation",
    "estimate_noise",
    "gaussian_sample",
    "generate_series",
    "instruction_set",
    "interpolate_octaves",
    "inverse_rectify",
    "inverse_wavelet_bank",
    "learn_convolutional_dictionary",
    "learn_patch_dictionary",
    "moment_errors",
    "moments",
    "multifractal_spectrum",
    "network_synthesize",
    "phase_harmonic",
    "prices_of_returns",
    "rectify",
    "remove_octaves",
    "returns_of_prices",
    "scattering",
    "scattering_spectra",
    "series_statistics",
    "sparse_code",
    "sparse_decode",
    "sparse_deconvolve",
    "sparse_denoise",
    "sparse_separate",
    "synthesize",
    "synthesize_series",
    "wavelet_bank",
]
