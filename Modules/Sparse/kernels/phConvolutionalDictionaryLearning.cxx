// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionalDictionaryLearning.h"

#include "phConvolutionalStatisticsInternal.h"
#include "phRandom.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
// Streams of random numbers.
enum class Purpose : std::uint64_t
{
  Initialization,
  Order,
  Crop,
  Replacement
};

std::size_t
Draw(std::uint64_t seed, Purpose purpose, std::uint64_t step, std::uint64_t number, std::size_t count)
{
  const auto words = Philox(seed, static_cast<std::uint64_t>(purpose) << 48 | step, number);
  return static_cast<std::size_t>(((static_cast<std::uint64_t>(words[0]) << 32 | words[1]) >> 11) % count);
}

template <typename T>
void
CheckImage(const LearningImage<T> & image, const Grid & support, std::size_t channels)
{
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    if (image.grid.size[axis] < support.size[axis])
    {
      throw std::invalid_argument("An image of " + std::to_string(image.grid.size[axis]) + " pixels along axis " +
                                  std::to_string(axis) + " is smaller than the atoms.");
    }
  }
  const std::size_t count = channels * image.grid.NumberOfPixels();
  if (!std::all_of(image.values, image.values + count, [](T value) { return std::isfinite(value); }))
  {
    throw std::invalid_argument("An image to learn from has values that are not finite.");
  }
}

// Copies the part of an image that starts at a pixel.
template <typename T>
void
CopyPart(const LearningImage<T> &           image,
         const std::array<std::size_t, 3> & first,
         const Grid &                       part,
         std::size_t                        channels,
         T *                                to)
{
  const auto & size = image.grid.size;
  for (std::size_t c = 0; c < channels; ++c)
  {
    for (std::size_t z = 0; z < part.size[2]; ++z)
    {
      for (std::size_t y = 0; y < part.size[1]; ++y)
      {
        const std::size_t row = first[1] + y + size[1] * (first[2] + z + size[2] * c);
        to = std::copy_n(image.values + row * size[0] + first[0], part.size[0], to);
      }
    }
  }
}

std::array<std::size_t, 3>
DrawPlace(const Grid &  image,
          const Grid &  part,
          std::uint64_t seed,
          Purpose       purpose,
          std::uint64_t step,
          std::uint64_t n)
{
  std::array<std::size_t, 3> first{};
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    first[axis] = Draw(seed, purpose, step, 3 * n + axis, image.size[axis] - part.size[axis] + 1);
  }
  return first;
}

template <typename T>
double
EnergyOfVariation(const std::vector<T> & patch, std::size_t channels, bool hasZeroMean)
{
  const std::size_t pixels = patch.size() / channels;
  double            energy = 0.0;
  for (std::size_t c = 0; c < channels; ++c)
  {
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t i = c * pixels; i < (c + 1) * pixels; ++i)
    {
      sum += static_cast<double>(patch[i]);
      squares += static_cast<double>(patch[i]) * static_cast<double>(patch[i]);
    }
    energy += squares - (hasZeroMean ? sum * sum / static_cast<double>(pixels) : 0.0);
  }
  return energy;
}
} // namespace

template <typename T>
class ConvolutionalDictionaryLearning<T>::Implementation
{
public:
  explicit Implementation(const ConvolutionalDictionaryLearningOptions & o)
    : options(o)
  {
    CheckSparseCodeParameters(options.problem, options.stopping);
    if (!(options.forgetting >= 0.0) || !std::isfinite(options.forgetting))
    {
      throw std::invalid_argument("Forgetting is " + std::to_string(options.forgetting) + "; it must be at least 0.");
    }
    if (options.sweeps == 0 || options.idleImages == 0)
    {
      throw std::invalid_argument("The numbers of sweeps and of idle images must be positive.");
    }
    state.seed = options.seed;
  }

  void
  CheckStarted() const
  {
    if (state.atoms == 0)
    {
      throw std::logic_error("Learning has no dictionary to start from.");
    }
  }

  void
  Resize(const Grid & support, std::size_t channels, std::size_t atoms)
  {
    const std::uint64_t seed = state.seed;
    state = {};
    state.seed = seed;
    state.support = support;
    state.channels = channels;
    state.atoms = atoms;
    state.dictionary.assign(atoms * channels * support.NumberOfPixels(), T(0));
    state.dataProducts.assign(state.dictionary.size(), 0.0);
    state.codeProducts.assign(atoms * atoms * NumberOfLags(support), 0.0);
    state.idle.assign(atoms, 0);
  }

  std::size_t
  Length() const
  {
    return state.channels * state.support.NumberOfPixels();
  }

  std::shared_ptr<const Dictionary<T>>
  MakeDictionary() const
  {
    auto dictionary = std::make_shared<Dictionary<T>>(state.support, state.channels, state.atoms);
    std::copy(state.dictionary.begin(), state.dictionary.end(), dictionary->data());
    return dictionary;
  }

  std::shared_ptr<const ConvolutionObservation<T>>
  MakeObservation(const Grid & grid) const
  {
    ConvolutionObservationOptions observationOptions;
    observationOptions.boundary = options.boundary;
    return std::make_shared<const ConvolutionObservation<T>>(grid, observationOptions, state.support);
  }

  // Of some patches at random places, the one that varies most: flat ones say little.
  bool
  DrawAtom(const std::vector<LearningImage<T>> & images, Purpose purpose, std::size_t number, T * atom)
  {
    constexpr std::size_t Candidates = 4;
    std::vector<T>        patch(this->Length());
    double                largest = 0.0;
    for (std::size_t i = 0; i < Candidates; ++i)
    {
      const std::size_t n = number * Candidates + i;
      const auto &      image = images[Draw(state.seed, purpose, state.step, ~n, images.size())];
      CopyPart(image,
               DrawPlace(image.grid, state.support, state.seed, purpose, state.step, n),
               state.support,
               state.channels,
               patch.data());
      const double energy = EnergyOfVariation(patch, state.channels, options.hasZeroMeanAtoms);
      if (energy > largest)
      {
        largest = energy;
        std::copy(patch.begin(), patch.end(), atom);
      }
    }
    return largest > 0.0 &&
           NormalizeAtom(atom, state.channels, state.support.NumberOfPixels(), options.hasZeroMeanAtoms);
  }

  void
  ReplaceIdleAtoms(const LearningImage<T> & image)
  {
    const std::size_t lags = NumberOfLags(state.support);
    const std::size_t length = this->Length();
    std::vector<T>    atom(length);
    for (std::size_t k = 0; k < state.atoms; ++k)
    {
      if (state.idle[k] < options.idleImages || !this->DrawAtom({ image }, Purpose::Replacement, k, atom.data()))
      {
        continue;
      }
      std::copy(atom.begin(), atom.end(), state.dictionary.begin() + static_cast<std::ptrdiff_t>(k * length));
      std::fill_n(state.dataProducts.begin() + static_cast<std::ptrdiff_t>(k * length), length, 0.0);
      for (std::size_t other = 0; other < state.atoms; ++other)
      {
        std::fill_n(state.codeProducts.data() + (k * state.atoms + other) * lags, lags, 0.0);
        std::fill_n(state.codeProducts.data() + (other * state.atoms + k) * lags, lags, 0.0);
      }
      state.idle[k] = 0;
      ++state.replaced;
    }
  }

  ConvolutionalDictionaryLearningOptions  options;
  ConvolutionalDictionaryLearningState<T> state;
};

template <typename T>
ConvolutionalDictionaryLearning<T>::ConvolutionalDictionaryLearning(
  const ConvolutionalDictionaryLearningOptions & options)
  : m_Implementation(std::make_unique<Implementation>(options))
{}

template <typename T>
ConvolutionalDictionaryLearning<T>::~ConvolutionalDictionaryLearning() = default;

template <typename T>
void
ConvolutionalDictionaryLearning<T>::Initialize(const std::vector<LearningImage<T>> & images,
                                               const Grid &                          support,
                                               std::size_t                           channels,
                                               std::size_t                           atoms)
{
  constexpr std::size_t Trials = 100;
  if (images.empty() || support.NumberOfPixels() == 0 || channels == 0 || atoms == 0)
  {
    throw std::invalid_argument("Learning needs images, and atoms of some pixels and channels.");
  }
  for (const auto & image : images)
  {
    CheckImage(image, support, channels);
  }
  Implementation & m = *m_Implementation;
  m.Resize(support, channels, atoms);
  for (std::size_t k = 0; k < atoms; ++k)
  {
    bool isGood = false;
    for (std::size_t trial = 0; trial < Trials && !isGood; ++trial)
    {
      isGood =
        m.DrawAtom(images, Purpose::Initialization, k + trial * atoms, m.state.dictionary.data() + k * m.Length());
    }
    if (!isGood)
    {
      throw std::invalid_argument("The images to learn from are constant.");
    }
  }
}

template <typename T>
void
ConvolutionalDictionaryLearning<T>::Initialize(const Dictionary<T> & dictionary)
{
  dictionary.CheckAtoms();
  Implementation & m = *m_Implementation;
  m.Resize(dictionary.GetSupport(), dictionary.GetNumberOfChannels(), dictionary.GetNumberOfAtoms());
  std::copy_n(dictionary.data(), m.state.dictionary.size(), m.state.dictionary.begin());
}

template <typename T>
void
ConvolutionalDictionaryLearning<T>::SetState(ConvolutionalDictionaryLearningState<T> state)
{
  const std::size_t length = state.channels * state.support.NumberOfPixels();
  if (state.atoms == 0 || length == 0 || state.dictionary.size() != state.atoms * length ||
      state.dataProducts.size() != state.atoms * length || state.idle.size() != state.atoms ||
      state.codeProducts.size() != state.atoms * state.atoms * NumberOfLags(state.support))
  {
    throw std::invalid_argument("The sizes of this state of learning do not agree.");
  }
  m_Implementation->state = std::move(state);
  this->GetDictionary()->CheckAtoms();
}

template <typename T>
const ConvolutionalDictionaryLearningState<T> &
ConvolutionalDictionaryLearning<T>::GetState() const
{
  return m_Implementation->state;
}

template <typename T>
SparseCodeReport
ConvolutionalDictionaryLearning<T>::Update(const LearningImage<T> & image, const Executor & executor)
{
  Implementation & m = *m_Implementation;
  m.CheckStarted();
  CheckImage(image, m.state.support, m.state.channels);
  const auto                        observation = m.MakeObservation(image.grid);
  const Grid &                      working = observation->GetWorkingGrid();
  const ConvolutionalSparseCoder<T> coder(observation, m.MakeDictionary(), executor);
  std::vector<T>                    code(coder.GetCodeSize());
  std::vector<T>                    extended(m.state.channels * working.NumberOfPixels());
  const SparseCodeReport            report =
    coder.Encode(image.values, code.data(), false, m.options.problem, m.options.stopping, executor);
  observation->Extend(image.values, m.state.channels, extended.data());

  const double t = static_cast<double>(++m.state.step);
  const double factor = std::pow(1.0 - 1.0 / t, m.options.forgetting);
  AddToStatistics(code.data(), extended.data(), working, factor, m.state, executor);
  for (std::size_t k = 0; k < m.state.atoms; ++k)
  {
    const auto map = code.begin() + static_cast<std::ptrdiff_t>(k * working.NumberOfPixels());
    const bool isUsed = std::any_of(
      map, map + static_cast<std::ptrdiff_t>(working.NumberOfPixels()), [](T value) { return value != T(0); });
    m.state.idle[k] = isUsed ? 0 : m.state.idle[k] + 1;
  }
  for (unsigned int sweep = 0; sweep < m.options.sweeps; ++sweep)
  {
    SweepOverAtoms(m.state, m.options.hasZeroMeanAtoms, executor);
  }
  m.ReplaceIdleAtoms(image);
  return report;
}

template <typename T>
SparseCodeReport
ConvolutionalDictionaryLearning<T>::UpdateFrom(const std::vector<LearningImage<T>> & images, const Executor & executor)
{
  const Implementation & m = *m_Implementation;
  m.CheckStarted();
  if (images.empty())
  {
    throw std::invalid_argument("There is no image to learn from.");
  }
  const std::uint64_t        epoch = m.state.step / images.size();
  std::vector<std::size_t>   order(images.size());
  std::vector<std::uint64_t> keys(images.size());
  std::iota(order.begin(), order.end(), std::size_t{ 0 });
  for (std::size_t i = 0; i < images.size(); ++i)
  {
    keys[i] = Draw(m.state.seed, Purpose::Order, epoch, i, static_cast<std::size_t>(-1));
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  const LearningImage<T> & image = images[order[m.state.step % images.size()]];

  Grid part = image.grid;
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    const std::size_t size = m.options.cropSize[axis];
    part.size[axis] = size > 0 ? std::min(size, part.size[axis]) : part.size[axis];
  }
  if (part == image.grid)
  {
    return this->Update(image, executor);
  }
  std::vector<T> crop(m.state.channels * part.NumberOfPixels());
  CopyPart(image,
           DrawPlace(image.grid, part, m.state.seed, Purpose::Crop, m.state.step, 0),
           part,
           m.state.channels,
           crop.data());
  return this->Update({ crop.data(), part }, executor);
}

template <typename T>
double
ConvolutionalDictionaryLearning<T>::Objective(const std::vector<LearningImage<T>> & images,
                                              double                                relativeGap,
                                              const Executor &                      executor) const
{
  constexpr unsigned int MaximumIterations = 2000;
  const Implementation & m = *m_Implementation;
  m.CheckStarted();
  if (images.empty())
  {
    throw std::invalid_argument("There is no image to measure the objective of.");
  }
  double sum = 0.0;
  for (const auto & image : images)
  {
    CheckImage(image, m.state.support, m.state.channels);
    const ConvolutionalSparseCoder<T> coder(m.MakeObservation(image.grid), m.MakeDictionary(), executor);
    std::vector<T>                    code(coder.GetCodeSize());
    sum +=
      coder.Encode(image.values, code.data(), false, m.options.problem, { MaximumIterations, relativeGap }, executor)
        .objective;
  }
  return sum / static_cast<double>(images.size());
}

template <typename T>
std::shared_ptr<const Dictionary<T>>
ConvolutionalDictionaryLearning<T>::GetDictionary() const
{
  m_Implementation->CheckStarted();
  return m_Implementation->MakeDictionary();
}

template class ConvolutionalDictionaryLearning<float>;
template class ConvolutionalDictionaryLearning<double>;
} // namespace phaseharmonics
