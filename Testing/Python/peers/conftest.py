# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Comparisons with other packages are collected where these are installed: kymatio 0.3 wants SciPy below 1.17."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("kymatio") else ["test_kymatio.py"]
