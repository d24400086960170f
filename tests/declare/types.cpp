// SPDX-License-Identifier: BSL-1.0
// The SQL of every type is what format_type() writes; tests/integration/ddl.cpp asks the server.
#include <constable/declare/types.hpp>

#include <gtest/gtest.h>

namespace catalog = constable::catalog;
using namespace constable;

TEST(types, are_spelt_as_the_server_spells_them) {
    static_assert(smallint::sql == "smallint" && integer::sql == "integer" && bigint::sql == "bigint");
    static_assert(real::sql == "real" && double_precision::sql == "double precision" && boolean::sql == "boolean");
    static_assert(text::sql == "text" && bytea::sql == "bytea" && date::sql == "date" && uuid::sql == "uuid");
    static_assert(json::sql == "json" && jsonb::sql == "jsonb" && xml::sql == "xml");
    static_assert(inet::sql == "inet" && cidr::sql == "cidr" && macaddr::sql == "macaddr" && macaddr8::sql == "macaddr8");
    static_assert(tsvector::sql == "tsvector" && tsquery::sql == "tsquery" && oid::sql == "oid" && money::sql == "money");
    static_assert(int4range::sql == "int4range" && daterange::sql == "daterange" && tstzmultirange::sql == "tstzmultirange");
}

TEST(types, take_parameters) {
    static_assert(numeric<>::sql == "numeric" && numeric<10>::sql == "numeric(10,0)" && numeric<10, 2>::sql == "numeric(10,2)");
    static_assert(numeric<3, -2>::sql == "numeric(3,-2)" && numeric<1000, 1000>::sql == "numeric(1000,1000)");
    static_assert(varchar<>::sql == "character varying" && varchar<20>::sql == "character varying(20)");
    static_assert(char_<>::sql == "character(1)" && char_<20>::sql == "character(20)");
    static_assert(bit<>::sql == "bit(1)" && bit<8>::sql == "bit(8)" && varbit<>::sql == "bit varying" && varbit<8>::sql == "bit varying(8)");
}

TEST(types, of_time_take_a_precision) {
    static_assert(timestamp::sql == "timestamp without time zone" && timestamptz::sql == "timestamp with time zone");
    static_assert(timestamp::precision<3>::sql == "timestamp(3) without time zone");
    static_assert(timestamptz::precision<0>::sql == "timestamp(0) with time zone");
    static_assert(time_::sql == "time without time zone" && time_::precision<6>::sql == "time(6) without time zone");
    static_assert(timetz::sql == "time with time zone" && timetz::precision<3>::sql == "time(3) with time zone");
    static_assert(interval::sql == "interval" && interval::precision<3>::sql == "interval(3)");
    static_assert(std::is_same_v<constable::time, time_>);
}

TEST(types, make_arrays) {
    static_assert(array<integer>::sql == "integer[]" && array<varchar<9>>::sql == "character varying(9)[]");
    static_assert(array<timestamptz::precision<3>>::sql == "timestamp(3) with time zone[]");
    static_assert(array<integer>::origin == catalog::type_origin::built_in && array<integer>::enumeration == nullptr);
}

TEST(types, make_enums) {
    using mood = enum_<"mood", "sad", "ok">;
    static_assert(mood::sql == "mood" && mood::origin == catalog::type_origin::enumeration);
    static_assert(mood::enumeration->name == "mood" && mood::enumeration->schema.empty());
    static_assert(mood::enumeration->labels.size() == 2 && mood::enumeration->labels[1] == "ok");
    static_assert(array<mood>::sql == "mood[]" && array<mood>::enumeration == mood::enumeration);
    using role = enum_in<"auth", "User Role", "admin">;
    static_assert(role::sql == "auth.\"User Role\"" && role::enumeration->schema == "auth" && array<role>::sql == "auth.\"User Role\"[]");
    static_assert(enum_<"nothing">::enumeration->labels.empty());
}

TEST(types, of_extensions_are_spelt_by_hand) {
    static_assert(sql_type<"geometry(Point,4326)">::sql == "geometry(Point,4326)");
    static_assert(sql_type<"citext">::origin == catalog::type_origin::opaque);
    static_assert(array<sql_type<"citext">>::sql == "citext[]" && array<sql_type<"citext">>::origin == catalog::type_origin::opaque);
}
