# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Dictionaries learned in Python are those that the programs learn, and go on from the same checkpoints."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time

import numpy as np
import pytest
import SimpleITK

import phaseharmonics as ph

SMALL = {"atoms": 12, "support": 4, "patches": 2000, "batch": 100, "iterations": 30}
SMALL_ARGUMENTS = "--atoms 12 --support 4 --patches 2000 --batch 100 --iterations 30".split()


@pytest.fixture
def image(rng):
    """Squares with one of three patterns each."""
    y, x = np.mgrid[:48, :64]
    kinds = rng.integers(0, 3, (12, 16)).repeat(4, 0).repeat(4, 1)
    signs = np.choose(kinds, [x % 2, y % 4 < 2, (x + y) % 2]) * 2.0 - 1.0
    return (signs * rng.uniform(1, 2, (12, 16)).repeat(4, 0).repeat(4, 1)).astype(np.float32)


@pytest.fixture
def path(image, tmp_path):
    SimpleITK.WriteImage(SimpleITK.GetImageFromArray(image), str(tmp_path / "image.mha"))
    return tmp_path / "image.mha"


@pytest.mark.parametrize(
    "arguments, choices",
    [
        ([], {}),
        (["--seed", 7, "--lambda-ratio", 0.2], {"seed": 7, "lambda_ratio": 0.2}),
        (["--lambda", 0.5, "--keep-means", "--non-negative"], {"lambda_": 0.5, "keep_means": True}),
    ],
)
def test_patches_equal_the_program(program, image, path, tmp_path, arguments, choices):
    program("LearnDictionary", path, tmp_path / "atoms.h5", *SMALL_ARGUMENTS, *arguments)
    choices = {**choices, "non_negative": "--non-negative" in arguments}
    learned = ph.learn_patch_dictionary(image, **SMALL, **choices)
    assert learned.dictionary == ph.Dictionary.load(tmp_path / "atoms.h5")
    assert learned.dictionary.support == (4, 4)


def test_several_color_images_equal_the_program(program, rng, tmp_path):
    images = [rng.standard_normal(shape).astype(np.float32) for shape in ((2, 20, 30), (2, 40, 16))]
    paths = []
    for i, image in enumerate(images):
        vectors = SimpleITK.GetImageFromArray(np.moveaxis(image, 0, -1).copy(), isVector=True)
        paths.append(tmp_path / f"{i}.mha")
        SimpleITK.WriteImage(vectors, str(paths[-1]))
    arguments = "--atoms 9 --support 5x3 --patches 500 --iterations 4".split()
    program("LearnDictionary", *paths, tmp_path / "atoms.h5", *arguments)
    choices = {"atoms": 9, "support": (3, 5), "patches": 500, "iterations": 4}
    expected = ph.Dictionary.load(tmp_path / "atoms.h5")
    assert expected.shape == (9, 2, 3, 5)
    assert ph.learn_patch_dictionary(images, channels=True, **choices).dictionary == expected
    vectors = [SimpleITK.ReadImage(str(path)) for path in paths]
    assert ph.learn_patch_dictionary(vectors, **choices).dictionary == expected


def test_convolutional_equals_the_program(program, image, path, tmp_path):
    arguments = "--convolutional --atoms 3 --support 6x5 --iterations 5 --crop-size 32 --background 4".split()
    program("LearnDictionary", path, tmp_path / "atoms.h5", *arguments)
    choices = {"atoms": 3, "support": (5, 6), "iterations": 5, "crop_size": 32, "background": 4.0}
    learned = ph.learn_convolutional_dictionary(image, threads=1, **choices)
    assert learned.dictionary == ph.Dictionary.load(tmp_path / "atoms.h5")
    assert ph.learn_convolutional_dictionary(image, threads=3, **choices).dictionary == learned.dictionary
    assert learned.objectives[-1] < learned.objectives[0]


@pytest.mark.parametrize("shape, support", [((200,), "9"), ((12, 14, 16), "4x3x2")])
def test_other_dimensions_equal_the_program(program, rng, tmp_path, shape, support):
    image = rng.standard_normal(shape).astype(np.float32)
    path = tmp_path / "image.mha"
    SimpleITK.WriteImage(SimpleITK.GetImageFromArray(image if len(shape) > 1 else image[np.newaxis]), str(path))
    sizes = [int(size) for size in reversed(support.split("x"))]
    for arguments, learn in (
        (["--patches", 500], ph.learn_patch_dictionary),
        (["--convolutional"], ph.learn_convolutional_dictionary),
    ):
        arguments += ["--atoms", 5, "--support", support, "--iterations", 3]
        program("LearnDictionary", path, tmp_path / "atoms.h5", *arguments)
        choices = {"patches": 500} if "--patches" in arguments else {}
        learned = learn(image, atoms=5, support=sizes, iterations=3, **choices)
        assert learned.dictionary == ph.Dictionary.load(tmp_path / "atoms.h5")
    denoised = ph.sparse_denoise(image, learned.dictionary, noise=0.5)
    program("DenoiseImage", path, tmp_path / "clean.mha", "--dictionary", tmp_path / "atoms.h5", "--sigma", 0.5)
    expected = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(tmp_path / "clean.mha")))
    assert np.array_equal(denoised, expected.reshape(shape))


def test_reports_callbacks_and_progress(image, capsys):
    reports = []
    learned = ph.learn_patch_dictionary(
        image,
        **SMALL,
        report_interval=10,
        progress=True,
        callback=lambda step, objective: reports.append((step, objective)),
    )
    assert learned.steps.tolist() == [0, 10, 20, 30]
    assert reports == list(zip(learned.steps, learned.objectives))
    assert learned.objectives[-1] < 0.9 * learned.objectives[0]
    assert learned.replaced_atoms >= 0
    assert "30/30" in capsys.readouterr().err
    assert "after 30 steps" in repr(learned)

    def stop(step, objective):
        raise KeyError(step)

    with pytest.raises(KeyError):
        ph.learn_patch_dictionary(image, **SMALL, callback=stop)


def test_threads_seeds_types_and_layouts(image):
    one = ph.learn_patch_dictionary(image, **SMALL, threads=1).dictionary
    assert ph.learn_patch_dictionary(image, **SMALL, threads=3).dictionary == one
    assert ph.learn_patch_dictionary(image, **SMALL, seed=1).dictionary != one
    generator = np.random.default_rng(3)
    drawn = int(np.random.default_rng(3).integers(2**64, dtype=np.uint64))
    expected = ph.learn_patch_dictionary(image, **SMALL, seed=drawn).dictionary
    assert ph.learn_patch_dictionary(image, **SMALL, seed=generator).dictionary == expected
    fixed = np.asfortranarray(image)
    fixed.setflags(write=False)
    assert ph.learn_patch_dictionary(fixed, **SMALL).dictionary == one
    double = ph.learn_patch_dictionary(image.astype(np.float64), **SMALL).dictionary
    assert double != one and np.allclose(double.atoms, one.atoms, atol=0.05)
    batch = np.stack([image, image[::-1]])
    listed = ph.learn_patch_dictionary([image, image[::-1]], **SMALL).dictionary
    assert ph.learn_patch_dictionary(batch, dimension=2, **SMALL).dictionary == listed


def test_goes_on_from_an_initial_dictionary(image):
    first = ph.learn_patch_dictionary(image, **SMALL).dictionary
    second = ph.learn_patch_dictionary(image, initial=first, patches=2000, batch=100, iterations=30)
    assert second.dictionary.shape == first.shape and second.dictionary != first
    assert second.objectives[0] < 0.9 * ph.learn_patch_dictionary(image, **SMALL).objectives[0]
    with pytest.raises(ValueError, match="The initial dictionary has 12 atoms"):
        ph.learn_patch_dictionary(image, initial=first, atoms=13)


@pytest.mark.parametrize("convolutional", [False, True])
def test_checkpoints_are_those_of_the_program(program, image, path, tmp_path, convolutional):
    learn, choices, arguments = ph.learn_patch_dictionary, SMALL, SMALL_ARGUMENTS
    if convolutional:
        learn, choices = ph.learn_convolutional_dictionary, {"atoms": 3, "support": 5, "iterations": 8}
        arguments = "--convolutional --atoms 3 --support 5 --iterations 8".split()
    whole = learn(image, **choices).dictionary
    state = tmp_path / "state.h5"
    half = {**choices, "iterations": choices["iterations"] // 2}
    learn(image, **half, checkpoint=state)
    shutil.copy(state, tmp_path / "copy.h5")
    learned = learn(image, **choices, checkpoint=state)
    assert learned.dictionary == whole and learned.steps[0] == half["iterations"]
    program("LearnDictionary", path, tmp_path / "atoms.h5", *arguments, "--checkpoint", tmp_path / "copy.h5")
    assert ph.Dictionary.load(tmp_path / "atoms.h5") == whole
    with pytest.raises(ValueError, match="belongs to another run"):
        learn(image, **choices, checkpoint=state, seed=5)
    state.write_text("state")
    with pytest.raises(OSError, match="state.h5"):
        learn(image, **choices, checkpoint=state)
    with pytest.raises(OSError, match="there is no folder"):
        learn(image, **choices, checkpoint=tmp_path / "absent" / "state.h5")


def interrupt_when_there(path):
    """Sends Ctrl-C as soon as the file exists."""
    while not path.exists():
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("convolutional", [False, True])
def test_goes_on_after_ctrl_c_with_the_same_bits(image, tmp_path, convolutional):
    learn, choices = ph.learn_patch_dictionary, {**SMALL, "iterations": 3000}
    if convolutional:
        learn, choices = ph.learn_convolutional_dictionary, {"atoms": 3, "support": 5, "iterations": 300}
    state = tmp_path / "state.h5"
    killer = threading.Thread(target=interrupt_when_there, args=(state,))
    killer.start()
    with pytest.raises(KeyboardInterrupt):
        learn(image, **choices, checkpoint=state)
    killer.join()
    resumed = learn(image, **choices, checkpoint=state)
    assert 0 <= resumed.steps[0] < choices["iterations"]
    assert resumed.dictionary == learn(image, **choices).dictionary


@pytest.mark.parametrize(
    "call, error, message",
    [
        (lambda x: ph.learn_patch_dictionary([]), ValueError, "no image"),
        (lambda x: ph.learn_patch_dictionary(x, support=60), ValueError, "is smaller than an atom"),
        (lambda x: ph.learn_patch_dictionary(x, support=(4, 4, 4)), ValueError, "support has 3 entries"),
        (lambda x: ph.learn_patch_dictionary(x, support=0), ValueError, "support must be at least 1"),
        (lambda x: ph.learn_patch_dictionary(x, atoms=0), ValueError, "atoms must be"),
        (lambda x: ph.learn_patch_dictionary(x, atoms=2.5), TypeError, "atoms must be an integer"),
        (lambda x: ph.learn_patch_dictionary(x, patches=9), ValueError, "patches must be at least 10"),
        (lambda x: ph.learn_patch_dictionary(x, lambda_ratio=0), ValueError, "lambda_ratio must be positive"),
        (lambda x: ph.learn_patch_dictionary(x, seed=-1), ValueError, "seed must be"),
        (lambda x: ph.learn_patch_dictionary(x, callback=3), TypeError, "callback must be callable"),
        (lambda x: ph.learn_patch_dictionary(x, initial=3), TypeError, "initial must be a Dictionary"),
        (lambda x: ph.learn_patch_dictionary(np.ones_like(x), **SMALL), ValueError, "atoms"),
        (lambda x: ph.learn_patch_dictionary([x, x[0]]), ValueError, r"images\[1\] has 1 axes of space"),
        (lambda x: ph.learn_patch_dictionary([x, x * np.nan]), ValueError, r"images\[1\] is not finite"),
        (lambda x: ph.learn_patch_dictionary(x > 0), TypeError, "bool"),
        (lambda x: ph.learn_convolutional_dictionary(x, support=15), ValueError, "a quarter is held out"),
        (lambda x: ph.learn_convolutional_dictionary(x, crop_size=4), ValueError, "smaller than an atom"),
        (lambda x: ph.learn_convolutional_dictionary(x, background=-1), ValueError, "must not be negative"),
    ],
)
def test_bad_input(image, call, error, message):
    with pytest.raises(error, match=message):
        call(image)
