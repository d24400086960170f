// SPDX-License-Identifier: BSL-1.0
// UTF-8 in ASCII letters, for names that C++ and people can read: `Größe` as `Groesse`, `заказы` as `zakazy`.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace constable::pull {

/// A character of a UTF-8 text. A byte that begins no character stands alone and is not valid.
struct utf8_character {
    char32_t code = 0;
    std::size_t size = 1;
    bool is_valid = false;
};

/// The character that begins at a byte of the text.
constexpr utf8_character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    if (first < 0x80) return {first, 1, true};
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + size > text.size()) return {first, 1, false};
    char32_t code = first & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i != size; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {first, 1, false};
        code = code << 6U | (byte(at + i) & 0x3FU);
    }
    const bool is_overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
    const bool is_no_character = code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
    if (is_overlong || is_no_character) return {first, 1, false};
    return {code, size, true};
}

namespace detail {

// Consecutive characters, and what stands for each; `.` is a letter that is not written.
struct alphabet {
    char32_t from;
    std::span<const std::string_view> letters;
};

// U+00C0 to U+017F
inline constexpr std::string_view latin[] = {
    "A",  "A", "A",  "A", "Ae", "A", "Ae", "C",  "E",  "E", "E",  "E",  "I", "I", "I",  "I",  "D",  "N", "O",  "O",
    "O",  "O", "Oe", "_", "Oe", "U", "U",  "U",  "Ue", "Y", "Th", "ss", "a", "a", "a",  "a",  "ae", "a", "ae", "c",
    "e",  "e", "e",  "e", "i",  "i", "i",  "i",  "d",  "n", "o",  "o",  "o", "o", "oe", "_",  "oe", "u", "u",  "u",
    "ue", "y", "th", "y", "A",  "a", "A",  "a",  "A",  "a", "C",  "c",  "C", "c", "C",  "c",  "C",  "c", "D",  "d",
    "D",  "d", "E",  "e", "E",  "e", "E",  "e",  "E",  "e", "E",  "e",  "G", "g", "G",  "g",  "G",  "g", "G",  "g",
    "H",  "h", "H",  "h", "I",  "i", "I",  "i",  "I",  "i", "I",  "i",  "I", "i", "Ij", "ij", "J",  "j", "K",  "k",
    "k",  "L", "l",  "L", "l",  "L", "l",  "L",  "l",  "L", "l",  "N",  "n", "N", "n",  "N",  "n",  "n", "N",  "n",
    "O",  "o", "O",  "o", "O",  "o", "Oe", "oe", "R",  "r", "R",  "r",  "R", "r", "S",  "s",  "S",  "s", "S",  "s",
    "S",  "s", "T",  "t", "T",  "t", "T",  "t",  "U",  "u", "U",  "u",  "U", "u", "U",  "u",  "U",  "u", "U",  "u",
    "W",  "w", "Y",  "y", "Y",  "Z", "z",  "Z",  "z",  "Z", "z",  "s"};

// U+0386 to U+03CE
inline constexpr std::string_view greek[] = {
    "A", "_", "E", "I", "I", "_", "O", "_", "Y",  "O",  "i", "A", "V",  "G", "D",  "E",  "Z", "I", "Th",
    "I", "K", "L", "M", "N", "X", "O", "P", "R",  "_",  "S", "T", "Y",  "F", "Ch", "Ps", "O", "I", "Y",
    "a", "e", "i", "i", "y", "a", "v", "g", "d",  "e",  "z", "i", "th", "i", "k",  "l",  "m", "n", "x",
    "o", "p", "r", "s", "s", "t", "y", "f", "ch", "ps", "o", "i", "y",  "o", "y",  "o"};

// U+0400 to U+045F
inline constexpr std::string_view cyrillic[] = {
    "E", "Yo", "Dj", "G", "Ye", "Dz", "I",  "Yi", "J",  "Lj",   "Nj", "C", "K", "I", "U",  "Dz",
    "A", "B",  "V",  "G", "D",  "E",  "Zh", "Z",  "I",  "Y",    "K",  "L", "M", "N", "O",  "P",
    "R", "S",  "T",  "U", "F",  "Kh", "Ts", "Ch", "Sh", "Shch", ".",  "Y", ".", "E", "Yu", "Ya",
    "a", "b",  "v",  "g", "d",  "e",  "zh", "z",  "i",  "y",    "k",  "l", "m", "n", "o",  "p",
    "r", "s",  "t",  "u", "f",  "kh", "ts", "ch", "sh", "shch", ".",  "y", ".", "e", "yu", "ya",
    "e", "yo", "dj", "g", "ye", "dz", "i",  "yi", "j",  "lj",   "nj", "c", "k", "i", "u",  "dz"};

inline constexpr alphabet alphabets[] = {{0xC0, latin}, {0x386, greek}, {0x400, cyrillic}};

inline void add_letters(std::string& to, char32_t code) {
    if (code >= 0x300 && code <= 0x36F) return; // accents that stand behind their letter
    for (const alphabet& each : alphabets) {
        if (code < each.from || code - each.from >= each.letters.size()) continue;
        if (const std::string_view letters = each.letters[code - each.from]; letters != ".") to += letters;
        return;
    }
    if (code < 0x2C0 || (code >= 0x2000 && code < 0x2C00) || (code >= 0x3000 && code < 0x3040)) { // signs
        to += '_';
        return;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string number;
    for (char32_t rest = code; rest != 0; rest >>= 4U) number.insert(number.begin(), digits[rest & 15U]);
    to += "_u" + number + "_";
}

} // namespace detail

/// The text in ASCII letters, digits and underscores. What has no letters becomes `_`, what is of an alphabet that is
/// not known here, `_u` and the number of the character in Unicode.
inline std::string transliterate(std::string_view text) {
    std::string ascii;
    for (std::size_t at = 0; at < text.size();) {
        const utf8_character each = character_at(text, at);
        at += each.size;
        const char byte = static_cast<char>(each.code);
        const bool is_letter =
            (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
        if (each.is_valid && each.code >= 0x80) detail::add_letters(ascii, each.code);
        else ascii += each.is_valid && is_letter ? byte : '_';
    }
    return ascii;
}

} // namespace constable::pull
