// SPDX-License-Identifier: BSL-1.0
// A program in two releases, whose migrations are generated: everything that a release may change, a little of each.
#pragma once

#include <constable/schema.hpp>

namespace releases {

using namespace constable;

namespace first {

struct mood : enum_<"mood", "sad", "ok"> {};
struct postal : domain<"postal", text, check<"VALUE <> ''", named<"postal_check">>> {};
struct teams : table<"teams", column<"id", bigint, identity<>, primary_key<>>, column<"name", varchar<100>, not_null>> {};
struct users : table<"users",
    column<"id", bigserial, primary_key<>>,
    column<"team_id", bigint, not_null, references<teams>>,
    column<"name", text, not_null>,
    column<"age", integer, check<"age >= 0">>,
    column<"mood", mood, default_<"'ok'">>,
    column<"code", postal>,
    column<"old", text>,
    index_<"team_id", "name">,
    comment<"Who can sign in">
> {};
struct auth : database_schema<"auth"> {};
struct tokens : table<"tokens", in_schema<"auth">, column<"token", uuid, primary_key<>>, column<"until", timestamptz>> {};
struct obsolete : table<"obsolete", column<"id", integer>> {};
struct adults : view<"adults"> {
    static constexpr std::string_view query = "SELECT users.id, users.name FROM users WHERE users.age >= 18";
};
struct twice : function<"twice", arguments_<"integer", "n integer">, returns_<"integer">, language<"sql">, immutable> {
    static constexpr std::string_view body = "SELECT n * 2";
};
struct touch : function<"touch", returns_<"trigger">, language<"plpgsql">> {
    static constexpr std::string_view body = "BEGIN RETURN NEW; END";
};
struct app : schema<auth, mood, postal, teams, users, tokens, obsolete, adults, twice, touch, grant<privileges<"SELECT">, on<users>, to<"reader">>> {};

} // namespace first

namespace second {

struct mood : enum_<"mood", "sad", "meh", "ok", "great"> {};
struct postal : domain<"postal", text, check<"VALUE <> ''", named<"postal_check">>, check<"length(VALUE) < 12", named<"postal_length">>> {};
struct teams : table<"teams", column<"id", bigint, identity<>, primary_key<>>, column<"name", varchar<100>, not_null, unique<>>, comment<"Who works together">> {};
struct people : table<"people", renamed_from<"users">,
    column<"id", bigint, primary_key<named<"users_pkey">>, identity<by_default>>,
    column<"team_id", bigint, not_null, references<teams, on_delete<cascade>, named<"users_team_id_fkey">>>,
    column<"full_name", text, not_null, renamed_from<"name">>,
    column<"age", bigint, not_null, check<"age >= 0", named<"users_age_check">>>,
    column<"mood", mood, default_<"'great'">>,
    column<"code", postal>,
    column<"phone", varchar<20>, not_null, comment<"With its \"country\"">>,
    column<"token", uuid, default_<"gen_random_uuid()">>,
    check<"full_name <> ''", named<"people_full_name_check">>,
    index_<"team_id", "full_name", named<"users_team_id_name_idx">>,
    unique_index<"phone", where_<"phone <> ''">, named<"people_phone_key">>,
    trigger<"touch", before, update_, for_each_row, execute_function<"touch">>,
    comment<"Who can sign in">,
    comment_on_trigger<"touch", "Nothing to see">
> {};
struct auth : database_schema<"auth"> {};
struct tokens : table<"tokens", in_schema<"auth">,
    column<"token", uuid, primary_key<>>,
    column<"until", timestamptz>,
    column<"person_id", bigint, references<people, on_delete<cascade>>>,
    row_level_security,
    policy<"own", for_select, using_<"until > now()">>
> {};
struct numbers : sequence<"numbers", start_with<7>> {};
struct adults : view<"adults"> {
    static constexpr std::string_view query = "SELECT people.id, people.full_name FROM people WHERE people.age >= 21";
};
struct twice : function<"twice", arguments_<"integer", "n integer">, returns_<"integer">, language<"sql">, immutable, strict> {
    static constexpr std::string_view body = "SELECT n + n";
};
struct touch : function<"touch", returns_<"trigger">, language<"plpgsql">> {
    static constexpr std::string_view body = "BEGIN RETURN NEW; END";
};
struct app : schema<auth, mood, postal, numbers, teams, people, tokens, adults, twice, touch, comment_on_type<mood, "How they feel">,
                    grant<privileges<"SELECT", "INSERT">, on<people>, to<"reader">>, grant<privileges<"USAGE">, on<numbers>, to<"reader">>,
                    grant<privileges<"EXECUTE">, on<twice>, to<"reader">>, grant<privileges<"USAGE">, on<postal>, to<"reader">>> {};

} // namespace second

} // namespace releases
