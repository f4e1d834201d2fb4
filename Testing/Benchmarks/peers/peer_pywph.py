# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""PyWPH: values, energies, gradients and times of its own set of moments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from server import PeerServer
from settings import Settings
from timing import fastest, ratios

SCALES, ORIENTATIONS = 5, 4
CLASSES = ["S11", "S00", "S01", "C01", "Cphase"]
AS_IT_IS = "chunks of its choice"
CHUNKS = (8, 16, 32, 64)


def signed(position: int, size: int) -> int:
    return position - size if position > size // 2 else position


def write_indices(operator: Any, file: Path, shape: tuple[int, int]) -> None:
    """PyWPH's own table of moments. It holds E[a(u + tau) conj b(u)], so that our lag is -tau."""
    table = operator.wph_moments_indices.numpy()
    translations = operator._translation_pos.numpy()
    with file.open("w") as stream:
        for (j1, t1, p1, j2, t2, p2, *_), (x, y) in zip(table, translations):
            lag = -signed(int(x), shape[1]), -signed(int(y), shape[0])
            print(j1, t1, p1, j2, t2, p2, *lag, file=stream)


def relative(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.linalg.norm(a - b) / np.linalg.norm(b))


class Peer:
    """The loss of PyWPH's own examples: sum of |difference|^2 of its coefficients, by chunks of them."""

    def __init__(self, operator: Any, target: np.ndarray, chunk: int | None = None, norm: str = "auto") -> None:
        import torch

        self._torch, self._operator, self._chunk, self._norm = torch, operator, chunk, norm
        operator.clear_normalization()
        self._target = operator.apply(torch.from_numpy(target), norm=norm).detach()

    def values(self, image: np.ndarray) -> np.ndarray:
        return self._operator.apply(self._torch.from_numpy(image), norm=self._norm).detach().numpy()

    def gradient(self, image: np.ndarray) -> tuple[float, np.ndarray]:
        x = self._torch.from_numpy(image.copy()).requires_grad_(True)
        x, chunks = self._operator.preconfigure(x, requires_grad=True, nb_wph_cov_per_chunk=self._chunk)
        energy = 0.0
        for chunk in range(chunks):
            values, indices = self._operator.apply(x, chunk, norm=self._norm, ret_indices=True)
            loss = (self._torch.abs(values - self._target[indices]) ** 2).sum()
            loss.backward(retain_graph=chunk + 1 < chunks)
            energy += loss.item()
        return energy, x.grad.numpy()


def compare_filters(server: PeerServer, operator: Any, shape: tuple[int, int]) -> float:
    """Largest difference of the sampled wavelets: ours are the spectra of the transform of a unit impulse."""
    impulse = np.zeros(shape, np.float32)
    impulse[0, 0] = 1.0
    file = server.put("impulse", impulse)
    server.ask("bank", "bump", "full", shape[1], shape[0], SCALES, ORIENTATIONS, file, 1)
    server.ask("maps", server.path("maps"))
    ours = np.fft.fft2(server.get("maps", np.complex64).reshape(-1, *shape))
    return float(np.abs(ours - operator.psi_f.numpy()).max())


def compare_values(server: PeerServer, peer: Peer, image: np.ndarray, file: Path) -> dict[str, float]:
    server.ask("values", file, server.path("values"))
    values, peer_values = server.get("values", np.complex128), peer.values(image)
    energy = server.ask("gradient", file, server.path("gradient"))["energy"]
    gradient = server.get("gradient", np.float32).reshape(image.shape)
    peer_energy, peer_gradient = peer.gradient(image)
    return {
        "largest_difference_of_moments": float(np.abs(values - peer_values).max()),
        "largest_moment": float(np.abs(peer_values).max()),
        "relative_difference_of_moments": relative(values, peer_values),
        "relative_difference_of_energy": abs(energy - peer_energy) / peer_energy,
        "relative_difference_of_gradient": relative(gradient, peer_gradient),
    }


def measure_lags(server: PeerServer, settings: Settings, images: list[np.ndarray], lags: int) -> dict[str, Any]:
    """Its default classes with translations up to 2^lags pixels, without its moments of low passes at several scales,
    which the library has not; these are timed apart."""
    from pywph import WPHOp

    target, image = images
    height, width = image.shape
    whole = WPHOp(height, width, SCALES, L=ORIENTATIONS, dn=lags)
    operator = WPHOp(height, width, SCALES, L=ORIENTATIONS, dn=lags)
    operator.load_model(CLASSES, dn=lags)

    files = server.put("target", target), server.put("start", image)
    indices = server.path("indices").with_suffix(".txt")
    write_indices(operator, indices, (height, width))
    size = width, height, SCALES, ORIENTATIONS
    ours = server.ask("custom", "full", *size, files[0], indices)
    result = {
        "lags": lags,
        "moments": ours["moments"],
        "numbers": ours["numbers"],
        "moments_with_low_passes": whole.nb_wph_moments + whole.nb_scaling_moments,
        "mebibytes": ours["bytes"] / 2**20,
        "agreement": compare_values(server, Peer(operator, target), image, files[1]),
    }

    chunks = {f"chunks of {chunk}": Peer(operator, target, chunk) for chunk in CHUNKS}
    best = fastest({name: partial(p.gradient, image) for name, p in chunks.items()})
    peers = {AS_IT_IS: Peer(operator, target), best: chunks[best], "with its low passes": Peer(whole, target)}
    calls = {name: partial(p.gradient, image) for name, p in peers.items()}

    def time_of(grid: str) -> Callable[[], list[float]]:
        def run() -> list[float]:
            server.ask("custom", grid, *size, files[0], indices)
            return server.ask("time_gradient", files[1], 6)["milliseconds"][1:]

        return run

    own = {"full grid": time_of("full"), "decimated": time_of("decimated")}
    times = settings.timer.take_turns(calls, own)
    ratio = {name: ratios(times["peer"][name], times["own"]["full grid"]) for name in (AS_IT_IS, best)}
    return {**result, "times": times, "ratio": ratio}


def measure(server: PeerServer, settings: Settings) -> dict[str, Any]:
    import torch

    torch.set_num_threads(settings.threads)
    import pywph

    images = [server.read_image(file) for file in settings.images[:2]]
    height, width = images[0].shape
    operator = pywph.WPHOp(height, width, SCALES, L=ORIENTATIONS)
    result: dict[str, Any] = {
        "versions": {"pywph": pywph.__version__, "torch": str(torch.__version__)},
        "largest_difference_of_filters": compare_filters(server, operator, (height, width)),
        "cases": [],
    }
    for lags in (0, 2):
        try:
            result["cases"].append(measure_lags(server, settings, images, lags))
        except RuntimeError as error:
            result["cases"].append({"lags": lags, "reason": str(error)})
    return result
