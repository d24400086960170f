// SPDX-License-Identifier: BSL-1.0
// A 64-bit hash (FNV-1a) that the compiler can afford over every declared word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace constable::strings {

/// Gathers a 64-bit FNV-1a hash over texts and numbers. Not for secrets: it tells versions apart, no more.
struct hasher {
    std::uint64_t state = 0xcbf29ce484222325ULL;

    constexpr void add_number(std::uint64_t number) { state = (state ^ number) * 0x100000001b3ULL; }

    /// Adds a text and its length, so that "ab" + "c" differs from "a" + "bc".
    constexpr void add(std::string_view text) {
        const char* bytes = text.data();
        const std::size_t size = text.size();
        std::uint64_t now = state;
        for (std::size_t i = 0; i != size; ++i) now = (now ^ static_cast<unsigned char>(bytes[i])) * 0x100000001b3ULL;
        state = now;
        add_number(size + 0x100);
    }

    /// The hash, with its bits well spread.
    [[nodiscard]] constexpr std::uint64_t value() const {
        std::uint64_t mixed = state;
        mixed = (mixed ^ (mixed >> 33U)) * 0xff51afd7ed558ccdULL;
        mixed = (mixed ^ (mixed >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
        return mixed ^ (mixed >> 33U);
    }
};

/// The hash of one text.
constexpr std::uint64_t hash(std::string_view text) {
    hasher all;
    all.add(text);
    return all.value();
}

} // namespace constable::strings
