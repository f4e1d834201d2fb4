# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""What functions take as arrays: checked, converted where it must be, and never copied where it need not."""

from __future__ import annotations

import operator
import os
from typing import Any, Sequence

import numpy as np

Seed = Any  # int or numpy.random.Generator


def real_dtype(dtype: np.dtype, name: str) -> np.dtype:
    """The type in which pixels are computed: float32 and float64 are kept, integers promoted as NumPy does."""
    dtype = np.dtype(dtype)
    if dtype.kind in "iu" or dtype == np.float16:
        return np.result_type(dtype, np.float32)
    if dtype.kind == "f" and dtype.itemsize <= 8:
        return dtype.newbyteorder("=")
    hint = " Take its real part or its modulus." if dtype.kind == "c" else ""
    raise TypeError(f"{name} must be an array of float32, float64 or integers, not of {dtype}.{hint}")


def as_real(array: Any, name: str) -> np.ndarray:
    """A finite, aligned, C-contiguous array of float32 or float64; the array itself if it is one already."""
    array = np.asarray(array)
    array = np.require(array, real_dtype(array.dtype, name), "CA")
    check_finite(array, name)
    return array


def as_complex(array: Any, name: str) -> np.ndarray:
    """A finite, aligned, C-contiguous array of complex64 or complex128."""
    array = np.asarray(array)
    if array.dtype.kind != "c":
        dtype = np.result_type(real_dtype(array.dtype, name), np.complex64)
    elif array.dtype.itemsize <= 16:
        dtype = array.dtype.newbyteorder("=")
    else:
        raise TypeError(f"{name} must be an array of complex64 or complex128, not of {array.dtype}.")
    array = np.require(array, dtype, "CA")
    check_finite(array, name)
    return array


def check_finite(array: np.ndarray, name: str) -> None:
    """Raises ValueError naming the first value that is NaN or infinite."""
    # NumPy tests real numbers four times as fast as complex ones.
    parts = (
        array.view(array.real.dtype) if array.dtype.kind == "c" and array.flags.c_contiguous and array.ndim else array
    )
    if not np.isfinite(parts).all():
        finite = np.isfinite(array)
        index = np.unravel_index(int(np.argmin(finite)), array.shape)
        place = ", ".join(str(i) for i in index)
        raise ValueError(f"{name} is not finite: its value at [{place}] is {array[index]}.")


def check_not_constant(array: np.ndarray, name: str) -> None:
    """Raises ValueError for an image without any variation; the first axis counts images."""
    for index, image in enumerate(array):
        first = image.flat[0]
        if image.flat[-1] == first and (image == first).all():
            which = f"{name} {index}" if len(array) > 1 else name
            raise ValueError(f"{which} is constant ({first}): it has no moments to describe it by.")


LARGEST_NUMBER_OF_THREADS = 128  # as in ITK


def number_of_threads(threads: int | None) -> int:
    """Threads to use; by default one for each processor that this process may run on."""
    if threads is None:
        available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return min(available, LARGEST_NUMBER_OF_THREADS)
    if positive(threads, "threads") > LARGEST_NUMBER_OF_THREADS:
        raise ValueError(f"threads must be at most {LARGEST_NUMBER_OF_THREADS}, not {threads}.")
    return positive(threads, "threads")


def positive(value: int, name: str) -> int:
    return at_least(value, 1, name)


def at_least(value: int, smallest: int, name: str) -> int:
    """An integer in smallest .. 2^31 - 1; TypeError for what is none, ValueError out of range."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, not {value!r}.") from None
    if not smallest <= number < 2**31:
        raise ValueError(f"{name} must be at least {smallest} and less than 2^31, not {number}.")
    return number


def memory_limit(value: int) -> int:
    """A number of bytes, 0 for no limit."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"memory_limit must be an integer, the number of bytes, not {value!r}.") from None
    if not 0 <= number < 2**63:
        raise ValueError(f"memory_limit must be at least 0 and less than 2^63 bytes, not {number}.")
    return number


def lengths(shape: Sequence[int], name: str = "shape") -> tuple[int, ...]:
    """A shape; as in NumPy, a single number is that of one axis."""
    return tuple(positive(size, name) for size in np.atleast_1d(shape).tolist())


def instance(value: Any, kind: type, name: str) -> Any:
    """The value, if it is of the kind."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {kind.__name__}, not {type(value).__name__}.")
    return value


def seed_number(seed: Seed) -> int:
    """A seed of 64 bits: the integer given, or the next one of a numpy.random.Generator."""
    if isinstance(seed, np.random.Generator):
        return int(seed.integers(2**64, dtype=np.uint64))
    try:
        number = operator.index(seed)
    except TypeError:
        raise TypeError(f"seed must be an integer or a numpy.random.Generator, not {seed!r}.") from None
    if not 0 <= number < 2**64:
        raise ValueError(f"seed must be at least 0 and less than 2^64, not {number}.")
    return number


def nested(values: list[Any], leading: tuple[int, ...]) -> Any:
    """Lists within lists, as the leading axes are; a single value without any."""
    if not leading:
        return values[0]
    if len(leading) == 1:
        return values
    length = len(values) // leading[0]
    return [nested(values[i * length : (i + 1) * length], leading[1:]) for i in range(leading[0])]
