# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""The library, run on request by the program PeerServer."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path
from typing import Any

import numpy as np


class PeerServer:
    """A running PeerServer. Arrays go through files in a folder of its own."""

    def __init__(self, program: Path, threads: int, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [str(program), str(threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def __enter__(self) -> PeerServer:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    @property
    def process(self) -> int:
        return self._process.pid

    def ask(self, *words: object) -> dict[str, Any]:
        """Sends a command and returns its answer; raises RuntimeError if the answer is an error or none comes."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(" ".join(f'"{w}"' if isinstance(w, Path) else str(w) for w in words) + "\n")
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"PeerServer ended during: {shlex.join(map(str, words))}")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def path(self, name: str) -> Path:
        return self._folder / f"{name}.raw"

    def put(self, name: str, array: np.ndarray) -> Path:
        np.ascontiguousarray(array, np.float32).tofile(self.path(name))
        return self.path(name)

    def get(self, name: str, dtype: type) -> np.ndarray:
        return np.fromfile(self.path(name), dtype)

    def read_image(self, file: Path) -> np.ndarray:
        size = self.ask("export", file, self.path("image"))
        return self.get("image", np.float32).reshape(size["height"], size["width"])
