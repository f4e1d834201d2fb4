// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Samples of phase-harmonic models and of networks' Gram matrices, with their numbers of moments and their distances to
// the image that they are of.

#include "ComparedModel.h"
#include "ImageArray.h"
#include "MemoryPeak.h"
#include "ModelOptions.h"
#include "OutputSet.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "SuffixedName.h"
#include "TextTable.h"

#include "itkGaussianSynthesisImageFilter.h"
#include "itkMicrocanonicalSynthesisImageFilter.h"
#include "itkNetworkSynthesisImageFilter.h"

#include <chrono>
#include <filesystem>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;

constexpr unsigned int OrientationsOfJudge = 5;

template <typename TImage>
class ModelComparison
{
public:
  ModelComparison(TImage * image, const ModelOptions & options)
    : m_Image(image)
    , m_Options(options)
    , m_Grid(GridOf(image))
  {}

  void
  Run()
  {
    const auto start = Clock::now();
    this->SetUpModels();
    this->AnnounceOutputs();
    m_Original = MakeComparedField("original", ValuesOf(m_Image.GetPointer()), m_Grid);
    for (const Candidate & candidate : m_Candidates)
    {
      this->Sample(candidate);
    }
    this->Judge();
    for (std::size_t i = 0; i < m_Samples.size(); ++i)
    {
      m_Outputs.AddImage(m_Samples[i].GetPointer(), SuffixedName(m_Options.output, "_" + m_Models[i].suffix));
    }
    if (!m_Options.picture.empty())
    {
      const std::string title =
        m_Options.input.Describe() + ", " + FormatSize(SizeOf(m_Image.GetPointer())) + ": one sample of each model";
      DrawModels(title, m_Grid, SpacingOf(m_Image.GetPointer()), m_Original, m_Models)
        .Write(m_Outputs.Add(m_Options.picture));
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (!m_Options.report.empty())
    {
      this->MakeReport(seconds).Write(m_Outputs.Add(m_Options.report));
    }
    m_Outputs.Commit();
    std::cout << FormatTable(MakeModelTable(m_Original.figures, m_Models, true)) << FormatNumber(seconds)
              << " s in all, at most " << FormatNumber(MemoryPeakInMebibytes()) << " MiB" << std::endl;
  }

private:
  using Clock = std::chrono::steady_clock;
  using GaussianFilter = itk::GaussianSynthesisImageFilter<TImage>;
  using HarmonicFilter = itk::MicrocanonicalSynthesisImageFilter<TImage>;
  using NetworkFilter = itk::NetworkSynthesisImageFilter<TImage>;
  using NetworkEnum = typename NetworkFilter::NetworkEnum;

  /** A model to sample; of the filters, the one of its kind is set. */
  struct Candidate
  {
    std::string                      name;
    std::string                      suffix;
    typename GaussianFilter::Pointer gaussian;
    typename HarmonicFilter::Pointer harmonic;
    typename NetworkFilter::Pointer  network;
  };

  typename HarmonicFilter::Pointer
  MakeHarmonicFilter() const
  {
    const auto filter = HarmonicFilter::New();
    filter->SetInput(m_Image);
    filter->SetSeed(m_Options.seed);
    filter->SetNumberOfIterations(m_Options.iterations);
    return filter;
  }

  typename NetworkFilter::Pointer
  MakeNetworkFilter() const
  {
    const auto filter = NetworkFilter::New();
    filter->SetInput(m_Image);
    filter->SetSeed(m_Options.seed);
    filter->SetNetworkSeed(m_Options.networkSeed);
    filter->SetNumberOfIterations(m_Options.iterations);
    return filter;
  }

  void
  SetUpModels()
  {
    Candidate gaussian{ "Gaussian model", "gaussian", GaussianFilter::New(), nullptr, nullptr };
    gaussian.gaussian->SetInput(m_Image);
    gaussian.gaussian->SetSeed(m_Options.seed);
    m_Candidates.push_back(gaussian);
    for (const std::string & name : m_Options.harmonics)
    {
      const HarmonicModel model = HarmonicModelOfName(name);
      const auto          filter = this->MakeHarmonicFilter();
      filter->SetModel(model.model);
      filter->SetNumberOfOrientations(model.orientations);
      m_Candidates.push_back({ "phase harmonics " + name, "harmonics_" + name, nullptr, filter, nullptr });
    }
    const auto addNetwork = [this](const std::string & name, const std::string & suffix, NetworkEnum kind) {
      const auto filter = this->MakeNetworkFilter();
      filter->SetNetwork(kind);
      m_Candidates.push_back({ name, suffix, nullptr, nullptr, filter });
      return filter;
    };
    for (const unsigned int filters : m_Options.filters)
    {
      const std::string number = std::to_string(filters);
      addNetwork("network, " + number + " a size", "network_" + number, NetworkEnum::MultiScale)
        ->SetNumberOfFilters(filters);
    }
    for (const unsigned int filters : m_Options.layered)
    {
      const std::string number = std::to_string(filters);
      addNetwork("network, 4 x " + number, "layered_" + number, NetworkEnum::Layered)->SetNumberOfFilters(filters);
    }
    for (const std::string & path : m_Options.networks)
    {
      const std::string stem = std::filesystem::path(path).stem().string();
      addNetwork("network " + stem, "network_" + stem, NetworkEnum::File)->SetNetworkFileName(path);
    }
    // Networks that do not fit are told before the others have worked.
    for (const Candidate & candidate : m_Candidates)
    {
      if (candidate.network != nullptr)
      {
        candidate.network->UpdateOutputInformation();
      }
    }
    if (!m_Options.independent.empty())
    {
      m_Independent = ReadPreparedImage<TImage>(m_Options.independent, m_Options.input);
      CheckSameSize(m_Image.GetPointer(), m_Independent.GetPointer(), m_Options.independent);
    }
  }

  void
  AnnounceOutputs()
  {
    for (const Candidate & candidate : m_Candidates)
    {
      m_Outputs.AnnounceImage<TImage>(SuffixedName(m_Options.output, "_" + candidate.suffix));
    }
    if (!m_Options.picture.empty())
    {
      m_Outputs.Announce(m_Options.picture, ".png");
    }
    if (!m_Options.report.empty())
    {
      m_Outputs.Announce(m_Options.report);
    }
  }

  template <typename TFilter>
  static void
  Synthesize(TFilter * filter, const std::string & name, ComparedModel & model)
  {
    const auto  start = Clock::now();
    ProgressBar progress(name);
    progress.Observe(filter, [filter] {
      return "iteration " + std::to_string(filter->GetIteration()) + ", loss " + FormatNumber(filter->GetLoss());
    });
    UpdateInterruptibly(filter);
    progress.Finish("loss " + FormatNumber(filter->GetLoss()));
    model.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    model.iterations = filter->GetIteration();
    model.evaluations = filter->GetNumberOfEvaluations();
    model.initialLoss = filter->GetInitialLoss();
    model.finalLoss = filter->GetLoss();
  }

  void
  Sample(const Candidate & candidate)
  {
    ComparedModel            model;
    typename TImage::Pointer sample;
    model.suffix = candidate.suffix;
    if (candidate.gaussian != nullptr)
    {
      model.family = "gaussian";
      UpdateInterruptibly(candidate.gaussian);
      sample = candidate.gaussian->GetOutput();
    }
    else if (candidate.harmonic != nullptr)
    {
      model.family = "harmonics";
      Synthesize(candidate.harmonic.GetPointer(), candidate.name, model);
      model.moments = candidate.harmonic->GetNumberOfUniqueMoments();
      sample = candidate.harmonic->GetOutput();
    }
    else
    {
      model.family = candidate.network->GetNetwork() == NetworkEnum::MultiScale ? "network"
                     : candidate.network->GetNetwork() == NetworkEnum::Layered  ? "layered"
                                                                                : "file";
      Synthesize(candidate.network.GetPointer(), candidate.name, model);
      model.moments = candidate.network->GetNumberOfMoments();
      sample = candidate.network->GetOutput();
    }
    sample->DisconnectPipeline();
    model.field = MakeComparedField(candidate.name, ValuesOf(sample.GetPointer()), m_Grid);
    m_Models.push_back(std::move(model));
    m_Samples.push_back(sample);
  }

  /** Energies of all samples under a model of each family, with filters that no other model has by default: they judge
   *  what the filters matched are worth for others. */
  void
  Judge()
  {
    const auto harmonic = this->MakeHarmonicFilter();
    const auto network = this->MakeNetworkFilter();
    harmonic->SetNumberOfIterations(1);
    harmonic->SetNumberOfOrientations(OrientationsOfJudge);
    network->SetNumberOfIterations(1);
    network->SetNetworkSeed(m_Options.networkSeed + 1);
    harmonic->SetNumberOfCoarseIterations(0);
    harmonic->SetStart(HarmonicFilter::StartEnum::WhiteNoise);
    const auto lossOf = [](auto * filter) {
      UpdateInterruptibly(filter);
      return filter->GetInitialLoss();
    };
    const double harmonicLossOfNoise = lossOf(harmonic.GetPointer());
    const double networkLossOfNoise = lossOf(network.GetPointer());
    harmonic->SetStart(HarmonicFilter::StartEnum::InitialImage);
    const auto judge = [&](const TImage * sample, ComparedModel & model) {
      harmonic->SetInitialImage(sample);
      network->SetInitialImage(sample);
      model.harmonicLoss = lossOf(harmonic.GetPointer()) / harmonicLossOfNoise;
      model.networkLoss = lossOf(network.GetPointer()) / networkLossOfNoise;
    };
    ProgressBar progress("Comparing");
    for (std::size_t i = 0; i < m_Models.size(); ++i)
    {
      judge(m_Samples[i], m_Models[i]);
      progress.Update(static_cast<double>(i + 1) / static_cast<double>(m_Models.size() + 1));
    }
    if (m_Independent != nullptr)
    {
      ComparedModel model;
      model.family = "independent";
      model.field = MakeComparedField("another image", ValuesOf(m_Independent.GetPointer()), m_Grid);
      judge(m_Independent, model);
      m_Models.push_back(std::move(model));
    }
    progress.Finish();
  }

  Report
  MakeReport(double seconds) const
  {
    Report report;
    report.Set("input", m_Options.input.path);
    report.Set("size", SizeOf(m_Image.GetPointer()));
    report.Set("seed", m_Options.seed);
    report.Set("network_seed", m_Options.networkSeed);
    report.Set("kurtosis_input", m_Original.figures.kurtosis);
    std::vector<Report> models;
    for (const ComparedModel & model : m_Models)
    {
      models.push_back(ReportModel(m_Original.figures, model));
    }
    report.Set("models", models);
    report.Set("seconds_total", seconds);
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  typename TImage::Pointer              m_Image;
  const ModelOptions &                  m_Options;
  Grid                                  m_Grid;
  ComparedField                         m_Original;
  std::vector<Candidate>                m_Candidates;
  std::vector<ComparedModel>            m_Models;
  std::vector<typename TImage::Pointer> m_Samples;
  typename TImage::Pointer              m_Independent;
  OutputSet                             m_Outputs;
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app("Draws new images with the phase-harmonic moments of INPUT and with the Gram matrices of convolutional "
               "networks, and tells how many moments each model has and how its sample differs from INPUT.");
  ModelOptions options;
  AddModelOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    VisitPreparedImage(options.input, [&](const auto & image) {
      using ImageType = std::remove_reference_t<decltype(*image)>;
      if constexpr (ImageType::ImageDimension == 2)
      {
        ModelComparison<ImageType>(image.GetPointer(), options).Run();
      }
      else
      {
        throw std::runtime_error(options.input.path + ": is " + std::to_string(ImageType::ImageDimension) +
                                 "-D; the networks are for 2-D images");
      }
    });
  });
}
