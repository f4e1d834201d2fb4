# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Times of two programs that take turns, so that both see the same load of the machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from machine import QUIET, Machine

Summary = dict[str, Any]


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - start)


def timed_once(work: Callable[[], object]) -> list[float]:
    return [milliseconds(work)]


def fastest(calls: Mapping[str, Callable[[], object]]) -> str:
    """The call that is fastest at its second run."""
    for call in calls.values():
        call()
    return min(calls, key=lambda name: milliseconds(calls[name]))


class Timer:
    """Measures in turns. A measurement during which other programs were busy is repeated, and a new one waits for
    quiet, as long as `patience`, in seconds for each set of turns, lasts."""

    def __init__(self, machine: Machine, rounds: int, patience: float) -> None:
        self._machine, self._rounds, self._patience = machine, rounds, patience

    def take_turns(
        self, peer: Mapping[str, Callable[[], object]], own: Mapping[str, Callable[[], list[float]]]
    ) -> dict[str, dict[str, Summary]]:
        """Runs everything once unmeasured, then each in turn. `own` return the times that the library measured
        itself; the exchange of messages with it does not count."""
        calls: dict[tuple[str, str], Callable[[], list[float]]] = {}
        calls |= {("peer", name): partial(timed_once, call) for name, call in peer.items()}
        calls |= {("own", name): call for name, call in own.items()}
        times: dict[tuple[str, str], list[float]] = {key: [] for key in calls}
        shares: dict[tuple[str, str], list[float]] = {key: [] for key in calls}
        for call in calls.values():
            call()
        deadline = time.monotonic() + self._patience
        for _ in range(self._rounds):
            for key, call in calls.items():
                values, share = self._measure(call, deadline)
                times[key] += values
                shares[key].append(share)
        result: dict[str, dict[str, Summary]] = {"peer": {}, "own": {}}
        for (side, name), values in times.items():
            result[side][name] = {
                "best_ms": min(values),
                "median_ms": statistics.median(values),
                "count": len(values),
                "share_of_others": round(statistics.median(shares[side, name]), 3),
            }
        return result

    def _measure(self, call: Callable[[], list[float]], deadline: float) -> tuple[list[float], float]:
        best: tuple[list[float], float] = [], 2.0
        while best[1] > QUIET:
            self._machine.wait_until_quiet(deadline)
            measured = self._machine.share_of_others(call)
            best = min(best, measured, key=lambda m: m[1])
            if time.monotonic() > deadline:
                break
        return best


def ratios(peer: Summary, ours: Summary) -> dict[str, float]:
    """How many times as long the peer takes."""
    return {key.removesuffix("_ms"): round(peer[key] / ours[key], 2) for key in ("best_ms", "median_ms")}
