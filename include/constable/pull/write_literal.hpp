// SPDX-License-Identifier: BSL-1.0
// C++ string literals for any text.
#pragma once

#include "transliterate.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace constable::pull {

namespace detail {

// Marks that turn the direction of writing: compilers warn of them, and reviewers cannot see them.
constexpr bool turns_direction(char32_t code) {
    return code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

// Always three digits, so that the next character is no part of it.
inline void add_octal(std::string& to, char byte) {
    const auto value = static_cast<unsigned char>(byte);
    to += '\\';
    for (const unsigned shift : {6U, 3U, 0U}) to += static_cast<char>('0' + (value >> shift & 7U));
}

inline void add_escaped(std::string& to, std::string_view character, const utf8_character& read) {
    switch (read.code) {
    case '"': to += "\\\""; return;
    case '\\': to += "\\\\"; return;
    case '\n': to += "\\n"; return;
    case '\t': to += "\\t"; return;
    case '?': // `??=` was a trigraph
        to += to.ends_with('?') ? "\\?" : "?";
        return;
    default: break;
    }
    const bool is_control = read.code < 0x20 || read.code == 0x7F;
    if (read.is_valid && !is_control && !turns_direction(read.code)) to += character;
    else
        for (const char byte : character) add_octal(to, byte);
}

// Whether a raw literal shows the text better than one with escapes, and can.
inline bool is_better_raw(std::string_view text) {
    std::size_t escapes = 0;
    std::size_t lines = 0;
    bool has_tab = false;
    for (std::size_t at = 0; at < text.size();) {
        const utf8_character each = character_at(text, at);
        if (!each.is_valid || turns_direction(each.code)) return false;
        if (each.code == 0x7F || (each.code < 0x20 && each.code != '\n' && each.code != '\t')) return false;
        if (each.code == '?' && text.substr(at).starts_with("??")) return false;
        has_tab = has_tab || each.code == '\t';
        escapes += each.code == '"' || each.code == '\\' ? 1U : 0U;
        lines += each.code == '\n' ? 1U : 0U;
        at += each.size;
    }
    return lines > 1 || (lines == 1 && text.size() > 60) || (escapes > 2 && !has_tab);
}

inline std::string raw_literal(std::string_view text) {
    std::string delimiter = "sql";
    for (std::size_t number = 2; text.find(")" + delimiter + "\"") != std::string_view::npos; ++number)
        delimiter = "sql" + std::to_string(number);
    std::string literal = "R\"" + delimiter + "(";
    literal += text;
    return literal + ")" + delimiter + "\"";
}

inline std::string escaped_literal(std::string_view text) {
    std::string literal = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const utf8_character each = character_at(text, at);
        add_escaped(literal, text.substr(at, each.size), each);
        at += each.size;
    }
    return literal + "\"";
}

} // namespace detail

/// A literal that holds exactly this text, which holds no NUL: raw where that is easier to read.
inline std::string write_literal(std::string_view text) {
    return detail::is_better_raw(text) ? detail::raw_literal(text) : detail::escaped_literal(text);
}

/// The text as one line of a comment.
inline std::string write_comment(std::string_view text) {
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const utf8_character each = character_at(text, at);
        const bool is_shown =
            each.is_valid && each.code >= 0x20 && each.code != 0x7F && !detail::turns_direction(each.code);
        if (is_shown) line += text.substr(at, each.size);
        else line += ' ';
        at += each.size;
    }
    if (line.ends_with('\\')) line += '.'; // would continue on the next line
    return line;
}

} // namespace constable::pull
