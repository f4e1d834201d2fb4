# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""What is public in the C++ headers is there: classes, setters of classes and their bases, values of enumerations."""

from __future__ import annotations

import keyword
import re

import itk
import pytest
from conftest import ROOT

HEADERS = {path.stem: path.read_text() for path in sorted(ROOT.glob("Modules/*/include/itk*.h"))}
# Runs loops of kernels inside filters; of no use to Python.
INTERNAL = {"MultiThreaderExecutor"}
CLASS = re.compile(
    r"^(?P<template>template <typename[^;{]*>\n)?"
    r"class (?:PhaseHarmonics_EXPORT |ITK_TEMPLATE_EXPORT )?(?P<name>\w+)[^;{]*\{",
    re.MULTILINE,
)
CLASSES = {
    match["name"]: (header, match)
    for header, text in HEADERS.items()
    for match in CLASS.finditer(text)
    if match["name"] not in INTERNAL
}
DIMENSIONS = sorted({dimension for pixel, dimension in itk.Image.keys() if pixel == itk.F})
SETTER = re.compile(r"itkSet(?:Enum|String|Object|Input)?Macro\((\w+)|itkBooleanMacro\((\w+)", re.MULTILINE)


def is_series(name: str) -> bool:
    """Whether a class is of 1-D images only, which ITK wraps where it was told to."""
    return "ImageDimension == 1" in HEADERS["itk" + name]


def instances(name: str) -> list:
    """The wrapped instances of a class, one for a class without template parameters."""
    found = getattr(itk, name)
    return list(found.values()) if hasattr(found, "values") else [found]


def bases(name: str) -> list[str]:
    """A class and its base classes of this module."""
    header, _ = CLASSES[name]
    superclass = re.search(r"using Superclass = ([^;]+);", HEADERS[header])
    found = [base for base in re.findall(r"\w+", superclass[1]) if base in CLASSES] if superclass else []
    return [name] + [further for base in found if base != name for further in bases(base)]


TEMPLATES = [name for name, (_, match) in CLASSES.items() if match["template"] and not is_series(name)]
SERIES = [name for name in CLASSES if is_series(name)]
OBJECTS = [name for name, (_, match) in CLASSES.items() if not match["template"] and not name.endswith("Enums")]
ENUMERATIONS = [name for name in CLASSES if name.endswith("Enums")]


def test_headers_are_understood():
    assert len(CLASSES) >= 48
    assert "WaveletBankImageFilter" in TEMPLATES
    assert "Dictionary" in OBJECTS
    assert "ScatteringSpectraImageFilter" in SERIES
    assert bases("MicrocanonicalSynthesisImageFilter")[1:] == ["MomentSetFilterBase", "WaveletBankFilterBase"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_has_instances_of_all_dimensions(name: str):
    of_dimension = {d: [i for i in instances(name) if re.search(rf"F{d}", i.__name__)] for d in DIMENSIONS}
    expected = [2] if name == "NetworkSynthesisImageFilter" else DIMENSIONS
    assert [d for d in DIMENSIONS if of_dimension[d]] == expected


@pytest.mark.parametrize("name", SERIES)
def test_series_are_there_where_itk_wraps_them(name: str):
    assert hasattr(itk, name) == (1 in DIMENSIONS)


@pytest.mark.parametrize("name", OBJECTS)
def test_object_is_made(name: str):
    assert getattr(itk, name).New().GetNameOfClass() == name


@pytest.mark.parametrize("name", TEMPLATES + OBJECTS)
def test_setters_of_class_and_bases_are_there(name: str):
    for base in bases(name):
        header, match = CLASSES[base]
        for setter, switch in SETTER.findall(HEADERS[header]):
            for instance in instances(name):
                if setter:
                    assert hasattr(instance, "Set" + setter), f"{instance.__name__} lacks Set{setter} of {base}"
                else:
                    assert hasattr(instance, switch + "On"), f"{instance.__name__} lacks {switch}On of {base}"


@pytest.mark.parametrize("name", ENUMERATIONS)
def test_values_of_enumerations(name: str):
    header, _ = CLASSES[name]
    kinds = re.findall(r"enum class (\w+)[^{]*\{([^}]*)\}", HEADERS[header])
    assert kinds
    for kind, body in kinds:
        values = re.findall(r"\w+", re.sub(r"//[^\n]*", "", body))
        # SWIG puts an underscore before words that Python keeps to itself.
        names = [f"{kind}_{'_' if keyword.iskeyword(value) else ''}{value}" for value in values]
        assert [getattr(getattr(itk, name), value) for value in names] == list(range(len(values)))


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name.endswith("ImageFilter")])
def test_snake_case_functions_are_there(name: str):
    function = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    assert callable(getattr(itk, function))
