# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
import pickle

import matplotlib
import numpy as np
import pandas
import pytest
import SimpleITK

import phaseharmonics as ph

matplotlib.use("agg")


def covariance_from_the_formula(image, row, lag, options):
    """E[(a(u) - m_a) conj(b(u + tau) - m_b)] / (s_a s_b), from the bands of the full grid."""
    bands = ph.wavelet_bank(image, scales=options.scales, orientations=options.orientations, full_grid=True)

    def feature(j, l, k):
        if j == options.scales:
            return bands.low_pass.astype(complex)
        z = bands[j][l % options.orientations]
        z = z if l < options.orientations else np.conj(z)
        return np.abs(z) * np.exp(1j * k * np.angle(z))

    a, b = feature(*row[:3]), feature(*row[3:6])
    a, b = a - a.mean(), b - b.mean()
    shifted = np.roll(b, [-t for t in lag], axis=tuple(range(b.ndim)))
    return np.mean(a * np.conj(shifted)) / np.sqrt(np.mean(np.abs(a) ** 2) * np.mean(np.abs(b) ** 2))


@pytest.mark.parametrize("shape", [(64,), (24, 31), (16, 12, 20)])
def test_values_from_the_formula(rng, shape):
    image = rng.standard_normal(shape) ** 3
    moments = ph.moments(image, scales=2, full_grid=True)
    indices, values = moments.indices, moments.covariances
    for number in rng.permutation(len(values))[:40]:
        row, lag = indices[number, :6], indices[number, 6:]
        expected = covariance_from_the_formula(image, row, lag, moments.options)
        np.testing.assert_allclose(values[number], expected, atol=1e-12)


@pytest.mark.parametrize("model", ["A", "B", "C", "D", "Compressive", "Rectified"])
def test_models(rng, model):
    moments = ph.moments(rng.standard_normal((32, 32)), model=model)
    assert moments.model == model
    assert len(moments) == moments.number_of_unique_moments > 0
    assert moments.covariances.shape == (len(moments.indices),)
    assert model in repr(moments)


def test_published_number_of_moments(rng):
    """Of 256 x 256 images, J = 6: the 2,329 numbers that the README names."""
    assert len(ph.moments(rng.standard_normal((256, 256)).astype(np.float32))) == 2329


@pytest.mark.parametrize(
    "name, options", [("dns2d_vorticity_256_seed201.mha", {}), ("volume_neghip.mha", {"scales": 2})]
)
def test_same_bits_as_the_program(program, data, tmp_path, name, options):
    path = data(name)
    arguments = [argument for key, value in options.items() for argument in (f"--{key}", value)]
    program("AnalyzeImage", path, tmp_path / "theirs.h5", *arguments)
    program("AnalyzeImage", path, tmp_path / "theirs.csv", *arguments)
    moments = ph.moments(SimpleITK.ReadImage(str(path)), **options)
    assert ph.Moments.load(tmp_path / "theirs.h5") == moments
    table, theirs = moments.to_dataframe(), pandas.read_csv(tmp_path / "theirs.csv", comment="#")
    assert list(table.columns) == list(theirs.columns)
    np.testing.assert_array_equal(table.to_numpy(float), theirs.to_numpy(float))


@pytest.mark.parametrize("suffix", [".h5", ".csv"])
def test_files(rng, tmp_path, suffix):
    moments = ph.moments(rng.standard_normal((24, 24)), normalization="none")
    moments.save(tmp_path / f"moments{suffix}")
    assert ph.Moments.load(tmp_path / f"moments{suffix}", normalization="none") == moments


def test_wrong_files(rng, tmp_path):
    moments = ph.moments(rng.standard_normal((24, 24)))
    with pytest.raises(OSError, match="missing.h5"):
        ph.Moments.load(tmp_path / "missing.h5")
    (tmp_path / "text.h5").write_text("no HDF5")
    with pytest.raises(OSError, match="text.h5"):
        ph.Moments.load(tmp_path / "text.h5")
    with pytest.raises(OSError):
        moments.save(tmp_path / "no" / "folder.h5")
    with pytest.raises(ValueError, match="xlsx"):
        moments.save(tmp_path / "moments.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["text.h5"]


def test_pickle(rng):
    moments = ph.moments(rng.standard_normal((24, 24)), model="D", normalization="none")
    copy = pickle.loads(pickle.dumps(moments))
    assert copy == moments and not copy.normalized
    assert copy != ph.moments(rng.standard_normal((24, 24)), model="D", normalization="none")


def test_normalization(rng):
    image = rng.standard_normal((24, 24))
    divided, plain = ph.moments(image), ph.moments(image, normalization="none")
    features = {tuple(row): number for number, row in enumerate(divided.features)}
    L = divided.options.orientations
    for number, row in enumerate(divided.indices[:200]):
        first = features[(row[0], row[1] % L, abs(row[2]))]
        second = features[(row[3], row[4] % L, abs(row[5]))]
        product = divided.deviations[first] * divided.deviations[second]
        np.testing.assert_allclose(divided.covariances[number] * product, plain.covariances[number], rtol=1e-12)


def test_mean_and_deviation_of_the_image(rng):
    image = 5 + 3 * rng.standard_normal((32, 32))
    moments = ph.moments(image)
    assert moments.image_mean == pytest.approx(image.mean(), rel=1e-12)
    assert moments.image_deviation == pytest.approx(image.std(), rel=1e-12)


def test_average_over_a_batch(rng):
    batch = rng.standard_normal((2, 3, 20, 24))
    nested = ph.moments(batch, dimension=2)
    assert [len(row) for row in nested] == [3, 3]
    flat = [moments for row in nested for moments in row]
    assert flat[4] == ph.moments(batch[1, 1])
    average = ph.average_moments(flat)
    np.testing.assert_allclose(average.means, np.mean([moments.means for moments in flat], axis=0), atol=1e-14)
    assert average.image_mean == pytest.approx(batch.mean(), abs=1e-12)
    with pytest.raises(ValueError, match="no moments"):
        ph.average_moments([])
    with pytest.raises(ValueError):
        ph.average_moments([flat[0], ph.moments(rng.standard_normal((24, 20)))])


def test_errors_of_moments(rng):
    batch = rng.standard_normal((12, 64, 64))
    several = ph.moments(batch, dimension=2, scales=2)
    errors = ph.moment_errors(batch[0], several[0], seed=3)
    spread = np.std([moments.covariances for moments in several], axis=0)
    assert errors.covariances.shape == spread.shape
    assert 0.6 < np.median(errors.covariances[spread > 0] / spread[spread > 0]) < 1.5
    again = ph.moment_errors(batch[0], several[0], seed=3, threads=1)
    np.testing.assert_array_equal(again.covariances, errors.covariances)
    other = ph.moment_errors(batch[0], several[0], seed=np.random.default_rng(3))
    assert np.any(other.covariances != errors.covariances)
    assert "standard_error" in several[0].to_dataframe(errors)
    with pytest.raises(ValueError, match="shape"):
        ph.moment_errors(batch[0, :32], several[0])


def test_memory_limit(rng):
    image = rng.standard_normal((128, 128)).astype(np.float32)
    with pytest.raises(ValueError, match="limit"):
        ph.moments(image, memory_limit=100_000)
    limited = ph.moments(image, memory_limit=6 << 20)
    np.testing.assert_allclose(limited.covariances, ph.moments(image).covariances, atol=1e-5)


def test_progress_over_a_batch(rng, capsys):
    ph.moments(rng.standard_normal((3, 16, 16)), dimension=2, progress=True)
    assert "Analyzing: 100%" in capsys.readouterr().err


def test_table_of_series_and_volumes(rng):
    assert set(ph.moments(rng.standard_normal(64)).to_dataframe()["tau_y"].dropna()) == {0}
    moments = ph.moments(rng.standard_normal((12, 16, 20)), scales=2)
    table = moments.to_dataframe().dropna()
    lags = table[["tau_z", "tau_y", "tau_x"]].to_numpy(int)
    np.testing.assert_array_equal(lags, moments.indices[:, 6:])


def test_picture(rng, tmp_path):
    figure = ph.moments(rng.standard_normal((64, 64))).plot()
    assert len(figure.axes) == 4
    figure.savefig(tmp_path / "moments.png")


@pytest.mark.parametrize(
    "options, message",
    [
        ({"model": "E"}, "E"),
        ({"model": "Custom"}, "Custom"),
        ({"scale_range": -1}, "scale_range must be at least 0"),
        ({"normalization": "unit"}, "normalization must be 'target' or 'none', not 'unit'"),
        ({"phases": 0}, "phases must be at least 1"),
        ({"memory_limit": -5000}, "memory_limit"),
    ],
)
def test_wrong_options(rng, options, message):
    with pytest.raises(ValueError, match=message):
        ph.moments(rng.standard_normal((16, 16)), **options)


@pytest.mark.parametrize(
    "limit, error, message",
    [
        ("4GiB", TypeError, "memory_limit must be an integer, the number of bytes, not '4GiB'"),
        (4e9, TypeError, "memory_limit must be an integer"),
        (-5, ValueError, "memory_limit must be at least 0"),
        (500, ValueError, "memory limit"),
    ],
)
def test_wrong_memory_limits(rng, limit, error, message):
    with pytest.raises(error, match=message):
        ph.moments(rng.standard_normal((32, 32)), memory_limit=limit)


def test_images_where_moments_are_expected(rng):
    image = rng.standard_normal((32, 32))
    with pytest.raises(TypeError, match="of must be Moments, not ndarray"):
        ph.moment_errors(image, image)
    with pytest.raises(TypeError, match="each of several must be Moments, not ndarray"):
        ph.average_moments([image])


def test_errors_are_compared(rng):
    image = rng.standard_normal((64, 64))
    moments = ph.moments(image)
    errors = [ph.moment_errors(image, moments, replicates=9, seed=seed) for seed in (1, 1, 2)]
    assert errors[0] == errors[1] != errors[2]
    assert repr(errors[0]) == f"<MomentErrors of {len(moments.means)} means and {len(moments.covariances)} covariances>"
