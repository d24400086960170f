// SPDX-License-Identifier: BSL-1.0
// What tables often have: when their rows were made and changed, and when they were deleted without being deleted.
#include "constable/migrate/templates.hpp"

#include "constable/migrate/history.hpp"
#include "constable/schema.hpp"

#include <gtest/gtest.h>

namespace constable {
namespace {

struct initial : migration<"001", "Notes and files",
    create_table_with_timestamps<"notes", column<"id", bigint, identity<>, primary_key<>>, column<"text", text>>,
    create_table_with_soft_delete<"files", column<"id", bigint, identity<>, primary_key<>>>,
    create_table<"tags", column<"name", text, primary_key<>>>
> {};
struct add_times : migration<"002", "Tags too", add_timestamps<"tags">, add_soft_delete<"tags">> {};
struct history : migrations<initial, add_times> {};

struct notes : table<"notes", column<"id", bigint, identity<>, primary_key<>>, column<"text", text>, created_at, updated_at> {};
struct files : table<"files", column<"id", bigint, identity<>, primary_key<>>, created_at, updated_at, deleted_at> {};
struct tags : table<"tags", column<"name", text, primary_key<>>, created_at, updated_at, deleted_at> {};
struct app : schema<notes, files, tags> {};

static_assert(!history_to<app, history>.migrations.empty());

TEST(templates, give_columns_to_tables_and_steps) {
    const catalog::catalog& made = catalog_of_history<history>;
    EXPECT_EQ(made.tables[0].columns[2].name, "created_at");
    EXPECT_EQ(made.tables[0].columns[2].default_expression, "now()");
    EXPECT_EQ(made.tables[1].columns[3].name, "deleted_at");
    EXPECT_FALSE(made.tables[1].columns[3].not_null);
}

} // namespace
} // namespace constable
