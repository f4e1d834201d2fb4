# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Object library of all kernels. ITK is not on its include path: a kernel that includes ITK does not compile.

add_library(PhaseHarmonicsKernels OBJECT ${kernel_sources} "${CMAKE_CURRENT_BINARY_DIR}/PhaseHarmonicsVersion.cxx")
# ITK's macros set include directories for the whole directory; this target starts from none.
set_target_properties(PhaseHarmonicsKernels PROPERTIES INCLUDE_DIRECTORIES "")
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
target_compile_definitions(PhaseHarmonicsKernels PRIVATE PhaseHarmonics_EXPORTS)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  # No kernel reads errno or floating-point traps; loops with a square root or a choice vectorize without them.
  target_compile_options(PhaseHarmonicsKernels PRIVATE -fno-math-errno -fno-trapping-math)
endif()
target_link_libraries(PhaseHarmonicsKernels PRIVATE ${PhaseHarmonics_PRIVATE_LIBRARIES})
