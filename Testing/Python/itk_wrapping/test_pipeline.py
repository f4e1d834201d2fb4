# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""An MRI slice is read, transformed, pooled and written by pipelines that the writer alone brings up to date.

Python has to keep the filters of a pipeline, since images do not keep what makes them.
"""

from __future__ import annotations

from pathlib import Path

import itk
import numpy as np

OPTIONS = dict(number_of_scales=4, number_of_orientations=4)
REAL = itk.Image[itk.F, 2]
COMPLEX = itk.Image[itk.complex[itk.F], 2]
VECTOR = itk.VectorImage[itk.F, 2]


def make_reader(data):
    return itk.ImageFileReader[REAL].New(file_name=str(data("BrainProtonDensitySlice.png")))


def make_pooling(bank):
    """Moments of all bands of a bank, whose parameters it takes over."""
    pooling = itk.MomentPoolingImageFilter[COMPLEX].New(**OPTIONS)
    for index in range(bank.GetNumberOfIndexedOutputs()):
        pooling.SetInput(index, bank.GetOutput(index))
    pooling.SetLowPassInput(bank.GetLowPassOutput())
    return pooling


def test_read_transform_pool_write(data, tmp_path: Path):
    reader = make_reader(data)
    bank = itk.WaveletBankImageFilter[REAL, COMPLEX].New(reader, **OPTIONS)
    pooling = make_pooling(bank)
    path = str(tmp_path / "moments.h5")
    writer = itk.PhaseHarmonicMomentsWriter.New(file_name=path)
    writer.SetInput(pooling.GetOutput())
    writer.Update()

    reader = itk.PhaseHarmonicMomentsReader.New(file_name=path)
    reader.Update()
    at_once = itk.PhaseHarmonicMomentsImageFilter.New(
        itk.imread(str(data("BrainProtonDensitySlice.png")), itk.F), **OPTIONS
    )
    at_once.Update()
    for name in ("GetRealParts", "GetImaginaryParts", "GetDeviations", "GetMeanRealParts"):
        read, computed = (np.array(getattr(m, name)()) for m in (reader.GetOutput(), at_once.GetOutput()))
        assert read.size > 0
        np.testing.assert_allclose(read, computed, atol=1e-4 * np.abs(computed).max())


def test_read_scatter_write(data, tmp_path: Path):
    reader = make_reader(data)
    scattering = itk.ScatteringImageFilter[REAL, VECTOR].New(reader, order=2, **OPTIONS)
    path = str(tmp_path / "scattering.nrrd")
    itk.ImageFileWriter[VECTOR].New(scattering, file_name=path).Update()

    written = itk.ImageFileReader[VECTOR].New(file_name=path)
    written.Update()
    image = written.GetOutput()
    slice_image = itk.imread(str(data("BrainProtonDensitySlice.png")), itk.F)
    assert list(itk.size(image)) == [-(-size // 16) for size in itk.size(slice_image)]
    assert image.GetNumberOfComponentsPerPixel() == 1 + 16 * 4 + 16 * 6
    expected = itk.scattering_image_filter(slice_image, order=2, **OPTIONS)
    np.testing.assert_array_equal(itk.array_from_image(image), itk.array_from_image(expected))


def test_read_transform_rectify_write(data, tmp_path: Path):
    reader = make_reader(data)
    bank = itk.WaveletBankImageFilter[REAL, COMPLEX].New(reader, **OPTIONS)
    rectified = itk.RectifiedWaveletImageFilter[COMPLEX, REAL].New(bank.GetBandOutput(2, 1), number_of_phases=4)
    paths = [str(tmp_path / f"phase{phase}.nrrd") for phase in range(4)]
    for phase, path in enumerate(paths):
        itk.ImageFileWriter[REAL].New(rectified.GetOutput(phase), file_name=path).Update()
    phases = [itk.array_from_image(itk.imread(path)) for path in paths]
    assert all(phase.min() == 0 < phase.max() for phase in phases)
    assert all((phases[n] * phases[n + 2] == 0).all() for n in range(2))


def test_denoising_by_a_learned_dictionary(data, tmp_path: Path):
    truth = itk.array_from_image(itk.imread(str(data("BrainProtonDensitySlice.png")), itk.F))
    noisy = itk.image_from_array(truth + np.random.default_rng(1).normal(0, 20, truth.shape).astype(np.float32))
    learning = itk.PatchDictionaryLearningImageFilter.New(noisy, number_of_atoms=64, number_of_iterations=50)
    denoising = itk.SparseDenoisingImageFilter.New(noisy, dictionary=learning.GetOutput(), noise_standard_deviation=20)
    path = str(tmp_path / "clean.nii.gz")
    itk.ImageFileWriter[REAL].New(denoising, file_name=path).Update()
    error = np.std(itk.array_from_image(itk.imread(path)) - truth)
    assert error < 11
