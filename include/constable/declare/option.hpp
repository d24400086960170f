// SPDX-License-Identifier: BSL-1.0
// The words that stand inside constraints and indexes, beside column names: `named<"…">`, `where_<"…">`, …
#pragma once

#include "constable/catalog/model.hpp"
#include "constable/strings/fixed_string.hpp"

#include <array>
#include <cstddef>
#include <string_view>

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
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_index | in_unique_index;
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

template <fixed_string Name>
struct named_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_check | in_exclude | in_index | in_unique_index;
    static constexpr void apply(catalog::constraint& target) { target.name = Name.view(); }
    static constexpr void apply(catalog::index& target) { target.name = Name.view(); }
};

template <fixed_string Condition>
struct where_option : option_word {
    static constexpr unsigned places = in_exclude | in_index | in_unique_index;
    static constexpr void apply(catalog::index& target) { target.predicate = Condition.view(); }
    static constexpr void apply(catalog::constraint& target) { target.predicate = Condition.view(); }
};

template <fixed_string Method>
struct using_option : option_word {
    static constexpr unsigned places = in_exclude | in_index | in_unique_index;
    static constexpr void apply(catalog::index& target) { target.method = Method.view(); }
    static constexpr void apply(catalog::constraint& target) { target.method = Method.view(); }
};

template <fixed_string... Columns>
struct include_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_exclude | in_index | in_unique_index;
    static constexpr std::size_t includes = sizeof...(Columns);
    static constexpr void add_includes(std::string_view*& to) { ((*to++ = Columns.view()), ...); }
};

struct nulls_not_distinct_option : option_word {
    static constexpr unsigned places = in_unique | in_unique_index;
    static constexpr void apply(catalog::index& target) { target.nulls_not_distinct = true; }
    static constexpr void apply(catalog::constraint& target) { target.nulls_not_distinct = true; }
};

struct deferrable_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_exclude;
    static constexpr void apply(catalog::constraint& target) { target.deferrable = true; }
};
struct initially_deferred_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_exclude;
    static constexpr void apply(catalog::constraint& target) { target.deferrable = target.initially_deferred = true; }
};
struct no_inherit_option : option_word {
    static constexpr unsigned places = in_check;
    static constexpr void apply(catalog::constraint& target) { target.no_inherit = true; }
};
struct across_types_option : option_word {
    static constexpr unsigned places = in_foreign_key;
    static constexpr void apply(catalog::constraint& target) { target.across_types = true; }
};

template <catalog::referential_action Action, fixed_string... Columns>
struct on_delete_option : option_word {
    static constexpr unsigned places = in_foreign_key;
    static constexpr void apply(catalog::constraint& target) {
        target.on_delete = Action;
        target.on_delete_columns = text_list<Columns...>;
    }
};
template <catalog::referential_action Action>
struct on_update_option : option_word {
    static constexpr unsigned places = in_foreign_key;
    static constexpr void apply(catalog::constraint& target) { target.on_update = Action; }
};
template <catalog::match_type Type>
struct match_option : option_word {
    static constexpr unsigned places = in_foreign_key;
    static constexpr void apply(catalog::constraint& target) { target.match = Type; }
};

// What may be said of one key of an index.
struct descending_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.descending = true; }
};
template <catalog::nulls_order Order>
struct nulls_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.nulls = Order; }
};
template <fixed_string Name>
struct operator_class_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.operator_class = Name.view(); }
};
template <fixed_string Name>
struct collation_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.collation = Name.view(); }
};
template <fixed_string Operator>
struct with_operator_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.with_operator = Operator.view(); }
};

template <bool IsExpression, fixed_string Text, option... Options>
struct key_option : option_word {
    static constexpr unsigned places = in_index | in_unique_index | in_exclude;
    static constexpr std::size_t keys = 1;
    static constexpr void add_keys(catalog::key*& to) {
        catalog::key& added = *to++;
        (IsExpression ? added.expression : added.column) = Text.view();
        (Options.word.apply(added), ...);
    }
};

} // namespace declare

/// Names a constraint or an index, where PostgreSQL's own name is not wanted.
template <fixed_string Name>
inline constexpr declare::named_option<Name> named{};

/// `WHERE (…)` of a partial index or exclusion constraint.
template <fixed_string Condition>
inline constexpr declare::where_option<Condition> where_{};

/// `USING method`: btree, hash, gin, gist, spgist, brin, or what an extension brings.
template <fixed_string Method>
inline constexpr declare::using_option<Method> using_{};

/// `INCLUDE (…)` columns of an index, a unique constraint or a primary key.
template <fixed_string... Columns>
inline constexpr declare::include_option<Columns...> include{};

/// `NULLS NOT DISTINCT` of a unique constraint or index. PostgreSQL 15.
inline constexpr declare::nulls_not_distinct_option nulls_not_distinct{};

/// `DEFERRABLE`.
inline constexpr declare::deferrable_option deferrable{};
/// `DEFERRABLE INITIALLY DEFERRED`.
inline constexpr declare::initially_deferred_option initially_deferred{};
/// `NO INHERIT` of a check.
inline constexpr declare::no_inherit_option no_inherit{};
/// Lets a foreign key's column have another type than the column that it references.
inline constexpr declare::across_types_option across_types{};

/// Actions of a foreign key. https://www.postgresql.org/docs/current/sql-createtable.html
inline constexpr auto no_action = catalog::referential_action::no_action;
inline constexpr auto restrict = catalog::referential_action::restrict;
inline constexpr auto cascade = catalog::referential_action::cascade;
inline constexpr auto set_null = catalog::referential_action::set_null;
inline constexpr auto set_default = catalog::referential_action::set_default;

/// `ON DELETE action`; with columns, `SET NULL (…)` or `SET DEFAULT (…)` of PostgreSQL 15.
template <catalog::referential_action Action, fixed_string... Columns>
inline constexpr declare::on_delete_option<Action, Columns...> on_delete{};
/// `ON UPDATE action`.
template <catalog::referential_action Action>
inline constexpr declare::on_update_option<Action> on_update{};

/// `MATCH SIMPLE` and `MATCH FULL`.
inline constexpr auto simple = catalog::match_type::simple;
inline constexpr auto full = catalog::match_type::full;
template <catalog::match_type Type>
inline constexpr declare::match_option<Type> match{};

/// A key of an index: a column with what is said of it.
template <fixed_string Column, declare::option... Options>
inline constexpr declare::key_option<false, Column, Options...> key{};
/// A key of an index: an SQL expression, written without outer parentheses.
template <fixed_string Expression, declare::option... Options>
inline constexpr declare::key_option<true, Expression, Options...> expression{};
/// A key of an index: a column in descending order.
template <fixed_string Column, declare::option... Options>
inline constexpr declare::key_option<false, Column, declare::descending_option{}, Options...> descending{};

/// `DESC`, inside `key` or `expression`.
inline constexpr declare::descending_option desc{};
/// `NULLS FIRST`, inside `key`, `descending` or `expression`.
inline constexpr declare::nulls_option<catalog::nulls_order::first> nulls_first{};
/// `NULLS LAST`, inside `key`, `descending` or `expression`.
inline constexpr declare::nulls_option<catalog::nulls_order::last> nulls_last{};
/// The operator class of a key.
template <fixed_string Name>
inline constexpr declare::operator_class_option<Name> operator_class{};
/// `COLLATE` of a key.
template <fixed_string Name>
inline constexpr declare::collation_option<Name> collation{};

/// `column WITH operator` of an exclusion constraint.
template <fixed_string Column, fixed_string Operator, declare::option... Options>
inline constexpr declare::key_option<false, Column, declare::with_operator_option<Operator>{}, Options...> with_{};
/// `(expression) WITH operator` of an exclusion constraint.
template <fixed_string Expression, fixed_string Operator, declare::option... Options>
inline constexpr declare::key_option<true, Expression, declare::with_operator_option<Operator>{}, Options...> with_expression{};

} // namespace constable
