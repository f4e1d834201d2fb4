// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkNetworkSynthesisImageFilter_h
#define itkNetworkSynthesisImageFilter_h

#include "itkNetworkSynthesisEnums.h"
#include "phNetworkSynthesis.h"

#include "itkImage.h"
#include "itkImageToImageFilter.h"

namespace itk
{
/** \class NetworkSynthesisImageFilter
 *
 * \brief New samples of the random process that a 2-D image comes from, drawn by matching the correlations of the
 * features of a convolutional network: the deep-network counterpart of MicrocanonicalSynthesisImageFilter.
 *
 * Layer n of the network has the features \f$F_a = \max(0, b_a + \sum_c w_{a,c} \star x_c)\f$ of its input, which is
 * the image or the features of the layer before, periodic, after average pooling over cells of 2 x 2 pixels where the
 * layer asks for it. Starting from white noise or an image, L-BFGS minimizes over all pixels of y
 *
 * \f[ E(y) = \sum_n \sum_{a \le b} \frac{|G^n_{ab}(y) - G^n_{ab}|^2}{G^n_{aa} G^n_{bb}}, \qquad G^n_{ab} = E[F_a F_b]
 * \f]
 *
 * with the means G of the image at the input (Gram matrices over the number of pixels). Dividing by the target's
 * energies, none below 1e-6 of the mean over its layer, makes pairs of fine filters count as much as those of coarse
 * ones. The mean of y is kept at the target's; its pixels are minimized without preconditioner, in units of the
 * target's deviation.
 *
 * Networks are fixed:
 * - MultiScale, the default, has one layer of NumberOfFilters random filters of each of the sides 3, 5, 7, 11, 15, 23,
 * 37 and 55 that fit into the image: n (n + 1) / 2 moments of n features (Ustyuzhaninov, Brendel, Gatys and Bethge,
 * "What does it take to generate natural textures?", 2017);
 * - Layered has NumberOfLayers layers of NumberOfFilters random filters of 5 x 5, the input of all but the first
 * pooled;
 * - File reads sides, weights and biases from NetworkFileName (see phaseharmonics::ReadConvolutionalNetwork).
 *
 * Random filters have independent normal weights of NetworkSeed, no mean and norm 1. Pixel values may have any unit;
 * the spacing does not matter. The output has the geometry of the input.
 *
 * Each iteration invokes IterationEvent. AbortGenerateData ends the run within one iteration. The same seeds give the
 * same output bit for bit, on any number of threads.
 *
 * Memory: one map for every feature, one spectrum for each filter of more than 11 pixels, 43 doubles per pixel.
 *
 * Throws for images that are empty, not finite, constant or smaller than a filter, for an initial image of another
 * size, and for files that are not of a network.
 *
 * Gatys, Ecker and Bethge, "Texture synthesis using convolutional neural networks", 2015.
 *
 * \sa MicrocanonicalSynthesisImageFilter
 * \ingroup PhaseHarmonics
 */
template <typename TImage>
class ITK_TEMPLATE_EXPORT NetworkSynthesisImageFilter : public ImageToImageFilter<TImage, TImage>
{
public:
  ITK_DISALLOW_COPY_AND_MOVE(NetworkSynthesisImageFilter);

  using Self = NetworkSynthesisImageFilter;
  using Superclass = ImageToImageFilter<TImage, TImage>;
  using Pointer = SmartPointer<Self>;
  using ConstPointer = SmartPointer<const Self>;
  itkNewMacro(Self);
  itkTypeMacro(NetworkSynthesisImageFilter, ImageToImageFilter);

  static constexpr unsigned int ImageDimension = TImage::ImageDimension;
  static_assert(ImageDimension == 2, "the network is for images of 2 dimensions");

  using ImageType = TImage;
  using PixelType = typename TImage::PixelType;
  using NetworkEnum = NetworkSynthesisEnums::Network;

  /** Set/Get which network. Default is MultiScale. */
  itkSetEnumMacro(Network, NetworkEnum);
  itkGetEnumMacro(Network, NetworkEnum);

  /** Set/Get the number of filters of each side of the MultiScale network, or of each layer of the Layered one. Default
   * is 8. */
  itkSetMacro(NumberOfFilters, unsigned int);
  itkGetConstMacro(NumberOfFilters, unsigned int);

  /** Set/Get the number of layers of the Layered network. Default is 4. */
  itkSetMacro(NumberOfLayers, unsigned int);
  itkGetConstMacro(NumberOfLayers, unsigned int);

  /** Set/Get the seed of random filters. Default is 0. */
  itkSetMacro(NetworkSeed, unsigned int);
  itkGetConstMacro(NetworkSeed, unsigned int);

  /** Set/Get the file of the weights where Network is File. */
  itkSetStringMacro(NetworkFileName);
  itkGetStringMacro(NetworkFileName);

  /** Set/Get an image to start from instead of white noise. */
  virtual void
  SetInitialImage(const ImageType * image);
  const ImageType *
  GetInitialImage() const;

  /** Set/Get the number of iterations. Default is 300. */
  itkSetMacro(NumberOfIterations, unsigned int);
  itkGetConstMacro(NumberOfIterations, unsigned int);

  /** Set/Get the seed of the white noise. Default is 0. */
  itkSetMacro(Seed, unsigned int);
  itkGetConstMacro(Seed, unsigned int);

  /** Set/Get the number of steps that L-BFGS remembers. Default is 20. */
  itkSetMacro(HistorySize, unsigned int);
  itkGetConstMacro(HistorySize, unsigned int);

  /** Get the iterations, the evaluations of the energy, and the energy so far, during the update from observers and
   * afterwards. */
  itkGetConstMacro(Iteration, unsigned int);
  itkGetConstMacro(NumberOfEvaluations, unsigned int);
  itkGetConstMacro(Loss, double);

  /** Get the energy of the start. */
  itkGetConstMacro(InitialLoss, double);

  /** Get the number of unique moments matched, after an update. */
  itkGetConstMacro(NumberOfMoments, SizeValueType);

protected:
  NetworkSynthesisImageFilter() = default;
  ~NetworkSynthesisImageFilter() override = default;

  void
  PrintSelf(std::ostream & os, Indent indent) const override;
  void
  VerifyPreconditions() ITKv5_CONST override;
  void
  VerifyInputInformation() ITKv5_CONST override;
  void
  GenerateInputRequestedRegion() override;
  void
  EnlargeOutputRequestedRegion(DataObject * output) override;
  void
  GenerateData() override;

private:
  void
  VerifyPixels(const ImageType * image, const std::string & name) const;
  template <typename TCall>
  void
  CallKernel(const TCall & call) const;
  phaseharmonics::Grid
  GridOfInput() const;
  phaseharmonics::NetworkOptions
  MakeNetworkOptions() const;
  void
  Synthesize(const phaseharmonics::Grid & grid);

  NetworkEnum   m_Network{ NetworkEnum::MultiScale };
  unsigned int  m_NumberOfFilters{ 8 };
  unsigned int  m_NumberOfLayers{ 4 };
  unsigned int  m_NetworkSeed{ 0 };
  std::string   m_NetworkFileName;
  unsigned int  m_NumberOfIterations{ 300 };
  unsigned int  m_Seed{ 0 };
  unsigned int  m_HistorySize{ 20 };
  unsigned int  m_Iteration{ 0 };
  unsigned int  m_NumberOfEvaluations{ 0 };
  double        m_Loss{ 0.0 };
  double        m_InitialLoss{ 0.0 };
  SizeValueType m_NumberOfMoments{ 0 };
};
} // namespace itk

#ifndef ITK_MANUAL_INSTANTIATION
#  include "itkNetworkSynthesisImageFilter.hxx"
#endif

namespace itk
{
extern template class PhaseHarmonics_EXPORT NetworkSynthesisImageFilter<Image<float, 2>>;
extern template class PhaseHarmonics_EXPORT NetworkSynthesisImageFilter<Image<double, 2>>;
} // namespace itk

#endif
