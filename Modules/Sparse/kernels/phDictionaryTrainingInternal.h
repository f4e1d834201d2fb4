// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDictionaryTrainingInternal_h
#define phDictionaryTrainingInternal_h

#include "phDictionaryConversion.h"
#include "phDictionaryTraining.h"
#include "phFingerprint.h"

#include <sstream>
#include <stdexcept>

namespace phaseharmonics
{
/** Throws std::invalid_argument for options and images that both ways of learning refuse. */
template <typename T>
void
CheckTraining(const std::vector<TrainingImage<T>> & images, const DictionaryTrainingOptions & options);

/** The atoms to start from. Throws unless they have the shape and number that are asked for. */
template <typename T>
Dictionary<T>
InitialAtoms(const Dictionary<double> & initial, const DictionaryTrainingOptions & options);

/** As [8, 8], the form that checkpoints hold. */
template <typename TSize>
std::string
DescribeSize(const TSize & size, unsigned int dimension)
{
  std::ostringstream text;
  for (unsigned int axis = 0; axis < dimension; ++axis)
  {
    text << (axis == 0 ? "[" : ", ") << size[axis];
  }
  return text.str() + "]";
}

/** Text that tells runs apart: parameters, and a hash of the data. `name` and `parameters` are those of the way of
 *  learning. */
template <typename T>
std::string
DescribeTraining(const char *                          name,
                 const std::vector<TrainingImage<T>> & images,
                 const DictionaryTrainingOptions &     options,
                 const Dictionary<double> *            initial,
                 const std::string &                   parameters);

bool
HasCheckpoint(const DictionaryTrainingOptions & options);

/** Throws unless the description that a checkpoint holds is that of this run. */
void
CheckIsSameRun(const DictionaryTrainingOptions & options, const std::string & found, const std::string & expected);

/** Calls `step` until as many steps are done as asked for, and from time to time `save` and, for a report,
 *  `heldOutObjective`. `learning` is ready to go on. False if stopped. */
template <typename TLearning, typename TStep, typename TSave, typename TObjective>
bool
Train(const TLearning &                  learning,
      const DictionaryTrainingOptions &  options,
      const TStep &                      step,
      const TSave &                      save,
      const TObjective &                 heldOutObjective,
      const DictionaryTrainingObserver & observer)
{
  DictionaryTrainingReport report;
  const auto               tell = [&](bool isReport) {
    if (isReport && !options.checkpoint.empty())
    {
      save();
    }
    report.step = learning.GetState().step;
    report.hasObjective = isReport;
    report.heldOutObjective = isReport ? heldOutObjective() : report.heldOutObjective;
    report.replacedAtoms = learning.GetState().replaced;
    return !observer || observer(report);
  };
  bool goesOn = tell(true);
  while (goesOn && learning.GetState().step < options.numberOfSteps)
  {
    step();
    const auto done = learning.GetState().step;
    goesOn = tell(done % options.reportInterval == 0 || done == options.numberOfSteps);
  }
  return goesOn;
}
} // namespace phaseharmonics

#endif
