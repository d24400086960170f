// SPDX-License-Identifier: BSL-1.0
// DDL of what stands on tables, word by word.
#include <constable/sql/create_table_parts.hpp>

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
namespace sql = constable::sql;
using catalog::command_kind;
using catalog::enabled_state;
using catalog::trigger_time;

namespace {

template <class Render>
std::string text(const Render& render) {
    return constable::strings::to_string(render);
}
std::string trigger(const catalog::trigger& of) {
    return text([&](auto& sink) { sql::add_create_trigger(sink, "s", "t", of); });
}
std::string rule(const catalog::rule& of) {
    return text([&](auto& sink) { sql::add_create_rule(sink, {}, "t", of); });
}
std::string policy(const catalog::policy& of) {
    return text([&](auto& sink) { sql::add_create_policy(sink, catalog::table{.name = "t"}, of); });
}
std::string settings(const catalog::table& of) {
    return text([&](auto& sink) { sql::add_table_settings(sink, of); });
}
constexpr std::string_view a_b[] = {"a", "Order"};

} // namespace

TEST(create_table_parts, makes_triggers) {
    EXPECT_EQ(trigger({.name = "x", .on_truncate = true, .function = "f"}), "CREATE TRIGGER x BEFORE TRUNCATE ON s.t FOR EACH STATEMENT EXECUTE FUNCTION f();\n");
    EXPECT_EQ(trigger({.name = "X", .time = trigger_time::after, .on_insert = true, .on_update = true, .on_delete = true, .update_columns = a_b, .for_each_row = true,
                       .when_expression = "new.a > 0", .function = "s.f", .arguments = a_b, .is_constraint = true, .deferrable = true, .initially_deferred = true,
                       .referenced_table = "s.other", .enabled = enabled_state::replica, .comment = "c"}),
              "CREATE CONSTRAINT TRIGGER \"X\" AFTER INSERT OR DELETE OR UPDATE OF a, \"Order\" ON s.t FROM s.other DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
              " WHEN (new.a > 0) EXECUTE FUNCTION s.f('a', 'Order');\nALTER TABLE s.t ENABLE REPLICA TRIGGER \"X\";\nCOMMENT ON TRIGGER \"X\" ON s.t IS 'c';\n");
    EXPECT_EQ(trigger({.name = "x", .time = trigger_time::after, .on_update = true, .function = "f", .old_table = "o", .new_table = "New", .enabled = enabled_state::disabled}),
              "CREATE TRIGGER x AFTER UPDATE ON s.t REFERENCING OLD TABLE AS o NEW TABLE AS \"New\" FOR EACH STATEMENT EXECUTE FUNCTION f();\n"
              "ALTER TABLE s.t DISABLE TRIGGER x;\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_trigger_state(sink, {}, "t", {.name = "x"}); }), "ALTER TABLE t ENABLE TRIGGER x;\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_trigger_state(sink, {}, "t", {.name = "x", .enabled = enabled_state::always}); }), "ALTER TABLE t ENABLE ALWAYS TRIGGER x;\n");
}

TEST(create_table_parts, makes_rules) {
    EXPECT_EQ(rule({.name = "r"}), "CREATE RULE r AS ON INSERT TO t DO NOTHING;\n");
    EXPECT_EQ(rule({.name = "r", .event = command_kind::remove, .instead = true, .condition = "old.a > 0", .action = "(SELECT 1; SELECT 2)",
                    .enabled = enabled_state::always, .comment = "c"}),
              "CREATE RULE r AS ON DELETE TO t WHERE (old.a > 0) DO INSTEAD (SELECT 1; SELECT 2);\nALTER TABLE t ENABLE ALWAYS RULE r;\nCOMMENT ON RULE r ON t IS 'c';\n");
}

TEST(create_table_parts, makes_policies) {
    EXPECT_EQ(policy({.name = "p"}), "CREATE POLICY p ON t;\n");
    EXPECT_EQ(policy({.name = "p", .permissive = false, .command = command_kind::update, .roles = a_b, .using_expression = "a", .check_expression = "b", .comment = "c"}),
              "CREATE POLICY p ON t AS RESTRICTIVE FOR UPDATE TO a, \"Order\" USING (a) WITH CHECK (b);\nCOMMENT ON POLICY p ON t IS 'c';\n");
}

TEST(create_table_parts, makes_statistics) {
    constexpr std::string_view kinds[] = {"ndistinct", "mcv"};
    constexpr std::string_view on[] = {"a", "(lower(b))"};
    EXPECT_EQ(text([&](auto& sink) { sql::add_create_statistics(sink, "s", "t", {.schema = "r", .name = "x", .kinds = kinds, .expressions = on, .target = 0, .comment = "c"}); }),
              "CREATE STATISTICS r.x (ndistinct, mcv) ON a, (lower(b)) FROM s.t;\nALTER STATISTICS r.x SET STATISTICS 0;\nCOMMENT ON STATISTICS r.x IS 'c';\n");
    EXPECT_EQ(text([&](auto& sink) { sql::add_create_statistics(sink, {}, "t", {.name = "x", .expressions = on}); }), "CREATE STATISTICS x ON a, (lower(b)) FROM t;\n");
}

TEST(create_table_parts, says_how_a_table_treats_its_rows) {
    EXPECT_EQ(settings({.name = "t"}), "");
    EXPECT_EQ(settings({.schema = "s", .name = "t", .row_security = true, .force_row_security = true, .replica_identity = catalog::replica_identity_kind::index,
                        .replica_index = "I", .clustered_on = "i"}),
              "ALTER TABLE s.t CLUSTER ON i;\nALTER TABLE ONLY s.t REPLICA IDENTITY USING INDEX \"I\";\nALTER TABLE s.t ENABLE ROW LEVEL SECURITY;\n"
              "ALTER TABLE s.t FORCE ROW LEVEL SECURITY;\n");
    EXPECT_EQ(settings({.name = "t", .replica_identity = catalog::replica_identity_kind::nothing}), "ALTER TABLE ONLY t REPLICA IDENTITY NOTHING;\n");
}
