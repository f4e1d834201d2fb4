// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef CodeFile_h
#define CodeFile_h

#include "phHdf5File.h"
#include "phScatteringOptions.h"

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** HDF5 file of the scattering coefficients of images of one size.
 *
 *  codes          float32, images x channels x [z x] [y x] x; channels of one component after the other
 *  channels/...   int32, one number for each channel: component, order, scale1, orientation1, phase, scale2,
 * orientation2 files          names of the images, one a line geometry/...   image_size, output_size (x first); start
 * and step of the outputs in pixels of the image /              attributes format, version bank           attributes
 * family, number_of_scales, number_of_orientations, order, number_of_phases, subsampling, oversampling, boundary,
 * variant, epsilon, uses_image_spacing */
class CodeFile
{
public:
  CodeFile(const std::string &                        path,
           const phaseharmonics::ScatteringOptions &  options,
           const phaseharmonics::ScatteringGeometry & geometry,
           std::size_t                                components,
           const std::vector<std::string> &           images);

  /** Codes of images first, first + 1, .. */
  void
  Write(std::size_t first, const std::vector<float> & codes);

  void
  Close();

private:
  phaseharmonics::Hdf5File m_File;
};
} // namespace phaseharmonics_examples

#endif
