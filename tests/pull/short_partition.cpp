// SPDX-License-Identifier: BSL-1.0
// Which partitions say nothing that their parents do not say.
#include <constable/pull/short_partition.hpp>

#include <gtest/gtest.h>

namespace catalog = constable::catalog;
namespace pull = constable::pull;
using catalog::constraint_kind;

namespace {

constexpr std::string_view id[] = {"id"};
constexpr catalog::column columns[] = {{.name = "id", .type = "integer", .not_null = true}, {.name = "at", .type = "date", .default_expression = "CURRENT_DATE"}};
constexpr catalog::constraint parents_constraints[] = {{.kind = constraint_kind::primary_key, .name = "whole_pkey", .columns = id},
                                                       {.kind = constraint_kind::check, .name = "positive", .expression = "(id > 0)"}};
constexpr catalog::constraint own_constraints[] = {{.kind = constraint_kind::primary_key, .name = "part_pkey", .columns = id, .attached_to = "whole_pkey"},
                                                   {.kind = constraint_kind::check, .name = "positive", .expression = "(id > 0)"}};
constexpr catalog::key keys[] = {{.column = "at"}};
constexpr catalog::index parents_indexes[] = {{.name = "by_date", .keys = keys}};
constexpr catalog::index own_indexes[] = {{.name = "part_at_idx", .keys = keys, .attached_to = "by_date"}};
constexpr catalog::table whole{.name = "whole", .columns = columns, .constraints = parents_constraints, .indexes = parents_indexes, .partition_key = "LIST (id)"};
constexpr catalog::table part{.name = "part", .columns = columns, .constraints = own_constraints, .indexes = own_indexes, .parent = "whole"};

bool is_short(const auto& change) {
    catalog::table changed = part;
    change(changed);
    return pull::can_take_over_parent(changed, whole);
}

} // namespace

TEST(short_partition, has_all_that_its_parent_has) { EXPECT_TRUE(is_short([](auto&) {})); }

TEST(short_partition, takes_no_comments_over) {
    catalog::table described = whole;
    catalog::constraint constraints[] = {parents_constraints[0], parents_constraints[1]};
    constraints[0].comment = constraints[0].index_comment = constraints[1].comment = "the parent's";
    described.constraints = constraints;
    EXPECT_TRUE(pull::can_take_over_parent(part, described));
}

TEST(short_partition, has_no_less) {
    EXPECT_FALSE(is_short([](auto& of) { of.indexes = {}; }));
    EXPECT_FALSE(is_short([](auto& of) { of.constraints = of.constraints.subspan(0, 1); }));
    EXPECT_FALSE(is_short([](auto& of) { of.columns = of.columns.subspan(0, 1); }));
}

TEST(short_partition, has_nothing_else) {
    catalog::column other[] = {columns[0], columns[1]};
    other[1].default_expression = "'2024-01-01'::date";
    EXPECT_FALSE(is_short([&](auto& of) { of.columns = other; }));
    other[1] = columns[1];
    other[1].comment = "its own";
    EXPECT_FALSE(is_short([&](auto& of) { of.columns = other; }));
    const catalog::column turned[] = {columns[1], columns[0]};
    EXPECT_FALSE(is_short([&](auto& of) { of.columns = turned; })) << "another order";
    catalog::constraint described[] = {own_constraints[0], own_constraints[1]};
    described[0].index_comment = "its own";
    EXPECT_FALSE(is_short([&](auto& of) { of.constraints = described; }));
    catalog::index named = own_indexes[0];
    named.name = "part_by_date_idx";
    EXPECT_FALSE(is_short([&](auto& of) { of.indexes = {&named, 1}; })) << "a name that nobody would choose";
    named = own_indexes[0];
    named.attached_to = {};
    EXPECT_FALSE(is_short([&](auto& of) { of.indexes = {&named, 1}; })) << "not attached";
    catalog::column_details details;
    details.statistics = 7;
    other[1] = columns[1];
    other[1].details = &details;
    EXPECT_FALSE(is_short([&](auto& of) { of.columns = other; }));
}
