// SPDX-License-Identifier: BSL-1.0
// A schema that says everything: each kind of object, and each word that few tables need.
#pragma once

#include <string_view>

#include <constable/schema.hpp>

namespace constable::testing::everything {

struct auth : database_schema<"auth", comment<"Who may come in">> {};
struct trigrams : extension<"pg_trgm", in_schema<"auth">, version<"1.6">> {};
struct german : collation_<"german", provider<"icu">, locale<"de-DE">, nondeterministic, comment<"Ä after A">> {};

struct mood : enum_<"mood", "sad", "ok"> {};
struct unused : enum_in<"auth", "Unused", "a"> {};
struct postal : domain<"postal", text, not_null, default_<"'00000'">, collate<"C">, check<"VALUE ~ '^[0-9]{5}$'">,
                       check<"VALUE <> '99999'">, check<"length(VALUE) = 5", named<"five">, not_valid>,
                       comment_on<"five", "digits">, comment<"A place">> {};
struct address : composite_type<"address", in_schema<"auth">, attribute<"street", text, collate<"C">, comment<"and number">>,
                                attribute<"Place", postal>, comment<"Where people live">> {};
struct float_range : range_type<"float_range", subtype<"double precision">, subtype_difference<"float8mi">,
                                multirange_name<"float_ranges">> {};

struct users;

struct numbers : sequence<"numbers", as<"integer">, increment_by<-2>, cache<5>, cycle, comment<"Downwards">, renamed_from_in<"auth", "digits">> {};
struct visits : sequence<"visits", start_with<100>, owned_by<users, "visits">> {};

struct touch : function<"touch", returns<sql_type<"trigger">>, language<"plpgsql">> {
    static constexpr std::string_view body = "BEGIN NEW.touched_at := now(); RETURN NEW; END";
};
struct add : function<"add", in_schema<"auth">, arguments<argument<"a", numeric<10, 2>>, argument<"B", mood, default_<"'ok'">>, out<"c", integer>, inout<"d", array<varchar<10>>>>,
                      language<"sql">, immutable, strict, leakproof, security_definer, parallel_safe, cost<"5">,
                      set_<"search_path=public">, set_<"work_mem=4MB">, comment<"Adds">> {
    static constexpr std::string_view body = "SELECT 1, d";
};
struct each_user : function<"each_user", arguments_<"integer", "the_number integer DEFAULT 1">, returns_<"SETOF users">, stable,
                            rows<"10">, parallel_restricted> {
    static constexpr std::string_view sql_body = "BEGIN ATOMIC\n SELECT * FROM users;\nEND";
};
struct clean : procedure<"clean", arguments<variadic<"ids", array<bigint>>>, language<"sql">> {
    static constexpr std::string_view body = "DELETE FROM users WHERE id = ANY (ids)";
};
struct total : aggregate<"total", arguments_<"integer", "integer">> {
    static constexpr std::string_view body = "SFUNC = int4pl, STYPE = integer";
};

struct users : table<"users",
    column<"id", bigserial, primary_key<>>,
    column<"number", integer, identity<>, with_sequence<sequence_name<"Numbers">, start_with<1000>>>,
    column<"small", smallint, identity<by_default>, with_sequence<maxvalue<32767>>>,
    column<"maybe", serial, nullable>,
    column<"visits", bigint, default_<"nextval('visits'::regclass)">>,
    column<"name", text, collate_in<"auth", "x y">, storage<"EXTERNAL">, compression<"lz4">, statistics_target<500>,
           column_options<"n_distinct=5", "n_distinct_inherited=7">>,
    column<"mood", mood, not_null_named<"users_feel">>,
    column<"postal", postal>,
    column<"homes", array<address>>,
    column<"Range", float_range>,
    column<"touched_at", timestamptz, renamed_from<"touched">>,
    check<"length(name) > 0", not_valid>,
    unlogged, parameters<"fillfactor=70", "autovacuum_enabled=false">, toast_parameters<"autovacuum_enabled=false">,
    access_method<"heap">,
    renamed_from<"people">, row_level_security, force_row_level_security, replica_identity_index<"users_number_idx">, clustered_on<"users_pkey">,
    unique_index<"number", storage_parameters<"fillfactor=50">>,
    index_<key<"name", collation<"C">, operator_class<"auth.gin_trgm_ops">>, using_<"gin">, named<"by_name">>,
    index_<expression<"lower(name)", key_statistics<200>>>,
    trigger<"touch_users", before, update_of<"name", "mood">, insert_, for_each_row, when_<"(new.name IS NOT NULL)">, execute_function<"touch", "a", "it's">>,
    trigger<"watch", constraint_trigger, delete_, initially_deferred, execute_function<"touch">, enabled_always>,
    trigger<"count", after, update_, old_table<"before">, new_table<"after">, execute_function<"touch">, disabled>,
    comment_on_trigger<"watch", "Who goes">,
    rule<"keep", for_delete, instead, where_<"old.id = 1">, do_<"NOTHING">, enabled_replica>,
    comment_on_rule<"keep", "The first stays">,
    policy<"own", for_select, to<"b", "a">, using_<"name = CURRENT_USER">>,
    policy<"strict", restrictive, to_public, using_<"true">, with_check<"id > 0">>,
    comment_on_policy<"own", "Everyone sees oneself">,
    statistics<"users_stats", mcv, ndistinct, expression<"lower(name)">, "Range", "id", target<100>>,
    comment_on_statistics<"users_stats", "Together">,
    comment<"People">
> {};

struct events : table<"events",
    column<"id", bigserial>,
    column<"at", timestamptz, not_null, default_<"now()">, comment<"When">>,
    column<"kind", text, check<"kind <> ''">, storage<"MAIN">, statistics_target<10>>,
    column<"user_id", bigint, references<users>>,
    primary_key<"id", "at", index_comment<"By number, then by time">>,
    check<"id > 0">,
    index_<"kind", "at">,
    partition_by_range<"at">
> {};
struct events_2024 : table<"events_2024", partition_of<events, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')">, partition_by_list<"lower(kind)">> {};
struct events_2024_a : table<"events_2024_a", in_schema<"auth">, partition_of<events_2024, "DEFAULT">> {};
struct events_rest : table<"events_rest",
    column<"id", bigint, not_null>, column<"at", timestamptz, not_null>, column<"kind", text>, column<"user_id", bigint>,
    primary_key<"id", "at", attached_to<"events_pkey">>,
    partition_of<events, "DEFAULT">
> {};

struct animals : table<"animals", column<"name", text, primary_key<>>, column<"legs", integer>> {};
struct cats : table<"cats", inherits<animals>, column<"lives", integer>, column<"legs", integer, default_<"4">, inherited>, unique<"name">> {};
struct kittens : table<"kittens", column<"mother", text, references<cats, "name">>> {};
struct homes : table<"homes", of_type<"auth.address">, primary_key<"street">, replica_identity_full> {};

struct bookings : table<"bookings",
    column<"room", int4range>, column<"during", tstzrange>,
    column<"double", integer, generated_virtual<"lower(room) * 2">>,
    primary_key<"room", "during", without_overlaps>
> {};
struct guests : table<"guests", column<"room", int4range>, column<"during", tstzrange>,
    foreign_key<columns<"room", "during">, references<bookings, period, not_enforced>>> {};

struct adults : view<"adults", parameters<"security_barrier=true", "check_option=local">, column_comment<"name", "theirs">,
                     column_default<"name", "'x'">, trigger<"redirect", instead_of, insert_, for_each_row, execute_function<"touch">>,
                     rule<"nothing", for_delete, instead, do_<"NOTHING">>, comment<"Grown up">> {
    static constexpr std::string_view query = "SELECT id, name FROM users WHERE number > 17";
};
struct totals : materialized_view<"totals", in_schema<"auth">, unique_index<"id">, index_<expression<"count + 1">>, parameters<"fillfactor=70">,
                                  access_method<"heap">, clustered_on<"totals_id_idx">, column_comment<"count", "how many">,
                                  statistics<"totals_stats", "id", "count">, comment_on<"totals_id_idx", "one each">> {
    static constexpr std::string_view query = "SELECT id, count(*) AS count FROM users GROUP BY id";
};

struct app : schema<
    grant<privileges<"SELECT", "INSERT">, on<users>, to<"writer", "app">, with_grant_option>,
    adults, users, auth, trigrams, german, unused, comment_on_type<mood, "How it feels">, type_renamed_from<mood, "feeling">, numbers, visits, touch, add, each_user, clean, total,
    events_2024, events, events_2024_a, events_rest, animals, cats, kittens, homes, bookings, guests, totals,
    grant<privileges<"UPDATE">, on_columns<users, "name", "mood">, to<"app">>,
    grant<privileges<"USAGE">, on_sequence_of<users, "number">, to_public>,
    grant<privileges<"USAGE">, on<numbers>, to<"app">>,
    grant<privileges<"USAGE">, on<auth>, to<"app">>,
    grant<privileges<"EXECUTE">, on<add>, to<"app">>,
    grant<privileges<"USAGE">, on<mood>, to<"app">>,
    revoke_<privileges<"EXECUTE">, on<touch>, from_public>,
    default_privileges<privileges<"SELECT">, on_tables, to<"app">, for_role<"owner">, in_schemas<"auth", "">>,
    revoke_default_privileges<privileges<"EXECUTE">, on_functions, from_public>
> {};

} // namespace constable::testing::everything
