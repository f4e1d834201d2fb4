# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Finds ITK once and decides how the module is built:
#   Installed  against an installed ITK, which ships no module macros (the default)
#   BuildTree  against an ITK build tree, through ITKModuleExternal
#   InTree     inside ITK, as Modules/Remote/PhaseHarmonics

set(PhaseHarmonics_LIBRARIES PhaseHarmonics)
# ITK's macros look for `include`; the layers' directories are given to them instead.
set(PhaseHarmonics_INCLUDE_DIRS "${PROJECT_BINARY_DIR}/include")
foreach(_layer IN LISTS PhaseHarmonics_LAYERS)
  list(APPEND PhaseHarmonics_INCLUDE_DIRS "${PROJECT_SOURCE_DIR}/Modules/${_layer}/kernels"
       "${PROJECT_SOURCE_DIR}/Modules/${_layer}/include")
endforeach()

if(ITK_SOURCE_DIR)
  set(PhaseHarmonics_MODE InTree)
  set(ITK_DIR "${CMAKE_BINARY_DIR}")
  itk_module_impl()
  return()
endif()

# A twin of ITK's macro, so that itk-module.cmake names the dependencies in all modes.
macro(itk_module name)
  cmake_parse_arguments(
    ${name}
    "EXCLUDE_FROM_DEFAULT;ENABLE_SHARED"
    "DESCRIPTION"
    "DEPENDS;PRIVATE_DEPENDS;COMPILE_DEPENDS;TEST_DEPENDS;FACTORY_NAMES"
    ${ARGN})
endmacro()
include("${PROJECT_SOURCE_DIR}/itk-module.cmake")

set(_components ${PhaseHarmonics_DEPENDS} ${PhaseHarmonics_PRIVATE_DEPENDS} ${PhaseHarmonics_COMPILE_DEPENDS})
if(PhaseHarmonics_BUILD_TESTING OR PhaseHarmonics_BUILD_EXAMPLES OR PhaseHarmonics_BUILD_BENCHMARKS)
  list(APPEND _components ${PhaseHarmonics_TEST_DEPENDS})
endif()

# ITK configures all its modules and their libraries, with a page of notices about some.
set(_log_level "${CMAKE_MESSAGE_LOG_LEVEL}")
set(CMAKE_MESSAGE_LOG_LEVEL WARNING)
find_package(ITK 5.2 REQUIRED COMPONENTS ${_components})
set(CMAKE_MESSAGE_LOG_LEVEL "${_log_level}")

# When wrapping, ITK puts libraries into its Python package.
if(PROJECT_IS_TOP_LEVEL AND NOT ITK_WRAP_PYTHON)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
  set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
  set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
endif()

if(EXISTS "${ITK_CMAKE_DIR}/ITKModuleMacros.cmake")
  set(PhaseHarmonics_MODE BuildTree)
  list(APPEND CMAKE_MODULE_PATH "${ITK_CMAKE_DIR}")
  # ITK would download these tools.
  option(ITK_USE_KWSTYLE "Check the style of headers with KWStyle" OFF)
  option(ITK_USE_CLANG_FORMAT "Download ITK's clang-format" OFF)
  include(ITKModuleExternal)
else()
  set(PhaseHarmonics_MODE Installed)
endif()
message(STATUS "PhaseHarmonics: ITK ${ITK_VERSION} (${PhaseHarmonics_MODE}) from ${ITK_DIR}")
