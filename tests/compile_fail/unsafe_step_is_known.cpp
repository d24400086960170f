// SPDX-License-Identifier: BSL-1.0
// Steps that hurt while others use the database are refused, one for each rule, unless somebody knows it and says why.
// expect: constable: an index is built under a lock that stops all writing; say concurrently; or accept<blocking_index, …>
// with: index_is_built_concurrently
// with: breaks_blocking_index
// with: users
// expect: constable: an index is dropped under a lock that waits for, and then stops, everybody; say concurrently; or accept<blocking_index_drop, …>
// with: index_is_dropped_concurrently
// with: breaks_blocking_index_drop
// with: users_email_idx
// expect: constable: a key or exclusion on a table that exists builds its index under a lock that stops everybody; build a unique_index concurrently, then say add_constraint_using_index<…>; or accept<blocking_key, …>
// with: key_takes_over_an_index
// with: breaks_blocking_key
// with: one_email
// expect: constable: a check on a table that exists reads all rows under a lock that stops everybody; add it not_valid, and say validate_constraint<…> in a later migration; or accept<scanning_check, …>
// with: check_is_validated_later
// with: breaks_scanning_check
// with: old_enough
// expect: constable: a foreign key on a table that exists reads all rows under a lock that stops all writing to both tables; add it not_valid, and say validate_constraint<…> in a later migration; or accept<scanning_foreign_key, …>
// with: foreign_key_is_validated_later
// with: breaks_scanning_foreign_key
// with: boss
// expect: constable: SET NOT NULL reads all rows under a lock that stops everybody; add check<"column IS NOT NULL", not_valid>, validate it in a later migration, then set not null and drop the check; or accept<scanning_not_null, …>
// with: not_null_is_known
// with: breaks_scanning_not_null
// with: age
// expect: constable: a constraint is validated in the migration that adds it, whose lock stops others while all rows are read; validate it in a later one; or accept<early_validation, …>
// with: constraint_is_validated_in_another_migration
// with: breaks_early_validation
// with: old_enough
// expect: constable: a step writes all rows of a table anew under a lock that stops everybody; add a new column, backfill it, and switch over in later migrations; or accept<table_rewrite, …>
// with: no_table_is_rewritten
// with: breaks_table_rewrite
// with: age
// expect: constable: a new column gets a value of its own in each row, for which all rows are written anew under a lock that stops everybody; add it without a default, set the default, and backfill it; or accept<volatile_default, …>
// with: default_of_a_new_column_is_constant
// with: breaks_volatile_default
// with: token
// expect: constable: a generated column is computed for all rows under a lock that stops everybody; add a plain column with a trigger and backfill it, or compute the value in a view; or accept<generated_column, …>
// with: no_generated_column_is_computed
// with: breaks_generated_column
// with: next
// expect: constable: a new column must have a value, which rows that exist do not; give it a default, or add it nullable, backfill it, and set not null later; or accept<required_column, …>
// with: new_column_has_values
// with: breaks_required_column
// with: phone
// expect: constable: values that exist may not fit into the new type, and all rows are read or written anew under a lock that stops everybody; add a new column of that type, backfill it, and switch over in later migrations; or accept<narrowing, …>
// with: values_fit_into_the_new_type
// with: breaks_narrowing
// with: email
// expect: constable: a step drops what is stored, and what the release before still reads and writes; drop it one release after the last use, with accept<data_loss, …>
// with: nothing_stored_is_lost
// with: breaks_data_loss
// with: email
// with: users
// expect: constable: programs of the release before know only the former name; add the new one, copy, and drop the former one release later; or accept<breaking_rename, …>
// with: former_name_stays
// with: breaks_breaking_rename
// with: users
// expect: constable: programs of the release before may use what is dropped; drop it one release after the last use, with accept<breaking_drop, …>
// with: what_is_dropped_is_unused
// with: breaks_breaking_drop
// with: mood
// expect: constable: programs of the release before may rely on what is no longer kept: no NULL, no duplicates; make them ready first, with accept<weaker_constraint, …>
// with: programs_may_rely_on_the_constraint
// with: breaks_weaker_constraint
// with: boss
// expect: constable: rows may become visible that were not; make sure that they may, with accept<weaker_security, …>
// with: no_row_becomes_visible
// with: breaks_weaker_security
// with: own_rows
// expect: constable: a new label is used in the transaction that adds it, which PostgreSQL refuses; use it in a later migration; or accept<fresh_label, …>
// with: new_label_is_used_after_a_commit
// with: breaks_fresh_label
// with: great
// with: mood
// expect: constable: a partition is attached while its rows are read under a lock, or detached under a lock that stops everybody; say concurrently to detach it; to attach it, add a valid check with its bounds, then accept<blocking_partition, …>
// with: partition_is_attached_without_reading
// with: breaks_blocking_partition
// with: events_rest
// expect: constable: SQL that PostgreSQL runs in no transaction block stands in one; say outside_transaction; or accept<hidden_concurrently, …>
// with: sql_runs_in_a_transaction
// with: breaks_hidden_concurrently
// with: execute
// expect: constable: SQL drops or empties more than it names: CASCADE, TRUNCATE; name what goes; or accept<cascading_sql, …>
// with: sql_drops_what_it_names
// with: breaks_cascading_sql
// with: execute
// expect: constable: SQL changes rows while the same transaction holds a lock that stops others; say backfill<…>, or write it into a migration of its own; or accept<unbatched_update, …>
// with: rows_are_changed_without_a_lock_on_others
// with: breaks_unbatched_update
// with: execute
// expect: constable: a new check of a domain reads every table that uses it under a lock that stops writing; add it not_valid first; or accept<domain_check, …>
// with: domain_is_checked_without_reading
// with: breaks_domain_check
// with: amount
// expect: constable: SQL locks a table while all of it is read or written: CLUSTER, LOCK, VACUUM FULL, REINDEX, REFRESH; say CONCURRENTLY and outside_transaction where there is such a form; or accept<blocking_sql, …>
// with: sql_lets_others_work
// with: breaks_blocking_sql
// with: execute
// expect: constable: a step accepts a rule that it does not break, or for another object; remove the acknowledgement, or correct its object
// with: acknowledgement_is_needed
// with: accepts_nothing
// with: users
#include <constable/migrations.hpp>

using namespace constable;

#ifdef REJECT
#define KNOWN(rule, object)
#else
#define KNOWN(rule, object) , accept<rule, object, "a small table, and no release before this one">
#endif

struct amount : domain<"amount", integer> {};
struct positive_amount : domain<"amount", integer, check<"VALUE > 0">> {};

struct first_release : migration<"1", "", create<amount>, create<enum_<"mood", "sad">>,
    create_table<"users", column<"id", bigint, primary_key<>>, column<"age", integer>, column<"boss", bigint, not_null>, column<"email", varchar<20>>,
                 index_<"email">, policy<"own_rows", using_<"id > 0">>, row_level_security>,
    create_table<"events", column<"at", date>, partition_by_range<"at">>, create_table<"events_rest", partition_of<table_named<"events">, "DEFAULT">>
> {};

struct breaks_blocking_index : migration<"2", "", create_index<"users", index_<"age"> KNOWN(blocking_index, "users")>> {};
struct breaks_blocking_index_drop : migration<"2", "", drop_index<"users", "users_email_idx" KNOWN(blocking_index_drop, "users_email_idx")>> {};
struct breaks_blocking_key : migration<"2", "", add_constraint<"users", unique<"email", named<"one_email">> KNOWN(blocking_key, "one_email")>> {};
struct breaks_scanning_check : migration<"2", "", add_constraint<"users", check<"age >= 0", named<"old_enough">> KNOWN(scanning_check, "users")>> {};
struct breaks_scanning_foreign_key : migration<"2", "", add_constraint<"users", foreign_key<columns<"boss">, references<table_named<"users">, "id">> KNOWN(scanning_foreign_key, "users.boss")>> {};
struct breaks_scanning_not_null : migration<"2", "", set_not_null<"users", "age" KNOWN(scanning_not_null, "users.age")>> {};
struct breaks_early_validation : migration<"2", "", add_constraint<"users", check<"age >= 0", named<"old_enough">, not_valid>>, validate_constraint<"users", "old_enough" KNOWN(early_validation, "users")>> {};
struct breaks_table_rewrite : migration<"2", "", change_type<"users", "age", bigint KNOWN(table_rewrite, "users.age")>> {};
struct breaks_volatile_default : migration<"2", "", add_column<"users", column<"token", uuid, default_<"gen_random_uuid()">> KNOWN(volatile_default, "users.token")>> {};
struct breaks_generated_column : migration<"2", "", add_column<"users", column<"next", integer, generated<"age + 1">> KNOWN(generated_column, "users.next")>> {};
struct breaks_required_column : migration<"2", "", add_column<"users", column<"phone", text, not_null> KNOWN(required_column, "users.phone")>> {};
struct breaks_narrowing : migration<"2", "", change_type<"users", "email", varchar<10> KNOWN(narrowing, "users.email")>> {};
struct breaks_data_loss : migration<"2", "", drop_column<"users", "email" KNOWN(data_loss, "users.email")>> {};
struct breaks_breaking_rename : migration<"2", "", rename_table<"users", "people" KNOWN(breaking_rename, "users")>> {};
struct breaks_breaking_drop : migration<"2", "", drop_enum<"mood" KNOWN(breaking_drop, "mood")>> {};
struct breaks_weaker_constraint : migration<"2", "", drop_not_null<"users", "boss" KNOWN(weaker_constraint, "users.boss")>> {};
struct breaks_weaker_security : migration<"2", "", drop_policy<"users", "own_rows" KNOWN(weaker_security, "users.own_rows")>> {};
struct breaks_fresh_label : migration<"2", "", add_value<"mood", "great" KNOWN(fresh_label, "mood")>, execute<"INSERT INTO moods VALUES ('great')", irreversible>> {};
struct breaks_blocking_partition : migration<"2", "", detach_partition<"events_rest" KNOWN(blocking_partition, "events_rest")>> {};
struct breaks_hidden_concurrently : migration<"2", "", execute<"VACUUM users", irreversible KNOWN(hidden_concurrently, "execute")>> {};
struct breaks_cascading_sql : migration<"2", "", execute<"TRUNCATE users", irreversible KNOWN(cascading_sql, "execute")>> {};
struct breaks_unbatched_update : migration<"2", "", add_column<"users", column<"size", integer>>, execute<"UPDATE users SET size = 1", irreversible KNOWN(unbatched_update, "execute")>> {};
struct breaks_domain_check : migration<"2", "", replace<positive_amount KNOWN(domain_check, "amount")>> {};
struct breaks_blocking_sql : migration<"2", "", execute<"LOCK TABLE users", irreversible KNOWN(blocking_sql, "execute")>> {};
#ifdef REJECT
struct accepts_nothing : migration<"2", "", create_index<"users", index_<"age">, concurrently, accept<blocking_index, "users", "a small table">>> {};
#else
struct accepts_nothing : migration<"2", "", create_index<"users", index_<"age">, concurrently>> {};
#endif

template <class Migration>
constexpr std::size_t checked = history_of<migrations<first_release, Migration>>.migrations.size();

const std::size_t counts[] = {
    checked<breaks_blocking_index>,
    checked<breaks_blocking_index_drop>,
    checked<breaks_blocking_key>,
    checked<breaks_scanning_check>,
    checked<breaks_scanning_foreign_key>,
    checked<breaks_scanning_not_null>,
    checked<breaks_early_validation>,
    checked<breaks_table_rewrite>,
    checked<breaks_volatile_default>,
    checked<breaks_generated_column>,
    checked<breaks_required_column>,
    checked<breaks_narrowing>,
    checked<breaks_data_loss>,
    checked<breaks_breaking_rename>,
    checked<breaks_breaking_drop>,
    checked<breaks_weaker_constraint>,
    checked<breaks_weaker_security>,
    checked<breaks_fresh_label>,
    checked<breaks_blocking_partition>,
    checked<breaks_hidden_concurrently>,
    checked<breaks_cascading_sql>,
    checked<breaks_unbatched_update>,
    checked<breaks_domain_check>,
    checked<breaks_blocking_sql>,
    checked<accepts_nothing>};
std::size_t sum() { return counts[0] + counts[1]; }
