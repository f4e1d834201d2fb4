# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Names of the layers, options, and how everything is compiled.

# A layer may use the layers before it; Testing/CheckLayers.cmake holds the exceptions.
set(PhaseHarmonics_LAYERS
    Core
    Wavelets
    Harmonics
    Moments
    Synthesis
    Sparse
    Learning)

# `pip install` builds the kernels and their Python package alone.
if(SKBUILD)
  set(python_alone ON)
else()
  set(python_alone OFF)
endif()
option(PhaseHarmonics_BUILD_PYTHON "Build the Python package phaseharmonics over the kernels" ${python_alone})
if(python_alone)
  set(PhaseHarmonics_BUILD_FILTERS OFF)
else()
  set(PhaseHarmonics_BUILD_FILTERS ON)
endif()

if(PROJECT_IS_TOP_LEVEL AND PhaseHarmonics_BUILD_FILTERS)
  include(CTest)
endif()
if(PhaseHarmonics_BUILD_FILTERS AND (PROJECT_IS_TOP_LEVEL OR ITK_SOURCE_DIR))
  set(PhaseHarmonics_BUILD_TESTING ${BUILD_TESTING})
else()
  set(PhaseHarmonics_BUILD_TESTING OFF)
endif()
if(ITK_SOURCE_DIR OR NOT PhaseHarmonics_BUILD_FILTERS) # ITK builds no programs of its remote modules
  set(PhaseHarmonics_BUILD_EXAMPLES OFF)
  set(PhaseHarmonics_BUILD_BENCHMARKS OFF)
else()
  option(PhaseHarmonics_BUILD_EXAMPLES "Build the programs in Examples" ${PROJECT_IS_TOP_LEVEL})
  option(PhaseHarmonics_BUILD_BENCHMARKS "Build Testing/Benchmarks" ${PROJECT_IS_TOP_LEVEL})
endif()

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  # The optimizer of a synthesis amplifies last-bit differences, and fused multiply-adds differ between machines.
  add_compile_options(-ffp-contract=off)
  if(PROJECT_IS_TOP_LEVEL)
    add_compile_options(-Wall -Wextra)
  endif()
endif()
