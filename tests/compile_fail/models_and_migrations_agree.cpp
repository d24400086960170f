// SPDX-License-Identifier: BSL-1.0
// A history that does not lead to the schema of the program is refused, by the first difference.
// expect: constable: the schema declares what its migrations do not make; add a step that creates it
// with: models_and_migrations_agree<
// with: app
// with: teams
// with: title
// expect: constable: the migrations make what the schema does not declare; declare it, or add a step that drops it
// with: models_and_migrations_agree<
// with: small_app
// with: teams
// expect: constable: the schema declares something otherwise than its migrations make it; add a step that alters it, or correct the declaration
// with: models_and_migrations_agree<
// with: strict_app
// with: teams
// with: name
// with: not_null
#include <constable/migrations.hpp>

using namespace constable;

struct initial : migration<"1", "", create_table<"teams", column<"id", bigint, primary_key<>>, column<"name", text>>> {};
struct adds_title : migration<"2", "", add_column<"teams", column<"title", text>>> {};
struct requires_name : migration<"2", "", add_constraint<"teams", check<"name IS NOT NULL", named<"named">, not_valid>>> {};
struct validates_name : migration<"3", "", validate_constraint<"teams", "named">> {};
struct sets_not_null : migration<"4", "", set_not_null<"teams", "name">, drop_constraint<"teams", "named">> {};

struct teams : table<"teams", column<"id", bigint, primary_key<>>, column<"name", text>, column<"title", text>> {};
struct strict_teams : table<"teams", column<"id", bigint, primary_key<>>, column<"name", text, not_null>> {};
struct untitled_teams : table<"teams", column<"id", bigint, primary_key<>>, column<"name", text>> {};
struct app : schema<teams> {};
struct small_app : schema<untitled_teams> {};
struct strict_app : schema<strict_teams> {};

#ifdef REJECT
struct to_app : migrations<initial> {};
struct to_small_app : migrations<initial, adds_title> {};
struct to_strict_app : migrations<initial> {};
#else
struct to_app : migrations<initial, adds_title> {};
struct to_small_app : migrations<initial> {};
struct to_strict_app : migrations<initial, requires_name, validates_name, sets_not_null> {};
#endif

std::size_t sum() {
    return history_to<app, to_app>.migrations.size() + history_to<small_app, to_small_app>.migrations.size() +
           history_to<strict_app, to_strict_app>.migrations.size();
}
