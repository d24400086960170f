// SPDX-License-Identifier: BSL-1.0
// Steps on tables that cannot apply at their point of the history are refused.
// expect: constable: a step is about a table that does not exist at that point of the history; correct its name, or create it first
// with: table_of_a_step_exists
// with: about_no_table
// with: user
// expect: constable: a step creates a table that exists already at that point of the history; rename it, or drop the other one first
// with: created_table_is_new
// with: creates_twice
// with: teams
// expect: constable: a step is about a column that does not exist at that point of the history; correct its name, or add it first
// with: column_of_a_step_exists
// with: drops_no_column
// with: nane
// expect: constable: a step adds or renames a column to a name that the table has already at that point of the history; choose another name
// with: added_column_is_new
// with: renames_to_a_column
// with: id
// expect: constable: a step is about a constraint, index, trigger, rule, policy or statistics that its table does not have at that point of the history; correct its name
// with: part_of_a_step_exists
// with: drops_no_index
// with: teams_title_idx
// expect: constable: a step gives a table a constraint, index, trigger, rule, policy or statistics of a name that it has already at that point of the history; choose another with named<…>
// with: added_part_is_new
// with: adds_an_index_twice
// with: teams_name_idx
// expect: constable: a foreign key of a step references a table that does not exist at that point of the history; correct its name, or create it first
// with: table_referenced_in_a_step_exists
// with: references_no_table
// with: team
// expect: constable: a step drops what another object needs; drop or change that one first
// with: nothing_needs_what_a_step_drops
// with: drops_what_is_needed
// with: teams
// with: users
// expect: constable: a step turns an index into a key that it does not fit; it must be unique, without where_, and on just the columns of the key, in their order
// with: index_fits_the_key
// with: uses_another_index
// with: teams_one_name
// expect: constable: a step attaches a table that lacks an index or key of its parent; create it first, or PostgreSQL would build it under the lock
// with: attached_table_has_the_indexes_of_its_parent
// with: attaches_without_index
// with: events_2024
// expect: constable: a step drops the NOT NULL of a column of the primary key, or of an identity column; drop the key or the identity first
// with: column_may_be_nullable
// with: empties_a_key
// with: id
// expect: constable: a step validates a constraint that is valid; remove the step
// with: validated_constraint_is_not_valid
// with: validates_twice
// with: teams_pkey
// expect: constable: a step detaches a table that is no partition; correct its name
// with: detached_table_is_a_partition
// with: detaches_no_partition
// with: teams
// expect: constable: a step changes a column that a partition or child has of its parent; write the step for the parent
// with: column_is_not_that_of_a_parent
// with: adds_to_a_partition
// with: phone
// with: events
// expect: constable: a step changes the columns of a table that is of_type<…>, which PostgreSQL refuses; let it go with set_table<…> without of_type first
// with: column_is_not_that_of_a_type
// with: renames_of_a_type
// with: street
// with: homes
// expect: constable: an index is about a column that the table does not have; declare the column or correct its name
// with: indexes_no_column
// with: nane
#include <constable/migrations.hpp>

using namespace constable;

#ifdef REJECT
#define SAID(wrong, right) wrong
#else
#define SAID(wrong, right) right
#endif

using teams = create_table<"teams", column<"id", bigint, primary_key<>>, column<"name", text>, index_<"name">>;
using users = create_table<"users", column<"id", bigint, primary_key<>>, column<"team_id", bigint, references<table_named<"teams">>>>;
using events = create_table<"events", column<"at", date>, column<"what", text>, partition_by_range<"at">, index_<"at">>;
using rest = create_table<"events_rest", partition_of<table_named<"events">, "DEFAULT">>;


struct about_no_table : migration<"1", "", teams, users, add_column<SAID("user", "users"), column<"phone", text>>> {};
struct creates_twice : migration<"1", "", teams, create_table<SAID("teams", "groups"), column<"id", bigint>>> {};
struct drops_no_column : migration<"1", "", teams, drop_column<"teams", SAID("nane", "name")>> {};
struct renames_to_a_column : migration<"1", "", teams, rename_column<"teams", "name", SAID("id", "title")>> {};
struct drops_no_index : migration<"1", "", teams, drop_index<"teams", SAID("teams_title_idx", "teams_name_idx")>> {};
struct adds_an_index_twice : migration<"1", "", teams, create_index<"teams", index_<"name", named<SAID("teams_name_idx", "teams_by_name")>>>> {};
struct references_no_table
    : migration<"1", "", teams, create_table<"posts", column<"team_id", bigint, references<table_named<SAID("team", "teams")>, "id">>>> {};
struct drops_what_is_needed : migration<"1", "", teams, users, drop_table<SAID("teams", "users")>> {};
struct uses_another_index
    : migration<"1", "", teams, create_index<"teams", unique_index<"name", named<"teams_one_name">>>,
                add_constraint_using_index<"teams", unique<SAID("id", "name")>, "teams_one_name">> {};
struct attaches_without_index
    : migration<"1", "", events, create_table<"events_2024", column<"at", date>, column<"what", text>, index_<SAID("what", "at")>>,
                attach_partition<"events_2024", partition_of<table_named<"events">, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')">>> {};
struct empties_a_key : migration<"1", "", teams, drop_not_null<"teams", SAID("id", "name")>> {};
struct validates_twice
    : migration<"1", "", teams, add_constraint<"teams", check<"id > 0", named<"teams_id">, not_valid>>,
                validate_constraint<"teams", SAID("teams_pkey", "teams_id")>> {};
struct detaches_no_partition : migration<"1", "", teams, events, rest, detach_partition<SAID("teams", "events_rest")>> {};
struct adds_to_a_partition : migration<"1", "", events, rest, add_column<SAID("events_rest", "events"), column<"phone", text>>> {};
struct renames_of_a_type
    : migration<"1", "", create<composite_type<"address", attribute<"street", text>>>, create_table<"homes", column<"street", text>, of_type<"address">>,
                create_table<"huts", column<"street", text>>, rename_column<SAID("homes", "huts"), "street", "road">> {};
struct indexes_no_column : migration<"1", "", teams, create_index<"teams", index_<SAID("nane", "name"), named<"by_name">>>> {};

template <class Migration>
constexpr std::size_t checked = history_of<migrations<Migration>>.migrations.size();

const std::size_t counts[] = {
    checked<about_no_table>, checked<creates_twice>, checked<drops_no_column>, checked<renames_to_a_column>, checked<drops_no_index>,
    checked<adds_an_index_twice>, checked<references_no_table>, checked<drops_what_is_needed>, checked<uses_another_index>,
    checked<attaches_without_index>, checked<empties_a_key>, checked<validates_twice>, checked<detaches_no_partition>, checked<adds_to_a_partition>, checked<renames_of_a_type>, checked<indexes_no_column>};
std::size_t sum() { return counts[0] + counts[1]; }
