# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""TransformImage.py and AnalyzeImage.py do what their C++ twins do."""

import numpy as np
import pandas
import pytest
import SimpleITK

import phaseharmonics as ph


@pytest.fixture
def field(data):
    return data("dns2d_vorticity_256_seed201.mha")


def test_transform_image(program, example, field, tmp_path):
    printed = example(
        "TransformImage", field, tmp_path / "python", "--harmonics", 0, 2, "--picture", tmp_path / "p.png"
    )
    assert "73 files" in printed
    program("TransformImage", field, tmp_path / "program", "--harmonics", "0,2")
    files = sorted(tmp_path.glob("program_*.nrrd"))
    assert len(files) == 73
    for file in files:
        mine = SimpleITK.ReadImage(str(file).replace("program_", "python_"))
        theirs = SimpleITK.ReadImage(str(file))
        mine, theirs = SimpleITK.GetArrayFromImage(mine), SimpleITK.GetArrayFromImage(theirs)
        # Moduli are real images in C++.
        np.testing.assert_array_equal(mine.real if theirs.dtype.kind == "f" else mine, theirs)
    assert (tmp_path / "p.png").stat().st_size > 10_000


def test_transform_volume_with_picture(example, data, tmp_path):
    example("TransformImage", data("volume_neghip.mha"), tmp_path / "v", "--scales", 2, "--picture", tmp_path / "p.png")
    assert len(list(tmp_path.glob("v_*.nrrd"))) == 13


def test_analyze_image(program, example, field, tmp_path):
    arguments = ["--model", "B", "--scales", 4]
    example("AnalyzeImage", field, tmp_path / "python.h5", *arguments, "--picture", tmp_path / "p.png")
    program("AnalyzeImage", field, tmp_path / "program.h5", *arguments)
    assert ph.Moments.load(tmp_path / "python.h5") == ph.Moments.load(tmp_path / "program.h5")


def test_analyze_several_with_errors(program, example, data, tmp_path):
    fields = [data(f"dns2d_vorticity_256_seed20{seed}.mha") for seed in (1, 2)]
    arguments = ["--model", "A", "--bootstrap", 20, "--seed", 5]
    example("AnalyzeImage", fields[0], tmp_path / "python.csv", "--also", fields[1], *arguments)
    program("AnalyzeImage", fields[0], tmp_path / "program.csv", "--also", fields[1], *arguments)
    mine, theirs = (pandas.read_csv(tmp_path / f"{twin}.csv", comment="#") for twin in ("python", "program"))
    pandas.testing.assert_frame_equal(mine, theirs, check_exact=True)


@pytest.mark.parametrize("name", ["TransformImage", "AnalyzeImage"])
def test_help_and_missing_image(example, name, tmp_path):
    assert "usage" in example(name, "--help")
    example(name, tmp_path / "missing.mha", tmp_path / "out.h5", status=1)
    assert not list(tmp_path.iterdir())
