// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPhaseHarmonicsTestTools_h
#define itkPhaseHarmonicsTestTools_h

#include "phRandom.h"

#include "itkCommand.h"
#include "itkImage.h"
#include "itkImageRegionConstIterator.h"
#include "itkMultiThreaderBase.h"
#include "itkNumericTraits.h"
#include "itkProcessObject.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <complex>
#include <sstream>
#include <vector>

namespace phaseharmonics_test
{
/** Normal noise on a grid that is neither at the origin, nor isotropic, nor aligned with the axes. */
template <typename TImage>
typename TImage::Pointer
NoiseImage(const std::vector<unsigned int> & size, unsigned int seed)
{
  using RealType = typename itk::NumericTraits<typename TImage::PixelType>::ValueType;
  constexpr unsigned int       D = TImage::ImageDimension;
  typename TImage::RegionType  region;
  typename TImage::SpacingType spacing;
  typename TImage::PointType   origin;
  for (unsigned int axis = 0; axis < D; ++axis)
  {
    region.SetIndex(axis, 3 - 7 * static_cast<int>(axis));
    region.SetSize(axis, size.at(axis));
    spacing[axis] = 0.5 + 0.75 * axis;
    origin[axis] = 7.0 - 11.0 * axis;
  }
  typename TImage::DirectionType direction;
  direction.SetIdentity();
  if (D > 1)
  {
    direction[0][0] = direction[1][1] = 0.8;
    direction[0][1] = -0.6;
    direction[1][0] = 0.6;
  }
  auto image = TImage::New();
  image->SetRegions(region);
  image->SetSpacing(spacing);
  image->SetOrigin(origin);
  image->SetDirection(direction);
  image->Allocate();
  constexpr std::size_t realsPerPixel = sizeof(typename TImage::PixelType) / sizeof(RealType);
  phaseharmonics::FillStandardNormal(
    reinterpret_cast<RealType *>(image->GetBufferPointer()), region.GetNumberOfPixels() * realsPerPixel, seed, 0);
  return image;
}

/** Pixels of the largest possible region, in order. */
template <typename TImage>
std::vector<typename TImage::PixelType>
Pixels(const TImage * image)
{
  EXPECT_TRUE(image->GetBufferedRegion().IsInside(image->GetLargestPossibleRegion()));
  std::vector<typename TImage::PixelType> pixels;
  for (itk::ImageRegionConstIterator<TImage> it(image, image->GetLargestPossibleRegion()); !it.IsAtEnd(); ++it)
  {
    pixels.push_back(it.Get());
  }
  return pixels;
}

template <typename TImage>
double
LargestDifference(const TImage * a, const TImage * b)
{
  EXPECT_EQ(a->GetLargestPossibleRegion(), b->GetLargestPossibleRegion());
  const auto pixelsOfA = Pixels(a);
  const auto pixelsOfB = Pixels(b);
  double     largest = 0.0;
  for (std::size_t i = 0; i < pixelsOfA.size(); ++i)
  {
    const double difference = std::abs(pixelsOfA[i] - pixelsOfB[i]);
    EXPECT_FALSE(std::isnan(difference)) << "pixel " << i;
    largest = std::max(largest, difference);
  }
  return largest;
}

template <typename TImage>
void
ExpectSameGeometry(const TImage * a, const TImage * b)
{
  EXPECT_EQ(a->GetLargestPossibleRegion(), b->GetLargestPossibleRegion());
  EXPECT_EQ(a->GetSpacing(), b->GetSpacing());
  EXPECT_EQ(a->GetOrigin(), b->GetOrigin());
  EXPECT_EQ(a->GetDirection(), b->GetDirection());
}

/** The description of the ITK exception that a call throws; empty if it throws none. */
template <typename TCall>
std::string
ExceptionOf(const TCall & call)
{
  try
  {
    call();
  }
  catch (const itk::ExceptionObject & error)
  {
    return error.GetDescription();
  }
  return {};
}

inline void
ExpectContains(const std::string & text, const std::string & part)
{
  EXPECT_NE(text.find(part), std::string::npos) << "expected \"" << part << "\" in: " << text;
}

inline std::string
Printed(const itk::Object * object)
{
  std::ostringstream out;
  object->Print(out);
  return out.str();
}

/** Progress never falls and ends at 1. */
inline void
ExpectProgressReachesOne(itk::ProcessObject * filter)
{
  std::vector<float> progress;
  const auto         tag = filter->AddObserver(itk::ProgressEvent(),
                                       [&](const itk::EventObject &) { progress.push_back(filter->GetProgress()); });
  filter->Modified();
  filter->UpdateLargestPossibleRegion();
  filter->RemoveObserver(tag);
  ASSERT_GE(progress.size(), 2u);
  EXPECT_TRUE(std::is_sorted(progress.begin(), progress.end())) << testing::PrintToString(progress);
  EXPECT_EQ(progress.back(), 1.0f);
}

/** An abort in the middle raises ProcessAborted, and the next update completes. */
inline void
ExpectAbortIsHonored(itk::ProcessObject * filter)
{
  const auto tag = filter->AddObserver(itk::ProgressEvent(), [&](const itk::EventObject &) {
    if (filter->GetProgress() > 0.0f && filter->GetProgress() < 1.0f)
    {
      filter->AbortGenerateDataOn();
    }
  });
  filter->Modified();
  EXPECT_THROW(filter->UpdateLargestPossibleRegion(), itk::ProcessAborted);
  filter->RemoveObserver(tag);
  EXPECT_NO_THROW(filter->UpdateLargestPossibleRegion());
}

inline void
SetThreads(itk::ProcessObject * filter, itk::ThreadIdType threads)
{
  filter->GetMultiThreader()->SetMaximumNumberOfThreads(threads);
  filter->SetNumberOfWorkUnits(threads);
}
} // namespace phaseharmonics_test

#endif
