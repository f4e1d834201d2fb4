# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# The library as an ITK module: inside ITK or against an ITK build tree.

itk_module_add_library(PhaseHarmonics ${filter_sources} ${kernel_objects})
generate_export_header(
  PhaseHarmonics
  EXPORT_MACRO_NAME
  PhaseHarmonics_EXPORT
  NO_EXPORT_MACRO_NAME
  PhaseHarmonics_HIDDEN
  STATIC_DEFINE
  ITK_STATIC
  EXPORT_FILE_NAME
  "${generated_dir}/PhaseHarmonicsExport.h")
target_compile_features(PhaseHarmonics PUBLIC cxx_std_17)
# Files, not imported targets: when ITK is static they are part of what it exports.
target_link_libraries(
  PhaseHarmonics
  LINK_PRIVATE
    ${FFTW3_THREADS_LIBRARY}
    ${FFTW3F_THREADS_LIBRARY}
    ${FFTW3_LIBRARY}
    ${FFTW3F_LIBRARY}
    ${HDF5_C_LIBRARIES}
    ${LBFGS_LIBRARY}
    ${CMAKE_THREAD_LIBS_INIT})
set_property(GLOBAL APPEND PROPERTY ITKTargets_MODULES PhaseHarmonics)

install(
  FILES ${filter_headers} ${filter_templates} ${kernel_headers} ${generated_headers}
  DESTINATION "${PhaseHarmonics_INSTALL_INCLUDE_DIR}"
  COMPONENT Development)
if(PhaseHarmonics_MODE STREQUAL "BuildTree")
  install(
    EXPORT ${PhaseHarmonics-targets}
    DESTINATION "${ITK_INSTALL_PACKAGE_DIR}/Modules"
    COMPONENT Development)
endif()
