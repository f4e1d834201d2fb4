# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""How busy other programs keep the machine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")
QUIET = 0.1  # share of the machine that others may take


class Machine:
    """Knows which processes are ours. Where the system has no /proc, others count as idle."""

    def __init__(self, own_processes: list[int]) -> None:
        self._own = own_processes
        self._known = Path("/proc/stat").exists()

    def _others_seconds(self) -> float:
        """Time of all processors that neither idled nor worked for us."""
        if not self._known:
            return 0.0
        user, nice, system, _, _, *rest = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:])
        ticks = user + nice + system + sum(rest[:3])
        for process in self._own:
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
            ticks -= int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def share_of_others(self, work: Callable[[], Result]) -> tuple[Result, float]:
        """What a piece of work returns, and the share of the machine that others took meanwhile."""
        start, others = time.monotonic(), self._others_seconds()
        result = work()
        duration = max(time.monotonic() - start, 1e-9)
        return result, max(0.0, self._others_seconds() - others) / duration / (os.cpu_count() or 1)

    def wait_until_quiet(self, deadline: float) -> None:
        while time.monotonic() < deadline and self.share_of_others(lambda: time.sleep(0.3))[1] > QUIET:
            pass
