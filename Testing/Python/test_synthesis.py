# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
import json
import os
import signal
import threading
import time

import itk
import numpy as np
import pytest
import SimpleITK

import phaseharmonics as ph
from textures import read, texture, write

SMALL = dict(iterations=8, coarse_iterations=4)


@pytest.mark.parametrize(
    "shape, keywords, options",
    [
        ((40, 36), dict(seed=3), ["--seed", 3]),
        ((40, 36), dict(initial="noise", restarts=1), ["--initial", "noise", "--restarts", 1]),
        (
            (32, 40),
            dict(model="B", scales=3, orientations=6, normalization="none"),
            ["--model", "B", "--scales", 3, "--orientations", 6, "--normalization", "none"],
        ),
        ((16, 18, 20), dict(preconditioning=False, shift_range=1), ["--no-preconditioning", "--shift-range", 1]),
        ((33, 40), dict(full_grid=True, dtype=np.float64), ["--full-grid", "--precision", "double"]),
    ],
)
def test_same_bits_as_the_program(program, tmp_path, shape, keywords, options):
    keywords = dict(keywords)
    image = texture(shape, dtype=keywords.pop("dtype", np.float32))
    path = write(image, tmp_path / "image.mha")
    options += ["--iterations", 8, "--coarse-iterations", 4, "--report", tmp_path / "report.json"]
    program("SynthesizeTexture", path, tmp_path / "theirs.mha", *options)
    ours, info = ph.synthesize(image, return_info=True, **SMALL, **keywords)
    np.testing.assert_array_equal(ours, read(tmp_path / "theirs.mha"))
    assert ours.dtype == image.dtype
    report = json.loads((tmp_path / "report.json").read_text())
    assert info.number_of_moments == report["moments_unique"]
    assert info.number_of_nominal_moments == report["moments_nominal"]
    assert (info.iterations, info.evaluations) == (report["iterations"], report["evaluations"])
    assert info.coarse_evaluations == report["coarse_evaluations"]
    assert info.loss == pytest.approx(report["loss_final"], rel=1e-6)
    assert info.initial_loss == pytest.approx(report["loss_initial"], rel=1e-6)


def test_samples_and_several_images_as_of_the_program(program, tmp_path):
    images = [texture((32, 36), seed) for seed in (1, 2, 3)]
    paths = [write(image, tmp_path / f"{number}.mha") for number, image in enumerate(images)]
    command = [paths[0], tmp_path / "theirs.mha", "--also", paths[1], "--samples", 2, "--initial", paths[2]]
    program("SynthesizeTexture", *command, "--iterations", 8, "--coarse-iterations", 4)
    ours = ph.synthesize(images[0], also=images[1:2], samples=2, initial=images[2], **SMALL)
    assert len(ours) == 2
    for number, sample in enumerate(ours):
        np.testing.assert_array_equal(sample, read(tmp_path / f"theirs_{number + 1}.mha"))


def test_samples_have_random_streams_of_their_own():
    image = texture((32, 32))
    one = ph.synthesize(image, **SMALL)
    two, infos = ph.synthesize(image, samples=2, return_info=True, **SMALL)
    np.testing.assert_array_equal(two[0], one)
    assert not np.array_equal(two[0], two[1])
    assert infos[0] != infos[1] and infos[0].loss < infos[0].initial_loss


@pytest.mark.parametrize("threads", [1, 3, None])
def test_same_bits_on_any_number_of_threads(threads):
    image = texture((40, 32))
    np.testing.assert_array_equal(
        ph.synthesize(image, threads=threads, **SMALL), ph.synthesize(image, threads=2, **SMALL)
    )


def test_seeds():
    image = texture((32, 32))
    samples = [ph.synthesize(image, seed=seed, **SMALL) for seed in (0, 1, np.int64(1), 2**63)]
    np.testing.assert_array_equal(samples[1], samples[2])
    assert len({sample.tobytes() for sample in samples}) == 3
    generators = [np.random.default_rng(5), np.random.default_rng(5)]
    drawn = [ph.synthesize(image, seed=generator, **SMALL) for generator in generators]
    np.testing.assert_array_equal(*drawn)
    assert not np.array_equal(drawn[0], ph.synthesize(image, seed=generators[0], **SMALL))


def test_callback():
    calls = []
    image = texture((32, 32))
    images, infos = ph.synthesize(
        image, samples=2, restarts=1, callback=lambda *call: calls.append(call), return_info=True, **SMALL
    )
    assert [iteration for iteration, _ in calls] == list(range(1, 33))
    assert (calls[15][1], calls[31][1]) == (infos[0].loss, infos[1].loss)
    assert calls[0][1] < infos[0].initial_loss
    assert all(later < earlier for (_, earlier), (_, later) in zip(calls[:7], calls[1:8]))
    np.testing.assert_array_equal(images[0], ph.synthesize(image, restarts=1, **SMALL))


@pytest.mark.parametrize("error", [RuntimeError, ValueError, KeyError, StopIteration, SystemExit])
def test_exceptions_of_the_callback(error):
    calls = []

    def callback(iteration, loss):
        calls.append(iteration)
        if iteration == 3:
            raise error("enough")

    with pytest.raises(error, match="enough") as caught:
        ph.synthesize(texture((32, 32)), callback=callback, **SMALL)
    assert caught.type is error
    assert calls == [1, 2, 3]


def test_progress(capsys):
    ph.synthesize(texture((32, 32)), progress=True, **SMALL)
    shown = capsys.readouterr().err
    assert "Synthesizing: 100%" in shown and "8/8" in shown and "loss=" in shown


def interrupt_once_saved(path, size):
    """Sends Ctrl-C when the checkpoint holds a state."""
    while not path.exists() or path.stat().st_size < size:
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)


def test_goes_on_after_ctrl_c_with_the_same_bits(tmp_path):
    image = texture((64, 64))
    keywords = dict(iterations=400, coarse_iterations=5, checkpoint_interval=5)
    whole = ph.synthesize(image, checkpoint=tmp_path / "whole.h5", **keywords)
    checkpoint = tmp_path / "state.h5"
    killer = threading.Thread(target=interrupt_once_saved, args=(checkpoint, 8 * image.size))
    killer.start()
    with pytest.raises(KeyboardInterrupt):
        ph.synthesize(image, checkpoint=checkpoint, **keywords)
    killer.join()
    calls = []
    resumed = ph.synthesize(
        image, checkpoint=checkpoint, callback=lambda iteration, loss: calls.append(iteration), **keywords
    )
    assert calls[-1] == 400
    assert calls[0] > 1, "it did not go on from the checkpoint"
    assert len(calls) > 50, "it was not stopped within a part of the run"
    np.testing.assert_array_equal(resumed, whole)


def test_goes_on_after_an_exception_with_the_same_bits(tmp_path):
    image = texture((32, 32))
    keywords = dict(checkpoint=tmp_path / "state.h5", checkpoint_interval=3, **SMALL)

    def stop(iteration, loss):
        if iteration == 7:
            raise StopIteration

    with pytest.raises(StopIteration):
        ph.synthesize(image, callback=stop, **keywords)
    calls = []
    resumed = ph.synthesize(image, callback=lambda iteration, loss: calls.append(iteration), **keywords)
    assert calls == [7, 8]
    whole = dict(keywords, checkpoint=tmp_path / "whole.h5")
    np.testing.assert_array_equal(resumed, ph.synthesize(image, **whole))
    with pytest.raises(OSError, match="another run"):
        ph.synthesize(image, **dict(keywords, seed=1))
    with pytest.raises(OSError, match="folder"):
        ph.synthesize(image, checkpoint=tmp_path / "no" / "folder.h5", **SMALL)
    (tmp_path / "text.h5").write_text("no HDF5")
    with pytest.raises(OSError, match="text.h5"):
        ph.synthesize(image, checkpoint=tmp_path / "text.h5", **SMALL)


def test_moments_as_target(tmp_path):
    image = texture((32, 40))
    expected = ph.synthesize(image, model="B", scales=3, **SMALL)
    moments = ph.moments(image, model="B", scales=3)
    moments.save(tmp_path / "moments.h5")
    np.testing.assert_array_equal(ph.synthesize(moments, **SMALL), expected)
    np.testing.assert_array_equal(ph.synthesize(target=ph.Moments.load(tmp_path / "moments.h5"), **SMALL), expected)
    other = ph.synthesize(texture((32, 40), 5), target=moments, **SMALL)
    np.testing.assert_array_equal(other, expected)
    large = ph.synthesize(moments, shape=(48, 64), dtype=np.float64, **SMALL)
    assert large.shape == (48, 64) and large.dtype == np.float64
    assert large.mean() == pytest.approx(image.mean(), rel=1e-5)
    average = ph.average_moments([moments, ph.moments(texture((32, 40), 5), model="B", scales=3)])
    np.testing.assert_array_equal(
        ph.synthesize(average, **SMALL), ph.synthesize(image, also=[texture((32, 40), 5)], model="B", scales=3, **SMALL)
    )
    started = ph.synthesize(moments, initial=SimpleITK.GetImageFromArray(image), **SMALL)
    assert isinstance(started, SimpleITK.Image)


@pytest.mark.parametrize("kind", ["array", "itk", "SimpleITK"])
def test_kinds_of_images(kind):
    pixels = texture((24, 32), dtype=np.float64)
    expected = ph.synthesize(pixels, **SMALL)
    if kind == "array":
        wide = np.zeros((24, 64))
        wide[:, ::2] = pixels
        np.testing.assert_array_equal(ph.synthesize(wide[:, ::2], **SMALL), expected)
        assert ph.synthesize((100 * pixels).astype(np.int16), **SMALL).dtype == np.float32
        return
    if kind == "itk":
        image = itk.image_from_array(pixels)
        image.SetDirection(itk.matrix_from_array(np.array([[0.0, -1.0], [1.0, 0.0]])))
    else:
        image = SimpleITK.GetImageFromArray(pixels)
        image.SetDirection([0.0, -1.0, 1.0, 0.0])
    image.SetSpacing([0.5, 2.0])
    image.SetOrigin([3.0, -4.0])
    sample = ph.synthesize(image, **SMALL)
    assert type(sample) is type(image)
    array = itk.array_from_image(sample) if kind == "itk" else SimpleITK.GetArrayFromImage(sample)
    np.testing.assert_array_equal(array, expected)
    for name in ("GetSpacing", "GetOrigin", "GetDirection"):
        np.testing.assert_allclose(np.array(getattr(sample, name)()), np.array(getattr(image, name)()), atol=1e-12)


def moments_of(shape):
    return ph.moments(texture(shape))


@pytest.mark.parametrize(
    "keywords, error, message",
    [
        (dict(image=None), ValueError, "nothing to match"),
        (dict(image=np.full((16, 16), 3.0)), ValueError, r"constant \(3"),
        (dict(image=np.zeros((2, 3, 16, 16))), ValueError, "4 axes"),
        (dict(image=np.zeros((16, 16), complex)), TypeError, "complex128"),
        (dict(image=np.where(np.eye(16) > 0, np.nan, 1)), ValueError, r"\[0, 0\]"),
        (dict(also=[texture((16, 24))]), ValueError, r"also\[0\] has shape"),
        (dict(also=[np.full((32, 32), np.inf)]), ValueError, r"also\[0\] is not finite"),
        (dict(also=[np.ones((32, 32))]), ValueError, "Image 1 is constant"),
        (dict(also=[texture((32, 32))], target=moments_of((32, 32))), ValueError, "exclude each other"),
        (dict(image=moments_of((32, 32)), target=moments_of((32, 32))), ValueError, "two targets"),
        (dict(target=moments_of((32, 32)), scales=2), ValueError, "those of the target"),
        (dict(target="moments.h5"), TypeError, "must be Moments"),
        (dict(target=moments_of((64,))), ValueError, "1 dimensions"),
        (dict(shape=(16, 16)), ValueError, "those of the image"),
        (dict(scales=6), ValueError, "1 to 5"),
        (dict(model="E"), ValueError, "E"),
        (dict(normalization="all"), ValueError, "'target' or 'none'"),
        (dict(initial="nothing"), ValueError, "'gaussian', 'noise' or an image"),
        (dict(initial=texture((16, 16))), ValueError, "initial has shape"),
        (dict(iterations=0), ValueError, "iterations must be at least 1"),
        (dict(iterations=2.5), TypeError, "iterations must be an integer"),
        (dict(coarse_iterations=-1), ValueError, "coarse_iterations must be at least 0"),
        (dict(restarts=-1), ValueError, "restarts"),
        (dict(history_size=0), ValueError, "history_size"),
        (dict(samples=0), ValueError, "samples"),
        (dict(seed=-1), ValueError, "seed"),
        (dict(seed="a"), TypeError, "seed"),
        (dict(threads=0), ValueError, "threads"),
        (dict(memory_limit=2048), ValueError, "memory limit"),
        (dict(callback=3), TypeError, "callable"),
        (dict(use_spacing=True), ValueError, "no spacing"),
    ],
)
def test_wrong_arguments(keywords, error, message):
    with pytest.raises(error, match=message):
        ph.synthesize(**{"image": texture((32, 32)), **SMALL, **keywords})


def test_random_phases_as_of_the_program(program, tmp_path):
    image = texture((30, 36))
    path = write(image, tmp_path / "image.mha")
    options = ["--seed", 7, "--iterations", 1, "--gaussian", tmp_path / "theirs.mha"]
    program("SynthesizeTexture", path, tmp_path / "unused.mha", *options)
    ours = ph.gaussian_sample(image, seed=7)
    np.testing.assert_array_equal(ours, read(tmp_path / "theirs.mha"))
    spectra = [np.abs(np.fft.fft2(each.astype(float))) for each in (image, ours)]
    np.testing.assert_allclose(*spectra, atol=1e-3 * spectra[0].std())


def test_gaussian_samples_of_a_batch():
    batch = np.stack([texture((24, 20), seed) for seed in range(3)])
    samples = ph.gaussian_sample(batch, dimension=2, seed=4)
    assert samples.shape == batch.shape and samples.dtype == batch.dtype
    np.testing.assert_array_equal(samples[0], ph.gaussian_sample(batch[0], seed=4))
    assert not np.array_equal(samples[1], ph.gaussian_sample(batch[1], seed=4)), "streams are not their own"


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_macrocanonical_model_has_the_energies_of_the_bands(dtype):
    image = texture((40, 48), dtype=dtype)
    samples = [ph.gaussian_sample(image, model="macrocanonical", scales=3, seed=seed) for seed in range(12)]
    assert samples[0].dtype == dtype
    energies = np.array([ph.moments(sample, model="A", scales=3).deviations ** 2 for sample in samples])
    error = energies.std(axis=0) / np.sqrt(len(samples))
    assert (np.abs(energies.mean(axis=0) - ph.moments(image, model="A", scales=3).deviations ** 2) < 5 * error).all()
    again = ph.gaussian_sample(image, model="macrocanonical", scales=3, seed=0, threads=1)
    np.testing.assert_array_equal(again, samples[0])


@pytest.mark.parametrize(
    "keywords, message",
    [
        (dict(image=np.ones((16, 16))), "constant"),
        (dict(model="white"), "'phases' or 'macrocanonical'"),
        (dict(model="macrocanonical", scales=7), "1 to 4"),
        (dict(model="macrocanonical", tolerance=0), "tolerance"),
        (dict(model="macrocanonical", shift_range=-1), "shift_range"),
    ],
)
def test_wrong_arguments_of_gaussian_models(keywords, message):
    with pytest.raises(ValueError, match=message):
        ph.gaussian_sample(**{"image": texture((16, 24)), **keywords})


@pytest.mark.parametrize("shape", [(15,), (12, 15), (6, 5, 8)])
def test_correlation(rng, shape):
    image = rng.standard_normal(shape)
    found = ph.correlation(image)
    assert found.shape == shape
    for lag in [(0,) * len(shape), (2,) + (0,) * (len(shape) - 1), (1,) * len(shape)]:
        place = tuple(size // 2 + each for size, each in zip(shape, lag))
        assert found[place] == pytest.approx(np.mean(image * np.roll(image, lag, range(len(shape)))), abs=1e-12)
    batch = np.stack([image, 2 * image])
    np.testing.assert_allclose(ph.correlation(batch, dimension=len(shape))[1], 4 * found, atol=1e-12)


def test_samples_do_not_depend_on_where_one_begins(rng):
    image = rng.standard_normal((24, 32)) ** 3
    all_samples = ph.synthesize(image, samples=3, iterations=5, seed=9)
    last = ph.synthesize(image, first_sample=1, samples=2, iterations=5, seed=9)
    np.testing.assert_array_equal(last, all_samples[1:])
    with pytest.raises(ValueError, match="first_sample must be at least 0"):
        ph.synthesize(image, first_sample=-1)


def test_shape_of_one_axis(rng):
    moments = ph.moments(rng.standard_normal(64))
    assert ph.synthesize(moments, shape=96, **SMALL).shape == (96,)
