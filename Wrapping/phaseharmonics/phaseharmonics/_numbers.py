# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Real numbers within a range."""

from __future__ import annotations

import math


def positive_number(value: float, name: str) -> float:
    number = float(value)
    if not 0.0 < number < math.inf:
        raise ValueError(f"{name} must be positive, not {value!r}.")
    return number


def not_negative_number(value: float, name: str) -> float:
    number = float(value)
    if not 0.0 <= number < math.inf:
        raise ValueError(f"{name} must not be negative, but is {value!r}.")
    return number
