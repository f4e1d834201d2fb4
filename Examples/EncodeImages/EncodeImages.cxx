// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Writes the scattering coefficients of images.

#include "CodeFile.h"
#include "EncodeOptions.h"
#include "EncodePicture.h"
#include "ImageFiles.h"
#include "MemoryPeak.h"
#include "OutputSet.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "Report.h"
#include "TextTable.h"

#include "itkImageFileReader.h"
#include "itkMultiThreaderExecutor.h"
#include "itkScatteringImageFilter.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <optional>

namespace
{
using namespace phaseharmonics_examples;

class Encoder
{
public:
  explicit Encoder(const EncodeOptions & options)
    : m_Options(options)
    , m_Files(FindImageFiles(options.Inputs(), options.Output()))
    , m_First(ReadComponentImage(m_Files.front()))
    , m_Scattering(options.ForImages(m_First.grid, m_First.spacing))
    , m_Geometry(m_First.grid, m_Scattering)
    , m_Sums(m_Scattering.NumberOfChannels())
  {}

  void
  Run()
  {
    const auto start = Clock::now();
    this->AnnounceOutputs();
    if (this->WritesArray())
    {
      this->EncodeAll();
    }
    else
    {
      this->EncodeOne();
    }
    if (!m_Options.picture.empty())
    {
      this->DrawPicture().Write(m_Outputs.Add(m_Options.picture));
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (!m_Options.report.empty())
    {
      this->MakeReport(seconds).Write(m_Outputs.Add(m_Options.report));
    }
    m_Outputs.Commit();
    std::cout << FormatCount(m_Files.size()) << (m_Files.size() == 1 ? " image of " : " images of ")
              << m_First.DescribeShape() << ": " << FormatCount(this->NumberOfChannels()) << " channels of "
              << FormatSize(this->OutputSize()) << " each in " << FormatNumber(seconds) << " s ("
              << FormatNumber(m_SecondsOfEncoding) << " s for the scattering)" << std::endl;
  }

private:
  using Clock = std::chrono::steady_clock;

  bool
  WritesArray() const
  {
    const std::string extension = std::filesystem::path(m_Options.Output()).extension().string();
    return extension == ".h5" || extension == ".hdf5";
  }

  std::size_t
  NumberOfChannels() const
  {
    return m_First.components * m_Scattering.NumberOfChannels();
  }

  std::vector<std::size_t>
  OutputSize() const
  {
    return { m_Geometry.output.size.begin(), m_Geometry.output.size.begin() + m_Geometry.output.dimension };
  }

  void
  AnnounceOutputs()
  {
    const std::string & output = m_Options.Output();
    m_Outputs.Announce(output);
    if (!this->WritesArray())
    {
      const std::string extension = std::filesystem::path(output).extension().string();
      if (extension != ".nrrd" && extension != ".mha" && extension != ".mhd" && extension != ".nhdr")
      {
        throw std::runtime_error(output + ": codes become .h5, or .nrrd or .mha for one image");
      }
      if (m_Files.size() > 1 || m_First.grid.dimension == 1)
      {
        throw std::runtime_error(output + ": an image file holds the codes of one image of 2 or 3 dimensions, not of " +
                                 std::to_string(m_Files.size()) + " of " + std::to_string(m_First.grid.dimension) +
                                 "; use .h5");
      }
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

  // Images whose pixels and codes take about 64 MiB, and enough of them for all threads.
  std::size_t
  BlockSize(std::size_t codesOfImage) const
  {
    constexpr std::size_t numbers = std::size_t{ 64 } << 18;
    const std::size_t     fitting = numbers / (codesOfImage + m_First.values.size());
    return std::min(m_Files.size(), std::max<std::size_t>(8, fitting));
  }

  std::vector<float>
  ReadBlock(std::size_t begin, std::size_t count, ProgressBar & progress) const
  {
    std::vector<float> pixels;
    for (std::size_t i = begin; i < begin + count; ++i)
    {
      ThrowIfInterrupted();
      const ComponentImage image = i == 0 ? m_First : ReadComponentImage(m_Files[i]);
      if (!image.HasShapeOf(m_First))
      {
        throw std::runtime_error(m_Files[i] + ": is " + image.DescribeShape() + ", but " + m_Files.front() + " is " +
                                 m_First.DescribeShape());
      }
      pixels.insert(pixels.end(), image.values.begin(), image.values.end());
      progress.Update(static_cast<double>(i) / static_cast<double>(m_Files.size()), m_Files[i]);
    }
    return pixels;
  }

  void
  Encode(const phaseharmonics::Scattering<float> & scattering,
         const std::vector<float> &                pixels,
         const phaseharmonics::Executor &          executor,
         std::vector<float> &                      codes)
  {
    const std::size_t count = pixels.size() / m_First.grid.NumberOfPixels();
    const auto        start = Clock::now();
    codes.resize(count * scattering.OutputSize());
    scattering.Forward(pixels.data(), count, codes.data(), executor);
    m_SecondsOfEncoding += std::chrono::duration<double>(Clock::now() - start).count();
  }

  void
  AddToSums(const std::vector<float> & codes)
  {
    const std::size_t size = m_Geometry.output.NumberOfPixels();
    for (std::size_t i = 0; i < codes.size(); ++i)
    {
      m_Sums[i / size % m_Sums.size()] += static_cast<double>(codes[i]);
    }
  }

  void
  KeepFirst(const std::vector<float> & codes)
  {
    m_CodesOfFirst.assign(codes.begin(),
                          codes.begin() + static_cast<std::ptrdiff_t>(m_Scattering.NumberOfChannels() *
                                                                      m_Geometry.output.NumberOfPixels()));
  }

  void
  EncodeAll()
  {
    const auto multiThreader = itk::MultiThreaderBase::New();
    if (m_Options.threads > 0)
    {
      multiThreader->SetMaximumNumberOfThreads(m_Options.threads);
      multiThreader->SetNumberOfWorkUnits(m_Options.threads);
    }
    const itk::MultiThreaderExecutor        executor(multiThreader);
    const phaseharmonics::Scattering<float> scattering(m_First.grid, m_Scattering, executor);
    ProgressBar                             progress("Encoding");
    CodeFile           file(m_Outputs.Add(m_Options.Output()), m_Scattering, m_Geometry, m_First.components, m_Files);
    std::vector<float> codes;
    const std::size_t  blockSize = this->BlockSize(m_First.components * scattering.OutputSize());
    for (std::size_t begin = 0; begin < m_Files.size(); begin += blockSize)
    {
      const std::size_t count = std::min(blockSize, m_Files.size() - begin);
      this->Encode(scattering, this->ReadBlock(begin, count, progress), executor, codes);
      file.Write(begin, codes);
      this->AddToSums(codes);
      if (begin == 0)
      {
        this->KeepFirst(codes);
      }
    }
    file.Close();
    progress.Finish();
  }

  void
  EncodeOne()
  {
    if (m_Options.threads > 0)
    {
      itk::MultiThreaderBase::SetGlobalMaximumNumberOfThreads(m_Options.threads);
      itk::MultiThreaderBase::SetGlobalDefaultNumberOfThreads(m_Options.threads);
    }
    if (m_First.grid.dimension == 2)
    {
      this->EncodeWithFilter<2>();
    }
    else
    {
      this->EncodeWithFilter<3>();
    }
  }

  // The filter gives the codes their place in the world.
  template <unsigned int VDimension>
  void
  EncodeWithFilter()
  {
    using ImageType = itk::VectorImage<float, VDimension>;
    const auto image = itk::ReadImage<ImageType>(m_Files.front());
    const auto filter = itk::ScatteringImageFilter<ImageType>::New();
    using FilterType = itk::ScatteringImageFilter<ImageType>;
    using phaseharmonics::ScatteringVariant;
    filter->SetInput(image);
    SetBankOptions(m_Options.bank, filter.GetPointer());
    filter->SetOversampling(m_Options.oversampling);
    filter->SetOrder(m_Options.order);
    filter->SetNumberOfPhases(m_Options.phases);
    filter->SetSubsampling(m_Options.subsampling == "fold" ? FilterType::SubsamplingEnum::Fold
                                                           : FilterType::SubsamplingEnum::Crop);
    filter->SetBoundary(m_Options.boundary == "mirror" ? FilterType::BoundaryEnum::Mirror
                                                       : FilterType::BoundaryEnum::Periodic);
    filter->SetVariant(m_Options.variant == "log"          ? FilterType::VariantEnum::Logarithm
                       : m_Options.variant == "normalized" ? FilterType::VariantEnum::NormalizedSecondOrder
                                                           : FilterType::VariantEnum::None);
    filter->SetEpsilon(m_Options.epsilon);
    const auto start = Clock::now();
    {
      ProgressBar progress("Encoding");
      progress.Observe(filter);
      UpdateInterruptibly(filter);
      progress.Finish();
    }
    m_SecondsOfEncoding = std::chrono::duration<double>(Clock::now() - start).count();
    m_Outputs.AddImage(filter->GetOutput(), m_Options.Output());
    const std::size_t  channels = this->NumberOfChannels();
    const std::size_t  pixels = m_Geometry.output.NumberOfPixels();
    std::vector<float> codes(channels * pixels);
    for (std::size_t i = 0; i < codes.size(); ++i)
    {
      codes[i % channels * pixels + i / channels] = filter->GetOutput()->GetBufferPointer()[i];
    }
    this->AddToSums(codes);
    this->KeepFirst(codes);
  }

  std::vector<double>
  Means() const
  {
    std::vector<double> means = m_Sums;
    const auto count = static_cast<double>(m_Files.size() * m_First.components * m_Geometry.output.NumberOfPixels());
    for (double & mean : means)
    {
      mean /= count;
    }
    return means;
  }

  Picture
  DrawPicture() const
  {
    EncodePictureInput input;
    input.options = m_Scattering;
    input.image = m_First.grid;
    input.output = m_Geometry.output;
    input.spacing = m_First.spacing;
    input.pixels.assign(m_First.values.begin(),
                        m_First.values.begin() + static_cast<std::ptrdiff_t>(m_First.grid.NumberOfPixels()));
    input.codes.assign(m_CodesOfFirst.begin(), m_CodesOfFirst.end());
    input.means = this->Means();
    input.images = m_Files.size();
    input.title = std::filesystem::path(m_Files.front()).filename().string() + ", " + m_First.DescribeShape() + ": " +
                  FormatCount(this->NumberOfChannels()) + " channels of " + FormatSize(this->OutputSize());
    return DrawCodes(input);
  }

  // Mean of the channels of an order.
  double
  MeanOfOrder(unsigned int order) const
  {
    const auto  channels = phaseharmonics::ScatteringChannels(m_Scattering);
    const auto  means = this->Means();
    double      sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < channels.size(); ++i)
    {
      sum += channels[i].order == order ? means[i] : 0.0;
      count += channels[i].order == order ? 1 : 0;
    }
    return sum / static_cast<double>(count);
  }

  Report
  MakeReport(double seconds) const
  {
    Report report;
    report.Set("images", m_Files.size());
    report.Set("image_size",
               std::vector<std::size_t>(m_First.grid.size.begin(), m_First.grid.size.begin() + m_First.grid.dimension));
    report.Set("components", m_First.components);
    report.Set("number_of_scales", m_Scattering.bank.numberOfScales);
    report.Set("number_of_orientations", m_Scattering.bank.numberOfOrientations);
    report.Set("order", m_Scattering.order);
    report.Set("number_of_phases", m_Scattering.numberOfPhases);
    report.Set("channels", this->NumberOfChannels());
    report.Set("output_size", this->OutputSize());
    report.Set("mean_order_0", this->MeanOfOrder(0));
    report.Set("mean_order_1", this->MeanOfOrder(1));
    report.Set("mean_order_2", this->MeanOfOrder(2));
    report.Set("seconds_scattering", m_SecondsOfEncoding);
    report.Set("seconds_total", seconds);
    report.Set("memory_peak_mib", MemoryPeakInMebibytes());
    return report;
  }

  const EncodeOptions &                    m_Options;
  const std::vector<std::string>           m_Files;
  const ComponentImage                     m_First;
  const phaseharmonics::ScatteringOptions  m_Scattering;
  const phaseharmonics::ScatteringGeometry m_Geometry;
  OutputSet                                m_Outputs;
  std::vector<double>                      m_Sums; // over all images, components and pixels, by channel
  std::vector<float>                       m_CodesOfFirst;
  double                                   m_SecondsOfEncoding{ 0.0 };
};
} // namespace

int
main(int argc, char ** argv)
{
  CLI::App      app("Writes the scattering coefficients of images: local averages of their rectified wavelet "
                    "coefficients, for each scale, orientation and phase.");
  EncodeOptions options;
  AddEncodeOptions(app, options);
  return RunProgram(app, argc, argv, [&] { Encoder(options).Run(); });
}
