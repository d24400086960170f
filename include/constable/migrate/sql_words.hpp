// SPDX-License-Identifier: BSL-1.0
// Steps that are SQL, or code of the program, or rows changed in batches.
#pragma once

#include "step_word.hpp"

#include "constable/declare/constraint_options.hpp"

#include <cstdint>

namespace constable {

namespace migrating {

template <class Option>
inline constexpr bool says_how_to_fill = requires(backfill_value& it) { Option::fill(it); };

struct fill_option : step_option {
    static constexpr void say(step_value&) {}
};
template <fixed_string Assignments>
struct assign_option : fill_option {
    static constexpr void fill(backfill_value& it) { it.set = Assignments.view(); }
};
template <fixed_string Column>
struct walk_by_option : fill_option {
    static constexpr void fill(backfill_value& it) { it.key = Column.view(); }
};
template <std::uint32_t Rows>
inline constexpr bool batch_has_rows = Rows != 0;
template <std::uint32_t Rows>
struct batch_size_option : fill_option {
    static constexpr void fill(backfill_value& it) {
        static_assert(batch_has_rows<Rows>, "constable: a batch has no rows; write at least 1");
        it.batch = Rows;
    }
};
template <std::uint32_t Milliseconds>
struct pause_option : fill_option {
    static constexpr void fill(backfill_value& it) { it.pause = Milliseconds; }
};

template <class Option>
constexpr void fill_option_in(backfill_value& it, const Option&) {
    if constexpr (says_how_to_fill<Option>) Option::fill(it);
}
template <fixed_string Condition>
constexpr void fill_option_in(backfill_value& it, const declare::where_option<Condition>&) {
    it.where = Condition.view();
}
template <fixed_string Condition>
constexpr void say_option(step_value&, const declare::where_option<Condition>&) {}

template <auto... Options>
inline constexpr backfill_value backfill_of = [] {
    backfill_value made;
    (fill_option_in(made, Options), ...);
    return made;
}();

template <auto Callable>
constexpr callable callable_of() {
    return [](pqxx::transaction_base& transaction) { Callable(transaction); };
}
template <auto Callable>
struct reverse_run_option : step_option {
    static constexpr void say(step_value& step) { step.call_back = callable_of<Callable>(); }
};

constexpr step_value reversible_or_not(step_value step) {
    if (step.kind == step_kind::execute && step.reverse.empty()) step.irreversible = true;
    if (step.kind == step_kind::run && step.call_back == nullptr) step.irreversible = true;
    return step;
}

/// An `execute` says neither how it is taken back nor that it cannot be.
template <fixed_string Sql, bool IsClear>
inline constexpr bool sql_says_its_way_back = IsClear;

/// What a backfill of a table sets.
template <object_ref Table, bool IsSaid>
inline constexpr bool backfill_assigns_something = IsSaid;

constexpr bool says_way_back(const step_value& step) { return step.irreversible || !step.reverse.empty(); }

} // namespace migrating

/// SQL as it stands, and the SQL that takes it back: `execute<"UPDATE …", reverse<"UPDATE …">>`, or
/// `execute<"UPDATE …", irreversible>`. `outside_transaction` where PostgreSQL wants none. The replayed catalog does not know
/// what it does: schema changes have steps of their own.
template <fixed_string Sql, auto... Options>
struct execute : migrating::step_word {
private:
    static constexpr migrating::step_value said_ = migrating::with_options<Options...>({.kind = migrating::step_kind::execute, .sql = Sql.view()});
    static_assert(migrating::sql_says_its_way_back<Sql, migrating::says_way_back(said_)>,
                  "constable: an execute has no way back; say reverse<\"…\">, or irreversible");

public:
    static constexpr migrating::step_value value = said_;
};

/// Code of the program: `run<&fill_names, "1">`. The callable is given the migration's `pqxx::transaction_base&`; the
/// revision stands for its text in the checksum: change it when the code changes what it does. Options: `reverse_run`.
template <auto Callable, fixed_string Revision, auto... Options>
struct run : migrating::step_word {
    static constexpr migrating::step_value value = migrating::reversible_or_not(migrating::with_options<Options...>(
        {.kind = migrating::step_kind::run, .call = migrating::callable_of<Callable>(), .revision = Revision.view()}));
};
/// The code that takes a `run` back.
template <auto Callable>
inline constexpr migrating::reverse_run_option<Callable> reverse_run{};

/// Changes rows in batches, each committed by itself; interrupted, it goes on where it was:
/// `backfill<"users", assign<"full_name = name">, where_<"full_name IS NULL">, batch_size<1000>>`.
/// Options: `assign` (needed), `where_`, `walk_by` (a column; otherwise the primary key), `batch_size` (1000 rows),
/// `pause_between` (milliseconds), `reverse`, `irreversible`. Without the last two, taking it back does nothing.
template <migrating::object_ref Table, auto... Options>
struct backfill : migrating::step_word {
    static_assert(migrating::backfill_assigns_something<Table, !migrating::backfill_of<Options...>.set.empty()>,
                  "constable: a backfill assigns nothing; say assign<\"column = …\">");
    static constexpr migrating::step_value value = migrating::with_options<Options...>({.kind = migrating::step_kind::backfill,
                                                                                   .schema = Table.schema.view(),
                                                                                   .table = Table.name.view(),
                                                                                   .backfill = &migrating::backfill_of<Options...>});
};
/// What a backfill sets: SQL text, as behind UPDATE … SET.
template <fixed_string Assignments>
inline constexpr migrating::assign_option<Assignments> assign{};
/// The column by which a backfill walks the rows: unique, NOT NULL, with an index.
template <fixed_string Column>
inline constexpr migrating::walk_by_option<Column> walk_by{};
/// Rows in one batch of a backfill.
template <std::uint32_t Rows>
inline constexpr migrating::batch_size_option<Rows> batch_size{};
/// Milliseconds between two batches of a backfill.
template <std::uint32_t Milliseconds>
inline constexpr migrating::pause_option<Milliseconds> pause_between{};

} // namespace constable
