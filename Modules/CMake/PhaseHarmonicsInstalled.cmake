# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# The library, its installation and its package, against an installed ITK.

include(CMakePackageConfigHelpers)
include(GenerateExportHeader)
include(GNUInstallDirs)

add_library(PhaseHarmonics SHARED ${filter_sources})
add_library(PhaseHarmonics::PhaseHarmonics ALIAS PhaseHarmonics)
set_target_properties(
  PhaseHarmonics
  PROPERTIES LINKER_LANGUAGE CXX
             VERSION ${PROJECT_VERSION}
             SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
             VERIFY_INTERFACE_HEADER_SETS ON
             INTERFACE_HEADER_SETS_TO_VERIFY HEADERS)
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
# Kernels' headers are verified with PhaseHarmonicsKernels, where ITK is out of reach; .hxx files with their .h.
target_sources(
  PhaseHarmonics
  PUBLIC FILE_SET
         HEADERS
         BASE_DIRS
         ${filter_dirs}
         FILES
         ${filter_headers}
  PUBLIC FILE_SET
         templates
         TYPE
         HEADERS
         BASE_DIRS
         ${filter_dirs}
         FILES
         ${filter_templates}
  PUBLIC FILE_SET
         kernels
         TYPE
         HEADERS
         BASE_DIRS
         "${generated_dir}"
         ${kernel_dirs}
         FILES
         ${generated_headers}
         ${kernel_headers})
# Objects that are named, not linked, stay out of the export.
target_sources(PhaseHarmonics PRIVATE ${kernel_objects})
target_link_libraries(
  PhaseHarmonics
  PUBLIC ${PhaseHarmonics_DEPENDS}
  PRIVATE ${PhaseHarmonics_PRIVATE_LIBRARIES})

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT APPLE)
  target_link_options(PhaseHarmonics PRIVATE LINKER:--no-undefined)
endif()

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/PhaseHarmonics")
set(include_dir "${CMAKE_INSTALL_INCLUDEDIR}/PhaseHarmonics")
install(
  TARGETS PhaseHarmonics
  EXPORT PhaseHarmonicsTargets
  FILE_SET HEADERS DESTINATION "${include_dir}"
  FILE_SET templates DESTINATION "${include_dir}"
  FILE_SET kernels DESTINATION "${include_dir}")
install(
  EXPORT PhaseHarmonicsTargets
  NAMESPACE PhaseHarmonics::
  DESTINATION "${package_dir}")
configure_package_config_file(CMake/PhaseHarmonicsConfig.cmake.in
                              "${CMAKE_CURRENT_BINARY_DIR}/PhaseHarmonicsConfig.cmake" INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/PhaseHarmonicsConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/PhaseHarmonicsConfig.cmake"
              "${CMAKE_CURRENT_BINARY_DIR}/PhaseHarmonicsConfigVersion.cmake" DESTINATION "${package_dir}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/PhaseHarmonics")
