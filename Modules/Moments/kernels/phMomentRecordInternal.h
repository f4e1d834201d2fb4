// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentRecordInternal_h
#define phMomentRecordInternal_h

#include "phMoments.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace phaseharmonics
{
/** What files of moments hold: plain lists and named fields, from which the moment set is rebuilt. */
struct MomentRecord
{
  /** An average of several covariances of a set that is listed. */
  struct Average
  {
    std::size_t              moment;
    std::vector<MomentIndex> terms;
  };

  Grid                     grid;
  WaveletBankOptions       bank;
  MomentSetOptions         options;
  std::size_t              nominalCount{ 0 };
  bool                     isListed{ false }; // by its indices, not by the name of its model
  double                   imageMean{ 0.0 };
  double                   imageDeviation{ 0.0 };
  std::vector<Harmonic>    features;
  std::vector<MomentIndex> indices;
  std::vector<Average>     averages;
};

/** Throws std::invalid_argument when the numbers of values do not fit the set. */
MomentRecord
RecordOf(const Moments & moments);

/** Moments of the record; means, deviations and covariances are left to the caller. Throws std::invalid_argument
 *  when indices are not those of the model or do not fit the bank. */
Moments
MomentsOf(const MomentRecord & record);

/** Throws std::invalid_argument if a value is not finite. */
void
CheckAreFinite(const Moments & moments);

const char *
NameOf(WaveletFamily family);
const char *
NameOf(FrameNormalization normalization);
WaveletFamily
WaveletFamilyOfName(const std::string & name);
FrameNormalization
FrameNormalizationOfName(const std::string & name);

/** Integer of a file in 0 .. 2^31 - 1. Throws std::invalid_argument naming it if it is out of range. */
unsigned int
UnsignedField(const std::string & name, std::int64_t value);

/** Throws std::invalid_argument. */
Grid
GridOfSize(const std::vector<std::int64_t> & size);

/** Throws std::invalid_argument. */
MomentIndex
IndexOfNumbers(const std::int64_t * nine);
Harmonic
HarmonicOfNumbers(const std::int64_t * three);

/** Hands the fields of a record to sink.Integer, Integers, Number, Numbers and Text(group, name, value). */
template <typename TSink>
void
WriteFields(const MomentRecord & record, TSink & sink)
{
  const auto & size = record.grid.size;
  sink.Integers("grid", "size", std::vector<std::int64_t>(size.begin(), size.begin() + record.grid.dimension));
  sink.Text("bank", "family", NameOf(record.bank.family));
  sink.Integer("bank", "scales", record.bank.numberOfScales);
  sink.Integer("bank", "orientations", record.bank.numberOfOrientations);
  // Files of one voice stay as they were before there were several.
  if (record.bank.voicesPerOctave != 1)
  {
    sink.Integer("bank", "voicesPerOctave", record.bank.voicesPerOctave);
  }
  sink.Text("bank", "frameNormalization", NameOf(record.bank.frameNormalization));
  sink.Integer("bank", "decimation", record.bank.decimation);
  sink.Integer("bank", "oversampling", record.bank.oversampling);
  sink.Integer("bank", "useImageSpacing", record.bank.useImageSpacing);
  sink.Numbers("bank", "spacing", std::vector<double>(record.bank.spacing.begin(), record.bank.spacing.end()));
  sink.Text("set", "model", MomentModelName(record.options.model));
  sink.Integer("set", "isListed", record.isListed);
  sink.Integer("set", "scaleRange", record.options.scaleRange);
  sink.Integer("set", "angularRange", record.options.angularRange);
  sink.Integer("set", "shiftRange", record.options.shiftRange);
  sink.Integer("set", "maximumHarmonic", record.options.maximumHarmonic);
  sink.Integer("set", "phases", record.options.numberOfPhases);
  sink.Integer("set", "nominalMoments", static_cast<std::int64_t>(record.nominalCount));
  sink.Number("image", "mean", record.imageMean);
  sink.Number("image", "deviation", record.imageDeviation);
}

/** The inverse, from source.Integer, Integers, Number, Numbers and Text(group, name). */
template <typename TSource>
void
ReadFields(const TSource & source, MomentRecord & record)
{
  const auto unsignedField = [&](const char * group, const char * name) {
    return UnsignedField(name, source.Integer(group, name));
  };
  record.grid = GridOfSize(source.Integers("grid", "size"));
  record.bank.family = WaveletFamilyOfName(source.Text("bank", "family"));
  record.bank.numberOfScales = unsignedField("bank", "scales");
  record.bank.numberOfOrientations = unsignedField("bank", "orientations");
  record.bank.voicesPerOctave = source.Has("bank", "voicesPerOctave") ? unsignedField("bank", "voicesPerOctave") : 1;
  record.options.voicesPerOctave = record.bank.voicesPerOctave;
  record.bank.frameNormalization = FrameNormalizationOfName(source.Text("bank", "frameNormalization"));
  record.bank.decimation = unsignedField("bank", "decimation") != 0;
  record.bank.oversampling = unsignedField("bank", "oversampling");
  record.bank.useImageSpacing = unsignedField("bank", "useImageSpacing") != 0;
  const auto spacing = source.Numbers("bank", "spacing");
  std::copy_n(spacing.begin(), std::min(spacing.size(), record.bank.spacing.size()), record.bank.spacing.begin());
  record.options.model = MomentModelOfName(source.Text("set", "model"));
  record.isListed = unsignedField("set", "isListed") != 0;
  record.options.scaleRange = unsignedField("set", "scaleRange");
  const auto angularRange = source.Integer("set", "angularRange");
  record.options.angularRange = angularRange < 0 ? -1 : static_cast<int>(UnsignedField("angularRange", angularRange));
  record.options.shiftRange = unsignedField("set", "shiftRange");
  record.options.maximumHarmonic = unsignedField("set", "maximumHarmonic");
  record.options.numberOfPhases = unsignedField("set", "phases");
  record.nominalCount = unsignedField("set", "nominalMoments");
  record.imageMean = source.Number("image", "mean");
  record.imageDeviation = source.Number("image", "deviation");
}
} // namespace phaseharmonics

#endif
