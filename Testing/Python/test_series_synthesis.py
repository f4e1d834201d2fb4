# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Scattering spectra of series, and new series that share them."""

import pickle
import signal

import itk
import matplotlib
import numpy as np
import pandas
import pytest

import phaseharmonics as ph

matplotlib.use("agg")

QUICK = {"iterations": 15, "windows": 3}


@pytest.fixture(scope="module")
def walk():
    return ph.generate_series("SkewedMultifractalWalk", 600, leverage=0.2, seed=4)


def test_spectra_from_their_formulas(walk):
    scales = 4
    spectra = ph.scattering_spectra(walk, scales=scales, boundary="periodic", series_modulus=True)

    def transform(values):
        bands = ph.wavelet_bank(values, scales=scales, family="battle-lemarie", full_grid=True)
        return [bands[j][0] for j in range(scales)] + [np.asarray(bands.low_pass, complex)]

    bands = transform(walk - walk.mean())
    moduli = [np.abs(band) for band in bands[:scales]] + [np.abs(walk - walk.mean())]
    of_moduli = [transform(modulus) for modulus in moduli]
    deviations = np.sqrt([np.mean(np.abs(band) ** 2) for band in bands])
    np.testing.assert_allclose(spectra.scale_deviations, deviations, rtol=1e-12)
    s = [*deviations[:scales], np.std(walk)]
    families = set()
    for (family, j, j1, j2), value in zip(spectra.indices, spectra.values):
        families.add(family)
        if family == 0:
            expected = moduli[j].mean() / s[j]
        elif family == 1:
            expected = deviations[j] ** 2
        elif family == 2:
            expected = np.mean(bands[j] * np.conj(of_moduli[j2][j])) / (deviations[j] * s[j2])
        else:
            expected = np.mean(of_moduli[j1][j] * np.conj(of_moduli[j2][j])) / (s[j1] * s[j2])
        np.testing.assert_allclose(value, expected, atol=1e-12)
    assert families == {0, 1, 2, 3}


def test_spectra_behave_like_a_table(walk):
    spectra = ph.scattering_spectra(walk)
    assert spectra.scales == 6 and len(spectra) == spectra.number_of_moments
    table = spectra.to_dataframe()
    assert list(table) == ["family", "j", "j1", "j2", "real", "imag"]
    assert (table["family"] == "sparsity").sum() == len(spectra.family("sparsity")) == 6
    np.testing.assert_array_equal(table["real"] + 1j * table["imag"], spectra.values)
    assert pickle.loads(pickle.dumps(spectra)) == spectra != ph.scattering_spectra(-walk)
    assert len(spectra.plot().axes) == 3
    assert "6 scales" in repr(spectra)
    with pytest.raises(ValueError, match="family"):
        spectra.family("leverage")


def test_spectra_of_several_series(walk, capsys):
    found = ph.scattering_spectra(np.stack([walk, walk[::-1]]), progress=True, threads=1)
    assert "2/2" in capsys.readouterr().err
    assert found[1] == ph.scattering_spectra(walk[::-1], threads=3)
    # Reversing time conjugates.
    np.testing.assert_allclose(found[1].family("phase_modulus"), np.conj(found[0].family("phase_modulus")), atol=1e-9)


@pytest.mark.parametrize(
    "options, error, text",
    [
        ({"scales": 20}, ValueError, "1 to 9"),
        ({"scales": 0}, ValueError, "scales"),
        ({"boundary": "zero"}, ValueError, "boundary"),
        ({"series": np.zeros(15)}, ValueError, "at least 16"),
        ({"series": np.zeros(100)}, ValueError, "no energy"),
        ({"series": np.full(100, np.nan)}, ValueError, r"\[0\] is nan"),
    ],
)
def test_wrong_spectra(walk, options, error, text):
    with pytest.raises(error, match=text):
        ph.scattering_spectra(**{"series": walk, **options})


@pytest.mark.parametrize("options", [{}, {"windows": 0, "length": 411, "scales": 4}])
def test_synthesis_is_that_of_the_program(program, tmp_path, walk, options):
    pandas.DataFrame({"x": walk}).to_csv(tmp_path / "x.csv", index=False)
    arguments = [text for key, value in options.items() for text in ("--" + key, value)]
    common = ["--samples", 2, "--seed", 6, "--iterations", 12, "--bootstrap", 0]
    program("SynthesizeReturns", tmp_path / "x.csv", tmp_path / "theirs.csv", *common, *arguments)
    ours = ph.synthesize_series(walk, samples=2, seed=6, iterations=12, **options)
    np.testing.assert_array_equal(ours, pandas.read_csv(tmp_path / "theirs.csv").to_numpy()[:, 1:].T)


def test_synthesis_of_prices_is_that_of_the_program(program, tmp_path):
    index = pandas.date_range("2001-01-01", periods=500, name="date")
    prices = ph.generate_series(length=500, form="prices", deviation=0.01)
    prices = pandas.Series(prices, index=index, name="close")
    prices.to_csv(tmp_path / "prices.csv")
    common = ["--prices", "--iterations", 8, "--bootstrap", 0]
    program("SynthesizeReturns", tmp_path / "prices.csv", tmp_path / "theirs.csv", *common)
    ours = ph.synthesize_series(prices, form="prices", iterations=8)
    theirs = pandas.read_csv(tmp_path / "theirs.csv", index_col="date", parse_dates=True)["sample_1"]
    assert ours.name == "close" and list(ours.index) == list(theirs.index) == list(index[1:])
    np.testing.assert_array_equal(ours, theirs)


def test_checkpoints_serve_the_program_too(program, tmp_path, walk):
    path = tmp_path / "run.h5"
    options = {"iterations": 12, "checkpoint": path, "checkpoint_interval": 4}
    seen = []

    def stop(iteration, loss):
        seen.append(iteration)
        if iteration == 7:
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        ph.synthesize_series(walk, **options, callback=stop)
    assert seen == [1, 2, 3, 4, 5, 6, 7]
    pandas.DataFrame({"x": walk}).to_csv(tmp_path / "x.csv", index=False)
    common = ["--iterations", 12, "--checkpoint", path, "--checkpoint-interval", 4, "--bootstrap", 0]
    program("SynthesizeReturns", tmp_path / "x.csv", tmp_path / "theirs.csv", *common)
    expected = ph.synthesize_series(walk, iterations=12, checkpoint_interval=4, checkpoint=tmp_path / "other.h5")
    np.testing.assert_array_equal(pandas.read_csv(tmp_path / "theirs.csv")["sample_1"], expected)
    resumed = ph.synthesize_series(walk, **options, callback=lambda *_: pytest.fail("finished runs have no iterations"))
    np.testing.assert_array_equal(resumed, expected)
    with pytest.raises(OSError, match="belongs to another run"):
        ph.synthesize_series(walk, **options, seed=1)
    with pytest.raises(ValueError, match="one series"):
        ph.synthesize_series([walk, walk], **options)
    with pytest.raises(OSError, match="nowhere"):
        ph.synthesize_series(walk, checkpoint=tmp_path / "nowhere" / "run.h5")


def test_threads_and_seeds(walk):
    one = ph.synthesize_series(walk, **QUICK, threads=1)
    np.testing.assert_array_equal(ph.synthesize_series(walk, **QUICK, threads=3), one)
    assert not np.array_equal(ph.synthesize_series(walk, **QUICK, seed=1), one)
    first, second = (ph.synthesize_series(walk, **QUICK, seed=np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_loss_falls_and_the_spectra_match(walk):
    losses = []
    sample = ph.synthesize_series(walk, windows=3, iterations=200, callback=lambda _, loss: losses.append(loss))
    assert losses[-1] < 0.01 * losses[0]
    options = {"boundary": "periodic", "series_modulus": True}
    ours, theirs = (ph.scattering_spectra(x, **options).values for x in (sample, walk))
    other = ph.scattering_spectra(np.random.default_rng(0).permutation(walk), **options).values
    assert np.linalg.norm(ours - theirs) < 0.2 * np.linalg.norm(other - theirs)


def test_batches(walk, capsys):
    batch = np.stack([walk, -walk])
    found = ph.synthesize_series(batch, **QUICK, samples=2, seed=5, progress=True)
    assert "60/60" in capsys.readouterr().err
    assert found.shape == (2, 2, 600)
    np.testing.assert_array_equal(found[1], ph.synthesize_series(-walk, **QUICK, samples=2, seed=5))
    generator = np.random.default_rng(8)
    apart = ph.synthesize_series(np.stack([walk, walk]), **QUICK, seed=generator)
    assert not np.array_equal(apart[0], apart[1])


def test_kinds_are_kept(walk):
    expected = ph.synthesize_series(walk, **QUICK)
    single = ph.synthesize_series(walk.astype(np.float32), **QUICK)
    assert single.dtype == np.float32
    index = pandas.period_range("2000-01", periods=600, freq="M")
    series = pandas.Series(walk, index=index, name="x")
    ours = ph.synthesize_series(series, **QUICK)
    pandas.testing.assert_series_equal(ours, pandas.Series(expected, index=index, name="x"))
    assert list(ph.synthesize_series(series, **QUICK, length=100).index) == list(range(100))
    several = ph.synthesize_series(series, **QUICK, samples=2)
    assert list(several) == ["sample_1", "sample_2"]
    np.testing.assert_array_equal(several["sample_1"], expected)
    frame = pandas.DataFrame({"a": walk, "b": -walk}, index=index)
    assert list(ph.synthesize_series(frame, **QUICK)) == ["a", "b"]
    both = ph.synthesize_series(frame, **QUICK, samples=2)
    np.testing.assert_array_equal(both["a", "sample_2"], several["sample_2"])
    image = itk.image_from_array(walk[np.newaxis])
    image.SetSpacing([0.25, 1.0])
    found = ph.synthesize_series(image, **QUICK)
    np.testing.assert_array_equal(itk.array_from_image(found), expected[np.newaxis])
    assert list(found.GetSpacing()) == [0.25, 1.0]
    assert len(ph.synthesize_series(image, **QUICK, samples=2)) == 2
    vectors = itk.image_from_array(np.stack([walk, -walk], axis=-1)[np.newaxis], is_vector=True)
    found = ph.synthesize_series(vectors, **QUICK)
    assert itk.array_from_image(found).shape == (1, 600, 2)
    np.testing.assert_array_equal(itk.array_from_image(found)[0, :, 0], expected)


def test_interruption(walk):
    def interrupt(iteration, loss):
        if iteration == 3:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        ph.synthesize_series(walk, iterations=100000, callback=interrupt)
    assert ph.synthesize_series(walk, **QUICK).shape == (600,)


@pytest.mark.parametrize(
    "options, error, text",
    [
        ({"samples": 0}, ValueError, "samples"),
        ({"length": 10}, ValueError, "at least 16"),
        ({"iterations": 0}, ValueError, "iterations"),
        ({"windows": 12}, ValueError, "windows"),
        ({"marginal_weight": -1.0}, ValueError, "weight"),
        ({"scales": 30}, ValueError, "number of scales"),
        ({"form": "path"}, ValueError, "form"),
        ({"form": "prices"}, ValueError, "no logarithm"),
        ({"callback": 3}, TypeError, "callable"),
        ({"series": np.full(100, 1.5)}, ValueError, "no energy"),
        ({"series": np.ones(100, complex)}, TypeError, "complex"),
        ({"series": np.full(100, np.inf)}, ValueError, r"\[0\] is inf"),
    ],
)
def test_wrong_syntheses(walk, options, error, text):
    with pytest.raises(error, match=text):
        ph.synthesize_series(**{"series": walk, **options})
