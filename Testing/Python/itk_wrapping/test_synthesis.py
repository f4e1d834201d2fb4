# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""A synthesis in Python gives the bits of the program SynthesizeTexture, the same again, and reports its progress.

PHASEHARMONICS_SYNTHESIZE_TEXTURE is the program; without it the bits are compared with those of another run only.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import itk
import numpy as np
import pytest

PROGRAM = os.environ.get("PHASEHARMONICS_SYNTHESIZE_TEXTURE", "")
OPTIONS = dict(number_of_scales=3, number_of_orientations=4, number_of_iterations=5, seed=7)


@pytest.fixture
def field(data):
    """64 x 48 pixels of turbulence."""
    array = itk.array_from_image(itk.imread(str(data("dns2d_vorticity_256_seed201.mha")), itk.F))
    image = itk.image_from_array(np.ascontiguousarray(array[:48, :64]))
    image.SetSpacing([0.5, 0.25])
    image.SetOrigin([3.0, -4.0])
    return image


def test_bits_are_those_of_the_program(field, tmp_path: Path, assert_same_geometry):
    sample = itk.microcanonical_synthesis_image_filter(field, **OPTIONS)
    assert_same_geometry(sample, field)
    again = itk.microcanonical_synthesis_image_filter(itk.array_from_image(field), **OPTIONS)
    if PROGRAM:
        itk.imwrite(field, str(tmp_path / "field.mha"))
        options = ["--scales", "3", "--orientations", "4", "--iterations", "5", "--seed", "7"]
        subprocess.run([PROGRAM, "field.mha", "sample.mha", *options], cwd=tmp_path, check=True, capture_output=True)
        again = itk.array_from_image(itk.imread(str(tmp_path / "sample.mha"), itk.F))
    np.testing.assert_array_equal(itk.array_from_image(sample), again)


def test_moments_are_matched(field):
    synthesis = itk.MicrocanonicalSynthesisImageFilter.New(field, **{**OPTIONS, "number_of_iterations": 40})
    iterations = []
    synthesis.AddObserver(itk.IterationEvent(), lambda: iterations.append(synthesis.GetLoss()))
    synthesis.Update()
    assert len(iterations) >= 40
    assert synthesis.GetFinalLoss() < 1e-2 * synthesis.GetInitialLoss()
    assert iterations[-1] == synthesis.GetFinalLoss()


def test_from_moments_alone(field):
    options = dict(number_of_scales=3, number_of_orientations=4)
    moments = itk.phase_harmonic_moments_image_filter(field, **options)
    synthesis = itk.MicrocanonicalSynthesisImageFilter[type(field)].New(target_moments=moments, number_of_iterations=5)
    synthesis.SetSize([80, 56])
    synthesis.Update()
    assert itk.array_from_image(synthesis.GetOutput()).shape == (56, 80)


def test_several_samples_are_a_tuple(field):
    samples = itk.microcanonical_synthesis_image_filter(field, number_of_samples=2, **OPTIONS)
    first, second = (itk.array_from_image(sample) for sample in samples)
    assert first.shape == second.shape == (48, 64)
    assert (first != second).any()
