// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkImageGeometryDifference_h
#define itkImageGeometryDifference_h

#include "itkImageBase.h"

#include <sstream>
#include <string>

namespace itk
{
/** What makes the pixels of an image lie elsewhere than those of another: its size, spacing, first pixel or direction;
 * empty if nothing does. Lengths may differ by `coordinateTolerance` times the spacing along the first axis. */
template <unsigned int VDimension>
std::string
ImageGeometryDifference(const ImageBase<VDimension> * expected,
                        const ImageBase<VDimension> * image,
                        double                        coordinateTolerance,
                        double                        directionTolerance)
{
  std::ostringstream difference;
  const auto &       expectedRegion = expected->GetLargestPossibleRegion();
  const auto &       region = image->GetLargestPossibleRegion();
  const double       tolerance = coordinateTolerance * expected->GetSpacing()[0];

  typename ImageBase<VDimension>::PointType expectedPoint;
  typename ImageBase<VDimension>::PointType point;
  expected->TransformIndexToPhysicalPoint(expectedRegion.GetIndex(), expectedPoint);
  image->TransformIndexToPhysicalPoint(region.GetIndex(), point);

  if (region.GetSize() != expectedRegion.GetSize())
  {
    difference << "expected size " << expectedRegion.GetSize() << ", got " << region.GetSize() << '.';
  }
  else if (!image->GetSpacing().GetVnlVector().is_equal(expected->GetSpacing().GetVnlVector(), tolerance))
  {
    difference << "expected spacing " << expected->GetSpacing() << ", got " << image->GetSpacing() << '.';
  }
  else if (!point.GetVnlVector().is_equal(expectedPoint.GetVnlVector(), tolerance))
  {
    difference << "expected the first pixel at " << expectedPoint << ", got " << point << '.';
  }
  else if (!image->GetDirection().GetVnlMatrix().as_ref().is_equal(expected->GetDirection().GetVnlMatrix().as_ref(),
                                                                   directionTolerance))
  {
    difference << "expected direction\n" << expected->GetDirection() << "got\n" << image->GetDirection();
  }
  return difference.str();
}
} // namespace itk

#endif
