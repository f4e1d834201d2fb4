# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""kymatio: first-order scattering of many small images."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from server import PeerServer
from settings import Settings
from timing import fastest, ratios

SIDE, SCALES, ORIENTATIONS, COUNT = 64, 4, 8, 1000
BATCHES = (20, 100, 500)


def small_images(fields: list[np.ndarray]) -> np.ndarray:
    """Overlapping squares of the fields, which are periodic."""
    squares = []
    for top in range(0, 256, 16):
        for left in range(0, 256, 16):
            squares += [np.roll(f, (-top, -left), (0, 1))[:SIDE, :SIDE] for f in fields]
    return np.stack(squares[:COUNT]).astype(np.float32)


def numpy_call(scattering: Any, images: np.ndarray, batch: int, threads: int) -> Callable[[], np.ndarray]:
    """The NumPy back end has no threads of its own; here threads take batches, since NumPy releases the lock."""
    pool = ThreadPoolExecutor(threads)
    batches = [images[i : i + batch] for i in range(0, len(images), batch)]
    return lambda: np.concatenate(list(pool.map(scattering, batches)))


def torch_call(scattering: Any, images: np.ndarray, batch: int) -> Callable[[], np.ndarray]:
    import torch

    batches = torch.from_numpy(images).split(batch)

    def call() -> np.ndarray:
        with torch.no_grad():
            return torch.cat([scattering(b) for b in batches]).numpy()

    return call


def back_ends(images: np.ndarray, threads: int) -> tuple[dict[str, Callable[[], np.ndarray]], dict[str, str]]:
    """Calls by name, and why others are missing. `padded` is kymatio's default, which extends images by reflection;
    `periodic` asks for the transform of the images as they are, and returns the inner quarter of the maps."""
    calls: dict[str, Callable[[], np.ndarray]] = {}
    missing: dict[str, str] = {}
    arguments = {"padded": ((SIDE, SIDE), False), "periodic": ((SIDE // 2, SIDE // 2), True)}
    for name, (shape, pre_pad) in arguments.items():
        options = {"J": SCALES, "shape": shape, "L": ORIENTATIONS, "max_order": 1, "pre_pad": pre_pad}
        for batch in BATCHES:
            try:
                from kymatio.numpy import Scattering2D as NumpyScattering

                calls[f"numpy, {name}, batches of {batch}"] = numpy_call(
                    NumpyScattering(**options), images, batch, threads
                )
            except Exception as error:
                missing["numpy"] = f"{type(error).__name__}: {error}"
            try:
                from kymatio.torch import Scattering2D as TorchScattering

                calls[f"torch, {name}, batches of {batch}"] = torch_call(TorchScattering(**options), images, batch)
            except Exception as error:
                missing["torch"] = f"{type(error).__name__}: {error}"
    return calls, missing


def in_our_order(maps: np.ndarray) -> np.ndarray:
    """Angles of kymatio fall from the row axis, ours rise from the column axis."""
    ours = maps.copy()
    for scale in range(SCALES):
        for t in range(ORIENTATIONS):
            ours[:, 1 + scale * ORIENTATIONS + (t + 1) % ORIENTATIONS] = maps[:, 1 + scale * ORIENTATIONS + t]
    return ours


def without_subsampling(scattering: Any, images: np.ndarray) -> np.ndarray:
    """The maps of kymatio's own filters, low-passed at full resolution and only then subsampled."""
    step = 1 << SCALES
    spectra = np.fft.fft2(images)
    low_pass = np.asarray(scattering.phi["levels"][0]).reshape(SIDE, SIDE)
    maps = [images]
    for psi in scattering.psi:
        maps.append(np.abs(np.fft.ifft2(spectra * np.asarray(psi["levels"][0]).reshape(SIDE, SIDE))))
    return np.stack([np.fft.ifft2(np.fft.fft2(m) * low_pass).real[:, ::step, ::step] for m in maps], 1)


def compare_values(server: PeerServer, images: np.ndarray) -> dict[str, dict[str, float]]:
    """Norm of the differences over the norm of kymatio's maps, scale by scale."""
    from kymatio.numpy import Scattering2D

    count, side = 100, SIDE >> SCALES
    peer = Scattering2D(SCALES, (SIDE // 2, SIDE // 2), ORIENTATIONS, max_order=1, pre_pad=True)
    server.ask("scattering", server.path("scattering"))
    ours = server.get("scattering", np.float32).reshape(COUNT, -1, side, side)[:count]
    groups = {"low pass": slice(0, 1)}
    for scale in range(SCALES):
        groups[f"scale {scale}"] = slice(1 + scale * ORIENTATIONS, 1 + (scale + 1) * ORIENTATIONS)

    def differences(own: np.ndarray, maps: np.ndarray) -> dict[str, float]:
        theirs = in_our_order(maps)
        return {
            name: float(np.linalg.norm(own[:, s] - theirs[:, s]) / np.linalg.norm(theirs[:, s]))
            for name, s in groups.items()
        }

    return {
        "as it is": differences(ours[..., 1:-1, 1:-1], peer(images[:count])),
        "its filters without intermediate subsampling": differences(ours, without_subsampling(peer, images[:count])),
    }


def best_batches(calls: dict[str, Callable[[], np.ndarray]]) -> dict[str, Callable[[], np.ndarray]]:
    """The best size of batches for each back end and kind of border."""
    groups: dict[str, dict[str, Callable[[], np.ndarray]]] = {}
    for name, call in calls.items():
        groups.setdefault(name.rsplit(",", 1)[0], {})[name] = call
    return {name: calls[name] for name in (fastest(group) for group in groups.values())}


def measure(server: PeerServer, settings: Settings) -> dict[str, Any]:
    versions = {}
    try:
        import torch

        torch.set_num_threads(settings.threads)
        versions["torch"] = str(torch.__version__)
    except ImportError:
        pass
    import kymatio
    import scipy

    versions |= {"kymatio": kymatio.__version__, "numpy": np.__version__, "scipy": scipy.__version__}
    images = small_images([server.read_image(file) for file in settings.images])
    calls, missing = back_ends(images, settings.threads)
    if not calls:
        raise RuntimeError(f"no back end works: {missing}")

    file = server.put("images", images)
    size = SIDE, SIDE, SCALES, ORIENTATIONS, file, COUNT
    banks = {"bump": ("bump", "decimated"), "Morlet": ("morlet", "full")}

    def time_of(bank: tuple[str, str], work: str) -> Callable[[], list[float]]:
        def run() -> list[float]:
            server.ask("bank", *bank, *size)
            return server.ask(f"time_{work}", 4)["milliseconds"][1:]

        return run

    works = {"complex maps": "maps", "first order": "scattering"}
    own = {f"{title}, {name}": time_of(bank, work) for name, bank in banks.items() for title, work in works.items()}
    calls = best_batches(calls)
    times = settings.timer.take_turns(calls, own)
    result: dict[str, Any] = {
        "versions": versions,
        "missing": missing,
        "images": COUNT,
        "maps": 1 + SCALES * ORIENTATIONS,
    }
    if "numpy" not in missing:
        server.ask("bank", *banks["Morlet"], *size)
        result["relative_difference"] = compare_values(server, images)
    result |= {"times": times, "fastest_peer": {}, "ratio": {}}
    for kind in ("padded", "periodic"):
        name = min((n for n in calls if kind in n), key=lambda n: times["peer"][n]["median_ms"])
        result["fastest_peer"][kind] = name
        result["ratio"][kind] = {title: ratios(times["peer"][name], t) for title, t in times["own"].items()}
    return result
