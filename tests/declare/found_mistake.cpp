// SPDX-License-Identifier: BSL-1.0
// Mistakes are looked for in chunks of tables.
#include <constable/schema.hpp>

#include <gtest/gtest.h>

using namespace constable;

namespace {

struct lonely : table<"lonely", column<"id", integer>> {};
struct app : schema<lonely> {};

} // namespace

TEST(found_mistake, belongs_to_a_table_of_a_chunk) {
    static_assert(declare::tables_in<app>(0).size() == 1 && declare::tables_in<app>(0)[0].name == "lonely");
    constexpr declare::found_mistake none;
    static_assert(!none.mistake && none.table == 0 && !none.is_in_object);
}
