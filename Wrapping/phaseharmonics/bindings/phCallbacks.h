// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phCallbacks_h
#define phCallbacks_h

#include <nanobind/nanobind.h>

namespace phaseharmonics
{
/** A callable of Python, or None, that kernels call while the GIL is released. An exception of it leaves the kernel as
 *  nanobind::python_error. It must not outlive the object it is made from. */
class Callback
{
public:
  explicit Callback(nanobind::handle callable)
    : m_Callable(callable)
  {}

  template <typename... TArguments>
  void
  operator()(const TArguments &... arguments) const
  {
    if (m_Callable.is_none())
    {
      return;
    }
    const nanobind::gil_scoped_acquire gil;
    m_Callable(arguments...);
  }

private:
  nanobind::handle m_Callable;
};
} // namespace phaseharmonics

#endif
