# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Prediction of fine scales."""

import json
import os
import pickle
import signal
import subprocess
import sys
import time

import itk
import numpy as np
import pytest
import SimpleITK

import phaseharmonics as ph

QUICK = {"orientations": 2, "neighborhood": "axes", "stride": 2}


@pytest.fixture(scope="module")
def field(data):
    return SimpleITK.ReadImage(str(data("dns2d_vorticity_256_seed201.mha")), SimpleITK.sitkFloat32)[:96, :81]


@pytest.fixture(scope="module")
def model(field):
    return ph.HarmonicPredictionModel(**QUICK).fit(field)


def pulses(seed, shape=(4096,)):
    """Positive pulses of one form at random places, whose phases agree over scales."""
    return (np.random.default_rng(seed).random(shape) < 1 / 256).astype(float)


def test_prediction_is_that_of_the_program(program, data, tmp_path):
    path, other = (data(f"dns2d_vorticity_256_seed20{i}.mha") for i in (1, 2))
    arguments = ["--orientations", 2, "--neighborhood", "axes", "--stride", 2, "--octaves", 2]
    outputs = ["--save-model", tmp_path / "theirs.h5", "--generate", "--seed", 4]
    program("PredictFineScales", path, tmp_path / "theirs.mha", "--train", other, *arguments, *outputs)
    image, training = (SimpleITK.ReadImage(str(each), SimpleITK.sitkFloat32) for each in (path, other))
    model = ph.HarmonicPredictionModel(**QUICK, octaves=2).fit(training)
    assert ph.HarmonicPredictionModel.load(tmp_path / "theirs.h5") == model
    ours = model.predict(image, generate=True, seed=4)
    theirs = SimpleITK.ReadImage(str(tmp_path / "theirs.mha"))
    np.testing.assert_array_equal(SimpleITK.GetArrayFromImage(ours), SimpleITK.GetArrayFromImage(theirs))
    assert ours.GetSpacing() == theirs.GetSpacing() and ours.GetOrigin() == theirs.GetOrigin()


@pytest.mark.parametrize("precision", ["float", "double"])
def test_super_resolution_is_that_of_the_program(program, data, tmp_path, precision):
    path = data("BrainProtonDensitySlice.png")
    image = SimpleITK.ReadImage(str(path), SimpleITK.sitkFloat32 if precision == "float" else SimpleITK.sitkFloat64)
    model = ph.HarmonicPredictionModel(**QUICK).fit(image)
    model.save(tmp_path / "ours.h5")
    arguments = ["--model", tmp_path / "ours.h5", "--super-resolve", 2, "--precision", precision]
    program("PredictFineScales", path, tmp_path / "theirs.mha", *arguments)
    theirs = SimpleITK.ReadImage(str(tmp_path / "theirs.mha"))
    ours = model.super_resolve(image, 2)
    np.testing.assert_array_equal(SimpleITK.GetArrayFromImage(ours), SimpleITK.GetArrayFromImage(theirs))
    np.testing.assert_allclose(ours.GetSpacing(), theirs.GetSpacing(), rtol=1e-15)
    np.testing.assert_allclose(ours.GetOrigin(), theirs.GetOrigin(), atol=1e-15)


def test_figures_are_those_of_the_program(program, data, tmp_path):
    path, other = (data(f"dns2d_vorticity_256_seed20{i}.mha") for i in (1, 2))
    arguments = ["--train", other, "--orientations", 2, "--neighborhood", "axes", "--stride", 2, "--harmonics", 2]
    program("PredictFineScales", path, tmp_path / "out.mha", *arguments, "--report", tmp_path / "theirs.json")
    image, training = (SimpleITK.ReadImage(str(each), SimpleITK.sitkFloat32) for each in (path, other))
    model = ph.HarmonicPredictionModel(**QUICK, harmonics=2).fit(training)
    (ours,) = model.evaluate(image)
    report = json.loads((tmp_path / "theirs.json").read_text())
    (theirs,) = report["scales"]
    assert ours.harmonic == pytest.approx(theirs["explained_variance"], rel=1e-5)
    assert ours.gain_standard_error == pytest.approx(theirs["gain_standard_error"], rel=1e-5)
    assert ours.modulus_gain == pytest.approx(theirs["modulus_gain"], rel=1e-5)
    assert model.ridges[0] == pytest.approx(theirs["ridge"], rel=1e-5)
    assert model.number_of_predictors == report["predictors"]


def test_phases_of_pulses_are_predicted_and_those_of_noise_are_not(rng):
    model = ph.HarmonicPredictionModel().fit(pulses(1))
    (figures,) = model.evaluate(pulses(2))
    assert figures.harmonic > 0.9 and abs(figures.linear) < 0.05
    (figures,) = ph.HarmonicPredictionModel().fit(rng.standard_normal(4096)).evaluate(rng.standard_normal(4096))
    assert abs(figures.harmonic) < 0.05
    # Super-resolved pulses are nearer to the truth than those without fine scales.
    truth = pulses(3)
    coarse = ph.remove_octaves(truth)
    restored = model.super_resolve(coarse[::2])
    assert np.sum((restored - truth) ** 2) < 0.2 * np.sum((coarse - truth) ** 2)


def test_octaves_in_fourier(rng):
    image = rng.standard_normal((24, 32))
    spectrum = np.fft.fft2(image)
    row, column = (np.abs(np.fft.fftfreq(n)) for n in image.shape)
    spectrum[(row[:, None] >= 0.25) | (column >= 0.25)] = 0.0
    expected = np.fft.ifft2(spectrum).real
    np.testing.assert_allclose(ph.remove_octaves(image), expected, atol=1e-12)
    fine = ph.interpolate_octaves(image, 2)
    assert fine.shape == (96, 128)
    np.testing.assert_allclose(fine[::4, ::4], image, atol=1e-12)
    sitk = SimpleITK.GetImageFromArray(image)
    assert ph.interpolate_octaves(sitk).GetSpacing() == (0.5, 0.5)
    assert ph.remove_octaves(sitk).GetSize() == (32, 24)
    with pytest.raises(ValueError, match="octaves"):
        ph.remove_octaves(image, 17)


@pytest.mark.parametrize(
    "shape, orientations, neighborhood", [((64,), 1, "box"), ((32, 40), 4, "box"), ((16,) * 3, 6, "axes")]
)
def test_defaults_depend_on_the_dimension(rng, shape, orientations, neighborhood):
    model = ph.HarmonicPredictionModel(scale_range=1, stride=2).fit(rng.standard_normal(shape).astype(np.float32))
    assert (model.dimension, model.options["orientations"]) == (len(shape), orientations)
    assert model.options["neighborhood"] == neighborhood
    assert model.super_resolve(np.ones(shape, np.float32) + pulses(1, shape)).shape == tuple(2 * n for n in shape)


def test_threads_and_seeds(field, model):
    assert ph.HarmonicPredictionModel(**QUICK).fit(field, threads=1) == model
    assert ph.HarmonicPredictionModel(**QUICK).fit(field, threads=3) == model
    array = SimpleITK.GetArrayFromImage(field)
    one = model.predict(array, generate=True, threads=1)
    np.testing.assert_array_equal(model.predict(array, generate=True, threads=3), one)
    assert not np.array_equal(model.predict(array, generate=True, seed=1), one)
    np.testing.assert_array_equal(model.predict(array), model.predict(array, seed=1))
    twice = np.stack([array, array])
    same = model.predict(twice, generate=True, seed=5)
    np.testing.assert_array_equal(same[0], same[1])
    apart = model.predict(twice, generate=True, seed=np.random.default_rng(5))
    assert not np.array_equal(apart[0], apart[1])


def test_kinds_and_types_are_kept(field, model):
    array = SimpleITK.GetArrayFromImage(field)
    expected = model.predict(array)
    assert expected.dtype == np.float32 and expected.shape == array.shape
    assert model.predict(array.astype(float)).dtype == np.float64
    strided = np.asfortranarray(array)
    strided.setflags(write=False)
    np.testing.assert_array_equal(model.predict(strided), expected)
    field = SimpleITK.Image(field)
    field.SetSpacing((0.5, 2.0))
    field.SetOrigin((3.0, -1.0))
    field.SetDirection((0.6, -0.8, 0.8, 0.6))
    ours = model.predict(field)
    np.testing.assert_array_equal(SimpleITK.GetArrayFromImage(ours), expected)
    assert (ours.GetSpacing(), ours.GetOrigin(), ours.GetDirection()) == (
        field.GetSpacing(),
        field.GetOrigin(),
        field.GetDirection(),
    )
    large = model.super_resolve(field)
    np.testing.assert_allclose(large.GetSpacing(), (0.25, 1.0))
    np.testing.assert_allclose(large.GetOrigin(), field.GetOrigin(), atol=1e-12)
    image = itk.image_from_array(array)
    assert type(model.predict(image)) is type(image)
    vectors = itk.image_from_array(np.stack([array, -array], axis=-1), is_vector=True)
    found = itk.array_from_image(model.super_resolve(vectors))
    np.testing.assert_array_equal(found[..., 1], model.super_resolve(-array))
    batch = np.stack([array, -array, array, 2 * array]).reshape(2, 2, *array.shape)
    np.testing.assert_array_equal(model.predict(batch)[1, 0], expected)
    assert model.evaluate(batch)[1][0] == model.evaluate(array)


def test_training_images_may_differ_in_size(rng):
    images = [rng.standard_normal((64, 64)), rng.standard_normal((48, 40)).astype(np.float32)]
    one_by_one = ph.HarmonicPredictionModel(**QUICK).fit(images)
    assert one_by_one.figures[0] != ph.HarmonicPredictionModel(**QUICK).fit(images[:1]).figures[0]
    batch = rng.standard_normal((3, 48, 48))
    model = ph.HarmonicPredictionModel(**QUICK)
    assert model.fit(batch, dimension=2) == ph.HarmonicPredictionModel(**QUICK).fit(list(batch))


def test_files_and_pickles(field, model, tmp_path):
    model.save(tmp_path / "model.h5")
    loaded = ph.HarmonicPredictionModel.load(tmp_path / "model.h5")
    assert loaded == model and loaded.options == model.options
    assert pickle.loads(pickle.dumps(model)) == model
    np.testing.assert_array_equal(
        SimpleITK.GetArrayFromImage(loaded.predict(field)), SimpleITK.GetArrayFromImage(model.predict(field))
    )
    empty = ph.HarmonicPredictionModel(octaves=2)
    assert pickle.loads(pickle.dumps(empty)) == empty != ph.HarmonicPredictionModel()
    assert empty != model and "not fitted" in repr(empty) and "gain" in repr(model)
    assert list(model.to_dataframe().columns)[:2] == ["linear", "harmonic"]
    for wrong in (tmp_path / "absent.h5", __file__):
        with pytest.raises(OSError, match=os.path.basename(str(wrong))):
            ph.HarmonicPredictionModel.load(wrong)
    with pytest.raises(OSError, match="nowhere"):
        model.save(tmp_path / "nowhere" / "model.h5")


def test_progress(field, capsys):
    model = ph.HarmonicPredictionModel(**QUICK).fit(field, progress=True)
    assert "100/100" in capsys.readouterr().err
    model.predict(np.ones((2, 32, 32)) + pulses(1, (2, 32, 32)), progress=True)
    assert "200/200" in capsys.readouterr().err


def test_figures_alone_of_overlapping_bands(rng):
    noise = rng.standard_normal((64, 64))
    model = ph.HarmonicPredictionModel(**QUICK, overlap=True).fit(noise)
    assert model.evaluate(noise)[0].linear > 0.1
    with pytest.raises(ValueError, match="figures only"):
        model.predict(noise)


@pytest.mark.parametrize(
    "options, error, text",
    [
        ({"octaves": 0}, ValueError, "octaves"),
        ({"orientations": 1.5}, TypeError, "orientations"),
        ({"neighborhood": "near"}, ValueError, "center, axes or box"),
        ({"horizon": 3}, TypeError, "horizon"),
    ],
)
def test_wrong_options(options, error, text):
    with pytest.raises(error, match=text):
        ph.HarmonicPredictionModel(**options)


@pytest.mark.parametrize(
    "options, images, error, text",
    [
        ({"octaves": 5}, np.eye(32), ValueError, "2\\^7 pixels along each axis; the image has 32"),
        ({"ridge": -1.0}, np.eye(32), ValueError, "ridge"),
        ({}, [], ValueError, "no image"),
        ({}, [np.eye(32), np.ones((8, 8, 8))], ValueError, "same number of dimensions"),
        ({}, np.ones((32, 32)), ValueError, "constant"),
        ({}, np.full((32, 32), np.nan), ValueError, r"\[0, 0\] is nan"),
        ({}, np.eye(32, dtype=bool), TypeError, "bool"),
        ({}, np.eye(32, dtype=complex), TypeError, "complex"),
        ({}, np.zeros((0, 32)), ValueError, "empty"),
    ],
)
def test_wrong_training_images(options, images, error, text):
    with pytest.raises(error, match=text):
        ph.HarmonicPredictionModel(**options).fit(images)


def test_wrong_images(model):
    with pytest.raises(ValueError, match="not fitted"):
        ph.HarmonicPredictionModel().predict(np.eye(32))
    for run in (model.predict, model.super_resolve, model.evaluate):
        with pytest.raises(ValueError, match="2"):
            run(np.ones(64))
        with pytest.raises(ValueError, match=r"\[3, 3\] is inf"):
            run(np.where(np.arange(1024).reshape(32, 32) == 99, np.inf, 1.0))
        with pytest.raises(TypeError):
            run(np.eye(32, dtype=bool))
    with pytest.raises(ValueError, match="pixels along each axis"):
        model.predict(np.eye(4))
    for factor in (1, 3, 4):
        with pytest.raises(ValueError, match="from 2 to 2 for this model"):
            model.super_resolve(np.eye(32), factor)


def test_interruption():
    """Ctrl-C during a fit that takes minutes."""
    code = (
        "import numpy, phaseharmonics\n"
        "image = numpy.random.default_rng(0).standard_normal((2048, 2048))\n"
        "try:\n"
        "    print('begins', flush=True)\n"
        "    phaseharmonics.HarmonicPredictionModel(orientations=16, scale_range=3, harmonics=12).fit(image)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begins\n"
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=120)[0] == "stopped\n"
