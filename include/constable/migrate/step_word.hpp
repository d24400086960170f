// SPDX-License-Identifier: BSL-1.0
// What all words of a migration have in common: the object that they are about, and the options that end them.
#pragma once

#include "step.hpp"

#include "constable/declare/entries.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace constable {

namespace migrating {

/// A schema and a name in it.
template <std::size_t SchemaSize, std::size_t NameSize>
struct qualified_ref {
    fixed_string<SchemaSize> schema;
    fixed_string<NameSize> name;
};

/// What a step is about, as a template argument: "users", or qualified<"auth", "users">.
template <std::size_t SchemaSize, std::size_t NameSize>
struct object_ref {
    fixed_string<SchemaSize> schema{};
    fixed_string<NameSize> name{};

    // NOLINTBEGIN(google-explicit-constructor): a literal must convert by itself
    constexpr object_ref(const char (&literal)[NameSize + 1]) : name(literal) {}
    constexpr object_ref(const qualified_ref<SchemaSize, NameSize>& both) : schema(both.schema), name(both.name) {}
    // NOLINTEND(google-explicit-constructor)
};
template <std::size_t Length>
object_ref(const char (&)[Length]) -> object_ref<0, Length - 1>;
template <std::size_t SchemaSize, std::size_t NameSize>
object_ref(qualified_ref<SchemaSize, NameSize>) -> object_ref<SchemaSize, NameSize>;

/// What every step is: it has a `step_value` called `value`.
struct step_word {};

/// What may end a step. `Self::say(step_value&)`.
struct step_option {
    static constexpr bool is_acknowledgement = false;
};

/// `Option` says nothing about a step.
template <class Option>
inline constexpr bool option_belongs_to_a_step = __is_base_of(step_option, Option);

template <class Option>
constexpr void say_option(step_value& step, const Option&) {
    static_assert(option_belongs_to_a_step<Option>,
                  "constable: an option does not belong to a step; see the reference of migrations for the options of each");
    if constexpr (option_belongs_to_a_step<Option>) Option::say(step);
}
// Words that tables have too: USING, WHERE.
template <fixed_string Text>
constexpr void say_option(step_value& step, const declare::using_option<Text>&) {
    step.sql = Text.view();
}

template <class Option>
constexpr std::size_t acknowledgements_in(const Option&) {
    if constexpr (requires { Option::accepted; }) return 1;
    else return 0;
}
template <class Option>
constexpr void add_acknowledgement([[maybe_unused]] acknowledgement*& to, const Option&) {
    if constexpr (requires { Option::accepted; }) *to++ = Option::accepted;
}
template <auto... Options>
inline constexpr auto acknowledgements = [] {
    std::array<acknowledgement, (std::size_t{0} + ... + acknowledgements_in(Options))> all{};
    [[maybe_unused]] acknowledgement* to = all.data();
    (add_acknowledgement(to, Options), ...);
    return all;
}();

/// A step with what its options say.
template <auto... Options>
constexpr step_value with_options(step_value step) {
    (say_option(step, Options), ...);
    step.accepted = acknowledgements<Options...>;
    return step;
}

// The parts of a step, with the schema that they lie in.
template <class Step, std::size_t SchemaSize, object_ref Table, class... Parts>
struct parts_in {
    static constexpr const declare::part_value* const* values =
        declare::parts_of<Step, declare::part_list<Parts..., in_schema<Table.schema>>>::values;
};
template <class Step, object_ref Table, class... Parts>
struct parts_in<Step, 0, Table, Parts...> {
    static constexpr const declare::part_value* const* values = declare::parts_of<Step, declare::part_list<Parts...>>::values;
};
template <class Step, object_ref Table, class... Parts>
inline constexpr const declare::part_value* const* parts_for = parts_in<Step, Table.schema.size(), Table, Parts...>::values;

/// Who overrules a rule says why.
template <fixed_string Object, bool IsGiven>
inline constexpr bool reason_is_given = IsGiven;

template <unsafe_rule Rule, fixed_string Object, fixed_string Reason>
struct accept_option : step_option {
    static constexpr acknowledgement accepted{Rule, Object.view(), Reason.view()};
    // Asserted in a function: a class that fails one is no type of a template's value to Clang 14, which says so as well.
    static constexpr void say(step_value&) {
        static_assert(reason_is_given<Object, Reason.size() != 0>,
                      "constable: an acknowledgement gives no reason; write why the step is right all the same");
    }
};
struct concurrently_option : step_option {
    static constexpr void say(step_value& step) { step.concurrently = true; }
};
struct irreversible_option : step_option {
    static constexpr void say(step_value& step) { step.irreversible = true; }
};
struct outside_transaction_option : step_option {
    static constexpr void say(step_value& step) { step.outside_transaction = true; }
};
template <fixed_string Sql>
struct reverse_option : step_option {
    static constexpr void say(step_value& step) { step.reverse = Sql.view(); }
};
template <label_place Place, fixed_string Label>
struct label_place_option : step_option {
    static constexpr void say(step_value& step) {
        step.where = Place;
        step.other = Label.view();
    }
};

} // namespace migrating

/// An object of a named database schema, wherever a step names one: `add_column<qualified<"auth", "users">, …>`.
template <fixed_string Schema, fixed_string Name>
inline constexpr migrating::qualified_ref<Schema.size(), Name.size()> qualified{Schema, Name};

/// A table that a migration references by its name: `references<table_named<"teams">, "id">`. A migration is about the
/// tables of its time; the structs of the program's tables are those of today. Without columns: the primary key.
template <migrating::object_ref Table>
struct table_named {
    using declared_parts = declare::part_list<in_schema<Table.schema>>;
    static constexpr std::string_view table_name = Table.name.view();
};

/// Somebody knows that a step is unsafe, and says why it is right all the same:
/// `accept<blocking_index, "users", "the table has ten rows">`.
template <migrating::unsafe_rule Rule, fixed_string Object, fixed_string Reason>
inline constexpr migrating::accept_option<Rule, Object, Reason> accept{};

/// `CONCURRENTLY`: the step runs in no transaction, and is resumed after a crash.
inline constexpr migrating::concurrently_option concurrently{};
/// There is no way back from the step.
inline constexpr migrating::irreversible_option irreversible{};
/// SQL that PostgreSQL runs in no transaction block: VACUUM, CREATE INDEX CONCURRENTLY, …
inline constexpr migrating::outside_transaction_option outside_transaction{};
/// The SQL that takes an `execute` or a `backfill` back.
template <fixed_string Sql>
inline constexpr migrating::reverse_option<Sql> reverse{};
/// Where a new enum label stands.
template <fixed_string Label>
inline constexpr migrating::label_place_option<migrating::label_place::before, Label> before_label{};
template <fixed_string Label>
inline constexpr migrating::label_place_option<migrating::label_place::after, Label> after_label{};

/// The rules that unsafe steps break, by name: see migrate/RULES.md.
inline constexpr auto blocking_index = migrating::unsafe_rule::blocking_index;
inline constexpr auto blocking_index_drop = migrating::unsafe_rule::blocking_index_drop;
inline constexpr auto blocking_key = migrating::unsafe_rule::blocking_key;
inline constexpr auto scanning_check = migrating::unsafe_rule::scanning_check;
inline constexpr auto scanning_foreign_key = migrating::unsafe_rule::scanning_foreign_key;
inline constexpr auto scanning_not_null = migrating::unsafe_rule::scanning_not_null;
inline constexpr auto early_validation = migrating::unsafe_rule::early_validation;
inline constexpr auto table_rewrite = migrating::unsafe_rule::table_rewrite;
inline constexpr auto volatile_default = migrating::unsafe_rule::volatile_default;
inline constexpr auto generated_column = migrating::unsafe_rule::generated_column;
inline constexpr auto required_column = migrating::unsafe_rule::required_column;
inline constexpr auto narrowing = migrating::unsafe_rule::narrowing;
inline constexpr auto data_loss = migrating::unsafe_rule::data_loss;
inline constexpr auto breaking_rename = migrating::unsafe_rule::breaking_rename;
inline constexpr auto breaking_drop = migrating::unsafe_rule::breaking_drop;
inline constexpr auto weaker_constraint = migrating::unsafe_rule::weaker_constraint;
inline constexpr auto weaker_security = migrating::unsafe_rule::weaker_security;
inline constexpr auto fresh_label = migrating::unsafe_rule::fresh_label;
inline constexpr auto blocking_partition = migrating::unsafe_rule::blocking_partition;
inline constexpr auto hidden_concurrently = migrating::unsafe_rule::hidden_concurrently;
inline constexpr auto cascading_sql = migrating::unsafe_rule::cascading_sql;
inline constexpr auto unbatched_update = migrating::unsafe_rule::unbatched_update;
inline constexpr auto domain_check = migrating::unsafe_rule::domain_check;
inline constexpr auto blocking_sql = migrating::unsafe_rule::blocking_sql;

} // namespace constable
