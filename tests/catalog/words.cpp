// SPDX-License-Identifier: BSL-1.0
// Words are names of values: each value has one, and finds back to itself.
#include "constable/catalog/words.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

using namespace constable;

namespace {

template <class Enumeration>
void expect_round_trip(Enumeration last) {
    const auto& words = catalog::words_of<Enumeration>;
    ASSERT_EQ(words.size(), static_cast<std::size_t>(last) + 1);
    EXPECT_EQ(std::set<std::string_view>(words.begin(), words.end()).size(), words.size());
    for (std::size_t i = 0; i != words.size(); ++i) {
        const auto value = static_cast<Enumeration>(i);
        EXPECT_FALSE(catalog::word_of(value).empty());
        EXPECT_EQ(catalog::value_of<Enumeration>(catalog::word_of(value)), value);
    }
    EXPECT_EQ(catalog::value_of<Enumeration>("no such word", last), last);
}

} // namespace

TEST(words, lead_back_to_their_values) {
    expect_round_trip(catalog::referential_action::set_default);
    expect_round_trip(catalog::match_type::full);
    expect_round_trip(catalog::identity_kind::serial);
    expect_round_trip(catalog::nulls_order::last);
    expect_round_trip(catalog::constraint_kind::exclude);
    expect_round_trip(catalog::storage_kind::main);
    expect_round_trip(catalog::compression_method::lz4);
    expect_round_trip(catalog::replica_identity_kind::index);
    expect_round_trip(catalog::enabled_state::always);
    expect_round_trip(catalog::trigger_time::instead_of);
    expect_round_trip(catalog::command_kind::remove);
    expect_round_trip(catalog::routine_kind::window);
    expect_round_trip(catalog::volatility_kind::immutable);
    expect_round_trip(catalog::parallel_safety::safe);
    expect_round_trip(catalog::object_kind::raw);
}
