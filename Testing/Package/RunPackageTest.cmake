# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Installs BUILD_DIR to a temporary prefix, moves that elsewhere (a package must not remember where it was made), then
# configures, builds and runs the project in SOURCE_DIR with it.
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT code EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE "${WORK_DIR}")
run(${CMAKE_COMMAND} --install "${BUILD_DIR}" --prefix "${WORK_DIR}/installed" --config "${CONFIG}")
file(RENAME "${WORK_DIR}/installed" "${WORK_DIR}/prefix")

file(GLOB_RECURSE package_files "${WORK_DIR}/prefix/*.cmake")
foreach(file IN LISTS package_files)
  file(READ "${file}" text)
  string(FIND "${text}" "${BUILD_DIR}" position)
  if(NOT position EQUAL -1)
    message(FATAL_ERROR "${file} names the build folder")
  endif()
endforeach()

foreach(find_itk_first ON OFF)
  set(build "${WORK_DIR}/build-${find_itk_first}")
  run(
    ${CMAKE_COMMAND}
    -S
    "${SOURCE_DIR}"
    -B
    "${build}"
    -G
    "${GENERATOR}"
    "-DFIND_ITK_FIRST=${find_itk_first}"
    "-DCMAKE_PREFIX_PATH=${WORK_DIR}/prefix"
    "-DITK_DIR=${ITK_DIR}"
    "-DCMAKE_CXX_COMPILER=${CXX_COMPILER}"
    "-DCMAKE_CXX_FLAGS=${CXX_FLAGS}"
    "-DCMAKE_BUILD_TYPE=${CONFIG}")
  run(${CMAKE_COMMAND} --build "${build}" --config "${CONFIG}" --target RunConsumer)
endforeach()
file(REMOVE_RECURSE "${WORK_DIR}")
