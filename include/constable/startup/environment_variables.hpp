// SPDX-License-Identifier: BSL-1.0
// The environment variables that Constable reads, as a plain value that a test can write down by hand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

extern "C" char** environ; // NOLINT(readability-redundant-declaration): POSIX lets the program declare it

namespace constable::startup {

/// The variables of a process, or those that a test makes up. A variable that is set but empty counts as not set:
/// that is how Dockerfiles and shells, which cannot always unset one, take a setting back.
struct environment_variables {
    const char* const* entries; ///< `NAME=value` each, closed by a null pointer, as in POSIX's environ

    /// The value of a variable; empty when it is not set.
    [[nodiscard]] std::string_view find(std::string_view name) const {
        for (const char* const* entry = entries; entry != nullptr && *entry != nullptr; ++entry) {
            const std::string_view text = *entry;
            if (text.size() > name.size() && text[name.size()] == '=' && text.starts_with(name)) {
                return text.substr(name.size() + 1);
            }
        }
        return {};
    }

    /// Whether a variable is set, and not empty.
    [[nodiscard]] bool has(std::string_view name) const { return !find(name).empty(); }
};

/// The variables of this process. They are not copied: nobody may change them while they are read.
inline environment_variables process_environment() { return {environ}; }

/// The text with A to Z made small; other bytes, those of other languages' letters included, stay.
inline std::string to_lower(std::string_view text) {
    std::string lower{text};
    for (char& byte : lower) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return lower;
}

/// The number that the text is, from 0 to 999999999; -1 when it is none.
inline int to_number(std::string_view text) {
    // not std::from_chars: its templates take 50 ms to compile, more than all of this header
    int number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9' || number > 99'999'999) return -1;
        number = number * 10 + (digit - '0');
    }
    return text.empty() ? -1 : number;
}

/// The hexadecimal spelling of a byte, in small letters.
struct hexadecimal_byte {
    char high;
    char low;

    constexpr explicit hexadecimal_byte(char byte)
        : high{"0123456789abcdef"[static_cast<unsigned char>(byte) >> 4U]},
          low{"0123456789abcdef"[static_cast<unsigned char>(byte) & 0xfU]} {}
};

/// A text without control characters, and cut when it is long, so that it does not disturb a message.
inline std::string escaped(std::string_view text) {
    constexpr std::size_t longest = 80;
    std::size_t end = text.size() < longest ? text.size() : longest;
    const bool is_cut = end != text.size();
    while (is_cut && end != 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end; // not inside a letter
    std::string result;
    for (const char byte : text.substr(0, end)) {
        const auto code = static_cast<unsigned char>(byte);
        if (code >= 0x20 && code != 0x7f) {
            result += byte;
        } else {
            const hexadecimal_byte spelled{byte};
            result.append("\\x");
            result += spelled.high;
            result += spelled.low;
        }
    }
    if (is_cut) result.append("...");
    return result;
}

/// The same in single quotes.
inline std::string in_quotes(std::string_view text) { return "'" + escaped(text) + "'"; }

/// A variable's value as a message shows it. What may hold a password, a URI or a connection string in the wrong
/// place, is not shown at all.
inline std::string shown(std::string_view value) {
    const bool may_be_secret =
        value.find('@') != std::string_view::npos || to_lower(value).find("password") != std::string::npos;
    return may_be_secret ? "(not shown: it may hold a password)" : in_quotes(value);
}

} // namespace constable::startup
