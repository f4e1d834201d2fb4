// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phValueOfName_h
#define phValueOfName_h

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace phaseharmonics
{
/** The value that a keyword's text stands for. Throws std::invalid_argument, with the admissible names, for others. */
template <typename TValue>
TValue
ValueOfName(const std::string &                                  keyword,
            const std::string &                                  name,
            const std::vector<std::pair<const char *, TValue>> & values)
{
  std::string names;
  for (std::size_t i = 0; i < values.size(); ++i)
  {
    if (name == values[i].first)
    {
      return values[i].second;
    }
    names += i == 0 ? "" : i + 1 == values.size() ? " or " : ", ";
    names += std::string("'") + values[i].first + "'";
  }
  throw std::invalid_argument("The " + keyword + " must be " + names + ", not '" + name + "'.");
}
} // namespace phaseharmonics

#endif
