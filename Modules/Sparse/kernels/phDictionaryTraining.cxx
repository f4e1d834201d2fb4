// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phDictionaryTrainingInternal.h"

#include <filesystem>
#include <system_error>

namespace phaseharmonics
{
SparseCodeProblem
DictionaryTrainingOptions::Problem() const
{
  SparseCodeProblem problem;
  problem.lambdaIsRatio = lambda == 0.0;
  problem.lambda = problem.lambdaIsRatio ? lambdaRatio : lambda;
  problem.isNonNegative = isNonNegative;
  return problem;
}

template <typename T>
void
CheckTraining(const std::vector<TrainingImage<T>> & images, const DictionaryTrainingOptions & options)
{
  CheckSparseCodeParameters(options.Problem(), {});
  if (options.support.NumberOfPixels() == 0 || options.numberOfAtoms == 0 || options.channels == 0)
  {
    throw std::invalid_argument("Atoms, their pixels and their channels must be at least 1.");
  }
  if (options.numberOfSteps == 0 || options.reportInterval == 0)
  {
    throw std::invalid_argument("The number of steps, and of steps between reports, must be at least 1.");
  }
  if (images.empty())
  {
    throw std::invalid_argument("There is no image to learn from.");
  }
  for (std::size_t i = 0; i < images.size(); ++i)
  {
    const Grid & grid = images[i].grid;
    for (unsigned int axis = 0; axis < options.support.dimension; ++axis)
    {
      if (grid.dimension != options.support.dimension || grid.size[axis] < options.support.size[axis])
      {
        throw std::invalid_argument("Input " + std::to_string(i) + " of size " +
                                    DescribeSize(grid.size, grid.dimension) + " is smaller than an atom of size " +
                                    DescribeSize(options.support.size, options.support.dimension) + ".");
      }
    }
  }
}

template <typename T>
Dictionary<T>
InitialAtoms(const Dictionary<double> & initial, const DictionaryTrainingOptions & options)
{
  if (initial.GetSupport() != options.support || initial.GetNumberOfChannels() != options.channels ||
      initial.GetNumberOfAtoms() != options.numberOfAtoms)
  {
    throw std::invalid_argument("The initial dictionary has " + std::to_string(initial.GetNumberOfAtoms()) +
                                " atoms of " + std::to_string(initial.GetLength()) + " values, but " +
                                std::to_string(options.numberOfAtoms) + " atoms of size " +
                                DescribeSize(options.support.size, options.support.dimension) + " and " +
                                std::to_string(options.channels) + " channels are to be learned.");
  }
  return ConvertDictionary<T>(initial);
}

template <typename T>
std::string
DescribeTraining(const char *                          name,
                 const std::vector<TrainingImage<T>> & images,
                 const DictionaryTrainingOptions &     options,
                 const Dictionary<double> *            initial,
                 const std::string &                   parameters)
{
  Fingerprint fingerprint;
  for (const TrainingImage<T> & image : images)
  {
    fingerprint.Add(image.values, image.grid.NumberOfPixels() * options.channels * sizeof(T));
  }
  if (initial != nullptr)
  {
    fingerprint.Add(initial->data(), initial->GetNumberOfAtoms() * initial->GetLength() * sizeof(double));
  }
  std::ostringstream text;
  text << name << ", data " << fingerprint.Get() << ", bytes " << sizeof(T) << ", " << options.numberOfAtoms
       << " atoms of size " << DescribeSize(options.support.size, options.support.dimension) << ", lambda "
       << options.lambda << " or ratio " << options.lambdaRatio << (options.isNonNegative ? ", not negative" : "")
       << ", seed " << options.seed << ", " << parameters;
  return text.str();
}

bool
HasCheckpoint(const DictionaryTrainingOptions & options)
{
  std::error_code error;
  return !options.checkpoint.empty() && std::filesystem::exists(options.checkpoint, error);
}

void
CheckIsSameRun(const DictionaryTrainingOptions & options, const std::string & found, const std::string & expected)
{
  if (found != expected)
  {
    throw std::invalid_argument("The checkpoint " + options.checkpoint + " belongs to another run (" + found +
                                ", not " + expected + "); remove it or choose another file.");
  }
}

#define PhaseHarmonics_INSTANTIATE(T)                                                                                  \
  template void          CheckTraining<T>(const std::vector<TrainingImage<T>> &, const DictionaryTrainingOptions &);   \
  template Dictionary<T> InitialAtoms<T>(const Dictionary<double> &, const DictionaryTrainingOptions &);               \
  template std::string   DescribeTraining<T>(const char *,                                                             \
                                           const std::vector<TrainingImage<T>> &,                                    \
                                           const DictionaryTrainingOptions &,                                        \
                                           const Dictionary<double> *,                                               \
                                           const std::string &)
PhaseHarmonics_INSTANTIATE(float);
PhaseHarmonics_INSTANTIATE(double);
#undef PhaseHarmonics_INSTANTIATE
} // namespace phaseharmonics
