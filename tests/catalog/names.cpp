// SPDX-License-Identifier: BSL-1.0
// Names are put together and cut as PostgreSQL does. tests/integration/names.cpp asks the server.
#include <constable/catalog/names.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
namespace strings = constable::strings;

namespace {

std::string object_name(std::string_view table, std::string_view middle, std::string_view label, std::size_t number = 0) {
    return strings::to_string([&](auto& sink) { catalog::add_object_name(sink, table, middle, label, number); });
}

} // namespace

TEST(names, join_table_columns_and_label) {
    EXPECT_EQ(object_name("users", "email", "key"), "users_email_key");
    EXPECT_EQ(object_name("users", "", "pkey"), "users_pkey");
    EXPECT_EQ(object_name("users", "email", "key", 12), "users_email_key12");
}

TEST(names, shorten_the_longer_of_table_and_columns) {
    const std::string long_table(60, 't');
    const std::string long_column(60, 'c');
    EXPECT_EQ(object_name(long_table, "email", "key"), std::string(53, 't') + "_email_key");
    EXPECT_EQ(object_name("users", long_column, "key"), "users_" + std::string(53, 'c') + "_key");
    EXPECT_EQ(object_name(long_table, long_column, "key"), std::string(29, 't') + "_" + std::string(29, 'c') + "_key");
    EXPECT_EQ(object_name(long_table, long_column, "fkey"), std::string(29, 't') + "_" + std::string(28, 'c') + "_fkey");
    EXPECT_EQ(object_name(long_table, "", "pkey"), std::string(58, 't') + "_pkey");
}

TEST(names, are_cut_between_two_characters) {
    std::string umlauts;
    for (int i = 0; i != 30; ++i) umlauts += "ä";
    // 53 bytes are left, of which 52 hold whole characters
    EXPECT_EQ(object_name("users", umlauts, "key"), "users_" + umlauts.substr(0, 52) + "_key");
}

RC_GTEST_PROP(names, never_pass_63_bytes, (std::uint8_t table, std::uint8_t middle, std::uint16_t number)) {
    const std::string name = object_name(std::string(table % 64, 't'), std::string(middle % 127, 'c'), "check", number);
    RC_ASSERT(name.size() <= strings::max_identifier_size);
}

TEST(name_buffer, holds_63_bytes_and_drops_the_rest) {
    catalog::name_buffer name;
    name.add(std::string(40, 'a'));
    name.add(std::string(40, 'b'));
    EXPECT_EQ(name.view(), std::string(40, 'a') + std::string(23, 'b'));
}

TEST(name_addition, joins_columns_that_begin_within_64_bytes) {
    catalog::name_addition names;
    EXPECT_EQ(names.view(), "");
    names.add("a");
    names.add(std::string(61, 'b'));
    EXPECT_EQ(names.view(), "a_" + std::string(61, 'b'));
    names.add("c"); // it begins at byte 64
    EXPECT_EQ(names.view(), "a_" + std::string(61, 'b') + "_c");
    names.add("d");
    EXPECT_EQ(names.view(), "a_" + std::string(61, 'b') + "_c");
}
