// SPDX-License-Identifier: BSL-1.0
// Domains, composite types and ranges, as values and as types of columns.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
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

TEST(declared_types, narrow_a_type_to_a_domain) {
    constexpr const catalog::domain& postal = all.domains[0];
    static_assert(postal.name == "postal" && postal.type == "text" && postal.collation == "\"C\"" && postal.not_null);
    static_assert(postal.default_expression == "'00000'" && postal.comment == "A place" && postal.constraints.size() == 3);
}

TEST(declared_types, name_the_checks_of_a_domain_as_postgresql_does) {
    constexpr auto& checks = all.domains[0].constraints;
    static_assert(checks[0].name == "postal_check" && checks[1].name == "postal_check1" && checks[2].name == "five");
    static_assert(checks[2].not_valid && checks[2].comment == "digits" && !checks[0].not_valid);
    using taken = domain<"d", text, check<"true", named<"d_check">>, check<"false">>;
    static_assert(taken::value.constraints[1].name == "d_check1");
}

TEST(declared_types, make_one_of_many_attributes) {
    constexpr const catalog::composite_type& address = all.composite_types[0];
    static_assert(address.schema == "auth" && address.name == "address" && address.comment == "Where people live");
    static_assert(address.attributes.size() == 2 && address.attributes[0].collation == "\"C\"" && address.attributes[0].comment == "and number");
    static_assert(address.attributes[1].name == "Place" && address.attributes[1].type == "postal");
}

TEST(declared_types, make_ranges) {
    constexpr const catalog::range_type& range = all.range_types[0];
    static_assert(range.name == "float_range" && range.subtype == "double precision" && range.difference == "float8mi");
    static_assert(range.multirange == "float_ranges" && range.canonical.empty());
}

TEST(declared_types, are_types_of_columns) {
    static_assert(everything::postal::sql == "postal" && everything::address::sql == "auth.address");
    static_assert(array<everything::address>::sql == "auth.address[]");
    constexpr const catalog::column& home = *catalog::find_column(table_named("users"), "homes");
    static_assert(home.type == "auth.address[]" && home.origin == catalog::type_origin::enumeration && home.declared_enumeration == nullptr);
}

TEST(declared_types, are_commented_and_renamed_beside_an_enum) {
    static_assert(all.enumerations[0].name == "mood" && all.enumerations[0].comment == "How it feels");
    static_assert(all.enumerations[0].renamed_from.name == "feeling");
}
