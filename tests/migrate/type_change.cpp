// SPDX-License-Identifier: BSL-1.0
// What another type means to the values of a column: whether they stay as they are, are written anew, or may not fit.
#include "constable/migrate/type_change.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_type_change {

static_assert(change_between("character varying(20)", "text") == type_change::keeps);
static_assert(change_between("character varying(20)", "character varying(30)") == type_change::keeps);
static_assert(change_between("character varying(20)", "character varying") == type_change::keeps);
static_assert(change_between("character varying", "character varying(30)") == type_change::narrows);
static_assert(change_between("character varying(20)", "character varying(10)") == type_change::narrows);
static_assert(change_between("text", "character varying(10)") == type_change::narrows);
static_assert(change_between("text", "integer") == type_change::narrows);
static_assert(change_between("integer", "bigint") == type_change::rewrites);
static_assert(change_between("bigint", "integer") == type_change::narrows);
static_assert(change_between("numeric(10,2)", "numeric(12,2)") == type_change::keeps);
static_assert(change_between("numeric(10,2)", "numeric") == type_change::keeps);
static_assert(change_between("numeric(10,2)", "numeric(12,4)") == type_change::rewrites);
static_assert(change_between("numeric(10,2)", "numeric(10,4)") == type_change::narrows);
static_assert(change_between("integer", "text") == type_change::rewrites);
static_assert(change_between("cidr", "inet") == type_change::keeps);
static_assert(change_between("json", "jsonb") == type_change::rewrites);
static_assert(change_between("character(3)", "character(5)") == type_change::rewrites);

TEST(type_change, keeps_a_type_that_stays) { EXPECT_EQ(change_between("point", "point"), type_change::keeps); }

} // namespace test_of_type_change
} // namespace constable::migrating
