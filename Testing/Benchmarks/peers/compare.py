# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Compares the library with PyWPH, kymatio and FOSCAT; a peer that does not run is named with the reason."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

from figure import draw
from run_peer import PEERS

IMAGES = [f"dns2d_vorticity_256_seed20{i}.mha" for i in (1, 2, 3, 4)]


def processor() -> str:
    cpu_info = Path("/proc/cpuinfo")
    lines = cpu_info.read_text().splitlines() if cpu_info.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def last_line(file: Path) -> str:
    lines = [line for line in file.read_text().splitlines() if line.startswith("ERROR")] if file.exists() else []
    return f" ({lines[-1]})" if lines else ""


def run(peer: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """In a process of its own, so that no peer can disturb another."""
    command = [sys.executable, str(Path(__file__).with_name("run_peer.py")), peer, "--server", str(arguments.server)]
    for option in ("threads", "rounds", "patience"):
        command += [f"--{option}", str(getattr(arguments, option))]
    command += [str(arguments.data / image) for image in IMAGES]
    threads = {name: str(arguments.threads) for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    finished = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=os.environ | threads)
    lines = finished.stdout.splitlines()
    if finished.returncode != 0 or not lines:
        result: dict[str, Any] = {"available": False, "reason": f"it ended with code {finished.returncode}"}
    else:
        result = json.loads(lines[-1])
    if not result["available"]:
        result["reason"] += last_line(arguments.logs / f"{peer}.log")
        print(f"{peer} is not available: {result['reason']}")
    return result


def report(peers: dict[str, dict[str, Any]]) -> None:
    for case in peers.get("pywph", {}).get("cases", []):
        for name, ratio in case.get("ratio", {"": case.get("reason")}).items():
            print(f"pywph, dn = {case['lags']}, {name}: {ratio}")
    for kind, ratio in peers.get("kymatio", {}).get("ratio", {}).items():
        print(f"kymatio, {kind}: {ratio}")
    for name, ratio in peers.get("foscat", {}).get("ratio", {}).items():
        print(f"foscat, {name}: {ratio}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", type=Path, required=True, help="program PeerServer of the build")
    parser.add_argument("--data", type=Path, required=True, help="folder of the test images, Testing/Data of the build")
    parser.add_argument("--threads", type=int, default=2, help="threads of either side (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="turns of either side (default: %(default)s)")
    parser.add_argument(
        "--patience",
        type=float,
        default=60.0,
        help="seconds that each comparison may wait for other programs (default: %(default)s)",
    )
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=PEERS, help="peers to run (default: all)")
    parser.add_argument("--logs", type=Path, default=Path(), help="folder of the logs of installation")
    parser.add_argument("--output", type=Path, default=Path("peers.json"), help="result (default: %(default)s)")
    parser.add_argument("--figure", type=Path, default=Path("peers.png"), help="picture (default: %(default)s)")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    result = {
        "date": datetime.date.today().isoformat(),
        "machine": {
            "processor": processor(),
            "cores": os.cpu_count(),
            "system": platform.system(),
            "python": platform.python_version(),
            "load_before": round(load, 2),
        },
        "threads": arguments.threads,
        "rounds": arguments.rounds,
        "peers": {peer: run(peer, arguments) for peer in arguments.peers},
    }
    report(result["peers"])
    arguments.output.write_text(json.dumps(result, indent=2) + "\n")
    draw(result, arguments.figure)
    print(f"Written: {arguments.output}, {arguments.figure}")


if __name__ == "__main__":
    main()
