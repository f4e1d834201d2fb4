# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""A picture of peers.json."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PEER_COLOR, OWN_COLOR = "#9a9a9a", "#1f5fa8"
Bar = tuple[str, float, bool]  # name, time, whether it is the library's


def bars_of_pywph(result: dict[str, Any]) -> list[Bar]:
    bars = []
    for case in result["cases"]:
        if "times" in case:
            title = f"\n$\\Delta_n$ = {case['lags']}, {case['moments']:,} moments"
            bars += [
                (f"PyWPH, {name}{title}", case["times"]["peer"][name]["median_ms"], False) for name in case["ratio"]
            ]
            bars.append((f"this module{title}", case["times"]["own"]["full grid"]["median_ms"], True))
    return bars


def bars_of_kymatio(result: dict[str, Any]) -> list[Bar]:
    per_map = 1e3 / (result["images"] * result["maps"])
    titles = {"peer": "kymatio", "own": "this module"}
    return [
        (f"{titles[side]}, {name}", time["median_ms"] * per_map, side == "own")
        for side, times in result["times"].items()
        for name, time in times.items()
    ]


def bars_of_foscat(result: dict[str, Any]) -> list[Bar]:
    titles = {"peer": "FOSCAT", "own": "this module"}
    return [
        (f"{titles[side]}, {name}\n{result['numbers'][name]:,} numbers", time["median_ms"], side == "own")
        for side, times in result["times"].items()
        for name, time in times.items()
    ]


PANELS = {
    "pywph": ("Loss and gradient of the same moments, 256 x 256", "ms", bars_of_pywph),
    "kymatio": ("1,000 images of 64 x 64, J = 4, L = 8", "µs per map", bars_of_kymatio),
    "foscat": ("Loss and gradient of other moments, 256 x 256", "ms", bars_of_foscat),
}


def draw(result: dict[str, Any], file: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from matplotlib.ticker import NullFormatter, StrMethodFormatter

    bars = {peer: PANELS[peer][2](r) if r["available"] else [] for peer, r in result["peers"].items()}
    heights = [max(len(b), 2) for b in bars.values()]
    figure, axes = plt.subplots(
        len(bars), 1, figsize=(9, 1.2 * len(bars) + 0.38 * sum(heights)), height_ratios=heights, squeeze=False
    )
    for axis, (peer, rows) in zip(axes[:, 0], bars.items()):
        title, unit, _ = PANELS[peer]
        axis.set_title(title, loc="left", fontsize=10)
        axis.spines[["top", "right"]].set_visible(False)
        if not rows:
            axis.text(0.5, 0.5, f"{peer} was not available", ha="center", va="center", transform=axis.transAxes)
            axis.set_axis_off()
            continue
        names, times, own = zip(*rows)
        drawn = axis.barh(range(len(rows)), times, color=[OWN_COLOR if o else PEER_COLOR for o in own])
        axis.bar_label(drawn, [f"{t:,.0f}" if t >= 100 else f"{t:.3g}" for t in times], padding=3, fontsize=8)
        axis.set_yticks(range(len(rows)), names, fontsize=8)
        axis.invert_yaxis()
        axis.set_xscale("log")
        axis.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
        axis.xaxis.set_minor_formatter(NullFormatter())
        axis.set_xlim(min(times) / 3, max(times) * 2)
        axis.set_xlabel(f"median time, {unit}", fontsize=8)
        axis.tick_params(axis="x", labelsize=8)
    machine = result["machine"]
    figure.suptitle(f"{machine['processor']}, threads: {result['threads']}, {result['date']}", fontsize=9)
    figure.tight_layout()
    figure.savefig(file, dpi=110)
    plt.close(figure)
