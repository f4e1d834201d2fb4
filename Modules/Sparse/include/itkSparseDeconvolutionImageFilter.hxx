// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseDeconvolutionImageFilter_hxx
#define itkSparseDeconvolutionImageFilter_hxx

#include "itkSparseDeconvolutionImageFilter.h"
#include "itkImageGeometryDifference.h"
#include "itkMultiThreaderExecutor.h"

#include "itkRealTimeClock.h"

#include <algorithm>
#include <cmath>

namespace itk
{
template <typename TImage>
SparseDeconvolutionImageFilter<TImage>::SparseDeconvolutionImageFilter()
{
  m_BlurSigma.Fill(0.0);
  m_DecimationFactor.Fill(1);
  this->SetNumberOfRequiredOutputs(3);
  for (unsigned int output = 0; output < 3; ++output)
  {
    this->SetNthOutput(output, this->MakeOutput(output));
  }
  for (const char * const name : { "Objective",
                                   "DualObjective",
                                   "RelativeDualGap",
                                   "NumberOfIterations",
                                   "SupportSize",
                                   "SupportFraction",
                                   "LambdaUsed",
                                   "LambdaMax",
                                   "LipschitzConstant",
                                   "HasConverged",
                                   "Seconds" })
  {
    this->ProcessObject::SetOutput(name, this->MakeOutput(name));
  }
}

template <typename TImage>
ProcessObject::DataObjectPointer
SparseDeconvolutionImageFilter<TImage>::MakeOutput(ProcessObject::DataObjectPointerArraySizeType index)
{
  if (index == 1)
  {
    return CodeType::New().GetPointer();
  }
  return ImageType::New().GetPointer();
}

template <typename TImage>
ProcessObject::DataObjectPointer
SparseDeconvolutionImageFilter<TImage>::MakeOutput(const ProcessObject::DataObjectIdentifierType & name)
{
  // Outputs that leave the pipeline are replaced by name.
  if (this->IsIndexedOutputName(name))
  {
    return this->MakeOutput(this->MakeIndexFromOutputName(name));
  }
  const auto make = [](auto value) {
    auto decorator = SimpleDataObjectDecorator<decltype(value)>::New();
    decorator->Set(value);
    return ProcessObject::DataObjectPointer(decorator.GetPointer());
  };
  if (name == "NumberOfIterations")
  {
    return make(0u);
  }
  if (name == "SupportSize")
  {
    return make(SizeValueType{ 0 });
  }
  if (name == "HasConverged")
  {
    return make(false);
  }
  for (const char * const real : { "Objective",
                                   "DualObjective",
                                   "RelativeDualGap",
                                   "SupportFraction",
                                   "LambdaUsed",
                                   "LambdaMax",
                                   "LipschitzConstant",
                                   "Seconds" })
  {
    if (name == real)
    {
      return make(0.0);
    }
  }
  return Superclass::MakeOutput(name);
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::SetBlurSigma(double sigma)
{
  SigmaType sigmas;
  sigmas.Fill(sigma);
  this->SetBlurSigma(sigmas);
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::SetDecimationFactor(SizeValueType factor)
{
  FactorType factors;
  factors.Fill(factor);
  this->SetDecimationFactor(factors);
}

template <typename TImage>
auto
SparseDeconvolutionImageFilter<TImage>::GetCodeOutput() -> CodeType *
{
  return itkDynamicCastInDebugMode<CodeType *>(this->ProcessObject::GetOutput(1));
}

template <typename TImage>
auto
SparseDeconvolutionImageFilter<TImage>::GetResidualOutput() -> ImageType *
{
  return itkDynamicCastInDebugMode<ImageType *>(this->ProcessObject::GetOutput(2));
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  const auto verifyIsNotNegative = [this](double value, const char * name) {
    if (!(value >= 0.0) || !std::isfinite(value))
    {
      itkExceptionMacro(<< name << " is " << value << "; it must not be negative.");
    }
  };
  verifyIsNotNegative(m_NoiseStandardDeviation, "NoiseStandardDeviation");
  verifyIsNotNegative(m_BackgroundSmoothing, "BackgroundSmoothing");
  verifyIsNotNegative(m_ConsistencyRegularization, "ConsistencyRegularization");
  if (!(m_NoiseFactor > 0.0) || !std::isfinite(m_NoiseFactor))
  {
    itkExceptionMacro(<< "NoiseFactor is " << m_NoiseFactor << "; it must be positive.");
  }
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::VerifyGeometryOf(const ImageBase<ImageDimension> * image,
                                                         const ImageBase<ImageDimension> * expected,
                                                         const char *                      name) const
{
  const std::string difference =
    ImageGeometryDifference(expected, image, this->GetCoordinateTolerance(), this->GetDirectionTolerance());
  if (!difference.empty())
  {
    itkExceptionMacro(<< name << ": " << difference);
  }
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::VerifyInputInformation() ITKv5_CONST
{
  // A kernel has a place of its own.
  if (this->GetWeightImage())
  {
    this->VerifyGeometryOf(this->GetWeightImage(), this->GetInput(), "The image of weights");
  }
}

template <typename TImage>
auto
SparseDeconvolutionImageFilter<TImage>::MakeAtoms() const -> std::shared_ptr<const AtomsType>
{
  return this->CallKernel([&] {
    if (!this->GetDictionary())
    {
      return phaseharmonics::AtomsForDeconvolution<RealType>(nullptr, ImageDimension);
    }
    const auto given = this->GetDictionary()->template GetAtomsAs<RealType>();
    return phaseharmonics::AtomsForDeconvolution(&given, ImageDimension);
  });
}

template <typename TImage>
phaseharmonics::ConvolutionObservationOptions
SparseDeconvolutionImageFilter<TImage>::MakeObservationOptions(bool withPixels) const
{
  phaseharmonics::ConvolutionObservationOptions options;
  options.boundary = static_cast<phaseharmonics::ConvolutionBoundary>(m_Boundary);
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    const double unit =
      m_UseImageSpacing ? this->GetInput()->GetSpacing()[axis] / static_cast<double>(m_DecimationFactor[axis]) : 1.0;
    options.blurSigma[axis] = m_BlurSigma[axis] / unit;
    options.decimation[axis] = m_DecimationFactor[axis];
  }
  const ScalarImageType * const kernel = this->GetKernelImage();
  if (kernel != nullptr)
  {
    const auto &          region = kernel->GetLargestPossibleRegion();
    std::vector<RealType> values(region.GetNumberOfPixels(), RealType(1));
    if (withPixels)
    {
      this->VerifyIsFinite(kernel, region, "The kernel");
      this->CopyToArray(kernel, region, values.data());
    }
    options.kernel = phaseharmonics::MakeBlurKernel(
      this->GridOfRegion(region), { values.begin(), values.end() }, m_NormalizeKernel && withPixels);
  }
  return options;
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::GenerateOutputInformation()
{
  // The atoms say how many components the code has.
  if (this->GetDictionary())
  {
    const_cast<Dictionary *>(this->GetDictionary())->Update();
  }
  const auto              atoms = this->MakeAtoms();
  const ImageType * const input = this->GetInput();
  this->CallKernel([&] {
    const auto            codings = SolverType::NumberOfCodings(*atoms, input->GetNumberOfComponentsPerPixel());
    const RegionType &    region = input->GetLargestPossibleRegion();
    const ObservationType observation(
      this->GridOfRegion(region), this->MakeObservationOptions(false), atoms->GetSupport());
    auto       spacing = input->GetSpacing();
    RegionType fine;
    RegionType working;
    for (unsigned int axis = 0; axis < ImageDimension; ++axis)
    {
      const auto factor = static_cast<IndexValueType>(m_DecimationFactor[axis]);
      spacing[axis] /= static_cast<double>(factor);
      fine.SetIndex(axis, region.GetIndex(axis) * factor);
      fine.SetSize(axis, observation.GetFineGrid().size[axis]);
      working.SetIndex(axis, fine.GetIndex(axis) - static_cast<IndexValueType>(observation.GetOffset()[axis]));
      working.SetSize(axis, observation.GetWorkingGrid().size[axis]);
    }
    this->GetOutput()->CopyInformation(input);
    this->GetOutput()->SetSpacing(spacing);
    this->GetOutput()->SetLargestPossibleRegion(fine);
    this->GetCodeOutput()->CopyInformation(this->GetOutput());
    this->GetCodeOutput()->SetLargestPossibleRegion(working);
    this->GetCodeOutput()->SetNumberOfComponentsPerPixel(
      static_cast<unsigned int>(codings * atoms->GetNumberOfAtoms()));
    this->GetResidualOutput()->CopyInformation(input);
  });
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::GenerateInputRequestedRegion()
{
  ProcessObject::GenerateInputRequestedRegion();
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::EnlargeOutputRequestedRegion(DataObject * output)
{
  Superclass::EnlargeOutputRequestedRegion(output);
  output->SetRequestedRegionToLargestPossibleRegion();
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::GenerateOutputRequestedRegion(DataObject *)
{
  for (OutputDataObjectIterator it(this); !it.IsAtEnd(); ++it)
  {
    if (it.GetOutput())
    {
      it.GetOutput()->SetRequestedRegionToLargestPossibleRegion();
    }
  }
}

template <typename TImage>
phaseharmonics::SparseDeconvolutionOptions
SparseDeconvolutionImageFilter<TImage>::MakeOptions() const
{
  phaseharmonics::SparseDeconvolutionOptions options;
  options.problem = this->MakeProblem();
  options.stopping = this->MakeStopping();
  options.lambdaOfNoiseGain = this->GetLambda() > 0.0 ? 0.0 : m_NoiseFactor * m_NoiseStandardDeviation;
  options.backgroundSmoothing = m_BackgroundSmoothing;
  options.removesBias = m_Debias;
  options.isConsistent = m_EnforceConsistency;
  options.consistencyRegularization = m_ConsistencyRegularization;
  return options;
}

template <typename TImage>
auto
SparseDeconvolutionImageFilter<TImage>::CopyInitialCode() const -> std::vector<RealType>
{
  const CodeType * const initial = this->GetInitialCode();
  if (initial == nullptr)
  {
    return {};
  }
  const CodeType * const output = itkDynamicCastInDebugMode<const CodeType *>(this->ProcessObject::GetOutput(1));
  this->VerifyGeometryOf(initial, output, "The initial code");
  if (initial->GetNumberOfComponentsPerPixel() != output->GetNumberOfComponentsPerPixel())
  {
    itkExceptionMacro(<< "The initial code has " << initial->GetNumberOfComponentsPerPixel()
                      << " components, the dictionary has " << output->GetNumberOfComponentsPerPixel() << " atoms.");
  }
  const RegionType & working = output->GetLargestPossibleRegion();
  this->VerifyIsFinite(initial, working, "The initial code");
  std::vector<RealType> code(working.GetNumberOfPixels() * initial->GetNumberOfComponentsPerPixel());
  this->CopyToChannels(initial, working, code.data());
  return code;
}

template <typename TImage>
bool
SparseDeconvolutionImageFilter<TImage>::ReportIteration(double                                   shareBefore,
                                                        double                                   shareOfCoding,
                                                        const phaseharmonics::SparseCodeReport & report)
{
  m_CurrentIteration = report.iterations;
  m_CurrentObjective = report.objective;
  m_CurrentRelativeDualGap = report.relativeDualGap;
  const double share =
    static_cast<double>(report.iterations) / std::max(1u, std::max(this->GetMaximumIterations(), report.iterations));
  this->UpdateProgress(static_cast<float>(0.98 * (shareBefore + shareOfCoding * share)));
  this->InvokeEvent(IterationEvent());
  return !this->GetAbortGenerateData();
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::SetFigures(const phaseharmonics::SparseCodeReport & report,
                                                   SizeValueType                            codeSize)
{
  this->SetObjective(report.objective);
  this->SetDualObjective(report.objective - report.dualGap);
  this->SetRelativeDualGap(report.relativeDualGap);
  this->SetNumberOfIterations(report.iterations);
  this->SetSupportSize(report.supportSize);
  this->SetSupportFraction(static_cast<double>(report.supportSize) / static_cast<double>(codeSize));
  this->SetLambdaUsed(report.lambda);
  this->SetLambdaMax(report.lambdaMax);
  this->SetHasConverged(report.hasConverged);
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::GenerateData()
{
  auto         clock = RealTimeClock::New();
  const double start = clock->GetTimeInSeconds();
  this->UpdateProgress(0.0f);

  const ImageType * const input = this->GetInput();
  const RegionType &      region = input->GetLargestPossibleRegion();
  const SizeValueType     channels = input->GetNumberOfComponentsPerPixel();
  std::vector<RealType>   weights(this->GetWeightImage() ? region.GetNumberOfPixels() : 0);
  if (!weights.empty())
  {
    this->VerifyIsFinite(this->GetWeightImage(), region, "The image of weights");
    this->CopyToArray(this->GetWeightImage(), region, weights.data());
  }
  else
  {
    this->VerifyIsFinite(input, region, "The input");
  }
  std::vector<RealType> observed(region.GetNumberOfPixels() * channels);
  this->CopyToChannels(input, region, observed.data());

  this->CallKernel([&] {
    const auto atoms = this->MakeAtoms();
    const auto codings = static_cast<double>(SolverType::NumberOfCodings(*atoms, channels));
    phaseharmonics::DeconvolvedImage<RealType> result;
    if (!phaseharmonics::DeconvolveImage<RealType>(
          { observed.data(), this->GridOfRegion(region), channels, weights.empty() ? nullptr : weights.data() },
          atoms,
          this->MakeObservationOptions(true),
          this->MakeOptions(),
          this->CopyInitialCode(),
          result,
          MultiThreaderExecutor(this),
          [&](std::size_t coding, const phaseharmonics::SparseCodeReport & now) {
            return this->ReportIteration(static_cast<double>(coding) / codings, 1.0 / codings, now);
          }))
    {
      throw ProcessAborted(__FILE__, __LINE__);
    }
    this->SetFigures(result.report, result.code.size());
    this->SetLipschitzConstant(result.lipschitzConstant);
    this->AllocateOutputs();
    this->CopyFromChannels(result.fine.data(), this->GetOutput());
    this->CopyFromChannels(result.residual.data(), this->GetResidualOutput());
    this->CopyFromChannels(result.code.data(), this->GetCodeOutput());
  });
  this->SetSeconds(clock->GetTimeInSeconds() - start);
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
SparseDeconvolutionImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  const auto onOrOff = [](bool value) { return value ? "On" : "Off"; };
  os << indent << "NormalizeKernel: " << onOrOff(m_NormalizeKernel) << std::endl;
  os << indent << "BlurSigma: " << m_BlurSigma << std::endl;
  os << indent << "UseImageSpacing: " << onOrOff(m_UseImageSpacing) << std::endl;
  os << indent << "DecimationFactor: " << m_DecimationFactor << std::endl;
  os << indent << "Boundary: " << m_Boundary << std::endl;
  os << indent << "NoiseStandardDeviation: " << m_NoiseStandardDeviation << std::endl;
  os << indent << "NoiseFactor: " << m_NoiseFactor << std::endl;
  os << indent << "BackgroundSmoothing: " << m_BackgroundSmoothing << std::endl;
  os << indent << "Debias: " << onOrOff(m_Debias) << std::endl;
  os << indent << "EnforceConsistency: " << onOrOff(m_EnforceConsistency) << std::endl;
  os << indent << "ConsistencyRegularization: " << m_ConsistencyRegularization << std::endl;
  os << indent << "CurrentIteration: " << m_CurrentIteration << std::endl;
  os << indent << "CurrentObjective: " << m_CurrentObjective << std::endl;
  os << indent << "CurrentRelativeDualGap: " << m_CurrentRelativeDualGap << std::endl;
  os << indent << "Objective: " << this->GetObjective() << std::endl;
  os << indent << "DualObjective: " << this->GetDualObjective() << std::endl;
  os << indent << "RelativeDualGap: " << this->GetRelativeDualGap() << std::endl;
  os << indent << "NumberOfIterations: " << this->GetNumberOfIterations() << std::endl;
  os << indent << "SupportSize: " << this->GetSupportSize() << std::endl;
  os << indent << "SupportFraction: " << this->GetSupportFraction() << std::endl;
  os << indent << "LambdaUsed: " << this->GetLambdaUsed() << std::endl;
  os << indent << "LambdaMax: " << this->GetLambdaMax() << std::endl;
  os << indent << "LipschitzConstant: " << this->GetLipschitzConstant() << std::endl;
  os << indent << "HasConverged: " << onOrOff(this->GetHasConverged()) << std::endl;
  os << indent << "Seconds: " << this->GetSeconds() << std::endl;
}
} // namespace itk

#endif
