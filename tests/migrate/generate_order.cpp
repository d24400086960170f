// SPDX-License-Identifier: BSL-1.0
// In which order generated steps work: what stands in the way goes first, what is needed comes before, what is dropped
#include "constable/migrate/generate_order.hpp"

#include "constable/schema.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_generate_order {

struct before_view : view<"grown"> {
    static constexpr std::string_view query = "SELECT people.id FROM people WHERE people.age > 17";
};
struct people_before : table<"people", column<"id", bigint>, column<"age", integer>> {};
struct people_after : table<"people", column<"id", bigint>, column<"age", text>> {};
struct after_view : view<"grown"> {
    static constexpr std::string_view query = "SELECT people.id FROM people WHERE people.age > '17'";
};
struct app_before : schema<people_before, before_view> {};
struct app_after : schema<people_after, after_view> {};
struct app_gone : schema<people_before> {};

TEST(find_obstacles, finds_a_view_that_changes_with_its_column) {
    const auto changes = catalog::diff(catalog_of<app_after>, catalog_of<app_before>);
    const std::vector<obstacle> found = find_obstacles(catalog_of<app_after>, catalog_of<app_before>, changes);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].name, "grown");
    EXPECT_EQ(found[0].kind, catalog::object_kind::view);
}

TEST(find_obstacles, leaves_what_can_wait) {
    const auto changes = catalog::diff(catalog_of<app_gone>, catalog_of<app_before>);
    EXPECT_TRUE(find_obstacles(catalog_of<app_gone>, catalog_of<app_before>, changes).empty());
}

// The check of a table that goes is called as one of a table that comes: each belongs to its table alone.
struct logs_before : table<"logs", column<"size", integer, check<"size > 0", named<"size_is_positive">>>> {};
struct files_after : table<"files", column<"size", integer, check<"size > 0", named<"size_is_positive">>>> {};
struct keys_before : table<"keys", column<"id", integer>, unique<"id", named<"id_is_unique">>> {};
struct doors_after : table<"doors", column<"id", integer>, unique<"id", named<"id_is_unique">>> {};

TEST(find_obstacles, tells_names_of_checks_from_those_of_keys) {
    using one = schema<logs_before>;
    using other = schema<files_after>;
    EXPECT_TRUE(find_obstacles(catalog_of<other>, catalog_of<one>, catalog::diff(catalog_of<other>, catalog_of<one>)).empty());
    using with_key = schema<keys_before>;
    using with_same_key = schema<doors_after>;
    EXPECT_EQ(find_obstacles(catalog_of<with_same_key>, catalog_of<with_key>, catalog::diff(catalog_of<with_same_key>, catalog_of<with_key>)).size(), 1U);
}

// A view that is called as a type of PostgreSQL's is nothing that a column of this type needs.
struct clock_view : view<"time"> {
    static constexpr std::string_view query = "SELECT shifts.starts FROM shifts";
};
struct shifts : table<"shifts", column<"starts", time_, default_<"'12:30:00'::time">>> {};

TEST(is_needed, tells_types_from_views_of_their_names) {
    using with_clock = schema<shifts, clock_view>;
    const catalog::object_graph graph{catalog_of<with_clock>};
    EXPECT_FALSE(is_needed(graph, &catalog_of<with_clock>.views[0]));
}

TEST(is_needed, knows_who_needs_a_column) {
    const catalog::catalog& of = catalog_of<app_before>;
    const catalog::object_graph graph{of};
    EXPECT_TRUE(is_needed(graph, &of.tables[0]));
    EXPECT_TRUE(is_needed(graph, &of.tables[0].columns[1]));
    EXPECT_FALSE(is_needed(graph, &of.views[0]));
}

TEST(pending_objects, wait_for_what_they_need) {
    const catalog::catalog& to = catalog_of<app_before>;
    const auto changes = catalog::diff(to, catalog::catalog{});
    const catalog::object_graph graph{to};
    const pending_objects pending{graph, changes};
    EXPECT_TRUE(pending.is_ready_with_parts(&to.tables[0], [](const auto&) { return false; }));
    EXPECT_FALSE(pending.is_ready(&to.views[0]));
}

} // namespace test_of_generate_order
} // namespace constable::migrating
