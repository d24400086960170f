// SPDX-License-Identifier: BSL-1.0
// Words for constraints and indexes.
#include <constable/pull/write_constraint.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;
using catalog::constraint;
using catalog::constraint_kind;
using catalog::referential_action;

namespace {

constexpr std::string_view a[] = {"a"};
constexpr std::string_view b[] = {"b"};
constexpr std::string_view id[] = {"id"};
constexpr std::string_view a_b[] = {"a", "b"};
constexpr catalog::column columns[] = {{.name = "a", .type = "bigint", .not_null = true},
                                       {.name = "b", .type = "bigint"}};
constexpr catalog::column target_columns[] = {{.name = "id", .type = "bigint"}, {.name = "b", .type = "integer"}};
constexpr constraint target_key[] = {{.kind = constraint_kind::primary_key, .columns = id}};
constexpr catalog::table tables[] = {{.name = "t", .columns = columns},
                                     {.name = "u", .columns = target_columns, .constraints = target_key}};
const catalog::catalog all{.tables = tables};

std::string text(const constraint& of, bool in_column = false, bool is_nameless = true) {
    static const pull::object_names names{all, "pulled", "app"};
    pull::context in{all, names};
    return pull::flat(pull::write_constraint(tables[0], of, in_column, is_nameless, in));
}
constraint foreign_key(catalog::names from, catalog::names to) {
    return {.kind = constraint_kind::foreign_key,
            .name = "f",
            .columns = from,
            .referenced_table = "u",
            .referenced_columns = to};
}

} // namespace

TEST(write_constraint, writes_keys_inside_and_beside_columns) {
    EXPECT_EQ(text({.kind = constraint_kind::primary_key, .columns = a}, true), "primary_key<>");
    EXPECT_EQ(text({.kind = constraint_kind::primary_key, .columns = a_b}), R"(primary_key<"a", "b">)");
    EXPECT_EQ(text({.kind = constraint_kind::unique, .name = "n", .columns = a}, true, false), R"(unique<named<"n">>)");
}

TEST(write_constraint, writes_the_options_of_keys) {
    const std::string_view options[] = {"fillfactor=70"};
    EXPECT_EQ(
        text({.kind = constraint_kind::unique,
              .columns = a,
              .include = b,
              .nulls_not_distinct = true,
              .deferrable = true,
              .initially_deferred = true,
              .period = true,
              .options = options,
              .attached_to = "p",
              .index_comment = "i"}),
        R"(unique<"a", without_overlaps, nulls_not_distinct, include<"b">, storage_parameters<"fillfactor=70">, attached_to<"p">, index_comment<"i">, initially_deferred>)");
}

TEST(write_constraint, writes_checks) {
    EXPECT_EQ(text({.expression = "(a > 0)", .no_inherit = true, .not_valid = true, .not_enforced = true}),
              R"~(check<"(a > 0)", no_inherit, not_valid, not_enforced>)~");
}

TEST(write_constraint, names_the_columns_of_another_table_unless_they_are_its_primary_key) {
    EXPECT_EQ(text(foreign_key(a, id), true), "references<u>");
    EXPECT_EQ(text(foreign_key(a, id)), R"(foreign_key<columns<"a">, references<u>>)");
    EXPECT_EQ(text(foreign_key(a, b), true), R"(references<u, "b", across_types>)");
}

TEST(write_constraint, writes_the_options_of_references) {
    constraint key = foreign_key(b, id);
    key.match = catalog::match_type::full;
    key.on_update = referential_action::cascade;
    key.on_delete = referential_action::set_null;
    key.on_delete_columns = b;
    key.deferrable = true;
    key.not_valid = true;
    EXPECT_EQ(
        text(key, true, false),
        R"(references<u, match<full>, on_update<cascade>, on_delete<set_null, "b">, deferrable, not_valid, named<"f">>)");
}

TEST(write_constraint, admits_that_a_column_which_is_not_null_is_set_null) {
    constraint key = foreign_key(a, id);
    key.on_delete = referential_action::set_null;
    EXPECT_EQ(text(key, true), "references<u, on_delete<set_null>, across_nulls>");
}

TEST(write_constraint, writes_exclusions) {
    const catalog::key keys[] = {{.column = "a", .operator_class = "gist_int8_ops", .with_operator = "="},
                                 {.expression = "lower(b)", .with_operator = "&&"}};
    EXPECT_EQ(
        text({.kind = constraint_kind::exclude, .method = "spgist", .keys = keys, .predicate = "(a > 0)"}),
        R"~(exclude<using_<"spgist">, with_<"a", "=", operator_class<"gist_int8_ops">>, with_expression<"lower(b)", "&&">, where_<"(a > 0)">>)~");
}

TEST(home_of, is_the_only_column_that_a_constraint_is_about) {
    EXPECT_EQ(pull::home_of(tables[0], {.kind = constraint_kind::unique, .columns = a}), "a");
    EXPECT_EQ(pull::home_of(tables[0], {.kind = constraint_kind::unique, .columns = a_b}), "");
    EXPECT_EQ(pull::home_of(tables[0], {.expression = "((a > 0) AND (a < 9))"}), "a");
    EXPECT_EQ(pull::home_of(tables[0], {.expression = "(a > b)"}), "");
    EXPECT_EQ(pull::home_of(tables[0], {.kind = constraint_kind::unique, .columns = id}), ""); // a column of the parent
}

TEST(write_index, writes_keys_and_options) {
    const catalog::key keys[] = {{.column = "a"},
                                 {.column = "b", .descending = true, .nulls = catalog::nulls_order::last},
                                 {.column = "b", .collation = "\"C\"", .operator_class = "text_pattern_ops"},
                                 {.expression = "lower(b)", .descending = true, .statistics = 50}};
    EXPECT_EQ(
        pull::flat(pull::write_index(
            {.name = "i", .method = "gin", .keys = keys, .include = a, .predicate = "(a > 0)", .unique = true}, false)),
        R"(unique_index<using_<"gin">, "a", descending<"b", nulls_last>, key<"b", collation<"C">, operator_class<"text_pattern_ops">>, )"
        R"~(expression<"lower(b)", desc, key_statistics<50>>, include<"a">, where_<"(a > 0)">, named<"i">>)~");
}
