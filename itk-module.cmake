# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# The only itk-module.cmake of the project: ITK searches its tree recursively, and each one found is a module.
set(_phaseharmonics_compile_depends)
set(_phaseharmonics_test_depends
    ITKTestKernel
    ITKAnisotropicSmoothing
    ITKConvolution
    ITKDeconvolution
    ITKDenoising
    ITKImageFeature
    ITKImageGrid
    ITKImageIntensity
    ITKIOJPEG
    ITKIOMeta
    ITKIONIFTI
    ITKIONRRD
    ITKIOPNG
    ITKIOTIFF
    ITKSmoothing)
# ITK orders test dependencies only for a directory named `test`; ours is named Testing.
if(ITK_SOURCE_DIR AND BUILD_TESTING)
  list(APPEND _phaseharmonics_compile_depends ${_phaseharmonics_test_depends} ITKGoogleTest)
endif()
itk_module(
  PhaseHarmonics
  DEPENDS
    ITKCommon
    ITKIOImageBase
  COMPILE_DEPENDS
    ${_phaseharmonics_compile_depends}
  TEST_DEPENDS
    ${_phaseharmonics_test_depends}
  EXCLUDE_FROM_DEFAULT
  ENABLE_SHARED
  DESCRIPTION "Multiscale phase statistics of images, and images from them")
unset(_phaseharmonics_compile_depends)
unset(_phaseharmonics_test_depends)
