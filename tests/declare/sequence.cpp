// SPDX-License-Identifier: BSL-1.0
// Sequences, with what CREATE SEQUENCE makes of the options that nobody wrote.
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

template <class... Words>
constexpr catalog::sequence made = sequence<"s", Words...>::value;

} // namespace

TEST(sequence, counts_upwards_from_one) {
    static_assert(made<>.type == "bigint" && made<>.start == 1 && made<>.minimum == 1 && made<>.maximum == 9223372036854775807);
    static_assert(made<as<"smallint">>.maximum == 32767 && made<as<"integer">>.maximum == 2147483647);
}

TEST(sequence, counts_downwards_from_minus_one) {
    static_assert(made<increment_by<-1>>.start == -1 && made<increment_by<-1>>.maximum == -1);
    static_assert(made<increment_by<-1>>.minimum == -9223372036854775807 - 1);
    static_assert(made<increment_by<-1>, as<"smallint">>.minimum == -32768);
}

TEST(sequence, begins_at_its_end) {
    static_assert(made<minvalue<10>>.start == 10 && made<increment_by<-1>, maxvalue<10>>.start == 10);
    static_assert(made<minvalue<10>, start_with<20>>.start == 20 && made<start_with<20>>.minimum == 1);
}

TEST(sequence, may_cycle_and_keep_numbers_ready) {
    static_assert(made<cycle, cache<7>, unlogged>.cycle && made<cycle, cache<7>, unlogged>.cache == 7 && made<unlogged>.unlogged);
}

TEST(sequence, may_be_owned_by_a_column) {
    static_assert(all.sequences[1].name == "visits" && all.sequences[1].owner_table == "users" && all.sequences[1].owner_column == "visits");
}
