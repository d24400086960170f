// SPDX-License-Identifier: BSL-1.0
// DDL of tables, word by word. Whole schemas are in tests/declare/ddl.cpp and tests/integration/.
#include <constable/sql/create_table.hpp>

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
namespace sql = constable::sql;
using catalog::constraint_kind;
using catalog::identity_kind;

namespace {

constexpr std::string_view a[] = {"a"};
constexpr std::string_view b[] = {"b"};
constexpr std::string_view options[] = {"fillfactor=70"};
constexpr catalog::sequence own_sequence{.schema = "s", .name = "own", .start = 7, .unlogged = true, .comment = "cs"};
constexpr catalog::column_details with_sequence{.sequence = &own_sequence};

template <class Render>
std::string text(const Render& render) {
    return constable::strings::to_string(render);
}
std::string table(const catalog::table& of) {
    return text([&](auto& sink) { sql::add_create_table(sink, of); });
}

} // namespace

TEST(create_table, lets_serial_columns_be_null) {
    static constexpr catalog::column nullable[] = {{.name = "a", .type = "integer", .identity = identity_kind::serial}};
    EXPECT_EQ(table({.name = "t", .columns = nullable}), "CREATE TABLE t (\n    a serial\n);\nALTER TABLE ONLY t ALTER COLUMN a DROP NOT NULL;\n");
}

TEST(create_table, writes_tables_and_leaves_late_constraints_for_later) {
    static constexpr catalog::column columns[] = {{.name = "a", .type = "integer", .comment = "it's"}};
    static constexpr catalog::constraint constraints[] = {
        {.kind = constraint_kind::primary_key, .name = "p", .columns = a, .comment = "key", .index_comment = "its index"},
        {.kind = constraint_kind::foreign_key, .name = "f", .columns = a, .referenced_table = "u", .referenced_columns = a, .comment = "late"}};
    static constexpr catalog::key keys[] = {{.column = "a"}};
    static constexpr catalog::index indexes[] = {{.name = "i", .keys = keys, .comment = "index"}};
    const catalog::table table{.schema = "s", .name = "t", .columns = columns, .constraints = constraints,
                               .indexes = indexes, .comment = "table"};
    const auto is_later = [](const catalog::constraint& each) { return each.kind == constraint_kind::foreign_key; };
    EXPECT_EQ(text([&](auto& sink) { sql::add_create_table(sink, table, is_later); }),
              "CREATE TABLE s.t (\n    a integer,\n    CONSTRAINT p PRIMARY KEY (a)\n);\n"
              "CREATE INDEX i ON s.t (a);\n"
              "COMMENT ON TABLE s.t IS 'table';\n"
              "COMMENT ON COLUMN s.t.a IS 'it''s';\n"
              "COMMENT ON INDEX s.i IS 'index';\n"
              "COMMENT ON CONSTRAINT p ON s.t IS 'key';\n"
              "COMMENT ON INDEX s.p IS 'its index';\n");
    EXPECT_EQ(text([&](auto& sink) { sql::add_late_constraints(sink, table, is_later); }),
              "ALTER TABLE s.t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (a);\n"
              "COMMENT ON CONSTRAINT f ON s.t IS 'late';\n");
}

TEST(create_table, writes_a_table_without_columns) {
    EXPECT_EQ(text([](auto& sink) { sql::add_create_table(sink, catalog::table{.name = "t"}, [](const auto&) { return false; }); }),
              "CREATE TABLE t (\n);\n");
}

TEST(create_table, makes_the_sequences_of_serial_and_identity_columns) {
    static constexpr catalog::column serial[] = {{.name = "a", .type = "bigint", .identity = identity_kind::serial, .not_null = true, .details = &with_sequence}};
    EXPECT_EQ(table({.schema = "s", .name = "t", .columns = serial}),
              "CREATE UNLOGGED SEQUENCE s.own START WITH 7;\nCOMMENT ON SEQUENCE s.own IS 'cs';\n"
              "CREATE TABLE s.t (\n    a bigint DEFAULT nextval('s.own'::regclass) NOT NULL\n);\nALTER SEQUENCE s.own OWNED BY s.t.a;\n");
    static constexpr catalog::column identity[] = {{.name = "a", .type = "bigint", .identity = identity_kind::always, .not_null = true, .details = &with_sequence}};
    EXPECT_EQ(table({.schema = "s", .name = "t", .columns = identity}),
              "CREATE TABLE s.t (\n    a bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME s.own START WITH 7) NOT NULL\n);\n"
              "ALTER SEQUENCE s.own SET UNLOGGED;\nCOMMENT ON SEQUENCE s.own IS 'cs';\n");
    EXPECT_EQ(table({.schema = "s", .name = "t", .columns = identity, .unlogged = true}),
              "CREATE UNLOGGED TABLE s.t (\n    a bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME s.own START WITH 7) NOT NULL\n);\n"
              "COMMENT ON SEQUENCE s.own IS 'cs';\n");
}

TEST(create_table, says_the_details_of_columns_afterwards) {
    static constexpr std::string_view of_column[] = {"n_distinct=5"};
    static constexpr catalog::column_details details{.not_null_name = "nn", .storage = catalog::storage_kind::main, .compression = catalog::compression_method::lz4,
                                                     .statistics = 0, .options = of_column, .is_virtual = true};
    static constexpr catalog::column columns[] = {{.name = "a", .type = "text", .generated_expression = "b", .not_null = true, .details = &details}};
    EXPECT_EQ(table({.name = "t", .columns = columns}),
              "CREATE TABLE t (\n    a text GENERATED ALWAYS AS (b) VIRTUAL CONSTRAINT nn NOT NULL\n);\n"
              "ALTER TABLE ONLY t ALTER COLUMN a SET STORAGE MAIN;\nALTER TABLE ONLY t ALTER COLUMN a SET COMPRESSION lz4;\n"
              "ALTER TABLE ONLY t ALTER COLUMN a SET STATISTICS 0;\nALTER TABLE ONLY t ALTER COLUMN a SET (n_distinct='5');\n");
}

TEST(create_table, says_the_options_of_tables) {
    static constexpr catalog::qualified_name parents[] = {{"s", "p"}, {{}, "q"}};
    EXPECT_EQ(table({.name = "t", .unlogged = true, .access_method = "heap", .options = options, .toast_options = options, .partition_key = "LIST (a)", .inherits = parents}),
              "CREATE UNLOGGED TABLE t (\n)\nINHERITS (s.p, q)\nPARTITION BY LIST (a)\nUSING heap\nWITH (fillfactor='70', toast.fillfactor='70');\n");
    EXPECT_EQ(table({.name = "t", .toast_options = options}), "CREATE TABLE t (\n)\nWITH (toast.fillfactor='70');\n");
}

TEST(create_table, changes_what_a_child_inherits) {
    static constexpr catalog::column_details inherited{.is_inherited = true};
    static constexpr catalog::column_details named{.not_null_name = "nn", .is_inherited = true};
    static constexpr catalog::qualified_name parents[] = {{{}, "p"}};
    static constexpr catalog::column columns[] = {{.name = "a", .type = "integer", .default_expression = "1", .not_null = true, .details = &inherited},
                                                  {.name = "b", .type = "integer", .not_null = true, .details = &named},
                                                  {.name = "c", .type = "integer"}};
    EXPECT_EQ(table({.name = "t", .columns = columns, .inherits = parents}),
              "CREATE TABLE t (\n    c integer\n)\nINHERITS (p);\nALTER TABLE ONLY t ALTER COLUMN a SET DEFAULT 1;\nALTER TABLE ONLY t ALTER COLUMN a SET NOT NULL;\n"
              "ALTER TABLE ONLY t ALTER COLUMN b DROP DEFAULT;\nALTER TABLE ONLY t ADD CONSTRAINT nn NOT NULL b;\n");
}

TEST(create_table, says_only_what_a_type_does_not) {
    static constexpr catalog::column columns[] = {{.name = "a", .type = "integer", .default_expression = "1"}, {.name = "b", .type = "integer"},
                                                  {.name = "c", .type = "integer", .not_null = true}};
    EXPECT_EQ(table({.name = "t", .columns = columns, .of_type = "s.pair"}),
              "CREATE TABLE t OF s.pair (\n    a WITH OPTIONS DEFAULT 1,\n    c WITH OPTIONS NOT NULL\n);\n");
    EXPECT_EQ(table({.name = "t", .columns = std::span{columns}.subspan(1, 1), .of_type = "s.pair"}), "CREATE TABLE t OF s.pair;\n");
}

TEST(create_table, attaches_partitions_with_checks_that_are_not_valid) {
    static constexpr catalog::constraint checks[] = {{.name = "c", .expression = "a > 0", .not_valid = true, .comment = "cc"}};
    static constexpr catalog::key keys[] = {{.column = "a"}};
    static constexpr catalog::index indexes[] = {{.name = "i", .keys = keys}};
    EXPECT_EQ(table({.schema = "s", .name = "t", .constraints = checks, .indexes = indexes, .parent_schema = "r", .parent = "p", .partition_bound = "DEFAULT"}),
              "CREATE TABLE s.t (\n);\nALTER TABLE s.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\nCREATE INDEX i ON s.t (a);\n"
              "ALTER TABLE ONLY r.p ATTACH PARTITION s.t DEFAULT;\nCOMMENT ON CONSTRAINT c ON s.t IS 'cc';\n");
}

TEST(create_table, leaves_to_alter_table_what_create_table_cannot_say) {
    static constexpr catalog::constraint constraints[] = {
        {.kind = constraint_kind::unique, .name = "u", .columns = a},
        {.kind = constraint_kind::unique, .name = "v", .columns = b},
        {.kind = constraint_kind::unique, .name = "w", .columns = b},
        {.kind = constraint_kind::primary_key, .name = "p", .columns = a},
        {.kind = constraint_kind::foreign_key, .name = "to_key", .columns = b, .referenced_table = "t", .referenced_columns = a},
        {.kind = constraint_kind::foreign_key, .name = "to_index", .columns = a, .referenced_table = "t", .referenced_columns = options},
        {.kind = constraint_kind::foreign_key, .name = "old", .columns = a, .referenced_table = "r", .referenced_columns = a, .not_valid = true}};
    EXPECT_EQ(table({.name = "t", .constraints = constraints}),
              "CREATE TABLE t (\n    CONSTRAINT v UNIQUE (b),\n    CONSTRAINT p PRIMARY KEY (a),\n    CONSTRAINT to_key FOREIGN KEY (b) REFERENCES t (a)\n);\n"
              "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a);\nALTER TABLE t ADD CONSTRAINT w UNIQUE (b);\n"
              "ALTER TABLE t ADD CONSTRAINT to_index FOREIGN KEY (a) REFERENCES t (\"fillfactor=70\");\n"
              "ALTER TABLE t ADD CONSTRAINT old FOREIGN KEY (a) REFERENCES r (a) NOT VALID;\n");
}
