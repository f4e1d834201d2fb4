# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""What every comparison is run with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from timing import Timer


@dataclass(frozen=True)
class Settings:
    images: list[Path]
    threads: int
    timer: Timer
