// SPDX-License-Identifier: BSL-1.0
// What stands beside tables, list by list.
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

TEST(lower_objects, fill_every_list) {
    static_assert(all.enumerations.size() == 2 && all.tables.size() == 11 && all.schemas.size() == 1 && all.extensions.size() == 1);
    static_assert(all.collations.size() == 1 && all.domains.size() == 1 && all.composite_types.size() == 1 && all.range_types.size() == 1);
    static_assert(all.sequences.size() == 2 && all.routines.size() == 5 && all.views.size() == 2);
    static_assert(all.grants.size() == 12 && all.default_privileges.size() == 3);
}

TEST(lower_objects, keep_the_order_of_the_declaration) {
    static_assert(all.sequences[0].name == "numbers" && all.sequences[1].name == "visits");
    static_assert(all.tables[0].name == "users" && all.tables[1].name == "events_2024" && all.tables[2].name == "events");
    static_assert(all.routines[0].name == "touch" && all.routines[4].name == "total");
}

TEST(lower_objects, list_schemas_that_only_tables_are_in) {
    struct hidden : table<"hidden", column<"a", integer>, in_schema<"deep">> {};
    struct plain : schema<hidden> {};
    static_assert(catalog_of<plain>.schemas.size() == 1 && catalog_of<plain>.schemas[0].name == "deep");
}

TEST(lower_objects, find_the_sequence_of_a_column) {
    static_assert(declare::sequence_of_column<everything::users, "number">().name == "Numbers");
    static_assert(declare::sequence_of_column<everything::users, "id">().name == "users_id_seq");
}
