// SPDX-License-Identifier: BSL-1.0
// What usual steps lead to finds the room that was said before; what does not is counted, and kept all the same.
#include "constable/migrate/room_to_keep.hpp"

#include "constable/migrations.hpp"

#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_room_to_keep {

using testing::histories::history;

TEST(room_to_keep, is_enough_for_usual_steps) {
    static_assert(chunk_count<history> == 1 && replayed<history, 0>.is_kept);
    static_assert(outcome<history, 0>.sizes.fits_into(room_after<history, 0>));
    static_assert(room_after<history, 0>.tables == 2 && room_after<history, 0>.views == 1 && room_after<history, 0>.triggers == 0);
}

// A column stands in more keys and longer texts than columns usually do.
struct many_renames
    : migrations<migration<"1", "A column in many places", create_table<"t", column<"a", integer>, column<"b", integer>, index_<"a">, index_<"a", "b">,
                                                                        index_<"b", "a">, index_<"b", "a", "c">, column<"c", integer>, check<"a > 0 AND a <> 1000000">,
                                                                        check<"a < b OR a IS NULL", named<"t_a_is_less">>>>,
                 migration<"2", "It gets another name", rename_column<"t", "a", "d", accept<breaking_rename, "t.a", "nobody reads it">>>> {};

TEST(room_to_keep, what_needs_more_is_counted_and_kept) {
    static_assert(!replayed<many_renames, 0>.is_kept);
    static_assert(catalog_of_history<many_renames>.tables[0].constraints[0].expression == "d > 0 AND d <> 1000000");
    static_assert(catalog_of_history<many_renames>.tables[0].indexes[2].keys[1].column == "d");
}

} // namespace test_of_room_to_keep
} // namespace constable::migrating
