// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMachineKernelTables_h
#define phMachineKernelTables_h

#include <cstddef>

namespace phaseharmonics_benchmark
{
/** Matrix products as they occur in Gram matrices over tiles of pixels: Eigen's, compiled for one architecture.
 *  Matrices have contiguous columns; maps have a row for each pixel of the tile. */
template <typename T>
struct ProductKernels
{
  /** products (columns x columns) = maps of the left, transposed, times maps of the right. */
  void (*gram)(const T * left, const T * right, T * products, std::size_t tile, std::size_t columns);

  /** Maps of the left += maps of the right times weights, transposed: the gradient of the above. */
  void (*gradient)(const T * right, const T * weights, T * left, std::size_t tile, std::size_t columns);
};

/** The four loops of the STREAM benchmark. */
struct StreamKernels
{
  void (*copy)(const double * a, double * c, std::size_t count);
  void (*scale)(const double * c, double * b, std::size_t count);
  void (*add)(const double * a, const double * b, double * c, std::size_t count);
  void (*triad)(const double * b, const double * c, double * a, std::size_t count);
};

#define PH_DECLARE_TABLES(architecture)                                                                                \
  namespace architecture                                                                                               \
  {                                                                                                                    \
  extern const ProductKernels<float>  forFloat;                                                                        \
  extern const ProductKernels<double> forDouble;                                                                       \
  extern const StreamKernels          stream;                                                                          \
  }
PH_DECLARE_TABLES(baseline)
PH_DECLARE_TABLES(x86_64_v3)
PH_DECLARE_TABLES(x86_64_v4)
#undef PH_DECLARE_TABLES
} // namespace phaseharmonics_benchmark

#endif
