// SPDX-License-Identifier: BSL-1.0
// Each struct names all of its lists, each once.
#include "constable/catalog/lists.hpp"

#include "support/fields.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <gtest/gtest.h>
#include <string_view>
#include <type_traits>
#include <vector>

namespace catalog = constable::catalog;

namespace {

template <class Object>
std::size_t number_of_lists() {
    std::size_t number = 0;
    each_list(std::type_identity<Object>{}, [&](std::string_view, auto, auto) { ++number; });
    return number;
}

/// The largest hole that the named members leave in a struct's memory. Padding is at most 7 bytes; a text that was
/// forgotten leaves 16.
template <class Object>
std::size_t largest_hole() {
    std::array<bool, sizeof(Object)> named{};
    static const Object object;
    const auto mark = [&](const auto& member) {
        const auto at = reinterpret_cast<const char*>(&member) - reinterpret_cast<const char*>(&object);
        std::fill_n(named.begin() + at, sizeof member, true);
    };
    each_field(std::type_identity<Object>{}, [&](std::string_view, auto member) { mark(object.*member); });
    each_list(std::type_identity<Object>{}, [&](std::string_view, auto member, auto) { mark(object.*member); });
    // What only declarations know.
    if constexpr (requires { object.renamed_from; }) mark(object.renamed_from);
    if constexpr (requires { object.declared_enumeration; }) mark(object.declared_enumeration);
    if constexpr (requires { object.details; }) mark(object.details);
    if constexpr (std::is_same_v<Object, catalog::column_details>) mark(object.sequence);
    std::size_t hole = 0;
    std::size_t largest = 0;
    for (const bool each : named) largest = std::max(largest, hole = each ? 0 : hole + 1);
    return largest;
}

template <class Object>
void expect_nothing_forgotten() {
    EXPECT_LT(largest_hole<Object>(), 8U) << testing::internal::GetTypeName<Object>();
}

} // namespace

TEST(lists, forget_no_member) {
    expect_nothing_forgotten<catalog::key>();
    expect_nothing_forgotten<catalog::constraint>();
    expect_nothing_forgotten<catalog::index>();
    expect_nothing_forgotten<catalog::enumeration>();
    expect_nothing_forgotten<catalog::sequence>();
    expect_nothing_forgotten<catalog::column_details>();
    expect_nothing_forgotten<catalog::column>();
    expect_nothing_forgotten<catalog::trigger>();
    expect_nothing_forgotten<catalog::rule>();
    expect_nothing_forgotten<catalog::policy>();
    expect_nothing_forgotten<catalog::statistics>();
    expect_nothing_forgotten<catalog::table>();
    expect_nothing_forgotten<catalog::database_schema>();
    expect_nothing_forgotten<catalog::extension>();
    expect_nothing_forgotten<catalog::collation>();
    expect_nothing_forgotten<catalog::domain>();
    expect_nothing_forgotten<catalog::attribute>();
    expect_nothing_forgotten<catalog::composite_type>();
    expect_nothing_forgotten<catalog::range_type>();
    expect_nothing_forgotten<catalog::view_column>();
    expect_nothing_forgotten<catalog::view>();
    expect_nothing_forgotten<catalog::routine>();
    expect_nothing_forgotten<catalog::grant>();
    expect_nothing_forgotten<catalog::default_privilege>();
    expect_nothing_forgotten<catalog::raw_object>();
    expect_nothing_forgotten<catalog::unmodelled>();
    expect_nothing_forgotten<catalog::catalog>();
}

TEST(lists, are_none_of_a_struct_without_lists) {
    EXPECT_EQ(number_of_lists<catalog::sequence>(), 0U);
    EXPECT_EQ(number_of_lists<catalog::table>(), 7U);
    EXPECT_EQ(number_of_lists<catalog::catalog>(), 15U);
}

TEST(lists, give_the_values_and_the_sequence_of_a_columns_details) {
    static constexpr catalog::sequence own{.name = "own"};
    static constexpr catalog::column_details details{.statistics = 7, .sequence = &own};
    static constexpr catalog::column column{.name = "id", .details = &details};
    std::vector<std::string_view> names;
    each_value(column, [&](std::string_view name, const auto&) { names.push_back(name); });
    EXPECT_EQ(names.size(),
              test::field_names<catalog::column>().size() + test::field_names<catalog::column_details>().size());
    std::size_t sequences = 0;
    each_part(column,
              [&](std::string_view word, auto list, auto) { sequences += word == "sequence" ? list.size() : 0; });
    EXPECT_EQ(sequences, 1U);
}

TEST(lists, tell_objects_apart_by_what_identifies_them) {
    const auto number_of_keys = []<class Object>(std::type_identity<Object> type) {
        std::size_t number = 0;
        each_key_field(type, [&](auto) { ++number; });
        return number;
    };
    EXPECT_EQ(number_of_keys(std::type_identity<catalog::table>{}), 2U);
    EXPECT_EQ(number_of_keys(std::type_identity<catalog::routine>{}), 3U);
    EXPECT_EQ(number_of_keys(std::type_identity<catalog::column>{}), 1U);
    EXPECT_EQ(number_of_keys(std::type_identity<catalog::index>{}), 1U);
    EXPECT_EQ(number_of_keys(std::type_identity<catalog::grant>{}), 6U);
    EXPECT_EQ(number_of_keys(std::type_identity<catalog::key>{}), 0U);
}

TEST(lists, know_which_fields_are_sets) {
    static_assert(catalog::is_set("options") && catalog::is_set("toast_options") && catalog::is_set("settings"));
    static_assert(!catalog::is_set("columns") && !catalog::is_set("labels"));
    SUCCEED();
}
