# SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
# SPDX-License-Identifier: Apache-2.0

# Libraries of the kernels. None appears in a public header, so none is needed by users of the package.
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(FFTW3 REQUIRED)
find_package(HDF5 REQUIRED COMPONENTS C)
find_package(LBFGS REQUIRED)
find_package(Threads REQUIRED)

set(PhaseHarmonics_PRIVATE_LIBRARIES
    Eigen3::Eigen
    FFTW3::fftw3
    FFTW3::fftw3f
    hdf5::hdf5
    LBFGS::lbfgs
    Threads::Threads)
