// SPDX-License-Identifier: BSL-1.0
// DDL of constraints and indexes, word by word.
#include <constable/sql/create_constraint.hpp>

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
namespace sql = constable::sql;
using catalog::constraint_kind;

namespace {

constexpr std::string_view a[] = {"a"};
constexpr std::string_view a_b[] = {"a", "order"};
constexpr std::string_view c[] = {"c"};
constexpr std::string_view options[] = {"fillfactor=70"};

template <class Render>
std::string text(const Render& render) {
    return constable::strings::to_string(render);
}
std::string constraint(const catalog::constraint& of) {
    return text([&](auto& sink) { sql::add_constraint_definition(sink, of); });
}
std::string key(const catalog::key& of) {
    return text([&](auto& sink) { sql::add_key(sink, of); });
}
std::string index(const catalog::index& of, std::string_view schema = {}) {
    return text([&](auto& sink) { sql::add_create_index(sink, catalog::table{.schema = schema, .name = "t"}, of); });
}

} // namespace

TEST(create_constraint, writes_keys_of_indexes) {
    EXPECT_EQ(key({.column = "order"}), "\"order\"");
    EXPECT_EQ(key({.expression = "lower(a)"}), "(lower(a))");
    EXPECT_EQ(key({.column = "a", .collation = "\"C\"", .operator_class = "text_pattern_ops", .with_operator = "=", .descending = true,
                   .nulls = catalog::nulls_order::last}),
              "a COLLATE \"C\" text_pattern_ops DESC NULLS LAST WITH =");
    EXPECT_EQ(key({.column = "a", .nulls = catalog::nulls_order::first}), "a NULLS FIRST");
}

TEST(create_constraint, writes_keys_of_tables) {
    EXPECT_EQ(constraint({.kind = constraint_kind::primary_key, .name = "t_pkey", .columns = a_b}),
              "CONSTRAINT t_pkey PRIMARY KEY (a, \"order\")");
    EXPECT_EQ(constraint({.kind = constraint_kind::unique, .name = "u", .columns = a, .include = c, .nulls_not_distinct = true,
                          .deferrable = true, .initially_deferred = true}),
              "CONSTRAINT u UNIQUE NULLS NOT DISTINCT (a) INCLUDE (c) DEFERRABLE INITIALLY DEFERRED");
}

TEST(create_constraint, writes_foreign_keys) {
    using catalog::referential_action;
    catalog::constraint of{.kind = constraint_kind::foreign_key, .name = "f", .columns = a, .referenced_schema = "s",
                           .referenced_table = "t", .referenced_columns = c};
    EXPECT_EQ(constraint(of), "CONSTRAINT f FOREIGN KEY (a) REFERENCES s.t (c)");
    of.match = catalog::match_type::full;
    of.on_update = referential_action::restrict;
    of.on_delete = referential_action::set_default;
    of.on_delete_columns = a;
    of.deferrable = true;
    EXPECT_EQ(constraint(of),
              "CONSTRAINT f FOREIGN KEY (a) REFERENCES s.t (c) MATCH FULL ON UPDATE RESTRICT ON DELETE SET DEFAULT (a) DEFERRABLE");
    EXPECT_EQ(sql::to_sql(referential_action::no_action), "NO ACTION");
    EXPECT_EQ(sql::to_sql(referential_action::cascade), "CASCADE");
    EXPECT_EQ(sql::to_sql(referential_action::set_null), "SET NULL");
}

TEST(create_constraint, writes_checks_and_exclusions) {
    EXPECT_EQ(constraint({.name = "c", .expression = "a > 0", .no_inherit = true}), "CONSTRAINT c CHECK (a > 0) NO INHERIT");
    static constexpr catalog::key keys[] = {{.column = "a", .with_operator = "="}, {.expression = "b + 1", .with_operator = "&&"}};
    EXPECT_EQ(constraint({.kind = constraint_kind::exclude, .name = "x", .include = c, .method = "gist", .keys = keys,
                          .predicate = "a > 0", .deferrable = true}),
              "CONSTRAINT x EXCLUDE USING gist (a WITH =, (b + 1) WITH &&) INCLUDE (c) WHERE (a > 0) DEFERRABLE");
}

TEST(create_constraint, writes_indexes) {
    static constexpr catalog::key keys[] = {{.column = "a"}};
    EXPECT_EQ(index({.name = "i", .keys = keys}), "CREATE INDEX i ON t (a);\n");
    EXPECT_EQ(index({.name = "i", .method = "hash", .keys = keys, .include = c, .predicate = "a > 0", .unique = true,
                     .nulls_not_distinct = true}, "S"),
              "CREATE UNIQUE INDEX i ON \"S\".t USING hash (a) INCLUDE (c) NULLS NOT DISTINCT WHERE (a > 0);\n");
}


TEST(create_constraint, writes_what_newer_servers_know) {
    EXPECT_EQ(constraint({.kind = constraint_kind::primary_key, .name = "p", .columns = a_b, .period = true, .options = options}),
              "CONSTRAINT p PRIMARY KEY (a, \"order\" WITHOUT OVERLAPS) WITH (fillfactor='70')");
    EXPECT_EQ(constraint({.kind = constraint_kind::foreign_key, .name = "f", .columns = a_b, .referenced_table = "t", .referenced_columns = a_b, .not_enforced = true,
                          .period = true}),
              "CONSTRAINT f FOREIGN KEY (a, PERIOD \"order\") REFERENCES t (a, PERIOD \"order\") NOT ENFORCED");
    EXPECT_EQ(constraint({.kind = constraint_kind::foreign_key, .name = "f", .columns = a, .referenced_table = "t", .referenced_columns = a, .period = true}),
              "CONSTRAINT f FOREIGN KEY (PERIOD a) REFERENCES t (PERIOD a)");
    EXPECT_EQ(constraint({.name = "c", .expression = "a > 0", .not_enforced = true}), "CONSTRAINT c CHECK (a > 0) NOT ENFORCED");
}

TEST(create_constraint, adds_what_is_not_valid_without_looking_at_rows) {
    const catalog::table table{.schema = "s", .name = "t"};
    EXPECT_EQ(text([&](auto& sink) { sql::add_constraint(sink, table, {.name = "c", .expression = "a > 0", .not_valid = true}); }),
              "ALTER TABLE s.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\n");
    EXPECT_EQ(text([&](auto& sink) { sql::add_constraint(sink, table, {.kind = constraint_kind::unique, .name = "u", .columns = a}, true); }),
              "ALTER TABLE ONLY s.t ADD CONSTRAINT u UNIQUE (a);\n");
    EXPECT_EQ(text([&](auto& sink) { sql::add_constraint_comment(sink, table, {.name = "c", .comment = "x"}); }), "COMMENT ON CONSTRAINT c ON s.t IS 'x';\n");
    EXPECT_EQ(text([&](auto& sink) { sql::add_constraint_comment(sink, table, {.kind = constraint_kind::unique, .name = "u", .index_comment = "x"}); }),
              "COMMENT ON INDEX s.u IS 'x';\n");
}

TEST(create_constraint, writes_indexes_of_partitioned_tables_and_of_expressions) {
    static constexpr catalog::key keys[] = {{.column = "a"}, {.expression = "lower(b)", .statistics = 0}};
    EXPECT_EQ(text([](auto& sink) { sql::add_create_index(sink, "s", "t", {.name = "i", .keys = keys, .options = options}, true); }),
              "CREATE INDEX i ON ONLY s.t (a, (lower(b))) WITH (fillfactor='70');\nALTER INDEX s.i ALTER COLUMN 2 SET STATISTICS 0;\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_create_index(sink, {}, "t", {.name = "i", .keys = std::span{keys}.first(1)}, false, true); }),
              "CREATE INDEX CONCURRENTLY i ON t (a);\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_attach_index(sink, {.schema = "s", .name = "t", .parent_schema = "r"}, "i", "P"); }),
              "ALTER INDEX r.\"P\" ATTACH PARTITION s.i;\n");
}
