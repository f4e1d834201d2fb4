# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Imported targets FFTW3::fftw3 (double) and FFTW3::fftw3f (float), each with its threads library, which holds
# fftw_make_planner_thread_safe.
find_path(FFTW3_INCLUDE_DIR fftw3.h)
mark_as_advanced(FFTW3_INCLUDE_DIR)
set(_libraries)
foreach(_name fftw3 fftw3f fftw3_threads fftw3f_threads)
  string(TOUPPER ${_name}_LIBRARY _variable)
  find_library(${_variable} ${_name})
  mark_as_advanced(${_variable})
  list(APPEND _libraries ${_variable})
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(FFTW3 REQUIRED_VARS ${_libraries} FFTW3_INCLUDE_DIR)

if(FFTW3_FOUND AND NOT TARGET FFTW3::fftw3)
  foreach(_name fftw3 fftw3f)
    string(TOUPPER ${_name} _variable)
    add_library(FFTW3::${_name} UNKNOWN IMPORTED)
    set_target_properties(
      FFTW3::${_name}
      PROPERTIES IMPORTED_LOCATION "${${_variable}_LIBRARY}"
                 INTERFACE_INCLUDE_DIRECTORIES "${FFTW3_INCLUDE_DIR}"
                 INTERFACE_LINK_LIBRARIES "${${_variable}_THREADS_LIBRARY};${${_variable}_LIBRARY}")
  endforeach()
endif()
