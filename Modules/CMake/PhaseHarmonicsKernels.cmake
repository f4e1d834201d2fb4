# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Object libraries of all kernels. ITK is not on their include path: a kernel that includes ITK does not compile.
# ph*Dispatched.cxx are compiled once for every instruction set, the others for the baseline of the compiler.

include(CheckCXXCompilerFlag)
set(dispatched_sources ${kernel_sources})
list(FILTER dispatched_sources INCLUDE REGEX "Dispatched\\.cxx$")
list(FILTER kernel_sources EXCLUDE REGEX "Dispatched\\.cxx$")

add_library(PhaseHarmonicsKernels OBJECT ${kernel_sources} "${CMAKE_CURRENT_BINARY_DIR}/PhaseHarmonicsVersion.cxx")
set(kernel_libraries PhaseHarmonicsKernels)
set(kernel_definitions)

set(instruction_sets baseline)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$" AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  check_cxx_compiler_flag(-march=x86-64-v3 PhaseHarmonics_HAS_X86_64_V3)
  check_cxx_compiler_flag(-march=x86-64-v4 PhaseHarmonics_HAS_X86_64_V4)
  if(PhaseHarmonics_HAS_X86_64_V3 AND PhaseHarmonics_HAS_X86_64_V4)
    list(APPEND instruction_sets x86_64_v3 x86_64_v4)
    list(APPEND kernel_definitions PhaseHarmonics_DISPATCH_X86_64)
  endif()
endif()
foreach(instruction_set IN LISTS instruction_sets)
  set(library PhaseHarmonicsKernels_${instruction_set})
  add_library(${library} OBJECT ${dispatched_sources})
  target_compile_definitions(${library} PRIVATE PhaseHarmonics_INSTRUCTION_SET=${instruction_set})
  if(NOT instruction_set STREQUAL "baseline")
    string(REPLACE "_" "-" architecture "${instruction_set}") # x86-64-v3, x86-64-v4
    target_compile_options(${library} PRIVATE -march=${architecture} -ffp-contract=fast)
  endif()
  list(APPEND kernel_libraries ${library})
  target_sources(PhaseHarmonicsKernels INTERFACE $<TARGET_OBJECTS:${library}>)
endforeach()

set(kernel_objects)
foreach(library IN LISTS kernel_libraries)
  list(APPEND kernel_objects $<TARGET_OBJECTS:${library}>)
  # ITK's macros set include directories for the whole directory; these targets start from none.
  set_target_properties(${library} PROPERTIES INCLUDE_DIRECTORIES "")
  target_include_directories(${library} PRIVATE "${generated_dir}" ${kernel_dirs})
  target_compile_definitions(${library} PRIVATE PhaseHarmonics_EXPORTS PUBLIC ${kernel_definitions})
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    # No kernel reads errno or floating-point traps; loops with a square root or a choice vectorize without them.
    target_compile_options(${library} PRIVATE -fno-math-errno -fno-trapping-math)
  endif()
  target_link_libraries(${library} PRIVATE ${PhaseHarmonics_PRIVATE_LIBRARIES})
endforeach()

target_sources(
  PhaseHarmonicsKernels
  PUBLIC FILE_SET
         HEADERS
         BASE_DIRS
         "${generated_dir}"
         ${kernel_dirs}
         FILES
         ${generated_headers}
         ${kernel_headers})
set_target_properties(PhaseHarmonicsKernels PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
