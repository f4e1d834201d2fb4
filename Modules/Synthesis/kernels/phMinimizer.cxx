// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMinimizer.h"

#include <lbfgs.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <new>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
struct Context
{
  const Minimizer::Objective & objective;
  const Minimizer::Observer &  observer;
  std::size_t                  size;
  MinimizerResult              result;
  std::exception_ptr           error;
};

lbfgsfloatval_t
Evaluate(void * instance, const lbfgsfloatval_t * x, lbfgsfloatval_t * gradient, int, lbfgsfloatval_t)
{
  auto & context = *static_cast<Context *>(instance);
  ++context.result.evaluations;
  if (context.error)
  {
    return 0.0;
  }
  try
  {
    return context.objective(x, gradient);
  }
  catch (...)
  {
    context.error = std::current_exception();
    std::fill_n(gradient, context.size, 0.0);
    return 0.0;
  }
}

int
Progress(void * instance,
         const lbfgsfloatval_t *,
         const lbfgsfloatval_t *,
         lbfgsfloatval_t value,
         lbfgsfloatval_t,
         lbfgsfloatval_t,
         lbfgsfloatval_t,
         int,
         int iteration,
         int)
{
  auto & context = *static_cast<Context *>(instance);
  if (context.error)
  {
    return 1;
  }
  context.result.iterations = static_cast<unsigned int>(iteration);
  context.result.value = value;
  try
  {
    context.result.stopped = !context.observer(context.result.iterations, value);
  }
  catch (...)
  {
    context.error = std::current_exception();
    return 1;
  }
  return context.result.stopped ? 1 : 0;
}

struct Release
{
  void
  operator()(lbfgsfloatval_t * pointer) const
  {
    lbfgs_free(pointer);
  }
};
} // namespace

MinimizerResult
Minimizer::Minimize(std::vector<double> &    x,
                    const Objective &        objective,
                    const Observer &         observer,
                    const MinimizerOptions & options)
{
  // Builds of the library with vector instructions want a multiple of 16 variables; the added ones stay at 0.
  const std::size_t                           padded = (x.size() + 15) / 16 * 16;
  std::unique_ptr<lbfgsfloatval_t[], Release> variables(lbfgs_malloc(static_cast<int>(padded)));
  if (!variables)
  {
    throw std::bad_alloc();
  }
  std::copy(x.begin(), x.end(), variables.get());
  std::fill(variables.get() + x.size(), variables.get() + padded, 0.0);

  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.m = static_cast<int>(options.historySize);
  parameters.max_iterations = static_cast<int>(options.maximumIterations);
  parameters.epsilon = options.gradientTolerance;
  parameters.max_linesearch = 20;
  if (options.backtracking)
  {
    parameters.linesearch = LBFGS_LINESEARCH_BACKTRACKING_WOLFE;
    parameters.max_linesearch = 60;
  }
  const std::size_t size = x.size();
  const Objective   paddedObjective = [&](const double * point, double * gradient) {
    std::fill(gradient + size, gradient + padded, 0.0);
    return objective(point, gradient);
  };
  Context         context{ paddedObjective, observer, padded, {}, nullptr };
  lbfgsfloatval_t value = 0.0;
  const int       status =
    lbfgs(static_cast<int>(padded), variables.get(), &value, &Evaluate, &Progress, &context, &parameters);
  if (context.error)
  {
    std::rethrow_exception(context.error);
  }
  switch (status)
  {
    case LBFGS_SUCCESS:
    case LBFGS_STOP:
    case LBFGSERR_MAXIMUMITERATION:
    case LBFGSERR_CANCELED:
      break;
    case LBFGS_ALREADY_MINIMIZED:
    case LBFGSERR_ROUNDING_ERROR:
    case LBFGSERR_MINIMUMSTEP:
    case LBFGSERR_MAXIMUMSTEP:
    case LBFGSERR_MAXIMUMLINESEARCH:
    case LBFGSERR_WIDTHTOOSMALL:
    case LBFGSERR_INCREASEGRADIENT:
    case LBFGSERR_OUTOFINTERVAL:
    case LBFGSERR_INCORRECT_TMINMAX:
      context.result.exhausted = true;
      break;
    case LBFGSERR_OUTOFMEMORY:
      throw std::bad_alloc();
    default:
      throw std::runtime_error("libLBFGS refused the minimization with status " + std::to_string(status) + ".");
  }
  std::copy_n(variables.get(), x.size(), x.begin());
  context.result.value = value;
  return context.result;
}
} // namespace phaseharmonics
