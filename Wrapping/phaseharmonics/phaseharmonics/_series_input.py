# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Series of NumPy and pandas, and images with one long axis, in; series of the same kind out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _arrays, _kernels
from ._images import ArrayTemplate, unpack

FORMS = ("returns", "path", "prices")


class _ArrayKind:
    def pack(self, values: np.ndarray, samples: int | None) -> Any:
        return values


@dataclass
class _PandasKind:
    """A Series, or a DataFrame whose columns are series."""

    index: Any
    columns: Any  # of a DataFrame, else None
    name: Any

    def pack(self, values: np.ndarray, samples: int | None) -> Any:
        import pandas

        index = self.index if len(self.index) == values.shape[-1] else None
        numbers = None if samples is None else [f"sample_{i + 1}" for i in range(samples)]
        if self.columns is None and samples is None:
            return pandas.Series(values, index=index, name=self.name)
        if self.columns is None:
            columns = numbers
        elif samples is None:
            columns = self.columns
        else:
            columns = pandas.MultiIndex.from_product([self.columns, numbers])
        return pandas.DataFrame(values.reshape(-1, values.shape[-1]).T, index=index, columns=columns)


@dataclass
class _ImageKind:
    """An image with one axis longer than 1, or the components of one."""

    template: Any
    axis: int  # the long one, of the array
    axes: int

    def pack(self, values: np.ndarray, samples: int | None) -> Any:
        if samples is not None:
            return [self.pack(values[..., i, :], None) for i in range(samples)]
        shape = [1] * self.axes
        shape[self.axis] = values.shape[-1]
        if not self.template.components:
            return self.template.pack(values.reshape(shape))
        components = np.ascontiguousarray(np.moveaxis(values, 0, -1)).reshape(*shape, -1)
        return self.template.pack(components, is_vector=True)


@dataclass
class SeriesBatch:
    """One or several series of one length: `values` are (count, time), float64, C-contiguous and finite."""

    values: np.ndarray
    leading: tuple[int, ...]
    dtype: np.dtype
    kind: Any

    def pack(self, values: np.ndarray, samples: int | None = None) -> Any:
        """Series of the kind and type that came in, from (count, [samples,] time)."""
        values = values.reshape(self.leading + values.shape[1:]).astype(self.dtype, copy=False)
        return self.kind.pack(values, samples)

    def results(self, values: list[Any]) -> Any:
        """One result, or lists of them as the leading axes are."""
        return _arrays.nested(values, self.leading)

    def returns_and_paths(self, form: str) -> list[tuple[np.ndarray, np.ndarray]]:
        """Increments and their sums of each series."""
        check_form(form)
        if form == "path":
            return [(np.diff(values), values) for values in self.values]
        all_returns = self.values if form == "returns" else [_kernels.returns_of_prices(v) for v in self.values]
        return [(returns, _kernels.integrate_series(returns)) for returns in all_returns]


def check_form(form: str) -> None:
    if form not in FORMS:
        raise ValueError(f'form must be "returns", "path" (their sums) or "prices", not {form!r}.')


def _is_pandas(series: Any) -> bool:
    return type(series).__module__.split(".")[0] == "pandas" and hasattr(series, "to_numpy")


def _values_of_pandas(series: Any, name: str) -> np.ndarray:
    """Missing values of nullable types become NaN."""
    types = [series.dtype] if series.ndim == 1 else list(series.dtypes)
    if any(not isinstance(each, np.dtype) and getattr(each, "kind", "O") in "iuf" for each in types):
        return series.to_numpy(dtype=np.float64, na_value=np.nan)
    return series.to_numpy()


def _read_kind(series: Any, name: str) -> tuple[np.ndarray, Any]:
    """Values [..., time], and what packs results."""
    if _is_pandas(series):
        if series.ndim not in (1, 2):
            raise ValueError(f"{name} must be a Series or a DataFrame whose columns are series.")
        columns = series.columns if series.ndim == 2 else None
        kind = _PandasKind(series.index, columns, series.name if columns is None else None)
        return _values_of_pandas(series, name).T, kind
    array, template = unpack(series, name)
    if isinstance(template, ArrayTemplate):
        return array, _ArrayKind()
    axes = template.dimension
    long = [axis for axis in range(axes) if array.shape[axis] > 1]
    if len(long) != 1:
        raise ValueError(f"A series has one axis longer than 1, but {name} is an image of shape {array.shape[:axes]}.")
    values = array.reshape(array.shape[long[0]], -1).T if template.components else array.reshape(-1)
    return values, _ImageKind(template, long[0], axes)


def read_series(series: Any, name: str = "series") -> SeriesBatch:
    """One series, or several along leading axes.

    Raises
    ------
    TypeError
        For values that are neither float32, float64 nor integers.
    ValueError
        For empty arrays, scalars, images of several long axes, and values that are not finite.
    """
    array, kind = _read_kind(series, name)
    if array.ndim == 0:
        raise ValueError(f"{name} is a single number; a series has an axis of time.")
    dtype = _arrays.real_dtype(array.dtype, name)
    if array.size == 0:
        raise ValueError(f"{name} is empty: its shape is {array.shape}.")
    _arrays.check_finite(array, name)
    values = np.ascontiguousarray(array, dtype=np.float64)
    return SeriesBatch(values.reshape(-1, array.shape[-1]), array.shape[:-1], dtype, kind)
