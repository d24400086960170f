// SPDX-License-Identifier: BSL-1.0
// Where rendered text goes: first a counter, then an array of just that size; a std::string at run time.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace constable::strings {

/// Measures text.
struct counter {
    std::size_t size = 0;

    constexpr void add(std::string_view text) { size += text.size(); }
    constexpr void add(char) { ++size; }
};

/// Writes text into memory that is known to be large enough.
struct writer {
    char* end;

    // A bare loop over pointers: it costs g++ 12 half of what iterating over a string_view does.
    constexpr void add(std::string_view text) {
        const char* from = text.data();
        char* const to = end;
        const std::size_t size = text.size();
        for (std::size_t i = 0; i != size; ++i) to[i] = from[i];
        end = to + size;
    }
    constexpr void add(char byte) { *end++ = byte; }
};

/// Appends text to a string.
struct appender {
    std::string& text;

    void add(std::string_view more) { text.append(more); }
    void add(char byte) { text.push_back(byte); }
};

/// What `render(sink)` writes, as an array of exactly its size, in a constant expression.
/// `Render` is a captureless callable that takes any sink by reference.
template <auto Render>
constexpr auto to_array() {
    constexpr std::size_t size = [] {
        counter measured;
        Render(measured);
        return measured.size;
    }();
    std::array<char, size + 1> text{}; // closed by a zero, for C's sake
    writer sink{text.data()};
    Render(sink);
    return text;
}

/// The text that an array made by `to_array` holds.
template <std::size_t Size>
constexpr std::string_view view(const std::array<char, Size>& text) {
    return {text.data(), Size - 1};
}

/// What `render(sink)` writes, as a string.
template <class Render>
std::string to_string(const Render& render) {
    std::string text;
    appender sink{text};
    render(sink);
    return text;
}

/// Writes a number in decimal.
template <class Sink>
constexpr void add_number(Sink& sink, unsigned long long number) {
    char digits[20]{};
    std::size_t at = sizeof digits;
    do {
        digits[--at] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    sink.add(std::string_view{digits + at, sizeof digits - at});
}

} // namespace constable::strings
