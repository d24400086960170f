// SPDX-License-Identifier: BSL-1.0
// The words that stand inside constraints and indexes, beside column names: `named<"…">`, `where_<"…">`, …
#pragma once

#include "option.hpp"

namespace constable {

namespace declare {

template <fixed_string Name>
struct named_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_check | in_exclude | in_index | in_unique_index;
    static constexpr void apply(catalog::constraint& target) { target.name = Name.view(); }
    static constexpr void apply(catalog::index& target) { target.name = Name.view(); }
};

template <fixed_string Condition>
struct where_option : option_word {
    static constexpr unsigned places = in_exclude | in_index | in_unique_index | in_rule;
    static constexpr void apply(catalog::rule& target) { target.condition = Condition.view(); }
    static constexpr void apply(catalog::index& target) { target.predicate = Condition.view(); }
    static constexpr void apply(catalog::constraint& target) { target.predicate = Condition.view(); }
};

template <fixed_string Method>
struct using_option : option_word {
    static constexpr unsigned places = in_exclude | in_index | in_unique_index | in_policy;
    static constexpr void apply(catalog::policy& target) { target.using_expression = Method.view(); }
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
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_exclude | in_trigger;
    static constexpr void apply(catalog::trigger& target) { target.deferrable = true; }
    static constexpr void apply(catalog::constraint& target) { target.deferrable = true; }
};
struct initially_deferred_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_exclude | in_trigger;
    static constexpr void apply(catalog::trigger& target) { target.deferrable = target.initially_deferred = true; }
    static constexpr void apply(catalog::constraint& target) { target.deferrable = target.initially_deferred = true; }
};
struct no_inherit_option : option_word {
    static constexpr unsigned places = in_check;
    static constexpr void apply(catalog::constraint& target) { target.no_inherit = true; }
};
struct not_valid_option : option_word {
    static constexpr unsigned places = in_check | in_foreign_key;
    static constexpr void apply(catalog::constraint& target) { target.not_valid = true; }
};
struct not_enforced_option : option_word {
    static constexpr unsigned places = in_check | in_foreign_key;
    static constexpr void apply(catalog::constraint& target) { target.not_enforced = true; }
};
template <unsigned Places>
struct period_option : option_word {
    static constexpr unsigned places = Places;
    static constexpr void apply(catalog::constraint& target) { target.period = true; }
};
template <fixed_string... Parameters>
struct storage_parameters_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_exclude | in_index | in_unique_index;
    static constexpr void apply(auto& target) { target.options = text_list<Parameters...>; }
};
template <fixed_string Index>
struct attached_to_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_exclude | in_index | in_unique_index;
    static constexpr void apply(auto& target) { target.attached_to = Index.view(); }
};
template <fixed_string Text>
struct index_comment_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_exclude;
    static constexpr void apply(catalog::constraint& target) { target.index_comment = Text.view(); }
};
struct across_nulls_option : option_word {
    static constexpr unsigned places = in_foreign_key;
    static constexpr void apply(catalog::constraint& target) { target.across_nulls = true; }
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

} // namespace declare

/// Names a constraint or an index, where PostgreSQL's own name is not wanted.
template <fixed_string Name>
inline constexpr declare::named_option<Name> named{};

/// `WHERE (…)` of a partial index, an exclusion constraint or a rule.
template <fixed_string Condition>
inline constexpr declare::where_option<Condition> where_{};

/// `USING method` of an index: btree, hash, gin, gist, spgist, brin, or what an extension brings. `USING (condition)`
/// of a policy.
template <fixed_string Method>
inline constexpr declare::using_option<Method> using_{};

/// `INCLUDE (…)` columns of an index, a unique constraint or a primary key.
template <fixed_string... Columns>
inline constexpr declare::include_option<Columns...> include{};

/// `NULLS NOT DISTINCT` of a unique constraint or index. PostgreSQL 15.
inline constexpr declare::nulls_not_distinct_option nulls_not_distinct{};

/// `NOT VALID`: rows that were there before are not checked.
inline constexpr declare::not_valid_option not_valid{};
/// `NOT ENFORCED`. PostgreSQL 18.
inline constexpr declare::not_enforced_option not_enforced{};
/// `WITHOUT OVERLAPS`, of the last column of a key. PostgreSQL 18.
inline constexpr declare::period_option<declare::in_primary_key | declare::in_unique> without_overlaps{};
/// `PERIOD`, of the last column of a foreign key. PostgreSQL 18.
inline constexpr declare::period_option<declare::in_foreign_key> period{};
/// `WITH (…)` of an index or of a key's index: `storage_parameters<"fillfactor=70">`. Tables have `parameters`.
template <fixed_string... Parameters>
inline constexpr declare::storage_parameters_option<Parameters...> storage_parameters{};
/// The index, or the key, of the parent that this one of a partition belongs to.
template <fixed_string Index>
inline constexpr declare::attached_to_option<Index> attached_to{};
/// `COMMENT ON INDEX` of a key or an exclusion constraint; `comment_on` is that of the constraint.
template <fixed_string Text>
inline constexpr declare::index_comment_option<Text> index_comment{};

/// `DEFERRABLE`.
inline constexpr declare::deferrable_option deferrable{};
/// `DEFERRABLE INITIALLY DEFERRED`.
inline constexpr declare::initially_deferred_option initially_deferred{};
/// `NO INHERIT` of a check.
inline constexpr declare::no_inherit_option no_inherit{};
/// Lets a foreign key's column have another type than the column that it references.
inline constexpr declare::across_types_option across_types{};

/// Lets a foreign key set a column to NULL that is NOT NULL: it fails when it comes to act, as PostgreSQL lets it.
inline constexpr declare::across_nulls_option across_nulls{};

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

} // namespace constable
