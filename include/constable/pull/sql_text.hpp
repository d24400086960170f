// SPDX-License-Identifier: BSL-1.0
// Takes SQL texts apart that the server wrote: names, lists.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace constable::pull {

/// A name as it is stored, with its database schema where it is qualified.
struct sql_name {
    std::string schema;
    std::string name;
};

namespace detail {

// Past a text in quotes or a group in brackets that begins at `at`; past one byte else.
constexpr std::size_t end_of_unit(std::string_view text, std::size_t at) {
    const char first = text[at];
    if (first == '\'' || first == '"') {
        for (++at; at < text.size(); ++at) {
            if (text[at] != first) continue;
            if (at + 1 == text.size() || text[at + 1] != first) return at + 1;
            ++at; // doubled
        }
        return text.size();
    }
    if (first == '(' || first == '[') {
        for (++at; at < text.size() && text[at] != ')' && text[at] != ']';) at = end_of_unit(text, at);
        return at < text.size() ? at + 1 : at;
    }
    return at + 1;
}

constexpr bool is_word_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' || byte == '$' ||
           static_cast<unsigned char>(byte) >= 0x80;
}

inline std::optional<std::string> read_identifier(std::string_view text, std::size_t& at) {
    std::string name;
    if (at < text.size() && text[at] == '"') {
        const std::size_t end = end_of_unit(text, at);
        for (std::size_t i = at + 1; i + 1 < end; ++i) {
            name += text[i];
            if (text[i] == '"') ++i;
        }
        at = end;
        return name;
    }
    while (at < text.size() && is_word_byte(text[at])) name += text[at++];
    if (name.empty()) return std::nullopt;
    return name;
}

} // namespace detail

/// The name that a text consists of, `orders`, `"Orders"` or `auth."Orders"`; nothing if it is something else.
inline std::optional<sql_name> read_name(std::string_view text) {
    std::size_t at = 0;
    std::optional<std::string> first = detail::read_identifier(text, at);
    if (!first) return std::nullopt;
    if (at == text.size()) return sql_name{"", *first};
    if (text[at] != '.') return std::nullopt;
    ++at;
    std::optional<std::string> second = detail::read_identifier(text, at);
    if (!second || at != text.size()) return std::nullopt;
    return sql_name{*first, *second};
}

/// The parts of a list, without the spaces around them. Commas in quotes and brackets separate nothing.
inline std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view part) {
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        if (!part.empty()) parts.emplace_back(part);
    };
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ',') {
            add(text.substr(from, at - from));
            from = at + 1;
        }
        at = detail::end_of_unit(text, at);
    }
    add(text.substr(from));
    return parts;
}

/// The text without parentheses around the whole of it.
inline std::string_view without_parentheses(std::string_view text) {
    if (!text.starts_with('(') || detail::end_of_unit(text, 0) != text.size()) return text;
    return text.substr(1, text.size() - 2);
}

} // namespace constable::pull
