// SPDX-License-Identifier: BSL-1.0
// Tables as values, before their words have spoken.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace declare = constable::declare;
using namespace constable;
using namespace constable::testing;

namespace {

struct one : table<"one", column<"a", integer>, row_level_security> {};
struct two : table<"two", column<"a", serial, storage<"PLAIN">>> {};
struct mixed : schema<one, everything::mood, two, everything::numbers> {};

} // namespace

TEST(entries, are_the_tables_among_all_things) {
    static_assert(!declare::has_only_tables<mixed> && declare::has_only_tables<schema<one, two>> && declare::has_only_tables<schema<>>);
    static_assert(declare::entries<mixed>.size() == 2 && declare::entries<mixed>[0].name == "one" && declare::entries<mixed>[1].name == "two");
}

TEST(entries, count_what_few_tables_have) {
    static_assert(declare::entry_of<one>().size().extras == 1 && declare::entry_of<one>().size().details == 0);
    static_assert(declare::entry_of<two>().size().extras == 0 && declare::entry_of<two>().size().details == 1);
}

TEST(entries, count_what_a_partition_takes_over) {
    constexpr declare::part_size parent = declare::entry_of<everything::events>().size();
    constexpr declare::part_size child = declare::entry_of<everything::events_2024_a>().size();
    static_assert(child.columns == parent.columns && child.indexes == parent.indexes);
    static_assert(child.column_constraints + child.table_constraints + 1 == parent.column_constraints + parent.table_constraints,
                  "all but the foreign key");
}

TEST(entries, are_lowered_in_chunks) {
    static_assert(declare::chunk_tables == 16 && declare::chunk_count<everything::app> == 1 && declare::chunk_count<schema<>> == 0);
}
