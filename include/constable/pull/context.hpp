// SPDX-License-Identifier: BSL-1.0
// Where a struct is being written: the catalog around it, the names of all structs, and which of them it has said.
#pragma once

#include "layout.hpp"
#include "object_names.hpp"
#include "write_literal.hpp"

#include "constable/catalog/model.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace constable::pull {

/// What the writer of one struct knows, and what it tells: the structs that must be declared before this one, and what
/// could not be said.
struct context {
    const catalog::catalog& all;
    const object_names& names;
    std::string scope{}; ///< the C++ namespace that is being written
    std::vector<const cpp_name*> said{};
    std::vector<std::string> omitted{}; ///< sentences

    /// The name of another struct, as it is written here.
    std::string refer(const cpp_name& to) {
        said.push_back(&to);
        return names.refer(to, scope);
    }
};

/// A word whose arguments are literals.
inline word literals(std::string_view name, const catalog::names& texts) {
    word written{std::string{name}, {}};
    for (const std::string_view each : texts) written.add(write_literal(each));
    return written;
}
inline word literals(std::string_view name, std::string_view text) {
    return {std::string{name}, {write_literal(text)}};
}
inline word number(std::string_view name, std::int64_t value) {
    // The lowest number has no literal of its own.
    if (value == INT64_MIN) return {std::string{name}, {"-9223372036854775807 - 1"}};
    return {std::string{name}, {std::to_string(value)}};
}

/// Adds a word with a text, unless there is no text.
inline void add_text(word& to, std::string_view name, std::string_view text) {
    if (!text.empty()) to.add(literals(name, text));
}
inline void add_texts(word& to, std::string_view name, const catalog::names& texts) {
    if (!texts.empty()) to.add(literals(name, texts));
}
/// Adds a word that says something by being there.
inline void add_if(word& to, bool is_so, std::string_view name) {
    if (is_so) to.add(std::string{name});
}

} // namespace constable::pull
