// SPDX-License-Identifier: BSL-1.0
// Steps that are SQL, or code of the program, or rows changed in batches.
#include "constable/migrate/sql_words.hpp"

#include <gtest/gtest.h>

namespace constable {
namespace {

void fill(pqxx::transaction_base&) {}

TEST(sql_words, say_what_they_do_and_how_it_is_taken_back) {
    EXPECT_EQ((execute<"UPDATE a SET b = 1", reverse<"UPDATE a SET b = 0">>::value.reverse), "UPDATE a SET b = 0");
    EXPECT_TRUE((execute<"UPDATE a SET b = 1", irreversible>::value.irreversible));
    EXPECT_TRUE((execute<"VACUUM", irreversible, outside_transaction>::value.is_alone()));
    EXPECT_TRUE((run<&fill, "1">::value.irreversible));
    EXPECT_NE((run<&fill, "1", reverse_run<&fill>>::value.call_back), nullptr);
    constexpr auto& filling = *backfill<"users", assign<"a = b">, where_<"a IS NULL">, walk_by<"id">, batch_size<10>, pause_between<5>>::value.backfill;
    EXPECT_EQ(filling.set, "a = b");
    EXPECT_EQ(filling.where, "a IS NULL");
    EXPECT_EQ(filling.key, "id");
    EXPECT_EQ(filling.batch, 10U);
    EXPECT_EQ(filling.pause, 5U);
}

} // namespace
} // namespace constable
