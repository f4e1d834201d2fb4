# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Data and programs that the tests of the Python package share.

PHASEHARMONICS_BUILD_DIR is the build folder whose programs the results are compared with, <project>/build by default.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("PHASEHARMONICS_BUILD_DIR", ROOT / "build"))


# Shells start jobs in the background with Ctrl-C ignored, which Python then leaves so; tests interrupt themselves.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def program():
    """Runs a C++ program of the build, such as program("AnalyzeImage", image, moments); returns what it printed."""

    def run(name: str, *arguments: object) -> str:
        path = BUILD / "bin" / name
        assert path.exists(), f"{path} is not built: run Testing/run.sh first"
        done = subprocess.run([path, *map(str, arguments)], capture_output=True, text=True)
        assert done.returncode == 0, f"{name} failed:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    return run


@pytest.fixture(scope="session")
def example():
    """Runs the Python twin of a program, such as example("AnalyzeImage", image, moments); returns what it printed."""

    def run(name: str, *arguments: object, status: int = 0) -> str:
        path = ROOT / "Examples" / name / f"{name}.py"
        environment = {**os.environ, "MPLBACKEND": "agg"}
        done = subprocess.run(
            [sys.executable, path, *map(str, arguments)], capture_output=True, text=True, env=environment
        )
        assert done.returncode == status, f"{name}.py failed:\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    return run


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    """Path of a file of Testing/Data, such as data("mri_slice.png")."""
    folder = tmp_path_factory.mktemp("data")

    def find(name: str) -> Path:
        content = (ROOT / "Testing" / "Data" / f"{name}.sha512").read_text().strip()
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / ".ExternalData" / "SHA512" / content, path)
        return path

    return find


@pytest.fixture
def rng():
    return np.random.default_rng(2026)
