// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Learns a dictionary in which the patches of images are sparse, or images as a whole.

#include "AtomPicture.h"
#include "ChannelImage.h"
#include "DictionaryInput.h"
#include "ImageArray.h"
#include "LearningOptions.h"
#include "LinePlot.h"
#include "MemoryPeak.h"
#include "OutputSet.h"
#include "Picture.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "Report.h"
#include "TextTable.h"

#include "itkConvolutionalDictionaryLearningImageFilter.h"
#include "itkDictionaryWriter.h"
#include "itkMultiThreaderBase.h"
#include "itkPatchDictionaryLearningImageFilter.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>

namespace
{
using namespace phaseharmonics_examples;

template <typename TImage>
class Learning
{
public:
  Learning(const LearningOptions & options, const InputImageInformation & first)
    : m_Options(options)
    , m_First(first)
    , m_Filter(options.isConvolutional ? this->NewConvolutionalFilter() : this->NewPatchFilter())
  {}

  void
  Run()
  {
    const auto start = Clock::now();
    this->AnnounceOutputs();
    this->SetUpFilter();
    this->ReadImages();
    this->Learn();
    const itk::Dictionary & dictionary = *m_Filter->GetOutput();
    const auto              writer = itk::DictionaryWriter::New();
    writer->SetInput(&dictionary);
    writer->SetFileName(m_Outputs.Add(m_Options.output));
    writer->Update();
    if (!m_Options.picture.empty())
    {
      this->Draw().Write(m_Outputs.Add(m_Options.picture));
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (!m_Options.report.empty())
    {
      this->MakeReport(seconds).Write(m_Outputs.Add(m_Options.report));
    }
    m_Outputs.Commit();
    std::cout << FormatTable(this->MakeTable()) << '\n'
              << DescribeAtoms(dictionary) << ", coherence " << FormatNumber(dictionary.GetCoherence()) << "; "
              << m_Filter->GetNumberOfReplacedAtoms() << " replaced on the way; " << FormatNumber(seconds) << " s"
              << std::endl;
  }

private:
  using Clock = std::chrono::steady_clock;
  using LearningFilter = itk::DictionaryLearningFilterBase<TImage>;
  static constexpr unsigned int Dimension = TImage::ImageDimension;

  typename LearningFilter::Pointer
  NewPatchFilter() const
  {
    const auto filter = itk::PatchDictionaryLearningImageFilter<TImage>::New();
    filter->SetNumberOfPatches(m_Options.patches);
    filter->SetBatchSize(m_Options.batch);
    filter->SetCenterPatches(!m_Options.keepsMeans);
    return filter.GetPointer();
  }

  typename LearningFilter::Pointer
  NewConvolutionalFilter() const
  {
    const auto filter = itk::ConvolutionalDictionaryLearningImageFilter<TImage>::New();
    filter->SetBackgroundSmoothing(m_Options.background);
    if (!m_Options.crop.empty())
    {
      filter->SetCropSize(this->SizeOfAxes(m_Options.crop, "--crop-size"));
    }
    return filter.GetPointer();
  }

  /** One size for all axes, or one for each. */
  typename TImage::SizeType
  SizeOfAxes(const std::vector<std::size_t> & given, const std::string & option) const
  {
    if (given.size() != 1 && given.size() != Dimension)
    {
      throw std::runtime_error(option + " has " + std::to_string(given.size()) + " sizes, but " +
                               m_Options.inputs.front() + " is " + std::to_string(Dimension) + "-D");
    }
    typename TImage::SizeType size;
    for (unsigned int axis = 0; axis < Dimension; ++axis)
    {
      size[axis] = given.size() == 1 ? given.front() : given[axis];
    }
    return size;
  }

  void
  AnnounceOutputs()
  {
    const std::string extension = std::filesystem::path(m_Options.output).extension().string();
    if (extension != ".h5" && extension != ".hdf5")
    {
      throw std::runtime_error(m_Options.output + ": the last name is that of the dictionary and must end in .h5");
    }
    m_Outputs.Announce(m_Options.output);
    if (!m_Options.checkpoint.empty())
    {
      m_Outputs.Announce(m_Options.checkpoint);
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

  void
  SetUpFilter()
  {
    auto                     atoms = m_Options.atoms;
    std::vector<std::size_t> support = m_Options.support;
    if (!m_Options.initial.empty())
    {
      const auto initial = ReadDictionary(m_Options.initial);
      CheckAtomsFit(*initial, m_Options.initial, Dimension, m_First.channels);
      m_Filter->SetInitialDictionary(initial);
      atoms = atoms > 0 ? atoms : static_cast<unsigned int>(initial->GetNumberOfAtoms());
      const auto size = initial->GetSupportSize();
      support = support.empty() ? std::vector<std::size_t>(size.begin(), size.end()) : support;
    }
    if (atoms > 0)
    {
      m_Filter->SetNumberOfAtoms(atoms);
    }
    if (!support.empty())
    {
      m_Filter->SetAtomSize(this->SizeOfAxes(support, "--support"));
    }
    m_Filter->SetLambda(m_Options.lambda);
    m_Filter->SetLambdaRatio(m_Options.lambdaRatio);
    m_Filter->SetNonNegative(m_Options.isNonNegative);
    m_Filter->SetNumberOfIterations(m_Options.iterations);
    m_Filter->SetReportInterval(std::max(1u, m_Options.iterations / 20));
    m_Filter->SetSeed(m_Options.seed);
    m_Filter->SetCheckpointFileName(m_Options.checkpoint);
  }

  void
  ReadImages()
  {
    for (std::size_t i = 0; i < m_Options.inputs.size(); ++i)
    {
      const std::string & path = m_Options.inputs[i];
      const auto          information = ReadInformationLike(path, m_First, m_Options.inputs.front());
      for (unsigned int axis = 0; axis < Dimension; ++axis)
      {
        if (information.size[axis] < m_Filter->GetAtomSize()[axis])
        {
          throw std::runtime_error(path + ": is " + FormatSize(information.size) + ", smaller than an atom");
        }
      }
      m_Filter->SetInput(i, ReadImageFile<TImage>(path, information));
      ThrowIfInterrupted();
    }
  }

  void
  Learn()
  {
    ProgressBar progress("Learning");
    progress.Observe(m_Filter, [this] {
      return "step " + std::to_string(m_Filter->GetIteration()) + ", held-out objective " +
             FormatNumber(m_Filter->GetHeldOutObjective(), 5);
    });
    try
    {
      UpdateInterruptibly(m_Filter);
    }
    catch (const Interrupted &)
    {
      std::error_code error;
      if (!m_Options.checkpoint.empty() && std::filesystem::exists(m_Options.checkpoint, error))
      {
        throw Interrupted("interrupted; the same command goes on from " + m_Options.checkpoint);
      }
      throw;
    }
    progress.Finish("held-out objective " + FormatNumber(m_Filter->GetHeldOutObjective(), 5));
    const auto steps = m_Filter->GetReportedIterations();
    const auto objectives = m_Filter->GetHeldOutObjectives();
    m_Steps.assign(steps.begin(), steps.end());
    m_Objectives.assign(objectives.begin(), objectives.end());
  }

  /** About every fourth report. */
  std::vector<std::vector<std::string>>
  MakeTable() const
  {
    std::vector<std::vector<std::string>> table{ { "step", "held-out objective", "of the start (%)" } };
    const std::size_t                     stride = std::max<std::size_t>(1, m_Steps.size() / 5);
    for (std::size_t i = 0; i < m_Steps.size(); ++i)
    {
      if (i % stride == 0 || i + 1 == m_Steps.size())
      {
        table.push_back({ FormatCount(static_cast<std::size_t>(m_Steps[i])),
                          FormatNumber(m_Objectives[i], 5),
                          FormatNumber(100.0 * m_Objectives[i] / m_Objectives.front(), 4) });
      }
    }
    return table;
  }

  Picture
  Draw() const
  {
    constexpr int     atomsWidth = 480;
    const std::string first = std::filesystem::path(m_Options.inputs.front()).filename().string();
    const std::size_t others = m_Options.inputs.size() - 1;
    Picture           picture(DescribeAtoms(*m_Filter->GetOutput()) + ", learned on " + first +
                    (others > 0 ? " and " + std::to_string(others) + " more" : ""));
    PlotOptions       options;
    options.title = "Held-out objective, mean of |y - D z|^{2} / 2 + λ|z|_{1}";
    options.xLabel = "step";
    options.width = 420;
    options.height = 300;
    Curve curve;
    curve.x = m_Steps;
    curve.y = m_Objectives;
    curve.hasMarkers = true;
    picture.AddRow({ { DrawAtoms(*m_Filter->GetOutput(), atomsWidth), "" }, { DrawLinePlot({ curve }, options), "" } });
    return picture;
  }

  Report
  MakeReport(double seconds) const
  {
    const itk::Dictionary & dictionary = *m_Filter->GetOutput();
    const auto              support = dictionary.GetSupportSize();
    Report                  report;
    report.Set("inputs", m_Options.inputs);
    report.Set("atoms", dictionary.GetNumberOfAtoms());
    report.Set("support", std::vector<std::size_t>(support.begin(), support.end()));
    report.Set("channels", dictionary.GetNumberOfChannels());
    if (m_Options.lambda > 0.0)
    {
      report.Set("lambda", m_Options.lambda);
    }
    else
    {
      report.Set("lambda_ratio", m_Options.lambdaRatio);
    }
    report.Set("non_negative", m_Options.isNonNegative);
    report.Set("convolutional", m_Options.isConvolutional);
    if (!m_Options.isConvolutional)
    {
      report.Set("keep_means", m_Options.keepsMeans);
      report.Set("patches", m_Options.patches);
      report.Set("batch", m_Options.batch);
    }
    report.Set("seed", m_Options.seed);
    report.Set("iterations", m_Filter->GetIteration());
    report.Set("objective_start", m_Objectives.front());
    report.Set("objective_final", m_Objectives.back());
    report.Set("steps", m_Steps);
    report.Set("held_out_objectives", m_Objectives);
    report.Set("replaced_atoms", m_Filter->GetNumberOfReplacedAtoms());
    report.Set("coherence", dictionary.GetCoherence());
    report.Set("seconds_total", seconds);
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  const LearningOptions &          m_Options;
  InputImageInformation            m_First;
  typename LearningFilter::Pointer m_Filter;
  OutputSet                        m_Outputs;
  std::vector<double>              m_Steps;
  std::vector<double>              m_Objectives;
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App app(
    "Learns a dictionary: atoms of which few suffice to write any patch of the images as their sum. Images of "
    "several channels, such as RGB, have atoms of as many.");
  LearningOptions options;
  AddLearningOptions(app, options);
  return RunProgram(app, argc, argv, [&] {
    if (options.threads > 0)
    {
      itk::MultiThreaderBase::SetGlobalMaximumNumberOfThreads(options.threads);
      itk::MultiThreaderBase::SetGlobalDefaultNumberOfThreads(options.threads);
    }
    const auto first = ReadInputImageInformation(options.inputs.front(), true);
    VisitImageType<float>(first, [&](const auto & tag) {
      using ImageType = typename std::remove_reference_t<decltype(tag)>::ImageType;
      Learning<ImageType>(options, first).Run();
    });
  });
}
