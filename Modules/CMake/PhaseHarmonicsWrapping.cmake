# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Python wrapping by ITK, whose macros look for a directory `wrapping` beside one called `include`: both are made in the
# build folder, and the module's source directory is said to be there while they run.

set(shim "${PROJECT_BINARY_DIR}/itk-wrapping")
file(CONFIGURE OUTPUT "${shim}/wrapping/CMakeLists.txt" CONTENT
     "add_subdirectory(\"@PROJECT_SOURCE_DIR@/Wrapping\" Wrapping)\n" @ONLY)
# Headers whose changes make castxml run again.
file(GLOB wrapped_headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/Modules/*/include/itk*.h")
file(MAKE_DIRECTORY "${shim}/include")
foreach(header IN LISTS wrapped_headers)
  cmake_path(GET header FILENAME name)
  file(CREATE_LINK "${header}" "${shim}/include/${name}" COPY_ON_ERROR SYMBOLIC)
endforeach()

# ITK 5 runs castxml for an older standard. Its Clang refuses the sized deallocation of GCC 12's headers.
set(castxml_options "-std=c++17" "-fno-sized-deallocation")
set(castxml_variables CMAKE_CXX11_STANDARD_COMPILE_OPTION CMAKE_CXX14_STANDARD_COMPILE_OPTION
                      CMAKE_CXX17_STANDARD_COMPILE_OPTION)

if(PhaseHarmonics_MODE STREQUAL "InTree")
  # ITK adds its directory Wrapping later, for all modules.
  set(PhaseHarmonics_SOURCE_DIR "${shim}" PARENT_SCOPE)
  foreach(variable IN LISTS castxml_variables)
    set(${variable} ${castxml_options} PARENT_SCOPE)
  endforeach()
  return()
endif()

block()
  set(PhaseHarmonics_SOURCE_DIR "${shim}")
  foreach(variable IN LISTS castxml_variables)
    set(${variable} ${castxml_options})
  endforeach()
  set(EXTERNAL_WRAP_ITK_PROJECT ON)
  set(PhaseHarmonics_WRAP_PYTHON ON)
  set(PhaseHarmonics_WRAP_CASTXML ON)
  set(PhaseHarmonics_WRAP_SWIGINTERFACE ON)
  # Glue code that optimization only makes slow to compile.
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    set(CMAKE_CXX_FLAGS_RELEASE "-O1")
  endif()
  set(WRAP_ITK_CMAKE_DIR "${ITK_CMAKE_DIR}/../Wrapping")
  include("${WRAP_ITK_CMAKE_DIR}/TypedefMacros.cmake")
  add_subdirectory("${WRAP_ITK_CMAKE_DIR}" "${PROJECT_BINARY_DIR}/Wrapping")
  # ITK asks for optimization at link time.
  set_property(TARGET PhaseHarmonicsPython PROPERTY INTERPROCEDURAL_OPTIMIZATION_RELEASE OFF)
endblock()
