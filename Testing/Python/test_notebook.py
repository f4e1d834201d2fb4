# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""The notebook runs from top to bottom, and the committed copy has been run."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[2] / "Examples" / "Notebooks" / "FromImageToSamples.ipynb"
LARGEST = 1_500_000


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def has_figure(cell):
    return any("image/png" in output.get("data", {}) for output in cell.outputs)


def should_have_figure(cell):
    return "plt.subplots(" in cell.source or ".plot()" in cell.source


def should_have_output(cell):
    lines = cell.source.splitlines()
    is_table = lines[-1].startswith(("moments.to_dataframe", "pd.DataFrame", "matching."))
    return should_have_figure(cell) or is_table or any(line.startswith("print(") for line in lines)


def check_outputs(notebook):
    cells = code_cells(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1)), "not run from top to bottom"
    for cell in cells:
        assert has_figure(cell) == should_have_figure(cell), cell.source
        assert bool(cell.outputs) == should_have_output(cell), cell.source
        for output in cell.outputs:
            assert output.output_type != "error" and output.get("name") != "stderr", output


@pytest.fixture(scope="module")
def committed():
    return nbformat.read(NOTEBOOK, as_version=4)


def test_committed_copy_has_been_run(committed):
    nbformat.validate(committed)
    check_outputs(committed)
    assert sum(has_figure(cell) for cell in code_cells(committed)) >= 15
    assert committed.metadata.kernelspec.name == "python3"
    assert NOTEBOOK.stat().st_size < LARGEST


def test_outputs_tell_nothing_of_the_machine(committed):
    for cell in committed.cells:
        assert not cell.metadata, "metadata of an execution"
        for output in cell.get("outputs", []):
            texts = [output.get("text", "")] + [
                value for kind, value in output.get("data", {}).items() if kind.startswith("text/")
            ]
            for text in texts:
                assert not re.search(r"(^|[\s'\"=(])(/[\w.-]+/[\w.-]|[A-Z]:\\)", text), text


def test_runs(committed, tmp_path):
    # The notebook finds the project from its own folder; what comes out of it goes elsewhere.
    client = NotebookClient(
        nbformat.from_dict(committed),
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(NOTEBOOK.parent)}},
    )
    for cell in code_cells(client.nb):
        cell.outputs, cell.execution_count = [], None
    before = sorted(NOTEBOOK.parent.iterdir())
    try:
        client.execute()
    finally:
        nbformat.write(client.nb, tmp_path / NOTEBOOK.name)
    check_outputs(client.nb)
    assert sorted(NOTEBOOK.parent.iterdir()) == before, "the notebook leaves files behind"
