// SPDX-License-Identifier: BSL-1.0
// Tables are created after those that they reference, circles are closed afterwards.
#include <constable/catalog/creation_order.hpp>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <utility>
#include <vector>

namespace catalog = constable::catalog;

namespace {

/// Tables 0, 1, 2, … and who references whom.
class graph {
public:
    graph(std::size_t tables, const std::vector<std::pair<std::size_t, std::size_t>>& references) : constraints_(tables) {
        for (std::size_t i = 0; i != tables; ++i) names_.push_back(std::to_string(i));
        for (const auto& [from, to] : references)
            constraints_[from].push_back({.kind = catalog::constraint_kind::foreign_key, .referenced_table = names_[to]});
        for (std::size_t i = 0; i != tables; ++i) tables_.push_back({.name = names_[i], .constraints = constraints_[i]});
        slots_.resize(catalog::table_lookup::slots_for(tables));
        catalog::table_lookup::fill(tables_, slots_);
    }

    catalog::table_lookup lookup() const { return {tables_, slots_}; }
    std::vector<std::uint32_t> order() const {
        std::vector<std::uint32_t> order(tables_.size());
        std::vector<std::uint32_t> next(tables_.size());
        std::vector<std::uint32_t> stack(tables_.size());
        catalog::sort_for_creation(tables_, lookup(), order, next, stack);
        return order;
    }
    /// How many foreign keys have to wait.
    std::size_t later() const {
        const auto order = this->order();
        std::vector<std::uint32_t> position(order.size());
        for (std::uint32_t i = 0; i != order.size(); ++i) position[order[i]] = i;
        std::size_t count = 0;
        for (std::uint32_t i = 0; i != order.size(); ++i)
            for (const catalog::constraint& each : tables_[order[i]].constraints)
                count += catalog::is_created_later(each, i, lookup(), position) ? 1U : 0U;
        return count;
    }

private:
    std::deque<std::string> names_;
    std::vector<std::vector<catalog::constraint>> constraints_;
    std::vector<catalog::table> tables_;
    std::vector<std::uint32_t> slots_;
};

using order = std::vector<std::uint32_t>;

} // namespace

TEST(table_lookup, finds_tables_by_schema_and_name) {
    const std::vector<catalog::table> tables{{.name = "a"}, {.schema = "s", .name = "a"}, {.name = "b"}, {.name = "a"}};
    std::vector<std::uint32_t> slots(catalog::table_lookup::slots_for(tables.size()));
    catalog::table_lookup::fill(tables, slots);
    const catalog::table_lookup lookup{tables, slots};
    EXPECT_EQ(lookup.find("", "a"), 0U) << "the first of two";
    EXPECT_EQ(lookup.find("s", "a"), 1U);
    EXPECT_EQ(lookup.find("", "b"), 2U);
    EXPECT_EQ(lookup.find("s", "b"), catalog::table_lookup::missing);
    EXPECT_EQ(lookup.find("", ""), catalog::table_lookup::missing);
}

TEST(table_lookup, finds_nothing_among_no_tables) {
    std::vector<std::uint32_t> slots(catalog::table_lookup::slots_for(0));
    EXPECT_EQ((catalog::table_lookup{{}, slots}.find("", "a")), catalog::table_lookup::missing);
}

TEST(creation_order, is_that_of_the_declaration_when_nothing_is_referenced) { EXPECT_EQ(graph(3, {}).order(), (order{0, 1, 2})); }

TEST(creation_order, puts_referenced_tables_first) {
    EXPECT_EQ(graph(4, {{0, 3}, {3, 2}}).order(), (order{2, 3, 0, 1}));
    EXPECT_EQ(graph(4, {{0, 3}, {3, 2}}).later(), 0U);
}

TEST(creation_order, does_not_wait_for_a_table_itself) {
    EXPECT_EQ(graph(2, {{0, 0}, {1, 1}}).order(), (order{0, 1}));
    EXPECT_EQ(graph(2, {{0, 0}, {1, 1}}).later(), 0U);
}

TEST(creation_order, leaves_one_key_of_a_circle_for_later) {
    EXPECT_EQ(graph(2, {{0, 1}, {1, 0}}).order(), (order{1, 0}));
    EXPECT_EQ(graph(2, {{0, 1}, {1, 0}}).later(), 1U);
    EXPECT_EQ(graph(3, {{0, 1}, {1, 2}, {2, 0}}).later(), 1U);
}

TEST(creation_order, goes_thousands_of_tables_deep) {
    std::vector<std::pair<std::size_t, std::size_t>> chain;
    for (std::size_t i = 0; i + 1 != 5000; ++i) chain.emplace_back(i, i + 1);
    const auto found = graph(5000, chain).order();
    EXPECT_EQ(found.front(), 4999U);
    EXPECT_EQ(found.back(), 0U);
}

RC_GTEST_PROP(creation_order, names_every_table_once_and_needs_no_later_key_without_circles, ()) {
    const auto count = *rc::gen::inRange<std::size_t>(1, 30);
    auto references = *rc::gen::container<std::vector<std::pair<std::size_t, std::size_t>>>(
        rc::gen::pair(rc::gen::inRange<std::size_t>(0, count), rc::gen::inRange<std::size_t>(0, count)));
    auto found = graph(count, references).order();
    std::sort(found.begin(), found.end());
    for (std::uint32_t i = 0; i != count; ++i) RC_ASSERT(found[i] == i);
    for (auto& [from, to] : references)
        if (from < to) std::swap(from, to); // now nothing references what is declared behind it
    RC_ASSERT(graph(count, references).later() == 0U);
}

namespace {

using edge = std::pair<std::uint32_t, catalog::dependency>;
using catalog::need;

/// The order of objects 0, 1, 2, … with needs; how many of those are broken.
struct sorted {
    order made;
    std::size_t broken = 0;
    std::vector<std::uint32_t> position;

    sorted(std::uint32_t objects, std::vector<edge> edges) : made(objects), position(objects) {
        std::stable_sort(edges.begin(), edges.end(), [](const edge& left, const edge& right) { return left.first < right.first; });
        std::vector<std::uint32_t> first(objects + 1);
        std::vector<catalog::dependency> flat;
        for (const edge& each : edges) flat.push_back(each.second);
        for (std::uint32_t i = 0; i != objects; ++i)
            first[i + 1] = first[i] + static_cast<std::uint32_t>(std::count_if(edges.begin(), edges.end(), [&](const edge& each) { return each.first == i; }));
        std::vector<std::uint32_t> next(objects);
        std::vector<std::uint32_t> stack(objects);
        catalog::sort_objects({first, flat}, made, next, stack);
        for (std::uint32_t i = 0; i != objects; ++i) position[made[i]] = i;
        for (const catalog::dependency& each : flat) broken += each.is_broken ? 1U : 0U;
    }
};
constexpr catalog::dependency on(std::uint32_t object, need how = need::strict) { return {.on = object, .how = how}; }

} // namespace

TEST(sort_objects, keeps_the_order_where_nothing_is_needed) { EXPECT_EQ(sorted(3, {}).made, (order{0, 1, 2})); }

TEST(sort_objects, puts_first_what_is_needed) {
    EXPECT_EQ(sorted(4, {{0, on(2)}, {2, on(3)}, {1, on(0)}}).made, (order{3, 2, 0, 1}));
    EXPECT_EQ(sorted(2, {{0, on(0)}}).made, (order{0, 1})) << "an object needs itself";
}

TEST(sort_objects, breaks_a_circle_where_it_is_weakest) {
    const sorted by_key(3, {{0, on(1, need::deferrable)}, {1, on(2)}, {2, on(0)}});
    EXPECT_EQ(by_key.made, (order{0, 2, 1})) << "the first gives way, although the walk closes at the last";
    EXPECT_EQ(by_key.broken, 1U);
    const sorted by_guess(3, {{0, on(1, need::deferrable)}, {1, on(2, need::assumed)}, {2, on(0, need::deferrable)}});
    EXPECT_EQ(by_guess.made, (order{1, 0, 2})) << "a guess before a foreign key";
    EXPECT_EQ(sorted(2, {{0, on(1, need::deferrable)}, {1, on(0, need::deferrable)}}).made, (order{1, 0})) << "as tables always were";
}

TEST(sort_objects, ends_where_nothing_can_give_way) {
    const sorted circle(2, {{0, on(1)}, {1, on(0)}});
    EXPECT_EQ(circle.made, (order{1, 0}));
    EXPECT_EQ(circle.broken, 1U);
}

RC_GTEST_PROP(sort_objects, keeps_every_strict_need_that_is_in_no_strict_circle, ()) {
    const auto objects = *rc::gen::inRange<std::uint32_t>(1, 12);
    std::vector<edge> edges;
    for (const auto& [from, to] : *rc::gen::container<std::vector<std::pair<std::uint32_t, std::uint32_t>>>(
             rc::gen::pair(rc::gen::inRange<std::uint32_t>(0, objects), rc::gen::inRange<std::uint32_t>(0, objects))))
        edges.push_back({from, on(to, from > to ? need::strict : need::deferrable)}); // strict ones lead down: no circle
    const sorted made(objects, edges);
    for (const edge& each : edges)
        if (each.second.how == need::strict) RC_ASSERT(made.position[each.second.on] < made.position[each.first]);
}
