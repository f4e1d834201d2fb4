# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0
"""Moments, dictionaries and models in Python: what they hold, and files that give it back."""

from __future__ import annotations

from pathlib import Path

import itk
import numpy as np


def test_moments(slice_image, tmp_path: Path):
    moments = itk.phase_harmonic_moments_image_filter(slice_image, number_of_scales=3, number_of_orientations=4)
    assert moments.GetModel() == itk.MomentSetEnums.Model_C
    assert len(list(moments.GetRealParts())) == moments.GetNumberOfMoments() > 100
    assert np.array(moments.GetIndices()).size == 9 * moments.GetNumberOfMoments()
    image = itk.array_from_image(slice_image)
    np.testing.assert_allclose(moments.GetImageMean(), image.mean(dtype=float), rtol=1e-6)
    np.testing.assert_allclose(moments.GetImageDeviation(), image.std(dtype=float), rtol=1e-5)

    path = str(tmp_path / "moments.h5")
    itk.phase_harmonic_moments_writer(moments, file_name=path)
    again = itk.phase_harmonic_moments_reader(file_name=path)
    for name in ("GetRealParts", "GetImaginaryParts", "GetMeanRealParts", "GetMeanImaginaryParts", "GetDeviations"):
        np.testing.assert_array_equal(np.array(getattr(again, name)()), np.array(getattr(moments, name)()))


def test_dictionary(tmp_path: Path):
    dictionary = itk.Dictionary.New()
    dictionary.SetBumps(2, 0.8, 3)
    assert dictionary.GetNumberOfAtoms() == 3
    support = list(dictionary.GetSupportSize())
    atoms = np.array(dictionary.GetAtomValues()).reshape(3, *reversed(support))
    assert (atoms >= 0).all() and all(atom.argmax() == atom.size // 2 for atom in atoms)
    assert itk.array_from_image(dictionary.GetPicture()).dtype == np.uint8

    path = str(tmp_path / "atoms.h5")
    itk.dictionary_writer(dictionary, file_name=path)
    again = itk.dictionary_reader(file_name=path)
    np.testing.assert_array_equal(np.array(again.GetAtomValues()), atoms.ravel())


def test_prediction_model(slice_image, tmp_path: Path):
    prediction = itk.HarmonicPredictionImageFilter.New(slice_image)
    prediction.AddTrainingImage(slice_image)
    prediction.Update()
    model = prediction.GetModelOutput()
    path = str(tmp_path / "model.h5")
    model.WriteFile(path)
    again = itk.HarmonicPredictionModel.New()
    again.ReadFile(path)
    assert again.GetNumberOfOctaves() == model.GetNumberOfOctaves() > 0
    assert again.GetExplainedVariance(0) == model.GetExplainedVariance(0)
