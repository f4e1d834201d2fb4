# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
import json
import math

import numpy as np
import pytest
import SimpleITK

import phaseharmonics as ph
from textures import read, write

SMALL = dict(starts=2, octave_iterations=5, plain_iterations=10, iterations=20, final_rounds=1)


def boxes(shape, dtype=np.float32):
    """Few edges, of no symmetry."""
    image = np.full(shape, 0.2)
    size = np.array(shape)
    image[tuple(slice(int(0.2 * n), int(0.55 * n)) for n in size)] += 0.5
    image[tuple(slice(int((0.4 + 0.1 * axis) * n), int(0.8 * n)) for axis, n in enumerate(size))] += 0.3
    return image.astype(dtype)


@pytest.mark.parametrize(
    "shape, keywords, options",
    [
        ((32, 30), dict(scale_range=3), ["--scale-range", 3]),
        ((12, 16, 14), dict(scale_range=1, seed=5), ["--scale-range", 1, "--seed", 5]),
        ((24, 24), dict(scales=3, range=2.0), ["--scales", 3, "--range", 2]),
    ],
)
def test_same_bits_as_the_program(program, tmp_path, shape, keywords, options):
    image = boxes(shape)
    path = write(image, tmp_path / "image.mha")
    options += ["--restarts", 2, "--iterations", 20, "--final-rounds", 1, "--report", tmp_path / "report.json"]
    program("ReconstructFromMoments", path, tmp_path / "theirs.mha", *options)
    ours = ph.compressive_reconstruction(image, starts=2, iterations=20, final_rounds=1, **keywords)
    np.testing.assert_array_equal(ours.aligned, read(tmp_path / "theirs.mha"))
    report = json.loads((tmp_path / "report.json").read_text())
    assert ours.psnr == pytest.approx(report["psnr_db"], rel=1e-6)
    assert ours.shift == tuple(reversed(report["shift"]))
    assert ours.best_start == report["best_start"]
    assert ours.losses == pytest.approx([start["loss"] for start in report["starts"]], rel=1e-6)
    assert ours.evaluations == [start["evaluations"] for start in report["starts"]]
    assert ours.number_of_moments == report["moments_unique"]
    assert ours.number_of_nominal_moments == report["moments_nominal"]


def test_recovers_an_image():
    image = boxes((32, 32), np.float64)
    found = ph.compressive_reconstruction(image, starts=1, iterations=150, final_rounds=2, scale_range=3, seed=1)
    assert found.image.dtype == np.float64
    assert found.loss == found.losses[found.best_start] < 1e-4
    assert found.psnr > 20
    np.testing.assert_array_equal(np.roll(found.image, found.shift, (0, 1)), found.aligned)
    assert np.mean((found.aligned - image) ** 2) == pytest.approx(found.squared_error, rel=1e-9)
    assert found.psnr == pytest.approx(10 * math.log10(np.ptp(image) ** 2 / found.squared_error))
    assert repr(found).startswith(f"<Reconstruction from {found.number_of_moments} moments: relative loss ")
    assert f"{found.psnr:.1f} dB" in repr(found)


def test_moments_as_target_in_one_dimension():
    signal = boxes((128,))
    direct = ph.compressive_reconstruction(signal, rich=True, **SMALL)
    assert direct.number_of_moments > ph.compressive_reconstruction(signal, **SMALL).number_of_moments
    moments = ph.moments(boxes((32, 32)), model="Compressive")
    found = ph.compressive_reconstruction(moments, **SMALL)
    assert found.image.shape == (32, 32)
    assert found.shift is None and found.psnr is None and found.squared_error is None
    compared = ph.compressive_reconstruction(boxes((32, 32)), target=moments, **SMALL)
    np.testing.assert_array_equal(compared.image, found.image)
    assert compared.psnr > 0


def test_threads_seeds_and_kinds():
    image = boxes((24, 24))
    one = ph.compressive_reconstruction(image, threads=1, **SMALL)
    np.testing.assert_array_equal(ph.compressive_reconstruction(image, threads=2, **SMALL).image, one.image)
    assert not np.array_equal(ph.compressive_reconstruction(image, seed=1, **SMALL).image, one.image)
    sitk = SimpleITK.GetImageFromArray(image)
    sitk.SetSpacing([0.5, 3.0])
    of_sitk = ph.compressive_reconstruction(sitk, **SMALL)
    assert of_sitk.image.GetSpacing() == of_sitk.aligned.GetSpacing() == (0.5, 3.0)
    np.testing.assert_array_equal(SimpleITK.GetArrayFromImage(of_sitk.image), one.image)


def test_goes_on_with_the_same_bits(tmp_path, capsys):
    image = boxes((24, 24))
    calls = []
    whole = ph.compressive_reconstruction(image, callback=lambda *call: calls.append(call), **SMALL)
    assert math.isinf(calls[0][1]) and math.isfinite(calls[-1][1])
    assert all(later[0] >= earlier[0] for earlier, later in zip(calls, calls[1:]))

    def stop(iteration, loss):
        if iteration > 0.7 * calls[-1][0]:
            raise RuntimeError("enough")

    path = tmp_path / "state.h5"
    with pytest.raises(RuntimeError, match="enough"):
        ph.compressive_reconstruction(image, checkpoint=path, callback=stop, **SMALL)
    rest = []
    resumed = ph.compressive_reconstruction(
        image, checkpoint=path, callback=lambda *call: rest.append(call), progress=True, **SMALL
    )
    assert 0 < len(rest) < len(calls) and rest[0][0] > calls[0][0] + 20
    np.testing.assert_array_equal(resumed.image, whole.image)
    assert resumed.evaluations == whole.evaluations
    assert "Reconstructing" in capsys.readouterr().err
    with pytest.raises(OSError, match="another run"):
        ph.compressive_reconstruction(image, checkpoint=path, **dict(SMALL, iterations=21))


@pytest.mark.parametrize(
    "keywords, error, message",
    [
        (dict(image=None), ValueError, "nothing to match"),
        (dict(image=np.ones((16, 16))), ValueError, "constant"),
        (dict(image=np.ones((16, 16), bool)), TypeError, "bool"),
        (dict(model="D"), ValueError, "averaged over rotations"),
        (dict(scales=9), ValueError, "1 to 4"),
        (dict(range=-1), ValueError, "range"),
        (dict(range=math.nan), ValueError, "range"),
        (dict(starts=0), ValueError, "starts"),
        (dict(final_rounds=0), ValueError, "final_rounds"),
        (dict(octave_iterations=-1), ValueError, "octave_iterations"),
        (dict(memory_limit=2048), ValueError, "memory limit"),
        (dict(checkpoint="no/such/folder.h5"), OSError, "no/such"),
    ],
)
def test_wrong_arguments(keywords, error, message):
    with pytest.raises(error, match=message):
        ph.compressive_reconstruction(**{"image": boxes((24, 24)), **SMALL, **keywords})


def test_comparison_up_to_translation(rng):
    image = rng.standard_normal((12, 15))
    shift, error, psnr = ph.compare_up_to_translation(image, np.roll(image, (3, 11), (0, 1)) + 0.1, range=2)
    assert shift == (9, 4)
    assert error == pytest.approx(0.01)
    assert psnr == pytest.approx(10 * math.log10(4 / 0.01))
    with pytest.raises(ValueError, match="different shapes"):
        ph.compare_up_to_translation(image, image[:5])
