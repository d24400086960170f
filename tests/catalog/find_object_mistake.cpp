// SPDX-License-Identifier: BSL-1.0
// Mistakes of objects beside tables, and of what few tables have.
#include <constable/catalog/find_object_mistake.hpp>

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
using catalog::mistake_kind;

namespace {

mistake_kind mistake_in(const auto& object) { return catalog::find_mistake(object).kind; }

mistake_kind on_table(const catalog::trigger& trigger) {
    const catalog::column column{.name = "a", .type = "text"};
    return catalog::find_mistake_in_parts({.name = "t", .columns = {&column, 1}, .triggers = {&trigger, 1}}).kind;
}
mistake_kind on_view(const catalog::trigger& trigger) {
    return catalog::find_mistake(catalog::view{.name = "v", .query = "SELECT 1", .triggers = {&trigger, 1}}).kind;
}

} // namespace

TEST(find_object_mistake, finds_sequences_without_numbers) {
    EXPECT_EQ(mistake_in(catalog::sequence{.name = "s"}), mistake_kind::none);
    EXPECT_EQ(mistake_in(catalog::sequence{.name = "s", .increment = 0}), mistake_kind::sequence_range_is_empty);
    EXPECT_EQ(mistake_in(catalog::sequence{.name = "s", .start = 0}), mistake_kind::sequence_range_is_empty);
    EXPECT_EQ(mistake_in(catalog::sequence{.name = "s", .minimum = 5, .maximum = 5}), mistake_kind::sequence_range_is_empty);
    EXPECT_EQ(mistake_in(catalog::sequence{.name = "s", .cache = 0}), mistake_kind::sequence_range_is_empty);
    EXPECT_EQ(mistake_in(catalog::sequence{.name = "s", .type = "integer"}), mistake_kind::sequence_range_is_empty) << "its maximum is a bigint's";
    EXPECT_EQ(mistake_in(catalog::sequence{.name = "s", .type = "text"}), mistake_kind::sequence_range_is_empty);
}

TEST(find_object_mistake, finds_names_that_are_empty_or_too_long) {
    EXPECT_EQ(mistake_in(catalog::database_schema{.name = ""}), mistake_kind::name_is_empty);
    EXPECT_EQ(mistake_in(catalog::extension{.name = std::string_view{"1234567890123456789012345678901234567890123456789012345678901234"}}),
              mistake_kind::name_is_too_long);
    EXPECT_EQ(mistake_in(catalog::domain{.name = "path"}), mistake_kind::enum_hides_behind_a_type);
}

TEST(find_object_mistake, finds_types_that_say_too_much_or_too_little) {
    const catalog::attribute twice[] = {{.name = "a", .type = "text"}, {.name = "a", .type = "text"}};
    EXPECT_EQ(mistake_in(catalog::composite_type{.name = "c", .attributes = twice}), mistake_kind::attribute_is_repeated);
    EXPECT_EQ(mistake_in(catalog::range_type{.name = "r"}), mistake_kind::range_has_no_subtype);
    const catalog::constraint checks[] = {{.name = "c"}, {.name = "c"}};
    EXPECT_EQ(mistake_in(catalog::domain{.name = "d", .constraints = checks}), mistake_kind::object_name_is_repeated);
}

TEST(find_object_mistake, finds_routines_without_body_language_or_result) {
    EXPECT_EQ(mistake_in(catalog::routine{.name = "f", .result = "integer", .language = "sql"}), mistake_kind::routine_has_no_body);
    EXPECT_EQ(mistake_in(catalog::routine{.name = "f", .result = "integer", .body = "x"}), mistake_kind::routine_has_no_body);
    EXPECT_EQ(mistake_in(catalog::routine{.name = "f", .result = "void", .language = "sql", .body = ""}), mistake_kind::none) << "SQL without a statement";
    EXPECT_EQ(mistake_in(catalog::routine{.name = "a", .kind = catalog::routine_kind::aggregate, .body = ""}), mistake_kind::routine_has_no_body);
    EXPECT_EQ(mistake_in(catalog::routine{.name = "f", .language = "sql", .body = "x"}), mistake_kind::routine_has_no_result);
    EXPECT_EQ(mistake_in(catalog::routine{.name = "p", .kind = catalog::routine_kind::procedure, .language = "sql", .body = "x"}), mistake_kind::none);
    EXPECT_EQ(mistake_in(catalog::routine{.name = "a", .kind = catalog::routine_kind::aggregate, .body = "x"}), mistake_kind::none);
}

TEST(find_object_mistake, finds_triggers_that_cannot_fire) {
    const catalog::trigger sound{.name = "t", .on_insert = true, .for_each_row = true, .function = "f"};
    EXPECT_EQ(on_table(sound), mistake_kind::none);
    catalog::trigger made = sound;
    made.on_insert = false;
    EXPECT_EQ(on_table(made), mistake_kind::trigger_has_no_event);
    made = sound;
    made.function = {};
    EXPECT_EQ(on_table(made), mistake_kind::trigger_has_no_function);
    made = sound;
    made.time = catalog::trigger_time::instead_of;
    EXPECT_EQ(on_table(made), mistake_kind::trigger_fires_at_no_such_time);
    EXPECT_EQ(on_view(made), mistake_kind::none);
    EXPECT_EQ(on_view(sound), mistake_kind::trigger_fires_at_no_such_time);
    made = sound;
    made.on_truncate = true;
    EXPECT_EQ(on_table(made), mistake_kind::trigger_fires_at_no_such_time);
    static constexpr std::string_view unknown[] = {"b"};
    made = sound;
    made.update_columns = unknown;
    EXPECT_EQ(on_table(made), mistake_kind::trigger_column_is_unknown);
}

TEST(find_object_mistake, finds_names_of_nothing) {
    EXPECT_EQ(catalog::find_mistake_in_parts({.name = "t", .clustered_on = "i"}).kind, mistake_kind::named_index_is_unknown);
    const catalog::index index{.name = "i"};
    EXPECT_EQ(catalog::find_mistake_in_parts({.name = "t", .indexes = {&index, 1}, .clustered_on = "i"}).kind, mistake_kind::none);
    static constexpr std::string_view texts[] = {"\"A\"", "(lower(b))"};
    const catalog::statistics statistics{.name = "s", .expressions = texts};
    const catalog::column right{.name = "A"};
    const catalog::column wrong{.name = "a"};
    EXPECT_EQ(catalog::find_mistake_in_parts({.name = "t", .columns = {&right, 1}, .statistics = {&statistics, 1}}).kind, mistake_kind::none);
    EXPECT_EQ(catalog::find_mistake_in_parts({.name = "t", .columns = {&wrong, 1}, .statistics = {&statistics, 1}}).kind,
              mistake_kind::statistics_column_is_unknown);
}

TEST(find_object_mistake, finds_views_without_query_and_rules_without_action) {
    EXPECT_EQ(mistake_in(catalog::view{.name = "v"}), mistake_kind::view_has_no_query);
    const catalog::rule rule{.name = "r"};
    EXPECT_EQ(mistake_in(catalog::view{.name = "v", .query = "SELECT 1", .rules = {&rule, 1}}), mistake_kind::rule_has_no_action);
}

TEST(find_object_mistake, knows_the_names_of_privileges) {
    EXPECT_EQ(mistake_in(catalog::grant{.privilege = "select"}), mistake_kind::privilege_is_unknown);
    EXPECT_EQ(mistake_in(catalog::grant{.privilege = "SELECT"}), mistake_kind::none);
    EXPECT_EQ(mistake_in(catalog::default_privilege{.privilege = "ALL"}), mistake_kind::privilege_is_unknown);
}
