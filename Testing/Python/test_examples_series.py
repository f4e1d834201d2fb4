# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""The Python twins of the programs of series and prediction, each beside its C++ program."""

import json

import numpy as np
import pandas
import pytest
import SimpleITK


@pytest.fixture(scope="module")
def prices(program, tmp_path_factory):
    path = tmp_path_factory.mktemp("series") / "prices.csv"
    program("GenerateSeries", "SkewedMultifractalWalk", path, "--length", 800, "--form", "prices", "--deviation", 0.01)
    return path


def read(path):
    return pandas.read_csv(path)


def test_generate_series(program, example, tmp_path):
    arguments = ["MinimalLeverage", "--length", 300, "--samples", 2, "--form", "path", "--leverage-lag", 3, "--seed", 2]
    program("GenerateSeries", *arguments, tmp_path / "theirs.csv", "--report", tmp_path / "theirs.json")
    outputs = ["--report", tmp_path / "ours.json", "--picture", tmp_path / "ours.png"]
    assert "2 series of 300 samples" in example("GenerateSeries", *arguments, tmp_path / "ours.csv", *outputs)
    pandas.testing.assert_frame_equal(read(tmp_path / "ours.csv"), read(tmp_path / "theirs.csv"), check_exact=True)
    ours, theirs = (json.loads((tmp_path / f"{who}.json").read_text()) for who in ("ours", "theirs"))
    assert ours["kurtosis"] == pytest.approx(theirs["kurtosis"], rel=1e-5)
    assert ours["leverage_at_1_to_20"] == pytest.approx(theirs["leverage_at_1_to_20"], rel=1e-5)
    assert (tmp_path / "ours.png").stat().st_size > 10000


def test_analyze_returns(program, example, prices, tmp_path):
    arguments = [prices, "--prices", "--bootstrap", 20, "--leaders", "1", "--leverage-lags", 50]
    program("AnalyzeReturns", *arguments, "--csv", tmp_path / "theirs.csv")
    text = example("AnalyzeReturns", *arguments, "--csv", tmp_path / "ours.csv", "--picture", tmp_path / "ours.png")
    assert "kurtosis" in text and "799 returns" in text and "100%" in text
    pandas.testing.assert_frame_equal(read(tmp_path / "ours.csv"), read(tmp_path / "theirs.csv"), check_exact=True)
    assert (tmp_path / "ours.png").stat().st_size > 10000


def test_synthesize_returns(program, example, prices, tmp_path):
    arguments = ["--prices", "--samples", 2, "--iterations", 20, "--bootstrap", 0, "--seed", 3]
    program("SynthesizeReturns", prices, tmp_path / "theirs.csv", *arguments)
    text = example("SynthesizeReturns", prices, tmp_path / "ours.csv", *arguments, "--picture", tmp_path / "ours.png")
    assert "zeta(2)" in text and "40/40" in text
    ours, theirs = read(tmp_path / "ours.csv"), read(tmp_path / "theirs.csv")
    assert list(ours)[1:] == list(theirs)[1:]
    np.testing.assert_array_equal(ours, theirs)
    assert (tmp_path / "ours.png").stat().st_size > 10000


def test_predict_fine_scales(program, example, data, tmp_path):
    path, other = (data(f"dns2d_vorticity_256_seed20{i}.mha") for i in (1, 2))
    quick = ["--orientations", 2, "--neighborhood", "axes", "--stride", 4]
    for arguments in ([], ["--super-resolve", 2, "--generate", "--seed", 3]):
        program("PredictFineScales", path, tmp_path / "theirs.mha", "--train", other, *quick, *arguments)
        outputs = ["--picture", tmp_path / "ours.png", "--save-model", tmp_path / "ours.h5"]
        text = example("PredictFineScales", path, tmp_path / "ours.mha", "--train", other, *quick, *arguments, *outputs)
        assert "harmonic" in text and ("dB" in text) == (not arguments)
        ours, theirs = (SimpleITK.ReadImage(str(tmp_path / f"{who}.mha")) for who in ("ours", "theirs"))
        np.testing.assert_array_equal(SimpleITK.GetArrayFromImage(ours), SimpleITK.GetArrayFromImage(theirs))
        assert ours.GetSpacing() == theirs.GetSpacing()
        assert (tmp_path / "ours.png").stat().st_size > 10000
    example("PredictFineScales", path, tmp_path / "again.mha", "--model", tmp_path / "ours.h5")


@pytest.mark.parametrize(
    "name, arguments, text",
    [
        ("GenerateSeries", ["Poisson", "out.csv", "--intensity", 3], "intensity"),
        ("AnalyzeReturns", ["absent.csv"], "absent.csv"),
        ("AnalyzeReturns", ["PRICES", "--column", "volume"], "no column volume"),
        ("SynthesizeReturns", ["PRICES", "out.txt", "--iterations", 1], "must end in .csv"),
        ("PredictFineScales", ["absent.png", "out.mha"], "absent.png"),
        ("PredictFineScales", ["IMAGE", "out.mha", "--super-resolve", 3], "2, 4, 8"),
    ],
)
def test_errors_are_one_line(example, data, prices, tmp_path, name, arguments, text):
    places = {"PRICES": prices, "IMAGE": data("BrainProtonDensitySlice.png")}
    arguments = [tmp_path / a if str(a).startswith("out") else places.get(a, a) for a in arguments]
    said = example(name, *arguments, status=1)
    assert "error: " in said and text in said and "Traceback" not in said
