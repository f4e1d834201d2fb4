# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Compares the library with one peer and prints the result as JSON."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import tempfile
import warnings
from pathlib import Path

from machine import Machine
from server import PeerServer
from settings import Settings
from timing import Timer

PEERS = ("pywph", "kymatio", "foscat")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("--server", type=Path, required=True, help="program PeerServer of the build")
    parser.add_argument("--threads", type=int, default=2, help="threads of either side (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="turns of either side (default: %(default)s)")
    parser.add_argument(
        "--patience", type=float, default=0.0, help="seconds to wait for other programs (default: %(default)s)"
    )
    parser.add_argument("images", type=Path, nargs="+", help="images of 256 x 256 pixels, at least two")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # peers warn about themselves
    try:
        module = importlib.import_module(f"peer_{arguments.peer}")
        with tempfile.TemporaryDirectory() as folder:
            with PeerServer(arguments.server, arguments.threads, Path(folder)) as server:
                timer = Timer(Machine([os.getpid(), server.process]), arguments.rounds, arguments.patience)
                settings = Settings(arguments.images, arguments.threads, timer)
                result = {"available": True, **module.measure(server, settings)}
    except Exception as error:
        result = {"available": False, "reason": f"{type(error).__name__}: {error}"}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
