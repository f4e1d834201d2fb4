// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refFourier_h
#define refFourier_h

#include "refArray.h"

namespace phaseharmonics_reference
{
// Signed bin in [-floor(N/2), ceil(N/2)), in the order of the DFT; the bin at Nyquist of an even size is negative.
inline int
SignedBin(int bin, int size)
{
  return bin < (size + 1) / 2 ? bin : bin - size;
}

// Radians per pixel, in [-pi, pi).
inline double
Frequency(int bin, int size)
{
  return 2.0 * Pi * SignedBin(bin, size) / size;
}

inline std::array<double, 3>
FrequencyAt(const Grid & grid, std::size_t offset)
{
  const std::array<int, 3> bin = grid.Position(offset);
  return { Frequency(bin[0], grid.size[0]), Frequency(bin[1], grid.size[1]), Frequency(bin[2], grid.size[2]) };
}

// sum_u x[u] e^{sign i w.u}, one axis after the other, each a direct sum.
inline ComplexArray
DirectTransform(ComplexArray x, int sign)
{
  for (int axis = 0; axis < x.grid.dimension; ++axis)
  {
    const int            n = x.grid.size[axis];
    std::vector<Complex> root(n);
    for (int m = 0; m < n; ++m)
    {
      root[m] = std::polar(1.0, sign * 2.0 * Pi * m / n);
    }
    ComplexArray y(x.grid);
    for (std::size_t i = 0; i < y.data.size(); ++i)
    {
      std::array<int, 3> position = x.grid.Position(i);
      const long         bin = position[axis];
      Complex            sum = 0.0;
      for (int u = 0; u < n; ++u)
      {
        position[axis] = u;
        sum += x.data[x.grid.Offset(position)] * root[(bin * u) % n];
      }
      y.data[i] = sum;
    }
    x = std::move(y);
  }
  return x;
}

inline ComplexArray
ForwardTransform(const ComplexArray & x)
{
  return DirectTransform(x, -1);
}

inline ComplexArray
ForwardTransform(const RealArray & x)
{
  return DirectTransform(ToComplex(x), -1);
}

// Carries 1/d, d = number of pixels.
inline ComplexArray
InverseTransform(const ComplexArray & x)
{
  ComplexArray result = DirectTransform(x, +1);
  for (Complex & value : result.data)
  {
    value /= static_cast<double>(result.data.size());
  }
  return result;
}

// Inverse transform of spectrum times filter: the periodic convolution with a filter given in Fourier.
inline ComplexArray
Filter(ComplexArray spectrum, const RealArray & filter)
{
  for (std::size_t i = 0; i < spectrum.data.size(); ++i)
  {
    spectrum.data[i] *= filter.data[i];
  }
  return InverseTransform(spectrum);
}
} // namespace phaseharmonics_reference

#endif
