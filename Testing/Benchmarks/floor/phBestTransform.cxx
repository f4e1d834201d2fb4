// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phBestTransform.h"

#include "phAlignedBuffer.h"
#include "phBandwidth.h"
#include "phFourierTransform.h"
#include "phTiming.h"

#include <fftw3.h>

#include <cstdlib>
#include <map>
#include <tuple>

namespace phaseharmonics_benchmark
{
using phaseharmonics::AlignedBuffer;
using phaseharmonics::FourierTransform;
using phaseharmonics::Grid;

namespace
{
template <typename T>
struct Fftw;

template <>
struct Fftw<float>
{
  using Plan = fftwf_plan;
  using Complex = fftwf_complex;
  static constexpr auto limit = &fftwf_set_timelimit;
  static constexpr auto forget = &fftwf_forget_wisdom;
  static constexpr auto plan = &fftwf_plan_dft;
  static constexpr auto planForward = &fftwf_plan_dft_r2c;
  static constexpr auto planInverse = &fftwf_plan_dft_c2r;
  static constexpr auto execute = &fftwf_execute_dft;
  static constexpr auto executeForward = &fftwf_execute_dft_r2c;
  static constexpr auto executeInverse = &fftwf_execute_dft_c2r;
  static constexpr auto destroy = &fftwf_destroy_plan;
};

template <>
struct Fftw<double>
{
  using Plan = fftw_plan;
  using Complex = fftw_complex;
  static constexpr auto limit = &fftw_set_timelimit;
  static constexpr auto forget = &fftw_forget_wisdom;
  static constexpr auto plan = &fftw_plan_dft;
  static constexpr auto planForward = &fftw_plan_dft_r2c;
  static constexpr auto planInverse = &fftw_plan_dft_c2r;
  static constexpr auto execute = &fftw_execute_dft;
  static constexpr auto executeForward = &fftw_execute_dft_r2c;
  static constexpr auto executeInverse = &fftw_execute_dft_c2r;
  static constexpr auto destroy = &fftw_destroy_plan;
};

template <typename T>
typename Fftw<T>::Complex *
Raw(std::complex<T> * pointer)
{
  return reinterpret_cast<typename Fftw<T>::Complex *>(pointer);
}

template <typename T>
using Plan = std::unique_ptr<std::remove_pointer_t<typename Fftw<T>::Plan>, void (*)(typename Fftw<T>::Plan)>;

double &
PlanningSeconds()
{
  static double seconds = [] {
    const char * const text = std::getenv("PHASEHARMONICS_PLANNING_SECONDS");
    const double       value = text != nullptr ? std::atof(text) : 0.0;
    return value > 0.0 ? value : 0.5;
  }();
  return seconds;
}
} // namespace

void
SetPlanningSeconds(double seconds)
{
  PlanningSeconds() = seconds;
}

template <typename T>
class BestTransform<T>::Ways
{
public:
  Ways(const Grid & grid, TransformKind kind, double planningSeconds)
    : m_Kind(kind)
    , m_Library(grid)
  {
    // The image is real or complex, and so is what the spectrum needs. Images are many, as bands are, so that the one
    // in turn has left the fast caches; the spectrum stays there.
    const std::size_t pixels = kind == TransformKind::Complex ? grid.NumberOfPixels() : grid.NumberOfHalfBins();
    const std::size_t count =
      std::clamp<std::size_t>(4 * BytesOfSecondLevelCache() / (pixels * sizeof(Complex)), 1, 64);
    std::vector<AlignedBuffer<Complex>> images;
    for (std::size_t i = 0; i < count; ++i)
    {
      images.emplace_back(pixels);
    }
    AlignedBuffer<Complex> & image = images.front();
    AlignedBuffer<Complex>   spectrum(pixels);
    const auto               time = [&](const std::string & name) {
      const double milliseconds = ShortestMilliseconds(
        [&] {
          for (AlignedBuffer<Complex> & each : images)
          {
            kind == TransformKind::Complex ? this->RunForward(each.data(), spectrum.data())
                                                         : this->RunReal(reinterpret_cast<T *>(each.data()), spectrum.data());
          }
        },
        0.05);
      candidates.push_back({ name, milliseconds / static_cast<double>(count) });
      return candidates.size() == 1 || candidates.back().milliseconds < candidates[fastest].milliseconds;
    };

    time("library");
    Fftw<T>::limit(planningSeconds);
    Plan<T> best{ nullptr, Fftw<T>::destroy };
    bool    bestIsInPlace = false;
    for (const bool isPatient : { false, true })
    {
      for (const bool isInPlace : { false, true })
      {
        if (isInPlace && kind != TransformKind::Complex)
        {
          continue;
        }
        m_IsInPlace = isInPlace;
        m_Plan = this->MakePlan(grid, image, spectrum, isPatient ? FFTW_PATIENT : FFTW_MEASURE);
        if (time(std::string(isPatient ? "patient" : "measured") + (isInPlace ? ", in place" : "")))
        {
          fastest = candidates.size() - 1;
          best = std::move(m_Plan);
          bestIsInPlace = isInPlace;
        }
      }
    }
    m_Plan = std::move(best);
    m_IsInPlace = bestIsInPlace;
    Fftw<T>::limit(FFTW_NO_TIMELIMIT);
    // What was learned here must not change plans that the library makes later.
    Fftw<T>::forget();
  }

  void
  RunReal(T * image, Complex * half) const
  {
    if (m_Kind == TransformKind::RealForward)
    {
      m_Plan ? Fftw<T>::executeForward(m_Plan.get(), image, Raw(half)) : m_Library.Forward(image, half);
    }
    else
    {
      m_Plan ? Fftw<T>::executeInverse(m_Plan.get(), Raw(half), image) : m_Library.Inverse(half, image);
    }
  }

  void
  RunForward(Complex * image, Complex * spectrum) const
  {
    m_Plan ? Fftw<T>::execute(m_Plan.get(), Raw(image), Raw(m_IsInPlace ? image : spectrum))
           : m_Library.ForwardComplex(image);
  }

  void
  RunInverse(Complex * spectrum, Complex * image) const
  {
    m_Plan ? Fftw<T>::execute(m_Plan.get(), Raw(m_IsInPlace ? image : spectrum), Raw(image))
           : m_Library.InverseComplex(image);
  }

  std::vector<Candidate> candidates;
  std::size_t            fastest{ 0 };

private:
  Plan<T>
  MakePlan(const Grid & grid, AlignedBuffer<Complex> & image, AlignedBuffer<Complex> & spectrum, unsigned int effort)
  {
    const int rank = static_cast<int>(grid.dimension);
    int       size[3];
    for (int axis = 0; axis < rank; ++axis)
    {
      size[axis] = static_cast<int>(grid.size[static_cast<std::size_t>(rank - 1 - axis)]);
    }
    const unsigned int     flags = effort | FFTW_DESTROY_INPUT;
    auto * const           half = Raw(spectrum.data());
    auto * const           real = reinterpret_cast<T *>(image.data());
    typename Fftw<T>::Plan plan{ nullptr };
    switch (m_Kind)
    {
      case TransformKind::RealForward:
        plan = Fftw<T>::planForward(rank, size, real, half, flags);
        break;
      case TransformKind::RealInverse:
        plan = Fftw<T>::planInverse(rank, size, half, real, flags);
        break;
      default:
        plan =
          Fftw<T>::plan(rank, size, Raw(image.data()), m_IsInPlace ? Raw(image.data()) : half, FFTW_FORWARD, flags);
    }
    // Planning leaves anything there.
    image.Fill(Complex{});
    spectrum.Fill(Complex{});
    return Plan<T>(plan, Fftw<T>::destroy);
  }

  TransformKind       m_Kind;
  FourierTransform<T> m_Library;
  bool                m_IsInPlace{ false };
  Plan<T>             m_Plan{ nullptr, Fftw<T>::destroy }; // none: the library's
};

template <typename T>
BestTransform<T>::BestTransform(const Grid & grid, TransformKind kind, double planningSeconds)
  : m_Ways(std::make_unique<Ways>(grid, kind, planningSeconds))
{}

template <typename T>
BestTransform<T>::~BestTransform() = default;

template <typename T>
BestTransform<T>::BestTransform(BestTransform &&) noexcept = default;

template <typename T>
const BestTransform<T> &
BestTransform<T>::Of(const Grid & grid, TransformKind kind)
{
  static std::map<std::tuple<unsigned int, std::array<std::size_t, 3>, TransformKind>, BestTransform> transforms;
  const auto key = std::make_tuple(grid.dimension, grid.size, kind);
  auto       found = transforms.find(key);
  if (found == transforms.end())
  {
    found = transforms.emplace(key, BestTransform(grid, kind, PlanningSeconds())).first;
  }
  return found->second;
}

template <typename T>
const std::vector<typename BestTransform<T>::Candidate> &
BestTransform<T>::GetCandidates() const
{
  return m_Ways->candidates;
}

template <typename T>
const typename BestTransform<T>::Candidate &
BestTransform<T>::GetFastest() const
{
  return m_Ways->candidates[m_Ways->fastest];
}

template <typename T>
void
BestTransform<T>::RunReal(T * image, Complex * half) const
{
  m_Ways->RunReal(image, half);
}

template <typename T>
void
BestTransform<T>::RunForward(Complex * image, Complex * spectrum) const
{
  m_Ways->RunForward(image, spectrum);
}

template <typename T>
void
BestTransform<T>::RunInverse(Complex * spectrum, Complex * image) const
{
  m_Ways->RunInverse(spectrum, image);
}

template class BestTransform<float>;
template class BestTransform<double>;
} // namespace phaseharmonics_benchmark
