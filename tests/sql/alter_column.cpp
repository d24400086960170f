// SPDX-License-Identifier: BSL-1.0
// A column is changed in place, and its rows with it.
#include "constable/sql/alter_column.hpp"

#include <gtest/gtest.h>
#include <string>

using namespace constable::catalog;
using constable::sql::alter_column_statement;
using constable::sql::alter_identity_statements;
using constable::sql::alter_options;
using constable::sql::alter_type_statement;

namespace {

const table things{.name = "things"};

std::string to_type(std::string_view from, std::string_view to) { return alter_type_statement(things, {.name = "a", .type = to}, from); }
const std::string head = "ALTER TABLE things ALTER COLUMN a TYPE ";

TEST(alter_column, lets_postgresql_convert_what_it_can) {
    EXPECT_EQ(to_type("integer", "bigint"), head + "bigint;");
    EXPECT_EQ(to_type("character varying(20)", "character varying(10)"), head + "character varying(10);");
    EXPECT_EQ(to_type("mood", "text"), head + "text;");
    EXPECT_EQ(to_type("date", "timestamp with time zone"), head + "timestamp with time zone;");
    EXPECT_EQ(to_type("timestamp(3) with time zone", "timestamp without time zone"), head + "timestamp without time zone;");
    EXPECT_EQ(to_type("json", "jsonb"), head + "jsonb;");
    EXPECT_EQ(to_type("integer[]", "bigint[]"), head + "bigint[];");
}

TEST(alter_column, casts_what_postgresql_would_not_convert_by_itself) {
    EXPECT_EQ(to_type("text", "integer"), head + "integer USING a::integer;");
    EXPECT_EQ(to_type("character varying(9)", "mood"), head + "mood USING a::mood;");
    EXPECT_EQ(to_type("mood", "feeling"), head + "feeling USING a::text::feeling;");
    EXPECT_EQ(to_type("mood[]", "feeling[]"), head + "feeling[] USING a::text[]::feeling[];");
    EXPECT_EQ(to_type("integer", "boolean"), head + "boolean USING a::boolean;");
    EXPECT_EQ(to_type("integer", "uuid"), head + "uuid USING a::text::uuid;");
}

TEST(alter_column, keeps_its_collation) {
    EXPECT_EQ(alter_type_statement(things, {.name = "a", .type = "text", .collation = "\"C\""}, "text"), head + "text COLLATE \"C\";");
}

TEST(alter_column, changes_one_field) {
    static constexpr std::string_view options[] = {"n_distinct=5"};
    static constexpr column_details details{.storage = storage_kind::external, .compression = compression_method::lz4, .statistics = 7, .options = options};
    const column expected{.name = "a", .type = "text", .default_expression = "'x'", .not_null = true, .details = &details};
    const column actual{.name = "a", .type = "text"};
    const auto changed = [&](const column& to, const column& from, std::string_view field) { return alter_column_statement(things, to, from, field); };
    EXPECT_EQ(changed(expected, actual, "default_expression"), "ALTER TABLE ONLY things ALTER COLUMN a SET DEFAULT 'x';");
    EXPECT_EQ(changed(actual, expected, "default_expression"), "ALTER TABLE ONLY things ALTER COLUMN a DROP DEFAULT;");
    EXPECT_EQ(alter_column_statement(things, expected, actual, "default_expression", false), "ALTER TABLE things ALTER COLUMN a SET DEFAULT 'x';");
    EXPECT_EQ(changed(expected, actual, "not_null"), "ALTER TABLE things ALTER COLUMN a SET NOT NULL;");
    EXPECT_EQ(changed(actual, expected, "not_null"), "ALTER TABLE things ALTER COLUMN a DROP NOT NULL;");
    EXPECT_EQ(changed(expected, actual, "storage"), "ALTER TABLE ONLY things ALTER COLUMN a SET STORAGE EXTERNAL;");
    EXPECT_EQ(changed(actual, expected, "storage"), "ALTER TABLE ONLY things ALTER COLUMN a SET STORAGE EXTENDED;");
    EXPECT_EQ(changed(expected, actual, "compression"), "ALTER TABLE ONLY things ALTER COLUMN a SET COMPRESSION lz4;");
    EXPECT_EQ(changed(expected, actual, "statistics"), "ALTER TABLE ONLY things ALTER COLUMN a SET STATISTICS 7;");
    EXPECT_EQ(changed(actual, expected, "statistics"), "ALTER TABLE ONLY things ALTER COLUMN a SET STATISTICS -1;");
    EXPECT_EQ(changed(actual, expected, "options"), "ALTER TABLE ONLY things ALTER COLUMN a RESET (n_distinct);");
    EXPECT_EQ(changed(expected, actual, "type"), "");
}

TEST(alter_column, gives_and_takes_options) {
    static constexpr std::string_view one[] = {"a=1", "b=2"};
    static constexpr std::string_view other[] = {"b=3", "c=4"};
    EXPECT_EQ(alter_options("ALTER TABLE t ", other, one), "ALTER TABLE t RESET (a);\nALTER TABLE t SET (b='3', c='4');");
    EXPECT_EQ(alter_options("", {}, one, "toast."), "RESET (toast.a, toast.b);");
}

TEST(alter_column, gives_and_takes_identities_and_goes_on_counting) {
    const column none{.name = "a", .type = "integer", .not_null = true};
    column identity = none;
    identity.identity = identity_kind::always;
    column serial = none;
    serial.identity = identity_kind::serial;
    const std::string on = "ALTER TABLE things ALTER COLUMN a ";
    const std::string count = "SELECT pg_catalog.setval('things_a_seq', max(a)) FROM things HAVING max(a) >= 1;";
    const auto changed = [&](const column& to, const column& from, bool keeps = false) { return alter_identity_statements(things, to, things, from, keeps); };
    EXPECT_EQ(changed(identity, none), on + "ADD GENERATED ALWAYS AS IDENTITY;\n" + count);
    EXPECT_EQ(changed(none, identity), on + "DROP IDENTITY;\n");
    EXPECT_EQ(changed(none, serial), on + "DROP DEFAULT;\nDROP SEQUENCE things_a_seq;\n");
    EXPECT_EQ(changed(none, serial, true), on + "DROP DEFAULT;\nALTER SEQUENCE things_a_seq OWNED BY NONE;\n");
    EXPECT_EQ(changed(identity, serial), on + "DROP DEFAULT;\nDROP SEQUENCE things_a_seq;\n" + on + "ADD GENERATED ALWAYS AS IDENTITY;\n" + count);
    EXPECT_EQ(changed(serial, none),
              "CREATE SEQUENCE things_a_seq AS integer;\n" + on + "SET DEFAULT nextval('things_a_seq'::regclass);\nALTER SEQUENCE things_a_seq OWNED BY things.a;\n" + count);
    column by_default = identity;
    by_default.identity = identity_kind::by_default;
    EXPECT_EQ(changed(by_default, identity), on + "SET GENERATED BY DEFAULT;");
}

} // namespace
