// SPDX-License-Identifier: BSL-1.0
// Steps, migrations and histories as plain values: what the words of a migration say.
#pragma once

#include "constable/catalog/mistake.hpp"
#include "constable/catalog/words.hpp"
#include "constable/declare/object.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace pqxx {
class transaction_base;
}

/// A migration is a type only as far as people write it. What it does is a value, so that replaying, checking and
/// rendering are ordinary functions, in the compiler and at run time.
namespace constable::migrating {

/// What a step does.
enum class step_kind : unsigned char {
    create_table,        ///< the table that `parts` declare
    create_object,       ///< `object`
    replace_object,      ///< `object`, in the place of the one of that kind and name
    drop_object,         ///< of kind `of`, with name `name` and, for a routine, `detail`: a table, a view, a type, …
    rename_object,       ///< the same, to `other`
    set_table,           ///< what few tables say becomes what `parts` say
    add_parts,           ///< columns, constraints, indexes, triggers, … that `parts` declare
    replace_parts,       ///< the same, in the place of those of their names
    attach_partition,    ///< the table becomes a partition, as `parts` say
    detach_partition,
    drop_part,           ///< of kind `of`
    rename_part,         ///< of kind `of`, to `other`
    set_default,         ///< of column `name`, to `other`
    drop_default,
    set_not_null,
    drop_not_null,
    change_type,         ///< of column `name`, to `other`; `sql`: USING
    validate_constraint, ///< `name`
    use_index,           ///< the key that `parts` declare takes the index `name` over
    add_label,           ///< `name`, to the enum `table`; before or after `other`
    rename_label,        ///< `name`, of the enum `table`, to `other`
    set_comment,         ///< of `name`, of kind `of`, to `other`
    execute,             ///< `sql`; backwards `reverse`
    run,                 ///< `call`; backwards `call_back`
    backfill,            ///< see `backfill_value`
};

/// Where a new enum label stands.
enum class label_place : unsigned char { last, before, after };

/// Why a step may hurt while others use the database. Each has one text, in `migrate/unsafe_step.hpp`, and one row in
/// migrate/RULES.md.
enum class unsafe_rule : unsigned char {
    none,
    blocking_index,         ///< an index is built under a lock that stops all writing
    blocking_index_drop,    ///< an index is dropped under a lock that stops everybody
    blocking_key,           ///< a key or exclusion builds its index under a lock that stops everybody
    scanning_check,         ///< a check reads all rows under a lock that stops everybody
    scanning_foreign_key,   ///< a foreign key reads all rows under a lock that stops all writing
    scanning_not_null,      ///< SET NOT NULL reads all rows under a lock that stops everybody
    early_validation,       ///< a constraint is validated while its creation still holds its lock
    table_rewrite,          ///< all rows are written anew under a lock that stops everybody
    volatile_default,       ///< a new column gets a value of its own in each row, which writes all rows anew
    generated_column,       ///< a new column is computed for each row, which writes all rows anew
    required_column,        ///< a new column must have a value, and rows that exist have none
    narrowing,              ///< values that exist may not fit into the new type
    data_loss,              ///< what is stored is gone
    breaking_rename,        ///< programs of the release before know the old name
    breaking_drop,          ///< programs of the release before use what is dropped
    weaker_constraint,      ///< programs of the release before rely on what is no longer kept
    weaker_security,        ///< rows become visible that were not
    fresh_label,            ///< a label is used in the transaction that adds it
    blocking_partition,     ///< a partition is attached under a lock, and read, or detached under a lock that stops everybody
    hidden_concurrently,    ///< SQL that cannot run in a transaction stands in one
    cascading_sql,          ///< SQL drops or empties more than it names
    unbatched_update,       ///< SQL changes many rows while a lock of the same transaction stops others
    domain_check,           ///< a check of a domain reads every table that uses it
    blocking_sql,           ///< SQL writes or reads all of a table under a lock that stops everybody
};

/// The words by which people and acknowledgements call the rules.
inline constexpr std::array<std::string_view, 25> words_of_rules{
    "none", "blocking_index", "blocking_index_drop", "blocking_key", "scanning_check", "scanning_foreign_key", "scanning_not_null",
    "early_validation", "table_rewrite", "volatile_default", "generated_column", "required_column", "narrowing", "data_loss",
    "breaking_rename", "breaking_drop", "weaker_constraint", "weaker_security", "fresh_label", "blocking_partition",
    "hidden_concurrently", "cascading_sql", "unbatched_update", "domain_check", "blocking_sql"};
constexpr std::string_view word_of(unsafe_rule rule) { return words_of_rules[static_cast<std::size_t>(rule)]; }

/// Somebody knows that a step is unsafe, and says why it is right all the same.
struct acknowledgement {
    unsafe_rule rule = unsafe_rule::none;
    std::string_view object{}; ///< `users` or `users.phone`, with its schema where it is not the default one
    std::string_view reason{};
};

/// A callable of the program, which is given the transaction of its migration.
using callable = void (*)(pqxx::transaction_base&);
/// A question of the program: whether a migration may begin.
using question = bool (*)(pqxx::transaction_base&);

/// Rows that are changed in batches, each in a transaction of its own.
struct backfill_value {
    std::string_view set{};       ///< SQL text: `full_name = name`
    std::string_view where{};     ///< SQL text; empty: all rows
    std::string_view key{};       ///< a column by which rows are walked; empty: the primary key, of one column
    std::uint32_t batch = 1000;   ///< rows
    std::uint32_t pause = 0;      ///< milliseconds between two batches
};

/// One step. Its kind tells which members mean anything.
struct step_value {
    step_kind kind;
    catalog::object_kind of = catalog::object_kind::table;
    std::string_view schema{}; ///< of the table, or of the object
    std::string_view table{};  ///< that the step is about, or the enum; empty: none
    std::string_view name{};
    std::string_view other{};
    std::string_view detail{}; ///< the identity of a routine: the types of its arguments
    std::string_view sql{};
    std::string_view reverse{};
    label_place where = label_place::last;
    bool concurrently = false;
    bool irreversible = false;        ///< there is no way back
    bool outside_transaction = false; ///< SQL that PostgreSQL runs in no transaction block
    const declare::part_value* const* parts = nullptr; ///< up to a null pointer
    const declare::object_entry* object = nullptr;
    callable call = nullptr;
    callable call_back = nullptr;
    std::string_view revision{}; ///< of a callable: stands for its text in the checksum
    const backfill_value* backfill = nullptr;
    std::span<const acknowledgement> accepted{};

    /// Whether the step runs in no transaction, or commits by itself.
    [[nodiscard]] constexpr bool is_alone() const { return concurrently || outside_transaction || kind == step_kind::backfill; }
};

/// What the words inside a step declare, lowered: constraints and indexes without a name are still without one.
struct fragment {
    const catalog::table* table = nullptr; ///< the table, or the parts that come to it
    const catalog::table* named = nullptr; ///< a new table, with the names that PostgreSQL would choose for its parts; null: they are still to choose
    std::span<const declare::object_comment> comments{};
    const catalog::view* view = nullptr;
    bool takes_over = false; ///< a partition that has what its parent has
    catalog::mistake mistake{};
};

/// A condition that must hold before a migration begins.
struct precondition {
    std::string_view sql{};     ///< a SELECT that gives one boolean; empty: `ask`
    question ask = nullptr;
    std::string_view message{}; ///< what to say, and to do, when it does not hold
};

/// One migration.
struct migration_value {
    std::string_view version{};
    std::string_view description{};
    std::span<const step_value* const> steps{};
    std::span<const fragment> fragments{}; ///< of the steps; shorter where none of the last ones has any
    std::span<const std::string_view> depends_on{}; ///< versions; empty: the migration before it
    std::span<const precondition> preconditions{};

    /// Whether one of the steps runs in no transaction: then each step is committed by itself.
    [[nodiscard]] constexpr bool is_stepwise() const {
        for (const step_value* each : steps)
            if (each->is_alone()) return true;
        return false;
    }
};

/// All migrations of a program, each after those that it depends on.
struct history_value {
    std::string_view name{}; ///< of the schema that they lead to: the lock's key is hashed from it
    std::span<const migration_value> migrations{};
};

} // namespace constable::migrating
