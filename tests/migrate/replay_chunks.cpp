// SPDX-License-Identifier: BSL-1.0
// Chunks of a replay hold every step once, and weigh no more than they may.
#include "constable/migrate/replay_chunks.hpp"

#include <gtest/gtest.h>

using namespace constable;
using namespace constable::migrating;

namespace {

constexpr step_value create(std::string_view table) { return {.kind = step_kind::create_table, .table = table}; }
constexpr step_value add_to(std::string_view table) { return {.kind = step_kind::add_parts, .table = table}; }

constexpr step_value adds_to_users = add_to("users");
constexpr catalog::column columns[3]{{.name = "a"}, {.name = "b"}, {.name = "c"}};
constexpr catalog::table three{.columns = columns};
constexpr fragment adds_three{.table = &three};

TEST(step_weights, grow_with_the_table) {
    step_weights weights;
    const std::size_t first = weights.next(create("users"), adds_three);
    const std::size_t second = weights.next(add_to("users"), adds_three);
    const std::size_t third = weights.next(add_to("users"), adds_three);
    const std::size_t elsewhere = weights.next(add_to("teams"), adds_three);
    EXPECT_LT(second, third);
    EXPECT_LT(elsewhere, second);
    EXPECT_GT(first, elsewhere); // a new table is checked as a whole
}

TEST(step_weights, follow_a_table_to_its_other_name) {
    step_weights weights;
    (void)weights.next(create("users"), adds_three);
    const std::size_t before = weights.next(add_to("users"), {});
    (void)weights.next({.kind = step_kind::rename_object, .name = "users", .other = "people"}, {});
    EXPECT_EQ(weights.next(add_to("people"), {}), before);
}

TEST(step_weights, count_for_each_partition) {
    catalog::table partition = three;
    partition.parent = "events";
    step_weights weights;
    (void)weights.next(create("events"), adds_three);
    const std::size_t alone = weights.next(add_to("events"), {});
    (void)weights.next(create("events_2026"), {.table = &partition});
    (void)weights.next(create("events_2027"), {.table = &partition});
    EXPECT_GT(weights.next(add_to("events"), {}), 2 * alone);
}

TEST(cut_into_chunks, gives_every_step_to_one_chunk_within_the_budget) {
    constexpr auto step_at = [](std::size_t) -> const step_value& { return adds_to_users; };
    constexpr auto fragment_at = [](std::size_t) -> const fragment& { return adds_three; };
    constexpr chunk_list<500> cut = cut_into_chunks<500>(step_at, fragment_at);
    static_assert(cut.count > 1 && cut.begins[0] == 0 && cut.begins[cut.count] == 500);
    step_weights weights;
    for (std::size_t chunk = 0; chunk != cut.count; ++chunk) {
        ASSERT_LT(cut.begins[chunk], cut.begins[chunk + 1]);
        std::size_t spent = 0;
        for (std::size_t at = cut.begins[chunk]; at != cut.begins[chunk + 1]; ++at) spent += weights.next(step_at(at), fragment_at(at));
        EXPECT_TRUE(spent <= chunk_budget || cut.begins[chunk] + 1 == cut.begins[chunk + 1]);
    }
    static_assert(cut_into_chunks<0>(step_at, fragment_at).count == 0);
}

} // namespace
