// SPDX-License-Identifier: BSL-1.0
// Texts of statements and errors without the passwords in them, before anybody logs or stores them.
#pragma once

#include "constable/startup/environment_variables.hpp"
#include "constable/startup/redact.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable::runner {

namespace detail {

inline bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

// The end of the value that begins at `at`: a literal, or everything up to a blank or a comma.
inline std::size_t end_of_value(std::string_view text, std::size_t at) {
    const char quote = text[at];
    if (quote != '\'' && quote != '"') {
        const std::size_t end = text.find_first_of(" \t\r\n,;)'\"", at);
        return end == text.npos ? text.size() : end;
    }
    std::size_t end = at + 1;
    while (end < text.size()) {
        if (text[end] != quote) ++end;
        else if (end + 1 < text.size() && text[end + 1] == quote) end += 2;
        else return end + 1;
    }
    return text.size();
}

} // namespace detail

/// The text with `***` for what stands behind the word PASSWORD (ALTER ROLE, connection strings, options of user
/// mappings), behind the user of a URI, and for each of the secrets.
inline std::string hide_passwords(std::string_view text, const std::vector<std::string>& secrets = {}) {
    constexpr std::string_view word = "password";
    const std::string lower = startup::to_lower(text);
    std::string hidden;
    std::size_t done = 0;
    const auto hide = [&](std::size_t from, std::size_t to) {
        hidden.append(text.substr(done, from - done)).append("***");
        done = to;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (lower.compare(at, word.size(), word) == 0) {
            std::size_t value = at + word.size();
            bool is_assigned = false;
            for (; value < text.size() && (detail::is_blank(text[value]) || text[value] == '='); ++value) is_assigned = is_assigned || text[value] == '=';
            if (value + 1 < text.size() && (text[value] == 'E' || text[value] == 'e') && text[value + 1] == '\'') ++value;
            const bool is_value = value < text.size() && (is_assigned || text[value] == '\'');
            if (is_value) {
                const std::size_t end = detail::end_of_value(text, value);
                hide(value, end);
                at = end - 1;
            }
        } else if (lower.compare(at, 3, "://") == 0) { // user:password@host
            const std::size_t end = text.find_first_of("/ \t\r\n'\"", at + 3);
            const std::string_view authority = text.substr(at + 3, (end == text.npos ? text.size() : end) - at - 3);
            const std::size_t colon = authority.find(':');
            const std::size_t sign = authority.rfind('@');
            if (colon != authority.npos && sign != authority.npos && colon < sign) hide(at + 3 + colon + 1, at + 3 + sign);
        }
    }
    hidden.append(text.substr(done));
    std::vector<std::string> known;
    for (const std::string& each : secrets)
        if (!each.empty()) known.push_back(each);
    return known.empty() ? hidden : startup::redact(hidden, known);
}

} // namespace constable::runner
