// SPDX-License-Identifier: BSL-1.0
// A catalog of one's own, whose texts live as long as it does.
#include "constable/migrate/copy_catalog.hpp"

#include "constable/catalog/equal.hpp"
#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_copy_catalog {

TEST(copy_catalog, is_equal_in_every_field_and_points_elsewhere) {
    const catalog::catalog& of = catalog_of<testing::histories::app>;
    const catalog::stored_catalog copy = copy_catalog(of);
    EXPECT_EQ(catalog::first_inequality(of, copy.view()), "");
    EXPECT_NE(of.tables.data(), copy.view().tables.data());
    EXPECT_NE(of.tables[0].name.data(), copy.view().tables[0].name.data());
}

TEST(copy_catalog, takes_renamings_that_are_not_declared) {
    const renaming all[] = {{.schema = "", .from = "users", .to = "people"},
                            {.kind = catalog::object_kind::column, .table = "people", .from = "name", .to = "full_name"}};
    const catalog::stored_catalog copy = copy_catalog(catalog_of<testing::histories::app>, all);
    EXPECT_EQ(copy.view().tables[1].renamed_from.name, "users");
    EXPECT_EQ(catalog::find_column(copy.view().tables[1], "full_name")->details->renamed_from, "name");
}

} // namespace test_of_copy_catalog
} // namespace constable::migrating
