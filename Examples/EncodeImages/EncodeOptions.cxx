// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "EncodeOptions.h"

#include "OptionChecks.h"

namespace phaseharmonics_examples
{
phaseharmonics::ScatteringOptions
EncodeOptions::ForImages(const phaseharmonics::Grid & grid, const std::array<double, 3> & spacing) const
{
  phaseharmonics::ScatteringOptions result;
  result.bank.family = FamilyOfName(bank.family);
  result.bank.useImageSpacing = bank.usesImageSpacing;
  result.bank.spacing = spacing;
  result.bank.oversampling = oversampling;
  result.bank.numberOfOrientations =
    bank.orientations > 0 ? bank.orientations : phaseharmonics::DefaultNumberOfOrientations(grid.dimension);
  result.bank.numberOfScales = bank.scales > 0 ? bank.scales : phaseharmonics::DefaultNumberOfScales(grid, result.bank);
  result.order = order;
  result.numberOfPhases = phases;
  result.subsampling = subsampling == "fold" ? phaseharmonics::Subsampling::Fold : phaseharmonics::Subsampling::Crop;
  result.boundary =
    boundary == "mirror" ? phaseharmonics::ScatteringBoundary::Mirror : phaseharmonics::ScatteringBoundary::Periodic;
  result.variant = variant == "log"          ? phaseharmonics::ScatteringVariant::Logarithm
                   : variant == "normalized" ? phaseharmonics::ScatteringVariant::NormalizedSecondOrder
                                             : phaseharmonics::ScatteringVariant::None;
  result.epsilon = epsilon;
  return result;
}

void
AddEncodeOptions(CLI::App & app, EncodeOptions & options)
{
  app
    .add_option("INPUT... CODES",
                options.paths,
                "Images of one size or folders of such, of 1 to 3 dimensions, gray or color; then the HDF5 file to "
                "write, or .nrrd or .mha for the codes of one image")
    ->required()
    ->expected(2, 1 << 20)
    ->type_name("");
  AddBankOptions(app, options.bank);
  app.add_option("--order", options.order, "Order of the scattering, 1 or 2 [1]")->check(Between(1, 2))->type_name("M");
  app
    .add_option("--phases",
                options.phases,
                "Phases of the rectified coefficients of the first order, even and at least 4; 0 takes moduli [4]")
    ->check(Between(0, 64))
    ->type_name("A");
  app.add_option("--boundary", options.boundary, "Beyond the border: periodic, or mirror [periodic]")
    ->transform(OneOf({ "periodic", "mirror" }))
    ->type_name("periodic|mirror");
  app.add_option("--subsampling", options.subsampling, "Coarse grids by crop in Fourier, or fold (as kymatio) [crop]")
    ->transform(OneOf({ "crop", "fold" }))
    ->type_name("crop|fold");
  app.add_option("--oversampling", options.oversampling, "Octaves by which a grid is finer than its scale [1]")
    ->check(Between(0, 30))
    ->type_name("N");
  app
    .add_option("--variant",
                options.variant,
                "none; log(E + S) of orders 1 and 2; normalized: order 2 over E + moduli of order 1 [none]")
    ->transform(OneOf({ "none", "log", "normalized" }))
    ->type_name("none|log|normalized");
  app.add_option("--epsilon", options.epsilon, "E of --variant [1e-6]")->type_name("E");
  app.add_option("--threads", options.threads, "Number of threads, 1 to 128 [all processors]")
    ->check(Between(1, 128))
    ->type_name("N");
  app.add_option("--picture", options.picture, "Picture of the codes of the first image, as PNG")->type_name("FILE");
  app.add_option("--report", options.report, "Sizes, figures and times, as JSON")->type_name("FILE");
}
} // namespace phaseharmonics_examples
