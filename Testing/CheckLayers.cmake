# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# cmake -D ROOT=<project> -P CheckLayers.cmake
# Fails, with one line per finding, when a source breaks a rule of the layout:
# - a layer includes headers of itself and of the layers before it only; Sparse and Synthesis do not know each other;
# - kernels include neither ITK nor VNL, and only Core includes FFTW;
# - public headers include neither internal headers nor Eigen, FFTW, HDF5, libLBFGS; filters include none of these either;
# - file names tell the folder, header names are unique (they are installed into one folder), guards are `<file>_h`;
# - sources start with the SPDX lines; there is one itk-module.cmake.
cmake_minimum_required(VERSION 3.25)

set(layers Core Wavelets Harmonics Moments Synthesis Sparse Learning)
set(allowed_Core Core)
set(allowed_Wavelets ${allowed_Core} Wavelets)
set(allowed_Harmonics ${allowed_Wavelets} Harmonics)
set(allowed_Moments ${allowed_Harmonics} Moments)
set(allowed_Synthesis ${allowed_Moments} Synthesis)
set(allowed_Sparse ${allowed_Moments} Sparse)
set(allowed_Learning ${allowed_Sparse} Learning)

set(findings 0)
function(report file message)
  cmake_path(RELATIVE_PATH file BASE_DIRECTORY "${ROOT}")
  message(NOTICE "${file}: ${message}")
  math(EXPR n "${findings} + 1")
  set(findings ${n} PARENT_SCOPE)
endfunction()

set(files)
foreach(layer IN LISTS layers)
  file(GLOB layer_files "${ROOT}/Modules/${layer}/*/*")
  list(APPEND files ${layer_files})
  foreach(path IN LISTS layer_files)
    cmake_path(GET path FILENAME name)
    if(name MATCHES "\\.(h|hxx)$")
      if(DEFINED "layer_of_${name}")
        report("${path}" "another layer has a header of this name")
      endif()
      set("layer_of_${name}" ${layer})
    endif()
  endforeach()
endforeach()

foreach(path IN LISTS files)
  cmake_path(GET path FILENAME name)
  cmake_path(GET path PARENT_PATH dir)
  cmake_path(GET dir FILENAME folder)
  cmake_path(GET dir PARENT_PATH dir)
  cmake_path(GET dir FILENAME layer)
  if(NOT "${folder}/${name}" MATCHES "^(kernels/ph[A-Za-z0-9]+\\.(h|cxx)|include/itk[A-Za-z0-9]+\\.(h|hxx)|src/itk[A-Za-z0-9]+\\.cxx)$")
    report("${path}" "expected kernels/ph*.h|cxx, include/itk*.h|hxx or src/itk*.cxx")
  endif()
  file(STRINGS "${path}" lines REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^[^<\"]*[<\"]([^>\"]*).*" "\\1" header "${line}")
    cmake_path(GET header FILENAME header_name)
    if(DEFINED "layer_of_${header_name}" AND NOT "${layer_of_${header_name}}" IN_LIST allowed_${layer})
      report("${path}" "${layer} includes ${header_name} of ${layer_of_${header_name}}")
    endif()
    if(folder STREQUAL "kernels" AND "/${header}" MATCHES "/(itk|ITK|vnl|vcl|vxl|v3p)")
      report("${path}" "a kernel includes ${header}")
    endif()
    if(header MATCHES "fftw3" AND NOT layer STREQUAL "Core")
      report("${path}" "${header} is for Core only")
    endif()
    if(NOT "${folder}/${name}" MATCHES "^kernels/(.*\\.cxx|.*Internal\\.h)$")
      if(header MATCHES "Internal\\.h$|^Eigen/|fftw3|hdf5|H5|lbfgs")
        report("${path}" "${header} is for sources and internal headers of kernels only")
      endif()
    endif()
  endforeach()
endforeach()

foreach(dir Modules Testing Examples Wrapping)
  file(
    GLOB_RECURSE
    sources
    "${ROOT}/${dir}/*.h"
    "${ROOT}/${dir}/*.hxx"
    "${ROOT}/${dir}/*.cxx")
  file(
    GLOB_RECURSE
    scripts
    "${ROOT}/${dir}/*.cmake"
    "${ROOT}/${dir}/CMakeLists.txt"
    "${ROOT}/${dir}/*.sh"
    "${ROOT}/${dir}/*.py"
    "${ROOT}/${dir}/*.wrap")
  foreach(path IN LISTS sources scripts)
    file(READ "${path}" text LIMIT 4096)
    if(path IN_LIST sources)
      set(spdx "^// SPDX-FileCopyrightText: Copyright [^\n]+\n// SPDX-License-Identifier: Apache-2\\.0\n")
    else()
      set(spdx "^(#![^\n]+\n)?# SPDX-FileCopyrightText: Copyright [^\n]+\n# SPDX-License-Identifier: Apache-2\\.0\n")
    endif()
    if(NOT text MATCHES "${spdx}")
      report("${path}" "does not start with the two SPDX lines")
    endif()
    if(path MATCHES "\\.(h|hxx)$")
      cmake_path(GET path FILENAME guard)
      string(REPLACE "." "_" guard "${guard}")
      file(STRINGS "${path}" lines REGEX "^#(ifndef|define) ${guard}$")
      if(NOT lines STREQUAL "#ifndef ${guard};#define ${guard}")
        report("${path}" "has no include guard ${guard}")
      endif()
    endif()
  endforeach()
  file(GLOB_RECURSE modules "${ROOT}/${dir}/itk-module.cmake")
  foreach(path IN LISTS modules)
    report("${path}" "a second itk-module.cmake")
  endforeach()
endforeach()
if(NOT EXISTS "${ROOT}/itk-module.cmake")
  report("${ROOT}/itk-module.cmake" "is missing")
endif()

if(findings)
  message(FATAL_ERROR "${findings} finding(s)")
endif()
