// SPDX-License-Identifier: BSL-1.0
// What counts as a difference between two catalogs, and what does not.
#include "constable/catalog/diff.hpp"

#include <gtest/gtest.h>
#include <initializer_list>
#include <string>
#include <vector>

using namespace constable::catalog;

namespace {

/// A table that a test may change.
struct made_table {
    std::vector<column> columns;
    std::vector<constraint> constraints{};
    std::vector<constable::catalog::index> indexes{};
    std::string_view schema{};

    table get() const { return {.schema = schema, .name = "things", .columns = columns, .constraints = constraints, .indexes = indexes}; }
};

column plain(std::string_view name) {
    column made;
    made.name = name;
    made.type = "integer";
    return made;
}
key on(std::string_view column_name) {
    key made;
    made.column = column_name;
    return made;
}

std::vector<difference_kind> kinds(const std::vector<difference>& found) {
    std::vector<difference_kind> all;
    for (const difference& each : found) all.push_back(each.kind);
    return all;
}
std::vector<difference_kind> between(const made_table& expected, const made_table& actual, std::string_view default_schema = "public") {
    const table left[] = {expected.get()};
    const table right[] = {actual.get()};
    return kinds(diff({.name = "app", .tables = left}, {.name = "live", .tables = right, .default_schema = default_schema}));
}
using found = std::vector<difference_kind>;
using enum difference_kind;

TEST(diff, finds_nothing_between_equals) { EXPECT_EQ(between({{plain("a"), plain("b")}}, {{plain("b"), plain("a")}}), found{}); }

TEST(diff, finds_missing_tables_and_ignores_unknown_ones) {
    const table tables[] = {made_table{{plain("a")}}.get()};
    EXPECT_EQ(kinds(diff({.tables = tables}, {})), found{missing_table});
    EXPECT_EQ(kinds(diff({}, {.tables = tables})), found{});
}

TEST(diff, finds_missing_and_other_enumerations) {
    const std::string_view two[] = {"a", "b"};
    const std::string_view turned[] = {"b", "a"};
    const enumeration expected[] = {{.name = "mood", .labels = two}};
    const enumeration actual[] = {{.name = "mood", .labels = turned}};
    const enumeration elsewhere[] = {{.schema = "far", .name = "mood", .labels = two}};
    EXPECT_EQ(kinds(diff({.enumerations = expected}, {.enumerations = expected})), found{});
    EXPECT_EQ(kinds(diff({.enumerations = expected}, {.enumerations = actual})), found{enumeration_labels});
    EXPECT_EQ(kinds(diff({.enumerations = expected}, {.enumerations = elsewhere})), found{missing_enumeration});
}

TEST(diff, knows_the_default_schema_by_its_name) {
    const made_table named{{plain("a")}, {}, {}, "public"};
    EXPECT_EQ(between(named, {{plain("a")}}, "public"), found{});
    EXPECT_EQ(between(named, {{plain("a")}}, "other"), found{missing_table});
}

TEST(diff, finds_every_difference_of_a_column) {
    const made_table expected{{plain("a")}};
    const auto with = [&](const auto& change) {
        made_table actual = expected;
        change(actual.columns[0]);
        return between(expected, actual);
    };
    EXPECT_EQ(with([](column& each) { each.type = "bigint"; }), found{column_type});
    EXPECT_EQ(with([](column& each) { each.not_null = true; }), found{column_nullability});
    EXPECT_EQ(with([](column& each) { each.default_expression = "1"; }), found{column_default});
    EXPECT_EQ(with([](column& each) { each.generated_expression = "1"; }), found{column_generated});
    EXPECT_EQ(with([](column& each) { each.identity = identity_kind::always; }), found{column_identity});
    EXPECT_EQ(with([](column& each) { each.collation = "C"; }), found{column_collation});
    EXPECT_EQ(with([](column& each) { each.name = "b"; }), (found{missing_column, unknown_column}));
    EXPECT_EQ(with([](column& each) { each.comment = "said"; }), found{});
}

TEST(diff, leaves_expressions_to_the_server) {
    made_table expected{{plain("a")}};
    made_table actual{{plain("a")}};
    expected.columns[0].default_expression = "1e6";
    actual.columns[0].default_expression = "'1000000'::numeric";
    EXPECT_EQ(between(expected, actual), found{});
}

TEST(diff, takes_fewer_words_for_the_same) {
    made_table expected{{plain("a")}};
    expected.columns[0].default_expression = "NULL";
    expected.columns[0].collation = "default";
    EXPECT_EQ(between(expected, {{plain("a")}}), found{});
}

const std::string_view just_a[] = {"a"};
const std::string_view a_and_b[] = {"a", "b"};

constraint unique_on(names columns, std::string_view name = "things_key") {
    constraint made;
    made.kind = constraint_kind::unique;
    made.name = name;
    made.columns = columns;
    return made;
}

TEST(diff, knows_keys_and_references_by_what_they_say) {
    EXPECT_EQ(between({{}, {unique_on(just_a)}}, {{}, {unique_on(just_a, "other")}}), found{});
    EXPECT_EQ(between({{}, {unique_on(just_a)}}, {{}, {unique_on(a_and_b)}}), found{constraint_differs});
    EXPECT_EQ(between({{}, {unique_on(just_a)}}, {{}, {unique_on(a_and_b, "other")}}), (found{missing_constraint, unknown_constraint}));
    constraint reference = unique_on(just_a, "things_fkey");
    reference.kind = constraint_kind::foreign_key;
    reference.referenced_table = "others";
    constraint named = reference;
    named.referenced_schema = "public";
    constraint far = reference;
    far.referenced_schema = "far";
    constraint cascading = reference;
    cascading.on_delete = referential_action::cascade;
    EXPECT_EQ(between({{}, {named}}, {{}, {reference}}), found{});
    EXPECT_EQ(between({{}, {reference}}, {{}, {far}}), found{constraint_differs});
    EXPECT_EQ(between({{}, {reference}}, {{}, {cascading}}), found{constraint_differs});
}

TEST(diff, knows_checks_by_their_name) {
    constraint check;
    check.name = "sane";
    check.expression = "a > 0";
    constraint rewritten = check;
    rewritten.expression = "(a > 0)";
    constraint renamed = check;
    renamed.name = "mad";
    EXPECT_EQ(between({{}, {check}}, {{}, {rewritten}}), found{});
    EXPECT_EQ(between({{}, {check}}, {{}, {renamed}}), (found{missing_constraint, unknown_constraint}));
}

TEST(diff, compares_indexes_by_their_keys) {
    const auto with = [](const key& of) {
        static std::vector<std::vector<key>> kept;
        kept.reserve(32);
        kept.push_back({of});
        constable::catalog::index made;
        made.name = "things_idx";
        made.keys = kept.back();
        return made_table{{}, {}, {made}};
    };
    key last = on("a");
    last.nulls = nulls_order::last;
    key first = on("a");
    first.nulls = nulls_order::first;
    key expression;
    expression.expression = "a";
    key sum;
    sum.expression = "a + 1";
    EXPECT_EQ(between(with(on("a")), with(on("a"))), found{});
    EXPECT_EQ(between(with(last), with(on("a"))), found{});
    EXPECT_EQ(between(with(first), with(on("a"))), found{index_differs});
    EXPECT_EQ(between(with(expression), with(on("a"))), found{});
    EXPECT_EQ(between(with(sum), with(on("a"))), found{index_differs});
    EXPECT_EQ(between(with(on("a")), with(on("b"))), found{index_differs});
    EXPECT_EQ(between(with(on("a")), {}), found{missing_index});
    EXPECT_EQ(between({}, with(on("a"))), found{unknown_index});
    made_table hashed = with(on("a"));
    hashed.indexes[0].method = "hash";
    made_table tree = with(on("a"));
    tree.indexes[0].method = "btree";
    EXPECT_EQ(between(tree, with(on("a"))), found{});
    EXPECT_EQ(between(hashed, with(on("a"))), found{index_differs});
}

} // namespace
