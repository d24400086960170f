// SPDX-License-Identifier: BSL-1.0
// One field of an object becomes what it should be, and the object stays.
#include "constable/sql/alter.hpp"

#include <gtest/gtest.h>
#include <string>

using namespace constable::catalog;
using constable::sql::alter_statement;
using constable::sql::rename_statement;

namespace {

std::string altered(object_kind kind, std::string_view field, const object_place& expected, const object_place& actual) {
    return alter_statement({.action = change_action::alter, .kind = kind, .field = field, .expected = expected, .actual = actual});
}
const table things{.name = "things"};

TEST(alter, of_tables) {
    static constexpr std::string_view options[] = {"fillfactor=70"};
    const table wanted{.name = "things", .comment = "said", .unlogged = true, .options = options, .row_security = true, .clustered_on = "i"};
    const auto changed = [&](std::string_view field, const table& to, const table& from) { return altered(object_kind::table, field, {.the_table = &to}, {.the_table = &from}); };
    EXPECT_EQ(changed("unlogged", wanted, things), "ALTER TABLE things SET UNLOGGED;");
    EXPECT_EQ(changed("options", wanted, things), "ALTER TABLE things SET (fillfactor='70');");
    EXPECT_EQ(changed("options", things, wanted), "ALTER TABLE things RESET (fillfactor);");
    EXPECT_EQ(changed("row_security", wanted, things), "ALTER TABLE things ENABLE ROW LEVEL SECURITY;");
    EXPECT_EQ(changed("force_row_security", things, wanted), "ALTER TABLE things NO FORCE ROW LEVEL SECURITY;");
    EXPECT_EQ(changed("clustered_on", things, wanted), "ALTER TABLE things SET WITHOUT CLUSTER;");
    EXPECT_EQ(changed("comment", wanted, things), "COMMENT ON TABLE things IS 'said';");
    EXPECT_EQ(changed("comment", things, wanted), "COMMENT ON TABLE things IS NULL;");
    EXPECT_EQ(changed("partition_key", wanted, things), "");
}

TEST(alter, adds_labels_where_they_belong) {
    static constexpr std::string_view before[] = {"b", "d"};
    static constexpr std::string_view after[] = {"a", "b", "c", "d"};
    static constexpr std::string_view others[] = {"b", "x"};
    const enumeration from{.name = "mood", .labels = before};
    const enumeration to{.name = "mood", .labels = after};
    const enumeration other{.name = "mood", .labels = others};
    EXPECT_EQ(altered(object_kind::enumeration, "labels", {.the_enumeration = &to}, {.the_enumeration = &from}),
              "ALTER TYPE mood ADD VALUE 'a' BEFORE 'b';\nALTER TYPE mood ADD VALUE 'c' AFTER 'b';");
    EXPECT_EQ(altered(object_kind::enumeration, "labels", {.the_enumeration = &other}, {.the_enumeration = &from}), "");
}

TEST(alter, of_sequences_domains_and_extensions) {
    const sequence wanted{.name = "s", .type = "integer", .increment = 5, .cycle = true};
    const object_place place{.the_sequence = &wanted};
    EXPECT_EQ(altered(object_kind::sequence, "type", place, place), "ALTER SEQUENCE s AS integer;");
    EXPECT_EQ(altered(object_kind::sequence, "increment", place, place), "ALTER SEQUENCE s INCREMENT BY 5;");
    EXPECT_EQ(altered(object_kind::sequence, "cycle", place, place), "ALTER SEQUENCE s CYCLE;");
    EXPECT_EQ(altered(object_kind::sequence, "owner_table", place, place), "ALTER SEQUENCE s OWNED BY NONE;");
    const domain postal{.name = "postal", .type = "text", .not_null = true};
    EXPECT_EQ(altered(object_kind::domain, "not_null", {.the_domain = &postal}, {.the_domain = &postal}), "ALTER DOMAIN postal SET NOT NULL;");
    EXPECT_EQ(altered(object_kind::domain, "default_expression", {.the_domain = &postal}, {.the_domain = &postal}), "ALTER DOMAIN postal DROP DEFAULT;");
    const domain nullable{.name = "postal", .type = "text"};
    const domain named{.name = "postal", .type = "text", .not_null = true, .not_null_name = "filled"};
    EXPECT_EQ(altered(object_kind::domain, "not_null", {.the_domain = &named}, {.the_domain = &nullable}), "ALTER DOMAIN postal ADD CONSTRAINT filled NOT NULL;");
    EXPECT_EQ(altered(object_kind::domain, "not_null_name", {.the_domain = &named}, {.the_domain = &nullable}), "");
    EXPECT_EQ(altered(object_kind::domain, "not_null_name", {.the_domain = &named}, {.the_domain = &postal}), "ALTER DOMAIN postal RENAME CONSTRAINT postal_not_null TO filled;");
    const extension citext{.schema = "far", .name = "citext", .version = "1.6"};
    EXPECT_EQ(altered(object_kind::extension, "version", {.the_extension = &citext}, {.the_extension = &citext}), "ALTER EXTENSION citext UPDATE TO '1.6';");
    EXPECT_EQ(altered(object_kind::extension, "schema", {.the_extension = &citext}, {.the_extension = &citext}), "ALTER EXTENSION citext SET SCHEMA far;");
}

TEST(alter, of_constraints_and_indexes) {
    const constraint wanted{.kind = constraint_kind::foreign_key, .name = "k", .deferrable = true};
    const constraint actual{.kind = constraint_kind::foreign_key, .name = "old", .not_valid = true};
    const object_place to{.in_table = &things, .the_constraint = &wanted};
    const object_place from{.in_table = &things, .the_constraint = &actual};
    EXPECT_EQ(altered(object_kind::constraint, "name", to, from), "ALTER TABLE things RENAME CONSTRAINT old TO k;");
    EXPECT_EQ(altered(object_kind::constraint, "not_valid", to, from), "ALTER TABLE things VALIDATE CONSTRAINT k;");
    EXPECT_EQ(altered(object_kind::constraint, "deferrable", to, from), "ALTER TABLE things ALTER CONSTRAINT k DEFERRABLE INITIALLY IMMEDIATE;");
    const constraint said{.kind = constraint_kind::unique, .name = "u", .index_comment = "its index"};
    const constraint silent{.kind = constraint_kind::unique, .name = "u"};
    EXPECT_EQ(altered(object_kind::constraint, "index_comment", {.in_table = &things, .the_constraint = &said}, {.in_table = &things, .the_constraint = &silent}),
              "COMMENT ON INDEX u IS 'its index';");
    EXPECT_EQ(altered(object_kind::constraint, "index_comment", {.in_table = &things, .the_constraint = &silent}, {.in_table = &things, .the_constraint = &said}),
              "COMMENT ON INDEX u IS NULL;");
    const key expression[] = {{.expression = "lower(a)", .statistics = 50}};
    const key without[] = {{.expression = "lower(a)"}};
    const constable::catalog::index one{.name = "i", .keys = expression};
    const constable::catalog::index other{.name = "j", .keys = without};
    const object_place new_index{.in_table = &things, .the_index = &one};
    const object_place old_index{.in_table = &things, .the_index = &other};
    EXPECT_EQ(altered(object_kind::index, "name", new_index, old_index), "ALTER INDEX j RENAME TO i;");
    EXPECT_EQ(altered(object_kind::index, "statistics", new_index, old_index), "ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 50;");
}

TEST(alter, of_triggers_policies_and_statistics) {
    const trigger touch{.name = "touch"};
    const object_place place{.in_table = &things, .the_trigger = &touch};
    EXPECT_EQ(altered(object_kind::trigger, "enabled", place, place), "ALTER TABLE things ENABLE TRIGGER touch;");
    EXPECT_EQ(altered(object_kind::trigger, "time", place, place), "");
    static constexpr std::string_view roles[] = {"Reader"};
    const policy own{.name = "own", .roles = roles, .using_expression = "a = 1"};
    const object_place rows{.in_table = &things, .the_policy = &own};
    EXPECT_EQ(altered(object_kind::policy, "roles", rows, rows), "ALTER POLICY own ON things TO \"Reader\" USING (a = 1);");
    const statistics target{.name = "s", .target = 100};
    EXPECT_EQ(altered(object_kind::statistics, "target", {.in_table = &things, .the_statistics = &target}, {}), "ALTER STATISTICS s SET STATISTICS 100;");
}

TEST(alter, of_what_a_view_says) {
    const view seen{.name = "seen", .is_materialized = true};
    const view_column said{.name = "a", .default_expression = "7", .comment = "text"};
    const object_place with{.in_view = &seen, .the_view_column = &said};
    const object_place without{.in_view = &seen};
    EXPECT_EQ(altered(object_kind::column, "comment", with, without), "COMMENT ON COLUMN seen.a IS 'text';");
    EXPECT_EQ(altered(object_kind::column, "comment", without, with), "COMMENT ON COLUMN seen.a IS NULL;");
    EXPECT_EQ(altered(object_kind::column, "default_expression", without, with), "ALTER VIEW seen ALTER COLUMN a DROP DEFAULT;");
}

TEST(alter, of_the_sequence_of_a_column) {
    static constexpr sequence fast{.name = "things_a_seq", .type = "integer", .maximum = 2147483647, .cache = 10};
    static constexpr column_details details{.sequence = &fast};
    const column wanted{.name = "a", .type = "integer", .identity = identity_kind::serial, .details = &details};
    const column actual{.name = "a", .type = "integer", .identity = identity_kind::serial};
    const object_place to{.in_table = &things, .the_sequence = &fast, .the_column = &wanted};
    const object_place from{.in_table = &things, .the_column = &actual};
    EXPECT_EQ(altered(object_kind::sequence, "cache", to, from), "ALTER SEQUENCE things_a_seq CACHE 10;");
    EXPECT_EQ(altered(object_kind::sequence, "cache", from, to), "ALTER SEQUENCE things_a_seq CACHE 1;");
}

TEST(alter, renames) {
    const table old{.schema = "far", .name = "stuff"};
    EXPECT_EQ(rename_statement({.action = change_action::rename, .kind = object_kind::table, .expected = {.the_table = &things}, .actual = {.the_table = &old}}),
              "ALTER TABLE far.stuff SET SCHEMA public;\nALTER TABLE stuff RENAME TO things;");
    const column from{.name = "b"};
    const column to{.name = "a b"};
    EXPECT_EQ(rename_statement({.action = change_action::rename, .kind = object_kind::column, .expected = {.in_table = &things, .the_column = &to}, .actual = {.in_table = &old, .the_column = &from}}),
              "ALTER TABLE things RENAME COLUMN b TO \"a b\";");
}

} // namespace
