// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SeriesDates_h
#define SeriesDates_h

#include <optional>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** True for 2024-02-07, 2024/2/7, 20240207T1030, 07.02.2024, 02/07/24, each with or without a time of day. */
bool
LooksLikeDate(const std::string & text);

/** A number for each label, which grows with time: of dates, or of labels that are all numbers. Whether day or month
 *  comes first is taken from those above 12; nothing is returned if that cannot be told, or for other labels. */
std::optional<std::vector<double>>
TimesOf(const std::vector<std::string> & labels);
} // namespace phaseharmonics_examples

#endif
