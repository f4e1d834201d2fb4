# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# cmake -D WORK_DIR=<scratch> -P CheckLayersTest.cmake
# CheckLayers.cmake accepts a small good tree and finds each kind of violation when one is added to it.
cmake_minimum_required(VERSION 3.25)

set(spdx "SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors\n")
set(license "SPDX-License-Identifier: Apache-2.0\n")

function(write_source path)
  cmake_path(GET path FILENAME guard)
  string(REPLACE "." "_" guard "${guard}")
  list(JOIN ARGN "\n" body)
  if(path MATCHES "\\.h(xx)?$")
    set(body "#ifndef ${guard}\n#define ${guard}\n${body}\n#endif")
  endif()
  file(WRITE "${WORK_DIR}/${path}" "// ${spdx}// ${license}${body}\n")
endfunction()

function(write_good_tree)
  file(REMOVE_RECURSE "${WORK_DIR}")
  file(WRITE "${WORK_DIR}/itk-module.cmake" "# ${spdx}# ${license}")
  foreach(layer Core Wavelets Moments Synthesis Sparse Learning)
    write_source(Modules/${layer}/kernels/ph${layer}.h "#include <vector>")
  endforeach()
  write_source(Modules/Core/kernels/phCoreInternal.h "#include <Eigen/Dense>")
  write_source(Modules/Core/kernels/phCore.cxx "#include \"phCoreInternal.h\"" "#include <fftw3.h>")
  write_source(Modules/Moments/include/itkMoments.h "#include \"itkImage.h\"" "#include \"phWavelets.h\"")
  write_source(Modules/Moments/src/itkMoments.cxx "#include \"itkMoments.h\"")
  write_source(Modules/Learning/kernels/phLearning.cxx "#include \"phSparse.h\"" "#include \"phMoments.h\"")
endfunction()

function(run_check result output)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -D ROOT=${WORK_DIR} -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/CheckLayers.cmake
    RESULT_VARIABLE code
    OUTPUT_VARIABLE text
    ERROR_VARIABLE text)
  set(${result} "${code}" PARENT_SCOPE)
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

# expect_finding(<message> <file> <line>...): a source of these lines is found wrong, with this message and no other.
function(expect_finding message path)
  write_good_tree()
  write_source(${path} ${ARGN})
  run_check(code output)
  string(FIND "${output}" "${path}: ${message}" position)
  if(code EQUAL 0 OR position EQUAL -1 OR NOT output MATCHES "1 finding\\(s\\)")
    message(FATAL_ERROR "expected of ${path}: ${message}\ngot (${code}): ${output}")
  endif()
endfunction()

function(expect_finding_in_text message path text)
  write_good_tree()
  file(WRITE "${WORK_DIR}/${path}" "${text}")
  run_check(code output)
  string(FIND "${output}" "${path}: ${message}" position)
  if(code EQUAL 0 OR position EQUAL -1)
    message(FATAL_ERROR "expected of ${path}: ${message}\ngot (${code}): ${output}")
  endif()
endfunction()

write_good_tree()
run_check(code output)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "a good tree is refused: ${output}")
endif()

expect_finding("Core includes phWavelets.h of Wavelets" Modules/Core/kernels/phBad.h "#include \"phWavelets.h\"")
expect_finding("Wavelets includes itkMoments.h of Moments" Modules/Wavelets/include/itkBad.hxx "#include \"itkMoments.h\"")
expect_finding("Synthesis includes phSparse.h of Sparse" Modules/Synthesis/kernels/phBad.cxx "#include \"phSparse.h\"")
expect_finding("Sparse includes phSynthesis.h of Synthesis" Modules/Sparse/src/itkBad.cxx "  # include <phSynthesis.h>")
expect_finding("Learning includes phSynthesis.h of Synthesis" Modules/Learning/kernels/phBad.h
               "#include \"phSynthesis.h\"")
expect_finding("a kernel includes itkImage.h" Modules/Core/kernels/phBad.cxx "#include \"itkImage.h\"")
expect_finding("a kernel includes ITK-5.2/itkImage.h" Modules/Core/kernels/phBad.cxx "#include <ITK-5.2/itkImage.h>")
expect_finding("a kernel includes vnl/vnl_vector.h" Modules/Core/kernels/phBad.h "#include <vnl/vnl_vector.h>")
expect_finding("fftw3.h is for Core only" Modules/Moments/kernels/phBad.cxx "#include <fftw3.h>")
expect_finding("Eigen/Core is for sources" Modules/Core/kernels/phBad.h "#include <Eigen/Core>")
expect_finding("phCoreInternal.h is for sources" Modules/Core/kernels/phBad.h "#include \"phCoreInternal.h\"")
expect_finding("hdf5.h is for sources" Modules/Moments/src/itkBad.cxx "#include <hdf5.h>")
expect_finding("another layer has a header of this name" Modules/Sparse/kernels/phCore.h "")
expect_finding("expected kernels/ph" Modules/Core/kernels/Bad.cxx "")
expect_finding("expected kernels/ph" Modules/Core/src/phBad.cxx "")
expect_finding_in_text("does not start with the two SPDX lines" Testing/itkBadGTest.cxx "int i;\n// ${spdx}// ${license}")
expect_finding_in_text("does not start with the two SPDX lines" Modules/CMake/Bad.cmake "set(a b)\n")
expect_finding_in_text("has no include guard phBad_h" Modules/Core/kernels/phBad.h
                       "// ${spdx}// ${license}#pragma once\n")
expect_finding_in_text("has no include guard Bad_h" Examples/Common/Bad.h
                       "// ${spdx}// ${license}#ifndef BAD_H\n#define BAD_H\n#endif\n")
expect_finding_in_text("a second itk-module.cmake" Modules/Sparse/itk-module.cmake "# ${spdx}# ${license}")
write_good_tree()
file(REMOVE "${WORK_DIR}/itk-module.cmake")
run_check(code output)
if(code EQUAL 0 OR NOT output MATCHES "itk-module.cmake: is missing")
  message(FATAL_ERROR "a missing itk-module.cmake is not found: ${output}")
endif()
file(REMOVE_RECURSE "${WORK_DIR}")
