# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Many images on a local cluster of processes: the same bits, even if a worker dies."""

import os
import signal
import time

import dask
import dask.array
import dask.bag
import numpy as np
import pytest
from dask.distributed import Client, LocalCluster

import phaseharmonics as ph
import phaseharmonics.dask as phd


@pytest.fixture(scope="module")
def client():
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            yield client


@pytest.fixture
def images(rng):
    return rng.standard_normal((6, 24, 32)).astype(np.float32)


def test_moments_of_an_array_and_of_a_bag(client, images):
    expected = ph.moments(images, dimension=2, model="A")
    array = dask.array.from_array(images, chunks=(2, 12, 32))
    assert phd.moments(array, dimension=2, model="A").compute() == expected
    bag = dask.bag.from_sequence(list(images), npartitions=3)
    assert phd.moments(bag, model="A").compute() == expected


def test_scattering(client, images):
    array = dask.array.from_array(images.reshape(2, 3, 24, 32), chunks=(1, 2, 24, 16))
    lazy = phd.scattering(array, dimension=2, scales=2, order=2)
    expected = ph.scattering(images.reshape(2, 3, 24, 32), dimension=2, scales=2, order=2)
    assert lazy.shape == expected.shape and lazy.dtype == expected.dtype
    np.testing.assert_array_equal(lazy.compute(), expected)
    bag = dask.bag.from_sequence(list(images), npartitions=2)
    np.testing.assert_array_equal(
        np.stack(phd.scattering(bag, scales=2, order=2).compute()), expected.reshape((6,) + expected.shape[2:])
    )


def test_ensemble(client, images):
    lazy = phd.synthesize(images[0], samples=3, seed=7, iterations=5)
    assert lazy.shape == (3, 24, 32) and lazy.dtype == np.float32
    np.testing.assert_array_equal(lazy.compute(), ph.synthesize(images[0], samples=3, seed=7, iterations=5))


def test_images_of_simpleitk(client, images):
    import SimpleITK

    bag = dask.bag.from_sequence([SimpleITK.GetImageFromArray(image) for image in images])
    smooth = phd.map_images(ph.gaussian_sample, bag, seed=3).compute()
    assert all(isinstance(image, SimpleITK.Image) for image in smooth)
    np.testing.assert_array_equal(SimpleITK.GetArrayFromImage(smooth[4]), ph.gaussian_sample(images[4], seed=3))


def slow_moments(image, threads):
    time.sleep(0.3)
    return ph.moments(image, model="A", threads=threads)


def test_a_worker_dies(client, images):
    many = np.concatenate([images, images + 1])
    future = client.compute(phd.map_images(slow_moments, dask.array.from_array(many, chunks=(1, 24, 32)), dimension=2))
    time.sleep(1)
    assert not future.done()
    victims = client.run(os.getpid)
    os.kill(next(iter(victims.values())), signal.SIGKILL)
    assert future.result(timeout=120) == ph.moments(many, dimension=2, model="A")
    deadline = time.time() + 60
    while time.time() < deadline and set(client.run(os.getpid).values()) == set(victims.values()):
        time.sleep(0.2)
    assert set(client.run(os.getpid).values()) != set(victims.values())


def test_without_a_cluster(images):
    array = dask.array.from_array(images, chunks=(3, 24, 32))
    with dask.config.set(scheduler="threads"):
        assert phd.moments(array, dimension=2, model="A").compute() == ph.moments(images, dimension=2, model="A")


def test_wrong_input(images):
    array = dask.array.from_array(images, chunks=3)
    with pytest.raises(ValueError, match="dimension=1, 2 or 3"):
        phd.moments(array)
    with pytest.raises(ValueError, match="does not fit an array of 3 axes"):
        phd.moments(array, dimension=3)
    with pytest.raises(TypeError, match="dask array or a dask bag, not ndarray"):
        phd.moments(images, dimension=2)
    with pytest.raises(ValueError, match="samples must be at least 1"):
        phd.synthesize(images[0], samples=0)
    with pytest.raises(ValueError, match="has 0 axes|constant"):
        phd.moments(dask.bag.from_sequence([np.float32(1)])).compute(scheduler="sync")
