// SPDX-License-Identifier: BSL-1.0
// The expected catalog and its fingerprint, as constants.
#include "support/schemas.hpp"

#include <gtest/gtest.h>
#include <set>
#include <string_view>

namespace catalog = constable::catalog;
using namespace constable;
using namespace constable::testing;

namespace {

struct named_app : schema<shop::customers> {
    static constexpr std::string_view name = "billing";
};
struct reordered : schema<shop::customers, shop::products, shop::orders, shop::order_items> {
    static constexpr std::string_view name = "constable::testing::shop::app";
};

template <class Mood>
struct moody : table<"moody", column<"mood", Mood>> {};
struct sad : schema<moody<enum_<"mood", "sad">>> { static constexpr std::string_view name = "moods"; };
struct happy : schema<moody<enum_<"mood", "happy">>> { static constexpr std::string_view name = "moods"; };

} // namespace

TEST(derive, names_a_schema_after_its_struct_or_as_it_says) {
    EXPECT_EQ(catalog_of<shop::app>.name, "constable::testing::shop::app");
    EXPECT_EQ(catalog_of<named_app>.name, "billing");
}

TEST(derive, collects_each_enum_once) {
    static_assert(catalog_of<words::app>.enumerations.size() == 2 && catalog_of<shop::app>.enumerations.size() == 1);
    static_assert(catalog_of<words::app>.enumerations[0].name == "mood" && catalog_of<words::app>.enumerations[1].schema == "auth");
    static_assert(catalog_of<circles::app>.enumerations.empty());
}

TEST(derive, makes_a_catalog_of_nothing) {
    static_assert(catalog_of<nothing::app>.tables.empty() && catalog_of<nothing::app>.name == "constable::testing::nothing::app");
    static_assert(catalog_of<nothing::one_empty_table>.tables.size() == 1);
}

TEST(derive, gives_the_fingerprint_of_the_catalog) {
    EXPECT_EQ(fingerprint_of<shop::app>, catalog::fingerprint(catalog_of<shop::app>));
    EXPECT_EQ(fingerprint_of<words::app>, catalog::fingerprint(catalog_of<words::app>));
}

TEST(derive, gives_a_fingerprint_that_differs_when_the_declaration_does) {
    const std::set<std::uint64_t> all{fingerprint_of<shop::app>,      fingerprint_of<circles::app>, fingerprint_of<words::app>,
                                      fingerprint_of<odd_names::app>, fingerprint_of<adapted::app>, fingerprint_of<nothing::app>,
                                      fingerprint_of<nothing::one_empty_table>, fingerprint_of<named_app>,
                                      fingerprint_of<sad>, fingerprint_of<happy>};
    EXPECT_EQ(all.size(), 10U);
    static_assert(fingerprint_of<reordered> == fingerprint_of<shop::app>, "whatever the order of the tables");
}

TEST(derive, finds_names_that_are_free_in_their_own_schema) {
    // the same table in two database schemas is no clash
    struct here : table<"users", column<"id", bigint, primary_key<>>> {};
    struct there : table<"users", in_schema<"there">, column<"id", bigint, primary_key<>>> {};
    static_assert(catalog_of<schema<here, there>>.tables.size() == 2);
}
