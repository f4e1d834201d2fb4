// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ImageArray.h"
#include "InputImage.h"
#include "MemoryPeak.h"
#include "OutputImage.h"
#include "ProgramMain.h"
#include "ProgressBar.h"
#include "Report.h"

#include "itkImageFileWriter.h"
#include "itkRGBPixel.h"

#include <gtest/gtest.h>

#include <complex>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

namespace
{
using namespace phaseharmonics_examples;
namespace fs = std::filesystem;

class ExamplesCommonFiles : public testing::Test
{
protected:
  void
  SetUp() override
  {
    const auto * const info = testing::UnitTest::GetInstance()->current_test_info();
    m_Folder = fs::path(PHASEHARMONICS_TEST_OUTPUT_DIR) / "ExamplesCommonFiles" / info->name();
    fs::remove_all(m_Folder);
    fs::create_directories(m_Folder);
  }

  std::string
  PathOf(const std::string & name) const
  {
    return (m_Folder / name).string();
  }

  std::size_t
  NumberOfFiles() const
  {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_Folder), fs::directory_iterator()));
  }

  template <typename TPixel, unsigned int VDimension>
  void
  Store(const std::string & name, const itk::Size<VDimension> & size, const TPixel & first = TPixel())
  {
    using ImageType = itk::Image<TPixel, VDimension>;
    const auto image = ImageType::New();
    image->SetRegions(size);
    image->Allocate(true);
    image->SetPixel(typename ImageType::IndexType{}, first);
    const auto writer = itk::ImageFileWriter<ImageType>::New();
    writer->SetFileName(this->PathOf(name));
    writer->SetInput(image);
    writer->Update();
  }

  fs::path m_Folder;
};

template <typename TFunction>
std::string
ErrorOf(TFunction && function)
{
  try
  {
    function();
  }
  catch (const std::exception & exception)
  {
    return DescribeInOneLine(exception);
  }
  return "no error";
}

std::string
ContentOf(const std::string & path)
{
  std::ifstream      file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_F(ExamplesCommonFiles, ReportIsOrderedJson)
{
  Report inner;
  inner.Set("b", 1);
  Report report;
  report.Set("z", 0.1);
  report.Set("count", std::size_t{ 65536 });
  report.Set("flag", true);
  report.Set("text", "a \"quoted\"\n\\ line");
  report.Set("missing", std::numeric_limits<double>::quiet_NaN());
  report.Set("list", std::vector<double>{ 1.5, std::numeric_limits<double>::infinity(), 1e-300 });
  report.Set("names", std::vector<std::string>{ "x", "y" });
  report.Set("inner", inner);
  report.Set("empty", Report());
  report.Set("objects", std::vector<Report>{ inner, inner });
  report.Set("z", 0.2F);
  const std::string expected = R"({
  "z": 0.2,
  "count": 65536,
  "flag": true,
  "text": "a \"quoted\"\n\\ line",
  "missing": null,
  "list": [1.5, null, 1e-300],
  "names": ["x", "y"],
  "inner": {
    "b": 1
  },
  "empty": {},
  "objects": [
    {
      "b": 1
    },
    {
      "b": 1
    }
  ]
}
)";
  EXPECT_EQ(report.ToString(), expected);
  report.Write(this->PathOf("report.json"));
  EXPECT_EQ(ContentOf(this->PathOf("report.json")), expected);
  EXPECT_EQ(this->NumberOfFiles(), 1U);
}

TEST_F(ExamplesCommonFiles, TrailingAxesOfSizeOneAreDropped)
{
  Store<float, 2>("line.nrrd", { { 16, 1 } });
  Store<short, 3>("plane.mha", { { 7, 5, 1 } });
  Store<unsigned char, 3>("volume.nii.gz", { { 4, 5, 6 } });
  const auto dimensionOf = [this](const std::string & name) {
    return VisitInputImage<float>(this->PathOf(name), [](const auto & image) {
      return std::make_pair(image->GetImageDimension(), image->GetBufferedRegion().GetNumberOfPixels());
    });
  };
  EXPECT_EQ(dimensionOf("line.nrrd"), std::make_pair(1U, itk::SizeValueType{ 16 }));
  EXPECT_EQ(dimensionOf("plane.mha"), std::make_pair(2U, itk::SizeValueType{ 35 }));
  EXPECT_EQ(dimensionOf("volume.nii.gz"), std::make_pair(3U, itk::SizeValueType{ 120 }));
  EXPECT_NE(ErrorOf([this] { ReadInputImage<float, 3>(this->PathOf("plane.mha")); }).find("is 2-D"), std::string::npos);
}

TEST_F(ExamplesCommonFiles, GeometryIsKept)
{
  using VolumeType = itk::Image<double, 3>;
  const auto volume = VolumeType::New();
  volume->SetRegions(VolumeType::SizeType{ { 4, 3, 1 } });
  volume->Allocate(true);
  const double spacing[] = { 2.0, 3.0, 4.0 };
  const double origin[] = { 5.0, 6.0, 7.0 };
  volume->SetSpacing(spacing);
  volume->SetOrigin(origin);
  VolumeType::DirectionType turn;
  turn.Fill(0.0);
  turn(0, 1) = -1.0;
  turn(1, 0) = 1.0;
  turn(2, 2) = 1.0;
  volume->SetDirection(turn);
  WriteOutputImage(volume.GetPointer(), this->PathOf("a.nrrd"));

  const auto plane = ReadInputImage<double, 2>(this->PathOf("a.nrrd"));
  WriteOutputImage(plane.GetPointer(), this->PathOf("b.mha"));
  const auto again = ReadInputImage<double, 2>(this->PathOf("b.mha"));
  EXPECT_EQ(SpacingOf(again.GetPointer()), (std::array<double, 3>{ { 2.0, 3.0, 1.0 } }));
  EXPECT_EQ(again->GetOrigin()[0], 5.0);
  EXPECT_EQ(again->GetOrigin()[1], 6.0);
  EXPECT_EQ(again->GetDirection()(0, 1), -1.0);
  EXPECT_EQ(again->GetDirection()(1, 0), 1.0);
  EXPECT_EQ(GridOf(again.GetPointer()), (phaseharmonics::Grid{ 2, { { 4, 3, 1 } } }));
}

TEST_F(ExamplesCommonFiles, SeriesSurvivesEveryFormat)
{
  using SeriesType = itk::Image<float, 1>;
  const auto series = SeriesType::New();
  series->SetRegions(SeriesType::SizeType{ { 5 } });
  series->Allocate();
  const std::vector<double> values{ 3.0, -1.0, 4.0, 1.0, -5.5 };
  std::copy(values.begin(), values.end(), series->GetBufferPointer());
  series->SetSpacing(0.5);
  for (const std::string name : { "a.nrrd", "a.mha", "a.mhd", "a.nii", "a.tif" })
  {
    CheckImageWritable<SeriesType>(this->PathOf(name));
    WriteOutputImage(series.GetPointer(), this->PathOf(name));
    EXPECT_EQ(ValuesOf(ReadInputImage<float, 1>(this->PathOf(name)).GetPointer()), values) << name;
  }
  // The header of the detached format stands beside its data, and no temporary is left.
  EXPECT_EQ(this->NumberOfFiles(), 6U);
}

TEST_F(ExamplesCommonFiles, BadInputGivesOneClearLine)
{
  Store<itk::RGBPixel<unsigned char>, 2>("rgb.png", { { 4, 4 } });
  Store<std::complex<float>, 2>("complex.nrrd", { { 4, 4 } });
  Store<float, 4>("four.nrrd", { { 2, 2, 2, 2 } });
  Store<float, 2>("constant.nrrd", { { 4, 4 } });
  Store<float, 2>("nan.nrrd", { { 4, 4 } }, std::numeric_limits<float>::quiet_NaN());
  Store<float, 2>("infinite.nrrd", { { 4, 4 } }, -std::numeric_limits<float>::infinity());
  Store<float, 2>("short.mha", { { 40, 40 } });
  fs::resize_file(this->PathOf("short.mha"), fs::file_size(this->PathOf("short.mha")) - 100);
  std::ofstream(this->PathOf("text.png")) << "not a picture";

  const auto errorOf = [this](const std::string & name) {
    const std::string path = this->PathOf(name);
    const std::string error = ErrorOf([&path] {
      VisitInputImage<float>(path, [&path](const auto & image) { CheckNotConstant(image.GetPointer(), path); });
    });
    EXPECT_EQ(error.find(path), 0U) << error;
    EXPECT_EQ(error.find('\n'), std::string::npos) << error;
    return error.size() > path.size() ? error.substr(path.size()) : error;
  };
  EXPECT_EQ(errorOf("missing.nrrd"), ": no such file");
  EXPECT_EQ(errorOf(""), ": cannot be read: it is a folder");
  EXPECT_EQ(errorOf("text.png"), ": cannot be read: not an image file of a known format");
  EXPECT_EQ(errorOf("short.mha"), ": cannot be read: the file is cut off");
  EXPECT_EQ(errorOf("rgb.png"), ": has 3 components per pixel (rgb), but a scalar image is needed");
  EXPECT_EQ(errorOf("complex.nrrd"), ": has 2 components per pixel (complex), but a scalar image is needed");
  EXPECT_EQ(errorOf("four.nrrd"), ": is 4-D, but images of 1 to 3 dimensions are supported");
  EXPECT_EQ(errorOf("constant.nrrd"), ": the image is constant");
  EXPECT_EQ(errorOf("nan.nrrd"), ": the value at index [0, 0] is NaN");
  EXPECT_EQ(errorOf("infinite.nrrd"), ": the value at index [0, 0] is infinite");
}

TEST_F(ExamplesCommonFiles, UnwritableOutputIsFoundBeforehand)
{
  using PlaneType = itk::Image<float, 2>;
  const auto errorOf = [this](const std::string & name) {
    return ErrorOf([this, &name] { CheckImageWritable<PlaneType>(this->PathOf(name)); });
  };
  EXPECT_EQ(errorOf("a.nrrd"), "no error");
  EXPECT_NE(errorOf("a.xyz").find("no image format"), std::string::npos);
  EXPECT_NE(errorOf("a").find("no image format"), std::string::npos);
  EXPECT_NE(errorOf("a.png").find("cannot hold a 2-D image of real numbers"), std::string::npos);
  EXPECT_NE(errorOf("missing/a.nrrd").find("there is no folder"), std::string::npos);
  EXPECT_NE(ErrorOf([this] { CheckWritable(m_Folder.string()); }).find("it is a folder"), std::string::npos);
  EXPECT_EQ(ErrorOf([this] { CheckWritable(this->PathOf("report.json")); }), "no error");
  EXPECT_EQ(this->NumberOfFiles(), 0U);
}

TEST_F(ExamplesCommonFiles, FailedOutputLeavesNothingBehind)
{
  std::ofstream(this->PathOf("kept.txt")) << "old";
  {
    const PendingOutput output(this->PathOf("kept.txt"));
    std::ofstream(output.GetTemporaryPath()) << "new";
  }
  EXPECT_EQ(ContentOf(this->PathOf("kept.txt")), "old");
  EXPECT_EQ(this->NumberOfFiles(), 1U);
  {
    PendingOutput output(this->PathOf("kept.txt"));
    std::ofstream(output.GetTemporaryPath()) << "new";
    output.Commit();
  }
  EXPECT_EQ(ContentOf(this->PathOf("kept.txt")), "new");
  EXPECT_EQ(this->NumberOfFiles(), 1U);
}

/** Exit code and standard error of a program with one required argument. */
std::pair<int, std::string>
RunTestProgram(std::vector<std::string> arguments, const std::function<void()> & body)
{
  CLI::App    app("a test");
  std::string input;
  app.add_option("INPUT", input)->required();
  arguments.insert(arguments.begin(), "/somewhere/Program");
  std::vector<char *> argv;
  for (std::string & argument : arguments)
  {
    argv.push_back(argument.data());
  }
  const CapturedErrorStream errors;
  const int                 code = RunProgram(app, static_cast<int>(argv.size()), argv.data(), body);
  return { code, errors.GetText() };
}

TEST_F(ExamplesCommonFiles, ProgramsEndWithOneLineAndACode)
{
  EXPECT_EQ(RunTestProgram({ "a" }, [] {}), std::make_pair(0, std::string()));
  EXPECT_EQ(RunTestProgram({ "a" }, [] { throw std::runtime_error("two\nlines"); }),
            std::make_pair(1, std::string("Program: error: two lines\n")));
  EXPECT_EQ(RunTestProgram({ "a" }, [] { itkGenericExceptionMacro(<< "wrong size"); }),
            std::make_pair(1, std::string("Program: error: wrong size\n")));
  const auto filterError = RunTestProgram({ "a" }, [] { itk::ImageFileWriter<itk::Image<float, 2>>::New()->Update(); });
  EXPECT_EQ(filterError.second, "Program: error: No input to writer!\n");
  const auto usageError = RunTestProgram({}, [] {});
  EXPECT_GT(usageError.first, 1);
  EXPECT_EQ(usageError.second, "Program: error: INPUT is required (see Program --help)\n");
}

class EmptyProcess : public itk::ProcessObject
{
public:
  using Self = EmptyProcess;
  using Pointer = itk::SmartPointer<Self>;
  itkNewMacro(Self);
};

TEST_F(ExamplesCommonFiles, ProgressFollowsAFilterUntilTheBarIsGone)
{
  const auto                process = EmptyProcess::New();
  const CapturedErrorStream errors;
  {
    ProgressBar bar("Filter");
    bar.Observe(process, [] { return std::string("loss 0.5"); });
    process->UpdateProgress(0.4F);
  }
  EXPECT_EQ(errors.GetText().rfind("Filter:  40%  loss 0.5  0:00", 0), 0U) << errors.GetText();
  const std::size_t length = errors.GetText().size();
  process->UpdateProgress(0.9F);
  EXPECT_EQ(errors.GetText().size(), length);
}

TEST_F(ExamplesCommonFiles, ProgressIsSparseAwayFromATerminal)
{
  const CapturedErrorStream errors;
  {
    ProgressBar bar("Working");
    for (int i = 0; i <= 1000; ++i)
    {
      bar.Update(i / 1000.0, "step " + std::to_string(i));
    }
    bar.Finish();
  }
  const std::string text = errors.GetText();
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 11);
  EXPECT_NE(text.find("100%"), std::string::npos);
  EXPECT_NE(text.find("step 500"), std::string::npos);
  EXPECT_EQ(FormatDuration(7.4), "0:07");
  EXPECT_EQ(FormatDuration(3723.0), "1:02:03");
}

TEST_F(ExamplesCommonFiles, MemoryPeakGrowsWithUse)
{
  if (fs::exists("/proc/self/status"))
  {
    const double              before = MemoryPeakInMebibytes();
    const std::vector<double> block(static_cast<std::size_t>(before + 64.0) * 131072, 1.0);
    EXPECT_GT(MemoryPeakInMebibytes(), before + 32.0);
    EXPECT_EQ(block.back(), 1.0);
  }
}
} // namespace
