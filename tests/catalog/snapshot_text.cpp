// SPDX-License-Identifier: BSL-1.0
// Texts of snapshots are quoted where they must be, and nowhere else.
#include "constable/catalog/snapshot_text.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace detail = constable::catalog::detail;

namespace {

std::string escaped(std::string_view text) {
    return constable::strings::to_string([&](auto& sink) { detail::add_escaped(sink, text); });
}

} // namespace

TEST(snapshot_text, knows_what_is_safe) {
    static_assert(detail::is_safe_name("users") && detail::is_safe_name("größe") && detail::is_safe_name("Users_2$-"));
    static_assert(!detail::is_safe_name("") && !detail::is_safe_name("a b") && !detail::is_safe_name("a.b"));
    static_assert(detail::is_safe_value("\"C\"") && detail::is_safe_value("a\tb") && detail::is_safe_value("a, b"));
    static_assert(!detail::is_safe_value("") && !detail::is_safe_value(" a") && !detail::is_safe_value("a\t") &&
                  !detail::is_safe_value("a\r"));
    static_assert(detail::is_safe_line("") && detail::is_safe_line("\t a") && !detail::is_safe_line("a "));
    static_assert(detail::is_safe_item("a b") && !detail::is_safe_item("a,b") && !detail::is_safe_item("\"a\""));
    SUCCEED();
}

TEST(snapshot_text, takes_back_what_it_escapes) {
    std::string all;
    for (int byte = 0; byte != 256; ++byte) all.push_back(static_cast<char>(byte));
    EXPECT_EQ(escaped("a\"\\\n\r\t\x01"), R"("a\"\\\n\r\t\x01")");
    std::size_t from = 0;
    std::string back;
    const std::string text = escaped(all);
    EXPECT_TRUE(detail::take_escaped(text, from, back));
    EXPECT_EQ(from, text.size());
    EXPECT_EQ(back, all);
}

TEST(snapshot_text, refuses_what_is_no_escape) {
    for (const std::string_view text : {"\"", "\"a", "\"\\", "\"\\\"", "\"\\q\"", "\"\\x1\"", "\"\\xg0\"", "\"\\x"}) {
        std::size_t from = 0;
        std::string back;
        EXPECT_FALSE(detail::take_escaped(text, from, back)) << text;
    }
}
