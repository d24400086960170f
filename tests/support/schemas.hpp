// SPDX-License-Identifier: BSL-1.0
// Sample schemas that many tests share: an everyday one, one with every word of the DSL, and some with odd names.
#pragma once

#include <boost/hana/define_struct.hpp>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <constable/schema.hpp>

namespace constable::testing {

/// An everyday schema: four tables, a shared column, an enum.
namespace shop {

using created_at = column<"created_at", timestamptz, not_null, default_<"now()">>;

struct customers : table<"customers",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"email", text, not_null, unique<>>,
    column<"age", integer, check<"age >= 0">>,
    created_at,
    comment<"People who buy">
> {};

struct products : table<"products",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"name", varchar<100>, not_null, unique<>>,
    column<"price", numeric<10, 2>, not_null, check<"price > 0">>,
    created_at,
    index_<expression<"lower(name)">>
> {};

struct orders : table<"orders",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"customer_id", bigint, not_null, references<customers, on_delete<cascade>>>,
    column<"state", enum_<"order_state", "open", "paid", "sent">, not_null, default_<"'open'">>,
    created_at,
    index_<"customer_id", descending<"created_at">>
> {};

struct order_items : table<"order_items",
    column<"order_id", bigint, references<orders, on_delete<cascade>>>,
    column<"product_id", bigint, references<products>>,
    column<"amount", integer, not_null, default_<"1">>,
    primary_key<"order_id", "product_id">,
    check<"amount between 1 and 1000">
> {};

/// Declared in an order in which the tables cannot be created.
struct app : schema<order_items, orders, products, customers> {};

} // namespace shop

/// Tables that refer to themselves and to each other.
namespace circles {

struct people;
struct teams;
struct rooms;

struct people : table<"people",
    column<"id", bigint, primary_key<>>,
    column<"boss_id", bigint, references<people>>,
    column<"team_id", bigint, references<teams, deferrable>>
> {};
struct teams : table<"teams",
    column<"id", bigint, primary_key<>>,
    column<"lead_id", bigint, not_null, references<people, initially_deferred>>,
    column<"room_id", bigint, references<rooms>>,
    comment_on<"teams_lead_id_fkey", "Everyone in a team has the same one">
> {};
struct rooms : table<"rooms",
    column<"id", bigint, primary_key<>>,
    column<"owner_id", bigint, references<people>>
> {};

struct app : schema<people, teams, rooms> {};

} // namespace circles

/// Every word of the DSL at least once.
namespace words {

using mood = enum_<"mood", "sad", "it's ok", "back\\slash">;
using role = enum_in<"auth", "Role", "user", "admin">;

struct types : table<"types",
    column<"a_smallint", smallint>,
    column<"an_integer", integer>,
    column<"a_bigint", bigint>,
    column<"a_real", real>,
    column<"a_double", double_precision>,
    column<"a_numeric", numeric<>>,
    column<"a_numeric_10", numeric<10>>,
    column<"a_numeric_10_2", numeric<10, 2>>,
    column<"a_boolean", boolean>,
    column<"a_text", text>,
    column<"a_varchar", varchar<>>,
    column<"a_varchar_20", varchar<20>>,
    column<"a_char", char_<>>,
    column<"a_char_20", char_<20>>,
    column<"a_bytea", bytea>,
    column<"a_date", date>,
    column<"a_time", time_>,
    column<"a_time_3", time_::precision<3>>,
    column<"a_timetz", timetz>,
    column<"a_timetz_3", timetz::precision<3>>,
    column<"a_timestamp", timestamp>,
    column<"a_timestamp_3", timestamp::precision<3>>,
    column<"a_timestamptz", timestamptz>,
    column<"a_timestamptz_3", timestamptz::precision<3>>,
    column<"an_interval", interval>,
    column<"an_interval_3", interval::precision<3>>,
    column<"a_uuid", uuid>,
    column<"a_json", json>,
    column<"a_jsonb", jsonb>,
    column<"an_xml", xml>,
    column<"an_inet", inet>,
    column<"a_cidr", cidr>,
    column<"a_macaddr", macaddr>,
    column<"a_macaddr8", macaddr8>,
    column<"a_tsvector", tsvector>,
    column<"a_tsquery", tsquery>,
    column<"an_oid", oid>,
    column<"a_money", money>,
    column<"a_bit", bit<>>,
    column<"a_bit_8", bit<8>>,
    column<"a_varbit", varbit<>>,
    column<"a_varbit_8", varbit<8>>,
    column<"an_int4range", int4range>,
    column<"an_int8range", int8range>,
    column<"a_numrange", numrange>,
    column<"a_tsrange", tsrange>,
    column<"a_tstzrange", tstzrange>,
    column<"a_daterange", daterange>,
    column<"an_int4multirange", int4multirange>,
    column<"an_int8multirange", int8multirange>,
    column<"a_nummultirange", nummultirange>,
    column<"a_tsmultirange", tsmultirange>,
    column<"a_tstzmultirange", tstzmultirange>,
    column<"a_datemultirange", datemultirange>,
    column<"integers", array<integer>>,
    column<"varchars", array<varchar<20>>>,
    column<"times", array<timestamptz::precision<3>>>,
    column<"a_mood", mood>,
    column<"moods", array<mood>>,
    column<"a_role", role>,
    column<"roles", array<role>>,
    column<"a_point", sql_type<"point">>,
    column<"points", array<sql_type<"point">>>,
    column<"some_days", sql_type<"interval day to second(3)">>
> {};

struct targets : table<"targets",
    in_schema<"auth">,
    column<"a", integer>,
    column<"b", integer>,
    column<"c", text, unique<>>,
    primary_key<"a", "b">
> {};

struct columns_ : table<"columns",
    column<"always", integer, identity<>>,
    column<"by_default", bigint, identity<by_default>>,
    column<"a_default", text, default_<"'it''s'">>,
    column<"doubled", integer, generated<"always * 2">>,
    column<"collated", text, collate<"C">>,
    column<"commented", text, comment<"It's a \\ comment">>,
    column<"may_be_null", text, nullable>,
    column<"a_key", uuid, primary_key<named<"the key">>>,
    column<"once", text, unique<nulls_not_distinct, include<"a_key">>>,
    column<"late", text, unique<deferrable>>,
    column<"later", text, unique<initially_deferred>>,
    column<"checked", integer, check<"checked > 0", no_inherit>, check<"checked < 9", named<"below nine">>>,
    column<"to_c", text, references<targets, "c", on_delete<restrict>, on_update<cascade>>>,
    column<"c_null", text, references<targets, "c", on_delete<set_null>, on_update<set_null>, match<full>>>,
    column<"c_default", text, references<targets, "c", on_delete<set_default>, on_update<set_default>, match<simple>>>,
    column<"c_nothing", varchar<9>, references<targets, "c", on_delete<no_action>, on_update<no_action>, across_types>>
> {};

struct everything : table<"parts",
    column<"a", integer>,
    column<"b", integer>,
    column<"c", text, not_null>,
    column<"during", tstzrange>,
    primary_key<"a", "b", include<"c">, initially_deferred>,
    unique<"c", "b", nulls_not_distinct, named<"c_and_b">>,
    foreign_key<columns<"a", "b">, references<targets, on_delete<cascade>>>,
    check<"a <> b">,
    exclude<using_<"gist">, with_<"during", "&&">, with_expression<"int4range(a, b)", "-|-">, where_<"a < b">, deferrable>,
    exclude<with_<"c", "=">, include<"a">, named<"one c">>,
    index_<"a", "b">,
    index_<descending<"a", nulls_last>, key<"b", nulls_first>, key<"c", collation<"C">, operator_class<"text_pattern_ops">, desc>>,
    index_<using_<"hash">, "c">,
    index_<expression<"lower(c)">, expression<"a + b", desc>, include<"during">, where_<"c <> ''">, named<"by lower c">>,
    unique_index<"c", nulls_not_distinct, include<"a", "b">>,
    comment<"It has every part">,
    comment_on<"c_and_b", "Both">,
    comment_on<"by lower c", "Folded">
> {};

struct optional_parts : table<"optional_parts",
    in_schema<"auth">,
    column<"a", integer>,
    column<"b", integer>,
    foreign_key<columns<"a", "b">, references<targets, "a", "b", on_delete<set_null, "b">>>
> {};

struct app : schema<types, everything, columns_, targets, optional_parts> {};

} // namespace words

/// Names that need quotes, that fill 63 bytes, and that are no ASCII.
namespace odd_names {

struct reserved : table<"select",
    column<"from", integer, primary_key<>>,
    column<"Where", text, unique<>>,
    column<"with space", text, check<"\"with space\" <> ''">>,
    column<"quo\"te", text>,
    column<"it's", text>,
    column<"back\\slash", text>,
    column<"1st", text>,
    column<"größe", text, not_null, unique<>>,
    column<"名前", text>,
    column<"🐘", text>,
    index_<"quo\"te", "it's">,
    index_<"名前", "🐘">,
    comment<"\"Quotes\" and 'quotes'">
> {};

struct longest : table<"a_table_whose_name_fills_the_sixty_three_bytes_that_there_are__",
    column<"a_column_whose_name_fills_the_sixty_three_bytes_that_there_are_", integer, primary_key<>>,
    column<"a_column_whose_name_fills_the_sixty_three_bytes_that_there_are2", integer, unique<>>,
    column<"a_column_whose_name_fills_the_sixty_three_bytes_that_there_are3", integer, unique<>>,
    column<"ein_Name_aus_Umlauten_äöüäöüäöüäöüäöüäöüäö", integer, unique<>>,
    column<"target", integer, references<reserved, "from">>
> {};

struct app : schema<reserved, longest> {};

} // namespace odd_names

/// Structs that Boost.Hana adapts.
namespace adapted {

struct team {
    BOOST_HANA_DEFINE_STRUCT(team,
        (long, id),
        (std::string, name)
    );
};
struct user {
    BOOST_HANA_DEFINE_STRUCT(user,
        (long long, id),
        (std::optional<long>, team_id),
        (std::string, email),
        (std::optional<std::string>, nickname),
        (short, level),
        (int, points),
        (float, ratio),
        (double, balance),
        (bool, active),
        (std::vector<std::byte>, photo),
        (std::vector<std::string>, tags),
        (std::optional<std::vector<int>>, numbers),
        (std::chrono::year_month_day, born),
        (std::chrono::system_clock::time_point, seen_at),
        (std::string, code)
    );
};

struct teams : table_of<team, "teams", with<"id", identity<>, primary_key<>>, with<"name", unique<>>> {};
struct users : table_of<user, "users",
    with<"id", identity<>, primary_key<>>,
    with<"team_id", references<teams, on_delete<set_null>>>,
    with<"email", not_null, unique<>>,
    column<"code", char_<4>, not_null>,
    index_<"team_id">
> {};

struct app : schema<users, teams> {};

} // namespace adapted

/// No table, and tables without a column.
namespace nothing {

struct app : schema<> {};

struct empty : table<"empty"> {};
struct one_empty_table : schema<empty> {};

} // namespace nothing

} // namespace constable::testing
