// SPDX-License-Identifier: BSL-1.0
// A small program in two releases, and the history that leads to the second.
#pragma once

#include "constable/migrate/history.hpp"
#include "constable/migrate/object_words.hpp"
#include "constable/migrate/sql_words.hpp"
#include "constable/migrate/table_words.hpp"
#include "constable/schema.hpp"

namespace constable::testing::histories {

struct adults : view<"adults"> {
    static constexpr std::string_view query = "SELECT id, full_name FROM people WHERE age >= 18";
};

struct initial : migration<"001", "Teams and users",
    create_table<"teams", column<"id", bigint, identity<>, primary_key<>>, column<"name", varchar<100>, not_null, unique<>>>,
    create_table<"users", column<"id", bigserial, primary_key<>>, column<"team_id", bigint, not_null, references<table_named<"teams">>>,
                 column<"name", text, not_null, check<"name <> ''">>, column<"mood", enum_<"mood", "sad", "ok">>,
                 index_<"team_id", "name">, comment<"Who can sign in">>
> {};

struct add_age : migration<"002", "Add users.age",
    add_column<"users", column<"age", integer>>,
    add_constraint<"users", check<"age >= 0", not_valid>>,
    create_index<"users", index_<"age">, concurrently>
> {};

struct validate_age : migration<"003", "Every age is checked",
    validate_constraint<"users", "users_age_check">,
    add_value<"mood", "great", after_label<"ok">>
> {};

struct people_now : migration<"004", "Users are people",
    rename_column<"users", "name", "full_name", accept<breaking_rename, "users.name", "one release, no old instances">>,
    rename_table<"users", "people", accept<breaking_rename, "users", "one release, no old instances">>,
    create<adults>,
    execute<"UPDATE people SET age = 0 WHERE age IS NULL", reverse<"UPDATE people SET age = NULL WHERE age = 0">,
            accept<unbatched_update, "execute", "a hundred rows">>
> {};

struct history : migrations<initial, add_age, validate_age, people_now> {};

struct teams : table<"teams", column<"id", bigint, identity<>, primary_key<>>, column<"name", varchar<100>, not_null, unique<>>> {};
struct people : table<"people",
    column<"id", bigserial>,
    column<"team_id", bigint, not_null, references<teams, named<"users_team_id_fkey">>>,
    column<"full_name", text, not_null>,
    column<"mood", enum_<"mood", "sad", "ok", "great">>,
    column<"age", integer>,
    primary_key<"id", named<"users_pkey">>,
    check<"full_name <> ''", named<"users_name_check">>,
    check<"age >= 0", named<"users_age_check">>,
    index_<"team_id", "full_name", named<"users_team_id_name_idx">>,
    index_<"age", named<"users_age_idx">>,
    comment<"Who can sign in">
> {};
struct app : schema<teams, people, adults> {};

} // namespace constable::testing::histories
