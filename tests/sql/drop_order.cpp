// SPDX-License-Identifier: BSL-1.0
// What goes first, what waits, and what is dropped for itself though it would go with something else.
#include "constable/sql/drop_order.hpp"

#include "constable/sql/plan.hpp"

#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable::catalog;
using constable::testing::drafted;
namespace sql = constable::sql;

namespace {

std::string text_of(const catalog& expected, const catalog& actual) {
    const std::vector<change> changes = diff(expected, actual);
    return sql::plan(expected, actual, changes).script();
}

const routine checker{.name = "is_fine", .identity = "text", .arguments = "text", .result = "boolean", .body = "SELECT true"};
const constraint check{.kind = constraint_kind::check, .name = "fine", .expression = "is_fine(VALUE)"};

TEST(drop_order, has_a_domain_before_the_function_of_its_check) {
    const domain domains[] = {{.name = "word", .type = "text", .constraints = {&check, 1}}};
    const catalog actual{.domains = domains, .routines = {&checker, 1}};
    EXPECT_EQ(text_of({}, actual), "BEGIN;\nDROP DOMAIN word;\nDROP FUNCTION is_fine(text);\nCOMMIT;\n");
}

TEST(drop_order, has_the_check_alone_where_the_domain_waits_for_a_column) {
    const domain domains[] = {{.name = "word", .type = "text", .constraints = {&check, 1}}};
    const column of_domain[] = {{.name = "a", .type = "word", .origin = type_origin::enumeration}};
    const column of_text[] = {{.name = "a", .type = "text"}};
    const table before[] = {{.name = "t", .columns = of_domain}};
    const table after[] = {{.name = "t", .columns = of_text}};
    const catalog actual{.tables = before, .domains = domains, .routines = {&checker, 1}};
    const catalog expected{.tables = after};
    EXPECT_EQ(text_of(expected, actual), "BEGIN;\nALTER DOMAIN word DROP CONSTRAINT fine;\nDROP FUNCTION is_fine(text);\n"
                                         "ALTER TABLE t ALTER COLUMN a TYPE text;\nDROP DOMAIN word;\nCOMMIT;\n");
}

TEST(drop_order, has_a_table_after_a_default_that_uses_its_sequence) {
    const column serial[] = {{.name = "id", .type = "integer", .identity = identity_kind::serial, .not_null = true}};
    const column using_it[] = {{.name = "id", .type = "integer", .default_expression = "nextval('a_id_seq'::regclass)"}};
    const column with_none[] = {{.name = "id", .type = "integer"}};
    const table both[] = {{.name = "a", .columns = serial}, {.name = "b", .columns = using_it}};
    const table one[] = {{.name = "b", .columns = with_none}};
    const catalog actual{.tables = both};
    EXPECT_EQ(text_of({}, actual), "BEGIN;\nDROP TABLE b;\nDROP TABLE a;\nCOMMIT;\n");
    EXPECT_EQ(text_of({.tables = one}, actual), "BEGIN;\nALTER TABLE ONLY b ALTER COLUMN id DROP DEFAULT;\nDROP TABLE a;\nCOMMIT;\n");
}

TEST(drop_order, goes_round_a_circle_of_tables_by_one_of_their_parts) {
    const column columns[] = {{.name = "id", .type = "integer"}};
    const qualified_name parents[] = {{.name = "parent"}};
    const rule to_child[] = {{.name = "to_child", .event = command_kind::insert, .instead = true, .action = "INSERT INTO child (id) VALUES (new.id)"}};
    const table tables[] = {{.name = "parent", .columns = columns, .rules = to_child}, {.name = "child", .inherits = parents}};
    const catalog actual{.tables = tables};
    EXPECT_EQ(text_of({}, actual), "BEGIN;\nDROP RULE to_child ON parent;\nDROP TABLE child;\nDROP TABLE parent;\nCOMMIT;\n");
}

TEST(drop_order, frees_names_before_they_are_taken) {
    static constexpr std::string_view labels[] = {"ok"};
    const enumeration enumerations[] = {{.name = "mood", .labels = labels}};
    const sequence sequences[] = {{.name = "numbers"}};
    const view views[] = {{.name = "mood", .query = " SELECT 1 AS a"}, {.name = "numbers", .query = " SELECT 2 AS a"}};
    const catalog actual{.enumerations = enumerations, .sequences = sequences};
    const catalog expected{.views = views};
    const std::string text = text_of(expected, actual);
    EXPECT_LT(text.find("DROP TYPE mood;"), text.find("CREATE VIEW mood ")) << text;
    EXPECT_LT(text.find("DROP SEQUENCE numbers;"), text.find("CREATE VIEW numbers ")) << text;
}

TEST(drop_order, keeps_a_serial_s_sequence_that_goes_on_alone) {
    const column serial[] = {{.name = "id", .type = "integer", .identity = identity_kind::serial, .not_null = true}};
    const table tables[] = {{.name = "a", .columns = serial}};
    const sequence sequences[] = {{.name = "a_id_seq"}};
    EXPECT_EQ(text_of({.sequences = sequences}, {.tables = tables}), "BEGIN;\nALTER SEQUENCE a_id_seq OWNED BY NONE;\nDROP TABLE a;\nALTER SEQUENCE a_id_seq AS bigint MAXVALUE 9223372036854775807;\nCOMMIT;\n");
    EXPECT_EQ(text_of({.tables = tables}, {.sequences = sequences}), "BEGIN;\nDROP SEQUENCE a_id_seq;\nCREATE TABLE a (\n    id serial NOT NULL\n);\nCOMMIT;\n");
}

TEST(drop_order, has_a_schema_last_while_something_moves_out_of_it) {
    const column columns[] = {{.name = "id", .type = "integer"}};
    const database_schema schemas[] = {{.name = "old"}};
    const table before[] = {{.schema = "old", .name = "t", .columns = columns}};
    const table after[] = {{.name = "t", .columns = columns, .renamed_from = {.schema = "old", .name = "t"}}};
    catalog actual{.tables = before};
    actual.schemas = schemas;
    const std::string text = text_of({.tables = after}, actual);
    EXPECT_LT(text.find("SET SCHEMA"), text.find("DROP SCHEMA old;")) << text;
}

TEST(drop_order, has_foreign_keys_before_the_partitions_that_they_hold) {
    static constexpr std::string_view id[] = {"id"};
    const column columns[] = {{.name = "id", .type = "integer", .not_null = true}};
    const constraint key[] = {{.kind = constraint_kind::primary_key, .name = "p_pkey", .columns = id}};
    const constraint reference[] = {{.kind = constraint_kind::foreign_key, .name = "to_p", .columns = id, .referenced_table = "p", .referenced_columns = id}};
    const table tables[] = {{.name = "o", .columns = columns, .constraints = reference}, {.name = "p", .columns = columns, .constraints = key, .partition_key = "LIST (id)"},
                            {.name = "p_1", .columns = columns, .parent = "p", .partition_bound = "FOR VALUES IN (1)"}};
    const catalog actual{.tables = tables};
    EXPECT_EQ(text_of({}, actual), "BEGIN;\nALTER TABLE o DROP CONSTRAINT to_p;\nDROP TABLE p_1;\nDROP TABLE p;\nDROP TABLE o;\nCOMMIT;\n");
    const catalog without_partition{.tables = std::span{tables}.first(2)};
    EXPECT_EQ(text_of(without_partition, actual), "BEGIN;\nALTER TABLE p DETACH PARTITION p_1;\nDROP TABLE p_1;\nCOMMIT;\n");
}

TEST(drop_order, sets_a_type_aside_for_one_of_another_kind) {
    static constexpr std::string_view labels[] = {"a"};
    const column columns[] = {{.name = "s", .type = "st", .origin = type_origin::enumeration}};
    const table tables[] = {{.name = "t", .columns = columns}};
    const domain domains[] = {{.name = "st", .type = "text"}};
    const enumeration enumerations[] = {{.name = "st", .labels = labels}};
    EXPECT_EQ(text_of({.enumerations = enumerations, .tables = tables}, {.tables = tables, .domains = domains}),
              "BEGIN;\nALTER DOMAIN st RENAME TO st_replaced;\nCREATE TYPE st AS ENUM ('a');\nALTER TABLE t ALTER COLUMN s TYPE st USING s::text::st;\n"
              "DROP DOMAIN st_replaced;\nCOMMIT;\n");
}

} // namespace
