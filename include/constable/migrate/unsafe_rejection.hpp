// SPDX-License-Identifier: BSL-1.0
// Turns a rule that an unsafe step breaks into one compile error with the recipe in its text. The rules are explained in
// migrate/RULES.md.
#pragma once

#include "step.hpp"

#include <cstddef>

namespace constable::migrating {

// Each rule is a sentence that is false of some step; the sentence stands in the first line of the error.
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool index_is_built_concurrently = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool index_is_dropped_concurrently = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool key_takes_over_an_index = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool check_is_validated_later = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool foreign_key_is_validated_later = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool not_null_is_known = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool constraint_is_validated_in_another_migration = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool no_table_is_rewritten = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool default_of_a_new_column_is_constant = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool no_generated_column_is_computed = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool new_column_has_values = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool values_fit_into_the_new_type = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool nothing_stored_is_lost = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool former_name_stays = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool what_is_dropped_is_unused = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool programs_may_rely_on_the_constraint = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool no_row_becomes_visible = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool new_label_is_used_after_a_commit = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool partition_is_attached_without_reading = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool sql_runs_in_a_transaction = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool sql_drops_what_it_names = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool rows_are_changed_without_a_lock_on_others = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool domain_is_checked_without_reading = false;
template <class Migration, std::size_t Step, class Object, class Table> inline constexpr bool sql_lets_others_work = false;

/// Refuses the step with number `Step` (from 1) of `Migration`, which breaks `Rule`.
template <unsafe_rule Rule, class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection;

template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::blocking_index, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(index_is_built_concurrently<Migration, Step, Object, Table>,
                      "constable: an index is built under a lock that stops all writing; say concurrently; or accept<blocking_index, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::blocking_index_drop, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(index_is_dropped_concurrently<Migration, Step, Object, Table>,
                      "constable: an index is dropped under a lock that waits for, and then stops, everybody; say concurrently; or accept<blocking_index_drop, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::blocking_key, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(key_takes_over_an_index<Migration, Step, Object, Table>,
                      "constable: a key or exclusion on a table that exists builds its index under a lock that stops everybody; build a unique_index concurrently, then say add_constraint_using_index<…>; or accept<blocking_key, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::scanning_check, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(check_is_validated_later<Migration, Step, Object, Table>,
                      "constable: a check on a table that exists reads all rows under a lock that stops everybody; add it not_valid, and say validate_constraint<…> in a later migration; or accept<scanning_check, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::scanning_foreign_key, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(foreign_key_is_validated_later<Migration, Step, Object, Table>,
                      "constable: a foreign key on a table that exists reads all rows under a lock that stops all writing to both tables; add it not_valid, and say validate_constraint<…> in a later migration; or accept<scanning_foreign_key, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::scanning_not_null, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(not_null_is_known<Migration, Step, Object, Table>,
                      "constable: SET NOT NULL reads all rows under a lock that stops everybody; add check<\"column IS NOT NULL\", not_valid>, validate it in a later migration, then set not null and drop the check; or accept<scanning_not_null, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::early_validation, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(constraint_is_validated_in_another_migration<Migration, Step, Object, Table>,
                      "constable: a constraint is validated in the migration that adds it, whose lock stops others while all rows are read; validate it in a later one; or accept<early_validation, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::table_rewrite, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(no_table_is_rewritten<Migration, Step, Object, Table>,
                      "constable: a step writes all rows of a table anew under a lock that stops everybody; add a new column, backfill it, and switch over in later migrations; or accept<table_rewrite, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::volatile_default, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(default_of_a_new_column_is_constant<Migration, Step, Object, Table>,
                      "constable: a new column gets a value of its own in each row, for which all rows are written anew under a lock that stops everybody; add it without a default, set the default, and backfill it; or accept<volatile_default, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::generated_column, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(no_generated_column_is_computed<Migration, Step, Object, Table>,
                      "constable: a generated column is computed for all rows under a lock that stops everybody; add a plain column with a trigger and backfill it, or compute the value in a view; or accept<generated_column, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::required_column, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(new_column_has_values<Migration, Step, Object, Table>,
                      "constable: a new column must have a value, which rows that exist do not; give it a default, or add it nullable, backfill it, and set not null later; or accept<required_column, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::narrowing, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(values_fit_into_the_new_type<Migration, Step, Object, Table>,
                      "constable: values that exist may not fit into the new type, and all rows are read or written anew under a lock that stops everybody; add a new column of that type, backfill it, and switch over in later migrations; or accept<narrowing, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::data_loss, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(nothing_stored_is_lost<Migration, Step, Object, Table>,
                      "constable: a step drops what is stored, and what the release before still reads and writes; drop it one release after the last use, with accept<data_loss, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::breaking_rename, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(former_name_stays<Migration, Step, Object, Table>,
                      "constable: programs of the release before know only the former name; add the new one, copy, and drop the former one release later; or accept<breaking_rename, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::breaking_drop, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(what_is_dropped_is_unused<Migration, Step, Object, Table>,
                      "constable: programs of the release before may use what is dropped; drop it one release after the last use, with accept<breaking_drop, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::weaker_constraint, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(programs_may_rely_on_the_constraint<Migration, Step, Object, Table>,
                      "constable: programs of the release before may rely on what is no longer kept: no NULL, no duplicates; make them ready first, with accept<weaker_constraint, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::weaker_security, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(no_row_becomes_visible<Migration, Step, Object, Table>,
                      "constable: rows may become visible that were not; make sure that they may, with accept<weaker_security, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::fresh_label, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(new_label_is_used_after_a_commit<Migration, Step, Object, Table>,
                      "constable: a new label is used in the transaction that adds it, which PostgreSQL refuses; use it in a later migration; or accept<fresh_label, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::blocking_partition, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(partition_is_attached_without_reading<Migration, Step, Object, Table>,
                      "constable: a partition is attached while its rows are read under a lock, or detached under a lock that stops everybody; say concurrently to detach it; to attach it, add a valid check with its bounds, then accept<blocking_partition, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::hidden_concurrently, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(sql_runs_in_a_transaction<Migration, Step, Object, Table>,
                      "constable: SQL that PostgreSQL runs in no transaction block stands in one; say outside_transaction; or accept<hidden_concurrently, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::cascading_sql, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(sql_drops_what_it_names<Migration, Step, Object, Table>,
                      "constable: SQL drops or empties more than it names: CASCADE, TRUNCATE; name what goes; or accept<cascading_sql, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::unbatched_update, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(rows_are_changed_without_a_lock_on_others<Migration, Step, Object, Table>,
                      "constable: SQL changes rows while the same transaction holds a lock that stops others; say backfill<…>, or write it into a migration of its own; or accept<unbatched_update, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::domain_check, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(domain_is_checked_without_reading<Migration, Step, Object, Table>,
                      "constable: a new check of a domain reads every table that uses it under a lock that stops writing; add it not_valid first; or accept<domain_check, …>");
    }
};
template <class Migration, std::size_t Step, class Object, class Table>
struct unsafe_rejection<unsafe_rule::blocking_sql, Migration, Step, Object, Table> {
    static constexpr void refuse() {
        static_assert(sql_lets_others_work<Migration, Step, Object, Table>,
                      "constable: SQL locks a table while all of it is read or written: CLUSTER, LOCK, VACUUM FULL, REINDEX, REFRESH; say CONCURRENTLY and outside_transaction where there is such a form; or accept<blocking_sql, …>");
    }
};

} // namespace constable::migrating
