// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Report.h"

#include "OutputFile.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace phaseharmonics_examples
{
namespace
{
std::string
Quote(const std::string & text)
{
  std::string quoted = "\"";
  for (const char c : text)
  {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
    {
      quoted += '\\';
      quoted += c;
    }
    else if (c == '\n')
    {
      quoted += "\\n";
    }
    else if (c == '\t')
    {
      quoted += "\\t";
    }
    else if (code < 0x20)
    {
      char buffer[8];
      std::snprintf(buffer, sizeof(buffer), "\\u%04x", code);
      quoted += buffer;
    }
    else
    {
      quoted += c;
    }
  }
  return quoted + "\"";
}

/** The shortest decimal that reads back as the same number, in any locale. */
template <typename TReal>
std::string
Shortest(TReal value)
{
  if (!std::isfinite(value))
  {
    return "null";
  }
  char       buffer[64];
  const auto result = std::to_chars(buffer, buffer + sizeof(buffer), value);
  return std::string(buffer, result.ptr);
}
} // namespace

std::string
Report::FormatFloat(float value)
{
  return Shortest(value);
}

std::string
Report::FormatDouble(double value)
{
  return Shortest(value);
}

void
Report::SetMember(Member member)
{
  const auto existing = std::find_if(
    m_Members.begin(), m_Members.end(), [&member](const Member & other) { return other.key == member.key; });
  if (existing != m_Members.end())
  {
    *existing = std::move(member);
  }
  else
  {
    m_Members.push_back(std::move(member));
  }
}

void
Report::SetText(const std::string & key, const std::string & text)
{
  this->SetMember({ key, text, {}, false });
}

void
Report::Set(const std::string & key, const std::string & value)
{
  this->SetText(key, Quote(value));
}

void
Report::Set(const std::string & key, const char * value)
{
  this->SetText(key, Quote(value));
}

void
Report::Set(const std::string & key, const std::vector<std::string> & values)
{
  std::string text;
  for (const std::string & value : values)
  {
    text += (text.empty() ? "" : ", ") + Quote(value);
  }
  this->SetText(key, "[" + text + "]");
}

void
Report::Set(const std::string & key, const Report & object)
{
  this->SetMember({ key, "", { object }, false });
}

void
Report::Set(const std::string & key, const std::vector<Report> & objects)
{
  this->SetMember({ key, "", objects, true });
}

std::string
Report::ToString(const std::string & indent) const
{
  const std::string inner = indent + "  ";
  std::string       text;
  for (const Member & member : m_Members)
  {
    std::string value = member.text;
    if (member.isList)
    {
      for (const Report & object : member.objects)
      {
        value += (value.empty() ? "\n" : ",\n") + inner + "  " + object.ToString(inner + "  ");
      }
      value = value.empty() ? "[]" : "[" + value + "\n" + inner + "]";
    }
    else if (!member.objects.empty())
    {
      value = member.objects.front().ToString(inner);
    }
    text += (text.empty() ? "\n" : ",\n") + inner + Quote(member.key) + ": " + value;
  }
  return text.empty() ? "{}" : "{" + text + "\n" + indent + "}";
}

std::string
Report::ToString() const
{
  return this->ToString(std::string()) + "\n";
}

void
Report::Write(const std::string & path) const
{
  PendingOutput output(path);
  {
    std::ofstream file(output.GetTemporaryPath(), std::ios::binary);
    file << this->ToString();
    if (!file.flush())
    {
      throw std::runtime_error(path + ": cannot be written");
    }
  }
  output.Commit();
}
} // namespace phaseharmonics_examples
