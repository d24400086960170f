// SPDX-License-Identifier: BSL-1.0
// What a snapshot shows of a catalog, and what it leaves out.
#include "constable/catalog/write_snapshot.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace catalog = constable::catalog;

namespace {

std::string written(const catalog::table& table) {
    const std::string text = catalog::write_snapshot({.tables = {&table, 1}});
    return text.substr(text.find('\n') + 2);
}

} // namespace

TEST(write_snapshot, leaves_out_what_is_as_usual) { EXPECT_EQ(written({.name = "t"}), "table t\n"); }

TEST(write_snapshot, puts_a_long_list_on_lines_of_its_own) {
    const std::vector<std::string_view> items(20, "a label, long");
    const catalog::enumeration type{.name = "e", .labels = items};
    const std::string text = catalog::write_snapshot({.enumerations = {&type, 1}});
    EXPECT_NE(text.find("\n  labels:\n    - a label, long\n    - a label, long\n"), std::string::npos) << text;
}

TEST(write_snapshot, keeps_the_details_and_the_sequence_of_a_column) {
    static constexpr catalog::sequence own{.name = "own", .start = -5};
    static constexpr catalog::column_details details{.storage = catalog::storage_kind::external, .sequence = &own};
    static constexpr catalog::column column{
        .name = "id", .identity = catalog::identity_kind::serial, .details = &details};
    EXPECT_EQ(written({.name = "t", .columns = {&column, 1}}),
              "table t\n  column id\n    identity: serial\n    storage: EXTERNAL\n    sequence own\n      start: -5\n");
}

TEST(write_snapshot, leaves_out_what_only_declarations_know) {
    static constexpr catalog::column column{.name = "a", .type = "int4", .origin = catalog::type_origin::opaque};
    EXPECT_EQ(written({.name = "t", .columns = {&column, 1}}), "table t\n  column a\n    type: int4\n");
}
