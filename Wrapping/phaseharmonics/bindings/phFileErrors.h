// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phFileErrors_h
#define phFileErrors_h

#include <nanobind/nanobind.h>

#include <stdexcept>

namespace phaseharmonics
{
/** Calls what reads or writes files; what kernels throw as std::runtime_error becomes OSError. To be called with the
 *  GIL. */
template <typename TCall>
auto
WithFileErrors(const TCall & call)
{
  try
  {
    return call();
  }
  catch (const std::runtime_error & error)
  {
    PyErr_SetString(PyExc_OSError, error.what());
    throw nanobind::python_error();
  }
}
} // namespace phaseharmonics

#endif
