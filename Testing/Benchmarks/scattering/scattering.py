# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Scattering: values and times beside kymatio in one run, times of batches of small images, and stability."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peers"))

import numpy as np
from machine import Machine
from server import PeerServer
from timing import Timer, fastest, ratios

FIELDS = [f"dns2d_vorticity_256_seed20{i}.mha" for i in (1, 2, 3, 4)]
AS_KYMATIO = "morlet", "fold", "mirror", 0
GRADIENTS = 0.02, 0.05, 0.1, 0.2
SHIFTS = 1, 2, 4, 8


def plan(server: PeerServer, size: int, J: int, phases: int, mode: tuple[Any, ...]) -> dict[str, Any]:
    return server.ask("plan", size, size, J, 8, 2, phases, *mode)


def coefficients(server: PeerServer, answer: dict[str, Any], images: np.ndarray) -> np.ndarray:
    server.ask("images", server.put("images", images), len(images))
    server.ask("values", server.path("values"))
    return server.get("values", np.float32).reshape(
        len(images), answer["channels"], answer["height"], answer["width"]
    )


def color_images(fields: list[np.ndarray], count: int, size: int) -> np.ndarray:
    """Squares of the fields, which are periodic, three at a time as if they were colors; component by component."""
    random = np.random.default_rng(1)
    squares = []
    for _ in range(count):
        top, left = random.integers(0, 256, 2)
        squares += [np.roll(f, (-top, -left), (0, 1))[:size, :size] for f in fields[:3]]
    return np.stack(squares).astype(np.float32)


def kymatio_calls(images: np.ndarray, J: int, batches: tuple[int, ...], threads: int) -> dict[str, Callable]:
    import torch
    from kymatio.numpy import Scattering2D as NumpyScattering
    from kymatio.torch import Scattering2D as TorchScattering

    torch.set_num_threads(threads)
    shape = images.shape[1:]
    by_numpy, by_torch = NumpyScattering(J, shape, 8), TorchScattering(J, shape, 8)
    pool = ThreadPoolExecutor(threads)
    tensors = torch.from_numpy(images)

    def numpy_call(batch: int) -> np.ndarray:
        # The NumPy back end has no threads of its own; here threads take batches, since NumPy releases the lock.
        return np.concatenate(list(pool.map(by_numpy, [images[i : i + batch] for i in range(0, len(images), batch)])))

    def torch_call(batch: int) -> np.ndarray:
        with torch.no_grad():
            return torch.cat([by_torch(b) for b in tensors.split(batch)]).numpy()

    calls: dict[str, Callable] = {}
    for batch in batches:
        calls[f"numpy, batches of {batch}"] = lambda batch=batch: numpy_call(batch)
        calls[f"torch, batches of {batch}"] = lambda batch=batch: torch_call(batch)
    return calls


def largest_difference(ours: np.ndarray, theirs: np.ndarray, J: int) -> dict[str, float]:
    """Orientation t of kymatio is our t + 1, its last one the opposite of our first; it divides its filters by
    2 * 3.1415 s^2 in place of 2 pi s^2. Norms of differences over norms, and the largest relative difference."""
    unit, L = np.pi / 3.1415, 8
    turned = [(t + 1) % L for t in range(L)]
    expected = np.empty_like(theirs)
    expected[:, 0] = theirs[:, 0] / unit
    second = 1 + J * L
    for j in range(J):
        for t in range(L):
            expected[:, 1 + j * L + turned[t]] = theirs[:, 1 + j * L + t] / unit**2
    start = second
    for j in range(J):
        width = (J - 1 - j) * L
        for t1 in range(L):
            for k in range(width // L):
                for t2 in range(L):
                    ours_at = start + turned[t1] * width + k * L + turned[t2]
                    expected[:, ours_at] = theirs[:, start + t1 * width + k * L + t2] / unit**3
        start += L * width
    orders = {"order 0": slice(0, 1), "order 1": slice(1, second), "order 2": slice(second, None)}
    result = {
        name: float(np.linalg.norm(ours[:, s] - expected[:, s]) / np.linalg.norm(expected[:, s]))
        for name, s in orders.items()
    }
    result["largest of orders 1 and 2, relative"] = float(np.max(np.abs(ours[:, 1:] / expected[:, 1:] - 1)))
    return result


def compare(
    server: PeerServer, timer: Timer, images: np.ndarray, J: int, batches: tuple[int, ...], threads: int
) -> dict[str, Any]:
    calls = kymatio_calls(images, J, batches, threads)
    best = fastest(calls)
    modes = {"the same coefficients": AS_KYMATIO, "bump, cropped, periodic": ("bump", "crop", "periodic", 1)}

    def time_of(mode: tuple[Any, ...]) -> Callable[[], list[float]]:
        def run() -> list[float]:
            plan(server, images.shape[1], J, 0, mode)
            server.ask("images", server.path("images"), len(images))
            return server.ask("time", 2)["milliseconds"][1:]

        return run

    ours = coefficients(server, plan(server, images.shape[1], J, 0, AS_KYMATIO), images)
    difference = largest_difference(ours, calls[best](), J)
    times = timer.take_turns({best: calls[best]}, {name: time_of(mode) for name, mode in modes.items()})
    return {
        "images": len(images),
        "size": images.shape[1],
        "scales": J,
        "fastest_back_end": best,
        "relative_difference": difference,
        "times": times,
        "ratio": {name: ratios(times["peer"][best], t) for name, t in times["own"].items()},
    }


def small_batch(server: PeerServer, timer: Timer, images: np.ndarray) -> dict[str, Any]:
    """Order 2 and four phases of all images."""
    file = server.put("batch", images)
    modes = {
        "Morlet, folded, periodic": ("morlet", "fold", "periodic", 0),
        "Morlet, folded, mirrored": AS_KYMATIO,
        "bump, cropped, periodic": ("bump", "crop", "periodic", 1),
        "bump, cropped, mirrored": ("bump", "crop", "mirror", 1),
    }

    def time_of(mode: tuple[Any, ...]) -> Callable[[], list[float]]:
        def run() -> list[float]:
            plan(server, images.shape[1], 3, 4, mode)
            server.ask("images", file, len(images))
            return server.ask("time", 1)["milliseconds"]

        return run

    return timer.take_turns({}, {name: time_of(mode) for name, mode in modes.items()})["own"]


def smooth(random: np.random.Generator, size: int, cutoff: int) -> np.ndarray:
    spectrum = np.fft.fft2(random.standard_normal((size, size)))
    k = np.minimum(np.arange(size), size - np.arange(size))
    spectrum[(k[:, None] ** 2 + k[None, :] ** 2) > cutoff**2] = 0
    return np.fft.ifft2(spectrum).real


def stability(server: PeerServer, field: np.ndarray) -> dict[str, Any]:
    """Relative change of coefficients under deformations and translations of an image, beside that of its pixels and of
    the modulus of its Fourier transform; all norms are those of the same quantity of the image."""
    from scipy.ndimage import map_coordinates

    random = np.random.default_rng(7)
    size = len(field)
    shift = np.stack([smooth(random, size, 4), smooth(random, size, 4)])
    gradient = np.stack(np.gradient(np.pad(shift, ((0, 0), (1, 1), (1, 1)), mode="wrap"), axis=(1, 2)))
    shift /= np.sqrt((gradient**2).sum((0, 1))).max()
    rows, columns = np.mgrid[0:size, 0:size].astype(float)

    def warped(scale: float) -> np.ndarray:
        place = np.stack([rows - scale * shift[0], columns - scale * shift[1]])
        return map_coordinates(field.astype(float), place, order=5, mode="grid-wrap")

    images = [warped(0.0), *(warped(e) for e in GRADIENTS), *(np.roll(field, s, 1) for s in SHIFTS)]
    stack = np.stack(images).astype(np.float32)
    quantities = {
        "pixels": stack.reshape(len(stack), -1),
        "modulus of the Fourier transform": np.abs(np.fft.fft2(stack)).reshape(len(stack), -1)[:, 1:],
    }
    for J in (3, 4, 5):
        answer = server.ask("plan", size, size, J, 8, 2, 4, "bump", "crop", "periodic", 1)
        # A step of 2^J leaves one value where there were 4^J.
        quantities[f"scattering, J = {J}"] = coefficients(server, answer, stack).reshape(len(stack), -1) * 2.0**J
    result: dict[str, Any] = {"gradients": GRADIENTS, "shifts": SHIFTS}
    for name, values in quantities.items():
        changes = np.linalg.norm((values - values[0]).astype(float), axis=1)
        relative = changes / np.linalg.norm(quantities["pixels"][0])
        if name.startswith("modulus"):
            relative /= size
        deformed, translated = relative[1:5], relative[5:]
        result[name] = {
            "deformed": deformed.tolist(),
            "slope": float(np.polyfit(np.log(GRADIENTS), np.log(deformed), 1)[0]),
            "constant": float(np.max(deformed / np.array(GRADIENTS))),
            "translated": translated.tolist(),
        }
    return result


def draw(result: dict[str, Any], file: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, (bars, curves) = plt.subplots(1, 2, figsize=(12, 4.4))
    case = result["kymatio"]["24 images of 256 x 256"]
    names = ["kymatio\n" + case["fastest_back_end"], *case["times"]["own"]]
    times = [next(iter(case["times"]["peer"].values())), *case["times"]["own"].values()]
    seconds = [t["median_ms"] / 1e3 for t in times]
    drawn = bars.barh([n.replace(", ", ",\n") for n in names], seconds, color=["#9aa0a6", "#0072b2", "#56b4e9"])
    bars.bar_label(drawn, [f"{s:.2f} s" for s in seconds], padding=3)
    bars.invert_yaxis()
    bars.set_xlim(0, max(seconds) * 1.2)
    bars.set_xlabel(f"seconds, {result['threads']} threads")
    bars.set_title("8 color images of 256 × 256, J = 4, L = 8, order 2", fontsize=10)
    for name, value in result["stability"].items():
        if isinstance(value, dict):
            style = "--" if "scattering" not in name else "-"
            curves.loglog(GRADIENTS, value["deformed"], style, marker="o", ms=4, label=f"{name}: {value['slope']:.2f}")
    curves.set_xticks(GRADIENTS, [str(g) for g in GRADIENTS])
    curves.minorticks_off()
    curves.set_xlabel("largest gradient of the deformation")
    curves.set_ylabel("change / norm of the image")
    curves.legend(title="slope", fontsize=8)
    curves.set_title("Deformed turbulence", fontsize=10)
    figure.tight_layout()
    figure.savefig(file, dpi=110)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", type=Path, required=True, help="program ScatteringServer of the build")
    parser.add_argument("--data", type=Path, required=True, help="folder of the test images, Testing/Data of the build")
    parser.add_argument("--threads", type=int, default=2, help="threads of either side (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="turns of either side (default: %(default)s)")
    parser.add_argument("--patience", type=float, default=20.0, help="seconds to wait for other programs")
    parser.add_argument("--output", type=Path, default=Path("scattering.json"), help="result (default: %(default)s)")
    parser.add_argument("--figure", type=Path, default=Path("scattering.png"), help="picture (default: %(default)s)")
    parser.add_argument("--draw-only", action="store_true", help="measure nothing, draw the result that is there")
    arguments = parser.parse_args()
    if arguments.draw_only:
        draw(json.loads(arguments.output.read_text()), arguments.figure)
        return
    with tempfile.TemporaryDirectory() as folder, PeerServer(arguments.server, arguments.threads, Path(folder)) as server:
        import kymatio

        timer = Timer(Machine([os.getpid(), server.process]), arguments.rounds, arguments.patience)
        fields = [server.read_image(arguments.data / name) for name in FIELDS]
        large, small = color_images(fields, 8, 256), color_images(fields, 100, 32)
        result: dict[str, Any] = {
            "date": datetime.date.today().isoformat(),
            "machine": f"{os.cpu_count()} processors, {platform.machine()}",
            "threads": arguments.threads,
            "versions": {"kymatio": kymatio.__version__, "numpy": np.__version__},
        }
        result["kymatio"] = {
            "24 images of 256 x 256": compare(server, timer, large, 4, (6, 12), arguments.threads),
            "300 images of 32 x 32": compare(server, timer, small, 3, (30, 150), arguments.threads),
        }
        single = Timer(Machine([os.getpid(), server.process]), 1, arguments.patience)
        result["30000 images of 32 x 32, J = 3, order 2, four phases"] = small_batch(
            server, single, color_images(fields, 10000, 32)
        )
        result["stability"] = stability(server, fields[0])
    arguments.output.write_text(json.dumps(result, indent=1) + "\n")
    draw(result, arguments.figure)
    for name, case in result["kymatio"].items():
        print(name, case["fastest_back_end"], case["ratio"], case["relative_difference"])
    for name, value in result["stability"].items():
        if isinstance(value, dict):
            print(name, "slope", round(value["slope"], 3), "constant", round(value["constant"], 3))


if __name__ == "__main__":
    main()
