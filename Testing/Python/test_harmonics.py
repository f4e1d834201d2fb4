# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
import numpy as np
import pytest

import phaseharmonics as ph


def coefficients(rng, shape, dtype):
    return (rng.standard_normal(shape) + 1j * rng.standard_normal(shape)).astype(dtype)


def gamma(rectifier, slope, k):
    """Fourier coefficients of rho(cos a), by the formula."""
    slope = {"relu": 0.0, "modulus": -1.0, "leaky-relu": slope}[rectifier]
    if abs(k) == 1:
        return (1 + slope) / 4
    return 0.0 if k % 2 else (1 - slope) * (-1) ** (k // 2 + 1) / (np.pi * (k * k - 1))


@pytest.mark.parametrize("dtype, tolerance", [(np.complex64, 1e-5), (np.complex128, 1e-13)])
@pytest.mark.parametrize("k", [-3, -1, 0, 1, 2, 7])
def test_phase_harmonic(rng, dtype, tolerance, k):
    z = coefficients(rng, (5, 7, 3), dtype)
    z[0, 0, 0] = 0
    harmonic = ph.phase_harmonic(z, k)
    assert harmonic.dtype == dtype and harmonic.shape == z.shape
    np.testing.assert_allclose(harmonic, np.abs(z) * np.exp(1j * k * np.angle(z)) * (z != 0), atol=tolerance)


@pytest.mark.parametrize("rectifier", ["relu", "modulus", "leaky-relu"])
def test_rectifier_is_a_sum_of_phase_harmonics(rng, rectifier):
    z = coefficients(rng, 200, np.complex128)
    slope, phases = 0.2, 6
    rectified = ph.rectify(z, phases=phases, rectifier=rectifier, slope=slope)
    assert rectified.shape == (phases, 200)
    angles = 2 * np.pi * np.arange(phases)[:, None] / phases
    below = {"relu": 0.0, "modulus": -1.0, "leaky-relu": slope}[rectifier]
    real = (np.exp(1j * angles) * z).real
    np.testing.assert_allclose(rectified, np.where(real >= 0, real, below * real), atol=1e-13)
    # All harmonics up to K leave an error of about sum_{k > K} 2 gamma(k).
    K = 400
    series = sum(
        gamma(rectifier, slope, k) * ph.phase_harmonic(z, k) * np.exp(1j * k * angles) for k in range(-K, K + 1)
    )
    np.testing.assert_allclose(series.real, rectified, atol=4 * np.abs(z).max() / (np.pi * K))


@pytest.mark.parametrize("phases", [4, 6, 8])
@pytest.mark.parametrize("dtype, tolerance", [(np.complex64, 1e-6), (np.complex128, 1e-14)])
def test_inverse(rng, phases, dtype, tolerance):
    z = coefficients(rng, (9, 11), dtype)
    rectified = ph.rectify(z, phases=phases)
    assert rectified.dtype == z.real.dtype
    np.testing.assert_allclose(ph.inverse_rectify(rectified), z, atol=10 * tolerance)


def test_bad_input(rng):
    z = coefficients(rng, (4, 4), np.complex128)
    with pytest.raises(ValueError, match="even"):
        ph.inverse_rectify(ph.rectify(z, phases=5))
    with pytest.raises(ValueError):
        ph.inverse_rectify(ph.rectify(z, phases=4, rectifier="modulus"), rectifier="modulus")
    with pytest.raises(ValueError, match="'relu', 'modulus' or 'leaky-relu', not 'tanh'"):
        ph.rectify(z, rectifier="tanh")
    with pytest.raises(ValueError, match="finite"):
        ph.rectify(z, rectifier="leaky-relu", slope=np.nan)
    with pytest.raises(ValueError, match="phases must be at least 1"):
        ph.rectify(z, phases=0)
    with pytest.raises(TypeError, match="k must be an integer"):
        ph.phase_harmonic(z, 0.5)
    z[1, 2] = np.nan
    with pytest.raises(ValueError, match=r"z is not finite: its value at \[1, 2\]"):
        ph.phase_harmonic(z, 1)
    with pytest.raises(TypeError, match="not of <U1"):
        ph.phase_harmonic(np.array(["z"]), 1)


def test_real_coefficients_are_complex_ones_without_imaginary_part():
    np.testing.assert_array_equal(ph.phase_harmonic(np.array([-2.0, 3.0]), 0), [2, 3])


def test_single_numbers():
    z = ph.phase_harmonic(3j, 2)
    assert z.shape == ()
    assert z == pytest.approx(-3.0)
    rectified = ph.rectify(3j)
    assert rectified.shape == (4,)
    assert ph.inverse_rectify(rectified) == pytest.approx(3j)
