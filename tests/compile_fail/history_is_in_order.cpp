// SPDX-License-Identifier: BSL-1.0
// Histories whose versions and branches do not fit together are refused.
// expect: constable: two migrations have one version; give one of them another
// with: version_is_used_once
// with: adds_title
// with: 002
// expect: constable: a migration depends on a version that does not come before it in migrations<…>; correct it, or list that one earlier
// with: dependency_comes_before
// with: depends_on_nothing
// with: 009
// expect: constable: a history has two heads, whose branches touch different objects; join them with a migration without steps that depends_on both
// with: history_has_one_head
// with: on_teams
// with: 004
// with: 005
// expect: constable: a history has two heads, whose branches touch the same object; see what both do to it, then join them with a migration that depends_on both
// with: branches_touch_different_objects
// with: on_teams
// with: 004
// with: teams
#include <constable/migrations.hpp>

using namespace constable;

struct initial : migration<"001", "", create_table<"teams", column<"id", bigint>>, create_table<"users", column<"id", bigint>>> {};
struct adds_name : migration<"002", "", add_column<"teams", column<"name", text>>> {};
#ifdef REJECT
struct adds_title : migration<"002", "", add_column<"teams", column<"title", text>>> {};
struct depends_on_nothing : migration<"003", "", depends_on<"009">> {};
#else
struct adds_title : migration<"003", "", add_column<"teams", column<"title", text>>> {};
struct depends_on_nothing : migration<"003", "", depends_on<"001">> {};
#endif
struct on_teams : migration<"004", "", depends_on<"001">, add_column<"teams", column<"age", integer>>> {};
struct on_users : migration<"005", "", depends_on<"001">, add_column<"users", column<"age", integer>>> {};
struct on_teams_too : migration<"006", "", depends_on<"001">, add_column<"teams", column<"size", integer>>> {};
struct joins : migration<"007", "", depends_on<"004", "005">> {};
struct joins_teams : migration<"008", "", depends_on<"004", "006">> {};

struct repeated : migrations<initial, adds_name, adds_title> {};
struct dependent : migrations<initial, depends_on_nothing> {};
#ifdef REJECT
struct parted : migrations<initial, on_teams, on_users> {};
struct clashing : migrations<initial, on_teams, on_teams_too> {};
#else
struct parted : migrations<initial, on_teams, on_users, joins> {};
struct clashing : migrations<initial, on_teams, on_teams_too, joins_teams> {};
#endif

std::size_t sum() {
    return history_of<repeated>.migrations.size() + history_of<dependent>.migrations.size() + history_of<parted>.migrations.size() +
           history_of<clashing>.migrations.size();
}
