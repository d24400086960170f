// SPDX-License-Identifier: BSL-1.0
// The keys of indexes and exclusions, and what may be said of one.
#pragma once

#include "option.hpp"

#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <cstdint>

namespace constable {

namespace declare {

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
template <fixed_string Schema, fixed_string Name>
struct collation_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.collation = strings::view(qualified_text<Schema, Name>); }
};
template <std::int16_t Target>
struct key_statistics_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.statistics = Target; }
};
template <fixed_string Operator>
struct with_operator_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.with_operator = Operator.view(); }
};

template <bool IsExpression, fixed_string Text, option... Options>
struct key_option : option_word {
    static constexpr unsigned places = in_index | in_unique_index | in_exclude | (IsExpression ? in_statistics : 0U);
    static constexpr std::size_t keys = 1;
    static constexpr void add_keys(catalog::key*& to) {
        catalog::key& added = *to++;
        (IsExpression ? added.expression : added.column) = Text.view();
        (Options.word.apply(added), ...);
    }
};

} // namespace declare

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
/// `COLLATE "name"` of a key, of the default schema or `pg_catalog`.
template <fixed_string Name>
inline constexpr declare::collation_option<"", Name> collation{};
/// `COLLATE schema."name"` of a key.
template <fixed_string Schema, fixed_string Name>
inline constexpr declare::collation_option<Schema, Name> collation_in{};
/// `ALTER INDEX … ALTER COLUMN … SET STATISTICS` of a key that is an expression.
template <std::int16_t Target>
inline constexpr declare::key_statistics_option<Target> key_statistics{};

/// `column WITH operator` of an exclusion constraint.
template <fixed_string Column, fixed_string Operator, declare::option... Options>
inline constexpr declare::key_option<false, Column, declare::with_operator_option<Operator>{}, Options...> with_{};
/// `(expression) WITH operator` of an exclusion constraint.
template <fixed_string Expression, fixed_string Operator, declare::option... Options>
inline constexpr declare::key_option<true, Expression, declare::with_operator_option<Operator>{}, Options...> with_expression{};

} // namespace constable
