# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Processes, figures of series, and what series may be."""

import math
import pickle

import itk
import matplotlib
import numpy as np
import pandas
import pytest
import SimpleITK

import phaseharmonics as ph

matplotlib.use("agg")

PROCESSES = ["FractionalNoise", "MultifractalRandomWalk", "SkewedMultifractalWalk", "MinimalLeverage", "Poisson"]


def read(path):
    return pandas.read_csv(path)


@pytest.fixture(scope="module")
def walk():
    return ph.generate_series("SkewedMultifractalWalk", 1500, leverage=0.2, seed=4)


@pytest.mark.parametrize("name", PROCESSES)
@pytest.mark.parametrize("form", ["returns", "path", "prices"])
def test_generated_series_are_those_of_the_program(program, tmp_path, name, form):
    arguments = ["--length", 300, "--samples", 2, "--form", form, "--deviation", 0.013, "--seed", 9, "--intensity", 0.2]
    program("GenerateSeries", name, tmp_path / "theirs.csv", *arguments)
    series = ph.generate_series(name, 300, samples=2, form=form, deviation=0.013, seed=9, intensity=0.2)
    assert series.shape == (2, 300) and series.dtype == np.float64
    np.testing.assert_array_equal(series, read(tmp_path / "theirs.csv").to_numpy()[:, 1:].T)


def test_parameters_of_processes_are_those_of_the_program(program, tmp_path):
    program("GenerateSeries", "FractionalNoise", tmp_path / "a.csv", "--hurst", 0.8, "--length", 200)
    np.testing.assert_array_equal(
        ph.generate_series("FractionalNoise", 200, hurst=0.8), read(tmp_path / "a.csv")["return"]
    )
    parameters = {"intermittency": 0.1, "integral_scale": 64, "leverage": 0.3, "leverage_exponent": 0.9}
    options = [text for key, value in parameters.items() for text in ("--" + key.replace("_", "-"), value)]
    program("GenerateSeries", "SkewedMultifractalWalk", tmp_path / "b.csv", *options, "--leverage-memory", 9)
    process = ph.SeriesProcess("SkewedMultifractalWalk", **parameters, leverage_memory=9)
    np.testing.assert_array_equal(ph.generate_series(process), read(tmp_path / "b.csv")["return"])
    program("GenerateSeries", "MinimalLeverage", tmp_path / "c.csv", "--leverage-lag", 3)
    np.testing.assert_array_equal(
        ph.generate_series("MinimalLeverage", leverage_lag=3), read(tmp_path / "c.csv")["return"]
    )
    program("GenerateSeries", "Poisson", tmp_path / "d.csv", "--unsigned")
    np.testing.assert_array_equal(ph.generate_series("Poisson", unsigned=True), read(tmp_path / "d.csv")["return"])


def test_closed_forms():
    noise = ph.SeriesProcess("FractionalNoise", hurst=0.3)
    assert noise.scaling_exponent(2) == pytest.approx(0.6)
    assert noise.log_cumulant(1) == pytest.approx(0.3)
    assert (noise.variance(), noise.kurtosis()) == (1.0, 3.0)
    walk = ph.SeriesProcess(intermittency=0.04)
    assert walk.log_cumulant(2) == pytest.approx(-0.04)
    minimal = ph.SeriesProcess("MinimalLeverage", leverage=0.1, leverage_lag=5)
    # E[e_t^2 (1 + a e_{t-s})^2 e_{t-s} (1 + ..)] = 2 a at the lag s, and the variance is 1 + a^2.
    assert minimal.leverage_at(5) == pytest.approx(0.2 / 1.01**1.5)
    with pytest.raises(ValueError):
        ph.SeriesProcess("SkewedMultifractalWalk").kurtosis()
    assert pickle.loads(pickle.dumps(walk)) == walk != noise


def test_samples_and_seeds():
    many = ph.generate_series(length=100, samples=3, seed=5)
    np.testing.assert_array_equal(many[0], ph.generate_series(length=100, seed=5))
    np.testing.assert_array_equal(many[:2], ph.generate_series(length=100, samples=2, seed=5))
    assert len({row.tobytes() for row in many}) == 3
    of_generator = ph.generate_series(length=100, seed=np.random.default_rng(1))
    np.testing.assert_array_equal(of_generator, ph.generate_series(length=100, seed=np.random.default_rng(1)))
    single = ph.generate_series(length=100, dtype=np.float32)
    np.testing.assert_array_equal(single, ph.generate_series(length=100).astype(np.float32))


@pytest.mark.parametrize(
    "arguments, error, text",
    [
        ({"process": "Walk"}, ValueError, "no process named Walk"),
        ({"hurst": 1.5}, ValueError, "Hurst"),
        ({"horst": 0.5}, TypeError, "horst"),
        ({"process": ph.SeriesProcess(), "hurst": 0.5}, TypeError, "hurst"),
        ({"length": 0}, ValueError, "length"),
        ({"length": 2.5}, TypeError, "length"),
        ({"samples": 0}, ValueError, "samples"),
        ({"form": "price"}, ValueError, "form"),
        ({"deviation": -1.0}, ValueError, "deviation"),
        ({"dtype": int}, TypeError, "dtype"),
        ({"seed": -1}, ValueError, "seed"),
        ({"seed": "x"}, TypeError, "seed"),
    ],
)
def test_wrong_processes(arguments, error, text):
    with pytest.raises(error, match=text):
        ph.generate_series(**arguments)


@pytest.mark.parametrize("options", [{}, {"first_scale": 2, "last_scale": 6, "leaders": math.inf, "largest_lag": 32}])
def test_figures_are_those_of_the_program(program, tmp_path, walk, options):
    pandas.DataFrame({"x": walk}).to_csv(tmp_path / "walk.csv", index=False)
    arguments = [text for key, value in options.items() for text in ("--" + key.replace("_", "-"), value)]
    arguments = ["infinity" if text == math.inf else text for text in arguments]
    program("AnalyzeReturns", tmp_path / "walk.csv", "--csv", tmp_path / "theirs.csv", "--seed", 3, *arguments)
    spectrum = ph.multifractal_spectrum(walk, form="returns", seed=3, **options)
    statistics = ph.series_statistics(walk, seed=3)
    ours = pandas.concat([spectrum.to_dataframe(), statistics.to_dataframe()])
    pandas.testing.assert_frame_equal(ours.reset_index(drop=True), read(tmp_path / "theirs.csv"), check_exact=True)


def test_figures_of_prices_are_those_of_the_program(program, tmp_path):
    program("GenerateSeries", PROCESSES[2], tmp_path / "prices.csv", "--form", "prices", "--deviation", 0.01)
    program("AnalyzeReturns", tmp_path / "prices.csv", "--prices", "--bootstrap", 20, "--csv", tmp_path / "theirs.csv")
    prices = read(tmp_path / "prices.csv")["price"]
    options = {"form": "prices", "bootstrap": 20}
    tables = [f(prices, **options).to_dataframe() for f in (ph.multifractal_spectrum, ph.series_statistics)]
    ours = pandas.concat(tables).reset_index(drop=True)
    pandas.testing.assert_frame_equal(ours, read(tmp_path / "theirs.csv"), check_exact=True)


def test_statistics_from_their_formulas(walk):
    statistics = ph.series_statistics(walk, bootstrap=0, leverage_lags=30, orders=[1, 2], largest_lag=64)
    x = walk - walk.mean()
    s = np.sqrt(np.mean(x**2))
    assert float(statistics.kurtosis) == pytest.approx(np.mean(x**4) / s**4, rel=1e-12)
    assert float(statistics.skewness) == pytest.approx(np.mean(x**3) / s**3, rel=1e-10)
    assert statistics.largest == pytest.approx(np.abs(x).max() / s, rel=1e-12)
    np.testing.assert_array_equal(statistics.leverage_lags, np.arange(-30, 31))
    lag = 7
    expected = np.mean(x[lag:] ** 2 * x[:-lag]) / s**3
    assert statistics.leverage.value[30 + lag] == pytest.approx(expected, rel=0.02)
    assert statistics.volatility_autocorrelation.value[0] == pytest.approx(1.0)
    assert not np.any(statistics.leverage.standard_error)
    path = np.cumsum(walk)
    for row, order in zip(statistics.structure_functions, (1, 2)):
        expected = [np.mean(np.abs(path[l:] - path[:-l]) ** order) for l in statistics.structure_lags]
        np.testing.assert_allclose(row, expected, rtol=1e-10)
    assert statistics.density.sum() * statistics.bin_width == pytest.approx(1.0)


def test_scaling_of_brownian_motion():
    """Within four of its own standard errors of zeta(q) = q / 2."""
    path = ph.generate_series("FractionalNoise", 16384, form="path", seed=2)
    spectrum = ph.multifractal_spectrum(path, form="path", orders=[1.0, 2.0])
    for zeta in (spectrum.zeta, spectrum.zeta_leaders):
        np.testing.assert_array_less(np.abs(zeta.value - [0.5, 1.0]), 4 * zeta.standard_error)
    assert abs(float(spectrum.c1) - 0.5) < 4 * spectrum.c1.standard_error
    assert spectrum.h.shape == spectrum.D.shape == spectrum.spectrum_q.shape
    assert spectrum.D[list(spectrum.spectrum_q).index(0.0)] == pytest.approx(1.0)


def test_forms_agree(walk):
    of_returns = ph.multifractal_spectrum(walk, form="returns", bootstrap=9)
    assert ph.multifractal_spectrum(np.cumsum(walk), form="path", bootstrap=9) == of_returns
    prices = ph.prices_of_returns(0.01 * np.concatenate([[0.0], walk]))
    of_prices = ph.multifractal_spectrum(prices, form="prices", bootstrap=9)
    np.testing.assert_allclose(of_prices.zeta.value, of_returns.zeta.value, rtol=1e-9)
    with pytest.raises(TypeError, match="form"):
        ph.multifractal_spectrum(walk)


@pytest.mark.parametrize(
    "analyze", [ph.series_statistics, lambda x, **o: ph.multifractal_spectrum(x, form="returns", **o)]
)
class TestFigures:
    def test_threads_and_seeds(self, analyze, walk):
        one = analyze(walk, threads=1, seed=3)
        assert analyze(walk, threads=3, seed=3) == one
        assert analyze(walk, seed=4) != one
        assert analyze(walk, seed=np.random.default_rng(2)) == analyze(walk, seed=np.random.default_rng(2))

    def test_results_are_pickled_printed_and_drawn(self, analyze, walk):
        result = analyze(walk, bootstrap=9)
        assert pickle.loads(pickle.dumps(result)) == result
        assert "±" in repr(result)
        assert len(result.plot().axes) == 3
        assert set(result.to_dataframe()) == {"figure", "argument", "value", "standard_error", "low", "high"}

    def test_batches(self, analyze, walk, capsys):
        batch = np.stack([walk, -walk, 2 * walk, walk[::-1]]).reshape(2, 2, -1)
        found = analyze(batch, bootstrap=9, progress=True)
        assert "4/4" in capsys.readouterr().err
        assert [len(row) for row in found] == [2, 2]
        assert found[1][1] == analyze(walk[::-1], bootstrap=9)
        frame = pandas.DataFrame({"a": walk, "b": -walk})
        assert analyze(frame, bootstrap=9) == found[0]

    def test_kinds(self, analyze, walk):
        expected = analyze(walk, bootstrap=0)
        assert analyze(pandas.Series(walk), bootstrap=0) == expected
        assert analyze(pandas.Series(walk, dtype="Float64"), bootstrap=0) == expected
        assert analyze(list(walk), bootstrap=0) == expected
        assert analyze(SimpleITK.GetImageFromArray(walk[np.newaxis]), bootstrap=0) == expected
        assert analyze(itk.image_from_array(np.ascontiguousarray(walk[:, np.newaxis])), bootstrap=0) == expected
        components = itk.image_from_array(np.stack([walk, -walk], axis=-1)[np.newaxis], is_vector=True)
        assert analyze(components, bootstrap=0)[0] == expected
        strided = np.zeros((len(walk), 2))
        strided[:, 0] = walk
        strided.setflags(write=False)
        assert analyze(strided[:, 0], bootstrap=0) == expected
        integers = np.round(100 * walk).astype(np.int16)
        assert analyze(integers, bootstrap=0) == analyze(integers.astype(float), bootstrap=0)

    @pytest.mark.parametrize(
        "series, error, text",
        [
            (np.ones(200, bool), TypeError, "bool"),
            (np.ones(200, complex), TypeError, "complex"),
            (np.array([None] * 200), TypeError, "object"),
            (pandas.Series(["a"] * 200), TypeError, "str|object"),
            (np.float64(3.0), ValueError, "axis of time"),
            (np.zeros((2, 0)), ValueError, "empty"),
            (np.where(np.arange(200) == 17, np.nan, np.arange(200.0)), ValueError, r"\[17\] is nan"),
            (np.where(np.arange(200) == 17, -np.inf, np.arange(200.0)), ValueError, r"\[17\] is -inf"),
            (pandas.Series([1, None, 3] * 60, dtype="Int64"), ValueError, r"\[1\] is nan"),
            (np.arange(10.0), ValueError, "samples"),
            (np.full(1000, 0.1), ValueError, "constant|not positive|not change"),
            (SimpleITK.GetImageFromArray(np.ones((20, 20))), ValueError, "one axis longer than 1"),
        ],
    )
    def test_wrong_series(self, analyze, series, error, text):
        with pytest.raises(error, match=text):
            analyze(series)

    @pytest.mark.parametrize(
        "options, error, text",
        [
            ({"bootstrap": -1}, ValueError, "bootstrap"),
            ({"confidence": 1.0}, ValueError, "confidence"),
            ({"smallest_lag": 3}, ValueError, "powers of two"),
            ({"orders": [-1.0]}, ValueError, "positive"),
            ({"threads": 0}, ValueError, "threads"),
        ],
    )
    def test_wrong_options(self, analyze, walk, options, error, text):
        with pytest.raises(error, match=text):
            analyze(walk, **options)


@pytest.mark.parametrize("level", [-0.1, 1.5, np.nan])
def test_wrong_levels_of_quantiles(rng, level):
    with pytest.raises(ValueError, match="levels of quantiles must lie between 0 and 1"):
        ph.series_statistics(rng.standard_normal(512), quantile_levels=[0.5, level])


def test_prices_and_returns():
    index = pandas.date_range("2020-01-01", periods=4)
    prices = pandas.Series([50.0, 100.0, 100.0, 25.0], index=index, name="close")
    returns = ph.returns_of_prices(prices)
    assert returns.name == "close" and list(returns.index) == list(index[1:])
    np.testing.assert_allclose(returns, [math.log(2), 0.0, -math.log(4)], atol=1e-15)
    back = ph.prices_of_returns(returns)
    np.testing.assert_allclose(back, [200.0, 200.0, 50.0])
    assert list(back.index) == list(returns.index)
    both = ph.returns_of_prices(np.array([[1, 2, 4], [3, 3, 3]], dtype=np.float32))
    assert both.dtype == np.float32 and both.shape == (2, 2)
    with pytest.raises(ValueError, match="Price 2 of -1"):
        ph.returns_of_prices([1.0, 2.0, -1.0])
    with pytest.raises(ValueError, match="at least two"):
        ph.returns_of_prices([1.0])
