# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""FOSCAT: scattering covariances of a plane. They are other moments than ours, so that only times are compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from server import PeerServer
from settings import Settings
from timing import ratios

SCALES, ORIENTATIONS = 5, 4
OUR_SETS = {"L = 4, all pairs of scales": (4, 4), "L = 8, neighboring scales": (8, 1)}


def count_numbers(statistics: Any) -> int:
    """Real numbers, a complex one counted as two."""
    if not hasattr(statistics, "S0"):
        arrays = [statistics]
    else:
        arrays = [getattr(statistics, name) for name in ("S0", "S1", "S2", "S3", "S3P", "S4")]
    return sum(int(a.numel()) * (2 if a.is_complex() else 1) for a in arrays if a is not None)


def methods(
    server: PeerServer, target: np.ndarray, image: np.ndarray
) -> tuple[dict[str, Callable[[], Any]], dict[str, int]]:
    """Loss and gradient by the convolutions with small kernels of `eval`, and by the Fourier transforms of
    `scattering_cov`."""
    import foscat.scat_cov2D as scat
    import torch

    operator = scat.funct(
        NORIENT=ORIENTATIONS, BACKEND="torch", all_type="float32", silent=True, TEMPLATE_PATH=str(server.path("foscat"))
    )
    start = torch.from_numpy(image[None])

    def work(statistics: Callable[[Any], Any], aim: Any) -> Callable[[], Any]:
        def loss_and_gradient() -> Any:
            x = start.clone().requires_grad_(True)
            loss = operator.reduce_distance(statistics(x), aim)
            loss.backward()
            return loss.detach(), x.grad

        return loss_and_gradient

    calls, numbers = {}, {}
    for name in ("eval", "scattering_cov"):
        statistics = lambda x, method=getattr(operator, name): method(x, Jmax=SCALES)
        with torch.no_grad():
            aim = statistics(torch.from_numpy(target[None]))
        calls[name], numbers[name] = work(statistics, aim), count_numbers(aim)
        if not bool(torch.isfinite(calls[name]()[1]).all()):
            raise RuntimeError(f"the gradient of {name} is not finite")
    return calls, numbers


def measure(server: PeerServer, settings: Settings) -> dict[str, Any]:
    import torch
    from importlib.metadata import version

    torch.set_num_threads(settings.threads)
    target, image = (server.read_image(file) for file in settings.images[:2])
    target, image = ((x - x.mean()) / x.std() for x in (target, image))
    calls, numbers = methods(server, target, image)
    files = server.put("target", target), server.put("start", image)

    def time_of(orientations: int, scale_range: int) -> Callable[[], list[float]]:
        def run() -> list[float]:
            size = image.shape[1], image.shape[0], SCALES, orientations
            server.ask("model", "decimated", *size, scale_range, files[0])
            return server.ask("time_gradient", files[1], 6)["milliseconds"][1:]

        return run

    own = {name: time_of(*choice) for name, choice in OUR_SETS.items()}
    for name, (orientations, scale_range) in OUR_SETS.items():
        size = image.shape[1], image.shape[0], SCALES, orientations
        numbers[name] = server.ask("model", "decimated", *size, scale_range, files[0])["numbers"]
    times = settings.timer.take_turns(calls, own)
    ratio = {c: {name: ratios(t, time) for name, time in times["own"].items()} for c, t in times["peer"].items()}
    return {
        "versions": {"foscat": version("foscat"), "torch": str(torch.__version__)},
        "numbers": numbers,
        "times": times,
        "ratio": ratio,
    }
