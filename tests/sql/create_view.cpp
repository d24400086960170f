// SPDX-License-Identifier: BSL-1.0
// DDL of views, word by word.
#include <constable/sql/create_view.hpp>

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
namespace sql = constable::sql;

namespace {

template <class Render>
std::string text(const Render& render) {
    return constable::strings::to_string(render);
}
constexpr std::string_view options[] = {"check_option=local", "security_barrier=true"};
constexpr catalog::view_column columns[] = {{.name = "a", .default_expression = "1"}, {.name = "B", .comment = "c"}};
constexpr catalog::key keys[] = {{.column = "a"}};
constexpr catalog::index indexes[] = {{.name = "i", .keys = keys, .comment = "ci"}};
constexpr catalog::trigger triggers[] = {{.name = "t", .time = catalog::trigger_time::instead_of, .on_insert = true, .for_each_row = true, .function = "f"}};
constexpr catalog::rule rules[] = {{.name = "r", .instead = true}};
constexpr std::string_view on[] = {"a"};
constexpr catalog::statistics statistics[] = {{.name = "st", .expressions = on}};

} // namespace

TEST(create_view, makes_views) {
    EXPECT_EQ(text([](auto& sink) { sql::add_create_view(sink, {.name = "v", .query = "SELECT 1 AS a"}); }), "CREATE VIEW v AS\nSELECT 1 AS a;\n");
    EXPECT_EQ(text([](auto& sink) {
                  sql::add_create_view(sink, {.schema = "s", .name = "v", .query = "SELECT 1 AS a", .options = options, .columns = columns, .comment = "c"},
                                       sql::population::at_once, true);
              }),
              "CREATE OR REPLACE VIEW s.v WITH (check_option=local, security_barrier='true') AS\nSELECT 1 AS a;\nALTER VIEW s.v ALTER COLUMN a SET DEFAULT 1;\n"
              "COMMENT ON VIEW s.v IS 'c';\nCOMMENT ON COLUMN s.v.\"B\" IS 'c';\n");
}

TEST(create_view, makes_materialized_views_with_their_indexes) {
    const catalog::view view{.schema = "s", .name = "m", .is_materialized = true, .query = "SELECT 1 AS a -- one", .access_method = "heap", .clustered_on = "i",
                             .indexes = indexes, .statistics = statistics, .comment = "c"};
    const std::string rest = ";\nCREATE INDEX i ON s.m (a);\nCOMMENT ON MATERIALIZED VIEW s.m IS 'c';\nCOMMENT ON INDEX s.i IS 'ci';\n";
    EXPECT_EQ(text([&](auto& sink) { sql::add_create_view(sink, view); }), "CREATE MATERIALIZED VIEW s.m USING heap AS\nSELECT 1 AS a -- one\n" + rest);
    EXPECT_EQ(text([&](auto& sink) { sql::add_create_view(sink, view, sql::population::later); }),
              "CREATE MATERIALIZED VIEW s.m USING heap AS\nSELECT 1 AS a -- one\n\nWITH NO DATA" + rest);
    EXPECT_EQ(text([&](auto& sink) { sql::add_refresh(sink, view); }), "REFRESH MATERIALIZED VIEW s.m;\n");
    EXPECT_EQ(text([&](auto& sink) { sql::add_view_parts(sink, view); }), "ALTER TABLE s.m CLUSTER ON i;\nCREATE STATISTICS st ON a FROM s.m;\n");
}

TEST(create_view, adds_triggers_and_rules_apart) {
    EXPECT_EQ(text([](auto& sink) { sql::add_view_parts(sink, {.name = "v", .triggers = triggers, .rules = rules}); }),
              "CREATE TRIGGER t INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();\nCREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING;\n");
}
