// SPDX-License-Identifier: BSL-1.0
// Identity and serial columns own sequences; only those that are no default ones are kept.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
namespace declare = constable::declare;
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

constexpr const catalog::column& column_named(std::string_view name) { return *catalog::find_column(table_named("users"), name); }

} // namespace

TEST(lower_details, keep_a_sequence_that_is_not_the_default_one) {
    constexpr const catalog::sequence& numbers = *column_named("number").details->sequence;
    static_assert(numbers.name == "Numbers" && numbers.start == 1000 && numbers.type == "integer" && numbers.maximum == 2147483647);
    static_assert(numbers.unlogged, "as its table");
}

struct fleeting : table<"fleeting", unlogged,
    column<"kept", integer, identity<>, with_sequence<logged>>, column<"lost", integer, identity<>, with_sequence<unlogged>>, column<"also", serial>
> {};
struct fleeting_app : schema<fleeting> {};

TEST(lower_details, keep_a_logged_sequence_of_an_unlogged_table) {
    constexpr const catalog::table& table = catalog_of<fleeting_app>.tables[0];
    static_assert(!table.columns[0].details->sequence->unlogged && table.columns[0].details->sequence->name == "fleeting_kept_seq");
    static_assert(table.columns[1].details->sequence == nullptr && table.columns[2].details->sequence == nullptr);
}

TEST(lower_details, keep_no_default_sequence) {
    static_assert(column_named("small").details->sequence == nullptr, "its MAXVALUE is the type's own");
    static_assert(column_named("id").identity == catalog::identity_kind::serial && column_named("id").details->sequence == nullptr);
}

TEST(lower_details, let_a_serial_be_nullable) {
    static_assert(column_named("maybe").identity == catalog::identity_kind::serial && !column_named("maybe").not_null);
    static_assert(column_named("id").not_null);
}

TEST(lower_details, give_a_partition_the_default_of_a_serial) {
    constexpr const catalog::column& id = table_named("events_2024").columns[0];
    static_assert(id.identity == catalog::identity_kind::none && id.not_null);
    static_assert(id.default_expression == "nextval('events_id_seq'::regclass)");
    static_assert(table_named("events_2024_a").columns[0].default_expression == "nextval('events_id_seq'::regclass)");
}

TEST(lower_details, quote_the_sequence_in_that_default) {
    EXPECT_EQ(declare::nextval_of({.schema = "it's", .name = "Some"}).view(), "nextval('\"it''s\".\"Some\"'::regclass)");
}
