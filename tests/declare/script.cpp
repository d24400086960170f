// SPDX-License-Identifier: BSL-1.0
// The script of a schema with more than tables, written by the compiler and at run time alike.
#include "support/everything.hpp"

#include <constable/sql/create_all.hpp>
#include <string>

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

TEST(script, is_the_same_in_the_compiler_and_at_run_time) {
    static constexpr std::string_view text = ddl_of<everything::app>;
    EXPECT_EQ(std::string{text}, sql::create_all(all));
}

TEST(script, is_written_in_pieces) {
    static_assert(declare::script_pieces<everything::app>.count > 1);
    EXPECT_EQ(declare::script_pieces<everything::app>.begin[declare::script_pieces<everything::app>.count], declare::scripted_objects<everything::app>);
}

TEST(script, creates_one_object_alone) {
    static_assert(ddl_of<everything::numbers>.starts_with("CREATE SEQUENCE numbers AS integer"));
    static_assert(ddl_of<everything::adults>.starts_with("CREATE VIEW adults"));
    static_assert(ddl_of<everything::mood> == "CREATE TYPE mood AS ENUM ('sad', 'ok');\n");
}
