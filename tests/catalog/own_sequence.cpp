// SPDX-License-Identifier: BSL-1.0
// The sequence of an identity or serial column is the one that PostgreSQL would make, unless another one is said.
#include "constable/catalog/own_sequence.hpp"

#include <gtest/gtest.h>
#include <limits>
#include <string>

using namespace constable::catalog;

namespace {

const table things{.schema = "far", .name = "things"};

TEST(own_sequence, is_named_after_table_and_column) {
    name_buffer name;
    const sequence made = own_sequence_of(things, {.name = "id", .type = "integer", .identity = identity_kind::serial}, name);
    EXPECT_EQ(made.name, "things_id_seq");
    EXPECT_EQ(made.schema, "far");
    EXPECT_EQ(made.type, "integer");
    EXPECT_EQ(made.maximum, 2147483647);
}

TEST(own_sequence, has_a_name_of_at_most_63_bytes) {
    const std::string column_name(60, 'c');
    name_buffer name;
    EXPECT_EQ(own_sequence_of(things, {.name = column_name, .type = "bigint"}, name).name, "things_" + std::string(52, 'c') + "_seq");
}

TEST(own_sequence, is_the_one_that_is_said) {
    const sequence said{.name = "numbers", .start = 7};
    const column_details details{.sequence = &said};
    name_buffer name;
    EXPECT_EQ(own_sequence_of(things, {.name = "id", .type = "bigint", .details = &details}, name).start, 7);
    EXPECT_TRUE(owns_sequence({.identity = identity_kind::always}));
    EXPECT_FALSE(owns_sequence({}));
}

TEST(own_sequence, goes_as_far_as_its_type) {
    EXPECT_EQ(largest_of("smallint"), 32767);
    EXPECT_EQ(largest_of("bigint"), std::numeric_limits<std::int64_t>::max());
}

} // namespace
