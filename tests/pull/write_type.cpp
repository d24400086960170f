// SPDX-License-Identifier: BSL-1.0
// Words for types.
#include <constable/pull/write_type.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;

namespace {

const catalog::enumeration enumerations[] = {{.name = "mood"}, {.schema = "auth", .name = "Role"}, {.name = "integer"}};
const catalog::domain domains[] = {{.name = "postal"}};
const catalog::catalog all{.enumerations = enumerations, .domains = domains};

std::string type(std::string_view sql) {
    static const pull::object_names names{all, "pulled", "app"};
    pull::context in{all, names};
    return pull::flat(pull::write_type(sql, in));
}

} // namespace

TEST(write_type, knows_the_words_for_built_in_types) {
    EXPECT_EQ(type("bigint"), "bigint");
    EXPECT_EQ(type("double precision"), "double_precision");
    EXPECT_EQ(type("numeric"), "numeric<>");
    EXPECT_EQ(type("numeric(10,2)"), "numeric<10, 2>");
    EXPECT_EQ(type("numeric(10,0)"), "numeric<10>");
    EXPECT_EQ(type("numeric(3,-2)"), "numeric<3, -2>");
    EXPECT_EQ(type("character varying"), "varchar<>");
    EXPECT_EQ(type("character varying(100)"), "varchar<100>");
    EXPECT_EQ(type("character(1)"), "char_<>");
    EXPECT_EQ(type("character(8)"), "char_<8>");
    EXPECT_EQ(type("bit varying(3)"), "varbit<3>");
    EXPECT_EQ(type("time without time zone"), "time_");
    EXPECT_EQ(type("timestamp(3) with time zone"), "timestamptz::precision<3>");
    EXPECT_EQ(type("interval(0)"), "interval::precision<0>");
}

TEST(write_type, makes_arrays) {
    EXPECT_EQ(type("text[]"), "array<text>");
    EXPECT_EQ(type("timestamp(3) without time zone[]"), "array<timestamp::precision<3>>");
}

TEST(write_type, names_the_structs_of_the_catalog) {
    EXPECT_EQ(type("mood"), "mood");
    EXPECT_EQ(type("auth.\"Role\"[]"), "array<auth::Role>");
    EXPECT_EQ(type("postal"), "postal");
    EXPECT_EQ(type("integer"), "integer");
    EXPECT_EQ(type("\"integer\""), "integer_");
}

TEST(write_type, spells_all_others_as_sql) {
    EXPECT_EQ(type("citext"), "sql_type<\"citext\">");
    EXPECT_EQ(type("\"char\""), R"(sql_type<"\"char\"">)");
    EXPECT_EQ(type("geometry(Point,4326)"), "sql_type<\"geometry(Point,4326)\">");
    EXPECT_EQ(type("interval day to second(3)"), "sql_type<\"interval day to second(3)\">");
    EXPECT_EQ(type("auth.mood"), "sql_type<\"auth.mood\">");
}

TEST(add_collation, takes_names_apart) {
    pull::word written{"x", {}};
    pull::add_collation(written, "collate", "\"C\"");
    pull::add_collation(written, "collate", "auth.\"x y\"");
    pull::add_collation(written, "collate", "");
    EXPECT_EQ(pull::flat(written), R"(x<collate<"C">, collate_in<"auth", "x y">>)");
}
