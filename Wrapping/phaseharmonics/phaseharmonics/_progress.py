# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Progress bars and callbacks."""

from __future__ import annotations

from typing import Any, Callable

Callback = Callable[[int, float], Any]


class Progress:
    """What kernels call after each iteration or image: moves a bar, and calls the user's callback.

    Used as a context, which closes the bar whatever happens. `callable` is None when there is nothing to do, so that
    the kernel need not take the GIL."""

    def __init__(self, progress: bool, total: int, description: str, callback: Callback | None = None) -> None:
        if callback is not None and not callable(callback):
            raise TypeError(f"callback must be callable, not {callback!r}.")
        self._user = callback
        self._bar = None
        if progress:
            from tqdm.auto import tqdm

            self._bar = tqdm(total=total, desc=description)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: Any) -> None:
        if self._bar is not None:
            self._bar.close()

    @property
    def callable(self) -> Callable[..., None] | None:
        return None if self._bar is None and self._user is None else self._report

    @property
    def callable_with_total(self) -> Callable[..., None] | None:
        """The same for kernels that know how many iterations there will be, and say so as the third argument."""
        return None if self.callable is None else self._report_with_total

    def _report_with_total(self, done: int, loss: float, total: int) -> None:
        if self._bar is not None:
            self._bar.total = total
        self._report(done, loss)

    def _report(self, done: int, loss: float | None = None) -> None:
        if self._bar is not None:
            if loss is not None:
                self._bar.set_postfix(loss=f"{loss:.3g}", refresh=False)
            self._bar.update(done - self._bar.n)
        if self._user is not None:
            if loss is None:
                self._user(done)
            else:
                self._user(done, loss)
