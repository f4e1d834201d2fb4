# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
import h5py
import numpy as np
import pytest

import phaseharmonics as ph
from textures import read, texture, write

SMALL = dict(filters=2, iterations=6)


@pytest.fixture
def weights(tmp_path):
    """Two layers of filters, as other programs write them."""
    path = tmp_path / "weights.h5"
    rng = np.random.default_rng(1)
    with h5py.File(path, "w") as file:
        file.attrs.update(format="ConvolutionalNetwork", version=1, layers=2)
        for layer, channels in enumerate([1, 3], 1):
            group = file.create_group(f"layer{layer}")
            group.attrs.update(poolings=layer - 1, filters=1)
            group["filters1"] = rng.standard_normal((3, channels, 3, 3))
            group["biases"] = np.zeros(3)
    return path


def test_same_bits_as_the_program(program, tmp_path, weights):
    image = texture((48, 40))
    path = write(image, tmp_path / "image.mha")
    options = ["--filters", 2, "--layered", 3, "--network", weights, "--iterations", 6, "--seed", 4]
    program("CompareModels", path, tmp_path / "theirs.mha", *options, "--network-seed", 5)
    common = dict(iterations=6, seed=4, network_seed=5)
    theirs = {name: read(tmp_path / f"theirs_{name}.mha") for name in ("network_2", "layered_3", "network_weights")}
    np.testing.assert_array_equal(ph.network_synthesize(image, filters=2, **common), theirs["network_2"])
    layered = ph.network_synthesize(image, network="layered", filters=3, **common)
    np.testing.assert_array_equal(layered, theirs["layered_3"])
    np.testing.assert_array_equal(ph.network_synthesize(image, network=weights, **common), theirs["network_weights"])


def test_samples_info_and_callback():
    image = texture((24, 24), dtype=np.float64)
    calls = []
    images, infos = ph.network_synthesize(
        image, samples=2, return_info=True, callback=lambda *call: calls.append(call), **SMALL
    )
    np.testing.assert_array_equal(images[0], ph.network_synthesize(image, threads=1, **SMALL))
    assert images[0].dtype == np.float64
    assert not np.array_equal(images[0], images[1])
    assert [iteration for iteration, _ in calls] == list(range(1, 13))
    assert (calls[5][1], calls[11][1]) == (infos[0].loss, infos[1].loss)
    assert infos[0].loss < infos[0].initial_loss
    # Sides 3, 5, 7, 11, 15 and 23 fit: 12 features.
    assert infos[0].number_of_moments == 12 * 13 // 2
    _, started = ph.network_synthesize(image, initial=image, return_info=True, **SMALL)
    assert started.initial_loss < 1e-12


def test_exceptions_of_the_callback():
    def callback(iteration, loss):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        ph.network_synthesize(texture((24, 24)), callback=callback, **SMALL)


@pytest.mark.parametrize(
    "keywords, error, message",
    [
        (dict(image=texture((16, 16, 16))), ValueError, "2"),
        (dict(image=np.ones((24, 24))), ValueError, "constant"),
        (dict(initial="gaussian"), ValueError, "'noise' or an image"),
        (dict(initial=texture((8, 8))), ValueError, "initial has shape"),
        (dict(filters=0), ValueError, "filters"),
        (dict(network="layered", layers=9), ValueError, "Layer"),
        (dict(network="missing.h5"), OSError, "missing.h5"),
        (dict(iterations=0), ValueError, "iterations"),
        (dict(network_seed=-1), ValueError, "seed"),
    ],
)
def test_wrong_arguments(keywords, error, message):
    with pytest.raises(error, match=message):
        ph.network_synthesize(**{"image": texture((24, 24)), **SMALL, **keywords})
