// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SuffixedName.h"

#include <gtest/gtest.h>

TEST(SuffixedName, StandsBeforeTheWholeExtension)
{
  using phaseharmonics_examples::SuffixedName;
  EXPECT_EQ(SuffixedName("sand.nii.gz", "_2"), "sand_2.nii.gz");
  EXPECT_EQ(SuffixedName("a.b/sand.mha", "_gaussian"), "a.b/sand_gaussian.mha");
  EXPECT_EQ(SuffixedName("a.b/sand", "_1"), "a.b/sand_1");
}
