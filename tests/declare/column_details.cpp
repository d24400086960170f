// SPDX-License-Identifier: BSL-1.0
// What few columns say lands in their details.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
using namespace constable;
using namespace constable::testing;

namespace {

constexpr const catalog::catalog& all = catalog_of<everything::app>;

constexpr const catalog::table& table_named(std::string_view name) {
    for (const catalog::table& each : all.tables)
        if (each.name == name) return each;
    throw name; // a compile error
}

} // namespace

namespace {

constexpr const catalog::column_details& details_of(std::string_view column) {
    return *catalog::find_column(table_named("users"), column)->details;
}

} // namespace

TEST(column_details, say_how_a_column_is_stored) {
    static_assert(details_of("name").storage == catalog::storage_kind::external);
    static_assert(details_of("name").compression == catalog::compression_method::lz4);
    static_assert(details_of("name").statistics == 500);
    static_assert(details_of("name").options.size() == 2 && details_of("name").options[1] == "n_distinct_inherited=7");
}

TEST(column_details, name_a_not_null_that_they_say) {
    static_assert(details_of("mood").not_null_name == "users_feel" && catalog::find_column(table_named("users"), "mood")->not_null);
}

TEST(column_details, generate_virtual_columns) {
    constexpr const catalog::column& column = table_named("bookings").columns[2];
    static_assert(column.details->is_virtual && column.generated_expression == "lower(room) * 2");
}

TEST(column_details, mark_columns_of_the_parent) {
    static_assert(table_named("cats").columns[1].details->is_inherited && !table_named("cats").columns[0].details->is_inherited);
}

TEST(column_details, remember_former_names) {
    static_assert(details_of("touched_at").renamed_from == "touched");
    static_assert(table_named("users").renamed_from.name == "people" && table_named("users").renamed_from.schema.empty());
}

TEST(column_details, are_shared_by_columns_without_any) {
    static_assert(table_named("users").columns[0].details == &catalog::no_details);
}
