// SPDX-License-Identifier: BSL-1.0
// Members of a table that few tables set.
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

TEST(table_parts, say_how_a_table_is_stored) {
    constexpr const catalog::table& users = table_named("users");
    static_assert(users.unlogged && users.options.size() == 2 && users.options[0] == "fillfactor=70", "in the order of the declaration");
    static_assert(users.toast_options.size() == 1 && users.access_method.empty(), "heap is what an empty one means");
    static_assert(users.clustered_on == "users_pkey");
}

TEST(table_parts, protect_rows) {
    static_assert(table_named("users").row_security && table_named("users").force_row_security);
    static_assert(!table_named("events").row_security && !table_named("events").force_row_security);
}

TEST(table_parts, tell_rows_apart_for_replicas) {
    static_assert(table_named("users").replica_identity == catalog::replica_identity_kind::index &&
                  table_named("users").replica_index == "users_number_idx");
    static_assert(table_named("homes").replica_identity == catalog::replica_identity_kind::full);
    struct silent : table<"silent", column<"a", integer>, replica_identity_nothing> {};
    static_assert(catalog_of<schema<silent>>.tables[0].replica_identity == catalog::replica_identity_kind::nothing);
}

TEST(table_parts, divide_tables) {
    static_assert(table_named("events").partition_key == "RANGE (at)" && table_named("events_2024").partition_key == "LIST (lower(kind))");
    struct hashed : table<"hashed", column<"a", integer>, column<"b", integer>, partition_by_hash<"a", "b">> {};
    static_assert(catalog_of<schema<hashed>>.tables[0].partition_key == "HASH (a, b)");
}

TEST(table_parts, name_parents_and_types) {
    static_assert(table_named("events_2024_a").parent == "events_2024" && table_named("events_2024_a").parent_schema.empty());
    static_assert(table_named("cats").inherits.size() == 1 && table_named("cats").inherits[0].name == "animals");
    static_assert(table_named("homes").of_type == "auth.address");
}
