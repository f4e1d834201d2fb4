// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Report_h
#define Report_h

#include <string>
#include <type_traits>
#include <vector>

namespace phaseharmonics_examples
{
/** Ordered JSON object. Numbers that are not finite become null. */
class Report
{
public:
  template <typename TNumber, typename = std::enable_if_t<std::is_arithmetic_v<TNumber>>>
  void
  Set(const std::string & key, TNumber value)
  {
    this->SetText(key, Format(value));
  }

  template <typename TNumber, typename = std::enable_if_t<std::is_arithmetic_v<TNumber>>>
  void
  Set(const std::string & key, const std::vector<TNumber> & values)
  {
    std::string text;
    for (const TNumber value : values)
    {
      text += (text.empty() ? "" : ", ") + Format(value);
    }
    this->SetText(key, "[" + text + "]");
  }

  void
  Set(const std::string & key, const std::string & value);
  void
  Set(const std::string & key, const char * value);
  void
  Set(const std::string & key, const std::vector<std::string> & values);
  void
  Set(const std::string & key, const Report & object);
  void
  Set(const std::string & key, const std::vector<Report> & objects);

  std::string
  ToString() const;

  /** Through a temporary that is renamed; throws if the file cannot be written. */
  void
  Write(const std::string & path) const;

private:
  /** Either ready text, or a nested list whose layout depends on its depth. */
  struct Member
  {
    std::string         key;
    std::string         text;
    std::vector<Report> objects;
    bool                isList{ false };
  };

  template <typename TNumber>
  static std::string
  Format(TNumber value)
  {
    if constexpr (std::is_same_v<TNumber, bool>)
    {
      return value ? "true" : "false";
    }
    else if constexpr (std::is_integral_v<TNumber>)
    {
      return std::to_string(value);
    }
    else if constexpr (std::is_same_v<TNumber, float>)
    {
      return FormatFloat(value);
    }
    else
    {
      return FormatDouble(static_cast<double>(value));
    }
  }

  static std::string
  FormatFloat(float value);
  static std::string
  FormatDouble(double value);

  void
  SetText(const std::string & key, const std::string & text);
  void
  SetMember(Member member);
  std::string
  ToString(const std::string & indent) const;

  std::vector<Member> m_Members;
};
} // namespace phaseharmonics_examples

#endif
