# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Dictionaries: atoms, files and pictures."""

from __future__ import annotations

import pickle

import h5py
import numpy as np
import pytest
from matplotlib import pyplot

import phaseharmonics as ph


@pytest.fixture
def atoms(rng):
    return rng.standard_normal((7, 3, 4, 5))


def test_atoms_and_their_shapes(atoms):
    color = ph.Dictionary(atoms, channels=True)
    assert np.array_equal(color.atoms, atoms)
    assert (len(color), color.number_of_atoms, color.channels, color.support) == (7, 7, 3, (4, 5))
    assert (color.dimension, color.length, color.shape) == (2, 60, atoms.shape)
    gray = ph.Dictionary(atoms)
    assert (gray.channels, gray.support, gray.dimension) == (1, (3, 4, 5), 3)
    assert np.array_equal(gray.atoms[:, 0], atoms)
    vectors = ph.Dictionary.of_vectors(atoms[:, 0, 0])
    assert (vectors.channels, vectors.support, vectors.length) == (5, (1,), 5)
    assert "7 atoms of 4 x 5, 3 channels" in repr(color)


def test_layouts_and_types_of_atoms(atoms):
    expected = ph.Dictionary(atoms)
    reversed_ = np.asfortranarray(atoms)
    reversed_.setflags(write=False)
    assert ph.Dictionary(reversed_) == expected
    assert ph.Dictionary(atoms[::-1]) != expected
    assert ph.Dictionary(atoms.astype(np.float32)) == ph.Dictionary(atoms.astype(np.float32).astype(float))
    copy = expected.atoms
    copy[:] = 0
    assert np.array_equal(expected.atoms[:, 0], atoms)


def test_files_and_pickles_hold_the_same_bits(atoms, tmp_path):
    for channels in (False, True):
        dictionary = ph.Dictionary(atoms, channels=channels)
        dictionary.save(tmp_path / "atoms.h5")
        assert ph.Dictionary.load(tmp_path / "atoms.h5") == dictionary
        assert pickle.loads(pickle.dumps(dictionary)) == dictionary
        with h5py.File(tmp_path / "atoms.h5") as file:
            assert np.array_equal(file["atoms"][:], dictionary.atoms)


def test_a_program_reads_what_is_saved(program, atoms, tmp_path, data):
    dictionary = ph.Dictionary(atoms[:, 0])
    dictionary.save(tmp_path / "atoms.h5")
    image, output = data("BrainProtonDensitySlice.png"), tmp_path / "clean.mha"
    arguments = ("--dictionary", tmp_path / "atoms.h5", "--crop", "20x20", "--sigma", 5)
    assert "7 atoms" in program("DenoiseImage", image, output, *arguments)


def test_framelets_are_a_tight_frame():
    for dimension, family, scales in ((1, "haar", 3), (2, "cubic", 2), (2, "linear", 1)):
        atoms = ph.Dictionary.framelets(dimension, family=family, scales=scales).atoms[:, 0]
        axes = tuple(range(1, dimension + 1))
        energy = (np.abs(np.fft.fftn(atoms, (64,) * dimension, axes)) ** 2).sum(axis=0)
        # With the low pass, which vanishes at the Nyquist frequency, energies sum to one.
        assert np.isclose(energy[(32,) * dimension], 1.0, atol=1e-12)
        assert energy.max() < 1.0 + 1e-12
        assert np.abs(atoms.sum(axis=axes)).max() < 1e-12


def test_bumps_are_positive_and_normalized():
    atoms = ph.Dictionary.bumps(2, smallest_sigma=1.0, scales=3, preference=0.5).atoms
    assert len(atoms) == 3 and atoms.min() >= 0.0
    assert np.allclose(atoms.sum(axis=(1, 2, 3)), (1 + np.array([1.0, 2.0, 4.0])) ** 0.5, rtol=1e-6)
    assert ph.Dictionary.bumps(3, channels=2).channels == 2


def test_norms_coherence_and_joins(atoms):
    dictionary = ph.Dictionary(atoms).normalized()
    rows = dictionary.atoms.reshape(7, -1)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, rtol=1e-12)
    assert np.isclose(dictionary.coherence, np.abs(rows @ rows.T - np.eye(7)).max(), rtol=1e-9)
    both = dictionary.joined_with(ph.Dictionary(atoms[:2]))
    assert np.array_equal(both.atoms, np.concatenate([dictionary.atoms, ph.Dictionary(atoms[:2]).atoms]))
    with pytest.raises(ValueError):
        dictionary.joined_with(ph.Dictionary(atoms[:, 0]))


def test_pictures(atoms):
    picture = ph.Dictionary(atoms, channels=True).picture()
    assert picture.dtype == np.uint8 and picture.shape[2] == 3
    assert len(np.unique(picture)) > 50
    figure = ph.Dictionary(atoms[:, 0]).plot()
    assert figure.axes[0].get_title() == "7 atoms of 4 x 5"
    pyplot.close(figure)


@pytest.mark.parametrize(
    "make, error, message",
    [
        (lambda a: ph.Dictionary(a[0, 0, 0]), ValueError, "must be an array"),
        (lambda a: ph.Dictionary(a[None, None]), ValueError, "must be an array"),
        (lambda a: ph.Dictionary(a[:0]), ValueError, "is empty"),
        (lambda a: ph.Dictionary(1.0), ValueError, "must be an array"),
        (
            lambda a: ph.Dictionary(a * np.array([1, 0])[[0] * 6 + [1], None, None, None]),
            ValueError,
            "Atom 6 .* is zero",
        ),
        (lambda a: ph.Dictionary(np.where(a == a.max(), np.inf, a)), ValueError, "not finite"),
        (lambda a: ph.Dictionary(a + 0j), TypeError, "complex128"),
        (lambda a: ph.Dictionary(np.array(["a"])), TypeError, "must be an array of"),
        (lambda a: ph.Dictionary.of_vectors(a), ValueError, r"\(K, p\)"),
        (lambda a: ph.Dictionary.framelets(4), ValueError, "1 to 3"),
        (lambda a: ph.Dictionary.framelets(2, family="quintic"), ValueError, "'haar', 'linear' or 'cubic'"),
        (lambda a: ph.Dictionary.framelets(2, scales=9), ValueError, "scales"),
        (lambda a: ph.Dictionary.framelets(2.5), TypeError, "dimension must be an integer"),
        (lambda a: ph.Dictionary.bumps(2, smallest_sigma=-1.0), ValueError, "deviation that is positive"),
    ],
)
def test_bad_atoms(atoms, make, error, message):
    with pytest.raises(error, match=message):
        make(atoms)


def test_bad_files(atoms, tmp_path):
    with pytest.raises(OSError, match="absent.h5"):
        ph.Dictionary.load(tmp_path / "absent.h5")
    (tmp_path / "text.h5").write_text("atoms")
    with pytest.raises(OSError, match="is not an HDF5 file"):
        ph.Dictionary.load(tmp_path / "text.h5")
    with pytest.raises(OSError, match="there is no folder"):
        ph.Dictionary(atoms).save(tmp_path / "absent" / "atoms.h5")
