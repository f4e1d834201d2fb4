# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# cmake -D NM=<nm> -D OBJECTS=<object files> -P CheckDispatch.cmake
# Fails when an object compiled for newer processors defines a symbol that other objects may define too: the linker would
# keep one of them, and older processors could be given instructions that they do not have.
cmake_minimum_required(VERSION 3.25)

set(findings 0)
foreach(object IN LISTS OBJECTS)
  execute_process(COMMAND "${NM}" --demangle --defined-only "${object}" OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE ";" "," symbols "${symbols}")
  string(REPLACE "\n" ";" symbols "${symbols}")
  foreach(symbol IN LISTS symbols)
    if(symbol MATCHES "^[0-9a-f]+ [WuV] " AND NOT symbol MATCHES "x86_64_v[34]::|__gxx_personality")
      message(NOTICE "${object}: ${symbol}")
      math(EXPR findings "${findings} + 1")
    endif()
  endforeach()
endforeach()
if(findings)
  message(FATAL_ERROR "${findings} symbols of dispatched kernels may be shared with other code")
endif()
