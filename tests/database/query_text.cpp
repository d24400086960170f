// SPDX-License-Identifier: BSL-1.0
// The statement has one shape, and looks at the schemas of a scope.
#include "constable/database/query_text.hpp"

#include <array>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace catalog = constable::catalog;
using namespace constable::database;

namespace {

std::size_t count(const std::string& text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++found;
    return found;
}

TEST(query_text, gives_all_parts_the_same_columns) {
    detail::query_text query{150000};
    query.add("one", "1", "2", "3", {"'a'"}, "FROM x");
    query.add("two", "1", "2", "3", {"'a'", "'b'", "'c'"}, "");
    const std::string text = query.text();
    const std::string second = text.substr(text.find("UNION ALL"));
    EXPECT_EQ(count(text, "UNION ALL"), 1U);
    EXPECT_EQ(count(text.substr(0, text.find("UNION ALL")), ", "), introspection_fields + 3);
    EXPECT_EQ(count(second, ", "), introspection_fields + 3);
    EXPECT_EQ(text.substr(0, 54), "SELECT 'one'::text, 1::oid, 2::oid, 3::int4, 'a', NULL");
}

TEST(query_text, has_room_for_every_struct) {
    const auto fields = [](auto of) {
        std::size_t number = 0;
        each_field(of, [&](auto, auto) { ++number; });
        return number;
    };
    EXPECT_LE(fields(std::type_identity<catalog::constraint>{}), introspection_fields);
    EXPECT_LE(fields(std::type_identity<catalog::routine>{}), introspection_fields);
    EXPECT_LE(fields(std::type_identity<catalog::trigger>{}), introspection_fields);
    EXPECT_LE(fields(std::type_identity<catalog::sequence>{}) + 4, introspection_fields);
    EXPECT_LE(fields(std::type_identity<catalog::table>{}) + 1, introspection_fields);
    EXPECT_EQ(fields(std::type_identity<catalog::column>{}), 8U); // where the details of a column begin
}

TEST(scopes, of_a_catalog_are_all_schemas_that_it_names) {
    constexpr std::array<catalog::table, 2> tables{{{.schema = "a", .name = "x"}, {.name = "y"}}};
    constexpr std::array<catalog::view, 2> views{{{.schema = "b", .name = "x"}, {.schema = "a", .name = "y"}}};
    constexpr std::array<catalog::extension, 1> extensions{{{.schema = "c", .name = "x"}}};
    constexpr std::array<catalog::sequence, 1> sequences{{{.schema = "d", .name = "x"}}};
    catalog::catalog all;
    all.tables = tables;
    all.views = views;
    all.extensions = extensions;
    all.sequences = sequences;
    const scope found{all};
    EXPECT_EQ(found.schemas, (std::vector<std::string_view>{"d", "a", "b"}));
    EXPECT_EQ(found.extensions, std::vector<std::string_view>{"x"});
    EXPECT_EQ(detail::is_wanted_namespace(found), "(n.nspname = current_schema() OR n.nspname IN (NULL, 'd', 'a', 'b'))");
}

} // namespace
