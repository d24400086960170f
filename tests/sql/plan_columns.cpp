// SPDX-License-Identifier: BSL-1.0
// Columns that stay and become other ones.
#include "constable/sql/plan_columns.hpp"

#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable::catalog;
using constable::testing::drafted;
namespace sql = constable::sql;

namespace {

TEST(plan_columns, converts_types_and_tells_what_is_not_null) {
    const column before[] = {{.name = "a", .type = "text", .default_expression = "'1'::text"}};
    const column after[] = {{.name = "a", .type = "integer", .not_null = true}};
    const table tables_before[] = {{.name = "t", .columns = before}};
    const table tables_after[] = {{.name = "t", .columns = after}};
    const catalog expected{.tables = tables_after};
    const catalog actual{.tables = tables_before};
    drafted of{expected, actual};
    sql::detail::plan_columns{of.draft}.alter(of.draft.objects.after().find(after));
    EXPECT_EQ(of.text(), "ALTER TABLE t ALTER COLUMN a TYPE integer USING a::integer;\nALTER TABLE t ALTER COLUMN a SET NOT NULL;\n");
}

TEST(plan_columns, keep_their_storage_and_compression_with_another_type) {
    static constexpr column_details details{.storage = storage_kind::external, .compression = compression_method::pglz};
    const column before[] = {{.name = "a", .type = "character varying", .details = &details}};
    const column after[] = {{.name = "a", .type = "text", .details = &details}};
    const table tables_before[] = {{.name = "t", .columns = before}};
    const table tables_after[] = {{.name = "t", .columns = after}};
    const catalog expected{.tables = tables_after};
    const catalog actual{.tables = tables_before};
    drafted of{expected, actual};
    sql::detail::plan_columns{of.draft}.alter(of.draft.objects.after().find(after));
    EXPECT_NE(of.text().find("SET STORAGE EXTERNAL"), std::string::npos) << of.text();
    EXPECT_NE(of.text().find("SET COMPRESSION pglz"), std::string::npos) << of.text();
}

TEST(plan_columns, gives_and_takes_identities) {
    const column plain[] = {{.name = "a", .type = "integer", .not_null = true}};
    const column counted[] = {{.name = "a", .type = "integer", .identity = identity_kind::always, .not_null = true}};
    const table plain_table[] = {{.name = "t", .columns = plain}};
    const table counted_table[] = {{.name = "t", .columns = counted}};
    const catalog without{.tables = plain_table};
    const catalog with{.tables = counted_table};
    drafted given{with, without};
    sql::detail::plan_columns{given.draft}.alter(given.draft.objects.after().find(counted));
    EXPECT_NE(given.text().find("ADD GENERATED ALWAYS AS IDENTITY"), std::string::npos) << given.text();
    drafted taken{without, with};
    sql::detail::plan_columns{taken.draft}.drop_identities();
    EXPECT_NE(taken.text().find("DROP IDENTITY"), std::string::npos) << taken.text();
    const std::size_t size = taken.text().size();
    sql::detail::plan_columns{taken.draft}.alter(taken.draft.objects.after().find(plain));
    EXPECT_EQ(taken.text().size(), size) << "once";
}

} // namespace
