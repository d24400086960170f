// SPDX-License-Identifier: BSL-1.0
// Two declarations are compared by the compiler.
#include "support/everything.hpp"

#include <constable/declare/diff.hpp>

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
using namespace constable;
using namespace constable::testing;

namespace {

namespace before {
struct users : table<"users", column<"id", bigint, primary_key<>>, column<"name", text>> {};
struct app : schema<users> {};
} // namespace before

namespace after {
struct users : table<"users", column<"id", bigint, primary_key<>>, column<"name", text, not_null>, column<"age", integer>> {};
struct adults : view<"adults"> {
    static constexpr std::string_view query = "SELECT 1";
};
struct app : schema<users, adults> {};
} // namespace after

constexpr bool has(catalog::change_action action, catalog::object_kind kind) {
    for (const catalog::change& each : diff<before::app, after::app>)
        if (each.action == action && each.kind == kind) return true;
    return false;
}

} // namespace

TEST(diff_of_declarations, is_empty_between_equal_ones) {
    static_assert(diff<before::app, before::app>.empty() && diff<everything::app, everything::app>.empty());
}

TEST(diff_of_declarations, tells_what_a_release_brings) {
    static_assert(diff<before::app, after::app>.size() == 3);
    static_assert(has(catalog::change_action::alter, catalog::object_kind::column));
    static_assert(has(catalog::change_action::create, catalog::object_kind::column));
    static_assert(has(catalog::change_action::create, catalog::object_kind::view));
    static_assert(!has(catalog::change_action::drop, catalog::object_kind::column));
}
