# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""The Python twins of SynthesizeTexture, ReconstructFromMoments and CompareModels write what the programs write."""

import json

import matplotlib.image
import numpy as np
import pytest

import phaseharmonics as ph
from textures import read, texture, write


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folders(tmp_path):
    folders = [tmp_path / name for name in ("theirs", "ours")]
    for folder in folders:
        folder.mkdir()
    return folders


def test_synthesize_texture(program, example, data, folders, tmp_path):
    path = data("dns2d_vorticity_256_seed201.mha")
    options = ["--crop", "48x40", "--iterations", 8, "--samples", 2, "--seed", 3, "--scales", 3, "--shift-range", 1]
    for run, folder in zip((program, example), folders):
        files = ["--gaussian", folder / "gaussian.mha", "--picture", folder / "picture.png"]
        printed = run("SynthesizeTexture", path, folder / "new.mha", *options, *files, "--report", folder / "new.json")
    assert names(folders[1]) == ["gaussian.mha", "new.json", "new_1.mha", "new_2.mha", "picture.png"]
    for name in ("gaussian.mha", "new_1.mha", "new_2.mha"):
        np.testing.assert_array_equal(read(folders[0] / name), read(folders[1] / name))
    assert matplotlib.image.imread(folders[1] / "picture.png").shape[2] == 4
    theirs, ours = (json.loads((folder / "new.json").read_text()) for folder in folders)
    assert ours["runs"][0]["number_of_moments"] == theirs["moments_unique"]
    assert ours["runs"][1]["loss"] == pytest.approx(theirs["samples"][1]["loss_final"], rel=1e-6)
    assert f"{theirs['moments_unique']} moments of 1920 pixels" in printed and "synthesis 2" in printed


def test_synthesize_texture_from_moments_and_a_checkpoint(program, example, folders, tmp_path):
    image = write(texture((40, 40), 3), tmp_path / "image.mha")
    ph.moments(texture((32, 32), 4)).save(tmp_path / "moments.h5")
    options = ["--target", tmp_path / "moments.h5", "--initial", image, "--iterations", 6, "--checkpoint-interval", 3]
    for run, folder in zip((program, example), folders):
        run("SynthesizeTexture", image, folder / "new.mha", *options, "--checkpoint", folder / "state.h5")
    np.testing.assert_array_equal(*(read(folder / "new.mha") for folder in folders))
    # A finished checkpoint of one program is one of the other.
    (folders[1] / "new.mha").unlink()
    printed = example(
        "SynthesizeTexture", image, folders[1] / "new.mha", *options, "--checkpoint", folders[0] / "state.h5"
    )
    np.testing.assert_array_equal(*(read(folder / "new.mha") for folder in folders))
    assert "0/6" in printed


def test_reconstruct_from_moments(program, example, data, folders):
    path = data("phaseharmonics_demo_boat1_N256.mha")
    options = ["--crop", "32x30", "--restarts", 2, "--iterations", 20, "--final-rounds", 1, "--scale-range", 1]
    for run, folder in zip((program, example), folders):
        files = ["--picture", folder / "picture.png", "--report", folder / "found.json"]
        printed = run("ReconstructFromMoments", path, folder / "found.mha", *options, *files)
    assert names(folders[1]) == ["found.json", "found.mha", "picture.png"]
    np.testing.assert_array_equal(*(read(folder / "found.mha") for folder in folders))
    theirs, ours = (json.loads((folder / "found.json").read_text()) for folder in folders)
    assert ours["psnr"] == pytest.approx(theirs["psnr_db"], rel=1e-6)
    assert ours["squared_relative_error"] == pytest.approx(theirs["squared_relative_error"], rel=1e-5)
    assert f"PSNR {ours['psnr']:.2f} dB from {theirs['moments_unique']} moments of 960 pixels" in printed


def test_compare_models(program, example, data, folders):
    path, other = (data(f"dns2d_vorticity_256_seed{seed}.mha") for seed in (201, 202))
    options = ["--crop", "48x48", "--harmonics", "B,c2", "--filters", 2, "--layered", 3, "--iterations", 5, "--seed", 2]
    for run, folder in zip((program, example), folders):
        files = ["--picture", folder / "picture.png", "--report", folder / "models.json"]
        printed = run("CompareModels", path, folder / "new.mha", *options, *files, "--independent", other)
    assert names(folders[0]) == names(folders[1])
    for name in names(folders[1]):
        if name.endswith(".mha"):
            np.testing.assert_array_equal(read(folders[0] / name), read(folders[1] / name))
    assert "another image" in printed and "network, 4 x 3" in printed
    theirs, ours = (json.loads((folder / "models.json").read_text()) for folder in folders)
    for figure, name in [
        ("log_kurtosis_ratio", "kurtosis_distance"),
        ("increment_log_kurtosis_ratio", "increment_kurtosis_distance"),
        ("spectrum_decades", "spectrum_error_dex"),
    ]:
        expected = [model[name] for model in theirs["models"]]
        assert [model[figure] for model in ours.values()] == pytest.approx(expected, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("name", ["SynthesizeTexture", "ReconstructFromMoments", "CompareModels"])
def test_what_goes_wrong_is_told_in_one_line(example, tmp_path, name):
    path = write(texture((20, 20)), tmp_path / "image.mha")
    for arguments, message in [
        ([tmp_path / "missing.mha", tmp_path / "new.mha"], "missing.mha"),
        ([path, tmp_path / "new.mha", "--crop", "30x30"], "--crop 30x30 does not fit"),
        ([path, tmp_path / "new.mha", "--iterations", 0], "iterations must be at least 1"),
    ]:
        printed = example(name, *arguments, status=1)
        assert message in printed and "Traceback" not in printed
    assert "--seed" in example(name, "--help")
    assert names(tmp_path) == ["image.mha"]
