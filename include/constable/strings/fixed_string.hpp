// SPDX-License-Identifier: BSL-1.0
// Text as a template argument: the names and SQL snippets that people write between angle brackets.
#pragma once

#include <cstddef>
#include <string_view>

namespace constable::strings {

/// A string literal that can be a template argument. `Size` counts bytes without the closing zero.
template <std::size_t Size>
struct fixed_string {
    char bytes[Size + 1]{};

    constexpr fixed_string() = default;

    // NOLINTNEXTLINE(google-explicit-constructor): a literal must convert by itself
    constexpr fixed_string(const char (&literal)[Size + 1]) {
        for (std::size_t i = 0; i != Size; ++i) bytes[i] = literal[i];
    }

    /// Copies the first `Size` bytes of `text`.
    constexpr explicit fixed_string(std::string_view text) {
        for (std::size_t i = 0; i != Size; ++i) bytes[i] = text[i];
    }

    /// The text, without the closing zero. It lives as long as this object: for a template argument, for ever.
    [[nodiscard]] constexpr std::string_view view() const { return {bytes, Size}; }

    [[nodiscard]] static constexpr std::size_t size() { return Size; }
};

template <std::size_t Length>
fixed_string(const char (&)[Length]) -> fixed_string<Length - 1>;

} // namespace constable::strings
