# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""EncodeImages.py, LearnDictionary.py, DenoiseImage.py, SeparateTextures.py and DeconvolveSparse.py do what their C++
twins do."""

import h5py
import numpy as np
import pytest
import SimpleITK

import phaseharmonics as ph


def crop(data, name, width, height, path):
    """The top left of an image of the tests."""
    image = SimpleITK.ReadImage(str(data(name)))
    SimpleITK.WriteImage(image[:width, :height], str(path))
    return path


def assert_equal_images(path, other):
    mine, theirs = (SimpleITK.ReadImage(str(p)) for p in (path, other))
    np.testing.assert_array_equal(SimpleITK.GetArrayFromImage(mine), SimpleITK.GetArrayFromImage(theirs))
    for name in ("GetSpacing", "GetOrigin", "GetDirection"):
        np.testing.assert_allclose(getattr(mine, name)(), getattr(theirs, name)(), rtol=0, atol=1e-12)


@pytest.fixture
def grass(data, tmp_path):
    return crop(data, "separation_grass.png", 48, 40, tmp_path / "grass.png")


@pytest.fixture
def brick(data, tmp_path):
    return crop(data, "separation_brick.png", 48, 40, tmp_path / "brick.png")


def is_picture(path):
    return path.stat().st_size > 10_000


def test_encode_images(program, example, data, tmp_path):
    fields = [data(f"dns2d_vorticity_256_seed20{seed}.mha") for seed in (1, 2)]
    arguments = "--scales 4 --orientations 3 --order 2 --boundary mirror --family morlet --phases 0".split()
    picture = tmp_path / "picture.png"
    printed = example("EncodeImages", *fields, tmp_path / "python.h5", *arguments, "--picture", picture)
    assert "< 3, 3" in printed and is_picture(picture)
    program("EncodeImages", *fields, tmp_path / "program.h5", *arguments)
    with h5py.File(tmp_path / "python.h5") as mine, h5py.File(tmp_path / "program.h5") as theirs:
        assert np.array_equal(mine["codes"][:], theirs["codes"][:])
        assert mine["files"][()].split() == theirs["files"][()].split()


def test_encode_color_image(program, example, tmp_path, rng):
    pixels = rng.integers(0, 255, (24, 32, 3), dtype=np.uint8)
    SimpleITK.WriteImage(SimpleITK.GetImageFromArray(pixels, isVector=True), str(tmp_path / "color.png"))
    for output in ("codes.nrrd", "codes.h5"):
        example("EncodeImages", tmp_path / "color.png", tmp_path / f"python_{output}", "--scales", 3)
        program("EncodeImages", tmp_path / "color.png", tmp_path / f"program_{output}", "--scales", 3)
    assert_equal_images(tmp_path / "python_codes.nrrd", tmp_path / "program_codes.nrrd")
    with h5py.File(tmp_path / "python_codes.h5") as mine, h5py.File(tmp_path / "program_codes.h5") as theirs:
        assert np.array_equal(mine["codes"][:], theirs["codes"][:])
        assert np.array_equal(mine["channels/order"][:], theirs["channels/order"][:])


@pytest.mark.parametrize(
    "arguments",
    [
        "--atoms 10 --support 6x5 --patches 1000 --iterations 12 --keep-means --seed 3".split(),
        "--convolutional --atoms 3 --support 5 --iterations 4 --crop-size 24x20 --lambda 4".split(),
    ],
)
def test_learn_dictionary(program, example, grass, brick, tmp_path, arguments):
    picture = tmp_path / "picture.png"
    printed = example("LearnDictionary", grass, brick, tmp_path / "python.h5", *arguments, "--picture", picture)
    assert "held-out objective" in printed and is_picture(picture)
    program("LearnDictionary", grass, brick, tmp_path / "program.h5", *arguments)
    assert ph.Dictionary.load(tmp_path / "python.h5") == ph.Dictionary.load(tmp_path / "program.h5")


def test_denoise_image(program, example, grass, tmp_path):
    arguments = "--atoms 20 --support 6 --iterations 15 --stride 2".split()
    printed = example("DenoiseImage", grass, tmp_path / "python.mha", *arguments)
    assert "(estimated)" in printed
    program("DenoiseImage", grass, tmp_path / "program.mha", *arguments)
    assert_equal_images(tmp_path / "python.mha", tmp_path / "program.mha")

    picture = tmp_path / "picture.png"
    printed = example(
        "DenoiseImage",
        grass,
        tmp_path / "clean.mha",
        *arguments,
        "--add-noise",
        30,
        "--sigma",
        30,
        "--picture",
        picture,
    )
    gains = {line[:12].strip(): float(line.split()[-2]) for line in printed.splitlines() if line.endswith(" dB")}
    assert gains["sparse codes"] > gains["none"] + 1 and is_picture(picture)


def test_separate_textures(program, example, grass, brick, tmp_path):
    for name, image in (("a", grass), ("b", brick)):
        pixels = SimpleITK.ReadImage(str(image), SimpleITK.sitkFloat32)
        learned = ph.learn_patch_dictionary(pixels, atoms=24, patches=1000, iterations=10, keep_means=True)
        learned.dictionary.save(tmp_path / f"{name}.h5")
    arguments = ["--add", brick, "--dictionary-a", tmp_path / "a.h5", "--dictionary-b", tmp_path / "b.h5"]
    arguments += ["--residual-to", "a"]
    outputs = {twin: [tmp_path / f"{twin}_{name}.mha" for name in "ab"] for twin in ("python", "program")}
    picture = tmp_path / "picture.png"
    printed = example("SeparateTextures", grass, *outputs["python"], *arguments, "--picture", picture)
    assert "texture B" in printed and is_picture(picture)
    program("SeparateTextures", grass, *outputs["program"], *arguments)
    assert_equal_images(outputs["python"][1], outputs["program"][1])
    # The sum with the residual is taken in float here, and in double there.
    mine, theirs = (SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(outputs[t][0]))) for t in outputs)
    np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-4)


@pytest.mark.parametrize(
    "arguments",
    [
        "--blur-sigma 1.2 --decimation 2".split(),
        "--blur-sigma 1.2 --atoms bumps --noise 2".split(),
        "--lambda-ratio 0.05 --boundary periodic --debias".split(),
    ],
)
def test_deconvolve_sparse(program, example, grass, tmp_path, arguments):
    arguments += ["--iterations", 10]
    picture, code = tmp_path / "picture.png", tmp_path / "code.nrrd"
    printed = example(
        "DeconvolveSparse", grass, tmp_path / "python.mha", *arguments, "--picture", picture, "--code", code
    )
    assert "relative gap" in printed and is_picture(picture)
    program("DeconvolveSparse", grass, tmp_path / "program.mha", *arguments, "--code", tmp_path / "theirs.nrrd")
    assert_equal_images(tmp_path / "python.mha", tmp_path / "program.mha")
    assert_equal_images(code, tmp_path / "theirs.nrrd")


def test_deconvolve_sparse_with_truth(example, grass, tmp_path):
    printed = example(
        "DeconvolveSparse", grass, tmp_path / "out.mha", "--truth", grass, "--lambda", 1, "--iterations", 5
    )
    assert "PSNR" in printed and "give it more --iterations" in printed
    flat = SimpleITK.Image(20, 20, SimpleITK.sitkFloat32)
    SimpleITK.WriteImage(flat, str(tmp_path / "flat.mha"))
    assert "no noise to measure" in example("DeconvolveSparse", tmp_path / "flat.mha", tmp_path / "out.mha", status=1)


@pytest.mark.parametrize("name", ["EncodeImages", "LearnDictionary", "DenoiseImage", "DeconvolveSparse"])
def test_help_and_missing_image(example, name, tmp_path):
    assert "usage" in example(name, "--help")
    example(name, tmp_path / "missing.mha", tmp_path / "out.h5", status=1)
    assert not list(tmp_path.iterdir())
