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

    constexpr void add(const std::string_view& text) { size += text.size(); }
    template <std::size_t Length>
    constexpr void add(const char (&)[Length]) {
        size += Length - 1;
    }
    constexpr void add(char) { ++size; }
};

/// Writes text into memory that is known to be large enough.
/// g++ 12 pays for each call, the more for arguments of class type: views come by reference, literals as they are.
struct writer {
    char* end;

    constexpr void add(const std::string_view& text) {
        const std::size_t size = text.size();
        copy(text.data(), size);
    }
    template <std::size_t Length>
    constexpr void add(const char (&literal)[Length]) {
        copy(literal, Length - 1);
    }
    constexpr void add(char byte) { *end++ = byte; }

private:
    constexpr void copy(const char* from, std::size_t size) {
        char* const to = end;
        for (std::size_t i = 0; i != size; ++i) to[i] = from[i];
        end = to + size;
    }
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

/// What `render(sink)` writes, without the closing zero of `to_array`: a piece of a text.
template <auto Render>
constexpr auto to_piece() {
    constexpr std::size_t size = [] {
        counter measured;
        Render(measured);
        return measured.size;
    }();
    std::array<char, size> text{};
    writer sink{text.data()};
    Render(sink);
    return text;
}

namespace detail {

// Bytes at a place in a row; an empty base takes none.
template <std::size_t Place, std::size_t Size>
struct piece {
    std::array<char, Size> text;
};
template <std::size_t Place>
struct piece<Place, 0> {};

template <class... Pieces>
struct row : Pieces... {
    char closing_zero;
};

} // namespace detail

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
