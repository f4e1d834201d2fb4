# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""What the Python examples of textures and reconstructions share: images of files, and figures that compare them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Callable

import numpy as np
import SimpleITK

LAGS = (1, 2, 4, 8, 16)


def add_input_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="INPUT", help="image in a format of ITK, one number per pixel")
    parser.add_argument("--crop", metavar="SIZE", help="take only the center, for example 256x256")
    parser.add_argument("--log", action="store_true", help="take the natural logarithm, of positive images")
    parser.add_argument("--precision", choices=("float", "double"), default="float")
    parser.add_argument("--threads", type=int, help="number of threads [all processors]")


def read_image(path: str, options: argparse.Namespace) -> SimpleITK.Image:
    """The image of a file, prepared as the options say."""
    pixel = SimpleITK.sitkFloat32 if options.precision == "float" else SimpleITK.sitkFloat64
    image = SimpleITK.ReadImage(str(path), pixel)
    if options.crop:
        size = [int(number) for number in options.crop.split("x")]
        index = [(whole - part) // 2 for whole, part in zip(image.GetSize(), size)]
        if len(size) != image.GetDimension() or min(index) < 0:
            raise ValueError(f"{path} is {'x'.join(map(str, image.GetSize()))}: --crop {options.crop} does not fit.")
        image = SimpleITK.RegionOfInterest(image, size, index)
    return SimpleITK.Log(image) if options.log else image


def values_of(image: SimpleITK.Image) -> np.ndarray:
    return SimpleITK.GetArrayFromImage(image).astype(float)


def kurtosis(values: np.ndarray) -> float:
    """Standardized fourth moment, 3 for a Gaussian."""
    centered = values - values.mean()
    return float(np.mean(centered**4) / np.mean(centered**2) ** 2)


def increment_kurtosis(values: np.ndarray) -> list[float]:
    """Kurtosis of x(u + lag) - x(u) along the x axis, at LAGS."""
    return [kurtosis(np.roll(values, -lag, -1) - values) for lag in LAGS]


def radial_spectrum(values: np.ndarray) -> np.ndarray:
    """Mean power of the frequencies of 1, 2, ... cycles along the smallest side."""
    smallest = min(values.shape)
    power = np.abs(np.fft.fftn(values)) ** 2 / values.size
    axes = np.meshgrid(*[np.fft.fftfreq(size) for size in values.shape], indexing="ij")
    radius = np.rint(smallest * np.sqrt(sum(axis**2 for axis in axes))).astype(int).ravel()
    sums, counts = np.bincount(radius, power.ravel()), np.bincount(radius)
    return (sums / np.maximum(counts, 1))[1 : smallest // 2 + 1]


def distances(original: np.ndarray, sample: np.ndarray) -> dict[str, float]:
    """How a sample differs from the image that it is drawn from."""
    ratios = np.log(increment_kurtosis(sample)) - np.log(increment_kurtosis(original))
    spectrum, other = radial_spectrum(original), radial_spectrum(sample)
    # Where there is hardly any power, rounding would count as much as the rest.
    shown = spectrum > 1e-3 * spectrum.max()
    decades = np.log10(other[shown]) - np.log10(spectrum[shown])
    return {
        "kurtosis": kurtosis(sample),
        "log_kurtosis_ratio": float(abs(np.log(kurtosis(sample) / kurtosis(original)))),
        "increment_log_kurtosis_ratio": float(np.mean(np.abs(ratios))),
        "spectrum_decades": float(np.mean(np.abs(decades))),
    }


def print_table(original: np.ndarray, samples: dict[str, np.ndarray], further: dict[str, Any] | None = None) -> None:
    """One line for each sample; `further` are texts that follow its figures."""
    width = max(len(name) for name in ("original", *samples))
    print(f"{'':{width}}  kurtosis  |log ratio|  of increments  spectrum (decades)")
    print(f"{'original':{width}}  {kurtosis(original):8.3f}")
    for name, sample in samples.items():
        found = distances(original, sample)
        print(
            f"{name:{width}}  {found['kurtosis']:8.3f}  {found['log_kurtosis_ratio']:11.3f}  "
            f"{found['increment_log_kurtosis_ratio']:13.3f}  {found['spectrum_decades']:18.4f}"
            + (f"  {further[name]}" if further and name in further else "")
        )


def plane(values: np.ndarray) -> np.ndarray:
    """The middle plane of a volume; an image itself."""
    return values[len(values) // 2] if values.ndim == 3 else values


def draw_images(path: str, original: np.ndarray, others: dict[str, np.ndarray], shares_window: bool = True) -> None:
    """A row of images with one scale of gray."""
    import matplotlib.pyplot as plt

    fields = {"original": original, **others}
    low, high = np.percentile(original, (0.5, 99.5))
    window = dict(vmin=low, vmax=high) if shares_window else {}
    figure, axes = plt.subplots(1, len(fields), figsize=(3.2 * len(fields), 3.6), layout="constrained")
    for axis, (name, values) in zip(axes, fields.items()):
        axis.imshow(plane(values), cmap="gray", **window)
        axis.set_title(name)
        axis.set_axis_off()
    figure.savefig(path)


def write_report(path: str, report: dict[str, Any]) -> None:
    Path(path).write_text(json.dumps(report, indent=2) + "\n")


def run(program: Callable[[], None]) -> None:
    """Runs an example; what goes wrong is told in one line."""
    try:
        program()
    except KeyboardInterrupt:
        sys.exit("interrupted; with --checkpoint the same command goes on")
    except (OSError, RuntimeError, TypeError, ValueError) as error:
        sys.exit(f"{Path(sys.argv[0]).stem}: {error}")
