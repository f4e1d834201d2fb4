// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SeriesPicture.h"

#include "ColorMap.h"
#include "LinePlot.h"
#include "TextTable.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace phaseharmonics_examples
{
namespace
{
constexpr int PanelWidth = 360;
constexpr int PanelHeight = 270;
constexpr int WideHeight = 190;

using Sets = std::vector<LabeledSeries>;
using Getter = std::function<const IntervalEstimate &(const SeriesFigures &)>;

PlotOptions
PanelOptions(const std::string & title, const std::string & xLabel)
{
  PlotOptions options;
  options.title = title;
  options.xLabel = xLabel;
  options.width = PanelWidth;
  options.height = PanelHeight;
  return options;
}

/** What a color looks like through mist, for errors. */
Color
Faded(Color color)
{
  const auto fade = [](std::uint8_t value) { return static_cast<std::uint8_t>(255 - (255 - value) * 3 / 10); };
  return { fade(color.red), fade(color.green), fade(color.blue) };
}

/** Curves of a figure of each set against x, and fainter lines a standard error away from them. */
class Curves
{
public:
  explicit Curves(const Sets & sets)
    : m_Sets(sets)
  {}

  void
  AddPoint(double x, const Getter & getter)
  {
    m_Values.resize(m_Sets.size());
    m_X.push_back(x);
    for (std::size_t s = 0; s < m_Sets.size(); ++s)
    {
      m_Values[s].push_back(Combine(m_Sets[s].members, getter));
    }
  }

  std::vector<Curve>
  Get(bool hasMarkers) const
  {
    std::vector<Curve> curves;
    for (std::size_t s = 0; s < m_Sets.size(); ++s)
    {
      Curve middle{ m_Sets.size() > 1 ? m_Sets[s].label : "", m_X, {}, CurveColor(s), false, hasMarkers };
      Curve low{ "", m_X, {}, Faded(CurveColor(s)), false, false };
      Curve high = low;
      bool  hasErrors = false;
      for (const IntervalEstimate & estimate : m_Values[s])
      {
        middle.y.push_back(estimate.value);
        low.y.push_back(estimate.value - estimate.standardError);
        high.y.push_back(estimate.value + estimate.standardError);
        hasErrors = hasErrors || estimate.standardError > 0.0;
      }
      if (hasErrors)
      {
        curves.push_back(low);
        curves.push_back(high);
      }
      curves.push_back(middle);
    }
    return curves;
  }

private:
  const Sets &                               m_Sets;
  std::vector<double>                        m_X;
  std::vector<std::vector<IntervalEstimate>> m_Values;
};

Curve
Reference(const std::string & label, std::vector<double> x, std::vector<double> y)
{
  return { label, std::move(x), std::move(y), FaintInk, true, false };
}

std::vector<double>
Standardized(const LabeledSeries & set)
{
  const auto &        statistics = set.members.front().statistics;
  std::vector<double> values(set.returns);
  for (double & value : values)
  {
    value = (value - statistics.mean) / statistics.standardDeviation;
  }
  return values;
}

/** Returns of all sets on one range, and their sums. */
std::vector<std::vector<Panel>>
DrawReturns(const Sets & sets)
{
  double largest = 0.0;
  for (const LabeledSeries & set : sets)
  {
    for (const double value : Standardized(set))
    {
      largest = std::max(largest, 1.05 * std::abs(value));
    }
  }
  std::vector<std::vector<Panel>> rows;
  for (std::size_t s = 0; s < sets.size(); ++s)
  {
    auto        values = Standardized(sets[s]);
    const auto  prefix = sets.size() > 1 ? sets[s].label + ": " : std::string();
    PlotOptions options;
    options.title = prefix + "returns, in standard deviations";
    options.width = PanelWidth * 3 / 2;
    options.height = WideHeight;
    options.yRange = { { -largest, largest } };
    Curve curve;
    curve.y = values;
    curve.color = CurveColor(s);
    rows.emplace_back();
    rows.back().push_back({ DrawLinePlot({ curve }, options), "" });
    std::partial_sum(sets[s].returns.begin(), sets[s].returns.end(), curve.y.begin());
    options.title = prefix + "their sums";
    options.yRange.reset();
    rows.back().push_back({ DrawLinePlot({ curve }, options), "" });
  }
  return rows;
}

Canvas
DrawExponents(const Sets & sets)
{
  const auto & orders = sets.front().members.front().increments.orders;
  Curves       curves(sets);
  for (std::size_t q = 0; q < orders.size(); ++q)
  {
    curves.AddPoint(orders[q],
                    [q](const SeriesFigures & f) -> const IntervalEstimate & { return f.increments.exponents[q]; });
  }
  auto                all = curves.Get(true);
  std::vector<double> half(orders);
  std::transform(half.begin(), half.end(), half.begin(), [](double q) { return 0.5 * q; });
  all.insert(all.begin(), Reference("Brownian", orders, half));
  return DrawLinePlot(all, PanelOptions("Scaling exponents zeta(q) of increments", "q"));
}

Canvas
DrawSpectrum(const Sets & sets)
{
  std::vector<Curve> curves;
  for (std::size_t s = 0; s < sets.size(); ++s)
  {
    const auto & first = sets[s].members.front().multifractal;
    Curve        curve{ sets.size() > 1 ? sets[s].label : "", {}, {}, CurveColor(s), false, true };
    for (std::size_t q = 0; q < first.spectrumOrders.size(); ++q)
    {
      double h = 0.0;
      double dimension = 0.0;
      for (const SeriesFigures & member : sets[s].members)
      {
        h += member.multifractal.spectrumExponents[q] / static_cast<double>(sets[s].members.size());
        dimension += member.multifractal.spectrumDimensions[q] / static_cast<double>(sets[s].members.size());
      }
      curve.x.push_back(h);
      curve.y.push_back(dimension);
    }
    curves.push_back(curve);
  }
  return DrawLinePlot(curves, PanelOptions("Multifractal spectrum D(h), wavelet leaders", "h"));
}

/** Joins neighboring bins until each holds a few samples. */
void
MergeRareBins(Curve & curve, const std::vector<SeriesFigures> & members)
{
  constexpr double fewest = 4.0;
  const auto &     first = members.front().statistics;
  const double     samples = static_cast<double>(first.count * members.size());
  Curve            merged = curve;
  merged.x.clear();
  merged.y.clear();
  double mass = 0.0;
  double moment = 0.0;
  double width = 0.0;
  for (std::size_t bin = 0; bin < curve.y.size(); ++bin)
  {
    const double share = curve.y[bin] * first.binWidth;
    mass += share;
    moment += share * curve.x[bin];
    width += first.binWidth;
    if (mass * samples >= fewest || (bin + 1 == curve.y.size() && mass > 0.0))
    {
      merged.x.push_back(moment / mass);
      merged.y.push_back(mass / width);
      mass = moment = width = 0.0;
    }
  }
  curve = merged;
}

Canvas
DrawMarginal(const Sets & sets)
{
  std::vector<Curve> curves;
  double             end = 0.0;
  double             lowest = 1.0;
  for (std::size_t s = 0; s < sets.size(); ++s)
  {
    Curve curve{ sets.size() > 1 ? sets[s].label : "", {}, {}, CurveColor(s), false, true };
    for (const SeriesFigures & member : sets[s].members)
    {
      const auto & statistics = member.statistics;
      for (std::size_t bin = 0; bin < statistics.density.size(); ++bin)
      {
        if (bin >= curve.y.size())
        {
          curve.x.push_back((static_cast<double>(bin) + 0.5) * statistics.binWidth);
          curve.y.push_back(0.0);
        }
        curve.y[bin] += statistics.density[bin] / static_cast<double>(sets[s].members.size());
      }
    }
    MergeRareBins(curve, sets[s].members);
    end = std::max(end, curve.x.back());
    lowest = std::min(lowest, *std::min_element(curve.y.begin(), curve.y.end()));
    curves.push_back(curve);
  }
  Curve gaussian = Reference("Gaussian", {}, {});
  for (double x = 0.0; x < 6.0; x += 0.05)
  {
    gaussian.x.push_back(x);
    gaussian.y.push_back(std::sqrt(2.0 / 3.14159265358979323846) * std::exp(-0.5 * x * x));
  }
  curves.insert(curves.begin(), gaussian);
  PlotOptions options = PanelOptions("Density P(|x|)", "|x| / s");
  options.yIsLogarithmic = true;
  options.yRange = { { 0.5 * lowest, 2.0 } };
  options.xRange = { { 0.0, 1.03 * end } };
  return DrawLinePlot(curves, options);
}

/** log2 S_q(l) of increments from the smallest lag on. */
Canvas
DrawStructure(const Sets & sets)
{
  std::vector<Curve> curves;
  for (std::size_t s = 0; s < sets.size(); ++s)
  {
    const auto & first = sets[s].members.front().increments;
    bool         isLabeled = sets.size() > 1;
    for (std::size_t q = 0; q < first.orders.size(); ++q)
    {
      if (first.orders[q] != std::floor(first.orders[q]))
      {
        continue;
      }
      Curve curve{ isLabeled ? sets[s].label : "", {}, {}, CurveColor(s), false, true };
      isLabeled = false;
      for (std::size_t l = 0; l < first.lags.size(); ++l)
      {
        double mean = 0.0;
        for (const SeriesFigures & member : sets[s].members)
        {
          const auto & row = member.increments.logStructure[q];
          mean += (row[l] - row[0]) / static_cast<double>(sets[s].members.size());
        }
        curve.x.push_back(static_cast<double>(first.lags[l]));
        curve.y.push_back(std::exp2(mean));
      }
      curves.push_back(curve);
    }
  }
  PlotOptions options = PanelOptions("S_{q}(l) / S_{q}(smallest l), q = 1, 2, 3, 4", "lag l");
  options.xIsLogarithmic = true;
  options.yIsLogarithmic = true;
  return DrawLinePlot(curves, options);
}

Canvas
DrawLeverage(const Sets & sets)
{
  const int lags = std::min(60, static_cast<int>(sets.front().members.front().statistics.largestLag));
  Curves    curves(sets);
  for (int tau = -lags; tau <= lags; ++tau)
  {
    if (tau == 0)
    {
      static const IntervalEstimate none{ std::nan(""), std::nan(""), std::nan(""), std::nan("") };
      curves.AddPoint(0.0, [](const SeriesFigures &) -> const IntervalEstimate & { return none; });
      continue;
    }
    curves.AddPoint(
      tau, [tau](const SeriesFigures & f) -> const IntervalEstimate & { return f.statistics.LeverageAt(tau); });
  }
  auto all = curves.Get(false);
  all.insert(all.begin(), Reference("", { -static_cast<double>(lags), static_cast<double>(lags) }, { 0.0, 0.0 }));
  return DrawLinePlot(all, PanelOptions("Leverage E[x_{t+τ}^{2} x_{t}] / s^{3}", "lag τ"));
}

Canvas
DrawVolatility(const Sets & sets)
{
  const unsigned int lags = sets.front().members.front().statistics.largestLag;
  Curves             curves(sets);
  for (unsigned int tau = 1; tau <= lags; ++tau)
  {
    curves.AddPoint(tau, [tau](const SeriesFigures & f) -> const IntervalEstimate & {
      return f.statistics.volatilityAutocorrelation[tau];
    });
  }
  auto all = curves.Get(false);
  all.insert(all.begin(), Reference("", { 1.0, static_cast<double>(lags) }, { 0.0, 0.0 }));
  PlotOptions options = PanelOptions("Volatility: corr(|x_{t}|, |x_{t+τ}|)", "lag τ");
  options.xIsLogarithmic = true;
  return DrawLinePlot(all, options);
}
} // namespace

Picture
DrawSeries(const std::string & title, const Sets & sets)
{
  Picture picture(title);
  for (auto & row : DrawReturns(sets))
  {
    picture.AddRow(std::move(row));
  }
  picture.AddRow({ { DrawExponents(sets), "" }, { DrawSpectrum(sets), "" }, { DrawMarginal(sets), "" } });
  picture.AddRow({ { DrawStructure(sets), "" }, { DrawLeverage(sets), "" }, { DrawVolatility(sets), "" } });
  return picture;
}
} // namespace phaseharmonics_examples
