# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Choices of the bank of wavelets, shared by all that use one."""

from __future__ import annotations

from dataclasses import dataclass

from . import _arrays, _kernels


@dataclass(frozen=True)
class BankOptions:
    """A bank of wavelets for images of one shape, with every automatic choice made.

    Attributes
    ----------
    scales : int
        Number of scales J; in 1-D `voices` of them make an octave.
    orientations : int
        Number of orientations L of the half circle or half sphere.
    family : str
        "bump" (steerable), "morlet" (1-D, 2-D) or "battle-lemarie" (1-D).
    voices : int
        Scales per octave, in 1-D.
    frame : str
        "published", the amplitudes of the papers, or "parseval", divided by the root of the Littlewood-Paley sum.
    full_grid : bool
        Whether all scales are kept on the full grid.
    oversampling : int
        Octaves by which the grid of a scale is finer than the scale, unless full_grid.
    spacing : tuple of float
        Spacing along x, y, z where wavelets are of one shape in physical units; empty where they are so in pixels.
    """

    scales: int
    orientations: int
    family: str = "bump"
    voices: int = 1
    frame: str = "published"
    full_grid: bool = False
    oversampling: int = 2
    spacing: tuple[float, ...] = ()

    def kernel(self, shape: tuple[int, ...]) -> _kernels.BankOptions:
        return _kernels.BankOptions.make(
            list(shape),
            scales=self.scales,
            orientations=self.orientations,
            family=self.family,
            voices=self.voices,
            frame=self.frame,
            decimation=not self.full_grid,
            oversampling=self.oversampling,
            spacing=list(self.spacing),
        )

    @staticmethod
    def of_kernel(options: _kernels.BankOptions, dimension: int) -> BankOptions:
        return BankOptions(
            options.scales,
            options.orientations,
            options.family,
            options.voices,
            options.frame,
            not options.decimation,
            options.oversampling,
            tuple(options.spacing(dimension)),
        )

    @staticmethod
    def resolve(
        shape: tuple[int, ...],
        *,
        scales: int | None = None,
        orientations: int | None = None,
        family: str = "bump",
        voices: int = 1,
        frame: str = "published",
        full_grid: bool = False,
        oversampling: int = 2,
        use_spacing: bool = False,
        spacing: tuple[float, ...] | None = None,
    ) -> BankOptions:
        """Options for images of a shape; scales and orientations of None are chosen by it.

        Raises
        ------
        ValueError
            For options that do not fit the shape, naming what does, and for use_spacing without a spacing.
        """
        if use_spacing and spacing is None:
            raise ValueError("use_spacing needs an image of itk or SimpleITK: an array has no spacing.")
        options = BankOptions(
            0 if scales is None else _arrays.positive(scales, "scales"),
            0 if orientations is None else _arrays.positive(orientations, "orientations"),
            family,
            _arrays.positive(voices, "voices"),
            frame,
            bool(full_grid),
            _arrays.at_least(oversampling, 0, "oversampling"),
            tuple(float(s) for s in spacing or ()) if use_spacing else (),
        )
        return BankOptions.of_kernel(options.kernel(shape), len(shape))
