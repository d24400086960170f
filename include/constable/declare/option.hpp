// SPDX-License-Identifier: BSL-1.0
// The words that stand inside constraints and indexes, beside column names: `named<"…">`, `where_<"…">`, …
#pragma once

#include "constable/catalog/model.hpp"
#include "constable/strings/fixed_string.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace constable {

using strings::fixed_string;

namespace declare {

/// Where an option may stand.
enum place : unsigned {
    in_primary_key = 1,
    in_unique = 2,
    in_foreign_key = 4,
    in_check = 8,
    in_exclude = 16,
    in_index = 32,
    in_key = 64,
    in_unique_index = 128,
    in_trigger = 256,
    in_rule = 512,
    in_policy = 1024,
    in_statistics = 2048,
    in_grant = 4096,
    in_revoke = 8192,
    in_default_privileges = 16384,
    in_revoked_default_privileges = 32768,
};

/// What an option may change. Each constraint or index word offers the members that make sense for it.
struct option_word {
    static constexpr std::size_t columns = 0;  ///< column names that it brings
    static constexpr std::size_t keys = 0;     ///< index keys that it brings
    static constexpr std::size_t includes = 0; ///< INCLUDE columns that it brings

    static constexpr void add_columns(std::string_view*&) {}
    static constexpr void add_keys(catalog::key*&) {}
    static constexpr void add_includes(std::string_view*&) {}
    template <class Target>
    static constexpr void apply(Target&) {}
};

/// A column's name among the options.
template <std::size_t Size>
struct column_name : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_index | in_unique_index | in_statistics;
    static constexpr std::size_t columns = 1;
    static constexpr std::size_t keys = 1;
    fixed_string<Size> text;

    constexpr explicit column_name(const char (&literal)[Size + 1]) : text(literal) {}
    constexpr void add_columns(std::string_view*& to) const { *to++ = text.view(); }
    constexpr void add_keys(catalog::key*& to) const { (to++)->column = text.view(); }
};

/// One argument of a constraint or index: a string literal, which names a column, or a word.
template <class Word>
struct option {
    Word word;

    // NOLINTBEGIN(google-explicit-constructor): arguments convert by themselves
    constexpr option(Word given) : word(given) {}
    template <std::size_t Length>
    constexpr option(const char (&literal)[Length]) : word(literal) {}
    // NOLINTEND(google-explicit-constructor)
};
template <std::size_t Length>
option(const char (&)[Length]) -> option<column_name<Length - 1>>;
template <class Word>
option(Word) -> option<Word>;

/// `Option` may not stand at `Place`.
template <class Option, place Place>
inline constexpr bool option_belongs_here = (Option::places & Place) != 0;

template <class Option, place Place>
constexpr void require_option() {
    static_assert(option_belongs_here<Option, Place>,
                  "constable: an option does not belong here; see the reference for the options of each word");
}

/// What options say, beside the columns and keys that they bring.
template <class Target, class... Words>
constexpr void apply_options(Target& target) {
    (Words::apply(target), ...);
}

/// `apply_options` for these options, or a null pointer where there are none. Refuses options that mean nothing there.
template <class Target, place Place, class... Words>
constexpr auto options_of(const Words&...) -> void (*)(Target&) {
    if constexpr (!((((Words::places & Place) != 0)) && ...)) return (require_option<Words, Place>(), ..., nullptr);
    else if constexpr (sizeof...(Words) == 0) return nullptr;
    else return &apply_options<Target, Words...>;
}

// These take the options as arguments, so that one instantiation serves all options of the same types. The texts
// stay where they are: in the template arguments.
template <class... Words>
constexpr auto columns_in(const Words&... words) {
    std::array<std::string_view, (0 + ... + Words::columns)> all{};
    [[maybe_unused]] std::string_view* to = all.data();
    (words.add_columns(to), ...);
    return all;
}
template <class... Words>
constexpr auto keys_in(const Words&... words) {
    std::array<catalog::key, (0 + ... + Words::keys)> all{};
    [[maybe_unused]] catalog::key* to = all.data();
    (words.add_keys(to), ...);
    return all;
}
template <class... Words>
constexpr auto includes_in(const Words&...) {
    std::array<std::string_view, (0 + ... + Words::includes)> all{};
    [[maybe_unused]] std::string_view* to = all.data();
    (Words::add_includes(to), ...);
    return all;
}

/// Lists that options bring, in arrays of exactly their size.
template <option... Options>
inline constexpr auto option_columns = columns_in(Options.word...);
template <option... Options>
inline constexpr auto option_keys = keys_in(Options.word...);
template <option... Options>
inline constexpr auto option_includes = includes_in(Options.word...);

// Nearly no word includes columns: then there is no list to make.
template <bool Any, option... Options>
inline constexpr catalog::names included_columns{};
template <option... Options>
inline constexpr catalog::names included_columns<true, Options...>{option_includes<Options...>};

template <fixed_string... Texts>
inline constexpr std::array<std::string_view, sizeof...(Texts)> text_list{Texts.view()...};

/// The same, sorted.
template <fixed_string... Texts>
inline constexpr auto sorted_list = [] {
    std::array<std::string_view, sizeof...(Texts)> all{Texts.view()...};
    for (std::size_t i = 1; i < all.size(); ++i)
        for (std::size_t k = i; k != 0 && all[k] < all[k - 1]; --k) std::swap(all[k], all[k - 1]);
    return all;
}();

/// A name with its schema, quoted where it must be: SQL text.
template <fixed_string Schema, fixed_string Name>
inline constexpr auto qualified_text =
    strings::to_array<[](auto& sink) { strings::add_qualified(sink, Schema.view(), Name.view()); }>();

} // namespace declare

} // namespace constable
