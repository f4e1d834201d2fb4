// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAnalyticDictionary.h"
#include "phArrays.h"
#include "phBindings.h"
#include "phDictionaryFile.h"
#include "phDictionaryMosaic.h"
#include "phFileErrors.h"
#include "phValueOfName.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
using Atoms = Dictionary<double>;

/** From an array [atom][channel][z][y][x]. */
Atoms
OfArray(const InputArray<double> & values)
{
  const Grid support = GridOfArray(values, 2);
  Atoms      atoms(support, values.shape(1), values.shape(0));
  std::copy_n(values.data(), values.size(), atoms.data());
  atoms.CheckAtoms();
  return atoms;
}

OutputArray<double>
ToArrayOfAtoms(const Atoms & atoms)
{
  auto array =
    MakeArray<double>(ShapeOfGrid(atoms.GetSupport(), { atoms.GetNumberOfAtoms(), atoms.GetNumberOfChannels() }));
  std::copy_n(atoms.data(), array.size(), array.data());
  return array;
}

FrameletFamily
FamilyOfName(const std::string & name)
{
  return ValueOfName<FrameletFamily>(
    "family",
    name,
    { { "haar", FrameletFamily::Haar }, { "linear", FrameletFamily::Linear }, { "cubic", FrameletFamily::Cubic } });
}

bool
AreEqual(const Atoms & a, const Atoms & b)
{
  return a.GetSupport() == b.GetSupport() && a.GetNumberOfChannels() == b.GetNumberOfChannels() &&
         a.GetNumberOfAtoms() == b.GetNumberOfAtoms() &&
         std::equal(a.data(), a.data() + a.GetNumberOfAtoms() * a.GetLength(), b.data());
}
} // namespace

void
BindDictionary(nb::module_ & module)
{
  nb::class_<Atoms>(module, "Dictionary")
    .def_static("of_array", &OfArray, nb::arg("values").noconvert())
    .def_static(
      "framelets",
      [](unsigned int dimension, const std::string & family, unsigned int scales, std::size_t channels) {
        return MakeFrameletDictionary<double>(dimension, FamilyOfName(family), scales, channels);
      },
      nb::arg("dimension"),
      nb::arg("family"),
      nb::arg("scales"),
      nb::arg("channels"))
    .def_static("bumps",
                &MakeBumpDictionary<double>,
                nb::arg("dimension"),
                nb::arg("smallest_sigma"),
                nb::arg("scales"),
                nb::arg("preference"),
                nb::arg("channels"))
    .def_static(
      "load",
      [](const std::string & path) { return WithFileErrors([&] { return ReadDictionary<double>(path); }); },
      nb::arg("path"))
    .def(
      "save",
      [](const Atoms & atoms, const std::string & path) { WithFileErrors([&] { WriteDictionary(path, atoms); }); },
      nb::arg("path"))
    .def("array", &ToArrayOfAtoms)
    .def_prop_ro("shape",
                 [](const Atoms & atoms) {
                   return ShapeOfGrid(atoms.GetSupport(), { atoms.GetNumberOfAtoms(), atoms.GetNumberOfChannels() });
                 })
    .def("coherence", &Atoms::Coherence, nb::call_guard<nb::gil_scoped_release>())
    .def("normalized",
         [](const Atoms & atoms) {
           Atoms copy(atoms);
           copy.Normalize();
           return copy;
         })
    .def("joined_with", &Atoms::JoinedWith, nb::arg("other"))
    .def("picture",
         [](const Atoms & atoms) {
           const DictionaryPicture picture = DrawDictionary(atoms);
           return ToArray(picture.components, { picture.height, picture.width, 3 });
         })
    .def("__eq__", &AreEqual, nb::is_operator());
}
} // namespace phaseharmonics
